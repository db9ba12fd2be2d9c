"""The files of the world: written once, and read back through the sources of the library."""

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime
from os import PathLike
from pathlib import Path
from random import Random
from typing import Any

from attrs import evolve, frozen

from example_world import logs
from example_world.absences import WORKFORCE
from example_world.accounts import LEDGER
from example_world.agreements import AGREEMENTS, Agreement
from example_world.arrivals import plan_year
from example_world.changes import plan_changes
from example_world.hours import REVIEWED, TZ, ZONE, at
from example_world.improvements import PROGRAMS
from example_world.indicators import INDICATORS, observe_year
from example_world.lives import live
from example_world.maturities import GOALS, RATINGS
from example_world.monitors import MONITORING
from example_world.operations import OPERATIONS
from example_world.organisation import CATALOG
from example_world.people import ORGANIZATION
from example_world.plans import Fate, Plan, Story
from example_world.reviews import PREVIOUS_REVIEWS
from example_world.risks import REGISTER
from example_world.stories import add_stories
from example_world.surveys import FEEDBACK
from example_world.truths import PlantedDefect, Truth
from mof.changes import RequestForChange
from mof.controls import ControlRegister
from mof.converters import make_converter
from mof.improvement import MaturityGoal, MaturityRating, ReviewHeld, ServiceImprovementProgram
from mof.incidents import Incident
from mof.indicators import Feedback, Indicator, Ledger, Observation
from mof.monitoring import MonitoringData
from mof.operations import OperationsData
from mof.services import ServiceCatalog
from mof.sources import (
    ChangeMapping,
    DefectKind,
    Extract,
    ObservationMapping,
    read_csv,
    read_event_log,
)
from mof.teams import Organization, Workforce
from mof.values import IncidentId, Period, ServiceId

SEED = 20260630
_CONVERTER = make_converter()

_CHANGE_COLUMNS = {
    "id": "Number",
    "title": "Title",
    "requested_at": "Requested",
    "subject": "About",
    "category": "Category",
    "priority": "Priority",
    "services": "Services",
    "planned_at": "Planned",
    "completed_at": "Completed",
}
# Like most exports, the file has a column that nobody reads.
_CHANGE_HEADER = (*_CHANGE_COLUMNS.values(), "By")
CHANGE_MAPPING = ChangeMapping(
    columns=_CHANGE_COLUMNS,
    words={"category": {"routine": "standard", "small": "minor", "large": "significant"}},
    missing=["-"],
    tz=TZ,
)
_CHANGE_WORDS = {"standard": "routine", "minor": "small", "significant": "large"}

_OBSERVATION_COLUMNS = {
    "indicator": "Indicator",
    "value": "Value",
    "observed_at": "Observed",
    "basis": "Basis",
}
OBSERVATION_MAPPING = ObservationMapping(columns=_OBSERVATION_COLUMNS, tz=TZ)

_INCIDENTS, _CHANGES, _OBSERVATIONS = "incidents.csv", "changes.csv", "observations.csv"
_SERVICES, _AGREEMENTS, _INDICATORS = "services.json", "agreements.json", "indicators.json"
_PEOPLE, _REGISTER = "organization.json", "register.json"
_RATINGS, _GOALS = "maturity_ratings.json", "maturity_goals.json"
_PROGRAMS = "programs.json"
_FEEDBACK, _LEDGER, _WORKFORCE = "feedback.json", "ledger.json", "workforce.json"
_OPERATIONS, _MONITORING = "operations.json", "monitoring.json"
_REVIEWS, _TRUTH = "previous_reviews.json", "truth.json"


@frozen(kw_only=True)
class World:
    """A year of an organisation, as read from its files, and the month to be reviewed."""

    folder: Path
    period: Period
    catalog: ServiceCatalog
    agreements: tuple[Agreement, ...]
    incidents: Extract[Incident]
    changes: Extract[RequestForChange]
    indicators: tuple[Indicator, ...]
    observations: Extract[Observation]
    organization: Organization
    register: ControlRegister
    maturity_ratings: tuple[MaturityRating, ...]
    maturity_goals: tuple[MaturityGoal, ...]
    programs: tuple[ServiceImprovementProgram, ...]
    feedback: Feedback
    ledger: Ledger
    workforce: Workforce
    operations: OperationsData
    monitoring: MonitoringData
    previous_reviews: tuple[ReviewHeld, ...]
    truth: Truth


def _simulate(seed: int) -> list[tuple[Plan, Incident]]:
    random = Random(seed)
    plans = add_stories(plan_year(random), random)
    plans.sort(key=lambda plan: plan.opened_at)
    latest: dict[ServiceId, IncidentId] = {}
    lived = []
    for number, plan in enumerate(plans, 1):
        named = _name(plan, number, latest)
        lived.append((named, live(named, latest.get(plan.service, named.id), random)))
        if named.fate is not Fate.DUPLICATE:
            latest[plan.service] = named.id
    return lived


def _name(plan: Plan, number: int, latest: Mapping[ServiceId, IncidentId]) -> Plan:
    """The plan with its id; what duplicates nothing is withdrawn instead."""
    is_first = plan.fate is Fate.DUPLICATE and plan.service not in latest
    fate = Fate.CANCELLED if is_first else plan.fate
    return evolve(plan, id=IncidentId(f"INC{number:05}"), fate=fate)


def write_world(folder: str | PathLike[str], *, seed: int = SEED) -> tuple[Incident, ...]:
    """Simulate the year and write its files; the same seed gives the same files.

    Returns the incidents as they were lived through, with events and roles that no log keeps.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lived = _simulate(seed)
    rows = logs.list_rows(incident for _, incident in lived)
    rows, defects, duplicate = logs.plant_defects(rows, at(2026, 6, 15, 9))
    cells = (row.cells for row in rows)
    _write_rows(folder / _INCIDENTS, logs.HEADER, cells, delimiter=";")
    planted = [PlantedDefect(_INCIDENTS, line, kind) for line, kind in defects.items()]
    changes = [_show_change(change) for change in plan_changes(Random(seed + 1))]
    planted += _spoil_changes(changes)
    _write_rows(folder / _CHANGES, _CHANGE_HEADER, changes)
    observations = [_show_observation(observation) for observation in observe_year()]
    planted += _spoil_observations(observations)
    _write_rows(folder / _OBSERVATIONS, _OBSERVATION_COLUMNS.values(), observations)
    for name, value in (
        (_SERVICES, CATALOG),
        (_AGREEMENTS, AGREEMENTS),
        (_INDICATORS, INDICATORS),
        (_PEOPLE, ORGANIZATION),
        (_REGISTER, REGISTER),
        (_RATINGS, RATINGS),
        (_GOALS, GOALS),
        (_PROGRAMS, PROGRAMS),
        (_FEEDBACK, FEEDBACK),
        (_LEDGER, LEDGER),
        (_WORKFORCE, WORKFORCE),
        (_OPERATIONS, OPERATIONS),
        (_MONITORING, MONITORING),
        (_REVIEWS, PREVIOUS_REVIEWS),
        (_TRUTH, _tell_truth(lived, planted, duplicate)),
    ):
        _write_json(folder / name, value)
    return tuple(incident for _, incident in lived)


def _write_rows(
    path: Path, header: Iterable[str], rows: Iterable[Iterable[str]], *, delimiter: str = ","
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _write_json(path: Path, value: object) -> None:
    kind = _KINDS.get(path.name, type(value))
    text = _CONVERTER.dumps(value, unstructure_as=kind, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _read_json(path: Path) -> Any:
    return _CONVERTER.loads(path.read_text(encoding="utf-8"), _KINDS[path.name])


_KINDS: dict[str, Any] = {
    _SERVICES: ServiceCatalog,
    _AGREEMENTS: tuple[Agreement, ...],
    _INDICATORS: tuple[Indicator, ...],
    _PEOPLE: Organization,
    _REGISTER: ControlRegister,
    _RATINGS: tuple[MaturityRating, ...],
    _GOALS: tuple[MaturityGoal, ...],
    _PROGRAMS: tuple[ServiceImprovementProgram, ...],
    _FEEDBACK: Feedback,
    _LEDGER: Ledger,
    _WORKFORCE: Workforce,
    _OPERATIONS: OperationsData,
    _MONITORING: MonitoringData,
    _REVIEWS: tuple[ReviewHeld, ...],
    _TRUTH: Truth,
}


def _show_time(moment: datetime | None) -> str:
    return "-" if moment is None else f"{moment.astimezone(ZONE):%Y-%m-%dT%H:%M}"


def _show_change(change: RequestForChange) -> list[str]:
    return [
        change.id,
        change.title,
        _show_time(change.requested_at),
        str(change.subject),
        _CHANGE_WORDS.get(str(change.category), str(change.category)),
        str(change.priority),
        "; ".join(sorted(change.services)),
        _show_time(change.planned_at),
        _show_time(change.completed_at),
        change.requested_by or "-",
    ]


def _spoil_changes(rows: list[list[str]]) -> list[PlantedDefect]:
    """A title that was not quoted falls into two cells; a time was typed by hand."""
    rows.insert(40, [*rows[40][:2], " and its spare", *rows[40][2:]])
    rows[80] = [*rows[80][:-2], "last night", rows[80][-1]]
    return [
        PlantedDefect(_CHANGES, 42, DefectKind.RAGGED_ROW),
        PlantedDefect(_CHANGES, 82, DefectKind.UNREADABLE_VALUE),
    ]


def _show_observation(observation: Observation) -> list[str]:
    value = observation.value
    exact = str(value.numerator) if value.denominator == 1 else f"{float(value):.12g}"
    return [
        observation.indicator,
        exact,
        _show_time(observation.observed_at),
        observation.basis,
    ]


def _spoil_observations(rows: list[list[str]]) -> list[PlantedDefect]:
    """Somebody did not know exactly."""
    rows.insert(30, [rows[30][0], "about the same", *rows[30][2:]])
    return [PlantedDefect(_OBSERVATIONS, 32, DefectKind.UNREADABLE_VALUE)]


def _tell_truth(
    lived: list[tuple[Plan, Incident]], defects: list[PlantedDefect], duplicate: int
) -> Truth:
    def find(story: Story) -> tuple[IncidentId, ...]:
        return tuple(p.id for p, _ in lived if p.story is story and p.opened_at in REVIEWED)

    return Truth(
        delayed_by_team=find(Story.DELAYED_BY_TEAM),
        delayed_by_supplier=find(Story.DELAYED_BY_SUPPLIER),
        supplier_too_slow=find(Story.SUPPLIER_TOO_SLOW),
        lowered_late=find(Story.LOWERED_LATE),
        resolved_by_coordinator=find(Story.COORDINATOR_RESOLVES),
        with_script=find(Story.SCRIPT)[0],
        with_formula=find(Story.FORMULA)[0],
        back_dated=find(Story.BACK_DATED)[0],
        duplicate_row=duplicate,
        defects=tuple(defects),
    )


def load_world(folder: str | PathLike[str]) -> World:
    """The year as its files tell it."""
    folder = Path(folder)
    return World(
        folder=folder,
        period=REVIEWED,
        catalog=_read_json(folder / _SERVICES),
        agreements=_read_json(folder / _AGREEMENTS),
        incidents=read_event_log(folder / _INCIDENTS, logs.MAPPING),
        changes=read_csv(folder / _CHANGES, CHANGE_MAPPING),
        indicators=_read_json(folder / _INDICATORS),
        observations=read_csv(folder / _OBSERVATIONS, OBSERVATION_MAPPING),
        organization=_read_json(folder / _PEOPLE),
        register=_read_json(folder / _REGISTER),
        maturity_ratings=_read_json(folder / _RATINGS),
        maturity_goals=_read_json(folder / _GOALS),
        programs=_read_json(folder / _PROGRAMS),
        feedback=_read_json(folder / _FEEDBACK),
        ledger=_read_json(folder / _LEDGER),
        workforce=_read_json(folder / _WORKFORCE),
        operations=_read_json(folder / _OPERATIONS),
        monitoring=_read_json(folder / _MONITORING),
        previous_reviews=_read_json(folder / _REVIEWS),
        truth=_read_json(folder / _TRUTH),
    )
