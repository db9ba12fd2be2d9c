"""ITIL: the versions and phases that the white paper names, and the practices of ITIL 4."""

from mof.framework._citations import cite_white_paper
from mof.framework._concepts import Concept, list_concepts
from mof.values import Term

ITIL_VERSIONS: tuple[Concept, ...] = list_concepts(
    cite_white_paper("Executive Summary"),
    ("version 1", "functions"),
    ("version 2", "processes"),
    ("version 3", "the life cycle of services, from idea to continual improvement"),
)

ITIL_PHASES: tuple[Concept, ...] = list_concepts(
    cite_white_paper("How Microsoft Solutions Help Put the ITIL Framework into Practice"),
    ("Service Strategy", "service management as a capability and as a strategic asset"),
    ("Service Design", "services and processes that turn strategy into portfolios and assets"),
    ("Service Transition", "what was designed goes live"),
    ("Service Operation", "services managed day by day with success"),
    ("Continual Service Improvement", "value for customers, by ever better services"),
)


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
