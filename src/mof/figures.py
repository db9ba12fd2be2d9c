"""Figures: what the framework promises of a function, as a number with its formula and unit."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.framework.functions import SMF, find_function
from mof.indicators import Direction
from mof.instants import to_utc
from mof.periods import Period
from mof.shares import to_optional_fraction

SHARE = "share"
HOURS = "hours"


@frozen(kw_only=True)
class Measure:
    """By which number one sees whether a function does what the framework promises of it.

    Which measure stands for which outcome is our judgement: the framework names outcomes only.

    Raises:
        DefinitionError: the framework states no such outcome of the function.
    """

    name: str = field(kw_only=False)
    function: SMF
    outcome: str
    formula: str
    unit: str = SHARE
    direction: Direction = Direction.HIGHER

    def __attrs_post_init__(self) -> None:
        outcomes = find_function(self.function).outcomes or ()
        if self.outcome not in outcomes:
            raise DefinitionError(
                f"{self.function} does not promise {self.outcome!r}; "
                f"it promises: {', '.join(outcomes) or 'nothing that is known'}"
            )


def _to_names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Figure:
    """The value of a measure in a period, as known at an instant; None where nothing counts.

    ``counted`` is of how many cases it is, and ``left_out`` are those that belong to it and
    could not be counted, because something about them is not known or not yet decided.
    """

    measure: Measure = field(kw_only=False)
    period: Period
    as_of: datetime = field(converter=to_utc)
    value: Fraction | None = field(converter=to_optional_fraction)
    counted: int
    left_out: tuple[str, ...] = field(default=(), converter=_to_names)

    def __str__(self) -> str:
        value = "no data" if self.value is None else f"{float(self.value):.4g} {self.measure.unit}"
        return f"{self.measure.name}: {value} in {self.period}"
