"""What a review looks at besides tickets: twelve months of satisfaction, cost and people."""

from datetime import date, timedelta

from attrs import frozen

from example_world.hours import MONTHS
from example_world.organisation import (
    CUSTOMER_SERVICE_MANAGER,
    OPERATIONS_MANAGER,
    PEOPLE_MANAGER,
)
from mof.framework import EvaluatedItem
from mof.indicators import Direction, Indicator, Observation
from mof.values import IndicatorId, PersonId

_SET_ON = date(2025, 6, 16)
_SET_LATE_ON = date(2026, 6, 12)
_SURVEY, _LEDGER = "monthly survey of users with a closed ticket", "ledger of the finance unit"
_ROSTER, _SYSTEM = "roster and payroll records", "ticket system"


@frozen
class _Series:
    """An indicator with its values from July to June; a dash where there is none."""

    indicator: Indicator
    values: str
    basis: str


def _series(
    id: str,  # noqa: A002 - the field's own word
    name: str,
    unit: str,
    item: EvaluatedItem,
    *,
    values: str,
    basis: str,
    target: str | None = None,
    tolerance: str = "0",
    direction: Direction = Direction.HIGHER,
    set_on: date = _SET_ON,
    set_by: PersonId = OPERATIONS_MANAGER,
) -> _Series:
    indicator = Indicator(
        IndicatorId(id),
        name=name,
        unit=unit,
        item=item,
        direction=direction,
        target=target,
        tolerance=tolerance,
        set_on=set_on if target else None,
        set_by=set_by if target else None,
    )
    return _Series(indicator, values, basis)


_ALL = (
    _series(
        "satisfaction",
        "Satisfaction of users",
        "of 5",
        EvaluatedItem.SATISFACTION,
        values="4.31 4.33 4.27 4.30 4.26 4.32 4.24 4.28 4.31 4.27 4.22 3.86",
        basis=_SURVEY,
        target="4.2",
        tolerance="0.1",
        set_by=CUSTOMER_SERVICE_MANAGER,
    ),
    _series(
        "survey-response-rate",
        "Users who answer the survey",
        "share",
        EvaluatedItem.SATISFACTION,
        values="0.28 0.31 0.33 0.32 0.30 0.27 0.31 0.33 0.34 0.32 0.31 0.36",
        basis=_SURVEY,
        target="0.3",
        tolerance="0.05",
        set_by=CUSTOMER_SERVICE_MANAGER,
    ),
    _series(
        "turnover",
        "Turnover of the last twelve months",
        "share",
        EvaluatedItem.STAFF_PERFORMANCE,
        values="0.081 0.081 0.079 0.090 0.090 0.088 0.088 0.085 0.102 0.102 0.102 -",
        basis=_ROSTER,
        target="0.1",
        tolerance="0.02",
        direction=Direction.LOWER,
        set_by=PEOPLE_MANAGER,
    ),
    _series(
        "training-days",
        "Training days per person in twelve months",
        "days",
        EvaluatedItem.SKILLS,
        values="4.1 4.1 4.3 4.4 4.6 4.6 4.5 4.4 4.2 4.1 4.1 4.2",
        basis="records of the training unit",
        target="4",
        tolerance="0.5",
        set_by=PEOPLE_MANAGER,
    ),
    _series(
        "first-contact",
        "Incidents resolved at first contact",
        "share",
        EvaluatedItem.STAFF_PERFORMANCE,
        values="0.24 0.25 0.23 0.24 0.25 0.26 0.24 0.25 0.22 0.23 0.24 0.22",
        basis=_SYSTEM,
        # Somebody wrote down what was good enough when the month was half over.
        target="0.22",
        tolerance="0.02",
        set_on=_SET_LATE_ON,
        set_by=CUSTOMER_SERVICE_MANAGER,
    ),
)

INDICATORS = tuple(series.indicator for series in _ALL)


def observe_year() -> tuple[Observation, ...]:
    """All values of the year, month by month."""
    return tuple(
        Observation(
            series.indicator.id,
            value=value,
            # On the last afternoon of the month.
            observed_at=month.end - timedelta(hours=9),
            basis=series.basis,
        )
        for place, month in enumerate(MONTHS)
        for series in _ALL
        if (value := series.values.split()[place]) != "-"
    )
