"""The register of the organisation: objectives, risks, controls, policies and their evidence."""

from datetime import datetime, timedelta

from attrs import evolve

from example_world.hours import START, at
from example_world.organisation import (
    CUSTOMER_SERVICE_MANAGER,
    OPERATIONS_MANAGER,
    PROBLEM_MANAGER,
    name_person,
)
from example_world.people import CONTROL_MANAGER, LEAVER, RISK_MANAGER
from mof.controls import (
    Control,
    ControlActivity,
    ControlEvidence,
    ControlRegister,
    Objective,
    Policy,
    Risk,
    Violation,
    start_register,
)
from mof.framework import Phase
from mof.records import Level
from mof.values import ControlId, EvidenceId, ObjectiveId, PersonId, PolicyId, RiskId, ViolationId

DAY = timedelta(days=1)

# What the framework names: services that miss their agreements, and support that is inadequate.
MISSED_LEVELS, POOR_SUPPORT = RiskId("operate-risk-1"), RiskId("operate-risk-2")
HEALTH_REVIEW = ControlId("operational-health-review")

PRIVACY, PAYDAY = ObjectiveId("objective-privacy"), ObjectiveId("objective-payday")
CONTINUITY = ObjectiveId("objective-continuity")
LEFT_ACCOUNTS, LOST_FILES = RiskId("risk-left-accounts"), RiskId("risk-lost-files")
WRONG_PAY, ONE_SUPPLIER = RiskId("risk-wrong-pay"), RiskId("risk-one-supplier")
CHANGE_APPROVAL, PAY_CHECK = ControlId("control-change-approval"), ControlId("control-pay-check")
ACCOUNT_REVIEW, LEAVERS = ControlId("control-account-review"), ControlId("control-leavers")
RESTORE_TEST = ControlId("control-restore-test")
ACCESS_POLICY, BACKUP_POLICY = PolicyId("policy-access"), PolicyId("policy-backup")
PHONE_POLICY = PolicyId("policy-private-phones")
OPEN_VIOLATION = ViolationId("violation-2026-2")


def _assess(
    id: RiskId,  # noqa: A002 - the field's own word
    name: str,
    *objectives: ObjectiveId,
    impact: int,
    probabilities: dict[datetime, str],
    boundary: int | None,
) -> Risk:
    risk = Risk(id, name, objectives=objectives, owner=RISK_MANAGER)
    for when, probability in probabilities.items():
        risk = risk.assess(probability=probability, impact=impact, at=when, by=RISK_MANAGER)
    if boundary is None:
        return risk
    return risk.tolerate(boundary, at=START, by=RISK_MANAGER)


def _find_framework_risks(register: ControlRegister) -> list[Risk]:
    named = {risk.id: risk for risk in register.risks}
    assessed = (
        (MISSED_LEVELS, 20, {START: "0.2", at(2026, 4, 20): "0.3", at(2026, 6, 22, 10): "0.6"}, 8),
        (POOR_SUPPORT, 15, {START: "0.3", at(2026, 5, 11): "0.2"}, 6),
    )
    return [
        _assess(
            id,
            named[id].name,
            *named[id].objectives,
            impact=impact,
            probabilities=probabilities,
            boundary=boundary,
        )
        for id, impact, probabilities, boundary in assessed  # noqa: A001 - the field's own word
    ]


def _list_risks() -> list[Risk]:
    left_accounts = _assess(
        LEFT_ACCOUNTS,
        "somebody who left still signs in",
        PRIVACY,
        impact=30,
        probabilities={START: "0.1", at(2026, 3, 16): "0.2"},
        boundary=5,
    )
    return [
        # The boundary was moved when the risk could be seen to exceed it.
        left_accounts.tolerate(
            7, at=at(2026, 6, 18, 15), by=RISK_MANAGER, basis="until accounts close by themselves"
        ),
        _assess(
            LOST_FILES,
            "files that were deleted cannot be restored",
            PRIVACY,
            impact=60,
            probabilities={START: "0.1"},
            boundary=None,
        ),
        _assess(
            WRONG_PAY,
            "a payroll run goes out wrong or late",
            PAYDAY,
            impact=40,
            probabilities={START: "0.05", at(2026, 1, 12): "0.04"},
            boundary=3,
        ),
        _assess(
            ONE_SUPPLIER,
            "the telecom supplier fails, and nobody else can repair",
            ObjectiveId("operate-objective-2"),
            impact=25,
            probabilities={START: "0.2", at(2026, 5, 18): "0.3", at(2026, 6, 23, 10): "0.4"},
            boundary=10,
        ),
    ]


_OBJECTIVES = (
    Objective(PRIVACY, "what is on file is read by those whom it concerns", owner=RISK_MANAGER),
    Objective(PAYDAY, "everybody is paid right and on the day", owner=name_person(9)),
    Objective(CONTINUITY, "case handling is back a day after a disaster", owner=name_person(9)),
)
_CONTROLS = (
    Control(
        CHANGE_APPROVAL,
        "changes are approved before they are made",
        mitigates=[MISSED_LEVELS, WRONG_PAY],
        owner=OPERATIONS_MANAGER,
        activities=[ControlActivity("approve")],
    ),
    Control(
        PAY_CHECK,
        "the run is compared with that of the month before",
        mitigates=[WRONG_PAY],
        owner=name_person(9),
        activities=[ControlActivity("compare", is_automated=True), ControlActivity("release")],
        interval=35 * DAY,
    ),
    Control(
        ACCOUNT_REVIEW,
        "owners confirm who may read what",
        mitigates=[LEFT_ACCOUNTS],
        owner=CONTROL_MANAGER,
        activities=[ControlActivity("confirm")],
        interval=92 * DAY,
    ),
    Control(
        LEAVERS,
        "accounts are closed on the last day of work",
        mitigates=[LEFT_ACCOUNTS],
        owner=name_person(6),
        activities=[ControlActivity("close", is_automated=True)],
        interval=31 * DAY,
    ),
    # Agreed on, and then nobody took it up.
    Control(
        RESTORE_TEST,
        "files are restored to see that they can be",
        mitigates=[LOST_FILES],
        activities=[ControlActivity("restore")],
        interval=31 * DAY,
    ),
)
_POLICIES = (
    Policy(
        ACCESS_POLICY,
        "access to what is on file",
        controls=[ACCOUNT_REVIEW, LEAVERS],
        owner=RISK_MANAGER,
    ),
    Policy(BACKUP_POLICY, "backup and restoration", controls=[RESTORE_TEST], owner=RISK_MANAGER),
    Policy(PHONE_POLICY, "use of private phones", owner=RISK_MANAGER),
)


def _prove(
    control: ControlId, number: int, what: str, when: datetime, by: PersonId, *, worked: bool = True
) -> ControlEvidence:
    return ControlEvidence(
        EvidenceId(f"evidence-{control.removeprefix('control-')}-{number}"),
        controls=[control],
        what=what,
        at=when,
        by=by,
        has_worked=worked,
    )


_EVIDENCE = (
    _prove(HEALTH_REVIEW, 1, "minutes of April", at(2026, 5, 8, 12), OPERATIONS_MANAGER),
    _prove(HEALTH_REVIEW, 2, "minutes of May", at(2026, 6, 5, 12), OPERATIONS_MANAGER),
    _prove(CHANGE_APPROVAL, 1, "list of approvals", at(2026, 6, 10, 9), OPERATIONS_MANAGER),
    _prove(PAY_CHECK, 1, "comparison of May", at(2026, 5, 22, 9), name_person(9)),
    _prove(PAY_CHECK, 2, "comparison of June", at(2026, 6, 22, 9), name_person(9)),
    _prove(ACCOUNT_REVIEW, 1, "confirmations of the winter", at(2026, 2, 11, 9), CONTROL_MANAGER),
    _prove(LEAVERS, 1, "all accounts were closed", at(2026, 2, 3, 9), CONTROL_MANAGER),
    _prove(
        LEAVERS,
        2,
        f"the account of {LEAVER} was open",
        at(2026, 6, 16, 10),
        CONTROL_MANAGER,
        worked=False,
    ),
)
_VIOLATIONS = (
    Violation(
        ViolationId("violation-2026-1"),
        policies=[PHONE_POLICY],
        what="mail of a customer was kept on a private phone",
        at=at(2026, 4, 14, 11),
        severity=Level.LOW,
        resolved_at=at(2026, 6, 9, 14),
    ),
    Violation(
        OPEN_VIOLATION,
        policies=[ACCESS_POLICY],
        what=f"somebody signed in with the account of {LEAVER}, who had left",
        at=at(2026, 6, 12, 21, 40),
        severity=Level.HIGH,
        # It came to light when the closing of accounts was looked at.
        recorded_at=at(2026, 6, 16, 10),
    ),
)


def _make_register() -> ControlRegister:
    """What the framework names of the phase, with what the organisation has beside it."""
    register = start_register(Phase.OPERATE)
    objectives = zip(
        register.objectives, (OPERATIONS_MANAGER, CUSTOMER_SERVICE_MANAGER), strict=True
    )
    (review,) = register.controls
    return register.changed(
        *(evolve(objective, owner=owner) for objective, owner in objectives),
        *_OBJECTIVES,
        *_find_framework_risks(register),
        *_list_risks(),
        evolve(review, owner=PROBLEM_MANAGER, interval=40 * DAY),
        *_CONTROLS,
        *_POLICIES,
        *_EVIDENCE,
        *_VIOLATIONS,
    )


REGISTER = _make_register()
