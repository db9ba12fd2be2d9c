"""Logged work: how Operations does, by its guide, its schedule, its log and its outages."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import evolve

from mof.calendars import Calendar
from mof.operations import LogEntry, OperationsGuide, OperationsSchedule, ScheduledWork
from mof.operations._logs import list_entries
from mof.outcomes._cutoffs import View
from mof.outcomes._measures import MEASURES, Measure
from mof.outcomes._open_cases import tell_share
from mof.outcomes._outcomes import Outcome
from mof.services import Outage, Service, ServiceState
from mof.services._outages import weigh_outages
from mof.values import InstructionId, Period, PersonId, ServiceId
from mof.values._checks import check_argument, collect
from mof.values._instants import MICROSECOND, to_microseconds

NEW_SERVICES = "new and changed services"
"""The part of an outcome that is of those only."""

_Services = Collection[ServiceId] | None


def measure_on_schedule(
    schedule: OperationsSchedule,
    log: Iterable[LogEntry],
    *,
    during: Period,
    as_of: datetime,
    # Our judgement: a quarter of an hour, since schedules are commonly kept in quarters.
    within: timedelta = timedelta(minutes=15),
    services: _Services = None,
) -> Outcome:
    """The share of the work scheduled in a period that was done in time.

    Our judgement: in time is what began within some time before or after its start, and was over
    within that time after its end. Work whose time for that has not passed is open, unless it
    was done in time already; work that was not logged was not done. The schedule's own period
    has to cover the one that is measured.
    """
    check_argument(schedule, OperationsSchedule, "plan one first")
    view = View.of(during, as_of)
    done: dict[tuple[InstructionId | None, datetime | None], list[LogEntry]] = {}
    for entry in list_entries(log, view.as_of):
        done.setdefault((entry.instruction, entry.scheduled_at), []).append(entry)
    verdicts: dict[str, bool | None] = {}
    still_open = 0
    for work in schedule.work:
        if work.start not in during or not _is_of(work.service, services):
            continue
        entries = done.get((work.instruction, work.start), [])
        is_in_time = any(_is_in_time(work, each, within, view) for each in entries)
        if is_in_time or work.end + within <= view.as_of:
            verdicts[f"{work.instruction} at {work.start}"] = is_in_time
        else:
            still_open += 1
    return _name_part(
        tell_share(MEASURES["on schedule"], view, verdicts, still_open=still_open), services
    )


def _is_in_time(work: ScheduledWork, entry: LogEntry, within: timedelta, view: View) -> bool:
    return (
        abs(entry.started_at - work.start) <= within
        and entry.ended_at is not None
        and entry.ended_at <= min(work.end + within, view.as_of)
    )


def measure_wanted_outcomes(
    log: Iterable[LogEntry], *, during: Period, as_of: datetime, services: _Services = None
) -> Outcome:
    """The share of the work ended in a period that had the wanted outcome, where it is told."""
    view = View.of(during, as_of)
    done = (each for each in _list_done(log, view) if _is_of(each.service, services))
    verdicts = {entry.id: entry.has_wanted_outcome for entry in done}
    return _name_part(tell_share(MEASURES["wanted outcome"], view, verdicts), services)


def measure_automated_work(log: Iterable[LogEntry], *, during: Period, as_of: datetime) -> Outcome:
    """The share of the work ended in a period that tools did."""
    view = View.of(during, as_of)
    verdicts = {entry.id: entry.by.is_automated for entry in _list_done(log, view)}
    return tell_share(MEASURES["automated work"], view, verdicts)


def measure_reactive_work(log: Iterable[LogEntry], *, during: Period, as_of: datetime) -> Outcome:
    """The share of the effort on work ended in a period that answered what had gone wrong."""
    view = View.of(during, as_of)
    done = _list_done(log, view)
    reactive = [entry for entry in done if entry.is_reactive]
    return _tell_effort(
        MEASURES["reactive work"], view, reactive, of=_add_up(done), cases=len(done)
    )


def measure_staff_use(
    log: Iterable[LogEntry],
    hours: Mapping[PersonId, Calendar],
    *,
    during: Period,
    as_of: datetime,
) -> Outcome:
    """What part of the hours in which people were available they spent on logged work.

    Hours are the open time of each person's own calendar, in which absences are breaks or
    shifts, up to the instant. The effort of others, and of tools, is not theirs. More is better,
    which is our judgement; much more than four fifths leaves no room for the unforeseen.
    """
    view = View.of(during, as_of)
    until = max(during.start, view.edge)
    available = sum((each.elapsed(during.start, until) for each in hours.values()), timedelta())
    own = [entry for entry in _list_done(log, view) if entry.by.person in hours]
    return _tell_effort(MEASURES["staff use"], view, own, of=available, cases=len(own))


def measure_instructed_tasks(guide: OperationsGuide, *, during: Period, as_of: datetime) -> Outcome:
    """The share of tasks with an approved instruction at the end of a period, or by then."""
    check_argument(guide, OperationsGuide, "hand over the guide that work is done by")
    view = View.of(during, as_of)
    instructed = guide.as_of(view.as_of).find_instructed(at=view.edge)
    return tell_share(
        MEASURES["instructed tasks"], view, {task.id: task.id in instructed for task in guide.tasks}
    )


def measure_available_time(
    outages: Mapping[ServiceId, Iterable[Outage]], *, during: Period, as_of: datetime
) -> Outcome:
    """The share of the time of a period in which services worked, as far as outages tell.

    Give an empty list for a service that never failed. What was promised of availability is
    judged by `mof.judgements`, with its hours, maintenances and exclusions; this is all time.
    """
    view = View.of(during, as_of)
    lost = {service: _measure_loss(own, view) for service, own in sorted(outages.items())}
    whole = max(view.edge - during.start, timedelta()) // MICROSECOND * len(outages)
    return Outcome(
        measure=MEASURES["available time"],
        period=during,
        as_of=view.as_of,
        value=1 - sum(lost.values(), Fraction()) / whole if whole else None,
        cases=len(outages),
        evidence=[service for service, time in lost.items() if time],
    )


def _measure_loss(outages: Iterable[Outage], view: View) -> Fraction:
    """How many microseconds of a period were lost, each by the worst outage at the time."""
    views = (each.as_of(view.as_of) for each in collect(outages, Outage, "outages"))
    known = [each for each in views if each is not None]
    first, last = to_microseconds(view.period.start), to_microseconds(view.edge)
    return sum(
        (
            weight * max(min(end, last) - max(start, first), 0)
            for start, end, weight in weigh_outages(known, until=last)
        ),
        Fraction(),
    )


def find_new_services(
    services: Iterable[Service],
    *,
    during: Period,
    as_of: datetime,
    # The customary length of early-life support.
    within: timedelta = timedelta(weeks=4),
) -> frozenset[ServiceId]:
    """The services that were new or changed in a period, or some time before it began.

    They are those that were deployed then, for the first time or again. How long a service is
    new is our judgement: as long as the field gives early-life support.
    """
    view = View.of(during, as_of)
    views = [each.as_of(view.as_of) for each in collect(services, Service, "services")]
    return frozenset(
        service.id
        for service in views
        if any(during.start - within <= at < view.edge for at in _list_deployments(service))
    )


def _list_deployments(service: Service) -> list[datetime]:
    told = [e.at for e in service.chronology if e.state is ServiceState.DEPLOYED]
    return told if service.deployed_at is None else [*told, service.deployed_at]


def _list_done(log: Iterable[LogEntry], view: View) -> list[LogEntry]:
    """The work that ended in a period, as known at an instant."""
    return [
        entry
        for entry in list_entries(log, view.as_of)
        if entry.ended_at is not None
        and entry.ended_at in view.period
        and entry.ended_at <= view.as_of
    ]


def _is_of(service: ServiceId, services: _Services) -> bool:
    return services is None or service in services


def _name_part(outcome: Outcome, services: _Services) -> Outcome:
    return outcome if services is None else evolve(outcome, part=NEW_SERVICES)


def _add_up(entries: Iterable[LogEntry]) -> timedelta:
    return sum((entry.spent or timedelta() for entry in entries), timedelta())


def _tell_effort(
    measure: Measure, view: View, entries: Collection[LogEntry], *, of: timedelta, cases: int
) -> Outcome:
    """Which part of some time the effort on some work was."""
    spent = _add_up(entries)
    return Outcome(
        measure=measure,
        period=view.period,
        as_of=view.as_of,
        value=Fraction(spent // MICROSECOND, of // MICROSECOND) if of else None,
        cases=cases,
        evidence=[entry.id for entry in entries],
    )
