"""Indicators: what a review looks at besides tickets, and how it developed."""

from datetime import date, datetime
from fractions import Fraction

from attrs import Factory, field, frozen

from mof.errors import DefinitionError
from mof.framework import EvaluatedItem, InputKind
from mof.values import IndicatorId, Period, PersonId, TargetStatus, Term
from mof.values._instants import to_utc
from mof.values._shares import to_fraction, to_optional_fraction
from mof.values._tolerances import to_target_status


class Direction(Term):
    """Which way the values of an indicator or a measure are better."""

    HIGHER = "higher is better"
    """More is better, as of satisfaction; a value below the target misses it."""
    LOWER = "lower is better"
    """Less is better, as of cost or backlog; a value above the target misses it."""


# Our judgement: as which input of the review an indicator of an item is brought.
_BROUGHT_AS = {
    EvaluatedItem.OLA_TARGETS: InputKind.AGREEMENT_PERFORMANCE,
    EvaluatedItem.SLA_TARGETS: InputKind.AGREEMENT_PERFORMANCE,
    EvaluatedItem.CONTRACT_TARGETS: InputKind.AGREEMENT_PERFORMANCE,
    EvaluatedItem.STAFF_PERFORMANCE: InputKind.PEOPLE,
    EvaluatedItem.SKILLS: InputKind.PEOPLE,
    EvaluatedItem.EFFICIENCY: InputKind.MATURITY,
    EvaluatedItem.SATISFACTION: InputKind.SATISFACTION,
    EvaluatedItem.COSTS: InputKind.FINANCES,
}


@frozen(kw_only=True)
class Indicator:
    """A figure that shows how one of the evaluated items is doing.

    The target and its tolerance name the day they were set and by whom, since one set or
    changed after a period began proves nothing about that period.
    """

    id: IndicatorId = field(kw_only=False)
    """By which observations, charts and findings name it."""
    name: str
    """What it is called where people read it."""
    unit: str
    """What its values are, such as ``"share"`` (shown in percent) or ``"NOK"``."""
    item: EvaluatedItem
    """Which of the eight items that a review evaluates it shows."""
    brought_as: InputKind | None = field(
        default=Factory(lambda self: _BROUGHT_AS.get(self.item), takes_self=True)
    )
    """As which input of a review it counts; that of its item unless told otherwise."""
    direction: Direction = Direction.HIGHER
    """Whether more or less of it is better."""
    target: Fraction | None = field(default=None, converter=to_optional_fraction)
    """What its values are to reach; None without a target, so that nothing is judged."""
    tolerance: Fraction = field(default=Fraction(0), converter=to_fraction)
    """How far on the worse side of the target is tolerated, in its unit; not negative."""
    set_on: date | None = None
    """The day on which target and tolerance were last set; required with a target."""
    set_by: PersonId | None = None
    """Who set them; None where that is not known."""

    def __attrs_post_init__(self) -> None:
        if self.tolerance < 0:
            raise DefinitionError(f"the tolerance of {self.id} is negative: {self.tolerance}")
        if self.target is not None and self.set_on is None:
            raise DefinitionError(f"say on which day the target of {self.id} was set")

    def find_status(self, value: Fraction | None) -> TargetStatus:
        """How a value stands against target and tolerance; NO_DATA without one of them."""
        if value is None or self.target is None:
            return TargetStatus.NO_DATA
        if self.direction is Direction.LOWER:
            return to_target_status(-value, -self.target, self.tolerance)
        return to_target_status(value, self.target, self.tolerance)

    def was_set_before(self, period: Period) -> bool:
        """Whether the target stood when a period began; one set on its first day did."""
        return self.set_on is not None and period.is_in_time(self.set_on)


@frozen(kw_only=True)
class Observation:
    """One value of an indicator, for a period, and on what it is based.

    ``size`` says of how many cases a share is: without it, shares of several periods cannot be
    pooled, and nothing is said of their trend.

    Raises:
        DefinitionError: of so many cases, no whole number can be the share.
    """

    indicator: IndicatorId = field(kw_only=False)
    """The indicator that was observed."""
    value: Fraction = field(converter=to_fraction)
    """What was observed, exactly; of a share a fraction between 0 and 1."""
    observed_at: datetime = field(converter=to_utc)
    """When it was observed, which decides for which period it counts."""
    basis: str = ""
    """What it rests on, in words, such as ``"212 answers"``."""
    size: int | None = None
    """Of how many cases a share is; None where that is not known."""

    def __attrs_post_init__(self) -> None:
        if self.size is None:
            return
        if isinstance(self.size, bool) or not isinstance(self.size, int) or self.size < 1:  # pyright: ignore[reportUnnecessaryIsInstance]
            raise DefinitionError(f"a share is of at least one case, not of {self.size!r}")
        if not is_share_of(self.value, self.size):
            raise DefinitionError(
                f"{self.value} is no share of {self.size} cases; "
                f"write how many of them, such as '{round(self.value * self.size)}/{self.size}'"
            )


def is_share_of(value: Fraction, size: int) -> bool:
    """Whether a whole number of so many cases can be that share of them.

    >>> is_share_of(Fraction("0.95"), 20), is_share_of(Fraction("0.95"), 87)
    (True, False)
    """
    count = value * size
    return size > 0 and count.denominator == 1 and 0 <= count <= size
