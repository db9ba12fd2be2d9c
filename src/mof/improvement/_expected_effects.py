"""Expected effects: by how much a measure was to change, and whether it did."""

from datetime import datetime
from fractions import Fraction

from attrs import field, frozen

from mof.documents import format_share
from mof.documents._formats import format_limit, format_number
from mof.errors import DefinitionError
from mof.values import Period, PersonId, TargetStatus
from mof.values._instants import to_utc
from mof.values._shares import to_fraction, to_optional_fraction
from mof.values._tolerances import to_target_status


@frozen
class MeasuredChange:
    """By which part of its baseline a measure changes: one figure, or from the least to the most.

    Half as many is a change by -1/2.

    >>> print(MeasuredChange("-0.5"), MeasuredChange("-0.08", "-0.1", is_monthly=True), sep="; ")
    50 % less; 8 % to 10 % less each month

    Raises:
        DefinitionError: the most is less of a change than the least, or one the other way.
    """

    least: Fraction = field(converter=to_fraction)
    """The change, or the least of a range, as a part of the baseline; negative for less."""
    most: Fraction | None = field(default=None, converter=to_optional_fraction)
    """The most of a range, of the same sign; None where it is one figure."""
    is_monthly: bool = field(default=False, kw_only=True)
    """Whether it changes by that much each month, and not once."""

    def __attrs_post_init__(self) -> None:
        is_opposite = self.least * self.greatest < 0
        if is_opposite or abs(self.greatest) < abs(self.least):
            raise DefinitionError(
                f"a change goes one way, from the least to the most, not {self.least} to "
                f"{self.most}"
            )

    @property
    def greatest(self) -> Fraction:
        """The most that it changes by."""
        return self.least if self.most is None else self.most

    def find_status(self, expected: "MeasuredChange") -> TargetStatus:
        """How what was achieved stands against what was expected: the least against the least.

        A change the other way falls short. What changes each month cannot be held against
        what changes once, and where nothing was expected to change, there is no better way.
        """
        if self.is_monthly is not expected.is_monthly or not expected.greatest:
            return TargetStatus.NO_DATA
        sign = 1 if expected.greatest > 0 else -1
        return to_target_status(sign * self.least, sign * expected.least, Fraction(0))

    def __str__(self) -> str:
        if not self.greatest:
            return "no change"
        figures = list(dict.fromkeys(_write_share(each) for each in (self.least, self.greatest)))
        way = "more" if self.greatest > 0 else "less"
        return f"{' to '.join(figures)} {way}{' each month' if self.is_monthly else ''}"


def _write_share(change: Fraction) -> str:
    share = abs(change)
    return format_limit(share) if (share * 1000).denominator == 1 else format_share(share)


@frozen(kw_only=True)
class ExpectedEffect:
    """What becomes of a measure: its baseline, and either its value or by how much it changes.

    A change may be told without the figures behind it.

    >>> print(ExpectedEffect(baseline=200, value=150, source="ledger"))
    200 → 150, 25 % less

    Raises:
        DefinitionError: neither a value nor a change is given, or both are.
    """

    source: str
    """Where the figures come from: a plan, a report, a person."""
    baseline: Fraction | None = field(default=None, converter=to_optional_fraction)
    """The value before; None where it is not known."""
    value: Fraction | None = field(default=None, converter=to_optional_fraction)
    """The value after; None where only the change is told."""
    stated_change: MeasuredChange | None = None
    """The change as the source tells it; None where the value is told."""
    unit: str = ""
    """The unit of baseline and value."""
    period: Period | None = None
    """The period that the value is of; None where it is not known."""
    baseline_period: Period | None = None
    """The period that the baseline is of; None where it is not known."""

    def __attrs_post_init__(self) -> None:
        if (self.value is None) is (self.stated_change is None):
            raise DefinitionError("an effect tells either the value of a measure or its change")

    @property
    def change(self) -> MeasuredChange | None:
        """By which part of the baseline the measure changes; None where that is not known."""
        if self.value is None or not self.baseline:
            return self.stated_change
        return MeasuredChange((self.value - self.baseline) / abs(self.baseline))

    def __str__(self) -> str:
        known = [each for each in (self.baseline, self.value) if each is not None]
        figures = " → ".join(map(format_number, known))
        if known and self.value is None:
            figures = f"from {figures}"
        parts = (
            f"{figures} {self.unit}".rstrip() if known else "",
            str(self.change) if self.change else "",
        )
        return ", ".join(part for part in parts if part)


@frozen(kw_only=True)
class Expectation:
    """An effect that is expected. It never counts as achieved."""

    effect: ExpectedEffect = field(kw_only=False)
    """What is to become of the measure."""
    recorded_at: datetime = field(converter=to_utc)
    """When it was written down; the last expectation on record counts."""
    by: PersonId | None = None
    """Who expects it; None where that is not known."""


@frozen(kw_only=True)
class Achievement:
    """An effect that has been seen, by the figures of its source."""

    effect: ExpectedEffect = field(kw_only=False)
    """What became of the measure."""
    recorded_at: datetime = field(converter=to_utc)
    """When it was written down; the last achievement on record counts."""
    by: PersonId | None = None
    """Who reports it; None where that is not known."""
