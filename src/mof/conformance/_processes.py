"""Processes: what leads to what in a log, how often and after how long."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from attrs import field, frozen

from mof.conformance._paths import (
    AnyRecord,
    Key,
    Stage,
    list_stays,
    rank,
    to_stage,
    view,
)
from mof.documents import Figure, Table, format_count, format_duration, format_share
from mof.documents._charts.process_flows import FlowArrow, FlowNode, draw_flow
from mof.documents._escaping import clean
from mof.documents._tables import Tabular
from mof.values._graphs import quote_mermaid
from mof.values._instants import to_utc
from mof.values._percentiles import find_median

_BEGIN, _END = "begin", "end"
# Our judgement: more lines in one drawing can no longer be followed.
_SHOWN_TRANSITIONS = 24
"""How many transitions a drawing shows; our judgement: more would cross too often to be read."""

Pair: TypeAlias = tuple[Key | None, Key | None]
"""Two stages, one directly after the other; None is before the first or after the last."""


@frozen(kw_only=True)
class StageUse:
    """How a stage was used: how often it was entered and by how many records.

    ``updates`` are the entries that came during a stay and changed no stage; ``median`` is
    of the stays that are over.
    """

    stage: Stage
    """The stage."""
    visits: int
    """How often it was entered."""
    records: int
    """How many records were in it."""
    updates: int
    median: timedelta | None


@frozen(kw_only=True)
class Transition:
    """How often one stage led to another, and after how long in the middle.

    Without an origin records begin, without a target they end where they are.
    """

    origin: Stage | None
    """The stage that is left; None is the beginning of records."""
    to: Stage | None
    """The stage that is entered; None is where records end."""
    count: int
    """How often it was taken."""
    records: int
    """How many records took it."""
    median: timedelta | None
    """The median stay in the origin before it; None where there is no stay to measure."""

    def __str__(self) -> str:
        return f"{self.origin or _BEGIN} → {self.to or _END}"


@frozen(kw_only=True)
class Process(Tabular):
    """The process that a log tells: its stages, and the transitions between them.

    Stages stand in the order of their states, transitions in the order of their stages.
    """

    as_of: datetime = field(converter=to_utc)
    """The instant as known at which records are taken."""
    records: int
    """How many records were looked at."""
    stages: tuple[StageUse, ...]
    """The stages and how they were used, in the order of their states."""
    transitions: tuple[Transition, ...]
    """The transitions, in the order of their stages, beginnings first and endings last."""

    @cached_property
    def _counts(self) -> dict[tuple[Stage | None, Stage | None], int]:
        transitions = {(each.origin, each.to): each.count for each in self.transitions}
        return transitions | {(use.stage, use.stage): use.updates for use in self.stages}

    @property
    def steps(self) -> int:
        """How many steps lead from one entry to the next, within a stage or out of it."""
        inside = (each for each in self.transitions if each.origin and each.to)
        return self.steps_in_place + sum(each.count for each in inside)

    @property
    def steps_in_place(self) -> int:
        """How many of them change no stage."""
        return sum(use.updates for use in self.stages)

    def count(self, origin: Stage | None, to: Stage | None) -> int:
        """How many steps lead from one stage to another, or to itself.

        From None to a stage are the records that begin in it, to None those that end in it.
        """
        return self._counts.get((origin, to), 0)

    def to_table(self) -> Table:
        """One row for each stage."""
        return Table(
            ("Stage", "Entered", "By records", "Updates", "Median stay", "Begin", "End"),
            [
                (
                    str(use.stage),
                    use.visits,
                    use.records,
                    use.updates,
                    format_duration(use.median, seconds=False),
                    self.count(None, use.stage),
                    self.count(use.stage, None),
                )
                for use in self.stages
            ],
            caption=f"Stages of {format_count(self.records, 'record')}",
            numbers=("Median stay",),
        )

    def to_transition_table(self) -> Table:
        """One row for each transition, the most frequent first."""
        transitions = sorted(self.transitions, key=lambda each: -each.count)
        return Table(
            ("From", "To", "Times", "By records", "Median before"),
            [
                (
                    str(each.origin or _BEGIN),
                    str(each.to or _END),
                    each.count,
                    each.records,
                    format_duration(each.median, seconds=False),
                )
                for each in transitions
            ],
            caption="Transitions",
            numbers=("Median before",),
        )

    def to_matrix(self) -> Table:
        """The transition matrix: a row and a column for each stage, a step in each count.

        On the diagonal are the steps that change no stage.
        """
        return tabulate_steps(
            [use.stage for use in self.stages],
            self.count,
            note=f"{format_count(self.steps, 'step')} from entry to entry, of which "
            f"{self.steps_in_place:,} change no stage (on the diagonal).",
        )

    def _choose(self, most: int) -> list[Transition]:
        """The most frequent transitions, and those without which a stage would stand alone."""
        frequent = sorted(self.transitions, key=lambda each: -each.count)
        chosen = set(frequent[:most])
        for use in self.stages:
            ways_in = [each for each in frequent if each.to == use.stage]
            chosen.update(ways_in[:1])
        return [each for each in self.transitions if each in chosen]

    def _tell_hidden(self, shown: list[Transition]) -> str:
        hidden = len(self.transitions) - len(shown)
        if not hidden:
            return ""
        whole = sum(each.count for each in self.transitions)
        share = Fraction(whole - sum(each.count for each in shown), whole)
        rarer = format_count(hidden, "rarer way")
        return f"{rarer}, {format_share(share)} of transitions, not drawn"

    def to_mermaid(self, *, most: int = _SHOWN_TRANSITIONS) -> str:
        """The process as source text of a Mermaid flowchart, with its most frequent transitions."""
        names = {use.stage: f"s{place}" for place, use in enumerate(self.stages)}
        shown = self._choose(most)
        lines = ["flowchart TD", f"    begin(({_BEGIN}))"]
        lines += [
            f'    {names[use.stage]}["{quote_mermaid(clean(str(use.stage)))}<br/>{use.visits:,}"]'
            for use in self.stages
        ]
        lines.append(f"    finish(({_END}))")
        for each in shown:
            origin = names[each.origin] if each.origin else "begin"
            to = names[each.to] if each.to else "finish"
            lines.append(f'    {origin} -->|"{_label(each)}"| {to}')
        if hidden := self._tell_hidden(shown):
            lines.insert(1, f"    %% {hidden}")
        return "\n".join(lines) + "\n"

    def draw(
        self, *, title: str = "The process as it was", most: int = _SHOWN_TRANSITIONS
    ) -> Figure:
        """The process as a drawing: each stage, and the most frequent transitions between stages.

        A transition shows its count, and the median of the time before it in its stage.
        """
        shown = self._choose(most)
        nodes = [
            FlowNode(_BEGIN, is_end=True),
            *(FlowNode(str(use.stage), _describe(use)) for use in self.stages),
            FlowNode(_END, is_end=True),
        ]
        places = {use.stage: place for place, use in enumerate(self.stages, start=1)}
        last = len(nodes) - 1
        arrows = [
            FlowArrow(
                places[each.origin] if each.origin else 0,
                places[each.to] if each.to else last,
                _label(each),
                each.count,
            )
            for each in shown
        ]
        return draw_flow(nodes, arrows, title=title, note=self._tell_hidden(shown))


def tabulate_steps(
    stages: Iterable[Stage], count: Callable[[Stage | None, Stage | None], int], *, note: str
) -> Table:
    """A row and a column for each stage, with how many steps lead from one to the other."""
    known = tuple(stages)
    return Table(
        ("From", *map(str, known), _END),
        [
            (str(origin or _BEGIN), *(count(origin, to) or None for to in (*known, None)))
            for origin in (None, *known)
        ],
        caption="Steps from stage to stage",
        numbers=(*map(str, known), _END),
        note=note,
    )


def _label(transition: Transition) -> str:
    if transition.median is None or transition.to is None:
        return f"{transition.count:,}"
    return f"{transition.count:,} · {format_duration(transition.median, seconds=False)}"


def _describe(use: StageUse) -> str:
    times = format_count(use.visits, "visit")
    if use.median is None:
        return times
    return f"{times} · {format_duration(use.median, seconds=False)}"


def discover_process(
    records: Iterable[AnyRecord], *, as_of: datetime, by_reason: bool = True
) -> Process:
    """The process that records went through, as known at an instant.

    Without ``by_reason`` a state is one stage, whatever it was entered for.

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: it is no records.
    """
    tally = _Tally()
    for record in view(records, as_of):
        tally.add(list(list_stays(record.chronology, by_reason=by_reason)))
    return tally.tell(as_of)


class _Tally:
    """What is counted while records go by."""

    def __init__(self) -> None:
        self.records = 0
        self.updates = Counter[Key]()
        self.visits = Counter[Key]()
        self.visitors = Counter[Key]()
        self.takers = Counter[Pair]()
        self.transitions = Counter[Pair]()
        self.stays: defaultdict[Pair, list[timedelta]] = defaultdict(list)

    def add(self, stays: list[tuple[Key, datetime, int]]) -> None:
        """Count what one record did."""
        self.records += 1
        keys = [key for key, _, _ in stays]
        pairs: list[Pair] = list(pairwise((None, *keys, None)))
        self.visits.update(keys)
        self.visitors.update(set(keys))
        self.transitions.update(pairs)
        self.takers.update(set(pairs))
        for key, _, updates in stays:
            self.updates[key] += updates
        for pair, ((_, entered_at, _), (_, left_at, _)) in zip(
            pairs[1:], pairwise(stays), strict=False
        ):
            self.stays[pair].append(left_at - entered_at)

    def tell(self, as_of: datetime) -> Process:
        """The process that was counted."""
        keys = sorted(self.visits, key=rank)
        over: defaultdict[Key | None, list[timedelta]] = defaultdict(list)
        for (origin, _), stays in self.stays.items():
            over[origin] += stays
        ranks: dict[Key | None, int] = {key: place for place, key in enumerate(keys)}
        # Beginnings come first among origins, and endings last among targets.
        pairs = sorted(
            self.transitions, key=lambda p: (ranks.get(p[0], -1), ranks.get(p[1], len(keys)))
        )
        return Process(
            as_of=as_of,
            records=self.records,
            stages=tuple(
                StageUse(
                    stage=to_stage(key),
                    visits=self.visits[key],
                    records=self.visitors[key],
                    updates=self.updates[key],
                    median=find_median(over[key]),
                )
                for key in keys
            ),
            transitions=tuple(
                Transition(
                    origin=origin and to_stage(origin),
                    to=to and to_stage(to),
                    count=self.transitions[origin, to],
                    records=self.takers[origin, to],
                    median=find_median(self.stays.get((origin, to), ())),
                )
                for origin, to in pairs
            ),
        )
