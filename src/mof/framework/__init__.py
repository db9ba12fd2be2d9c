"""The framework itself as data: what MOF 4.0 says, and where it says it."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.framework._citations import (
        Citation as Citation,
    )
    from mof.framework._citations import (
        Source as Source,
    )
    from mof.framework._decision_rights import (
        OperationsActivity as OperationsActivity,
    )
    from mof.framework._decision_rights import (
        find_decision_right as find_decision_right,
    )
    from mof.framework._functions import (
        SMF as SMF,
    )
    from mof.framework._functions import (
        ServiceManagementFunction as ServiceManagementFunction,
    )
    from mof.framework._functions import (
        find_function as find_function,
    )
    from mof.framework._infrastructure_optimization import (
        OptimizationDimension as OptimizationDimension,
    )
    from mof.framework._infrastructure_optimization import (
        OptimizationLevel as OptimizationLevel,
    )
    from mof.framework._management_reviews import (
        GateDecision as GateDecision,
    )
    from mof.framework._management_reviews import (
        ManagementReview as ManagementReview,
    )
    from mof.framework._management_reviews import (
        ReviewKind as ReviewKind,
    )
    from mof.framework._management_reviews import (
        ReviewTrigger as ReviewTrigger,
    )
    from mof.framework._management_reviews import (
        find_management_review as find_management_review,
    )
    from mof.framework._parts import (
        Part as Part,
    )
    from mof.framework._parts import (
        get_rows as get_rows,
    )
    from mof.framework._parts import (
        to_table as to_table,
    )
    from mof.framework._phases import (
        LifeStage as LifeStage,
    )
    from mof.framework._phases import (
        Phase as Phase,
    )
    from mof.framework._review_columns import (
        AnalysisKind as AnalysisKind,
    )
    from mof.framework._review_columns import (
        ChangeSubject as ChangeSubject,
    )
    from mof.framework._review_columns import (
        DecisionKind as DecisionKind,
    )
    from mof.framework._review_columns import (
        EvaluatedItem as EvaluatedItem,
    )
    from mof.framework._review_columns import (
        InputKind as InputKind,
    )
    from mof.framework._review_columns import (
        OutputKind as OutputKind,
    )
    from mof.framework._review_columns import (
        ReviewColumn as ReviewColumn,
    )
    from mof.framework._review_columns import (
        StakeholderGroup as StakeholderGroup,
    )
    from mof.framework._roles import (
        Accountability as Accountability,
    )
    from mof.framework._roles import (
        Role as Role,
    )
    from mof.framework._roles import (
        RoleType as RoleType,
    )
    from mof.framework._roles import (
        TeamKind as TeamKind,
    )
    from mof.framework._roles import (
        find_role as find_role,
    )
    from mof.framework._roles import (
        find_roles as find_roles,
    )
    from mof.framework._segregation_of_duties import (
        CombinationExtent as CombinationExtent,
    )
    from mof.framework._segregation_of_duties import (
        CombinationVerdict as CombinationVerdict,
    )
    from mof.framework._segregation_of_duties import (
        Duty as Duty,
    )
    from mof.framework._segregation_of_duties import (
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
