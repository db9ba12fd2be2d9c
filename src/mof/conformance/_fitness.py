"""Fitness: how far the lives of records keep to a lifecycle, and where they deviate from it."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from attrs import field, frozen

from mof.conformance._paths import AnyRecord, view
from mof.documents import Table, format_count, format_share
from mof.documents._tables import Tabular
from mof.records import DeviationKind, Lifecycle, find_deviations
from mof.values import Term
from mof.values._instants import to_utc

AnyLifecycle = Lifecycle[Any, Any]
State = Term | None

_UNLAWFUL = frozenset(
    {
        DeviationKind.UNLAWFUL_MOVE,
        DeviationKind.UNLAWFUL_EVENT,
        DeviationKind.UNOBSERVED_STATE,
        DeviationKind.WRONG_STATE,
    }
)


class ConformanceDeviationKind(Term):
    """In which way a step leaves the lifecycle."""

    SKIPPED = "skipped"
    """A lawful way leads there, and what lies on it was left out."""
    OUT_OF_ORDER = "out of order"
    """No lawful way leads there from where the record was."""
    WRONG_EVENT = "wrong event"
    """The transition is lawful, but not by this event."""
    UNKNOWN_STATE = "unknown state"
    """The lifecycle does not have the state, or not among those that are observed."""


@frozen(kw_only=True)
class ConformanceDeviation:
    """A kind of step that the lifecycle does not have, and the records that took it.

    ``passed_over`` are the states on the shortest lawful way; of several as short, those that
    the table names first. An origin of None is before the record began.
    """

    kind: ConformanceDeviationKind
    """In which way the step leaves the lifecycle."""
    origin: str | None
    """The state that it leads from; None is before the record began."""
    to: str | None
    """The state that it leads to; None where no state is told yet."""
    event: str | None
    """The event that it names; None where the source tells none."""
    passed_over: tuple[str, ...]
    count: int
    """How often it was taken."""
    records: tuple[str, ...]
    """The ids of the records that took it, each once."""

    def __str__(self) -> str:
        by = f" by {self.event}" if self.event else ""
        return f"{self.origin or '(none)'} → {self.to or '(none)'}{by}"


@frozen(kw_only=True)
class StateUse:
    """How often records entered a state, entered it again, passed it over, or should not have."""

    state: str
    """The state."""
    entered: int
    """How often it was entered, lawfully or not."""
    repeated: int
    """How many of these were not the first of their record."""
    skipped: int
    """How often it was passed over on a lawful way."""
    out_of_order: int
    """How often it was entered without a lawful way to it."""


@frozen(kw_only=True)
class Conformance(Tabular):
    """How far a log keeps to a lifecycle, as known at an instant.

    A step is an entry that names an event or another state than before. It conforms if the
    lifecycle has it from the state that the record was in; roles and missing facts are no
    matter of the path.
    """

    lifecycle: str
    """The name of the lifecycle."""
    observed: tuple[str, ...]
    """The states that the source records; empty where all are."""
    as_of: datetime = field(converter=to_utc)
    """The instant as known at which records are taken."""
    records: int
    """How many records were looked at."""
    conforming: int
    """Records that took steps, all of them conforming."""
    without_steps: int
    """Records that took none, so that they count nowhere."""
    steps: int
    """How many steps they took."""
    conforming_steps: int
    """How many of the steps the lifecycle has."""
    states: tuple[StateUse, ...]
    """How each state was used, in the order of the lifecycle, foreign states last."""
    deviations: tuple[ConformanceDeviation, ...]
    """The kinds of step that the lifecycle does not have, the most frequent first."""
    entry_deviations: tuple[tuple[DeviationKind, int], ...]
    """How many deviations of each kind there are, as `mof.find_deviations` finds them."""

    # Our judgement: MOF 4.0 asks for the process to be followed and has no figure for it. Of the
    # formulas of process mining this one adds up over records and points to each step.
    @property
    def fitness(self) -> Fraction | None:
        """Conforming steps ÷ steps; None where no step was taken."""
        return Fraction(self.conforming_steps, self.steps) if self.steps else None

    @property
    def conforming_share(self) -> Fraction | None:
        """Records with conforming steps only ÷ records that took steps; None where none did."""
        counted = self.records - self.without_steps
        return Fraction(self.conforming, counted) if counted else None

    def count(self, kind: DeviationKind) -> int:
        """How many deviations of a kind there are."""
        return dict(self.entry_deviations).get(kind, 0)

    def to_table(self) -> Table:
        """One row for each state: how often entered, again, passed over, and out of order."""
        fitness = (
            f"{format_share(self.fitness)} ({self.conforming_steps:,} of {self.steps:,} steps)"
        )
        counted = format_count(self.records - self.without_steps, "record")
        lawful = f"{format_share(self.conforming_share)} ({self.conforming:,} of {counted})"
        return Table(
            ("State", "Entered", "Entered again", "Passed over", "Out of order"),
            [
                (use.state, use.entered, use.repeated, use.skipped, use.out_of_order)
                for use in self.states
            ],
            caption=f"Conformance to the {self.lifecycle} lifecycle",
            note=f"Fitness, conforming steps of all steps: {fitness}. "
            f"Records with conforming steps only: {lawful}.",
        )

    # Our judgement: ten rows are seen at a glance, and the text below says how much they are of.
    def to_deviation_table(self, most: int = 10) -> Table:
        """One row for each of the most frequent deviations."""
        return Table(
            ("Step", "Deviation", "Passed over", "Times", "Records"),
            [
                (
                    str(each),
                    str(each.kind),
                    ", ".join(each.passed_over) or None,
                    each.count,
                    len(each.records),
                )
                for each in self.deviations[:most]
            ],
            caption="Steps that the lifecycle does not have",
            note=f"{min(most, len(self.deviations))} of "
            f"{format_count(len(self.deviations), 'kind of step', 'kinds of step')}.",
        )

    def to_entry_deviation_table(self) -> Table:
        """One row for each kind of deviation of single entries."""
        rows = [(str(kind), count) for kind, count in self.entry_deviations]
        return Table(("Deviation", "Count"), rows, caption="Deviations of entries")


class _Step(NamedTuple):
    """A step as it is counted."""

    kind: ConformanceDeviationKind
    origin: State
    to: State
    event: Term | None


def measure_conformance(
    records: Iterable[AnyRecord], lifecycle: AnyLifecycle, *, as_of: datetime
) -> Conformance:
    """How far records keep to a lifecycle, as known at an instant.

    For a source that records only some states pass ``lifecycle.observing(those_states)``;
    otherwise every state that it never tells counts as passed over.

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: it is no records.
    """
    tally = _Tally(lifecycle)
    for record in view(records, as_of):
        tally.add(record)
    return tally.tell(as_of)


class _Tally:
    """What is counted while records go by."""

    def __init__(self, lifecycle: AnyLifecycle) -> None:
        self.lifecycle = lifecycle
        self.ways = _Ways(lifecycle)
        self.counts = Counter[str]()
        self.entry_deviations = Counter[DeviationKind]()
        self.entered = Counter[Term]()
        self.repeated = Counter[Term]()
        self.deviations: defaultdict[_Step, list[str]] = defaultdict(list)

    def add(self, record: AnyRecord) -> None:
        """Count the steps of one record."""
        found = find_deviations(record, self.lifecycle)
        self.entry_deviations.update(deviation.kind for deviation in found)
        unlawful = {each.position for each in found if each.kind in _UNLAWFUL}
        steps = list(_list_steps(record))
        lawless = [step for step in steps if step[0] in unlawful]
        for _, origin, to, event in lawless:
            kind = self._find_kind(origin, to)
            self.deviations[_Step(kind, origin, to, event)].append(record.id)
        entered = Counter(to for _, origin, to, _ in steps if to is not None and to is not origin)
        self.entered.update(entered)
        self.repeated.update({state: times - 1 for state, times in entered.items()})
        self.counts["records"] += 1
        self.counts["steps"] += len(steps)
        self.counts["conforming_steps"] += len(steps) - len(lawless)
        self.counts["without_steps"] += not steps
        self.counts["conforming"] += bool(steps and not lawless)

    def _find_kind(self, origin: State, to: State) -> ConformanceDeviationKind:
        if to is not None and to not in self.ways.states:
            return ConformanceDeviationKind.UNKNOWN_STATE
        if to is origin:
            return ConformanceDeviationKind.OUT_OF_ORDER
        way = self.ways.find(origin, to)
        if way is None:
            return ConformanceDeviationKind.OUT_OF_ORDER
        return ConformanceDeviationKind.SKIPPED if way else ConformanceDeviationKind.WRONG_EVENT

    def tell(self, as_of: datetime) -> Conformance:
        """What was counted."""
        deviations = [
            ConformanceDeviation(
                kind=step.kind,
                origin=_name(step.origin),
                to=_name(step.to),
                event=_name(step.event),
                passed_over=self._find_passed_over(step),
                count=len(names),
                records=tuple(sorted(set(names))),
            )
            for step, names in self.deviations.items()
        ]
        figures: dict[str, int] = {name: self.counts[name] for name in _COUNTED}
        return Conformance(
            lifecycle=self.lifecycle.name,
            observed=tuple(str(s) for s in self.lifecycle.states if s in self.lifecycle.observed),
            as_of=as_of,
            states=tuple(self._list_uses(deviations)),
            deviations=tuple(sorted(deviations, key=_rank)),
            entry_deviations=tuple(
                (k, self.entry_deviations[k]) for k in DeviationKind if self.entry_deviations[k]
            ),
            **figures,
        )

    def _find_passed_over(self, step: _Step) -> tuple[str, ...]:
        if step.kind is not ConformanceDeviationKind.SKIPPED:
            return ()
        return tuple(map(str, self.ways.find(step.origin, step.to) or ()))

    def _list_uses(self, deviations: list[ConformanceDeviation]) -> Iterator[StateUse]:
        skipped = Counter[str]()
        misplaced = Counter[str | None]()
        for each in deviations:
            skipped.update(dict.fromkeys(each.passed_over, each.count))
            if each.kind is ConformanceDeviationKind.OUT_OF_ORDER:
                misplaced[each.to] += each.count
        foreign = sorted({*self.entered} - {*self.ways.states}, key=str)
        for state in (*self.ways.states, *foreign):
            name = str(state)
            yield StateUse(
                state=name,
                entered=self.entered[state],
                repeated=self.repeated[state],
                skipped=skipped[name],
                out_of_order=misplaced[name],
            )


_COUNTED = ("records", "conforming", "without_steps", "steps", "conforming_steps")


def _rank(deviation: ConformanceDeviation) -> tuple[int, str, str]:
    return -deviation.count, str(deviation), str(deviation.kind)


def _name(term: Term | None) -> str | None:
    return None if term is None else str(term)


def _list_steps(record: AnyRecord) -> Iterator[tuple[int, State, State, Term | None]]:
    """Each step in the order of time: its place in the history, from where, to where, by what."""
    state: State = None
    for position in sorted(range(len(record.history)), key=lambda i: record.history[i].at):
        entry = record.history[position]
        to = state if entry.state is None else entry.state
        if entry.event is not None or to is not state:
            yield position, state, to, entry.event
        state = to


class _Ways:
    """The lawful ways between the states that a lifecycle observes."""

    def __init__(self, lifecycle: AnyLifecycle) -> None:
        self.lifecycle = lifecycle
        self.known: dict[tuple[State, State], tuple[Term, ...] | None] = {}

    @cached_property
    def states(self) -> tuple[Term, ...]:
        """The states that are observed, in the order of the table."""
        observed = self.lifecycle.observed
        return tuple(s for s in self.lifecycle.states if not observed or s in observed)

    @cached_property
    def _steps(self) -> dict[State, list[Term]]:
        moves = self.lifecycle.moves
        return {
            origin: [to for to in self.states if (origin, to) in moves]
            for origin in (None, *self.states)
        }

    def find(self, origin: State, to: State) -> tuple[Term, ...] | None:
        """The states between two on the shortest lawful way; None where there is none."""
        if (origin, to) not in self.known:
            self.known[origin, to] = self._search(origin, to)
        return self.known[origin, to]

    def _search(self, origin: State, to: State) -> tuple[Term, ...] | None:
        fringe: deque[tuple[Term, ...]] = deque([()])
        seen: set[Term] = set()
        while fringe:
            way = fringe.popleft()
            for state in self._steps.get(way[-1] if way else origin, ()):
                if state is to:
                    return way
                if state not in seen:
                    seen.add(state)
                    fringe.append((*way, state))
        return None
