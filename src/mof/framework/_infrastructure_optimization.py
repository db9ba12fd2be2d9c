"""Infrastructure Optimization: how mature an infrastructure is, and what that makes of IT."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_white_paper
from mof.framework._white_paper import Concept
from mof.values import Term


class OptimizationLevel(Term):
    """A level of maturity of the Infrastructure Optimization model; a later one is greater.

    From the white paper, Figure 3; `Part.INFRASTRUCTURE_LEVELS` says what IT is like on each.

    >>> OptimizationLevel.BASIC < OptimizationLevel.DYNAMIC
    True
    """

    BASIC = "basic"
    STANDARDIZED = "standardized"
    RATIONALIZED = "rationalized"
    DYNAMIC = "dynamic"

    @property
    def rank(self) -> int:
        """1 for the lowest level."""
        return list(type(self)).index(self) + 1

    def __lt__(self, other: "OptimizationLevel") -> bool:
        return self.rank < other.rank

    def __le__(self, other: "OptimizationLevel") -> bool:
        return self.rank <= other.rank


class OptimizationDimension(Term):
    """What is looked at on every level of the Infrastructure Optimization model.

    From the white paper, Figure 3.
    """

    PEOPLE = "people"
    PROCESS = "process"
    TECHNOLOGY = "technology"


class OptimizationEffect(Term):
    """What the state of an infrastructure means to the organization."""

    COST = "cost"
    SECURITY = "security"
    RISK = "risk"
    AGILITY = "operational agility"


@frozen
class InfrastructureLevel:
    """A level, what an infrastructure is like there, and what IT is to the business."""

    rank: int
    level: OptimizationLevel
    infrastructure: str
    it_is: str
    dimensions: tuple[OptimizationDimension, ...] = tuple(OptimizationDimension)
    citations: Citations = field(kw_only=True)


@frozen
class OptimizationProgress:
    """How one side of the infrastructure differs from the lowest level to the highest."""

    subject: str
    at_basic: str
    at_dynamic: str
    citations: Citations = field(kw_only=True)


_TEXT = cite_white_paper("How Microsoft Core Infrastructure Supports Business Services")
_CITATIONS = (*_TEXT, *cite_white_paper("Figure 3", "what IT is, and the dimensions"))
_LEVELS = (
    (
        OptimizationLevel.BASIC,
        "watched and repaired by hand, without end",
        "a cost center",
    ),
    (
        OptimizationLevel.STANDARDIZED,
        "systems, identities and access are managed automatically",
        "an efficient cost center",
    ),
    (
        OptimizationLevel.RATIONALIZED,
        "more is virtual, security acts beforehand, and policies let people help themselves",
        "a business enabler",
    ),
    (
        OptimizationLevel.DYNAMIC,
        "people all over the enterprise do more for the business because of it",
        "a strategic asset",
    ),
)

INFRASTRUCTURE_LEVELS: tuple[InfrastructureLevel, ...] = tuple(
    InfrastructureLevel(level.rank, level, infrastructure, it_is, citations=_CITATIONS)
    for level, infrastructure, it_is in _LEVELS
)

OPTIMIZATION_PROGRESS: tuple[OptimizationProgress, ...] = (
    OptimizationProgress("environment", "unmanaged", "dynamic", citations=_TEXT),
    OptimizationProgress(
        "security", "highly vulnerable", "ahead of threats, and adapting", citations=_TEXT
    ),
    OptimizationProgress(
        "management", "by hand, and reactive", "automated, and proactive", citations=_TEXT
    ),
    OptimizationProgress(
        "processes", "in fragments or absent", "optimized and repeatable", citations=_TEXT
    ),
)

_EFFECTS = (
    (OptimizationEffect.COST, "saved to a great extent on the way from unmanaged to dynamic"),
    (OptimizationEffect.SECURITY, "better from level to level, and in the end acting beforehand"),
    (OptimizationEffect.RISK, "understood as soon as the present state is"),
    (
        OptimizationEffect.AGILITY,
        "greater from level to level, as are the means to bring the business value",
    ),
)

OPTIMIZATION_EFFECTS: tuple[Concept, ...] = tuple(
    Concept(str(effect), meaning, citations=_TEXT) for effect, meaning in _EFFECTS
)
