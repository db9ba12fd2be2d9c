"""Baselines: whether the functions achieve what Table 1 says, from a baseline to a target."""

from datetime import date, timedelta
from fractions import Fraction

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.framework import SMF
from mof.indicators import Direction
from mof.outcomes._measures import Measure
from mof.outcomes._outcomes import Outcome, OutcomeComparison
from mof.values import PersonId, TargetStatus
from mof.values._instants import MICROSECOND
from mof.values._tolerances import to_target_status

_Amount = Fraction | timedelta


def to_number(amount: float | Fraction | timedelta) -> Fraction:
    """An amount as an exact number; of a duration, its microseconds."""
    if isinstance(amount, timedelta):
        return Fraction(amount // MICROSECOND)
    return Fraction(amount)


@frozen(kw_only=True)
class OutcomeTarget:
    """What a measure is to come to, and how far on the worse side of it is still tolerated.

    ``part`` is that of the outcome, where a measure has several. A target set or changed after
    a period began proves nothing about that period, so it names the day.

    Raises:
        DefinitionError: value and tolerance are not of one sort, or the tolerance is negative.
    """

    measure: str = field(kw_only=False)
    """The name of the measure, one of `MEASURES`."""
    value: Fraction | timedelta
    """What it is to come to: a number or share, or a duration where the measure is a time."""
    tolerance: Fraction | timedelta | None = None
    """How far on the worse side of that is tolerated, of the same sort; None is not at all."""
    part: str = ""
    """The part of the outcome that it is for, such as ``"90 % of cases"``; blank for all."""
    set_on: date
    """The day on which it was set."""
    set_by: PersonId | None = None
    """Who set it; None where that is not known."""

    def __attrs_post_init__(self) -> None:
        if self.tolerance is None:
            return
        if type(self.tolerance) is not type(self.value):
            raise DefinitionError(
                f"the target of {self.measure} is {self.value!r} and its tolerance "
                f"{self.tolerance!r}; give both as numbers or both as durations"
            )
        if to_number(self.tolerance) < 0:
            raise DefinitionError(f"the tolerance of {self.measure} is negative: {self.tolerance}")

    def find_status(self, value: _Amount | None, direction: Direction) -> TargetStatus:
        """How a value stands; of another sort than the target it tells nothing."""
        if value is None or type(value) is not type(self.value):
            return TargetStatus.NO_DATA
        sign = 1 if direction is Direction.HIGHER else -1
        tolerance = to_number(0 if self.tolerance is None else self.tolerance)
        return to_target_status(sign * to_number(value), sign * to_number(self.value), tolerance)


@frozen(kw_only=True)
class PromiseIndicator:
    """A measure of an outcome that the framework promises: baseline, current, target, direction."""

    measure: Measure
    """What is measured."""
    part: str = ""
    """Which part of the cases it is of; blank for all."""
    baseline: Outcome | None = None
    """What it was in an earlier period; None where that was not measured."""
    current: Outcome | None = None
    """What it is; None where it was not measured."""
    target: OutcomeTarget | None = None
    """What it is to come to; None without a target."""

    @property
    def status(self) -> TargetStatus:
        """How the current value stands against the target."""
        if self.target is None or self.current is None:
            return TargetStatus.NO_DATA
        return self.target.find_status(self.current.value, self.measure.direction)

    @property
    def comparison(self) -> OutcomeComparison:
        """How it moved since the baseline."""
        if self.current is None or self.baseline is None:
            return OutcomeComparison.NO_DATA
        return self.current.compare(self.baseline)

    def is_set_late(self) -> bool:
        """Whether the target was set after the current period began."""
        if self.target is None or self.current is None:
            return False
        return not self.current.period.is_in_time(self.target.set_on)


@frozen(kw_only=True)
class Promise:
    """An outcome of Table 1 with its indicators, and whether they show that it is achieved."""

    smf: SMF
    """The function that promises it."""
    outcome: str
    """The outcome, in the words of Table 1."""
    indicators: tuple[PromiseIndicator, ...]
    """What shows whether it is achieved, one for each measure and part."""

    @property
    def status(self) -> TargetStatus:
        """As its worst indicator that has data and a target; our judgement."""
        known = {each.status for each in self.indicators}
        worst = (
            TargetStatus.OUTSIDE_TOLERANCE,
            TargetStatus.MISSED_WITHIN_TOLERANCE,
            TargetStatus.MET,
        )
        return next((each for each in worst if each in known), TargetStatus.NO_DATA)
