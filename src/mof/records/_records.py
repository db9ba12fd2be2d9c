"""Records: the base of everything that has a life, and how one acts on it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import (
    Any,
    ClassVar,
    Generic,
    NotRequired,
    Required,
    Self,
    TypedDict,
    TypeVar,
    cast,
    overload,
)

from attrs import evolve, field, frozen

from mof.errors import DefinitionError, FactError, MissingFactError
from mof.records._acting_checks import (
    asking_when_and_who,
    check_event,
    check_facts,
    check_role,
    check_separation,
    check_time,
    check_types,
    find_lawful_edge,
)
from mof.records._gaps import RecordGap, cut_gaps, to_gaps
from mof.records._histories import (
    Actor,
    E,
    Effort,
    Entry,
    Fact,
    S,
    find_efforts,
    fold,
    fold_effort,
    sort_by_time,
    to_history,
)
from mof.records._lifecycles import Lifecycle
from mof.values import Term
from mof.values._checks import check_argument
from mof.values._instants import to_utc
from mof.values._terms import to_optional_word


class ActArguments(TypedDict, total=False):
    """What every acting method takes besides its own facts."""

    at: Required[datetime]
    """When it happened; not before the last entry."""
    by: Required[Actor]
    """The one who acts, and the role."""
    reason: NotRequired[str | Term | None]
    """What it happened for; some events take one."""
    recorded_at: NotRequired[datetime]
    """When it was written down, where that is later than ``at``."""
    lifecycle: NotRequired[Lifecycle[Any, Any]]
    """Another lifecycle than that of the class."""


V = TypeVar("V")


class Noted(Generic[V]):
    """A fact noted on a record, folded from its history; None until it is noted.

    The class of a record names its facts by it, with the type of each; a value of another type
    is refused when acting.

    >>> from attrs import frozen
    >>> from mof.incidents import Incident
    >>> @frozen
    ... class SiteIncident(Incident):
    ...     site = Noted(str)
    >>> SiteIncident.FACTS["site"]
    <class 'str'>
    """

    def __init__(self, kind: type[V] | Callable[[str], V]) -> None:
        self.kind = cast("type[Any]", getattr(kind, "__supertype__", kind))  # an id is a str inside

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, record: None, owner: type) -> Self: ...
    @overload
    def __get__(self, record: "Record[Any, Any]", owner: type) -> V | None: ...
    def __get__(self, record: "Record[Any, Any] | None", owner: type) -> "Self | V | None":
        return self if record is None else cast("V | None", record.facts.get(self.name))


@frozen
class Record(Generic[S, E]):
    """Something with a history; everything that changes over its life is folded from it.

    The base of incidents, problems, changes and all else that has a life, and of a kind of your
    own: a frozen class with the words for its states and events, and a lifecycle.

    >>> from mof.framework import RoleType
    >>> from mof.records import Actor, Edge, Lifecycle, Record
    >>> from mof.values import PersonId, Term
    >>> class LoanState(Term):
    ...     LENT = "lent"
    ...     BACK = "back"
    >>> class LoanEvent(Term):
    ...     LEND = "lend"
    ...     RETURN = "return"
    >>> desk = Actor(PersonId("anna"), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)
    >>> @frozen
    ... class Loan(Record[LoanState, LoanEvent]):
    ...     LIFECYCLE = Lifecycle(
    ...         "loan",
    ...         {
    ...             (None, LoanEvent.LEND): Edge(LoanState.LENT, roles=[desk.role]),
    ...             (LoanState.LENT, LoanEvent.RETURN): Edge(LoanState.BACK, roles=[desk.role]),
    ...         },
    ...     )
    >>> at = datetime.fromisoformat("2026-06-01T09:00+02:00")
    >>> loan = Loan("LOAN-1", ()).act(LoanEvent.LEND, at=at, by=desk)
    >>> print(loan.state, loan.act(LoanEvent.RETURN, at=at, by=desk).state)
    lent back
    """

    id: str
    """What other records refer to it by."""
    history: tuple[Entry[S, E], ...] = field(converter=to_history)
    """What happened, as it was written down: entries may stand out of the order of time."""
    gaps: tuple[RecordGap, ...] = field(default=(), converter=to_gaps, kw_only=True)
    """What its source tells of it and was not read; acting leaves none."""

    LIFECYCLE: ClassVar[Lifecycle[Any, Any]]
    """What should happen to such a record; acting takes another as ``lifecycle=``."""
    FACTS: ClassVar[Mapping[str, type]] = MappingProxyType(
        {"effort": timedelta, "effort_spent": timedelta}
    )
    """The facts that can be noted on such a record, and the type of each.

    On any record, ``effort`` is a total as a source tells it, and ``effort_spent`` is what one
    person spent at a time.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        noted = {name: v.kind for name, v in vars(cls).items() if isinstance(v, Noted)}
        cls.FACTS = MappingProxyType({**cls.FACTS, **noted})

    @cached_property
    def chronology(self) -> tuple[Entry[S, E], ...]:
        """The history in the order in which it happened."""
        return sort_by_time(self.history)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """What is noted on the record."""
        return MappingProxyType(fold(self.chronology))

    @cached_property
    def _stand(self) -> Entry[S, E] | None:
        return next((entry for entry in reversed(self.chronology) if entry.state), None)

    @cached_property
    def _last_recorded_at(self) -> datetime:
        return max(entry.recorded_at for entry in self.history)

    @property
    def _last_at(self) -> datetime | None:
        return self.chronology[-1].at if self.history else None

    @property
    def state(self) -> S | None:
        """The current state; None for a record of which nothing is known yet."""
        return self._stand.state if self._stand else None

    @property
    def state_reason(self) -> str | None:
        """What the current state was entered for."""
        return self._stand.reason if self._stand else None

    @property
    def started_at(self) -> datetime | None:
        """When the record's life began; None where nothing is known yet."""
        return self.chronology[0].at if self.history else None

    @cached_property
    def efforts(self) -> tuple[Effort, ...]:
        """Who spent how long on it, in the order in which it happened."""
        return find_efforts(self.chronology)

    @property
    def effort(self) -> timedelta | None:
        """How long all persons together spent on it; None where none is noted."""
        return fold_effort(self.chronology)

    def as_of(self, at: datetime) -> Self:
        """The record as it was known at an instant, entries written at that instant included."""
        cut = to_utc(at)
        is_whole = not self.history or self._last_recorded_at <= cut
        gaps = cut_gaps(self.gaps, cut) if self.gaps else ()
        if is_whole and gaps == self.gaps:
            return self
        history = tuple(e for e in self.history if e.recorded_at <= cut)
        return evolve(self, history=history, gaps=gaps)

    @asking_when_and_who
    def act(
        self,
        event: E,
        *,
        at: datetime,
        by: Actor,
        reason: str | Term | None = None,
        recorded_at: datetime | None = None,
        lifecycle: Lifecycle[Any, Any] | None = None,
        **facts: object,
    ) -> Self:
        """The record after an event; facts that are None or empty count as not given.

        An event that keeps the state also keeps what the state was entered for.

        Raises:
            TransitionError: the lifecycle has no such event from the current state.
            RoleError: the actor's role may not do this.
            MissingFactError: facts that the event needs are not there.
            FactError: a fact is unknown, of the wrong type, or contradicts the record.
            SeparationError: one person is named where it takes two.
            ChronologyError: ``at`` is before the last entry.
            ArgumentError: ``by`` is no actor.
        """
        at = to_utc(at)
        reason = to_optional_word(reason)
        table = lifecycle or self.LIFECYCLE
        check_event(event, table)
        given = check_types(self.id, event, self.FACTS, facts)
        edge = find_lawful_edge(self.id, event, table, self.state, self.state_reason)
        check_time(self.id, event, at, self._last_at)
        check_role(self.id, event, edge, by)
        check_facts(self.id, event, edge, self.facts, given=given, reason=reason)
        check_separation(self.id, event, edge, self.facts, given=given, by=by)
        entry = Entry[S, E](
            at=at,
            event=event,
            state=None if edge.to is self.state else edge.to,
            reason=reason or edge.outcome,
            by=by,
            changes=given,
            recorded_at=recorded_at or at,
        )
        return evolve(self, history=(*self.history, entry))

    @asking_when_and_who
    def note(
        self,
        *,
        at: datetime,
        by: Actor,
        reason: str | Term | None = None,
        recorded_at: datetime | None = None,
        **facts: object,
    ) -> Self:
        """The record with facts noted that move it nowhere; in any state, and after its end.

        Of an instant before the last entry they are noted afterwards, so that ``recorded_at``
        says when.

        Raises:
            MissingFactError: nothing is noted.
            FactError: a fact is unknown, or of the wrong type.
            ChronologyError: it is noted before the last entry.
            ArgumentError: ``by`` is no actor.
        """
        at = to_utc(at)
        noted_at = to_utc(recorded_at or at)
        if not (given := check_types(self.id, "note on", self.FACTS, facts)):
            raise MissingFactError(
                f"cannot note on {self.id} without a fact",
                record=self.id,
                event="note on",
                missing=("a fact",),
            )
        check_time(self.id, "note on", noted_at, self._last_at)
        entry = Entry[S, E](
            at=at, reason=to_optional_word(reason), by=by, changes=given, recorded_at=noted_at
        )
        return evolve(self, history=(*self.history, entry))

    @asking_when_and_who
    def note_effort(
        self,
        spent: timedelta,
        *,
        at: datetime,
        by: Actor,
        reason: str | None = None,
        recorded_at: datetime | None = None,
    ) -> Self:
        """The record with the time that a person spent on it until an instant.

        It may be noted in any state, and after the record is over. Of an instant before the
        last entry it is noted afterwards, so that ``recorded_at`` says when.

        Raises:
            MissingFactError: ``by`` names no person.
            FactError: the time is zero or negative.
            ChronologyError: it is noted before the last entry.
        """
        if by.person is None:
            raise MissingFactError(
                f"cannot note effort on {self.id} without a person",
                record=self.id,
                event="note effort",
                missing=("a person",),
            )
        if spent <= timedelta():
            raise FactError(
                f"effort on {self.id} must be above zero, got {spent}",
                record=self.id,
                event="note effort",
                fact="effort_spent",
            )
        return self.note(at=at, by=by, reason=reason, recorded_at=recorded_at, effort_spent=spent)


R = TypeVar("R", bound=Record[Any, Any])


def iterate_once(records: Iterable[R]) -> Iterator[R]:
    """The records as they come, no id among them twice.

    Raises:
        ArgumentError: something that is given is no record.
        DefinitionError: an id comes twice.
    """
    check_argument(records, Iterable, "give the records themselves, such as [incident]")
    seen: set[str] = set()
    for record in records:
        check_argument(record, Record, "give the records themselves, such as [incident]")
        if record.id in seen:
            raise DefinitionError(
                f"record {record.id!r} is given twice; give each record once, "
                "where exports overlap the one that knows more"
            )
        seen.add(record.id)
        yield record
