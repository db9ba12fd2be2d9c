"""Parts: everything that is known of the framework, each part of it to be printed by one call."""

from mof.documents import Table
from mof.framework._accountabilities import ACCOUNTABILITIES
from mof.framework._continuous_improvement import IMPROVEMENT_ROADMAP, RANKING_CRITERIA
from mof.framework._controls import CONTROLLED_RISKS
from mof.framework._cross_references import FUNCTION_CROSS_REFERENCES, REVIEW_CROSS_REFERENCES
from mof.framework._decision_rights import DECISION_RIGHTS
from mof.framework._duty_combinations import DUTY_COMBINATIONS
from mof.framework._functions import FUNCTIONS
from mof.framework._goals import PHASE_GOALS
from mof.framework._infrastructure_optimization import (
    INFRASTRUCTURE_LEVELS,
    OPTIMIZATION_EFFECTS,
    OPTIMIZATION_PROGRESS,
)
from mof.framework._itil import ITIL_PHASES, ITIL_VERSIONS
from mof.framework._manage_layer import MANAGE_LAYER, OPERATE_OBJECTIVE
from mof.framework._management_reviews import MANAGEMENT_REVIEWS
from mof.framework._neighbors import NEIGHBORING_FRAMEWORKS
from mof.framework._operations_framework import FRAMEWORK_GOALS, FRAMEWORK_STRATEGY
from mof.framework._phases import LIFECYCLE, SERVICE_LIFE
from mof.framework._predecessors import PREDECESSORS
from mof.framework._processes import PROCESSES
from mof.framework._relations import RELATIONS, REVIEW_RELATIONS
from mof.framework._review_components import OPERATIONAL_HEALTH_COMPONENTS, OTHER_REVIEW_COMPONENTS
from mof.framework._roles import ROLES
from mof.framework._solution_accelerators import ACCELERATOR_AREAS
from mof.framework._solutions_framework import (
    MILESTONES,
    SERVICE_MANAGEMENT_CONCERNS,
    SOLUTION_STAGES,
)
from mof.framework._starting_points import STARTING_POINTS
from mof.framework._system_center import PRODUCT_FEATURES, PRODUCTS
from mof.framework._tables import Row, tabulate
from mof.values import Term


class Part(Term):
    """A part of what is known of the framework, or of what the white paper sets beside it."""

    LIFECYCLE = "lifecycle"
    SERVICE_LIFE = "life of a service"
    FUNCTIONS = "service management functions"
    PROCESSES = "processes"
    RELATIONS = "relations between functions"
    REVIEW_RELATIONS = "relations of reviews to functions"
    PHASE_GOALS = "goals of the Operate phase"
    MANAGEMENT_REVIEWS = "management reviews"
    OPERATIONAL_HEALTH = "Operational Health Review"
    OTHER_REVIEWS = "other reviews"
    ACCOUNTABILITIES = "accountabilities"
    ROLES = "role types"
    DECISION_RIGHTS = "decision rights of operations"
    DUTY_COMBINATIONS = "duties in one hand"
    MANAGE_LAYER = "Manage layer"
    CONTROLLED_RISKS = "objectives, risks and controls"
    PREDECESSORS = "MOF 3"
    FRAMEWORK_GOALS = "goals of MOF"
    FRAMEWORK_STRATEGY = "strategy of MOF"
    SOLUTION_STAGES = "stages of MSF"
    MILESTONES = "milestones"
    SERVICE_MANAGEMENT_CONCERNS = "service management concerns"
    INFRASTRUCTURE_LEVELS = "Infrastructure Optimization levels"
    OPTIMIZATION_PROGRESS = "Infrastructure Optimization progress"
    OPTIMIZATION_EFFECTS = "Infrastructure Optimization effects"
    IMPROVEMENT_ROADMAP = "Continuous Improvement Roadmap"
    RANKING_CRITERIA = "ranking criteria"
    PRODUCTS = "System Center products"
    PRODUCT_FEATURES = "System Center features"
    ACCELERATOR_AREAS = "Solution Accelerator areas"
    STARTING_POINTS = "starting points"
    ITIL_VERSIONS = "ITIL versions"
    ITIL_PHASES = "ITIL v3 phases"
    NEIGHBORING_FRAMEWORKS = "neighboring frameworks"
    FUNCTION_CROSS_REFERENCES = "functions in ITIL and ISO 20000"
    REVIEW_CROSS_REFERENCES = "reviews in ITIL and ISO 20000"


_CONTENTS: dict[Part, tuple[str, tuple[Row, ...]]] = {
    Part.LIFECYCLE: ("Three phases, and the layer that they rest on", LIFECYCLE),
    Part.SERVICE_LIFE: ("What a service goes through, and in which phases", SERVICE_LIFE),
    Part.FUNCTIONS: ("The service management functions, each in its phase", FUNCTIONS),
    Part.PROCESSES: ("The processes of the functions, as far as they are known", PROCESSES),
    Part.RELATIONS: (
        "How the functions depend on each other: they have an order, and are no sequence",
        RELATIONS,
    ),
    Part.REVIEW_RELATIONS: (
        "The reviews on both sides of the four functions of the Operate phase",
        REVIEW_RELATIONS,
    ),
    Part.PHASE_GOALS: ("What the Operate phase is for, and what that takes", PHASE_GOALS),
    Part.MANAGEMENT_REVIEWS: (
        "The six management reviews, and the post-implementation review beside them",
        MANAGEMENT_REVIEWS,
    ),
    Part.OPERATIONAL_HEALTH: (
        "The Operational Health Review: its items, its people and its four columns",
        OPERATIONAL_HEALTH_COMPONENTS,
    ),
    Part.OTHER_REVIEWS: (
        "What is known of the other reviews; take the unverified rows as proposals",
        OTHER_REVIEW_COMPONENTS,
    ),
    Part.ACCOUNTABILITIES: ("Areas of work, and who answers for each", ACCOUNTABILITIES),
    Part.ROLES: ("The role types under each accountability", ROLES),
    Part.DECISION_RIGHTS: ("What in operations is for whom, and for nobody else", DECISION_RIGHTS),
    Part.DUTY_COMBINATIONS: (
        "What one person may do together; the framework does not say, so the verdicts are ours",
        DUTY_COMBINATIONS,
    ),
    Part.MANAGE_LAYER: (
        f"What the Manage layer attends to; in the Operate phase so that {OPERATE_OBJECTIVE}",
        MANAGE_LAYER,
    ),
    Part.CONTROLLED_RISKS: ("Objectives, what puts them at risk, and controls", CONTROLLED_RISKS),
    Part.PREDECESSORS: ("Names of MOF 3, and what stands in their place", PREDECESSORS),
    Part.FRAMEWORK_GOALS: ("What MOF helps IT to achieve", FRAMEWORK_GOALS),
    Part.FRAMEWORK_STRATEGY: ("The three prongs of MOF's strategy", FRAMEWORK_STRATEGY),
    Part.SOLUTION_STAGES: ("The stages of a solution in MSF", SOLUTION_STAGES),
    Part.MILESTONES: ("The milestones that end the functions of the Deliver phase", MILESTONES),
    Part.SERVICE_MANAGEMENT_CONCERNS: (
        "What MSF takes over from service management, and the functions that we find it in",
        SERVICE_MANAGEMENT_CONCERNS,
    ),
    Part.INFRASTRUCTURE_LEVELS: ("The levels, lowest first", INFRASTRUCTURE_LEVELS),
    Part.OPTIMIZATION_PROGRESS: ("From the lowest level to the highest", OPTIMIZATION_PROGRESS),
    Part.OPTIMIZATION_EFFECTS: ("What an organization gains by it", OPTIMIZATION_EFFECTS),
    Part.IMPROVEMENT_ROADMAP: ("The components of the roadmap", IMPROVEMENT_ROADMAP),
    Part.RANKING_CRITERIA: ("What findings are put in order by", RANKING_CRITERIA),
    Part.PRODUCTS: ("The products, and the functions that we see them serve", PRODUCTS),
    Part.PRODUCT_FEATURES: ("What all the products have in common", PRODUCT_FEATURES),
    Part.ACCELERATOR_AREAS: (
        "The areas, and the functions that we see them serve",
        ACCELERATOR_AREAS,
    ),
    Part.STARTING_POINTS: ("Where to begin, depending on where one stands", STARTING_POINTS),
    Part.ITIL_VERSIONS: ("What each version of ITIL is about", ITIL_VERSIONS),
    Part.ITIL_PHASES: ("The phases of the service life cycle in ITIL v3", ITIL_PHASES),
    Part.NEIGHBORING_FRAMEWORKS: ("Frameworks to use together with MOF", NEIGHBORING_FRAMEWORKS),
    Part.FUNCTION_CROSS_REFERENCES: (
        "What corresponds to each function elsewhere",
        FUNCTION_CROSS_REFERENCES,
    ),
    Part.REVIEW_CROSS_REFERENCES: (
        "What corresponds to each review elsewhere",
        REVIEW_CROSS_REFERENCES,
    ),
}


def to_table(part: Part) -> Table:
    """A part of the framework as a table that prints itself and shows its sources.

    >>> print(to_table(Part.ITIL_VERSIONS).columns)
    ('Name', 'Meaning', 'Sources')
    """
    caption, rows = _CONTENTS[part]
    return tabulate(rows, caption=caption)


def get_rows(part: Part) -> tuple[Row, ...]:
    """The rows of a part, as values.

    >>> len(get_rows(Part.FUNCTIONS))
    16
    """
    return _CONTENTS[part][1]
