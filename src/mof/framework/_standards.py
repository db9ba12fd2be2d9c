"""Standards: where ITIL and ISO/IEC 20000-1 treat what a function or a review is for."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement
from mof.framework._functions import SMF
from mof.framework._management_reviews import ReviewKind
from mof.values import Term


class IsoClause(Term):
    """A clause of ISO/IEC 20000-1:2018 that states requirements, by its number and name."""

    UNDERSTANDING_CONTEXT = "4.1 Understanding the organization and its context"
    INTERESTED_PARTIES = "4.2 Understanding the needs and expectations of interested parties"
    SCOPE = "4.3 Determining the scope of the service management system"
    SERVICE_MANAGEMENT_SYSTEM = "4.4 Service management system"
    LEADERSHIP = "5.1 Leadership and commitment"
    POLICY = "5.2 Policy"
    RESPONSIBILITIES = "5.3 Organizational roles, responsibilities and authorities"
    RISKS_AND_OPPORTUNITIES = "6.1 Actions to address risks and opportunities"
    OBJECTIVES = "6.2 Service management objectives and planning to achieve them"
    PLANNING = "6.3 Plan the service management system"
    RESOURCES = "7.1 Resources"
    COMPETENCE = "7.2 Competence"
    AWARENESS = "7.3 Awareness"
    COMMUNICATION = "7.4 Communication"
    DOCUMENTED_INFORMATION = "7.5 Documented information"
    KNOWLEDGE = "7.6 Knowledge"
    OPERATIONAL_PLANNING = "8.1 Operational planning and control"
    SERVICE_DELIVERY = "8.2.1 Service delivery"
    SERVICE_PLANNING = "8.2.2 Plan the services"
    CONTROL_OF_PARTIES = "8.2.3 Control of parties involved in the service lifecycle"
    SERVICE_CATALOG = "8.2.4 Service catalogue management"
    ASSETS = "8.2.5 Asset management"
    CONFIGURATION = "8.2.6 Configuration management"
    RELATIONSHIPS = "8.3.2 Business relationship management"
    SERVICE_LEVELS = "8.3.3 Service level management"
    SUPPLIERS = "8.3.4 Supplier management"
    BUDGETING = "8.4.1 Budgeting and accounting for services"
    DEMAND = "8.4.2 Demand management"
    CAPACITY = "8.4.3 Capacity management"
    CHANGES = "8.5.1 Change management"
    DESIGN_AND_TRANSITION = "8.5.2 Service design and transition"
    RELEASE_AND_DEPLOYMENT = "8.5.3 Release and deployment management"
    INCIDENTS = "8.6.1 Incident management"
    SERVICE_REQUESTS = "8.6.2 Service request management"
    PROBLEMS = "8.6.3 Problem management"
    AVAILABILITY = "8.7.1 Service availability management"
    CONTINUITY = "8.7.2 Service continuity management"
    INFORMATION_SECURITY = "8.7.3 Information security management"
    MONITORING = "9.1 Monitoring, measurement, analysis and evaluation"
    INTERNAL_AUDIT = "9.2 Internal audit"
    MANAGEMENT_REVIEW = "9.3 Management review"
    SERVICE_REPORTING = "9.4 Service reporting"
    NONCONFORMITY = "10.1 Nonconformity and corrective action"
    CONTINUAL_IMPROVEMENT = "10.2 Continual improvement"


class ItilPractice(Term):
    """A practice of ITIL 4, by its name."""

    # General management practices.
    ARCHITECTURE_MANAGEMENT = "architecture management"
    CONTINUAL_IMPROVEMENT = "continual improvement"
    INFORMATION_SECURITY_MANAGEMENT = "information security management"
    KNOWLEDGE_MANAGEMENT = "knowledge management"
    MEASUREMENT_AND_REPORTING = "measurement and reporting"
    ORGANIZATIONAL_CHANGE_MANAGEMENT = "organizational change management"
    PORTFOLIO_MANAGEMENT = "portfolio management"
    PROJECT_MANAGEMENT = "project management"
    RELATIONSHIP_MANAGEMENT = "relationship management"
    RISK_MANAGEMENT = "risk management"
    SERVICE_FINANCIAL_MANAGEMENT = "service financial management"
    STRATEGY_MANAGEMENT = "strategy management"
    SUPPLIER_MANAGEMENT = "supplier management"
    WORKFORCE_AND_TALENT_MANAGEMENT = "workforce and talent management"
    # Service management practices.
    AVAILABILITY_MANAGEMENT = "availability management"
    BUSINESS_ANALYSIS = "business analysis"
    CAPACITY_AND_PERFORMANCE_MANAGEMENT = "capacity and performance management"
    CHANGE_ENABLEMENT = "change enablement"
    INCIDENT_MANAGEMENT = "incident management"
    IT_ASSET_MANAGEMENT = "IT asset management"
    MONITORING_AND_EVENT_MANAGEMENT = "monitoring and event management"
    PROBLEM_MANAGEMENT = "problem management"
    RELEASE_MANAGEMENT = "release management"
    SERVICE_CATALOG_MANAGEMENT = "service catalogue management"
    SERVICE_CONFIGURATION_MANAGEMENT = "service configuration management"
    SERVICE_CONTINUITY_MANAGEMENT = "service continuity management"
    SERVICE_DESIGN = "service design"
    SERVICE_DESK = "service desk"
    SERVICE_LEVEL_MANAGEMENT = "service level management"
    SERVICE_REQUEST_MANAGEMENT = "service request management"
    SERVICE_VALIDATION_AND_TESTING = "service validation and testing"
    # Technical management practices.
    DEPLOYMENT_MANAGEMENT = "deployment management"
    INFRASTRUCTURE_AND_PLATFORM_MANAGEMENT = "infrastructure and platform management"
    SOFTWARE_DEVELOPMENT_AND_MANAGEMENT = "software development and management"


@frozen
class FunctionCrossReference:
    """What corresponds to a function in ITIL v3, in ITIL 4 and in ISO/IEC 20000-1:2018."""

    smf: SMF
    itil_v3: tuple[str, ...]
    itil_4: tuple[ItilPractice, ...]
    iso_20000: tuple[IsoClause, ...]
    citations: Citations = field(kw_only=True, default=cite_judgement())


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
