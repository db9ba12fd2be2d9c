"""Known errors: what is known of a fault, so that others need not find it out again."""

from datetime import datetime
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.problems._known_error_lifecycle import (
    KNOWN_ERROR_LIFECYCLE,
    STATES_IN_USE,
    KnownErrorEvent,
    KnownErrorState,
)
from mof.records import Entry, Lifecycle, Noted, Record
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import ChangeId, KnownErrorId, ProblemId, ServiceId, Term


class KnownErrorTrigger(Term):
    """What makes a finding a known error; each research activity asks for all of them."""

    # MOF 4.0, Problem Management, research: any one of these is enough.
    HELPS_OTHERS = "helps others to resolve matching incidents"
    """With it, others resolve incidents like those that led to it."""
    ROOT_CAUSE = "the root cause is definite"
    """It is known for certain why it happens."""
    LESS_IMPACT = "something reduces frequency or impact"
    """There is a way to have it less often, or to suffer less from it."""
    PROJECTED_DATE = "a date for the resolution is projected"
    """It can be said by when it will be resolved."""
    PROGRESS = "progress is worth sharing"
    """What was found so far spares others the same research."""
    ACTION_NEEDED = "others have to act"
    """Others than those who research have something to do about it."""


_E = KnownErrorEvent


@frozen
class KnownError(Record[KnownErrorState, KnownErrorEvent]):
    """A fault of which something is known, with all that was found out about it."""

    id: KnownErrorId
    history: tuple[Entry[KnownErrorState, KnownErrorEvent], ...] = field(converter=to_history)

    LIFECYCLE: ClassVar[Lifecycle[KnownErrorState, KnownErrorEvent]] = KNOWN_ERROR_LIFECYCLE

    title = Noted(str)
    symptoms = Noted(str)
    trigger = Noted(KnownErrorTrigger)
    services = Noted[tuple[str, ...]](tuple)
    topics = Noted[tuple[str, ...]](tuple)
    problem = Noted(ProblemId)
    incidents = Noted[tuple[str, ...]](tuple)
    root_cause = Noted(str)
    projected_at = Noted(datetime)
    workaround = Noted(str)
    instructions = Noted[tuple[str, ...]](tuple)
    prerequisites = Noted(str)
    required_authorization = Noted(str)
    fix = Noted(str)
    change = Noted(ChangeId)
    verification = Noted(str)

    @property
    def is_in_use(self) -> bool:
        """Whether those who resolve incidents should look at it."""
        return self.state in STATES_IN_USE

    @property
    def incident_count(self) -> int:
        """How many incidents it was linked with; a large count makes its problem pressing."""
        return len(self.incidents or ())

    @classmethod
    def draft(
        cls,
        id: KnownErrorId | str,  # noqa: A002 - the field's own word
        *,
        title: str,
        symptoms: str,
        trigger: KnownErrorTrigger,
        services: tuple[ServiceId, ...] | None = None,
        topics: tuple[str, ...] | None = None,
        problem: ProblemId | None = None,
        root_cause: str | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """A new one; its cause need not be known."""
        return cls(KnownErrorId(id), ()).act(
            _E.DRAFT,
            title=title,
            symptoms=symptoms,
            trigger=trigger,
            services=services,
            topics=topics,
            problem=problem,
            root_cause=root_cause,
            **act,
        )

    def publish(self, **act: Unpack[ActArguments]) -> Self:
        """Let everybody look it up."""
        return self.act(_E.PUBLISH, **act)

    def find_cause(self, *, root_cause: str, **act: Unpack[ActArguments]) -> Self:
        """Note the cause."""
        return self.act(_E.FIND_CAUSE, root_cause=root_cause, **act)

    def project(self, *, projected_at: datetime, **act: Unpack[ActArguments]) -> Self:
        """Say by when it is expected to be resolved."""
        return self.act(_E.PROJECT, projected_at=projected_at, **act)

    def link(self, *, incidents: tuple[str, ...], **act: Unpack[ActArguments]) -> Self:
        """Note incidents that it was behind; they join those known."""
        joined = incidents and tuple(dict.fromkeys((*(self.incidents or ()), *incidents)))
        return self.act(_E.LINK, incidents=joined, **act)

    def add_workaround(
        self,
        *,
        workaround: str,
        instructions: tuple[str, ...],
        prerequisites: str | None = None,
        required_authorization: str | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Say step by step how to live with it, and what one needs and has to be allowed for."""
        return self.act(
            _E.ADD_WORKAROUND,
            workaround=workaround,
            instructions=instructions,
            prerequisites=prerequisites,
            required_authorization=required_authorization,
            **act,
        )

    def withdraw_workaround(self, **act: Unpack[ActArguments]) -> Self:
        """Note that the workaround must not be used any more."""
        return self.act(_E.WITHDRAW_WORKAROUND, **act)

    def add_fix(
        self, *, fix: str, change: ChangeId | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """Say what removes it, and by which change."""
        return self.act(_E.ADD_FIX, fix=fix, change=change, **act)

    def withdraw_fix(self, **act: Unpack[ActArguments]) -> Self:
        """Note that the fix does not remove it."""
        return self.act(_E.WITHDRAW_FIX, **act)

    def retire(self, *, verification: str, **act: Unpack[ActArguments]) -> Self:
        """Close it, since its fix is verified wherever it is needed."""
        return self.act(_E.RETIRE, verification=verification, **act)

    def discard(self, **act: Unpack[ActArguments]) -> Self:
        """Drop it before anybody has used it."""
        return self.act(_E.DISCARD, **act)
