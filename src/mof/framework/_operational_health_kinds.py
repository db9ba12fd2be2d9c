"""The Operational Health Review as the framework lays it out: its four columns and its people."""

from mof.values import Term


class InputKind(Term):
    """What is brought to the review."""

    # MOF 4.0, Operate phase overview, Table 2, column 1.
    AGREEMENTS = "OLA and SLA documents"
    AGREEMENT_PERFORMANCE = "OLA and SLA performance"
    GUIDES = "operational guides and solution specifications"
    PREVIOUS_REVIEWS = "actions, accountabilities and minutes of previous reviews"
    SATISFACTION = "customer satisfaction"
    FINANCES = "financial performance"
    RISKS = "risk management and current issues"
    PEOPLE = "human resources metrics and organizational health"
    MATURITY = "operations process maturity"


class AnalysisKind(Term):
    """What the review works out from its inputs."""

    # MOF 4.0, Operate phase overview, Table 2, column 2.
    ISSUES = "ongoing and emerging issues from earlier actions and minutes"
    PERFORMANCE = "OLA and SLA performance outside tolerance"
    SATISFACTION_TRENDS = "trends in customer satisfaction"
    FINANCES = "financial performance, overall and by category"
    RISK_CHANGES = "changes in risk assessments, tolerance boundaries and compliance violations"
    PEOPLE_TRENDS = "trends in organizational health"
    MATURITY = "operational maturity against the desired state"
    UPCOMING_CHANGES = "upcoming changes that may affect operations"


class DecisionKind(Term):
    """What the review may decide."""

    # MOF 4.0, Operate phase overview, Table 2, column 3.
    IMPROVE_SERVICE = "immediate service improvement"
    REQUEST_CHANGE = "request for change"
    CHANGE_PROCESS = "change of process or procedure"
    PROVIDE_RESOURCES = "resources or training"
    CHANGE_FUNDING = "change of funding"


class ChangeSubject(Term):
    """What a request for change that the review decides on is about."""

    # MOF 4.0, Operate phase overview, Table 2, column 3, second entry.
    OLA = "OLA"
    SLA = "SLA"
    TECHNICAL = "technical"
    PROCEDURAL = "procedural"
    RESOURCE = "resource"


class OutputKind(Term):
    """What leaves the review."""

    # MOF 4.0, Operate phase overview, Table 2, column 4.
    MINUTES = "minutes, actions and accountabilities"
    SERVICE_CHANGE = "request for change to a service"
    INFRASTRUCTURE_CHANGE = "request for change to infrastructure or configuration"
    PROCEDURE_CHANGE = "request for change to a procedure"
    DOCUMENTATION_CHANGE = "request for change to documentation"
    AGREEMENT_CHANGE = "request for change to a contract or agreement"
    IMPROVEMENT_PLAN = "request for a formal service improvement plan"
    RESOURCES = "request for resources or training"
    FUNDING = "request to change funding"


class EvaluatedItem(Term):
    """What the review evaluates."""

    # MOF 4.0, Operate phase overview, "Items to evaluate".
    STAFF_PERFORMANCE = "IT staff performance"
    EFFICIENCY = "operational efficiency"
    SKILLS = "skills and competencies"
    OLA_TARGETS = "OLA targets"
    SLA_TARGETS = "SLA targets"
    CONTRACT_TARGETS = "contract targets"
    SATISFACTION = "customer satisfaction"
    COSTS = "costs"


class StakeholderGroup(Term):
    """Who takes part in the review and decides."""

    # MOF 4.0, Operate phase overview, stakeholders of the Operational Health Review.
    OPERATIONS_MANAGEMENT = "IT operations management"
    SERVICE_MANAGERS = "service managers"
    TECHNOLOGY_MANAGERS = "managers of platform and technology teams"
    EVENT_MONITORING = "event monitoring"
    STORAGE = "storage, backup and recovery"
    SECURITY = "security administration"
    DELIVERY = "delivery (development and test)"
    CUSTOMERS = "customers"
    USERS = "users"
    PARTNERS = "partners"
