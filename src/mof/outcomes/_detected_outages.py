"""Detected outages: what Service Monitoring and Control saw, how soon, and what came of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import frozen

from mof.judgements import Judgement, Verdict
from mof.monitoring import Alert, Health, HealthModel, Monitor, RemedyRun
from mof.monitoring._health_traces import HealthStretch
from mof.outcomes._cutoffs import View
from mof.outcomes._lost_user_time import REAL_TIME
from mof.outcomes._measures import MEASURES
from mof.outcomes._open_cases import SHARES, tell_count, tell_percentiles, tell_share
from mof.outcomes._outcomes import Outcome
from mof.services import Outage
from mof.values import EventId, Period, ServiceId
from mof.values._checks import check_argument, collect
from mof.values._instants import MICROSECOND


def measure_working_time(
    traces: Mapping[ServiceId, Iterable[HealthStretch]], *, during: Period, as_of: datetime
) -> Outcome:
    """The share of the known time of a period in which services were healthy or degraded.

    Services of which the health was not known for some of the time are named as unknown; that
    time is in neither part. What was promised is judged by `mof.judgements`.
    """
    view = View.of(during, as_of)
    times = dict.fromkeys(Health, timedelta())
    seen: set[ServiceId] = set()
    failed: list[str] = []
    unknown: list[str] = []
    for service, stretches in sorted(traces.items()):
        own = _add_up(collect(stretches, HealthStretch, "stretches"), view)
        for health, time in own.items():
            times[health] += time
        if any(time for health, time in own.items() if health is not Health.UNKNOWN):
            seen.add(service)
        failed += [service] if own[Health.FAILED] else []
        unknown += [service] if own[Health.UNKNOWN] else []
    working = times[Health.HEALTHY] + times[Health.DEGRADED]
    known = working + times[Health.FAILED]
    return Outcome(
        measure=MEASURES["working time seen"],
        period=during,
        as_of=view.as_of,
        value=Fraction(working // MICROSECOND, known // MICROSECOND) if known else None,
        cases=len(seen),
        evidence=failed,
        unknown=unknown,
    )


def _add_up(stretches: Iterable[HealthStretch], view: View) -> dict[Health, timedelta]:
    times = dict.fromkeys(Health, timedelta())
    for stretch in stretches:
        start = max(stretch.start, view.period.start)
        end = min(stretch.end or view.edge, view.edge)
        times[stretch.health] += max(end - start, timedelta())
    return times


def measure_breaches(
    judgements: Iterable[Judgement], *, during: Period, as_of: datetime
) -> Outcome:
    """How many targets were breached in a period, of those judged that had begun by its end.

    Hand over the judgements on SLAs and OLAs; those on contracts are of suppliers.
    """
    view = View.of(during, as_of)
    given = collect(judgements, Judgement, "judgements")
    begun = [
        each
        for each in given
        if each.started_at is not None and each.started_at < view.edge
        if each.verdict not in {Verdict.VOID, Verdict.NO_TARGET, Verdict.UNKNOWN}
        if each.stopped_at is None or each.stopped_at >= during.start
    ]
    breached = (
        each.record
        for each in begun
        if each.breached_at is not None
        and each.breached_at in during
        and each.breached_at <= view.as_of
    )
    unknown = dict.fromkeys(each.record for each in given if each.verdict is Verdict.UNKNOWN)
    return tell_count(MEASURES["breaches"], view, breached, cases=len(begun), unknown=unknown)


def measure_monitored_services(
    model: HealthModel, monitors: Iterable[Monitor], *, during: Period, as_of: datetime
) -> Outcome:
    """The share of services whose map and monitors are complete.

    Our judgement: the map of a service is complete when its parts are known, and its monitors
    when each node without parts that it stands on is watched. Hand over model and monitors as
    they stood in the period.
    """
    check_argument(model, HealthModel, "hand over the model that services are watched by")
    view = View.of(during, as_of)
    watched = {each.subject for each in collect(monitors, Monitor, "monitors")}
    return tell_share(
        MEASURES["services mapped and monitored"],
        view,
        {service: _is_covered(service, model, watched) for service in sorted(model.services)},
    )


def _is_covered(service: ServiceId, model: HealthModel, watched: set[str]) -> bool:
    if model.find_parts(service) is None:
        return False
    leaves = (name for name in model.list_below(service) if model.find_parts(name) is None)
    return all(name in watched for name in leaves)


def measure_detection_time(
    outages: Mapping[ServiceId, Iterable[Outage]],
    alerts: Iterable[Alert],
    *,
    during: Period,
    as_of: datetime,
    shares: Iterable[Fraction | str | float] = SHARES,
) -> tuple[Outcome, ...]:
    """How long it took until monitoring told of the outages that began in a period.

    Outages are those that people or records tell of, by service; those that go on without an
    alert are open, and those that were over without one are not counted, so read
    `measure_detected_outages` beside it.
    """
    view = View.of(during, as_of)
    found = _find_detections(outages, alerts, view)
    return tell_percentiles(
        MEASURES["detection time"],
        view,
        ended=[(each.name, each.delay) for each in found if each.delay is not None],
        still_open=[each.lasted for each in found if each.delay is None and each.is_open],
        shares=shares,
        calendar=REAL_TIME,
    )


def measure_detected_outages(
    outages: Mapping[ServiceId, Iterable[Outage]],
    alerts: Iterable[Alert],
    *,
    during: Period,
    as_of: datetime,
) -> Outcome:
    """The share of the outages that began in a period of which monitoring told meanwhile.

    One that goes on without an alert is open.
    """
    view = View.of(during, as_of)
    found = _find_detections(outages, alerts, view)
    decided = [each for each in found if each.delay is not None or not each.is_open]
    return tell_share(
        MEASURES["outages detected"],
        view,
        {each.name: each.delay is not None for each in decided},
        still_open=len(found) - len(decided),
    )


@frozen
class _Detection:
    """An outage of a period: how long until its first alert, if any, and how long it lasted."""

    name: str
    delay: timedelta | None
    lasted: timedelta
    is_open: bool


def _find_detections(
    outages: Mapping[ServiceId, Iterable[Outage]], alerts: Iterable[Alert], view: View
) -> list[_Detection]:
    raised: dict[ServiceId, list[datetime]] = {}
    for alert in collect(alerts, Alert, "alerts"):
        for service in alert.services:
            raised.setdefault(service, []).append(alert.raised_at)
    return [
        _detect(service, known, raised.get(service, ()), view)
        for service, own in sorted(outages.items())
        for outage in collect(own, Outage, "outages")
        if (known := outage.as_of(view.as_of)) is not None and known.start in view.period
    ]


def _detect(
    service: ServiceId, outage: Outage, raised: Iterable[datetime], view: View
) -> _Detection:
    end = outage.end or view.as_of
    first = min((at for at in raised if outage.start <= at <= end), default=None)
    return _Detection(
        f"{service} at {outage.start}",
        None if first is None else first - outage.start,
        end - outage.start,
        outage.end is None,
    )


def measure_remedied_alerts(
    alerts: Iterable[Alert], runs: Iterable[RemedyRun], *, during: Period, as_of: datetime
) -> Outcome:
    """The share of the alerts raised in a period that a remedy ended without people's help.

    An alert is open while it is not known whether a remedy works.
    """
    view = View.of(during, as_of)
    results: dict[EventId, list[bool | None]] = {}
    for run in collect(runs, RemedyRun, "runs"):
        if run.at <= view.as_of:
            results.setdefault(run.alert, []).append(run.has_worked)
    raised = [
        alert
        for alert in collect(alerts, Alert, "alerts")
        if alert.raised_at in during and alert.raised_at <= view.as_of
    ]
    worked = {alert.id: True in results.get(alert.id, ()) for alert in raised}
    waiting = {id_ for id_, has in worked.items() if not has and None in results.get(id_, ())}
    decided: dict[str, bool | None] = {
        id_: has for id_, has in worked.items() if id_ not in waiting
    }
    return tell_share(MEASURES["alerts remedied"], view, decided, still_open=len(waiting))
