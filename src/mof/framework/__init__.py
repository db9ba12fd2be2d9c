"""The framework itself as data: what MOF 4.0 says, and where it says it."""

from mof.framework._tables import Row
from mof.framework.accountabilities import ACCOUNTABILITIES, AccountabilityScope, TeamKind
from mof.framework.citations import Citation, Citations, Source
from mof.framework.concepts import Concept
from mof.framework.continuous_improvement import (
    IMPROVEMENT_ROADMAP,
    RANKING_CRITERIA,
    RankingCriterion,
)
from mof.framework.controls import CONTROLLED_RISKS, ControlledRisk
from mof.framework.cross_references import (
    FUNCTION_CROSS_REFERENCES,
    REVIEW_CROSS_REFERENCES,
    FunctionCrossReference,
    ReviewCrossReference,
)
from mof.framework.decision_rights import (
    DECISION_RIGHTS,
    DecisionRight,
    OperationsActivity,
    find_decision_right,
    may,
)
from mof.framework.duty_combinations import (
    DUTY_COMBINATIONS,
    CombinationExtent,
    CombinationVerdict,
    Duty,
    DutyCombination,
)
from mof.framework.functions import FUNCTIONS, SMF, ServiceManagementFunction, find_function
from mof.framework.goals import PHASE_GOALS, GoalKind, PhaseGoal
from mof.framework.infrastructure_optimization import (
    INFRASTRUCTURE_LEVELS,
    OPTIMIZATION_EFFECTS,
    OPTIMIZATION_PROGRESS,
    InfrastructureLevel,
    OptimizationDimension,
    OptimizationEffect,
    OptimizationLevel,
    OptimizationProgress,
)
from mof.framework.iso_20000 import IsoClause
from mof.framework.itil import ITIL_PHASES, ITIL_VERSIONS, ItilPractice
from mof.framework.manage_layer import MANAGE_LAYER, OPERATE_OBJECTIVE, ManageLayerFocus
from mof.framework.management_reviews import (
    MANAGEMENT_REVIEWS,
    GateDecision,
    ManagementReview,
    ReviewKind,
    ReviewScope,
    ReviewTrigger,
    find_management_review,
)
from mof.framework.neighbors import NEIGHBORING_FRAMEWORKS
from mof.framework.operational_health import (
    Analysis,
    ChangeSubject,
    DecisionKind,
    EvaluatedItem,
    Input,
    OutputKind,
    StakeholderGroup,
)
from mof.framework.operations_framework import FRAMEWORK_GOALS, FRAMEWORK_STRATEGY
from mof.framework.parts import Part, get_rows, to_table
from mof.framework.phases import (
    LIFECYCLE,
    SERVICE_LIFE,
    LifecyclePhase,
    LifeStage,
    Phase,
    ServiceLifeStage,
)
from mof.framework.predecessors import PREDECESSORS, Predecessor, PredecessorKind, Quadrant
from mof.framework.processes import PROCESSES, FunctionProcess
from mof.framework.relations import (
    RELATIONS,
    REVIEW_RELATIONS,
    FunctionRelation,
    RelationKind,
    ReviewRelation,
)
from mof.framework.review_components import (
    OPERATIONAL_HEALTH_COMPONENTS,
    OTHER_REVIEW_COMPONENTS,
    ReviewColumn,
    ReviewComponent,
)
from mof.framework.roles import ROLES, Accountability, Role, RoleType, find_role, find_roles
from mof.framework.solution_accelerators import ACCELERATOR_AREAS
from mof.framework.solutions_framework import (
    MILESTONES,
    SERVICE_MANAGEMENT_CONCERNS,
    SOLUTION_STAGES,
)
from mof.framework.starting_points import STARTING_POINTS, StartingPoint
from mof.framework.system_center import PRODUCT_FEATURES, PRODUCTS

__all__ = [
    "ACCELERATOR_AREAS",
    "ACCOUNTABILITIES",
    "CONTROLLED_RISKS",
    "DECISION_RIGHTS",
    "DUTY_COMBINATIONS",
    "FRAMEWORK_GOALS",
    "FRAMEWORK_STRATEGY",
    "FUNCTIONS",
    "FUNCTION_CROSS_REFERENCES",
    "IMPROVEMENT_ROADMAP",
    "INFRASTRUCTURE_LEVELS",
    "ITIL_PHASES",
    "ITIL_VERSIONS",
    "LIFECYCLE",
    "MANAGEMENT_REVIEWS",
    "MANAGE_LAYER",
    "MILESTONES",
    "NEIGHBORING_FRAMEWORKS",
    "OPERATE_OBJECTIVE",
    "OPERATIONAL_HEALTH_COMPONENTS",
    "OPTIMIZATION_EFFECTS",
    "OPTIMIZATION_PROGRESS",
    "OTHER_REVIEW_COMPONENTS",
    "PHASE_GOALS",
    "PREDECESSORS",
    "PROCESSES",
    "PRODUCTS",
    "PRODUCT_FEATURES",
    "RANKING_CRITERIA",
    "RELATIONS",
    "REVIEW_CROSS_REFERENCES",
    "REVIEW_RELATIONS",
    "ROLES",
    "SERVICE_LIFE",
    "SERVICE_MANAGEMENT_CONCERNS",
    "SMF",
    "SOLUTION_STAGES",
    "STARTING_POINTS",
    "Accountability",
    "AccountabilityScope",
    "Analysis",
    "ChangeSubject",
    "Citation",
    "Citations",
    "CombinationExtent",
    "CombinationVerdict",
    "Concept",
    "ControlledRisk",
    "DecisionKind",
    "DecisionRight",
    "Duty",
    "DutyCombination",
    "EvaluatedItem",
    "FunctionCrossReference",
    "FunctionProcess",
    "FunctionRelation",
    "GateDecision",
    "GoalKind",
    "InfrastructureLevel",
    "Input",
    "IsoClause",
    "ItilPractice",
    "LifeStage",
    "LifecyclePhase",
    "ManageLayerFocus",
    "ManagementReview",
    "OperationsActivity",
    "OptimizationDimension",
    "OptimizationEffect",
    "OptimizationLevel",
    "OptimizationProgress",
    "OutputKind",
    "Part",
    "Phase",
    "PhaseGoal",
    "Predecessor",
    "PredecessorKind",
    "Quadrant",
    "RankingCriterion",
    "RelationKind",
    "ReviewColumn",
    "ReviewComponent",
    "ReviewCrossReference",
    "ReviewKind",
    "ReviewRelation",
    "ReviewScope",
    "ReviewTrigger",
    "Role",
    "RoleType",
    "Row",
    "ServiceLifeStage",
    "ServiceManagementFunction",
    "Source",
    "StakeholderGroup",
    "StartingPoint",
    "TeamKind",
    "find_decision_right",
    "find_function",
    "find_management_review",
    "find_role",
    "find_roles",
    "get_rows",
    "may",
    "to_table",
]
