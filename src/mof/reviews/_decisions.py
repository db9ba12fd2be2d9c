"""Decisions: what people decide about a finding, for which group, and until when if not yet."""

from datetime import date
from typing import Protocol

from attrs import field, frozen

from mof.documents import Status, Tone
from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import ChangeSubject, DecisionKind, StakeholderGroup
from mof.values import PersonId, Term


class DecisionStatus(Term):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEFERRED = "deferred"


def to_group(value: StakeholderGroup | str) -> StakeholderGroup:
    """A group of stakeholders, also by its word.

    Raises:
        UnknownReferenceError: no such group takes part in the review.
    """
    for group in StakeholderGroup:
        if value is group or value == str(group):
            return group
    known = ", ".join(map(str, StakeholderGroup))
    raise UnknownReferenceError(
        f"no group {value!r} takes part in the Operational Health Review; these do: {known}",
        reference=str(value),
    )


def check_subject(kind: DecisionKind, subject: ChangeSubject | None, *, what: str) -> None:
    """Refuse a request for change that does not say of what, and anything else that does.

    Raises:
        DefinitionError: it is one of them.
    """
    if (kind is DecisionKind.REQUEST_CHANGE) is (subject is None):
        fault = "takes no subject" if subject else "has no subject; say what is changed"
        raise DefinitionError(f"{what} {fault}")


@frozen(kw_only=True)
class Decision:
    """What named stakeholders decided about a finding.

    A deferral may say until when; one that does not comes back in the next review. From what is
    accepted without an owner or a day no action follows; see `lacking`.

    Raises:
        DefinitionError: a request for change does not say of what, or anything else does, or
            something that is not deferred names a day until which it is, or a person who
            decided or owns it has no name.
        UnknownReferenceError: the group takes no part in the review.
    """

    finding: str
    kind: DecisionKind
    status: DecisionStatus
    decided_by: PersonId
    group: StakeholderGroup = field(converter=to_group)
    text: str
    subject: ChangeSubject | None = None
    owner: PersonId | None = None
    due_on: date | None = None
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        check_subject(self.kind, self.subject, what=f"a {self.kind} about {self.finding}")
        if self.until is not None and self.status is not DecisionStatus.DEFERRED:
            raise DefinitionError(
                f"a decision about {self.finding} that is {self.status} does not wait until "
                f"{self.until}; only a deferred one does"
            )
        for what, person in (("decided_by", self.decided_by), ("owner", self.owner)):
            if person is not None and not person.strip():
                raise DefinitionError(
                    f"a decision about {self.finding} has an empty {what}; name a person"
                )

    @property
    def lacking(self) -> tuple[str, ...]:
        """What an accepted decision lacks for an action to follow from it."""
        if self.status is not DecisionStatus.ACCEPTED:
            return ()
        needed = {"owner": self.owner, "date": self.due_on}
        return tuple(what for what, value in needed.items() if value is None)

    @property
    def key(self) -> tuple[str, DecisionKind, ChangeSubject | None, str]:
        """What it decides on; no two decisions of a review are on the same."""
        return self.finding, self.kind, self.subject, self.text


_TONES = {
    DecisionStatus.ACCEPTED: Tone.GOOD,
    DecisionStatus.REJECTED: Tone.NEUTRAL,
    DecisionStatus.DEFERRED: Tone.WARNING,
}


def show_status(decision: Decision, *, is_binding: bool) -> Status:
    """What became of a proposal; what was decided without a quorum does not hold."""
    if not is_binding:
        return Status(f"{decision.status}, without quorum", Tone.BAD)
    return Status(str(decision.status), _TONES[decision.status])


def name_kind(kind: DecisionKind, subject: ChangeSubject | None) -> str:
    """A kind of decision, with what a request for change is about."""
    return f"{kind} ({subject})" if subject else str(kind)


class _OwnedRule(Protocol):
    @property
    def is_of_the_library(self) -> bool: ...


def name_owner(rule: _OwnedRule) -> str:
    """Whose judgement a rule is."""
    return "this library" if rule.is_of_the_library else "the organization"
