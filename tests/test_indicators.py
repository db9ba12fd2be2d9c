"""Indicators stand against exact targets, and say when and by whom those were set."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from mof.errors import DefinitionError
from mof.framework import EvaluatedItem, InputKind
from mof.indicators import Direction, Indicator, Observation
from mof.values import IndicatorId, Period, TargetStatus

JUNE = Period.month(2026, 6, tz="Europe/Oslo")


def make(**changes: Any) -> Indicator:
    given = {"name": "Satisfaction", "unit": "points", "item": EvaluatedItem.SATISFACTION}
    return Indicator(IndicatorId("satisfaction"), **{**given, **changes})


def aim(target: str, tolerance: str = "0", **changes: Any) -> Indicator:
    return make(target=target, tolerance=tolerance, set_on=date(2026, 1, 1), **changes)


@pytest.mark.parametrize(
    "value, expected",
    [
        ("4.5", TargetStatus.MET),
        ("4.2", TargetStatus.MET),
        ("4.1", TargetStatus.MISSED_WITHIN_TOLERANCE),
        ("4.0", TargetStatus.MISSED_WITHIN_TOLERANCE),
        ("3.9", TargetStatus.OUTSIDE_TOLERANCE),
    ],
)
def test_higher_is_better(value: str, expected: TargetStatus) -> None:
    assert expected is aim("4.2", "0.2").find_status(Fraction(value))


@pytest.mark.parametrize(
    "value, expected",
    [
        ("90", TargetStatus.MET),
        ("100", TargetStatus.MET),
        ("105", TargetStatus.MISSED_WITHIN_TOLERANCE),
        ("106", TargetStatus.OUTSIDE_TOLERANCE),
    ],
)
def test_lower_is_better_with_the_tolerance_on_the_other_side(
    value: str, expected: TargetStatus
) -> None:
    costs = aim("100", "5", direction=Direction.LOWER)

    assert expected is costs.find_status(Fraction(value))


def test_without_value_or_target_there_is_no_data() -> None:
    assert aim("4").find_status(None) is TargetStatus.NO_DATA
    assert make().find_status(Fraction(4)) is TargetStatus.NO_DATA


@pytest.mark.parametrize(
    "set_on, expected",
    [(date(2026, 5, 31), True), (date(2026, 6, 1), True), (date(2026, 6, 2), False)],
)
def test_target_set_after_the_first_day_proves_nothing(set_on: date, expected: bool) -> None:
    indicator = make(target=4, set_on=set_on)

    assert expected is indicator.was_set_before(JUNE)


def test_indicator_without_target_was_never_set() -> None:
    assert not make().was_set_before(JUNE)


def test_target_without_a_day_is_refused() -> None:
    with pytest.raises(
        DefinitionError, match="say on which day the target of satisfaction was set"
    ):
        make(target=4)


def test_negative_tolerance_is_refused() -> None:
    with pytest.raises(DefinitionError, match="the tolerance of satisfaction is negative"):
        make(tolerance=-1)


@pytest.mark.parametrize(
    "item, expected",
    [
        (EvaluatedItem.SATISFACTION, InputKind.SATISFACTION),
        (EvaluatedItem.COSTS, InputKind.FINANCES),
        (EvaluatedItem.SKILLS, InputKind.PEOPLE),
        (EvaluatedItem.SLA_TARGETS, InputKind.AGREEMENT_PERFORMANCE),
    ],
)
def test_indicator_is_brought_as_the_input_of_its_item(
    item: EvaluatedItem, expected: InputKind | None
) -> None:
    assert make(item=item).brought_as is expected


def test_indicator_may_be_brought_as_another_input() -> None:
    assert make(brought_as=InputKind.RISKS).brought_as is InputKind.RISKS


def test_observation_is_exact() -> None:
    observed_at = datetime(2026, 6, 30, tzinfo=UTC)

    observation = Observation(IndicatorId("satisfaction"), value=4.1, observed_at=observed_at)

    assert Fraction(41, 10) == observation.value


def test_share_says_of_how_many_cases_it_is() -> None:
    observed_at = datetime(2026, 6, 30, tzinfo=UTC)

    observation = Observation(IndicatorId("s"), value="83/87", observed_at=observed_at, size=87)

    assert (Fraction(83, 87), 87) == (observation.value, observation.size)


@pytest.mark.parametrize(
    "value, size, words",
    [
        ("0.95", 87, "19/20 is no share of 87 cases; write how many of them, such as '83/87'"),
        ("1.5", 2, "3/2 is no share of 2 cases"),
        ("-1", 2, "-1 is no share of 2 cases"),
        ("1", 0, "a share is of at least one case, not of 0"),
        ("1", True, "a share is of at least one case, not of True"),
        ("1", "2", "a share is of at least one case, not of '2'"),
    ],
)
def test_share_of_no_whole_number_of_cases_is_refused(value: str, size: Any, words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        Observation(
            IndicatorId("s"), value=value, observed_at=datetime(2026, 6, 30, tzinfo=UTC), size=size
        )
