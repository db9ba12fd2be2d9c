"""Rework: tickets that come back, to a team that had passed them on or after they were done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from mof.conformance._paths import AnyEntry, AnyRecord, view
from mof.documents import Table, format_count, format_share
from mof.documents._tables import Tabular
from mof.incidents import Incident
from mof.problems import ProblemState
from mof.values._instants import to_utc

_DONE = frozenset({ProblemState.CLOSED})
"""The states that other records than incidents are reopened from, besides those for good."""


@frozen(kw_only=True)
class PingPong:
    """How often a team got records back that it had passed to another."""

    team: str
    """The team that had it, passed it on, and has it again."""
    other: str
    """The team that had it in between."""
    count: int
    """How often it happened."""
    records: tuple[str, ...]
    """The ids of the records that it happened to, each once."""

    def __str__(self) -> str:
        return f"{self.team} → {self.other} → {self.team}"


@frozen(kw_only=True)
class Rework(Tabular):
    """How often records came back, as known at an instant.

    A ping-pong is counted for each time that a team has a record again right after one other
    team had it: A, B, A, B are two. Of the records that any team had, some were
    ``kept_at_front``; the others were passed on beyond the front, and some ``pushed_back`` to it.
    Ids of records stand once, however often they came back.
    """

    as_of: datetime = field(converter=to_utc)
    """The instant as known at which records are taken."""
    records: int
    """How many records were looked at."""
    assignments: int
    """Changes from no team to one; the team that a record begins with is no change."""
    handovers: int
    """Changes from one team to another."""
    releases: int
    """Changes from a team to none."""
    ping_pongs: tuple[PingPong, ...]
    """Each pair of teams, the most frequent first."""
    kept_at_front: int
    """Records that never went beyond the first line."""
    passed_on: int
    """Records that went beyond the first line."""
    pushed_back: tuple[str, ...]
    """The ids of records that went beyond the first line and came back to it."""
    reopenings: int
    """How often a record that was done went back to work."""
    reopened: tuple[str, ...]
    """The ids of the records that did."""

    @property
    def team_changes(self) -> int:
        """How often the team changed at all."""
        return self.assignments + self.handovers + self.releases

    @property
    def ping_pong_count(self) -> int:
        """How often a team got a record back."""
        return sum(each.count for each in self.ping_pongs)

    @property
    def front_share(self) -> Fraction | None:
        """Which part of the records that a team had never went beyond the front."""
        counted = self.kept_at_front + self.passed_on
        return Fraction(self.kept_at_front, counted) if counted else None

    def to_table(self) -> Table:
        """One row for each kind of rework."""
        bounced = {name for each in self.ping_pongs for name in each.records}
        rows = [
            ("Handed from team to team", self.handovers, None),
            ("Back at a team after one other (ping-pong)", self.ping_pong_count, len(bounced)),
            ("Pushed back to the front", None, len(self.pushed_back)),
            ("Reopened", self.reopenings, len(self.reopened)),
        ]
        return Table(
            ("Rework", "Times", "Records", "Share of records"),
            [(what, times, n, format_share(self._find_share(n))) for what, times, n in rows],
            caption=f"Rework in {format_count(self.records, 'record')}",
            numbers=("Times", "Records", "Share of records"),
            note=f"Never beyond the front: {self.kept_at_front:,} of "
            f"{format_count(self.kept_at_front + self.passed_on, 'record')} with a team "
            f"({format_share(self.front_share)}).",
        )

    def _find_share(self, number: int | None) -> Fraction | None:
        return Fraction(number, self.records) if self.records and number is not None else None

    # Our judgement: ten rows are seen at a glance, and the text below says how much they are of.
    def to_ping_pong_table(self, most: int = 10) -> Table:
        """One row for each of the pairs of teams with the most ping-pong."""
        return Table(
            ("Ping-pong", "Times", "Records"),
            [(str(p), p.count, len(p.records)) for p in self.ping_pongs[:most]],
            caption="Back at a team after one other",
            note=f"{len(self.ping_pongs[:most])} of {format_count(len(self.ping_pongs), 'pair')}.",
        )


def measure_rework(
    records: Iterable[AnyRecord], *, as_of: datetime, front: Iterable[str] = ()
) -> Rework:
    """How often records came back, as known at an instant.

    ``front`` are the teams of the first line; without any, the front of a record is the team
    that had it first. Whether an incident was reopened it says itself; other records are
    reopened by a transition from done back to a state of work.

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: it is no records.
    """
    tally = _Tally(frozenset(front))
    for record in view(records, as_of):
        tally.add(record)
    return tally.tell(as_of)


class _Tally:
    """What is counted while records go by."""

    def __init__(self, front: frozenset[str]) -> None:
        self.front = front
        self.records = 0
        self.changes = {"assignments": 0, "handovers": 0, "releases": 0}
        self.bounces: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.kept_at_front = self.passed_on = self.reopenings = 0
        self.pushed_back: list[str] = []
        self.reopened: list[str] = []

    def add(self, record: AnyRecord) -> None:
        """Count what one record did."""
        self.records += 1
        turns = list(_list_teams(record.chronology))
        for before, after in pairwise(turns):
            self.changes[_name_change(before, after)] += 1
        self._add_teams(record.id, [team for team in turns if team is not None])
        if times := _count_reopenings(record):
            self.reopenings += times
            self.reopened.append(record.id)

    def _add_teams(self, name: str, turns: list[str]) -> None:
        teams = [team for n, team in enumerate(turns) if n == 0 or team != turns[n - 1]]
        for first, other, again in zip(teams, teams[1:], teams[2:], strict=False):
            if first == again:
                self.bounces[first, other].append(name)
        front = self.front or frozenset(teams[:1])
        beyond = [n for n, team in enumerate(teams) if team not in front]
        if beyond:
            self.passed_on += 1
            if any(team in front for team in teams[beyond[0] :]):
                self.pushed_back.append(name)
        elif teams:
            self.kept_at_front += 1

    def tell(self, as_of: datetime) -> Rework:
        """What was counted."""
        pairs = sorted(self.bounces.items(), key=lambda item: (-len(item[1]), item[0]))
        return Rework(
            as_of=as_of,
            records=self.records,
            **self.changes,
            ping_pongs=tuple(
                PingPong(
                    team=team, other=other, count=len(names), records=tuple(sorted(set(names)))
                )
                for (team, other), names in pairs
            ),
            kept_at_front=self.kept_at_front,
            passed_on=self.passed_on,
            pushed_back=tuple(sorted(self.pushed_back)),
            reopenings=self.reopenings,
            reopened=tuple(sorted(self.reopened)),
        )


def _list_teams(chronology: Iterable[AnyEntry]) -> Iterator[str | None]:
    """The team that a record began with, and each that it came to; None is no team."""
    team: str | None = None
    for place, entry in enumerate(chronology):
        before = team
        for name, fact in entry.changes:
            if name == "team":
                team = None if fact is None else str(fact)
        if place == 0 or team != before:
            yield team


def _name_change(before: str | None, after: str | None) -> str:
    if before is None:
        return "assignments"
    return "releases" if after is None else "handovers"


def _count_reopenings(record: AnyRecord) -> int:
    if isinstance(record, Incident):
        return record.reopen_count
    final = record.LIFECYCLE.final_states
    done = _DONE | final
    states = [entry.state for entry in record.chronology if entry.state]
    return sum(before in done and after not in done for before, after in pairwise(states))
