"""Cross-references: where ITIL and ISO/IEC 20000-1 treat what a function or a review is for."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_knowledge
from mof.framework._functions import SMF
from mof.framework._iso_20000 import IsoClause
from mof.framework._itil import ItilPractice
from mof.framework._management_reviews import ReviewKind


@frozen
class FunctionCrossReference:
    """What corresponds to a function in ITIL v3, in ITIL 4 and in ISO/IEC 20000-1:2018."""

    smf: SMF
    itil_v3: tuple[str, ...]
    itil_4: tuple[ItilPractice, ...]
    iso_20000: tuple[IsoClause, ...]
    citations: Citations = field(
        kw_only=True,
        default=(*cite_knowledge("ITIL v3"), *cite_judgement("ITIL 4 and ISO 20000")),
    )


@frozen
class ReviewCrossReference:
    """What corresponds to a review in ITIL 4 and in ISO/IEC 20000-1:2018; ITIL v3 has nothing."""

    review: ReviewKind
    itil_4: tuple[ItilPractice, ...]
    iso_20000: tuple[IsoClause, ...]
    citations: Citations = field(kw_only=True, default=cite_judgement())


FUNCTION_CROSS_REFERENCES: tuple[FunctionCrossReference, ...] = (
    FunctionCrossReference(
        SMF.BUSINESS_IT_ALIGNMENT,
        (
            "service level management",
            "service portfolio management",
            "service catalogue management",
            "demand management",
        ),
        (
            ItilPractice.STRATEGY_MANAGEMENT,
            ItilPractice.PORTFOLIO_MANAGEMENT,
            ItilPractice.RELATIONSHIP_MANAGEMENT,
            ItilPractice.SERVICE_CATALOG_MANAGEMENT,
            ItilPractice.SERVICE_LEVEL_MANAGEMENT,
            ItilPractice.SUPPLIER_MANAGEMENT,
        ),
        (
            IsoClause.SERVICE_PLANNING,
            IsoClause.SERVICE_CATALOG,
            IsoClause.RELATIONSHIPS,
            IsoClause.SERVICE_LEVELS,
            IsoClause.SUPPLIERS,
            IsoClause.DEMAND,
        ),
    ),
    FunctionCrossReference(
        SMF.RELIABILITY,
        (
            "availability management",
            "capacity management",
            "IT service continuity management",
            "information security management",
        ),
        (
            ItilPractice.ARCHITECTURE_MANAGEMENT,
            ItilPractice.AVAILABILITY_MANAGEMENT,
            ItilPractice.CAPACITY_AND_PERFORMANCE_MANAGEMENT,
            ItilPractice.SERVICE_CONTINUITY_MANAGEMENT,
            ItilPractice.INFORMATION_SECURITY_MANAGEMENT,
        ),
        (
            IsoClause.CAPACITY,
            IsoClause.AVAILABILITY,
            IsoClause.CONTINUITY,
            IsoClause.INFORMATION_SECURITY,
        ),
    ),
    FunctionCrossReference(
        SMF.POLICY,
        (),
        (ItilPractice.INFORMATION_SECURITY_MANAGEMENT, ItilPractice.RISK_MANAGEMENT),
        (IsoClause.POLICY, IsoClause.INFORMATION_SECURITY),
    ),
    FunctionCrossReference(
        SMF.FINANCIAL_MANAGEMENT,
        ("financial management",),
        (ItilPractice.SERVICE_FINANCIAL_MANAGEMENT,),
        (IsoClause.BUDGETING,),
    ),
    FunctionCrossReference(
        SMF.ENVISION,
        (),
        (ItilPractice.BUSINESS_ANALYSIS, ItilPractice.PROJECT_MANAGEMENT),
        (IsoClause.SERVICE_PLANNING, IsoClause.DESIGN_AND_TRANSITION),
    ),
    FunctionCrossReference(
        SMF.PROJECT_PLANNING,
        (),
        (ItilPractice.PROJECT_MANAGEMENT, ItilPractice.SERVICE_DESIGN),
        (IsoClause.DESIGN_AND_TRANSITION,),
    ),
    FunctionCrossReference(
        SMF.BUILD,
        (),
        (ItilPractice.SERVICE_DESIGN, ItilPractice.SOFTWARE_DEVELOPMENT_AND_MANAGEMENT),
        (IsoClause.DESIGN_AND_TRANSITION,),
    ),
    FunctionCrossReference(
        SMF.STABILIZE,
        ("service validation and testing", "release and deployment management"),
        (ItilPractice.SERVICE_VALIDATION_AND_TESTING, ItilPractice.RELEASE_MANAGEMENT),
        (IsoClause.DESIGN_AND_TRANSITION, IsoClause.RELEASE_AND_DEPLOYMENT),
    ),
    FunctionCrossReference(
        SMF.DEPLOY,
        ("release and deployment management",),
        (ItilPractice.DEPLOYMENT_MANAGEMENT, ItilPractice.RELEASE_MANAGEMENT),
        (IsoClause.RELEASE_AND_DEPLOYMENT,),
    ),
    FunctionCrossReference(
        SMF.OPERATIONS,
        ("IT operations management",),
        (ItilPractice.INFRASTRUCTURE_AND_PLATFORM_MANAGEMENT,),
        (IsoClause.OPERATIONAL_PLANNING, IsoClause.SERVICE_DELIVERY),
    ),
    FunctionCrossReference(
        SMF.SERVICE_MONITORING_AND_CONTROL,
        ("event management",),
        (ItilPractice.MONITORING_AND_EVENT_MANAGEMENT, ItilPractice.AVAILABILITY_MANAGEMENT),
        (IsoClause.MONITORING, IsoClause.AVAILABILITY),
    ),
    FunctionCrossReference(
        SMF.CUSTOMER_SERVICE,
        ("incident management", "request fulfilment", "service desk"),
        (
            ItilPractice.INCIDENT_MANAGEMENT,
            ItilPractice.SERVICE_REQUEST_MANAGEMENT,
            ItilPractice.SERVICE_DESK,
        ),
        (IsoClause.INCIDENTS, IsoClause.SERVICE_REQUESTS),
    ),
    FunctionCrossReference(
        SMF.PROBLEM_MANAGEMENT,
        ("problem management",),
        (ItilPractice.PROBLEM_MANAGEMENT, ItilPractice.KNOWLEDGE_MANAGEMENT),
        (IsoClause.PROBLEMS, IsoClause.KNOWLEDGE),
    ),
    FunctionCrossReference(
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
        (),
        (ItilPractice.RISK_MANAGEMENT, ItilPractice.INFORMATION_SECURITY_MANAGEMENT),
        (
            IsoClause.LEADERSHIP,
            IsoClause.RISKS_AND_OPPORTUNITIES,
            IsoClause.INTERNAL_AUDIT,
            IsoClause.NONCONFORMITY,
        ),
    ),
    FunctionCrossReference(
        SMF.CHANGE_AND_CONFIGURATION,
        ("change management", "service asset and configuration management"),
        (
            ItilPractice.CHANGE_ENABLEMENT,
            ItilPractice.SERVICE_CONFIGURATION_MANAGEMENT,
            ItilPractice.IT_ASSET_MANAGEMENT,
        ),
        (IsoClause.CHANGES, IsoClause.CONFIGURATION, IsoClause.ASSETS),
    ),
    FunctionCrossReference(
        SMF.TEAM,
        (),
        (
            ItilPractice.WORKFORCE_AND_TALENT_MANAGEMENT,
            ItilPractice.ORGANIZATIONAL_CHANGE_MANAGEMENT,
        ),
        (IsoClause.RESPONSIBILITIES, IsoClause.RESOURCES, IsoClause.COMPETENCE),
    ),
)

REVIEW_CROSS_REFERENCES: tuple[ReviewCrossReference, ...] = (
    ReviewCrossReference(
        ReviewKind.SERVICE_ALIGNMENT,
        (ItilPractice.RELATIONSHIP_MANAGEMENT, ItilPractice.SERVICE_LEVEL_MANAGEMENT),
        (IsoClause.RELATIONSHIPS, IsoClause.SERVICE_LEVELS, IsoClause.MANAGEMENT_REVIEW),
    ),
    ReviewCrossReference(
        ReviewKind.PORTFOLIO,
        (ItilPractice.PORTFOLIO_MANAGEMENT, ItilPractice.SERVICE_FINANCIAL_MANAGEMENT),
        (IsoClause.SERVICE_PLANNING, IsoClause.BUDGETING),
    ),
    ReviewCrossReference(
        ReviewKind.PROJECT_PLAN_APPROVED,
        (ItilPractice.PROJECT_MANAGEMENT,),
        (IsoClause.DESIGN_AND_TRANSITION,),
    ),
    ReviewCrossReference(
        ReviewKind.RELEASE_READINESS,
        (ItilPractice.RELEASE_MANAGEMENT, ItilPractice.SERVICE_VALIDATION_AND_TESTING),
        (IsoClause.RELEASE_AND_DEPLOYMENT, IsoClause.DESIGN_AND_TRANSITION),
    ),
    ReviewCrossReference(
        ReviewKind.OPERATIONAL_HEALTH,
        (ItilPractice.MEASUREMENT_AND_REPORTING, ItilPractice.CONTINUAL_IMPROVEMENT),
        (
            IsoClause.MONITORING,
            IsoClause.MANAGEMENT_REVIEW,
            IsoClause.SERVICE_REPORTING,
            IsoClause.CONTINUAL_IMPROVEMENT,
        ),
    ),
    ReviewCrossReference(
        ReviewKind.POLICY_AND_CONTROL,
        (ItilPractice.RISK_MANAGEMENT,),
        (IsoClause.POLICY, IsoClause.INTERNAL_AUDIT, IsoClause.MANAGEMENT_REVIEW),
    ),
    ReviewCrossReference(
        ReviewKind.POST_IMPLEMENTATION,
        (ItilPractice.CHANGE_ENABLEMENT, ItilPractice.CONTINUAL_IMPROVEMENT),
        (IsoClause.CHANGES, IsoClause.RELEASE_AND_DEPLOYMENT),
    ),
)
