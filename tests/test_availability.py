"""Availability is a share of promised hours, each stretch of which is accounted for."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from mof.agreements import SLA, AvailabilityBasis, AvailabilityTarget, Overlap, Span, Treatment
from mof.calendars import Calendar
from mof.errors import DefinitionError, UnknownReferenceError
from mof.judgements import Availability, AvailabilityLabel, measure_availability
from mof.judgements._availability import measure_uptime
from mof.services import DataGap, Maintenance, Outage
from mof.values import AgreementId, Period, ServiceId, TargetStatus

HOUR = timedelta(hours=1)
START = datetime(2026, 6, 1, tzinfo=UTC)
DAY = Period(START, START + 24 * HOUR)
ALWAYS = Calendar.always()
DESK = Calendar.weekdays("09:00-17:00", tz="UTC")
LATER = START + timedelta(days=9)


def at(hour: float) -> datetime:
    return START + hour * HOUR


def measure(
    *outages: Outage,
    calendar: Calendar = ALWAYS,
    during: Period = DAY,
    as_of: datetime = LATER,
    maintenance: Any = (),
    gaps: Any = (),
    **terms: Any,
) -> Availability:
    target = AvailabilityTarget("0.9", **terms)
    return measure_uptime(
        outages,
        target,
        calendar,
        during=during,
        as_of=as_of,
        maintenance=maintenance,
        gaps=gaps,
    )


def agree(*targets: AvailabilityTarget, **changes: Any) -> SLA:
    given = {
        "service": ServiceId("mail"),
        "calendar": ALWAYS,
        "availability": targets,
        "valid_from": date(2026, 1, 1),
        "version": "1",
    }
    return SLA(AgreementId("sla"), **{**given, **changes})


def test_share_is_of_the_hours_of_the_period() -> None:
    assert Fraction(7, 8) == measure(Outage(at(8), at(10)), calendar=DESK).share
    assert Fraction(11, 12) == measure(Outage(at(8), at(10))).share


def test_stretches_cover_the_period() -> None:
    measured = measure(Outage(at(8), at(10)), calendar=DESK)

    found = [(s.label, s.duration) for s in measured.stretches]
    assert [
        (AvailabilityLabel.OUTSIDE_HOURS, 9 * HOUR),
        (AvailabilityLabel.DOWN, HOUR),
        (AvailabilityLabel.AVAILABLE, 7 * HOUR),
        (AvailabilityLabel.OUTSIDE_HOURS, 7 * HOUR),
    ] == found


def test_open_outage_counts_up_to_the_instant_and_the_rest_is_to_come() -> None:
    measured = measure(Outage(at(10)), as_of=at(12))

    assert Fraction(5, 6) == measured.share
    assert (12 * HOUR, True) == (measured.total(AvailabilityLabel.TO_COME), measured.is_partial)
    assert 24 * HOUR / 10 - 2 * HOUR == measured.budget.remaining


def test_what_was_recorded_later_is_not_known() -> None:
    late = Outage(at(1), at(2), recorded_at=at(5), end_recorded_at=at(7))

    shares = [measure(late, as_of=at(hour)).share for hour in (4, 6, 7)]

    assert [1, Fraction(1, 6), Fraction(6, 7)] == shares


def test_outages_at_the_same_time_count_as_the_worst_or_add_up() -> None:
    outages = [Outage(at(0), at(2), weight="0.5"), Outage(at(1), at(3), weight="0.75")]

    assert 2 * HOUR == measure(*outages).lost
    assert 2 * HOUR + HOUR / 4 == measure(*outages, overlap=Overlap.SUM).lost


@pytest.mark.parametrize(
    "treatment, share",
    [
        (Treatment.LEFT_OUT, Fraction(22)),
        (Treatment.AVAILABLE, Fraction(24)),
        (Treatment.UNAVAILABLE, Fraction(22)),
        (Treatment.AS_OBSERVED, Fraction(23)),
    ],
)
def test_maintenance_counts_as_agreed(treatment: Treatment, share: Fraction) -> None:
    window = Maintenance(at(2), at(4), agreed_at=at(0))

    measured = measure_uptime(
        [Outage(at(3), at(4))],
        AvailabilityTarget("0.9", maintenance=treatment),
        ALWAYS,
        during=DAY,
        as_of=LATER,
        maintenance=[window],
    )

    assert share / (22 if treatment is Treatment.LEFT_OUT else 24) == measured.share


@pytest.mark.parametrize("agreed, label", [(0, "maintenance"), (1.5, "down"), (3, "down")])
def test_maintenance_needs_its_notice(agreed: float, label: str) -> None:
    window = Maintenance(at(2), at(4), agreed_at=at(agreed))

    measured = measure(Outage(at(2), at(4)), maintenance=[window], notice=HOUR)

    assert label in {str(s.label) for s in measured.stretches if s.start == at(2)}


@pytest.mark.parametrize(
    "treatment, share",
    [
        (Treatment.LEFT_OUT, Fraction(11, 12)),
        (Treatment.AVAILABLE, Fraction(23, 24)),
        (Treatment.UNAVAILABLE, Fraction(11, 24)),
    ],
)
def test_time_without_data_counts_as_agreed(treatment: Treatment, share: Fraction) -> None:
    measured = measure(Outage(at(0), at(1)), gaps=[DataGap(at(12), at(24))], no_data=treatment)

    assert (share, True) == (measured.share, measured.is_partial)


def test_known_outage_outranks_a_gap() -> None:
    measured = measure(Outage(at(1), at(2)), gaps=[DataGap(at(0), at(4))])

    assert Fraction(20, 21) == measured.share


def test_nothing_counted_is_no_data_and_never_met() -> None:
    for measured in (
        measure(gaps=[DataGap(at(0), at(24))]),
        measure(basis=AvailabilityBasis.COUNTS),
        measure(calendar=DESK, during=Period(at(0), at(5))),
        measure(as_of=at(-1)),
    ):
        assert (None, TargetStatus.NO_DATA) == (measured.share, measured.status)
        assert "no data" in str(measured)


def test_short_outages_are_ignored_once_adjoining_ones_are_united() -> None:
    measured = measure(
        Outage(at(1), at(1.25)),
        Outage(at(3), at(3.25)),
        Outage(at(3.25), at(3.5)),
        ignores_below=HOUR / 2,
    )

    assert (HOUR / 2, HOUR / 4) == (measured.lost, measured.total(AvailabilityLabel.TOO_SHORT))
    assert measured.reliability.failures == 1


def test_reliability_states_open_outages_beside_the_means() -> None:
    measured = measure(
        Outage(at(-1), at(1)),
        Outage(at(4), at(6)),
        Outage(at(10), at(11)),
        Outage(at(20)),
        as_of=at(22),
    )

    reliability = measured.reliability

    assert (3, 1, 1) == (reliability.failures, reliability.still_open, reliability.carried_in)
    assert (1.5 * HOUR, 16 * HOUR / 3) == (reliability.mttr, reliability.mtbf)
    assert 1.5 * HOUR + 16 * HOUR / 3 == reliability.mtbsi
    assert "still open" in reliability.to_table().to_text()


def test_reliability_without_failures_has_no_means() -> None:
    reliability = measure().reliability

    assert (None, None, None) == (reliability.mttr, reliability.mtbf, reliability.mtbsi)


def test_agreement_measures_each_target_in_the_hours_and_validity_it_has() -> None:
    agreement = agree(
        AvailabilityTarget("0.99"),
        AvailabilityTarget("0.9", feature="api", calendar=DESK),
        valid_from=START + 12 * HOUR,
        valid_until=START + 20 * HOUR,
    )
    outages = [Outage(at(13), at(14), feature="web"), Outage(at(14), at(15), feature="api")]

    whole, api = measure_availability(outages, agreement, during=DAY, as_of=LATER)

    assert (Fraction(3, 4), Fraction(4, 5)) == (whole.share, api.share)
    assert 16 * HOUR == whole.total(AvailabilityLabel.NOT_AGREED)
    assert TargetStatus.OUTSIDE_TOLERANCE is whole.status


def test_service_outage_is_one_of_every_feature() -> None:
    agreement = agree(*(AvailabilityTarget("0.9", feature=name) for name in ("api", "web")))

    measured = measure_availability([Outage(at(0), at(6))], agreement, during=DAY, as_of=LATER)

    assert [Fraction(3, 4)] * 2 == [each.share for each in measured]


def test_unknown_feature_is_refused() -> None:
    agreement = agree(AvailabilityTarget("0.9", feature="api"))

    with pytest.raises(UnknownReferenceError, match="promises no availability of 'web'"):
        measure_availability([Outage(at(0), feature="web")], agreement, during=DAY, as_of=LATER)


def test_availability_shows_itself() -> None:
    measured = measure(Outage(at(3), at(4), weight="0.5"))
    text = measured.to_table().to_text(100)

    assert "50.0 %" in text
    assert "availability 90 % per month: 97.917 %, met" in text
    assert measured.budget.burn_rate == Fraction(5, 24)


def test_span_finds_its_period() -> None:
    days = {Span.ROLLING: 30}

    found = [span.find_period(START, tz="Europe/Oslo", days=days.get(span)).label for span in Span]

    assert ["2026-W23", "Jun 2026", "2026 Q2", "2026", "30 days to 2026-06-01"] == found


def test_rolling_days_without_their_number_are_refused() -> None:
    with pytest.raises(DefinitionError, match="without days="):
        Span.ROLLING.find_period(START, tz="Europe/Oslo")
    with pytest.raises(DefinitionError, match="and only then"):
        AvailabilityTarget("0.9", per=Span.ROLLING)
    with pytest.raises(DefinitionError, match="and only then"):
        AvailabilityTarget("0.9", days=30)
    with pytest.raises(DefinitionError, match="counted from 1, not 0"):
        AvailabilityTarget("0.9", per=Span.ROLLING, days=0)


def test_spans_of_a_period_are_those_that_it_touches() -> None:
    june = Period.month(2026, 6, tz="Europe/Oslo")
    rolling = AvailabilityTarget("0.9", per=Span.ROLLING, days=28)
    weekly = AvailabilityTarget("0.9", per=Span.WEEK)

    assert ["28 days to 2026-06-30"] == [each.label for each in rolling.find_spans(june)]
    assert [f"2026-W{n}" for n in range(23, 28)] == [e.label for e in weekly.find_spans(june)]
    assert "availability 90 % per 28 rolling days" == str(rolling)


@pytest.mark.parametrize(
    "own, promised, expected",
    [
        (("month",), ("quarter",), True),
        (("quarter",), ("month",), False),
        (("week",), ("week",), True),
        (("week",), ("month",), False),
        (("month",), ("week",), False),
        (("rolling days", 7), ("week",), True),
        (("rolling days", 7), ("rolling days", 28), True),
        (("rolling days", 30), ("rolling days", 28), False),
        (("rolling days", 7), ("month",), False),
        (("rolling days", 1), ("month",), True),
        (("month",), ("rolling days", 30), False),
    ],
)
def test_spans_make_up_others_where_they_divide_them(
    own: tuple[str, int], promised: tuple[str, int], *, expected: bool
) -> None:
    targets = [
        AvailabilityTarget("0.9", per=Span(span), days=next(iter(days), None))
        for span, *days in (own, promised)
    ]

    assert expected is targets[0].covers_span_of(targets[1])


@pytest.mark.parametrize(
    "share, terms, message",
    [
        (0, {}, "no promise"),
        (-1, {}, "between 0 and 1"),
        ("1.1", {}, "between 0 and 1"),
        (1, {"no_data": Treatment.AS_OBSERVED}, "not observed"),
        (1, {"notice": -HOUR}, "not negative"),
        (1, {"ignores_below": -HOUR}, "not negative"),
        (1, {"calendar": "UTC"}, "calendar of an availability target"),
    ],
)
def test_target_that_cannot_be_meant_is_refused(
    share: Any, terms: dict[str, Any], message: str
) -> None:
    with pytest.raises(DefinitionError, match=message):
        AvailabilityTarget(share, **terms)


def test_two_targets_for_one_feature_are_refused() -> None:
    with pytest.raises(DefinitionError, match="promised at once"):
        agree(AvailabilityTarget("0.9"), AvailabilityTarget("0.99"))


def test_target_reads_as_a_promise() -> None:
    target = AvailabilityTarget("0.999", feature="api", per=Span.QUARTER)

    assert ("availability of api 99.9 % per quarter", ()) == (str(target), target.find_flaws())
