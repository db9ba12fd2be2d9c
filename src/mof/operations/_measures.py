"""What is promised of Operations, measured on its guide, schedule and log."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from mof.calendars import Calendar
from mof.figures import Figure, Measure
from mof.framework.functions import SMF
from mof.ids import InstructionId, PersonId, ServiceId
from mof.indicators import Direction
from mof.instants import MICROSECOND, to_utc
from mof.kinds import collect
from mof.operations._guides import OperationsGuide
from mof.operations._logs import LogEntry, list_known
from mof.operations._schedules import OperationsSchedule
from mof.periods import Period
from mof.services import Service, ServiceState

_EFFICIENCY = "staff who work more efficiently"
_NEW_SERVICES = "new and changed services operated better"
_REACTIVE = "less reactive work"

# MOF 4.0, Operate phase overview, Table 1 states the outcomes; the formulas are our judgement.
# That services are available more of the time is measured by `mof.availability`.
STAFF_USE = Measure(
    "staff use",
    function=SMF.OPERATIONS,
    outcome=_EFFICIENCY,
    formula="effort logged ÷ hours in which staff were available",
)
AUTOMATED_SHARE = Measure(
    "automated share",
    function=SMF.OPERATIONS,
    outcome=_EFFICIENCY,
    formula="work done by tools ÷ work done",
)
ON_SCHEDULE_SHARE = Measure(
    "on schedule",
    function=SMF.OPERATIONS,
    outcome=_NEW_SERVICES,
    formula="scheduled work begun and over in time ÷ scheduled work whose time has passed",
)
WANTED_OUTCOME_SHARE = Measure(
    "wanted outcome",
    function=SMF.OPERATIONS,
    outcome=_NEW_SERVICES,
    formula="work with the wanted outcome ÷ work whose outcome is known",
)
INSTRUCTED_SHARE = Measure(
    "instructed tasks",
    function=SMF.OPERATIONS,
    outcome=_NEW_SERVICES,
    formula="tasks with an approved instruction ÷ tasks",
)
REACTIVE_SHARE = Measure(
    "reactive share",
    function=SMF.OPERATIONS,
    outcome=_REACTIVE,
    formula="effort on reactive work ÷ effort on all work",
    direction=Direction.LOWER,
)

OPERATIONS_MEASURES = (
    *(STAFF_USE, AUTOMATED_SHARE, ON_SCHEDULE_SHARE),
    *(WANTED_OUTCOME_SHARE, INSTRUCTED_SHARE, REACTIVE_SHARE),
)
"""The measures that the records of operations allow."""

_Services = Collection[ServiceId] | None


def measure_on_schedule(
    schedule: OperationsSchedule,
    log: Iterable[LogEntry],
    *,
    as_of: datetime,
    within: timedelta = timedelta(minutes=15),
    services: _Services = None,
) -> Figure:
    """The share of a schedule's work that was done in time, as known at an instant.

    Our judgement: in time is what began within some time before or after its start, and was over
    within that time after its end. Work whose time for that has not passed is left out, unless
    it was done in time already; work that nobody logged was not done.
    """
    as_of = to_utc(as_of)
    done: dict[tuple[InstructionId | None, datetime | None], list[LogEntry]] = {}
    for entry in list_known(log, as_of):
        done.setdefault((entry.instruction, entry.scheduled_at), []).append(entry)
    in_time, counted = 0, 0
    left_out: list[str] = []
    for work in schedule.work:
        if services is not None and work.service not in services:
            continue
        entries = done.get((work.instruction, work.start), [])
        is_in_time = any(
            abs(entry.started_at - work.start) <= within
            and entry.ended_at is not None
            and entry.ended_at <= min(work.end + within, as_of)
            for entry in entries
        )
        if not is_in_time and work.end + within > as_of:
            left_out.append(f"{work.instruction} at {work.start}")
            continue
        counted += 1
        in_time += is_in_time
    return Figure(
        ON_SCHEDULE_SHARE,
        period=schedule.period,
        as_of=as_of,
        value=Fraction(in_time, counted) if counted else None,
        counted=counted,
        left_out=left_out,
    )


def measure_wanted_outcomes(
    log: Iterable[LogEntry], *, during: Period, as_of: datetime, services: _Services = None
) -> Figure:
    """The share of the work ended in a period that had the wanted outcome, as known then."""
    return _measure(
        WANTED_OUTCOME_SHARE,
        _list_done(log, during, as_of, services),
        during,
        as_of,
        weigh=lambda entry: None if entry.has_wanted_outcome is None else Fraction(1),
        is_part=lambda entry: entry.has_wanted_outcome is True,
    )


def measure_automation(
    log: Iterable[LogEntry], *, during: Period, as_of: datetime, services: _Services = None
) -> Figure:
    """The share of the work ended in a period that tools did."""
    return _measure(
        AUTOMATED_SHARE,
        _list_done(log, during, as_of, services),
        during,
        as_of,
        weigh=lambda _: Fraction(1),
        is_part=lambda entry: entry.by.is_automated,
    )


def measure_reactive_work(
    log: Iterable[LogEntry], *, during: Period, as_of: datetime, services: _Services = None
) -> Figure:
    """The share of the effort ended in a period that answered what had gone wrong."""
    return _measure(
        REACTIVE_SHARE,
        _list_done(log, during, as_of, services),
        during,
        as_of,
        weigh=lambda entry: Fraction((entry.spent or timedelta()) // MICROSECOND),
        is_part=lambda entry: entry.is_reactive,
    )


def measure_staff_use(
    log: Iterable[LogEntry],
    hours: Mapping[PersonId, Calendar],
    *,
    during: Period,
    as_of: datetime,
) -> Figure:
    """What part of the hours in which people were available they spent on logged work.

    Hours are the open time of each person's own calendar, in which absences are breaks or
    shifts, up to the instant. The effort of others, and of tools, is left out. Our judgement on
    the direction: more is better; much more than four fifths leaves no room for the unforeseen.
    """
    as_of = to_utc(as_of)
    until = min(during.end, max(during.start, as_of))
    available = sum(
        (calendar.elapsed(during.start, until) for calendar in hours.values()), timedelta()
    )
    done = _list_done(log, during, as_of, None)
    own = [entry for entry in done if entry.by.person in hours]
    spent = sum((entry.spent or timedelta() for entry in own), timedelta())
    return Figure(
        STAFF_USE,
        period=during,
        as_of=as_of,
        value=Fraction(spent // MICROSECOND, available // MICROSECOND) if available else None,
        counted=len(own),
        left_out=[entry.id for entry in done if entry.by.person not in hours],
    )


def measure_instructed_tasks(
    guide: OperationsGuide, *, during: Period, as_of: datetime, services: _Services = None
) -> Figure:
    """The share of tasks with an approved instruction at the end of a period, or by then."""
    at = min(during.end, to_utc(as_of))
    tasks = [task for task in guide.tasks if services is None or task.service in services]
    instructed = guide.as_of(as_of).find_instructed(at=at)
    return Figure(
        INSTRUCTED_SHARE,
        period=during,
        as_of=as_of,
        value=Fraction(sum(task.id in instructed for task in tasks), len(tasks)) if tasks else None,
        counted=len(tasks),
    )


def find_new_services(
    services: Iterable[Service],
    *,
    during: Period,
    as_of: datetime,
    within: timedelta = timedelta(weeks=8),
) -> frozenset[ServiceId]:
    """The services that were new or changed in a period, or some time before it began.

    They are those that were deployed then, for the first time or again. How long a service is
    new is our judgement.
    """
    as_of = to_utc(as_of)
    views = [service.as_of(as_of) for service in collect(services, Service, "services")]
    first, last = during.start - within, min(during.end, as_of)
    return frozenset(
        service.id
        for service in views
        if any(first <= at < last for at in _list_deployments(service))
    )


def _list_deployments(service: Service) -> list[datetime]:
    told = [e.at for e in service.chronology if e.state is ServiceState.DEPLOYED]
    return told if service.deployed_at is None else [*told, service.deployed_at]


def _list_done(
    log: Iterable[LogEntry], during: Period, as_of: datetime, services: _Services
) -> list[LogEntry]:
    """The work that ended in a period, as known at an instant."""
    as_of = to_utc(as_of)
    return [
        entry
        for entry in list_known(log, as_of)
        if entry.ended_at is not None and entry.ended_at in during and entry.ended_at <= as_of
        if services is None or entry.service in services
    ]


def _measure(
    measure: Measure,
    entries: Iterable[LogEntry],
    during: Period,
    as_of: datetime,
    *,
    weigh: Callable[[LogEntry], Fraction | None],
    is_part: Callable[[LogEntry], bool],
) -> Figure:
    weights = [(entry, weigh(entry)) for entry in entries]
    known = [(entry, weight) for entry, weight in weights if weight is not None]
    whole = sum((weight for _, weight in known), Fraction())
    part = sum((weight for entry, weight in known if is_part(entry)), Fraction())
    return Figure(
        measure,
        period=during,
        as_of=as_of,
        value=part / whole if whole else None,
        counted=len(known),
        left_out=[entry.id for entry, weight in weights if weight is None],
    )
