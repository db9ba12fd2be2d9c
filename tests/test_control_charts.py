"""Control charts tell what is more than a series' own variation, by rules with names."""

import random
from fractions import Fraction
from math import comb
from statistics import NormalDist
from typing import Any

import pytest

from mof.errors import DefinitionError
from mof.indicators import (
    NELSON,
    TRENDS,
    WESTERN_ELECTRIC,
    ControlChart,
    ControlRule,
    ControlState,
    Pattern,
    Shift,
    chart_moving_ranges,
    chart_shares,
    chart_values,
)
from mof.indicators._control_charts import MINIMUM_POINTS, ChartKind, ControlPoint
from mof.indicators._control_limits import Subgroup

MONTHS = [f"month {number}" for number in range(30)]
CALM = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10, 12]


def chart(values: list[Any], **options: Any) -> ControlChart:
    return chart_values(zip(MONTHS, values, strict=False), **options)


def name_latest(found: ControlChart) -> list[str]:
    return [str(signal) for signal in found.latest_signals]


def draw_pattern(sigmas: list[float], rules: Any) -> ControlChart:
    """A chart whose center is 0 and whose sigma is 1, so that values are sigmas."""
    rest = Fraction("1.128")
    base = [rest / 2, -rest / 2] * 6
    labels = [f"base {number}" for number in range(12)] + ["gap"] + MONTHS[: len(sigmas)]
    values = [*base, None, *map(Fraction, map(str, sigmas))]
    return chart_values(zip(labels, values, strict=True), rules=rules, baseline=12)


# Shares


def test_center_of_shares_is_the_share_of_all_cases_together() -> None:
    small, large = Subgroup("small", 0, 1), Subgroup("large", 999, 1000)
    groups: list[Any] = [small, large, *((month, 9, 10) for month in MONTHS[:10])]

    found = chart_shares(groups)

    assert found.center == Fraction(0 + 999 + 90, 1 + 1000 + 100)


def test_limits_of_shares_are_further_apart_for_fewer_cases() -> None:
    groups = [(month, 80, 100) for month in MONTHS[:11]]

    found = chart_shares([*groups, ("few", 8, 10)])

    assert found.find_limits(found.points[0]) == (Fraction("0.68"), Fraction("0.92"))
    lower, upper = found.find_limits(found.points[-1]) or (0, 0)
    assert float(lower) == pytest.approx(0.8 - 3 * (0.8 * 0.2 / 10) ** 0.5)
    assert upper == 1


def test_lower_limit_of_shares_is_not_below_nothing() -> None:
    found = chart_shares((month, 1, 20) for month in MONTHS[:12])

    lower, _ = found.find_limits(found.points[0]) or (None, None)

    assert lower == 0


def test_share_exactly_on_a_limit_is_no_signal() -> None:
    # Pooled 4/5 and sigma 1/25, so that the limits are at 0.68 and 0.92.
    groups = [(month, 80, 100) for month in MONTHS[:12]]
    on_both = [("on", 68, 100), ("above", 92, 100)]

    assert () == chart_shares([*groups, *on_both], baseline=12).signals
    beyond = chart_shares([*groups, ("beyond", 67, 100)], baseline=12)
    assert ["one point beyond three sigmas (down)"] == name_latest(beyond)


def test_point_without_cases_has_no_share_and_ends_a_row() -> None:
    high = [(month, 9, 10) for month in MONTHS[:7]]
    base = [(f"base {number}", 1, 2) for number in range(12)]

    whole = chart_shares([*base, *high, ("next", 9, 10)], baseline=12, rules=TRENDS[3:4])
    broken = chart_shares([*base, *high, ("none", 0, 0), ("next", 9, 10)], baseline=12)

    assert ["eight in a row on one side (up)"] == name_latest(whole)
    assert None is broken.points[-2].value
    assert [] == name_latest(chart_shares([*base, *high, ("none", 0, 0), ("next", 9, 10)]))


def test_shares_that_never_vary_are_in_control_until_one_differs() -> None:
    same = [(month, 10, 10) for month in MONTHS[:12]]

    assert ControlState.IN_CONTROL is chart_shares(same).state
    other = chart_shares([*same, ("other", 9, 10)], baseline=12)
    assert ControlState.OUT_OF_CONTROL is other.state


# Values


def test_limits_of_values_come_from_moving_ranges() -> None:
    found = chart([10, 12] * 6)

    # Oracle: the mean plus and minus 2.66 mean moving ranges, the constant of the textbooks.
    lower, upper = found.find_limits(found.points[0]) or (0, 0)
    assert found.center == 11
    assert float(upper) == pytest.approx(11 + 2.66 * 2, abs=0.01)
    assert float(lower) == pytest.approx(11 - 2.66 * 2, abs=0.01)


def test_value_far_off_is_news_at_the_last_point_only() -> None:
    late, early = chart([*CALM, 40]), chart([*CALM, 40, 10])

    assert ["one point beyond three sigmas (up)"] == name_latest(late)
    assert [] == name_latest(early)
    assert ControlState.OUT_OF_CONTROL is early.state


def test_moving_range_bridges_a_gap_that_a_row_does_not() -> None:
    found = chart([10, None, 12, *[10, 12] * 5])

    assert found.center == Fraction(10 + 12 + 5 * 22, 12)
    assert found.points[0].variance == (2 / Fraction("1.128")) ** 2


def test_chart_of_moving_ranges_shows_a_leap() -> None:
    found = chart_moving_ranges(zip(MONTHS, [*CALM, 30], strict=False))

    assert ChartKind.MOVING_RANGES is found.kind
    assert None is found.points[0].value
    assert ["one point beyond three sigmas (up)"] == name_latest(found)
    # Oracle: 3.267 mean ranges, the constant of the textbooks.
    lower, upper = found.find_limits(found.points[1]) or (0, 0)
    assert float(upper) == pytest.approx(3.267 * float(found.center or 0), rel=0.001)
    assert lower == 0


def test_chart_of_moving_ranges_bridges_gaps() -> None:
    found = chart_moving_ranges(zip(MONTHS, [5, None, 8], strict=False))

    assert [None, None, 3] == [point.value for point in found.points]


# Too little data


@pytest.mark.parametrize("make", [chart_values, chart_moving_ranges])
def test_below_twelve_values_there_is_not_enough_data(make: Any) -> None:
    few = make(zip(MONTHS, [*CALM[:10], None, 90], strict=False))
    enough = make(zip(MONTHS, [*CALM[:11], 90], strict=False))

    assert ControlState.NOT_ENOUGH_DATA is few.state
    assert few.center is None
    assert few.signals == ()
    assert few.find_limits(few.points[0]) is None
    assert few.limits_text == "not enough data"
    assert enough.state is ControlState.OUT_OF_CONTROL


def test_below_twelve_shares_with_cases_there_is_not_enough_data() -> None:
    few = [(month, 9, 10) for month in MONTHS[: MINIMUM_POINTS - 1]]

    assert ControlState.NOT_ENOUGH_DATA is chart_shares([*few, ("none", 0, 0)]).state
    assert ControlState.IN_CONTROL is chart_shares([*few, ("last", 9, 10)]).state


def test_baseline_of_few_points_is_not_enough_data() -> None:
    assert ControlState.NOT_ENOUGH_DATA is chart([*CALM, *CALM], baseline=11).state


# Rules


@pytest.mark.parametrize(
    "number, shown, almost",
    [
        (1, [3.1], [3.0]),
        (2, [2.1, 0.1, 2.1], [2.1, 0.1, -0.1, 2.1]),
        (3, [1.1, 1.1, 0.5, 1.1, 1.1], [1.1, 1.1, 0.5, 0.5, 1.1, 1.1]),
        (4, [0.5] * 8, [0.5] * 7),
    ],
)
def test_western_electric_tests_find_their_patterns(
    number: int, shown: list[float], almost: list[float]
) -> None:
    rule = WESTERN_ELECTRIC[number - 1]

    for sign, shift in ((1, Shift.UP), (-1, Shift.DOWN)):
        found = draw_pattern([sign * each for each in shown], [rule])
        assert [(rule, shift)] == [(s.rule, s.shift) for s in found.latest_signals]
        assert () == draw_pattern([sign * each for each in almost], [rule]).latest_signals


@pytest.mark.parametrize(
    "number, shift, shown, almost",
    [
        (2, Shift.UP, [0.5] * 9, [0.5] * 8),
        (3, Shift.UP, [-0.5, -0.1, 0.3, 0.4, 0.5, 0.6], [-0.1, 0.3, 0.4, 0.5, 0.6]),
        (3, Shift.DOWN, [0.6, 0.5, 0.4, 0.3, 0.2, 0.1], [0.6, 0.5, 0.4, 0.3, 0.1, 0.1]),
        (4, None, [0.1, 0.2] * 7, [0.1, 0.2] * 6 + [0.1]),
        (7, None, [0.9, -1] * 7 + [0.5], [0.9, -1.1] * 7 + [0.5]),
        (8, None, [1.1, -1.1] * 4, [1.1, -1] * 4),
    ],
)
def test_nelson_tests_find_their_patterns(
    number: int, shift: Shift | None, shown: list[float], almost: list[float]
) -> None:
    rule = NELSON[number - 1]

    (signal,) = draw_pattern(shown, [rule]).latest_signals

    assert (signal.rule, signal.shift) == (rule, shift)
    assert signal.last - signal.first + 1 == rule.of
    assert () == draw_pattern(almost, [rule]).latest_signals


def test_every_rule_names_its_source() -> None:
    for number, rule in enumerate(WESTERN_ELECTRIC, 1):
        assert f"Western Electric, 1956, test {number}" in rule.source
    for number, rule in enumerate(NELSON, 1):
        assert rule.source.endswith(f"1984, test {number}")


def test_an_organisation_adds_rules_of_its_own() -> None:
    seven = ControlRule(name="seven on one side", pattern=Pattern.ONE_SIDE, needed=7)

    found = draw_pattern([0.5] * 7, [seven])

    assert ["seven on one side (up)"] == name_latest(found)
    assert "seven on one side" == str(seven)
    assert "signal" in found.to_figure("Seven").alternative


# Under control


def estimate_rate(rules: tuple[ControlRule, ...], points: int = 20_000) -> float:
    """The share of points with a signal where nothing but chance is at work."""
    chance, normal = random.Random(1956), NormalDist()
    values = [round(normal.inv_cdf(chance.random()) * 10**6) for _ in range(points)]
    found = chart_values(enumerate_labels(values), rules=rules)
    return len({signal.last for signal in found.signals}) / points


def enumerate_labels(values: list[int]) -> Any:
    return [(str(number), value) for number, value in enumerate(values)]


def test_limits_alone_are_a_false_alarm_on_about_one_of_370_points() -> None:
    # Oracle: the normal distribution beyond three sigmas, 0.0027.
    assert 0.0018 < estimate_rate(WESTERN_ELECTRIC[:1]) < 0.0036


def test_rate_of_false_alarms_of_all_four_tests_is_the_published_one() -> None:
    # Oracle: Champ and Woodall (Technometrics 29, 1987): on average 91.75 points until the
    # first signal of the four tests. Signals come in runs, so the rate of points is higher.
    chance, normal = random.Random(1987), NormalDist()
    lengths: list[int] = []
    base = [564, -564] * 6
    for _ in range(120):
        series = (round(normal.inv_cdf(chance.random()) * 1000) for _ in range(450))
        values = [*base, None, *series]
        labelled = [(str(number), value) for number, value in enumerate(values)]
        found = chart_values(labelled, rules=WESTERN_ELECTRIC, baseline=12)
        lengths.append(next(s.last for s in found.signals if s.last > 12) - 12)

    assert 75 < sum(lengths) / len(lengths) < 110


def test_rate_of_false_alarms_of_shares_is_that_of_the_binomial() -> None:
    # Oracle: the chance of a count beyond the limits, summed over the binomial distribution.
    chance, sizes, share = random.Random(2026), (60, 90, 140), 0.6
    drawn = [sizes[number % 3] for number in range(30_000)]
    groups = [
        (str(number), sum(chance.random() < share for _ in range(size)), size)
        for number, size in enumerate(drawn)
    ]

    found = chart_shares(groups, rules=WESTERN_ELECTRIC[:1])

    expected = sum(find_chance_beyond(size, share) for size in sizes) / 3
    assert expected == pytest.approx(0.0027, abs=0.0006)
    assert len(found.signals) / len(drawn) == pytest.approx(expected, abs=0.0009)


def find_chance_beyond(size: int, share: float) -> float:
    limit = 3 * (size * share * (1 - share)) ** 0.5
    return sum(
        comb(size, count) * share**count * (1 - share) ** (size - count)
        for count in range(size + 1)
        if abs(count - size * share) > limit
    )


# Shown


def test_table_shows_limits_and_signals_beside_each_point() -> None:
    found = chart([*CALM, 40])

    shown = found.to_table()

    assert "individuals chart, center 12.67: out of control" == shown.caption
    assert "one point beyond three sigmas (up)" == shown.rows[-1][-1]
    assert None is shown.rows[0][-1]
    assert "center 12.67, limits 1.54 to 23.79" == found.limits_text


def test_table_of_too_few_points_shows_no_limits() -> None:
    shown = chart_shares([("May", 1, 2), ("June", 0, 0)]).to_table()

    assert "p-chart: not enough data" == shown.caption
    assert (
        ("May", "50.0 %", None, None, None),
        ("June", "no data", None, None, None),
    ) == shown.rows


def test_drawing_says_the_same_in_words() -> None:
    shown = chart([*CALM, 40]).to_figure("Calls a day")

    assert "month 11: 40, limits " in shown.alternative
    assert "signal" in shown.alternative
    assert "center: 12.67" in shown.alternative
    assert 'class="bad"' in shown.svg


# Hostile input


@pytest.mark.parametrize(
    "group, words",
    [
        (("May", 3, 2), "3 of 2 is no part"),
        (("May", -1, 2), "-1 of 2 is no part"),
        (("May", True, 2), "cases are counted, not True"),
        (("May", 1, 2.0), "cases are counted, not 2.0"),
        (("May", "1", 2), "cases are counted, not '1'"),
        (("May", 1), "a label, a count and a size"),
        ("May", "a label, a count and a size"),
        ((None, 1, 2), "None"),
    ],
)
def test_subgroup_that_cannot_be_is_refused(group: Any, words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        chart_shares([group])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "many", True])
def test_value_that_is_no_number_is_refused(value: Any) -> None:
    with pytest.raises(DefinitionError, match="no exact number"):
        chart([1, value])


@pytest.mark.parametrize("baseline", [0, -1, 12, True, "all", 2.5])
def test_baseline_that_is_no_number_of_points_is_refused(baseline: Any) -> None:
    with pytest.raises(DefinitionError, match="a baseline is so many of 11 points"):
        chart(CALM, baseline=baseline)


def test_label_that_comes_twice_is_refused() -> None:
    with pytest.raises(DefinitionError, match="two points of a chart are 'May'"):
        chart_values([("May", 1), ("May", 2)])


@pytest.mark.parametrize("rules", [[], ["seven"], "seven", None])
def test_rules_that_are_none_are_refused(rules: Any) -> None:
    with pytest.raises(DefinitionError, match="rules"):
        chart(CALM, rules=rules)


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"name": " "}, "a rule has a name"),
        ({"needed": 0, "of": 0}, "at least 1"),
        ({"needed": 4, "of": 3}, "not 4 of 3"),
        ({"needed": 2, "of": 3, "pattern": Pattern.STEADY}, "only on one side"),
        ({"sigmas": -1}, "-1 sigmas"),
        ({"sigmas": 1, "pattern": Pattern.ALTERNATING}, "1 sigmas"),
        ({"pattern": "steady"}, "the pattern of the rule"),
    ],
)
def test_rule_that_cannot_be_meant_is_refused(changes: Any, words: str) -> None:
    usual: dict[str, Any] = {"name": "mine", "pattern": Pattern.ONE_SIDE, "needed": 2}

    with pytest.raises(DefinitionError, match=words):
        ControlRule(**usual | changes)


def test_chart_whose_points_lack_a_sigma_is_refused() -> None:
    with pytest.raises(DefinitionError, match="a value or a sigma only"):
        ControlChart(kind=ChartKind.VALUES, points=(ControlPoint("May", 1),), center=1)


def test_chart_of_nothing_has_not_enough_data() -> None:
    assert ControlState.NOT_ENOUGH_DATA is chart_shares([]).state
    assert ControlState.NOT_ENOUGH_DATA is chart_values([]).state
    assert "no data" in chart_values([]).to_figure("Nothing").alternative
