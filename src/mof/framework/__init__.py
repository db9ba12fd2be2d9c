"""The framework itself as data: what MOF 4.0 says, and where it says it."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.framework._citations import (
        Citation as Citation,
        Source as Source,
    )
    from mof.framework._decision_rights import (
        OperationsActivity as OperationsActivity,
        find_decision_right as find_decision_right,
    )
    from mof.framework._functions import (
        SMF as SMF,
        ServiceManagementFunction as ServiceManagementFunction,
        find_function as find_function,
    )
    from mof.framework._infrastructure_optimization import (
        OptimizationDimension as OptimizationDimension,
        OptimizationLevel as OptimizationLevel,
    )
    from mof.framework._management_reviews import (
        GateDecision as GateDecision,
        ManagementReview as ManagementReview,
        ReviewKind as ReviewKind,
        ReviewTrigger as ReviewTrigger,
        find_management_review as find_management_review,
    )
    from mof.framework._parts import (
        Part as Part,
        get_rows as get_rows,
        to_table as to_table,
    )
    from mof.framework._phases import (
        LifeStage as LifeStage,
        Phase as Phase,
    )
    from mof.framework._review_columns import (
        AnalysisKind as AnalysisKind,
        ChangeSubject as ChangeSubject,
        DecisionKind as DecisionKind,
        EvaluatedItem as EvaluatedItem,
        InputKind as InputKind,
        OutputKind as OutputKind,
        ReviewColumn as ReviewColumn,
        StakeholderGroup as StakeholderGroup,
    )
    from mof.framework._roles import (
        Accountability as Accountability,
        Role as Role,
        RoleType as RoleType,
        TeamKind as TeamKind,
        find_role as find_role,
        find_roles as find_roles,
    )
    from mof.framework._segregation_of_duties import (
        CombinationExtent as CombinationExtent,
        CombinationVerdict as CombinationVerdict,
        Duty as Duty,
        DutyCombination as DutyCombination,
    )
    from mof.framework._white_paper import (
        RankingCriterion as RankingCriterion,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_citations": (
                "Citation",
                "Source",
            ),
            "_decision_rights": (
                "OperationsActivity",
                "find_decision_right",
            ),
            "_functions": (
                "SMF",
                "ServiceManagementFunction",
                "find_function",
            ),
            "_infrastructure_optimization": (
                "OptimizationDimension",
                "OptimizationLevel",
            ),
            "_management_reviews": (
                "GateDecision",
                "ManagementReview",
                "ReviewKind",
                "ReviewTrigger",
                "find_management_review",
            ),
            "_parts": (
                "Part",
                "get_rows",
                "to_table",
            ),
            "_phases": (
                "LifeStage",
                "Phase",
            ),
            "_review_columns": (
                "AnalysisKind",
                "ChangeSubject",
                "DecisionKind",
                "EvaluatedItem",
                "InputKind",
                "OutputKind",
                "ReviewColumn",
                "StakeholderGroup",
            ),
            "_roles": (
                "Accountability",
                "Role",
                "RoleType",
                "TeamKind",
                "find_role",
                "find_roles",
            ),
            "_segregation_of_duties": (
                "CombinationExtent",
                "CombinationVerdict",
                "Duty",
                "DutyCombination",
            ),
            "_white_paper": ("RankingCriterion",),
        },
    )
