"""Priorities: how soon something is handled, from its impact and its urgency."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.values import Term
from mof.values._checks import check_argument


class Level(Term):
    """How large an impact is, or how pressing an urgency."""

    HIGH = "high"
    """A large impact: a whole service or many users. A pressing urgency: work stands still."""
    MEDIUM = "medium"
    """A part of a service or some users; work goes on with difficulty."""
    LOW = "low"
    """One user or little harm; work goes on."""


class Priority(Term):
    """The order in which things are handled, 1 first.

    That there are five is our judgement: as many as three impacts and three urgencies tell apart.
    """

    P1 = "1"
    """The highest, such as a service that is down for all of its users."""
    P2 = "2"
    """High: either impact or urgency is high, the other medium."""
    P3 = "3"
    """Medium, which most things are."""
    P4 = "4"
    """Low: either impact or urgency is low, the other medium."""
    P5 = "5"
    """The lowest, such as a question that can wait."""

    @property
    def rank(self) -> int:
        """1 for the highest priority."""
        return int(self.value)


Cells = tuple[tuple[Level, Level, Priority], ...]
_LEVELS = tuple(Level)


def _to_cells(
    value: Mapping[tuple[Level, Level], Priority] | Iterable[tuple[Level, Level, Priority]],
) -> Cells:
    cells = (
        ((levels[0], levels[1], priority) for levels, priority in value.items())
        if isinstance(value, Mapping)
        else value
    )
    return tuple(sorted(cells, key=lambda cell: (_LEVELS.index(cell[0]), _LEVELS.index(cell[1]))))


@frozen
class PriorityMatrix:
    """Impact × urgency → priority, for every combination.

    A matrix of your own is one with some cells changed:

    >>> default = {(impact, urgency): p for impact, urgency, p in DEFAULT_PRIORITY_MATRIX.cells}
    >>> ours = PriorityMatrix(default | {(Level.HIGH, Level.LOW): Priority.P2})
    >>> print(ours.prioritize(impact=Level.HIGH, urgency=Level.LOW))
    2

    Raises:
        DefinitionError: a combination is missing or named twice, or a larger impact or
            urgency would give a lower priority.
    """

    cells: Cells = field(converter=_to_cells)
    """Rows of impact, urgency and priority; a mapping of pairs to priorities will do."""

    def __attrs_post_init__(self) -> None:
        if [cell[:2] for cell in self.cells] != list(product(_LEVELS, _LEVELS)):
            raise DefinitionError("a priority matrix names each impact with each urgency once")
        for impact, urgency, priority in self.cells:
            for greater in self._greater(impact, urgency):
                if self._index[greater].rank > priority.rank:
                    raise DefinitionError(
                        f"impact {greater[0]} with urgency {greater[1]} would have a lower "
                        f"priority ({self._index[greater]}) than impact {impact} with urgency "
                        f"{urgency} ({priority})"
                    )

    @cached_property
    def _index(self) -> dict[tuple[Level, Level], Priority]:
        return {(impact, urgency): priority for impact, urgency, priority in self.cells}

    @staticmethod
    def _greater(impact: Level, urgency: Level) -> Iterable[tuple[Level, Level]]:
        upper_impacts = _LEVELS[: _LEVELS.index(impact) + 1]
        return product(upper_impacts, _LEVELS[: _LEVELS.index(urgency) + 1])

    def prioritize(self, impact: Level, urgency: Level) -> Priority:
        """The priority of an impact and an urgency.

        >>> DEFAULT_PRIORITY_MATRIX.prioritize(Level.HIGH, Level.LOW)
        <Priority.P3: '3'>
        """
        check_argument(impact, Level, "name the impact, such as Level.HIGH")
        check_argument(urgency, Level, "name the urgency, such as Level.HIGH")
        return self._index[impact, urgency]


_H, _M, _L = Level.HIGH, Level.MEDIUM, Level.LOW

# Our judgement: MOF derives priority from impact and urgency but prints no matrix. This is the
# usual one of the field: each step down in either costs one priority.
DEFAULT_PRIORITY_MATRIX = PriorityMatrix(
    {
        (_H, _H): Priority.P1,
        (_H, _M): Priority.P2,
        (_M, _H): Priority.P2,
        (_H, _L): Priority.P3,
        (_M, _M): Priority.P3,
        (_L, _H): Priority.P3,
        (_M, _L): Priority.P4,
        (_L, _M): Priority.P4,
        (_L, _L): Priority.P5,
    }
)
