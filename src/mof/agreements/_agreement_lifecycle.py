"""The life of an agreement: from the first draft to its end, and what has to be on record."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.agreements._agreements import Agreement
from mof.framework import RoleType
from mof.records import Edge, Entry, Lifecycle, Noted, Record
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import AgreementId, ChangeId, PersonId, Term
from mof.values._instants import to_utc


class AgreementState(Term):
    """Where an agreement stands."""

    # Our judgement: the framework names agreements and their review, not their states.
    DRAFT = "draft"
    """Being written, as a first version or as the next one."""
    IN_NEGOTIATION = "in negotiation"
    """Before the other party."""
    AGREED = "agreed"
    """Signed by both parties, and not in effect yet."""
    ACTIVE = "active"
    """In effect: this version is what records are judged by."""
    UNDER_REVIEW = "under review"
    """In effect, while it is reviewed whether it still fits."""
    EXPIRED = "expired"
    """Its time is over; a new version may still be drafted from it."""
    TERMINATED = "terminated"
    """Ended before its time, or given up as a draft; the end for good."""


class AgreementEvent(Term):
    """What can happen to an agreement."""

    DRAFT = "draft"
    """A first version is begun."""
    NEGOTIATE = "negotiate"
    """The draft is brought before the other party."""
    AGREE = "agree"
    """Both parties have signed."""
    ACTIVATE = "activate"
    """The version takes effect."""
    REVIEW = "review"
    """A review of the agreement begins."""
    KEEP = "keep"
    """The review leaves the agreement as it is."""
    REVISE = "revise"
    """A new version is drafted, as a request for change asks."""
    EXPIRE = "expire"
    """Its time is over."""
    TERMINATE = "terminate"
    """It ends before its time, or the draft is given up."""


_S, _E, _R = AgreementState, AgreementEvent, RoleType
# Our judgement: those who look after services, suppliers and customers; the Operate phase
# overview names no role for agreements.
_KEEPERS = (_R.SERVICE_LEVEL_MANAGER, _R.SUPPLIER_MANAGER, _R.ACCOUNT_MANAGER)

# Our judgement. That a new version needs its request for change follows the Operate phase
# overview, Table 2: requests to change SLAs and OLAs are what the review decides on.
_EDGES: dict[tuple[AgreementState | None, AgreementEvent], Edge[AgreementState]] = {
    (None, _E.DRAFT): Edge(_S.DRAFT, roles=_KEEPERS, given=("version",)),
    (_S.DRAFT, _E.NEGOTIATE): Edge(_S.IN_NEGOTIATION, roles=_KEEPERS),
    (_S.IN_NEGOTIATION, _E.AGREE): Edge(
        _S.AGREED, roles=_KEEPERS, given=("signed_by_provider", "signed_by_recipient")
    ),
    (_S.AGREED, _E.ACTIVATE): Edge(_S.ACTIVE, roles=_KEEPERS, is_automatable=True),
    (_S.ACTIVE, _E.REVIEW): Edge(_S.UNDER_REVIEW, roles=_KEEPERS),
    (_S.UNDER_REVIEW, _E.KEEP): Edge(_S.ACTIVE, roles=_KEEPERS, needs_reason=True),
    **{
        (state, _E.REVISE): Edge(
            _S.DRAFT, roles=_KEEPERS, given=("version", "change"), changed=("version", "change")
        )
        for state in (_S.ACTIVE, _S.UNDER_REVIEW, _S.EXPIRED)
    },
    **{
        (state, _E.EXPIRE): Edge(_S.EXPIRED, roles=_KEEPERS, is_automatable=True)
        for state in (_S.ACTIVE, _S.UNDER_REVIEW)
    },
    **{
        (state, _E.TERMINATE): Edge(_S.TERMINATED, roles=_KEEPERS, needs_reason=True)
        for state in _S
        if state is not _S.TERMINATED
    },
}

AGREEMENT_LIFECYCLE = Lifecycle[AgreementState, AgreementEvent]("agreement", _EDGES)

_ENDED = frozenset({_S.EXPIRED, _S.TERMINATED})


@frozen
class AgreementLife(Record[AgreementState, AgreementEvent]):
    """What happened to an agreement through its versions; its terms are in `Agreement`.

    >>> AGREEMENT_LIFECYCLE.allowed(AgreementState.DRAFT) == (
    ...     AgreementEvent.NEGOTIATE,
    ...     AgreementEvent.TERMINATE,
    ... )
    True
    """

    id: AgreementId
    """The id of the agreement whose life it is."""
    history: tuple[Entry[AgreementState, AgreementEvent], ...] = field(converter=to_history)
    """What happened to it, in order of time."""

    LIFECYCLE: ClassVar[Lifecycle[AgreementState, AgreementEvent]] = AGREEMENT_LIFECYCLE

    version = Noted(str)
    change = Noted(ChangeId)
    signed_by_provider = Noted(PersonId)
    signed_by_recipient = Noted(PersonId)

    @classmethod
    def draft(cls, id: AgreementId | str, *, version: str, **act: Unpack[ActArguments]) -> Self:  # noqa: A002
        """Begin with the draft of a first version."""
        return cls(AgreementId(id), ()).act(_E.DRAFT, version=version, **act)

    def negotiate(self, **act: Unpack[ActArguments]) -> Self:
        """Bring the draft before the other party."""
        return self.act(_E.NEGOTIATE, **act)

    def agree(
        self,
        *,
        signed_by_provider: PersonId,
        signed_by_recipient: PersonId,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Note that both parties have signed."""
        return self.act(
            _E.AGREE,
            signed_by_provider=signed_by_provider,
            signed_by_recipient=signed_by_recipient,
            **act,
        )

    def activate(self, **act: Unpack[ActArguments]) -> Self:
        """Let it take effect."""
        return self.act(_E.ACTIVATE, **act)

    def review(self, **act: Unpack[ActArguments]) -> Self:
        """Begin to review whether it still fits; it stays in effect."""
        return self.act(_E.REVIEW, **act)

    def keep(self, **act: Unpack[ActArguments]) -> Self:
        """Keep it as it is after the review, for a reason."""
        return self.act(_E.KEEP, **act)

    def revise(self, *, version: str, change: ChangeId, **act: Unpack[ActArguments]) -> Self:
        """Draft a new version, as a request for change asks."""
        return self.act(_E.REVISE, version=version, change=change, **act)

    def expire(self, **act: Unpack[ActArguments]) -> Self:
        """Note that its time is over."""
        return self.act(_E.EXPIRE, **act)

    def terminate(self, **act: Unpack[ActArguments]) -> Self:
        """End it before its time, or give up the draft, for a reason."""
        return self.act(_E.TERMINATE, **act)

    def find_effective_version(self, at: datetime) -> str | None:
        """The version in effect at an instant; a version stays so until the next takes over."""
        at = to_utc(at)
        drafted = effective = None
        for entry in self.chronology:
            if entry.at <= at:
                drafted = dict(entry.changes).get("version", drafted)
                effective = drafted if entry.state is _S.ACTIVE else effective
                effective = None if entry.state in _ENDED else effective
        return str(effective) if effective else None

    @property
    def changes_by_version(self) -> dict[str, str | None]:
        """The request for change behind each version but the first; None where it is missing."""
        noted = (dict(entry.changes) for entry in self.chronology)
        drafts = [changes for changes in noted if "version" in changes]
        return {
            str(changes["version"]): str(changes["change"]) if changes.get("change") else None
            for changes in drafts[1:]
        }


class AgreementGapKind(Term):
    """In which way the terms in use and the life of an agreement differ."""

    UNKNOWN_LIFE = "agreement without life"
    OTHER_VERSION = "another version in effect"
    OTHER_CHANGE = "version without request for change"


@frozen
class AgreementGap:
    """What an agreement in use lacks."""

    agreement: AgreementId
    """The agreement in use."""
    version: str
    """The version of it that is valid."""
    kind: AgreementGapKind
    lack: str
    """What is missing, in words: no known life, another version in effect, or no request for
    change."""


def find_agreement_gaps(
    agreements: Iterable[Agreement], lives: Iterable[AgreementLife], *, as_of: datetime
) -> tuple[AgreementGap, ...]:
    """The agreements valid at an instant that were not agreed, or changed without a request."""
    as_of = to_utc(as_of)
    by_id = {life.id: life.as_of(as_of) for life in lives}
    return tuple(
        AgreementGap(agreement.id, agreement.version, kind, lack)
        for agreement in agreements
        if agreement.is_valid(as_of)
        for kind, lack in _find_lacks(agreement, by_id.get(agreement.id), as_of)
    )


def _find_lacks(
    agreement: Agreement, life: AgreementLife | None, at: datetime
) -> Iterator[tuple[AgreementGapKind, str]]:
    if life is None or not life.history:
        yield AgreementGapKind.UNKNOWN_LIFE, "nothing is known of its life"
        return
    effective = life.find_effective_version(at)
    if effective != agreement.version:
        in_effect = f"version {effective}" if effective else "no version"
        yield AgreementGapKind.OTHER_VERSION, f"in effect is {in_effect}"
    changes = life.changes_by_version
    if agreement.version in changes:
        asked = changes[agreement.version]
        if asked is None or asked != agreement.change:
            told = f"{asked or 'none'} in its life, {agreement.change or 'none'} in its terms"
            yield (
                AgreementGapKind.OTHER_CHANGE,
                f"it came about by one request for change: {told}",
            )
