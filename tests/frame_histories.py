"""Histories for the tests of frames, as rows of a log and as incidents."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from attrs import evolve
from hypothesis import strategies as st

from frame_engines import INSTANT, NUMBER, TEXT, make, read
from mof.agreements import SLA, Agreement, Clock, Reopening, Target
from mof.calendars import Calendar
from mof.frames._judgeable_terms import name_targets
from mof.incidents import Incident, IncidentState
from mof.judgements import judge
from mof.records import Actor, Entry, Priority
from mof.sources import EventLogMapping
from mof.values import AgreementId, IncidentId, PersonId, ServiceId, TeamId

S = IncidentState
STATES: dict[str, tuple[IncidentState, str | None]] = {
    "New": (S.OPEN, None),
    "Work": (S.IN_PROGRESS, None),
    "Wait": (S.PENDING, "user"),
    "Vendor": (S.PENDING, "supplier"),
    "Back": (S.SERVICE_RESUMED, None),
    "Done": (S.RESOLVED, None),
    "Closed": (S.CLOSED, None),
    "Void": (S.CANCELLED, None),
}
MAPPING = EventLogMapping(
    columns={
        "id": "number",
        "at": "at",
        "recorded_at": "recorded",
        "state": "state",
        "priority": "priority",
        "service": "service",
        "team": "team",
        "by": "by",
    },
    states=STATES,
    automated=["probe"],
)
KINDS = {
    "number": TEXT,
    "at": INSTANT,
    "recorded": INSTANT,
    "state": TEXT,
    "priority": TEXT,
    "service": TEXT,
    "row": NUMBER,
    "team": TEXT,
    "by": TEXT,
}
START = datetime(2026, 3, 20, tzinfo=UTC)  # the clocks change on 29 March
DESK = Calendar.weekdays("09:00-12:00, 13:00-17:00", tz="Europe/Berlin")
NIGHTS = Calendar(
    tz="America/New_York", weekly={"mon": [("22:00", "06:00")], "sat": [("00:00", "24:00")]}
)
CLOCKS = (
    Clock.RESOLUTION,
    Clock.RESPONSE,
    Clock.RESPONSE.counting_automated(),
    evolve(Clock.RESTORATION, reopening=Reopening.NEW_CYCLE),
    evolve(Clock.CLOSURE, reopening=Reopening.IGNORE),
)


class Row(NamedTuple):
    """One row of a log."""

    number: str
    at: datetime
    recorded: datetime
    state: str | None
    priority: str | None
    service: str
    row: int
    team: str | None = None
    by: str | None = None


@st.composite
def logs(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = []
    steps = st.tuples(
        st.sampled_from([0, 17, 333, 1000, 4000]),
        st.sampled_from([0, 1]),
        st.sampled_from([0, 0, 0, 5000]),
        st.sampled_from([*STATES, None]),
        st.sampled_from(["1", "2", "3", None]),
        st.sampled_from(["mail", "mail", "mail", "web"]),
        st.sampled_from(["network", "servers", None, None]),
        st.sampled_from(["anna", "probe", None]),
    )
    for number in range(draw(st.integers(0, 6))):
        at = START + timedelta(minutes=draw(st.integers(0, 60 * 24 * 15)))
        told = draw(st.lists(steps, min_size=1, max_size=7))
        for wait, more, late, state, priority, service, team, by in told:
            at += timedelta(minutes=wait, microseconds=more)
            recorded = at + timedelta(minutes=late)
            place, name = len(rows), f"I{number}"
            rows.append(Row(name, at, recorded, state, priority, service, place, team, by))
    return rows


@st.composite
def agreements(draw: st.DrawFn) -> SLA:
    minutes = st.sampled_from([17, 60, 240, 333, 480, 900, 2000])
    targets: list[Target] = []
    for clock in draw(
        st.lists(
            st.sampled_from(CLOCKS), min_size=1, max_size=2, unique_by=lambda clock: clock.name
        )
    ):
        for priorities in draw(
            st.sampled_from([(None,), ((Priority.P1,), (Priority.P2, Priority.P4))])
        ):
            within = timedelta(minutes=draw(minutes))
            targets.append(Target(clock, within, priorities=priorities))
        if draw(st.booleans()):
            targets.append(Target(clock, timedelta(minutes=draw(minutes)), calendar=NIGHTS))
    return agree(*targets, valid_until=draw(st.sampled_from([None, date(2026, 4, 1)])))


def agree(*targets: Target, **terms: Any) -> SLA:
    given: dict[str, Any] = {
        "service": ServiceId("mail"),
        "calendar": DESK,
        "targets": targets or [Target(Clock.RESOLUTION, timedelta(hours=8))],
        "valid_from": date(2026, 3, 22),
        "version": "1",
    }
    return SLA(AgreementId("sla"), **{**given, **terms})


def make_log(engine: str, rows: Sequence[Row]) -> Any:
    """A frame of rows, in an order that says nothing."""
    shuffled = sorted(rows, key=lambda row: (row.at.microsecond, row.row % 3, -row.row))
    columns = {name: [getattr(row, name) for row in shuffled] for name in Row._fields}
    return make(engine, columns, KINDS)


@st.composite
def logs_with_junk(draw: st.DrawFn) -> list[Row]:
    """Logs of which some rows have a word for the state or the priority that nothing knows."""
    rows: list[Row] = []
    for row in draw(logs()):
        told = row._replace(recorded=row.at)
        odd = (told, told, told, told._replace(state="Odd"), told._replace(priority="high"))
        rows.append(draw(st.sampled_from(odd)))
    return rows


def make_incidents(rows: Sequence[Row]) -> list[Incident]:
    """The incidents that the rows tell of."""
    entries: dict[str, list[Entry[Any, Any]]] = {}
    for row in rows:
        state, reason = STATES[row.state] if row.state else (None, None)
        priority = Priority(row.priority) if row.priority else None
        team = TeamId(row.team) if row.team else None
        notes = (("priority", priority), ("service", ServiceId(row.service)), ("team", team))
        by = Actor(PersonId(row.by), is_automated=row.by == "probe") if row.by else None
        entry = Entry[Any, Any](row.at, None, state, reason, by, notes, row.recorded)
        entries.setdefault(row.number, []).append(entry)
    return [
        Incident(IncidentId(name), tuple(told), opened_at=told[0].at)
        for name, told in entries.items()
    ]


FIELDS = (
    "verdict",
    "priority",
    "started_at",
    "stopped_at",
    "voided_at",
    "due_at",
    "breached_at",
    "decided_at",
    "elapsed",
    "paused",
    "allowance",
    "remaining",
    "known_at",
    "is_retroactive",
)


def judge_records(
    records: Sequence[Incident], agreement: Agreement, as_of: datetime
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What the judgements of records say, by record, clock, cycle and limit."""
    return {
        (j.record, j.clock, j.cycle, j.allowance, j.calendar and j.calendar.tz): tuple(
            str(value) if name in {"verdict", "priority"} and value is not None else value
            for name in FIELDS
            for value in [getattr(j, name)]
        )
        for record in records
        if record.as_of(as_of).history
        for j in judge(record, agreement, as_of=as_of)
    }


def read_judgements(
    frame: Any, agreement: Agreement, name: str = "number", *, is_sound: bool = True
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """The same of the rows of a frame; those with a defect are unknown, where any may have one."""
    zones = {text: agreement.calendar_for(target).tz for _, text, target in name_targets(agreement)}
    told: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in read(frame):
        assert row["defect"] is None or not is_sound
        assert (row["defect"] is None) == (row["verdict"] != "unknown")
        key = (
            row[name],
            row["clock"],
            row["cycle"],
            row["allowance"],
            zones.get(row["target"]),
        )
        assert key not in told
        told[key] = tuple(row[field] for field in FIELDS)
    return told
