"""What was planted in the world, so that anybody can check what a review finds."""

from attrs import frozen

from example_world.absences import ABSENT_TEAM
from example_world.accounts import OVERSPENT
from example_world.changes import ENDANGERING_CHANGE, FLAWED_CHANGE
from example_world.improvements import OVERDUE_INITIATIVE, SHORT_INITIATIVE
from example_world.maturities import CHANGES
from example_world.monitors import UNDECIDED, UNWATCHED
from example_world.operations import (
    FOR_NOTHING,
    NEVER_DONE,
    NEVER_RELEASED,
    NOT_TESTED,
    NOT_WRITTEN,
    SHARED_RESOURCE,
)
from example_world.organisation import CASE_HANDLING, INTRANET
from example_world.people import (
    APPLICATIONS_AREA,
    LEAVER,
    SCHEDULER,
    SELF_ASSESSOR,
    UNSKILLED,
)
from example_world.reviews import DONE_ACTION, OVERDUE_ACTION
from example_world.risks import (
    CONTINUITY,
    LEAVERS,
    LEFT_ACCOUNTS,
    MISSED_LEVELS,
    ONE_SUPPLIER,
    OPEN_VIOLATION,
    RESTORE_TEST,
)
from example_world.surveys import OVERDUE_COMPLAINT, UNSATISFYING
from mof.framework import Accountability
from mof.sources import DefectKind
from mof.values import (
    ActionId,
    AgreementId,
    ChangeId,
    ComplaintId,
    ControlId,
    IncidentId,
    IndicatorId,
    InitiativeId,
    MonitorId,
    ObjectiveId,
    PersonId,
    RiskId,
    ServiceId,
    TaskId,
    TeamId,
    TechnologyAreaId,
    ViolationId,
)


@frozen
class PlantedDefect:
    """A row that a reader should complain about, by the line at which an editor shows it."""

    path: str
    row: int
    kind: DefectKind


@frozen
class PlantedStatus:
    """How the target of an agreement on a clock should stand in the reviewed month."""

    agreement: AgreementId
    clock: str
    priority: str


@frozen(kw_only=True)
class Truth:
    """What a review of the world ought to find; incidents are those opened in June 2026."""

    delayed_by_team: tuple[IncidentId, ...]
    """E-mail restored late, each because the network team broke its OLA."""
    delayed_by_supplier: tuple[IncidentId, ...]
    """Telephony restored late, each because the supplier broke its contract."""
    supplier_too_slow: tuple[IncidentId, ...]
    """The supplier broke its contract, and the customer's promise was kept."""
    lowered_late: tuple[IncidentId, ...]
    """The priority was lowered after its target had been breached."""
    resolved_by_coordinator: tuple[IncidentId, ...]
    """Whoever coordinates them, and controls their quality, resolved them too."""
    with_script: IncidentId
    with_formula: IncidentId
    back_dated: IncidentId
    duplicate_row: int
    """The line of the incident log that says again what the line before it says."""
    defects: tuple[PlantedDefect, ...]

    outside_tolerance: tuple[PlantedStatus, ...] = (
        PlantedStatus(AgreementId("sla-e-mail"), "restoration", "3"),
        PlantedStatus(AgreementId("ola-network-e-mail"), "restoration", "3"),
        PlantedStatus(AgreementId("uc-telecom"), "repair", "3"),
    )
    within_tolerance: tuple[PlantedStatus, ...] = (
        PlantedStatus(AgreementId("sla-telephony"), "restoration", "3"),
    )
    service_without_data: ServiceId = INTRANET
    service_newly_deployed: ServiceId = CASE_HANDLING
    flawed_change: ChangeId = FLAWED_CHANGE
    endangering_change: ChangeId = ENDANGERING_CHANGE
    done_action: ActionId = DONE_ACTION
    overdue_action: ActionId = OVERDUE_ACTION
    falling_indicator: IndicatorId = IndicatorId("satisfaction")
    overspent_category: str = OVERSPENT
    absent_team: TeamId = ABSENT_TEAM
    unsatisfying_service: ServiceId = UNSATISFYING
    overdue_complaint: ComplaintId = OVERDUE_COMPLAINT
    indicator_set_late: IndicatorId = IndicatorId("first-contact")
    indicator_without_value: IndicatorId = IndicatorId("turnover")
    unanswered: Accountability = Accountability.OPERATIONS
    area_without_manager: TechnologyAreaId = APPLICATIONS_AREA
    holder_who_left: PersonId = LEAVER
    lacking_skill: PersonId = UNSKILLED
    in_risky_combination: PersonId = SCHEDULER
    in_forbidden_combination: PersonId = SELF_ASSESSOR
    objective_without_risk: ObjectiveId = CONTINUITY
    risk_without_control: RiskId = ONE_SUPPLIER
    risk_outside_tolerance: RiskId = MISSED_LEVELS
    boundary_set_late: RiskId = LEFT_ACCOUNTS
    control_without_evidence: ControlId = RESTORE_TEST
    control_not_working: ControlId = LEAVERS
    open_violation: ViolationId = OPEN_VIOLATION
    fallen_capability: str = CHANGES
    overdue_initiative: InitiativeId = OVERDUE_INITIATIVE
    short_initiative: InitiativeId = SHORT_INITIATIVE
    task_never_done: TaskId = NEVER_DONE
    task_for_nothing: TaskId = FOR_NOTHING
    task_not_tested: TaskId = NOT_TESTED
    task_not_written: TaskId = NOT_WRITTEN
    service_never_released: ServiceId = NEVER_RELEASED
    shared_resource: str = SHARED_RESOURCE
    unwatched: str = UNWATCHED
    undecided: MonitorId = UNDECIDED
