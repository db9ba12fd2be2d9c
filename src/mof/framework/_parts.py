"""Parts: everything that is known of the framework, each part of it to be printed by one call."""

from mof.documents import Table
from mof.framework._decision_rights import DECISION_RIGHTS
from mof.framework._functions import FUNCTIONS, PROCESSES
from mof.framework._infrastructure_optimization import (
    INFRASTRUCTURE_LEVELS,
    OPTIMIZATION_EFFECTS,
    OPTIMIZATION_PROGRESS,
)
from mof.framework._management_reviews import CONTROLLED_RISKS, MANAGEMENT_REVIEWS
from mof.framework._mof_3 import PREDECESSORS
from mof.framework._phases import LIFECYCLE, PHASE_GOALS, SERVICE_LIFE
from mof.framework._relations import MANAGE_LAYER, OPERATE_OBJECTIVE, RELATIONS, REVIEW_RELATIONS
from mof.framework._rendering import Row, tabulate
from mof.framework._review_columns import OPERATIONAL_HEALTH_COMPONENTS, OTHER_REVIEW_COMPONENTS
from mof.framework._roles import ACCOUNTABILITIES, ROLES
from mof.framework._segregation_of_duties import DUTY_COMBINATIONS
from mof.framework._standards import FUNCTION_CROSS_REFERENCES, REVIEW_CROSS_REFERENCES
from mof.framework._white_paper import (
    ACCELERATOR_AREAS,
    FRAMEWORK_GOALS,
    FRAMEWORK_STRATEGY,
    IMPROVEMENT_ROADMAP,
    ITIL_PHASES,
    ITIL_VERSIONS,
    MILESTONES,
    NEIGHBORING_FRAMEWORKS,
    PRODUCT_FEATURES,
    PRODUCTS,
    RANKING_CRITERIA,
    SERVICE_MANAGEMENT_CONCERNS,
    SOLUTION_STAGES,
    STARTING_POINTS,
)
from mof.values import Term


class Part(Term):
    """A part of what is known of the framework, or of what the white paper sets beside it.

    Each is one table of rows, to be had as values with `get_rows` and printed with `to_table`.
    The rows of roles, functions, reviews and rights are also found by their key: `find_role`,
    `find_function`, `find_management_review`, `find_decision_right`.
    """

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
    DUTY_COMBINATIONS = "segregation of duties"
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
    Part.PROCESSES: (
        "The processes of the functions, as far as a document at hand names them",
        PROCESSES,
    ),
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
        "What is known of the other reviews; what is our judgement is proposed",
        OTHER_REVIEW_COMPONENTS,
    ),
    Part.ACCOUNTABILITIES: ("Areas of work, and who answers for each", ACCOUNTABILITIES),
    Part.ROLES: ("The role types under each accountability", ROLES),
    Part.DECISION_RIGHTS: ("What in operations is reserved for which role types", DECISION_RIGHTS),
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
