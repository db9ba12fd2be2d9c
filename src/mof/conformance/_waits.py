"""Waits: where the time of records goes, by state, by what they wait for, and by team."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from attrs import field, frozen

from mof.calendars import Calendar
from mof.conformance._paths import AnyRecord, Key, rank, view
from mof.documents import Table, format_duration, format_instant
from mof.documents._tables import Tabular
from mof.incidents import IncidentState
from mof.problems import ProblemState
from mof.values import Term
from mof.values._instants import to_utc
from mof.values._percentiles import find_median

# Our judgement: what lies closed waits for nothing, although it might be reopened.
_OVER: frozenset[Term] = frozenset({IncidentState.CLOSED, ProblemState.CLOSED})
_NONE = timedelta(0)
_Place = tuple[Key, str | None]


class WaitPart(Term):
    """What stays are told apart by."""

    STATE = "state"
    """The state that a record is in, such as pending."""
    REASON = "reason"
    """What the state was entered for, such as the user."""
    TEAM = "team"
    """The team that has it."""


@frozen(kw_only=True)
class Wait:
    """How long records stayed in one state, for one reason, with one team.

    ``running`` are the stays that are not over; they are counted up to the instant of the
    view in ``total`` and ``longest``, and not at all in ``median``.
    """

    state: str | None
    """The state; None where stays are not told apart by it, or it is not known."""
    reason: str | None
    """What the state was entered for; None likewise."""
    team: str | None
    """The team; None likewise."""
    stays: int
    """How many stays there were, those that go on included."""
    running: int
    total: timedelta
    """How long they lasted together."""
    median: timedelta | None
    """The median of those that are over; None where none is."""
    longest: timedelta
    """The longest of them."""


@frozen(kw_only=True)
class Waits(Tabular):
    """Where the time of records went, the longest total first.

    From the first entry of each record to the instant of the view, every moment is in one
    total, except what lies after the end of those that are over.
    """

    as_of: datetime = field(converter=to_utc)
    """The instant as known at which records are taken; stays that go on count up to it."""
    parts: tuple[WaitPart, ...]
    """What stays are told apart by, in the order of the enum."""
    is_on_calendar: bool
    """Whether open time of a calendar was counted, instead of real time."""
    waits: tuple[Wait, ...]
    """One for each kind of stay, the longest total first."""

    @property
    def total(self) -> timedelta:
        """All of it together."""
        return sum((wait.total for wait in self.waits), _NONE)

    def to_table(self, most: int | None = None) -> Table:
        """One row for each kind of stay."""
        shown = self.waits[:most]
        clock = "open hours of the calendar" if self.is_on_calendar else "the wall clock"
        return Table(
            (*(part.value.capitalize() for part in self.parts), *_FIGURES),
            [
                (
                    *(getattr(wait, part.value) for part in self.parts),
                    wait.stays,
                    wait.running,
                    format_duration(wait.total, seconds=False),
                    format_duration(wait.median, seconds=False),
                    format_duration(wait.longest, seconds=False),
                )
                for wait in shown
            ],
            caption=f"Where the time went, by {', '.join(map(str, self.parts))}",
            numbers=_FIGURES,
            note=f"By {clock}, as of {format_instant(self.as_of, tz='UTC')} UTC; "
            f"{len(shown)} of {len(self.waits)} rows.",
        )


_FIGURES = ("Stays", "Running", "Total", "Median", "Longest")


def measure_waits(
    records: Iterable[AnyRecord],
    *,
    as_of: datetime,
    by: Iterable[WaitPart] = WaitPart,
    calendar: Calendar | None = None,
) -> Waits:
    """Where the time of records went, as known at an instant.

    A stay lasts as long as nothing changes that they are told apart ``by``. It is counted on
    the calendar, or by the wall clock without one.

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: it is no records.
    """
    as_of = to_utc(as_of)
    asked = frozenset(by)
    over: defaultdict[_Place, list[timedelta]] = defaultdict(list)
    running: defaultdict[_Place, list[timedelta]] = defaultdict(list)
    for record in view(records, as_of):
        for place, start, end in _list_stays(record, asked):
            until = max(start, as_of) if end is None else end
            lasted = calendar.elapsed(start, until) if calendar else until - start
            (running if end is None else over)[place].append(lasted)
    waits = [
        Wait(
            state=None if state is None else str(state),
            reason=reason,
            team=team,
            stays=len(over[place]) + len(running[place]),
            running=len(running[place]),
            total=sum(over[place] + running[place], _NONE),
            median=find_median(over[place]),
            longest=max(over[place] + running[place]),
        )
        for place in sorted({*over, *running}, key=_rank)
        for (state, reason), team in [place]
    ]
    return Waits(
        as_of=as_of,
        parts=tuple(part for part in WaitPart if part in asked),
        is_on_calendar=calendar is not None,
        waits=tuple(sorted(waits, key=lambda wait: -wait.total)),
    )


def _rank(place: _Place) -> tuple[tuple[str, int, str], str, str]:
    (state, reason), team = place
    return rank((state, None)), reason or "", team or ""


def _list_stays(
    record: AnyRecord, by: frozenset[WaitPart]
) -> Iterator[tuple[_Place, datetime, datetime | None]]:
    """Each stay of a record; the last has no end unless the record is over."""
    turns = list(_list_turns(record))
    over = _OVER | record.LIFECYCLE.final_states
    ended_at: datetime | None = None
    while turns and turns[-1][1] in over:
        ended_at = turns.pop()[0]
    starts: list[tuple[datetime, _Place]] = []
    for at, state, reason, team in turns:
        place = _find_place(state, reason, team, by)
        if not starts or place != starts[-1][1]:
            starts.append((at, place))
    ends = [*(at for at, _ in starts[1:]), ended_at]
    for (start, place), end in zip(starts, ends, strict=False):
        yield place, start, end


def _find_place(
    state: Term | None, reason: str | None, team: str | None, by: frozenset[WaitPart]
) -> _Place:
    key = (state if WaitPart.STATE in by else None, reason if WaitPart.REASON in by else None)
    return key, team if WaitPart.TEAM in by else None


def _list_turns(
    record: AnyRecord,
) -> Iterator[tuple[datetime, Term | None, str | None, str | None]]:
    """The state, what it was entered for and the team after each entry, and when."""
    state: Term | None = None
    reason: str | None = None
    team: str | None = None
    for entry in record.chronology:
        if entry.state is not None:
            state, reason = entry.state, entry.reason
        for name, fact in entry.changes:
            if name == "team":
                team = None if fact is None else str(fact)
        yield entry.at, state, reason, team
