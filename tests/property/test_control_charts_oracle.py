"""Oracle: sigmas in decimals of fifty digits, and every window of a chart looked at by itself."""

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, strategies as st

from mof.indicators import (
    ControlChart,
    ControlRule,
    Pattern,
    Shift,
    chart_moving_ranges,
    chart_shares,
    chart_values,
)

VALUES = st.lists(st.none() | st.integers(-6, 6).map(Fraction), min_size=12, max_size=20)
SIZES = st.integers(0, 30)
GROUPS = st.lists(
    SIZES.flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))),
    min_size=12,
    max_size=20,
)
RULES = st.lists(st.from_type(ControlRule), min_size=1, max_size=4)


def to_decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def find_sigmas(chart: ControlChart) -> list[Decimal | None]:
    """How many sigmas each point is from the center; on a limit to the fortieth digit."""
    found: list[Decimal | None] = []
    for point in chart.points:
        if point.value is None or point.variance is None or chart.center is None:
            found.append(None)
            continue
        distance = to_decimal(point.value - chart.center)
        sigma = to_decimal(point.variance).sqrt()
        found.append((distance / sigma if sigma else distance * 1000).quantize(Decimal("1e-40")))
    return found


def is_shown(rule: ControlRule, sigmas: list[Decimal], values: list[Fraction], sign: int) -> bool:
    steps = [b - a for a, b in pairwise(values)]
    far = [sigma for sigma in sigmas if abs(sigma) > rule.sigmas]
    match rule.pattern:
        case Pattern.ONE_SIDE:
            marks = [sign * sigma > rule.sigmas for sigma in sigmas]
            return marks[-1] and sum(marks) >= rule.needed
        case Pattern.EITHER_SIDE:
            return len(far) == len(sigmas)
        case Pattern.WITHIN:
            return not far
        case Pattern.STEADY:
            return all(sign * step > 0 for step in steps)
        case Pattern.ALTERNATING:
            return all(one * other < 0 for one, other in pairwise(steps))


def find_expected(chart: ControlChart) -> set[tuple[str, int, Shift | None]]:
    sigmas, expected = find_sigmas(chart), set[tuple[str, int, Shift | None]]()
    for rule in chart.rules:
        sides = {1: Shift.UP, -1: Shift.DOWN}
        signs = sides if rule.pattern in {Pattern.ONE_SIDE, Pattern.STEADY} else {1: None}
        for last in range(len(chart.points)):
            window: list[tuple[Decimal, Fraction]] = []
            for place in range(last, max(-1, last - rule.of), -1):
                sigma, value = sigmas[place], chart.points[place].value
                if sigma is None or value is None:
                    break
                window.insert(0, (sigma, value))
            if len(window) >= rule.needed:
                far, values = [each[0] for each in window], [each[1] for each in window]
                expected |= {
                    (rule.name, last, shift)
                    for sign, shift in signs.items()
                    if is_shown(rule, far, values, sign)
                }
    return expected


def check(chart: ControlChart) -> None:
    with localcontext(prec=50):
        expected = find_expected(chart) if chart.center is not None else set()
    assert expected == {(s.rule.name, s.last, s.shift) for s in chart.signals}


@given(GROUPS, RULES)
def test_shares_are_pooled_and_their_signals_are_those_of_the_walk(
    groups: list[tuple[int, int]], rules: list[ControlRule]
) -> None:
    chart = chart_shares([(str(n), *group) for n, group in enumerate(groups)], rules=rules)

    check(chart)
    if chart.center is not None:
        assert chart.center == Fraction(sum(c for c, _ in groups), sum(s for _, s in groups))


@given(VALUES, RULES)
def test_signals_of_values_are_those_of_the_walk(
    values: list[Fraction | None], rules: list[ControlRule]
) -> None:
    points = [(str(n), value) for n, value in enumerate(values)]

    check(chart_values(points, rules=rules))
    check(chart_moving_ranges(points, rules=rules))


@given(VALUES, RULES, st.integers(1, 9), st.integers(-50, 50))
def test_signals_do_not_depend_on_the_unit(
    values: list[Fraction | None], rules: list[ControlRule], scale: int, origin: int
) -> None:
    # Oracle: the same values in another unit, as from degrees to degrees.
    moved = [None if value is None else value * scale + origin for value in values]
    charts = [
        chart_values(list(zip(map(str, range(20)), v, strict=False)), rules=rules)
        for v in (values, moved)
    ]

    assert charts[0].signals == charts[1].signals


@given(st.from_type(ControlChart))
def test_limits_bracket_exactly_the_values_that_are_not_beyond_them(chart: ControlChart) -> None:
    # Oracle: the squares, with room for what the twelfth decimal cuts off.
    for point in chart.points:
        limits = chart.find_limits(point)
        if limits and point.value is not None and point.variance is not None and chart.center:
            lower, upper = limits
            beyond = (point.value - chart.center) ** 2 > 9 * point.variance
            room = Fraction(2, 10**12)
            if not beyond:
                assert lower - room <= point.value <= upper + room
            else:
                assert point.value <= lower + room or point.value >= upper - room
