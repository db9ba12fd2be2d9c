"""Histories that no lifecycle allows, judged; the oracles are sums, inverses and views."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from mof.agreements import OLA, SLA, Agreement, Clock, Deadline, OnPriorityChange, Reopening, Target
from mof.calendars import BusinessDays, Calendar
from mof.converters import make_converter
from mof.errors import HorizonError, MofError, NoOpenTimeError
from mof.help_requests import PendingReason
from mof.incidents import Correspondent, Incident, IncidentEvent, IncidentState
from mof.judgements import (
    Judgement,
    NextInstantKind,
    TimePartLabel,
    Verdict,
    judge,
    next_instants,
)
from mof.records import Actor, Entry, Priority, find_deviations
from mof.values import AgreementId, IncidentId, PersonId, ServiceId, TeamId

MONDAY = datetime(2026, 3, 23, 8, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MAIL = ServiceId("mail")
CONVERTER = make_converter()
CALENDARS = (
    Calendar.always(),
    Calendar.weekdays("09:00-17:00", tz="Europe/Berlin", holidays=[date(2026, 3, 25)]),
    Calendar(
        tz="Europe/Berlin",
        weekly={"mon": [("09:00", "12:00"), ("13:00", "17:00")], "sat": [("22:00", "06:00")]},
        breaks={date(2026, 3, 30): [("09:30", "10:00")]},
    ),
    # Opens for the last time two weeks on.
    Calendar(tz="UTC", shifts={date(2026, 4, day): [("08:00", "20:00")] for day in range(1, 7)}),
)
CLOCKS = (
    Clock.RESPONSE,
    Clock.RESPONSE.pausing(IncidentState.PENDING),
    Clock.NEXT_RESPONSE,
    Clock.RESTORATION,
    Clock.RESOLUTION,
    Clock.RESOLUTION.running(IncidentState.PENDING, PendingReason.SUPPLIER),
    Clock.CLOSURE,
    Clock.UPDATE,
    Clock("twice", stops=[IncidentState.RESOLVED], reopening=Reopening.NEW_CYCLE),
)
PEOPLE = (
    None,
    Actor(PersonId("anna")),
    Actor(PersonId("timer"), is_automated=True),
)
FACTS: tuple[dict[str, Any], ...] = (
    {},
    {},
    *({"priority": priority} for priority in Priority),
    {"priority": None},
    {"team": "network"},
    {"team": "desk"},
    {"correspondent": Correspondent.DESK},
    {"correspondent": Correspondent.CUSTOMER},
    {"is_major": True},
    {"update": "we are on it"},
    {"resolve_by": MONDAY + timedelta(hours=30)},
)


def fuzz_history(random: Random) -> str:
    incident = make_incident(random)
    try:
        agreement = make_agreement(random)
    except MofError:
        return "refused"
    as_of = max(make_instant(random), make_instant(random))
    try:
        judgements = judge(incident, agreement, as_of=as_of)
    except (HorizonError, NoOpenTimeError):
        return "without an answer"
    assert judgements == judge(incident.as_of(as_of), agreement, as_of=as_of)
    for judgement in judgements:
        check_sums(judgement)
    check_next_instants(incident, agreement, as_of)
    find_deviations(incident, Incident.LIFECYCLE)
    assert incident == CONVERTER.loads(CONVERTER.dumps(incident), Incident)
    return "judged" if judgements else "not covered"


def make_incident(random: Random) -> Incident:
    opened_at = min(make_instant(random) for _ in range(3))
    first = Entry[IncidentState, IncidentEvent](
        opened_at, state=IncidentState.OPEN, changes={"service": MAIL}
    )
    entries = [make_entry(random) for _ in range(random.choice((0, 1, 2, 3, 5, 8, 13)))]
    if random.random() < 0.8:
        entries.sort(key=lambda entry: entry.at)
    history = [first, *entries] if random.random() < 0.95 else entries
    return Incident(IncidentId("incident-1"), history, opened_at=opened_at)


def make_entry(random: Random) -> Entry[IncidentState, IncidentEvent]:
    at = make_instant(random)
    late = random.choice((timedelta(0), timedelta(0), timedelta(hours=9), timedelta(hours=-1)))
    return Entry(
        at,
        event=random.choice((None, None, *IncidentEvent)),
        state=random.choice((None, *IncidentState)),
        reason=random.choice((None, *map(str, PendingReason))),
        by=random.choice(PEOPLE),
        changes={
            **random.choice(FACTS),
            **random.choice(FACTS),
            **({"service": "payroll"} if random.random() < 0.01 else {}),
        },
        recorded_at=at + late,
    )


def make_instant(random: Random) -> datetime:
    unit = random.choice((timedelta(hours=1), timedelta(minutes=7), MICROSECOND))
    return MONDAY + random.randint(0, timedelta(days=15) // unit) * unit


def make_agreement(random: Random) -> Agreement:
    terms: dict[str, Any] = {
        "service": MAIL,
        "calendar": random.choice(CALENDARS),
        "targets": [make_target(random) for _ in range(random.choice((1, 1, 2, 3)))],
        "valid_from": random.choice((*[date(2026, 1, 1)] * 5, make_instant(random))),
        "valid_until": random.choice((*[None] * 5, make_instant(random))),
        "version": "1",
        "on_priority_change": random.choice(list(OnPriorityChange)),
        "on_new_version": random.choice(
            (OnPriorityChange.KEEP, OnPriorityChange.KEEP, OnPriorityChange.SEGMENTED)
        ),
    }
    if random.random() < 0.3:
        return OLA(AgreementId("ola-mail"), team=TeamId("network"), **terms)
    return SLA(AgreementId("sla-mail"), **terms)


def make_target(random: Random) -> Target:
    limits = (
        timedelta(minutes=random.randint(1, 3000)),
        random.randint(1, 10**11) * MICROSECOND,
        BusinessDays(random.randint(1, 5)),
        Deadline("resolve_by"),
    )
    return Target(
        random.choice(CLOCKS),
        random.choice((limits[0], *limits)),
        priorities=random.choice((None, [Priority.P1], [Priority.P2, Priority.P3])),
    )


def check_sums(judgement: Judgement) -> None:
    """Every microsecond has one label, and what runs is what has elapsed."""
    explained = judgement.explain()
    started_at = judgement.started_at
    if not explained.parts or started_at is None or judgement.target is None:
        return
    at = started_at
    for part in explained.parts:
        assert at == part.start < part.end
        at = part.end
    assert at == max(judgement.ended_at, started_at)
    if not isinstance(judgement.target.within, Deadline):
        assert explained.total(TimePartLabel.RUNNING) == judgement.elapsed
        assert judgement.elapsed is not None
        assert judgement.allowance is not None
        assert (judgement.elapsed > judgement.allowance) is (
            judgement.breached_at is not None or bool(find_forgiven(judgement))
        )
    assert judgement.breached_at is None or judgement.verdict is Verdict.BREACHED


def find_forgiven(judgement: Judgement) -> list[object]:
    """Breaches of the same target that a new count has done away with."""
    return [each for each in judgement.superseded if each.target == judgement.target]


def check_next_instants(incident: Incident, agreement: Agreement, as_of: datetime) -> None:
    """Each breach to come is judged so at its instant, and not a microsecond before."""
    known = incident.as_of(as_of)
    if any(entry.at > as_of for entry in known.history):
        return  # it is not so that nothing else happens
    for coming in next_instants(incident, [agreement], as_of=as_of):
        assert as_of < coming.at
        if coming.kind is NextInstantKind.BREACH:
            key = find_key(coming.judgement)
            for at, is_late in ((coming.at - MICROSECOND, False), (coming.at, True)):
                then = {find_key(each): each for each in judge(known, agreement, as_of=at)}
                assert is_late is (then[key].verdict is Verdict.BREACHED)


def find_key(judgement: Judgement) -> tuple[object, ...]:
    return judgement.clock, judgement.cycle, judgement.segment, judgement.target
