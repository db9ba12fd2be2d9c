"""Accountabilities: which functions each area of work answers for, and who answers."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_knowledge, cite_overview, cite_page
from mof.framework._functions import SMF
from mof.framework._roles import Accountability, RoleType
from mof.values import Term


class TeamKind(Term):
    """Whether a team has an end in sight."""

    # MOF 4.0, Operate phase overview: this phase has mostly dedicated teams, for ongoing work.
    DEDICATED = "dedicated"
    # The contrast to them is our judgement.
    PROJECT = "project"


@frozen
class AccountabilityScope:
    """The functions that an accountability is for, and the role type that answers for them."""

    accountability: Accountability
    functions: tuple[SMF, ...]
    accountable: RoleType
    teams: tuple[TeamKind, ...] | None = None
    citations: Citations = field(kw_only=True)


_TEAMS = cite_overview("Overview of the Operate Phase", "teams, most of them")
_LOW = cite_knowledge("accountable", place="low confidence")

ACCOUNTABILITIES: tuple[AccountabilityScope, ...] = (
    AccountabilityScope(
        Accountability.OPERATIONS,
        (SMF.OPERATIONS, SMF.SERVICE_MONITORING_AND_CONTROL),
        RoleType.OPERATIONS_MANAGER,
        (TeamKind.DEDICATED,),
        citations=(*cite_overview("Operations Accountability"), *_TEAMS),
    ),
    AccountabilityScope(
        Accountability.SUPPORT,
        (SMF.CUSTOMER_SERVICE, SMF.PROBLEM_MANAGEMENT),
        RoleType.CUSTOMER_SERVICE_MANAGER,
        (TeamKind.DEDICATED,),
        citations=(*cite_overview("Support Accountability"), *_TEAMS),
    ),
    AccountabilityScope(
        Accountability.SERVICE,
        (SMF.BUSINESS_IT_ALIGNMENT,),
        RoleType.SERVICE_LEVEL_MANAGER,
        citations=(*cite_page("cc543301", "functions"), *_LOW),
    ),
    AccountabilityScope(
        Accountability.ARCHITECTURE,
        (SMF.RELIABILITY, SMF.POLICY),
        RoleType.ARCHITECTURE_MANAGER,
        citations=(*cite_page("cc506068"), *cite_knowledge("Policy")),
    ),
    AccountabilityScope(
        Accountability.SOLUTION,
        (SMF.ENVISION, SMF.PROJECT_PLANNING, SMF.BUILD, SMF.STABILIZE, SMF.DEPLOY),
        RoleType.SOLUTION_MANAGER,
        citations=(*cite_page("cc465179", "accountable, and Deploy"), *cite_knowledge("the rest")),
    ),
    AccountabilityScope(
        Accountability.COMPLIANCE,
        (SMF.GOVERNANCE_RISK_AND_COMPLIANCE, SMF.POLICY),
        RoleType.IT_RISK_AND_COMPLIANCE_MANAGER,
        citations=(*cite_knowledge("functions"), *_LOW),
    ),
    AccountabilityScope(
        Accountability.MANAGEMENT,
        (
            SMF.FINANCIAL_MANAGEMENT,
            SMF.POLICY,
            SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
            SMF.CHANGE_AND_CONFIGURATION,
            SMF.BUSINESS_IT_ALIGNMENT,
        ),
        RoleType.IT_EXECUTIVE_OFFICER,
        citations=(
            *cite_knowledge("functions"),
            *cite_page("cc543301", "Business/IT Alignment"),
            *_LOW,
        ),
    ),
)
