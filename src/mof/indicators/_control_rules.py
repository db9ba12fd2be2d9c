"""Control rules: which patterns on a chart chance alone rarely shows."""

from attrs import frozen

from mof.errors import DefinitionError
from mof.values import Term
from mof.values._checks import check_part


class Pattern(Term):
    """What the points of a rule have in common."""

    ONE_SIDE = "beyond so many sigmas on one side of the center"
    """Enough of the points lie beyond on the same side, as of a level that moved."""
    EITHER_SIDE = "beyond so many sigmas, on whichever side"
    """All lie beyond, above or below, as of two mixed sources."""
    WITHIN = "within so many sigmas of the center"
    """All lie close to the center, closer than chance keeps them."""
    STEADY = "each higher than the one before, or each lower"
    """All rise, or all fall, step by step."""
    ALTERNATING = "up and down in turn"
    """Each goes the other way than the one before, as of two sources in turn."""


_IN_ZONES = frozenset({Pattern.ONE_SIDE, Pattern.EITHER_SIDE, Pattern.WITHIN})


@frozen(kw_only=True)
class ControlRule:
    """A pattern that so many of so many points in a row show.

    ``sigmas`` says from where on a point counts; the point at which the pattern is complete
    shows it too. Rules of an organisation's own are made like those here.

    >>> seven = ControlRule(name="seven on one side", pattern=Pattern.ONE_SIDE, needed=7)
    >>> print(seven, seven.of)
    seven on one side 7
    """

    name: str
    """By which a signal tells it."""
    pattern: Pattern
    """What the points have in common."""
    needed: int
    """How many of the points have to show it."""
    of: int = 0
    """Among how many in a row; as many as are needed unless told otherwise."""
    sigmas: int = 0
    """From how many sigmas on a point counts, or up to how many; 0 for the center itself."""
    source: str = ""
    """Where the rule is from, such as a handbook; blank where nothing is cited."""

    def __attrs_post_init__(self) -> None:
        check_part(self.pattern, Pattern, f"the pattern of the rule {self.name!r}")
        if not self.of:
            object.__setattr__(self, "of", self.needed)
        if not self.name.strip():
            raise DefinitionError("a rule has a name, by which it is told apart")
        if not 1 <= self.needed <= self.of:
            raise DefinitionError(
                f"{self.name}: so many of so many points are at least 1 and not more than all, "
                f"not {self.needed} of {self.of}"
            )
        if self.needed < self.of and self.pattern is not Pattern.ONE_SIDE:
            raise DefinitionError(f"{self.name}: only on one side may some points be elsewhere")
        if self.sigmas < 0 or (self.sigmas and self.pattern not in _IN_ZONES):
            raise DefinitionError(f"{self.name}: {self.sigmas} sigmas mean nothing to the pattern")

    def __str__(self) -> str:
        return self.name


_HANDBOOK = "Statistical Quality Control Handbook, Western Electric, 1956"
_NELSON = "L. S. Nelson, Journal of Quality Technology 16(4), 1984"

_BEYOND_LIMITS = ControlRule(
    name="one point beyond three sigmas",
    pattern=Pattern.ONE_SIDE,
    needed=1,
    sigmas=3,
    source=f"{_HANDBOOK}, test 1; {_NELSON}, test 1",
)
_TWO_OF_THREE = ControlRule(
    name="two of three beyond two sigmas on one side",
    pattern=Pattern.ONE_SIDE,
    needed=2,
    of=3,
    sigmas=2,
    source=f"{_HANDBOOK}, test 2; {_NELSON}, test 5",
)
_FOUR_OF_FIVE = ControlRule(
    name="four of five beyond one sigma on one side",
    pattern=Pattern.ONE_SIDE,
    needed=4,
    of=5,
    sigmas=1,
    source=f"{_HANDBOOK}, test 3; {_NELSON}, test 6",
)
_EIGHT_ON_ONE_SIDE = ControlRule(
    name="eight in a row on one side",
    pattern=Pattern.ONE_SIDE,
    needed=8,
    source=f"{_HANDBOOK}, test 4",
)
_NINE_ON_ONE_SIDE = ControlRule(
    name="nine in a row on one side",
    pattern=Pattern.ONE_SIDE,
    needed=9,
    source=f"{_NELSON}, test 2",
)
_SIX_STEADY = ControlRule(
    name="six in a row rising or falling",
    pattern=Pattern.STEADY,
    needed=6,
    source=f"{_NELSON}, test 3",
)
_FOURTEEN_ALTERNATING = ControlRule(
    name="fourteen in a row up and down in turn",
    pattern=Pattern.ALTERNATING,
    needed=14,
    source=f"{_NELSON}, test 4",
)
_FIFTEEN_WITHIN = ControlRule(
    name="fifteen in a row within one sigma",
    pattern=Pattern.WITHIN,
    needed=15,
    sigmas=1,
    source=f"{_NELSON}, test 7",
)
_EIGHT_OUTSIDE = ControlRule(
    name="eight in a row beyond one sigma on either side",
    pattern=Pattern.EITHER_SIDE,
    needed=8,
    sigmas=1,
    source=f"{_NELSON}, test 8",
)

WESTERN_ELECTRIC: tuple[ControlRule, ...] = (
    _BEYOND_LIMITS,
    _TWO_OF_THREE,
    _FOUR_OF_FIVE,
    _EIGHT_ON_ONE_SIDE,
)
"""The four tests of the Western Electric handbook."""

NELSON: tuple[ControlRule, ...] = (
    _BEYOND_LIMITS,
    _NINE_ON_ONE_SIDE,
    _SIX_STEADY,
    _FOURTEEN_ALTERNATING,
    _TWO_OF_THREE,
    _FOUR_OF_FIVE,
    _FIFTEEN_WITHIN,
    _EIGHT_OUTSIDE,
)
"""Nelson's eight tests, in his order."""

# Our judgement: the handbook's four, and Nelson's for what rises or falls step by step, since
# that is what people call a trend. The other four of Nelson say nothing of better or worse.
TRENDS: tuple[ControlRule, ...] = (*WESTERN_ELECTRIC, _SIX_STEADY)
"""The rules by which a review says that something became better or worse. Our judgement."""
