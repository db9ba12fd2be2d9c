"""Durations in business days, which keep the wall clock where hours keep real time."""

from datetime import date

from attrs import field, frozen

from mof.errors import DefinitionError

# The dates of the years in which calendars count time.
_MOST = (date(2200, 1, 1) - date(1900, 1, 1)).days


def _check_count(_instance: object, _attribute: object, count: int) -> None:
    if not isinstance(count, int) or isinstance(count, bool):
        raise DefinitionError(f"business days are counted in whole days, got {count!r}")
    if abs(count) > _MOST:
        raise DefinitionError(
            f"calendars count the years 1900 to 2199, which have {_MOST} days, got {count}"
        )


@frozen(order=True)
class BusinessDays:
    """A number of business days, as a target of "five working days" means them.

    Each leaves a whole day: from the next opening on, to the same wall-clock time so many
    business days later (`Calendar.due` has the rule).

    >>> print(BusinessDays(5))
    5 business days
    """

    count: int = field(validator=_check_count)
    """How many; negative ones count back, as `Calendar.due` does. Targets need 1 or more."""
    end_of_day: bool = field(default=False, kw_only=True)
    """Whether the last of them counts until its close, and not to the wall-clock time."""

    def __str__(self) -> str:
        days = f"{self.count} business day{'' if self.count == 1 else 's'}"
        return f"{days}, to the end of the day" if self.end_of_day else days
