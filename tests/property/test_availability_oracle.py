"""Oracle: every minute of the period looked at by itself, by a walk over all outages."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given, strategies as st

from mof.agreements import AvailabilityTarget, Overlap, TieredCredits, Treatment
from mof.calendars import Calendar
from mof.judgements import AvailabilityLabel
from mof.judgements._availability import measure_uptime
from mof.services import DataGap, Dependency, Maintenance, Outage
from mof.values import Period

MINUTE = timedelta(minutes=1)
START = datetime(2026, 6, 1, 8, tzinfo=UTC)  # a Monday
LENGTH = 120
PERIOD = Period(START, START + LENGTH * MINUTE)
DESK = Calendar.weekdays("08:15-08:40, 09:00-17:00", tz="UTC")
WEIGHTS = st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(1, 2)])
SPANS = st.tuples(st.integers(-20, LENGTH + 10), st.integers(1, 50))


def at(minute: int) -> datetime:
    return START + minute * MINUTE


@st.composite
def outages(draw: st.DrawFn) -> Outage:
    start, length = draw(SPANS)
    end = None if draw(st.booleans()) and draw(st.booleans()) else at(start + length)
    late = draw(st.integers(0, 20)) * MINUTE
    return Outage(
        at(start),
        end,
        weight=draw(WEIGHTS),
        recorded_at=at(start) + late,
        end_recorded_at=None if end is None else end + late,
    )


def is_down(outage: Outage, minute: int, as_of: datetime) -> bool:
    if outage.recorded_at > as_of or outage.start > at(minute):
        return False
    is_end_known = outage.end_recorded_at is not None and outage.end_recorded_at <= as_of
    return not (is_end_known and outage.end is not None and outage.end <= at(minute))


def covers(span: tuple[int, int], minute: int) -> bool:
    return span[0] <= minute < span[0] + span[1]


@given(
    st.lists(outages(), max_size=5),
    st.lists(SPANS, max_size=2),
    st.lists(SPANS, max_size=2),
    st.sampled_from([Calendar.always(), DESK]),
    st.sampled_from(Overlap),
    st.sampled_from(Treatment),
    st.sampled_from([t for t in Treatment if t is not Treatment.AS_OBSERVED]),
    st.integers(0, LENGTH + 40),
)
def test_share_is_that_of_counting_minutes(  # noqa: PLR0917
    given_outages: list[Outage],
    windows: list[tuple[int, int]],
    blind: list[tuple[int, int]],
    calendar: Calendar,
    overlap: Overlap,
    maintenance: Treatment,
    no_data: Treatment,
    now: int,
) -> None:
    as_of, lost, counted = at(now), Fraction(0), 0
    losses = {Treatment.AVAILABLE: 0, Treatment.UNAVAILABLE: 1, Treatment.LEFT_OUT: None}
    for minute in range(min(LENGTH, now)):
        if not calendar.is_open(at(minute)):
            continue
        weights = [o.weight for o in given_outages if is_down(o, minute, as_of)]
        loss: Fraction | int | None
        if maintenance in losses and any(covers(window, minute) for window in windows):
            loss = losses[maintenance]
        elif weights:
            loss = max(weights) if overlap is Overlap.WORST else min(sum(weights), 1)
        else:
            loss = losses[no_data] if any(covers(gap, minute) for gap in blind) else 0
        if loss is not None:
            lost, counted = lost + loss, counted + 1

    measured = measure_uptime(
        given_outages,
        AvailabilityTarget("0.9", overlap=overlap, maintenance=maintenance, no_data=no_data),
        calendar,
        during=PERIOD,
        as_of=as_of,
        maintenance=[Maintenance(at(a), at(a + n), agreed_at=at(-99)) for a, n in windows],
        gaps=[DataGap(at(a), at(a + n)) for a, n in blind],
    )

    assert (1 - lost / counted if counted else None) == measured.share
    assert counted * MINUTE == measured.counted
    edges = [PERIOD.start, *(stretch.end for stretch in measured.stretches)]
    assert edges == [*(stretch.start for stretch in measured.stretches), PERIOD.end]
    assert (
        sum((measured.total(label) for label in AvailabilityLabel), timedelta(0)) == LENGTH * MINUTE
    )
    assert measured.budget.window >= measured.counted


@given(st.integers(1, 3), st.lists(st.lists(outages(), max_size=3), min_size=3, max_size=3))
def test_whole_is_down_by_the_last_part_needed(needed: int, parts: list[list[Outage]]) -> None:
    # Oracle: in each minute, the parts ranked by how well they work.
    dependency = Dependency(needed, list("abc"))
    as_of = at(LENGTH)

    found = dependency.find_outages(dict(zip("abc", parts, strict=True)), as_of=as_of)

    for minute in range(-20, LENGTH):
        losses = [
            max((o.weight for o in part if is_down(o, minute, as_of)), default=Fraction(0))
            for part in parts
        ]
        actual = [o.weight for o in found if is_down(o, minute, as_of)]
        assert [loss for loss in [sorted(losses)[needed - 1]] if loss] == actual


@given(st.lists(st.fractions(0, 1, max_denominator=9), min_size=1, max_size=4), st.data())
def test_share_of_the_whole_is_the_sum_over_all_cases(
    shares: list[Fraction], data: st.DataObject
) -> None:
    # Oracle: every combination of working and failing parts with its chance.
    needed = data.draw(st.integers(1, len(shares)))
    names = [f"part-{number}" for number in range(len(shares))]
    expected = Fraction(0)
    for case in range(2 ** len(shares)):
        works = [bool(case >> place & 1) for place in range(len(shares))]
        chance = Fraction(1)
        for share, does_work in zip(shares, works, strict=True):
            chance *= share if does_work else 1 - share
        expected += chance * (sum(works) >= needed)

    actual = Dependency(needed, names).find_share(dict(zip(names, shares, strict=True)))

    assert expected == actual


@given(st.from_type(TieredCredits), st.fractions(0, 1, max_denominator=200))
def test_hole_is_where_there_is_no_credit(credits_: TieredCredits, share: Fraction) -> None:
    # Oracle: the tiers asked one by one.
    covered = [tier for tier in credits_.tiers if share in tier.range]
    above_all = all(share >= tier.range.upper for tier in credits_.tiers)

    is_hole = any(share in hole for hole in credits_.find_holes())

    assert is_hole == (not covered and not above_all)
    assert is_hole == (credits_.find_credit(share) is None)
    assert (len({tier.credit for tier in covered}) > 1) == any(
        share in each for each in credits_.find_overlaps()
    )
