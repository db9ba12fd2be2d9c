"""What is to come is told from what was known, with bounds that hold as often as they say."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from measure_identification import backtest_desk, list_weeks
from mof.errors import DefinitionError, NaiveTimestampError
from mof.incidents import Incident, IncidentState
from mof.problems import IdentificationRule, backtest_volumes, predict_problems
from mof.problems._candidates import Candidate
from mof.problems._predictions import Forecast, Prediction
from mof.values import Period

WEEK = 7 * 24
NEXT = Period(hours(10 * WEEK), hours(11 * WEEK))


def fill(counts: Iterable[int], *, service: str | None = "mail") -> list[Incident]:
    """So many incidents in each week, an hour apart."""
    return [
        tell(
            note(week * WEEK + number + 1, IncidentState.RESOLVED),
            opened=week * WEEK + number,
            name=f"{service}-{week}-{number}",
            service=service,
        )
        for week, count in enumerate(counts)
        for number in range(count)
    ]


def predict(incidents: Iterable[Incident], **options: Any) -> Prediction:
    usual: dict[str, Any] = {"during": NEXT, "as_of": NEXT.start, "since": hours(0)}
    return predict_problems(incidents, **usual | options)


def make_candidate(**fields: Any) -> Candidate:
    usual: dict[str, Any] = {
        "rule": IdentificationRule.BURST,
        "subject": {"service": "mail"},
        "period": Period(hours(9 * WEEK), hours(9 * WEEK + WEEK / 2)),
        "count": 12,
        "expected": 2,
        "compared_with": "before",
        "chance": "0.001",
        "incidents": [],
        "time_lost": timedelta(hours=36),
    }
    return Candidate(**usual | fields)


def test_steady_volume_goes_on() -> None:
    (forecast,) = predict(fill([5] * 10)).volumes

    assert Forecast(value="mail", expected=Fraction(5), low=5, high=5) == forecast


def test_mean_is_taken_of_as_many_periods_as_were_best_so_far() -> None:
    swinging = predict(fill([4, 8] * 5))
    rising = predict(fill(range(1, 11)))

    assert (2, Fraction(6)) == (swinging.span, swinging.volumes[0].expected)
    assert (1, Fraction(10)) == (rising.span, rising.volumes[0].expected)


def test_bounds_are_as_wide_as_earlier_errors_of_all_groups() -> None:
    steady = fill([4] * 10)
    swinging = fill([9, 0, 9, 0, 9, 0, 9, 0, 9, 0], service="print")

    (alone,) = predict(steady).volumes
    mail = next(each for each in predict(steady + swinging).volumes if each.value == "mail")

    assert (4, 4) == (alone.low, alone.high)
    assert (0, 10) == (mail.low, mail.high)


def test_bounds_are_exact() -> None:
    # Two earlier errors: 3 where 3 were expected, and 0 where 6 were: in these units 9/4 and 0.
    incidents = fill([3, 6, 6], service="a")

    (forecast,) = predict(
        incidents,
        during=Period(hours(3 * WEEK), hours(4 * WEEK)),
        as_of=hours(3 * WEEK),
        coverage="0.6",
    ).volumes

    assert 6 == forecast.expected
    # The root of 9/4 × 7 is 3.97.
    assert (3, 9) == (forecast.low, forecast.high)


def test_too_short_a_past_has_no_bounds() -> None:
    (forecast,) = predict(fill([0] * 9 + [3])).volumes[:1]
    one_week = predict(fill([0] * 9 + [3]), since=hours(9 * WEEK))

    assert forecast.covers(3) is not None
    assert (1, 1) == (one_week.periods, one_week.span)
    assert one_week.volumes[0].low is None
    assert one_week.volumes[0].covers(3) is None
    assert "–" in one_week.tabulate_volumes().to_text()


def test_without_a_past_nothing_is_predicted() -> None:
    for incidents in ([], fill([0] * 12 + [3])):
        result = predict(incidents, since=None)

        assert (0, 0, ()) == (result.periods, result.span, result.volumes)


def test_past_begins_with_the_first_incident_unless_told() -> None:
    incidents = fill([0, 0, 0, 0, 0, 5, 5, 5, 5, 5])

    assert 5 == predict(incidents, since=None).periods
    assert 10 == predict(incidents).periods


def test_periods_that_are_not_over_are_not_looked_at() -> None:
    incidents = fill([5, 5, 5, 5, 5, 5, 5, 5, 50, 50])

    ahead = predict(incidents, as_of=hours(8.5 * WEEK), coverage="0.5")

    assert 8 == ahead.periods
    assert (Forecast(value="mail", expected=Fraction(5), low=5, high=5),) == ahead.volumes


def test_what_is_no_incident_does_not_count_and_what_is_unknown_is_told() -> None:
    cancelled = tell(note(9 * WEEK, IncidentState.CANCELLED), opened=9 * WEEK, name="none")

    mail, unknown = predict([*fill([5] * 10), *fill([2] * 10, service=None), cancelled]).volumes

    assert ("mail", Fraction(5)) == (mail.value, mail.expected)
    assert (None, Fraction(2)) == (unknown.value, unknown.expected)


def test_candidate_costs_what_it_did_if_it_goes_on() -> None:
    steady = make_candidate(
        rule=IdentificationRule.RECURRENCE, period=Period(hours(0), hours(WEEK))
    )

    burst, other = predict([], candidates=[steady, make_candidate()]).costs

    # Ten more than expected in half a week, of three hours each.
    assert (IdentificationRule.BURST, timedelta(hours=60)) == (burst.rule, burst.time_lost)
    assert Fraction(20) == burst.incidents
    assert (IdentificationRule.RECURRENCE, Fraction(10)) == (other.rule, other.incidents)


def test_prediction_shows_itself() -> None:
    result = predict(fill([5] * 10), candidates=[make_candidate()])

    assert "Told from 10 periods." in result.tabulate_volumes().to_text(width=200)
    assert "60 h 00 min" in result.tabulate_costs().to_text(width=200)


def test_forecast_covers_what_lies_within() -> None:
    forecast = Forecast(value="mail", expected=5, low=3, high=7)

    assert [False, True, True, False] == [forecast.covers(count) for count in (2, 3, 7, 8)]
    assert evolve(forecast, high=None).covers(5) is None


@pytest.mark.parametrize(
    "options, message",
    [
        ({"history": 0}, "history is 1 to 500 periods, not 0"),
        ({"history": 10**9}, "history is 1 to 500 periods, not 1000000000"),
        ({"coverage": 0}, "coverage lies between 0 and 1, not at 0"),
        ({"coverage": 1}, "coverage lies between 0 and 1, not at 1"),
        ({"coverage": 90}, "a share is between 0 and 1"),
        ({"candidates": ["mail"]}, "each of the candidates is a Candidate"),
    ],
)
def test_prediction_that_cannot_be_meant_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        predict([], **options)


def test_incident_that_comes_twice_is_refused() -> None:
    with pytest.raises(DefinitionError, match="two incidents are called"):
        predict(2 * fill([1]))


def test_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        predict([], as_of=datetime(2026, 6, 1))


# Backtests


def test_backtest_compares_with_the_week_before() -> None:
    incidents = fill([4, 8] * 5) + [
        tell(opened=9 * WEEK + n, name=f"new-{n}", service="new") for n in range(3)
    ]
    weeks = list_weeks(hours(0), 11)

    result = backtest_volumes(
        incidents, during=weeks[7:], as_of=hours(10 * WEEK), since=hours(0), coverage="0.5"
    )

    # Weeks 8 to 10; the eleventh is not over. The mean of them all but the last is near six.
    assert 4 == result.forecasts
    assert Fraction(4 + 4 + 4 + 3, 4) == result.naive_error
    assert result.error is not None
    assert result.error < 3
    assert (3, Fraction(1)) == (result.bounded, result.covered)


def test_backtest_of_nothing_tells_nothing() -> None:
    result = backtest_volumes([], during=list_weeks(hours(0), 3), as_of=hours(0))

    assert (0, None, None, 0, None) == (
        result.forecasts,
        result.error,
        result.naive_error,
        result.bounded,
        result.covered,
    )


def test_simulated_weeks_are_told_better_than_by_the_week_before() -> None:
    result = backtest_desk(0)

    assert result.error is not None
    assert result.naive_error is not None
    assert result.covered is not None
    assert result.error < Fraction("0.85") * result.naive_error
    assert Fraction("0.86") < result.covered < Fraction("0.96")


def test_real_weeks_are_told_about_as_well_as_by_the_week_before(
    real_incidents: tuple[Incident, ...],
) -> None:
    first = datetime.fromisoformat("2016-02-29T00:00+00:00")
    end = datetime.fromisoformat("2016-12-31T00:00+00:00")

    result = backtest_volumes(
        real_incidents, during=list_weeks(first, 9), as_of=end, by="topic", since=first
    )

    assert result.error is not None
    assert result.naive_error is not None
    assert result.covered is not None
    # By category, saying the same as last week is slightly better: 17.2 against 17.6.
    assert Fraction("0.95") < result.error / result.naive_error < Fraction("1.05")
    assert Fraction("0.9") < result.covered
