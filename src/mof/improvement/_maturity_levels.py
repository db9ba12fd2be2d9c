"""Maturity levels: where a capability is in people, process and technology, and should be."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from attrs import Factory, field, frozen

from mof.documents import Status, Table, Tone
from mof.errors import DefinitionError
from mof.framework import OptimizationDimension, OptimizationLevel
from mof.records._histories import find_latest
from mof.values import PersonId
from mof.values._instants import to_utc


def _to_level(value: OptimizationLevel | str) -> OptimizationLevel:
    try:
        return OptimizationLevel(value)
    except ValueError:
        scale = " < ".join(map(str, OptimizationLevel))
        raise DefinitionError(f"{value!r} is no level of maturity; they are: {scale}") from None


@frozen(kw_only=True)
class MaturityRating:
    """The level at which one dimension of a capability was found."""

    capability: str = field(kw_only=False)
    """What was rated, by a name of your own: "problem management"."""
    dimension: OptimizationDimension = field(kw_only=False)
    """Which side of it was rated."""
    level: OptimizationLevel = field(kw_only=False, converter=_to_level)
    """The level that was found."""
    at: datetime = field(converter=to_utc)
    """When it was rated; the last rating counts."""
    by: PersonId
    """Who rated it."""
    basis: str = ""
    """What the rating rests on, in words."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When it was written down: ``at`` unless it says otherwise."""


@frozen(kw_only=True)
class MaturityGoal:
    """The level that one dimension of a capability is to reach."""

    capability: str = field(kw_only=False)
    """What is to reach it, by the name that the ratings have for it."""
    dimension: OptimizationDimension = field(kw_only=False)
    """Which side of it is to reach it."""
    level: OptimizationLevel = field(kw_only=False, converter=_to_level)
    """The level that is to be reached."""
    at: datetime = field(converter=to_utc)
    """When it was decided; the last goal counts."""
    by: PersonId
    """Who decided it."""
    due_on: date | None = None
    """The day by which it is to be reached; None where no day was set."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When it was written down: ``at`` unless it says otherwise."""


_R = TypeVar("_R", MaturityRating, MaturityGoal)


@frozen
class Maturity:
    """One dimension of a capability: where it is, and where it is to be."""

    capability: str
    """The capability, by its name."""
    dimension: OptimizationDimension
    """Which side of it this is."""
    rating: MaturityRating | None = None
    """The last rating; None where there is none."""
    goal: MaturityGoal | None = None
    """The last goal; None where there is none."""

    @property
    def current(self) -> OptimizationLevel | None:
        """The level it was found at last; None where it was not rated."""
        return self.rating.level if self.rating else None

    @property
    def desired(self) -> OptimizationLevel | None:
        """The level it is to reach; None where there is no goal."""
        return self.goal.level if self.goal else None

    @property
    def gap(self) -> int | None:
        """How many levels are still to climb, 0 where none is; None where either is unknown."""
        if self.current is None or self.desired is None:
            return None
        return max(0, self.desired.rank - self.current.rank)


class Maturities(tuple[Maturity, ...]):
    """Current against desired levels, a sequence that shows itself."""

    __slots__ = ()

    def to_table(self) -> Table:
        """The levels as a table, in their order."""
        return tabulate_maturity(self)


def measure_maturity(
    ratings: Iterable[MaturityRating], goals: Iterable[MaturityGoal] = (), *, as_of: datetime
) -> Maturities:
    """Current against desired levels, as known as of an instant.

    Every capability that is rated or has a goal by then is listed with all three dimensions,
    so that one without a rating can be seen.
    """
    as_of = to_utc(as_of)
    rated, wanted = _group(ratings), _group(goals)
    found = [
        Maturity(
            capability,
            dimension,
            find_latest(rated[capability, dimension], as_of, as_of),
            find_latest(wanted[capability, dimension], as_of, as_of),
        )
        for capability in sorted({capability for capability, _ in (*rated, *wanted)})
        for dimension in OptimizationDimension
    ]
    known = {each.capability for each in found if each.rating or each.goal}
    return Maturities(each for each in found if each.capability in known)


def _group(items: Iterable[_R]) -> defaultdict[tuple[str, OptimizationDimension], list[_R]]:
    groups: defaultdict[tuple[str, OptimizationDimension], list[_R]] = defaultdict(list)
    for item in items:
        groups[item.capability, item.dimension].append(item)
    return groups


def tabulate_maturity(maturities: Iterable[Maturity]) -> Table:
    """Maturities as a table, in the order given."""
    return Table(
        ("Capability", "Dimension", "Current", "Desired", "Levels to climb", "Status"),
        [
            (
                each.capability,
                str(each.dimension),
                str(each.current) if each.current else None,
                str(each.desired) if each.desired else None,
                each.gap,
                _judge(each.gap),
            )
            for each in maturities
        ],
        caption="Maturity, current against desired",
    )


def _judge(gap: int | None) -> Status:
    if gap is None:
        return Status("no data", Tone.NEUTRAL)
    return Status("below desired", Tone.WARNING) if gap else Status("as desired", Tone.GOOD)
