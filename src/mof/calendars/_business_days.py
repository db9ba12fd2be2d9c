"""Durations in business days, which keep the wall clock where hours keep real time."""

from attrs import field, frozen

from mof.errors import DefinitionError


def _check_days(_instance: object, _attribute: object, days: int) -> None:
    if not isinstance(days, int) or isinstance(days, bool):
        raise DefinitionError(f"business days are counted in whole days, got {days!r}")


@frozen(order=True)
class BusinessDays:
    """A number of business days, as a target of "five working days" means them.

    >>> print(BusinessDays(5))
    5 business days
    """

    days: int = field(validator=_check_days)

    def __str__(self) -> str:
        return f"{self.days} business day{'' if self.days == 1 else 's'}"
