"""The program that is to improve services: one initiative did, one did less, one is late."""

from datetime import date

from example_world.hours import TZ, at
from example_world.organisation import (
    CUSTOMER_SERVICE_MANAGER,
    EMAIL,
    OPERATIONS_MANAGER,
    PROBLEM_MANAGER,
    TELEPHONY,
)
from mof.improvement import (
    Achievement,
    Expectation,
    ExpectedEffect,
    Initiative,
    MeasuredChange,
    ServiceImprovementProgram,
)
from mof.values import InitiativeId, Period, ProgramId

_BEGAN, _MEASURED = at(2025, 9, 1, 9), at(2026, 6, 22, 9)
_BEFORE, _AFTER = Period.quarter(2025, 3, tz=TZ), Period.quarter(2026, 1, tz=TZ)

OVERDUE_INITIATIVE = InitiativeId("initiative-known-errors")
SHORT_INITIATIVE = InitiativeId("initiative-portal")


def _expect(change: str) -> tuple[Expectation, ...]:
    effect = ExpectedEffect(
        stated_change=MeasuredChange(change), source="program plan of August 2025"
    )
    return (Expectation(effect, recorded_at=_BEGAN, by=OPERATIONS_MANAGER),)


def _achieve(baseline: int, value: int, unit: str) -> tuple[Achievement, ...]:
    effect = ExpectedEffect(
        baseline=baseline,
        value=value,
        unit=unit,
        baseline_period=_BEFORE,
        period=_AFTER,
        source="reports of the service desk",
    )
    return (Achievement(effect, recorded_at=_MEASURED, by=CUSTOMER_SERVICE_MANAGER),)


PROGRAMS = (
    ServiceImprovementProgram(
        ProgramId("improvement-2025"),
        title="fewer and shorter interruptions",
        owner=OPERATIONS_MANAGER,
        services=[EMAIL, TELEPHONY],
        initiatives=[
            Initiative(
                InitiativeId("initiative-change-review"),
                title="Assess the risk of every larger change",
                owner=OPERATIONS_MANAGER,
                due_on=date(2025, 12, 19),
                measure="interruptions by flawed changes",
                started_at=_BEGAN,
                completed_at=at(2025, 12, 12, 15),
                expected=_expect("-0.5"),
                achieved=_achieve(15, 6, "interruptions"),
            ),
            Initiative(
                SHORT_INITIATIVE,
                title="Let users help themselves in the portal",
                owner=CUSTOMER_SERVICE_MANAGER,
                due_on=date(2026, 3, 31),
                measure="calls to the service desk",
                started_at=_BEGAN,
                completed_at=at(2026, 3, 24, 12),
                expected=_expect("-0.3"),
                achieved=_achieve(410, 369, "calls"),
            ),
            Initiative(
                OVERDUE_INITIATIVE,
                title="Write down what is known of every recurring error",
                owner=PROBLEM_MANAGER,
                due_on=date(2026, 5, 29),
                measure="incidents resolved with a known error",
                started_at=at(2026, 2, 2, 9),
                expected=_expect("0.5"),
            ),
        ],
    ),
)
