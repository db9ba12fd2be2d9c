"""Error budgets: how much may fail in a window, how much has, and how fast it goes."""

from datetime import timedelta
from fractions import Fraction

from attrs import field, frozen

from mof.documents import Table, format_duration, format_share
from mof.documents._escaping import ABSENT
from mof.documents._formats import format_limit, format_number
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.values._instants import MICROSECOND
from mof.values._shares import to_fraction, to_optional_share, to_share


def find_share(*, good: int, bad: int) -> Fraction | None:
    """The share of what went well; None where nothing was counted.

    Raises:
        DefinitionError: a count is negative.
    """
    if good < 0 or bad < 0:
        raise DefinitionError(f"counts are not negative: {good} good, {bad} bad")
    return Fraction(good, good + bad) if good + bad else None


def find_consumption(
    burn_rate: Fraction | str | float, *, window: timedelta, period: timedelta
) -> Fraction:
    """The share of a period's budget that a burn rate uses up in a window.

    >>> find_consumption(1, window=timedelta(days=3), period=timedelta(days=30))
    Fraction(1, 10)

    Raises:
        DefinitionError: the window is negative, or the period no time at all.
    """
    if window < timedelta(0) or period <= timedelta(0):
        raise DefinitionError(f"a window of {window} in a period of {period} uses up nothing")
    return to_fraction(burn_rate) * Fraction(window // MICROSECOND, period // MICROSECOND)


def _to_required(value: Fraction | str | float) -> Fraction:
    required = to_share(value)
    if not required:
        raise DefinitionError("a promise of nothing at all is none; require more than 0")
    return required


@frozen(kw_only=True)
class ErrorBudget(Tabular):
    """What may be lost of a window under a promise, and what was.

    ``share`` is what was attained of ``measured`` so far; the ``window`` is the whole that
    the promise is about, in the time that counts. All shares are exact; durations are rounded
    to the microsecond, and nothing is judged by them.

    >>> budget = ErrorBudget(required_share="0.9", window=timedelta(hours=12), share="0.5")
    >>> print(budget.allowance, budget.spent, budget.burn_rate)
    1:12:00 6:00:00 5
    """

    required_share: Fraction = field(converter=_to_required)
    """The share promised, above 0 and up to 1; exact."""
    window: timedelta
    share: Fraction | None = field(converter=to_optional_share)
    measured: timedelta | None = None

    def __attrs_post_init__(self) -> None:
        measured = self.window if self.measured is None else self.measured
        if not timedelta(0) <= measured <= self.window:
            raise DefinitionError(f"{measured} cannot be measured of a window of {self.window}")

    @property
    def _measured(self) -> timedelta:
        return self.window if self.measured is None else self.measured

    @property
    def _allowed(self) -> Fraction:
        return (1 - self.required_share) * (self.window // MICROSECOND)

    @property
    def _spent(self) -> Fraction | None:
        if self.share is None:
            return None
        return (1 - self.share) * (self._measured // MICROSECOND)

    @property
    def allowance(self) -> timedelta:
        """How much of the window may be lost."""
        return round(self._allowed) * MICROSECOND

    @property
    def spent(self) -> timedelta | None:
        """How much was lost; None without data."""
        return None if self._spent is None else round(self._spent) * MICROSECOND

    @property
    def remaining(self) -> timedelta | None:
        """How much may still be lost, negative once it is too much; None without data."""
        return None if self._spent is None else round(self._allowed - self._spent) * MICROSECOND

    @property
    def gap(self) -> Fraction | None:
        """The points of share above what is required, negative below it."""
        return None if self.share is None else self.share - self.required_share

    @property
    def consumed_share(self) -> Fraction | None:
        """The share of the budget that is spent; None without data, or without a budget."""
        if self._spent is None or not self._allowed:
            return None
        return self._spent / self._allowed

    @property
    def burn_rate(self) -> Fraction | None:
        """How many times as fast as allowed the budget went while it was measured.

        At 1 it lasts exactly for the window. None without data, and where nothing may be lost.
        """
        if self.share is None or self.required_share == 1:
            return None
        return (1 - self.share) / (1 - self.required_share)

    @property
    def is_exhausted(self) -> bool:
        """Whether more was lost than may be, so that the window cannot be saved."""
        return self._spent is not None and self._spent > self._allowed

    def is_burning(self, threshold: Fraction | str | float) -> bool:
        """Whether the budget went faster than a rate; exactly as fast is not faster.

        Where nothing may be lost, any loss is faster than every rate.
        """
        if self.burn_rate is None:
            return self.is_exhausted
        return self.burn_rate > to_fraction(threshold)

    def to_table(self) -> Table:
        """The budget in figures."""
        rate, required = self.burn_rate, self.required_share
        rows = [
            ("required", format_limit(required)),
            ("attained", format_share(self.share, digits=3, against=required)),
            ("window", format_duration(self.window)),
            ("measured so far", format_duration(self._measured)),
            ("allowance", format_duration(self.allowance)),
            ("spent", format_duration(self.spent)),
            ("left", format_duration(self.remaining)),
            ("burn rate", ABSENT if rate is None else format_number(rate)),
        ]
        return Table(("Error budget", "Figure"), rows, numbers=("Figure",))
