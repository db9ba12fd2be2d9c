"""Hours that follow the team at work, against an oracle that counts minutes (`minute_walk`)."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

from minute_walk import Ask, Note, Rule, Walker, count, is_open, to_instant, to_minute
from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.judgements import TimePartLabel, judge
from mof.records import Entry
from mof.values import AgreementId, IncidentId, ServiceId

START = to_minute(datetime(2026, 10, 23, 14, 30, tzinfo=UTC))  # Friday, before clocks go back
SPAN = 80 * 60  # until Monday evening
CHICAGO = ZoneInfo("America/Chicago")
RULE = Rule(
    stops=(Ask(frozenset({"resolved", "closed"})),),
    voids=(Ask(frozenset({"rerouted", "rejected", "cancelled"})),),
    pauses=(Ask(frozenset({"pending"})),),
)
HOURS = {
    "berlin": Calendar.weekdays("09:00-12:00, 13:00-17:00", tz="Europe/Berlin"),
    "austin": Calendar.weekdays("08:00-16:30", tz="America/Chicago"),
}
times = st.integers(START, START + SPAN) | st.sampled_from((0, 30, 90, 3930, 4000)).map(
    lambda after: START + after
)
notes = st.builds(
    Note,
    times,
    st.none() | st.sampled_from(("in progress", "pending", "resolved", "cancelled")),
    facts=st.just({}) | st.fixed_dictionaries({"team": st.sampled_from((*HOURS, "oslo", None))}),
)


@cache
def is_open_in_austin(minute: int) -> bool:
    local = to_instant(minute).astimezone(CHICAGO)
    return local.weekday() < 5 and 8 * 60 <= local.hour * 60 + local.minute < 16 * 60 + 30


def find_team(life: list[Note], minute: int) -> str | None:
    told = [note for note in sorted(life, key=lambda note: note.at) if note.at <= minute]
    return next((note.facts["team"] for note in reversed(told) if "team" in note.facts), None)


def to_incident(life: list[Note]) -> Incident:
    opening = Entry[IncidentState, IncidentEvent](
        to_instant(START), state=IncidentState.OPEN, changes={"service": "mail"}
    )
    entries = [
        Entry[IncidentState, IncidentEvent](
            to_instant(note.at),
            state=IncidentState(note.state) if note.state else None,
            changes=dict(note.facts),
        )
        for note in life
    ]
    return Incident(IncidentId("incident-1"), (opening, *entries), opened_at=to_instant(START))


@given(st.lists(notes, max_size=8), st.sampled_from((1, 30, 90, 480)), times)
def test_time_counts_where_the_team_in_force_is_open(
    life: list[Note], limit: int, as_of: int
) -> None:
    target = Target(Clock.RESOLUTION, timedelta(minutes=limit), calendar_by="team", calendars=HOURS)
    sla = SLA(
        AgreementId("sla"),
        service=ServiceId("mail"),
        calendar=Calendar.always(),
        targets=[target],
        valid_from=to_instant(0),
        version="1",
    )
    (lap,) = Walker(RULE).walk(life, START, as_of)
    start, _, _, labels = lap.told
    end = start + len(labels)

    def is_counted(minute: int) -> bool:
        match find_team(life, min(minute, end)):
            case "berlin":
                return is_open(minute)
            case "austin":
                return is_open_in_austin(minute)
            case _:
                return True

    expected = count(start, labels, limit, is_counted)

    (judged,) = judge(to_incident(life), sla, as_of=to_instant(as_of))

    assert timedelta(minutes=expected.elapsed) == judged.elapsed
    assert timedelta(minutes=expected.paused) == judged.paused
    assert expected.due is not None
    assert to_instant(expected.due) == judged.due_at
    assert (expected.breached and to_instant(expected.breached)) == judged.breached_at
    parts = judged.explain().parts
    assert judged.elapsed == judged.explain().total(TimePartLabel.RUNNING)
    assert to_instant(end) - to_instant(start) == sum((p.duration for p in parts), timedelta(0))
