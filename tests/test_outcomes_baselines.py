"""Promises: every outcome of Table 1 as indicators with baseline, current, target, direction."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import SMF, find_function
from mof.indicators import Direction
from mof.outcomes import (
    MEASURES,
    Measure,
    Outcome,
    OutcomeComparison,
    OutcomeTarget,
    Promises,
    check_promises,
    measure_outcomes,
)
from mof.outcomes._baselines import Promise
from mof.values import TargetStatus
from world import HOUR, JUNE, NETWORK, resolve_incident

(MAY,) = JUNE.preceding(1)
AS_OF = datetime(2026, 8, 1, tzinfo=UTC)
BY_NAME = {measure.name: measure for measure in MEASURES}
OPERATE = (
    SMF.OPERATIONS,
    SMF.SERVICE_MONITORING_AND_CONTROL,
    SMF.CUSTOMER_SERVICE,
    SMF.PROBLEM_MANAGEMENT,
)
REOPENED = "reopen rate"


def tell(value: Any, name: str = REOPENED, **changes: Any) -> Outcome:
    usual: dict[str, Any] = {"period": JUNE, "as_of": AS_OF, "value": value, "cases": 9}
    return Outcome(measure=BY_NAME[name], **usual | changes)


def aim(value: Any, name: str = REOPENED, **changes: Any) -> OutcomeTarget:
    usual: dict[str, Any] = {"set_on": date(2026, 1, 1)}
    return OutcomeTarget(name, value=value, **usual | changes)


def find(promises: Promises, measure: Measure) -> Promise:
    return next(each for each in promises if each.outcome == measure.serves)


def stand(value: Any, **target: Any) -> TargetStatus:
    target = {"value": Fraction(1, 10)} | target
    (indicator,) = (
        each
        for promise in check_promises([tell(value)], targets=[aim(**target)])
        for each in promise.indicators
        if each.measure.name == REOPENED
    )
    return indicator.status


def test_every_outcome_of_table_1_is_there_though_nothing_was_measured() -> None:
    promises = check_promises([])

    stated = {(smf, outcome) for smf in OPERATE for outcome in find_function(smf).outcomes or ()}
    assert stated == {(promise.smf, promise.outcome) for promise in promises}
    assert len(stated) == len(promises)
    assert all(promise.indicators for promise in promises)
    assert {TargetStatus.NO_DATA} == {promise.status for promise in promises}


def test_every_indicator_says_in_which_direction_it_is_wanted() -> None:
    text = check_promises([]).to_table().to_text(300)

    assert str(Direction.HIGHER) in text
    assert str(Direction.LOWER) in text
    assert all(measure.name in text for measure in MEASURES)


@pytest.mark.parametrize(
    "value, expected",
    [
        (Fraction(1, 10), TargetStatus.MET),
        (Fraction(1, 8), TargetStatus.MISSED_WITHIN_TOLERANCE),
        (Fraction(1, 2), TargetStatus.OUTSIDE_TOLERANCE),
        (None, TargetStatus.NO_DATA),
        (timedelta(hours=1), TargetStatus.NO_DATA),
    ],
)
def test_lower_is_better_where_the_measure_says_so(value: Any, expected: TargetStatus) -> None:
    assert expected is stand(value, tolerance=Fraction(1, 20))


def test_target_without_tolerance_is_met_or_missed() -> None:
    assert TargetStatus.OUTSIDE_TOLERANCE is stand(Fraction(1, 9))


def test_duration_is_held_against_a_duration_for_each_part() -> None:
    incidents = [resolve_incident(f"INC{n}", team=NETWORK, after=n * HOUR) for n in range(1, 5)]
    current = measure_outcomes(during=JUNE, as_of=AS_OF, incidents=incidents)
    part = "50 % of cases"
    assert part in {outcome.part for outcome in current}

    promises = check_promises(
        current, targets=[aim(3 * HOUR, "time to restore", part=part, tolerance=HOUR)]
    )

    promise = find(promises, BY_NAME["time to restore"])
    standings = {
        each.part: each.status
        for each in promise.indicators
        if each.measure.name == "time to restore"
    }
    assert {part: TargetStatus.MET, "90 % of cases": TargetStatus.NO_DATA} == standings
    assert TargetStatus.MET is promise.status
    assert "3 h 00 min" in promises.to_table().to_text(300)


def test_promise_stands_as_its_worst_indicator() -> None:
    measure = BY_NAME[REOPENED]
    other = next(each for each in MEASURES if each.serves == measure.serves and each is not measure)

    promises = check_promises(
        [tell(Fraction(0)), tell(Fraction(1), other.name)],
        targets=[
            aim(Fraction(1, 2)),
            aim(Fraction(9 if other.direction is Direction.HIGHER else 0), other.name),
        ],
    )

    assert TargetStatus.OUTSIDE_TOLERANCE is find(promises, measure).status


def test_movement_since_the_baseline_is_told() -> None:
    promises = check_promises(
        [tell(Fraction(1, 10))], [tell(Fraction(1, 5), period=MAY)], [aim(Fraction(1, 20))]
    )

    (indicator,) = (
        each
        for each in find(promises, BY_NAME[REOPENED]).indicators
        if each.measure.name == REOPENED
    )
    assert OutcomeComparison.BETTER is indicator.comparison
    text = promises.to_table().to_text(300)
    for words in ("20.0 % (May 2026)", "10.0 % (Jun 2026)", "better", "outside tolerance"):
        assert words in text


def test_target_set_after_the_period_began_is_marked() -> None:
    late = aim(Fraction(1, 20), set_on=date(2026, 6, 9))

    text = check_promises([tell(Fraction(0))], targets=[late]).to_table().to_text(300)
    other = check_promises([], targets=[late]).to_table().to_text(300)

    assert "set on 2026-06-09, after the period began" in text
    assert "after the period began" not in other


def test_target_of_a_number_is_shown_as_one() -> None:
    promises = check_promises([], targets=[aim(Fraction(40), "incidents")])

    assert " 40 " in promises.to_table().to_text(300)


def test_target_of_no_measure_or_two_of_one_are_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="a target names 'luck'"):
        check_promises([], targets=[aim(Fraction(1), "luck")])
    with pytest.raises(DefinitionError, match="two targets"):
        check_promises([], targets=[aim(Fraction(1)), aim(Fraction(1, 2))])


def test_tolerance_of_another_sort_or_below_zero_is_refused() -> None:
    with pytest.raises(DefinitionError, match="both as numbers or both as durations"):
        aim(Fraction(1), tolerance=HOUR)
    with pytest.raises(DefinitionError, match="is negative"):
        aim(HOUR, tolerance=-HOUR)
