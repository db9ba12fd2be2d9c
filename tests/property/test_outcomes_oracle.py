"""Oracle: a walk hour by hour over lists of what was written down, and a search among all times."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from operator import attrgetter
from typing import Any, NamedTuple

from hypothesis import given, settings, strategies as st

from lives import hours, note, tell
from mof.agreements import Clock
from mof.agreements._cycles import follow
from mof.calendars import Calendar
from mof.help_requests import Complaint, HelpRequest
from mof.incidents import Incident, IncidentState, measure_volume
from mof.incidents._restorations import find_waits
from mof.judgements._breaches import measure as measure_cycle
from mof.outcomes import Outcome, OutcomeComparison, measure_outcomes, tabulate_outcomes
from mof.outcomes._backlog import measure_backlog, measure_incidents
from mof.outcomes._first_contact import measure_reopen_rate
from mof.outcomes._lost_user_time import measure_impact_time, measure_lost_user_time
from mof.outcomes._time_to_restore import measure_time_to_resolve, measure_time_to_restore
from mof.problems import KnownError
from mof.strategies import incidents, instants, problems
from mof.values import Period

S = IncidentState
HOUR = timedelta(hours=1)
LAST = 60
DOWN = {S.OPEN, S.PRIORITIZED, S.IN_PROGRESS, S.PENDING}
OPEN = {*DOWN, S.SERVICE_RESUMED}
DONE = {S.RESOLVED, S.CLOSED}
STATES = (S.IN_PROGRESS, S.PENDING, S.SERVICE_RESUMED, S.RESOLVED, S.CLOSED, S.CANCELLED)


class Step(NamedTuple):
    """A state, the hour from which it was so, and the hour at which that was written down."""

    at: int
    state: IncidentState
    recorded: int


class Ticket(NamedTuple):
    users: int | None
    steps: tuple[Step, ...]

    def build(self, name: str) -> Incident:
        first, *rest = self.steps
        noted = {} if self.users is None else {"affected_users": self.users}
        entries = [note(each.at, each.state, recorded=each.recorded) for each in rest]
        return tell(*entries, opened=first.at, name=name, **noted)

    def know(self, as_of: int, end: int) -> list[Step]:
        """What had happened before the end and was written down by then; the first always is."""
        return [
            step
            for step in self.steps
            if step.recorded <= as_of and step.at <= as_of and step.at < end
        ]


@st.composite
def tickets(draw: st.DrawFn) -> Ticket:
    count = draw(st.integers(1, 6))
    ats = sorted(draw(st.lists(st.integers(0, LAST), min_size=count, max_size=count, unique=True)))
    states = [S.OPEN, *(draw(st.sampled_from(STATES)) for _ in ats[1:])]
    delays = [0, *(draw(st.sampled_from((0, 0, 5))) for _ in ats[1:])]
    steps = [Step(at, s, at + d) for at, s, d in zip(ats, states, delays, strict=True)]
    return Ticket(draw(st.none() | st.integers(0, 9)), tuple(steps))


@st.composite
def views(draw: st.DrawFn) -> tuple[int, int, int]:
    start, length = draw(st.integers(0, LAST)), draw(st.integers(1, 40))
    return start, start + length, draw(st.integers(start, LAST + 50))


def find_state(steps: Sequence[Step], hour: int) -> IncidentState | None:
    """The state during the hour that begins then."""
    passed = [step.state for step in steps if step.at <= hour]
    return passed[-1] if passed else None


def count_hours(steps: Sequence[Step], states: set[IncidentState], first: int, last: int) -> int:
    return sum(find_state(steps, hour) in states for hour in range(first, last))


def is_void(steps: Sequence[Step]) -> bool:
    return not steps or steps[-1].state is S.CANCELLED


def measure(ticket_list: list[Ticket], view: tuple[int, int, int], what: Any, **more: Any) -> Any:
    start, end, as_of = view
    records = [ticket.build(f"incident-{n}") for n, ticket in enumerate(ticket_list)]
    return what(records, during=Period(hours(start), hours(end)), as_of=hours(as_of), **more)


MANY = st.lists(tickets(), max_size=5)


@settings(max_examples=150)
@given(MANY, views())
def test_lost_time_is_that_of_a_walk_hour_by_hour(
    many: list[Ticket], view: tuple[int, int, int]
) -> None:
    start, end, as_of = view
    lost: list[tuple[int, int | None]] = []
    for ticket in many:
        known = ticket.know(as_of, end)
        spent = count_hours(known, DOWN, start, min(as_of, end))
        if spent and not is_void(known):
            lost.append((spent, ticket.users))
    is_known = lost and all(users is not None for _, users in lost)
    told = sum(spent * users for spent, users in lost if users is not None)

    user_time = measure(many, view, measure_lost_user_time)
    impact = measure(many, view, measure_impact_time)

    assert (told * HOUR if is_known else None) == user_time.value
    assert sum(users is None for _, users in lost) == len(user_time.unknown)
    assert len(lost) == user_time.cases == impact.cases
    assert (sum(spent for spent, _ in lost) * HOUR if lost else None) == impact.value


@settings(max_examples=150)
@given(tickets())
def test_waits_are_what_the_clock_of_restoration_counts_without_pauses(ticket: Ticket) -> None:
    incident, end = ticket.build("incident"), hours(LAST + 1)
    (cycle,) = follow(incident, Clock.RESTORATION.without_pauses(), as_of=end)
    taken = measure_cycle(cycle, timedelta(), Calendar.always(), as_of=end).elapsed

    waits = find_waits(incident)

    if waits is None:
        assert cycle.voided_at is not None
    else:
        assert cycle.stopped_at == waits[-1].end
        assert taken == sum(((wait.end or end) - wait.start for wait in waits), timedelta())


def search(times: list[int], share: Fraction, count: int) -> timedelta | None:
    """The least of all times within which so large a share of so many cases ended."""
    enough = [time for time in times if sum(each <= time for each in times) >= share * count]
    return min(enough) * HOUR if enough else None


@settings(max_examples=150)
@given(MANY, views(), st.fractions("1/10", 1, max_denominator=10))
def test_times_are_those_of_a_search_among_all(
    many: list[Ticket], view: tuple[int, int, int], share: Fraction
) -> None:
    start, end, as_of = view
    # What is cancelled stays so here; other tests look at what comes back from there.
    many = [each for each in many if S.CANCELLED not in {s.state for s in each.steps[:-1]}]
    known = [ticket.know(as_of, end) for ticket in many]
    real = [steps for steps in known if not is_void(steps)]
    for what, running in ((measure_time_to_restore, DOWN), (measure_time_to_resolve, OPEN)):
        ended, waiting = [], []
        for steps in real:
            taken = count_hours(steps, running, 0, min(as_of, end))
            last = max(n for n, each in enumerate(steps) if each.state in running)
            if last == len(steps) - 1:
                waiting.append(taken)
            elif start <= steps[last + 1].at:
                ended.append(taken)

        (actual,) = measure(many, view, what, shares=[share])

        assert search(ended, share, len(ended)) == actual.value
        assert (len(ended), len(waiting)) == (actual.cases, actual.open)
        both = [*ended, *waiting]
        if waiting:
            assert search(both, share, len(both)) == actual.least
            assert search(ended, share, len(both)) == actual.most


@settings(max_examples=150)
@given(MANY, views())
def test_loads_are_those_of_every_ticket_asked_by_itself(
    many: list[Ticket], view: tuple[int, int, int]
) -> None:
    start, end, as_of = view
    known = [ticket.know(as_of, end) for ticket in many]
    real = [steps for steps in known if not is_void(steps)]
    present = [
        steps
        for steps in real
        if count_hours(steps, OPEN, max(start - 1, 0), start)
        or any(start <= step.at and step.state in OPEN for step in steps)
    ]
    opened = [steps for steps in real if steps[0].at >= start]
    waiting = [min(as_of, end) - steps[0].at for steps in real if steps[-1].state in OPEN]
    resolved = [
        [
            n
            for n, s in enumerate(steps)
            if s.state in DONE and s.at >= start and steps[n - 1].state not in DONE
        ]
        for steps in real
    ]
    back = [
        any(later.state in OPEN for later in steps[turns[0] :])
        for steps, turns in zip(real, resolved, strict=True)
        if turns
    ]

    count = measure(many, view, measure_incidents)
    whole, *parts = measure(many, view, measure_backlog, ages=[6 * HOUR, 24 * HOUR])
    reopened = measure(many, view, measure_reopen_rate)

    assert (len(opened) if present else None) == count.value
    assert (len(waiting) if present else None) == whole.value
    if present:
        bands = [(0, 6), (6, 24), (24, 999)]
        expected = [sum(low <= age < high for age in waiting) for low, high in bands]
        assert expected == [each.value for each in parts]
    assert (Fraction(sum(back), len(back)) if back else None) == reopened.value


RECORDS = st.fixed_dictionaries(
    {
        name: st.lists(kind, max_size=3, unique_by=attrgetter("id"))
        for name, kind in {
            "incidents": incidents(),
            "complaints": st.from_type(Complaint),
            "problems": problems(),
            "known_errors": st.from_type(KnownError),
        }.items()
    }
)


@settings(max_examples=60)
@given(RECORDS, instants(), st.integers(1, 400), st.integers(0, 500))
def test_nothing_later_leaks_in_and_everything_rests_on_evidence(
    records: Any, start: datetime, days: int, seen: int
) -> None:
    # Oracle: the same question to those who had only what was written down by then.
    during, as_of = Period(start, start + timedelta(days=days)), start + timedelta(days=seen)
    then: Any = {
        name: [known for each in many if (known := each.as_of(as_of)).history]
        for name, many in records.items()
    }

    outcomes = measure_outcomes(during=during, as_of=as_of, **records)

    assert outcomes == measure_outcomes(during=during, as_of=as_of, **then)
    for each in outcomes:
        check(each)
    assert tabulate_outcomes(outcomes, outcomes).to_html()


def check(outcome: Outcome) -> None:
    if outcome.value is None:
        assert not outcome.cases or outcome.unknown
        assert OutcomeComparison.NO_DATA is outcome.compare(outcome)
    if outcome.measure.unit in {"incidents", "problems"} and outcome.value is not None:
        assert outcome.value == len(outcome.evidence) <= outcome.cases
    if outcome.measure.unit == "share" and outcome.value is not None:
        assert outcome.value == Fraction(len(outcome.evidence), outcome.cases)


@settings(max_examples=60)
@given(st.lists(incidents(is_late=False), max_size=3, unique_by=lambda i: i.id), instants())
def test_backlog_is_what_the_volume_leaves_open(many: list[Incident], start: datetime) -> None:
    during = Period(start, start + timedelta(days=200))

    volume = measure_volume(many, during=during, as_of=during.end)
    whole, *_ = measure_backlog(many, during=during, as_of=during.end)

    assert volume.open_at_end == (whole.value or 0)


@settings(max_examples=30)
@given(st.lists(st.from_type(HelpRequest), max_size=3, unique_by=lambda r: r.id), instants())
def test_complaints_that_there_were_none_of_are_none(many: list[Any], start: datetime) -> None:
    during = Period(start, start + timedelta(days=5000))

    outcomes = measure_outcomes(during=during, as_of=during.end, requests=many, complaints=[])

    (complaint,) = [each for each in outcomes if each.measure.name == "complaints"]
    assert complaint.value in {None, 0}
    assert (complaint.value is None) is (complaint.cases == 0)
