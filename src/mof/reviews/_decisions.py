"""Decisions: what people decide in a review, for which group, and until when if not yet."""

from datetime import date
from typing import Protocol

from attrs import field, frozen

from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import ChangeSubject, DecisionKind, StakeholderGroup
from mof.reviews._attendance import to_word
from mof.values import PersonId, Term


class DecisionStatus(Term):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    """It is done: outputs follow, and an action if it has an owner and a day."""
    REJECTED = "rejected"
    """It is not done; nothing follows."""
    DEFERRED = "deferred"
    """It is put off, until a day or the next review, which finds that it is to be decided."""


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
    """What a named person decided in a management review, for which group of stakeholders.

    A decision about a finding is one of the Operational Health Review, of one of its five kinds;
    the other reviews decide on what their charter lists, and on no finding. From what is accepted
    without an owner or a day no action follows; see `lacking`.

    >>> funding = Decision(
    ...     kind="funding", text="fund it", decided_by=PersonId("person-1"), group="customers"
    ... )
    >>> funding.lacking
    ('owner', 'date')

    Raises:
        DefinitionError: a request for change about a finding does not say of what, or anything
            else does, or something that is not deferred names a day until which it is, or a
            person who decided or owns it has no name.
        UnknownReferenceError: it is about a finding, and the Operational Health Review knows no
            such kind of decision, or no such group of stakeholders.
    """

    kind: str = field(converter=to_word)
    """The kind in words: a `DecisionKind`, or an entry of the charter's column of decisions."""
    text: str
    """What was decided, in the words of those who did."""
    decided_by: PersonId
    """Who decided; they attended for the group."""
    group: str = field(converter=to_word)
    """The group of stakeholders that the person stood for, in words."""
    status: DecisionStatus = DecisionStatus.ACCEPTED
    """What became of the proposal."""
    finding: str | None = None
    """The id of the finding that it is about; None in a review that decides on no findings."""
    subject: ChangeSubject | None = None
    """What a request for change is to change; None for every other kind."""
    owner: PersonId | None = None
    """Who sees to it; None where no person is named, so that no action follows."""
    due_on: date | None = None
    """The last day on which it is done in time; None where none is named."""
    until: date | None = None
    """Until when a deferred decision waits; None until the next review."""

    def __attrs_post_init__(self) -> None:
        if self.finding is not None:
            self._check_of_health_review(self.finding)
        elif self.subject is not None:
            raise DefinitionError(f"a decision about no finding has no subject, got {self.subject}")
        if self.until is not None and self.status is not DecisionStatus.DEFERRED:
            raise DefinitionError(
                f"a decision about {self.about} that is {self.status} does not wait until "
                f"{self.until}; only a deferred one does"
            )
        for what, person in (("decided_by", self.decided_by), ("owner", self.owner)):
            if person is not None and not person.strip():
                raise DefinitionError(
                    f"a decision about {self.about} has an empty {what}; name a person"
                )

    def _check_of_health_review(self, finding: str) -> None:
        _check_word(self.group, StakeholderGroup, "group")
        _check_word(self.kind, DecisionKind, "kind of decision")
        check_subject(DecisionKind(self.kind), self.subject, what=f"a {self.kind} about {finding}")

    @property
    def about(self) -> str:
        """What it is about: the finding, or its kind in a review that decides on none."""
        return self.finding or self.kind

    @property
    def lacking(self) -> tuple[str, ...]:
        """What an accepted decision lacks for an action to follow from it."""
        if self.status is not DecisionStatus.ACCEPTED:
            return ()
        needed = {"owner": self.owner, "date": self.due_on}
        return tuple(what for what, value in needed.items() if value is None)

    @property
    def key(self) -> tuple[str | None, str, ChangeSubject | None, str]:
        """What it decides on; no two decisions of a review are on the same."""
        return self.finding, self.kind, self.subject, self.text


def _check_word(word: str, known: type[Term], what: str) -> None:
    words = list(map(str, known))
    if word not in words:
        raise UnknownReferenceError(
            f"no {what} {word!r} takes part in the Operational Health Review; these do: "
            f"{', '.join(words)}",
            reference=word,
        )


def name_kind(kind: DecisionKind | str, subject: ChangeSubject | None) -> str:
    """A kind of decision, with what a request for change is about."""
    return f"{kind} ({subject})" if subject else str(kind)


class _OwnedRule(Protocol):
    @property
    def is_of_the_library(self) -> bool: ...


def name_owner(rule: _OwnedRule) -> str:
    """Whose judgement a rule is."""
    return "this library" if rule.is_of_the_library else "the organization"
