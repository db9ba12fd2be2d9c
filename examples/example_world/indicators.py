"""What a review looks at besides tickets: twelve months of satisfaction, cost and people."""

from datetime import date, timedelta
from decimal import Decimal

from attrs import frozen

from example_world.hours import MONTHS
from example_world.organisation import (
    APPLICATIONS,
    CUSTOMER_SERVICE_MANAGER,
    FINANCE_MANAGER,
    MESSAGING,
    NETWORK,
    OPERATIONS_MANAGER,
    PEOPLE_MANAGER,
    PLATFORM,
    SERVICE_DESK,
)
from mof.framework.operational_health import EvaluatedItem
from mof.ids import IndicatorId, PersonId, TeamId
from mof.indicators import Direction, Indicator, Observation

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


def _cost(category: str, budget: int, tolerance: int, values: str) -> _Series:
    return _series(
        f"cost-{category}",
        f"Cost: {category}",
        "kNOK",
        EvaluatedItem.COSTS,
        values=values,
        basis=_LEDGER,
        target=str(budget),
        tolerance=str(tolerance),
        direction=Direction.LOWER,
        set_by=FINANCE_MANAGER,
    )


def _people(team: TeamId, posts: str, filled: str, absence: str) -> tuple[_Series, _Series]:
    return (
        _series(
            f"staffing-{team}",
            f"Posts filled, {team}",
            "posts",
            EvaluatedItem.STAFF_PERFORMANCE,
            values=filled,
            basis=_ROSTER,
            target=posts,
            tolerance="1",
            set_by=PEOPLE_MANAGER,
        ),
        _series(
            f"absence-{team}",
            f"Absence, {team}",
            "share",
            EvaluatedItem.STAFF_PERFORMANCE,
            values=absence,
            basis=_ROSTER,
            target="0.06",
            tolerance="0.02",
            direction=Direction.LOWER,
            set_by=PEOPLE_MANAGER,
        ),
    )


_COSTS = (
    _cost("staff", 2350, 60, "2310 2305 2318 2330 2342 2360 2338 2335 2329 2331 2320 2290"),
    _cost("suppliers", 520, 25, "471 480 502 515 509 498 488 505 511 519 531 655"),
    _cost("licences", 620, 20, "602 602 604 608 608 611 611 613 613 612 612 612"),
    _cost("infrastructure", 400, 20, "371 380 392 388 395 402 399 391 390 394 386 388"),
)


def _add_up_costs() -> str:
    months = zip(*(map(Decimal, cost.values.split()) for cost in _COSTS), strict=True)
    return " ".join(str(sum(month)) for month in months)


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
    *_COSTS,
    _cost("total", 3890, 78, _add_up_costs()),
    *_people(
        SERVICE_DESK,
        "9",
        "9 9 9 8 8 9 9 9 9 9 9 9",
        "0.051 0.048 0.055 0.061 0.058 0.066 0.069 0.063 0.055 0.052 0.050 0.049",
    ),
    *_people(
        MESSAGING,
        "5",
        "5 5 5 5 5 5 5 5 5 5 5 5",
        "0.032 0.040 0.044 0.041 0.052 0.057 0.055 0.049 0.047 0.045 0.043 0.044",
    ),
    *_people(
        NETWORK,
        "5",
        "5 5 5 5 5 5 5 5 4 4 4 4",
        "0.038 0.041 0.040 0.047 0.050 0.055 0.054 0.052 0.051 0.079 0.104 0.162",
    ),
    *_people(
        APPLICATIONS,
        "7",
        "6 6 7 7 7 7 7 7 7 7 7 7",
        "0.044 0.039 0.046 0.048 0.055 0.060 0.058 0.061 0.054 0.051 0.048 0.046",
    ),
    *_people(
        PLATFORM,
        "5",
        "5 5 5 5 5 5 5 5 5 5 5 5",
        "0.029 0.033 0.036 0.034 0.045 0.047 0.050 0.046 0.041 0.038 0.037 0.035",
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
    _series(
        "cost-per-incident",
        "Cost per incident",
        "NOK",
        EvaluatedItem.EFFICIENCY,
        values="1480 1120 960 985 970 1190 910 1005 930 1090 1010 1040",
        basis="ledger and ticket system",
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
