"""What is promised of Service Monitoring and Control, measured on what monitors saw."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from statistics import median

from mof.figures import HOURS, Figure, Measure
from mof.framework.functions import SMF
from mof.ids import ServiceId
from mof.indicators import Direction
from mof.instants import MICROSECOND, to_utc
from mof.kinds import collect
from mof.monitoring._events import Alert
from mof.monitoring._models import Health, HealthModel
from mof.monitoring._monitors import Monitor, collect_monitors
from mof.monitoring._responses import RemedyRun
from mof.monitoring._traces import HealthStretch
from mof.outages import Outage
from mof.periods import Period

_SMC = SMF.SERVICE_MONITORING_AND_CONTROL
_ANSWERS = "faster and more effective answers to incidents"
_HOUR = timedelta(hours=1)

# MOF 4.0, Operate phase overview, Table 1 states the outcomes; the formulas are our judgement.
# Breaches of SLAs and OLAs are counted by `mof.judgements`; what users think, they have to say.
WORKING_SHARE = Measure(
    "time in working order",
    function=_SMC,
    outcome="better availability of services overall",
    formula="time seen healthy or degraded ÷ time in which the health was known",
)
COVERED_SHARE = Measure(
    "services mapped and monitored",
    function=_SMC,
    outcome="a better grasp of which infrastructure components deliver a service",
    formula="services of which the parts are known and each is watched ÷ services",
)
DETECTION_TIME = Measure(
    "detection time",
    function=_SMC,
    outcome=_ANSWERS,
    formula="median of the time from the start of an outage to its first alert",
    unit=HOURS,
    direction=Direction.LOWER,
)
DETECTED_SHARE = Measure(
    "outages detected",
    function=_SMC,
    outcome=_ANSWERS,
    formula="outages with an alert while they lasted ÷ outages",
)
REMEDIED_SHARE = Measure(
    "alerts remedied",
    function=_SMC,
    outcome=_ANSWERS,
    formula="alerts that a remedy ended ÷ alerts that are decided",
)

MONITORING_MEASURES = (
    *(WORKING_SHARE, COVERED_SHARE, DETECTION_TIME),
    *(DETECTED_SHARE, REMEDIED_SHARE),
)
"""The measures that the records of monitoring allow."""


def measure_working_time(
    stretches: Iterable[HealthStretch], *, during: Period, as_of: datetime
) -> Figure:
    """The share of the known time of a period in which something was not failed.

    Time in which the health was unknown is left out, and named. This is what monitors saw; what
    was promised is measured by `mof.availability`.
    """
    as_of = to_utc(as_of)
    times = dict.fromkeys(Health, timedelta())
    left_out: list[str] = []
    counted = 0
    for stretch in collect(stretches, HealthStretch, "stretches"):
        start, end = max(stretch.start, during.start), min(stretch.end or as_of, during.end, as_of)
        if start >= end:
            continue
        times[stretch.health] += end - start
        if stretch.health is Health.UNKNOWN:
            left_out.append(f"{start} to {end}")
        else:
            counted += 1
    working = times[Health.HEALTHY] + times[Health.DEGRADED]
    known = working + times[Health.FAILED]
    return Figure(
        WORKING_SHARE,
        period=during,
        as_of=as_of,
        value=Fraction(working // MICROSECOND, known // MICROSECOND) if known else None,
        counted=counted,
        left_out=left_out,
    )


def measure_coverage(
    model: HealthModel, monitors: Iterable[Monitor], *, during: Period, as_of: datetime
) -> Figure:
    """The share of services whose map and monitors are complete.

    Our judgement: the map of a service is complete when its parts are known, and its monitors
    when each node without parts that it stands on is watched. Hand over model and monitors as
    they stood in the period.
    """
    watched = {monitor.subject for monitor in collect_monitors(monitors).values()}
    complete = sum(
        model.find_parts(service) is not None
        and all(
            name in watched for name in model.list_below(service) if model.find_parts(name) is None
        )
        for service in model.services
    )
    return Figure(
        COVERED_SHARE,
        period=during,
        as_of=as_of,
        value=Fraction(complete, len(model.services)) if model.services else None,
        counted=len(model.services),
    )


def _find_detections(
    outages: Mapping[ServiceId, Iterable[Outage]],
    alerts: Iterable[Alert],
    during: Period,
    as_of: datetime,
) -> list[tuple[str, timedelta | None]]:
    """Each outage that began in a period, and how long it was until its first alert."""
    raised: dict[ServiceId, list[datetime]] = {}
    for alert in collect(alerts, Alert, "alerts"):
        for service in alert.services:
            raised.setdefault(service, []).append(alert.raised_at)
    found: list[tuple[str, timedelta | None]] = []
    for service, each in sorted(outages.items()):
        for outage in each:
            view = outage.as_of(as_of)
            if view is None or view.start not in during:
                continue
            end = view.end or as_of
            during_it = [at for at in raised.get(service, ()) if view.start <= at <= end]
            delay = min(during_it) - view.start if during_it else None
            found.append((f"{service} at {view.start}", delay))
    return found


def measure_detection_time(
    outages: Mapping[ServiceId, Iterable[Outage]],
    alerts: Iterable[Alert],
    *,
    during: Period,
    as_of: datetime,
) -> Figure:
    """How long it took until monitoring told of the outages that began in a period: the median.

    Outages are those that people or records tell of, by service; those that were over before
    any alert reached the service are left out, so read `measure_detected_outages` beside it.
    """
    as_of = to_utc(as_of)
    found = _find_detections(outages, alerts, during, as_of)
    delays = [delay for _, delay in found if delay is not None]
    hours = [Fraction(delay // MICROSECOND, _HOUR // MICROSECOND) for delay in delays]
    return Figure(
        DETECTION_TIME,
        period=during,
        as_of=as_of,
        value=median(hours) if hours else None,
        counted=len(hours),
        left_out=[name for name, delay in found if delay is None],
    )


def measure_detected_outages(
    outages: Mapping[ServiceId, Iterable[Outage]],
    alerts: Iterable[Alert],
    *,
    during: Period,
    as_of: datetime,
) -> Figure:
    """The share of the outages that began in a period of which monitoring told meanwhile."""
    as_of = to_utc(as_of)
    found = _find_detections(outages, alerts, during, as_of)
    detected = sum(delay is not None for _, delay in found)
    return Figure(
        DETECTED_SHARE,
        period=during,
        as_of=as_of,
        value=Fraction(detected, len(found)) if found else None,
        counted=len(found),
    )


def measure_remedied_alerts(
    alerts: Iterable[Alert], runs: Iterable[RemedyRun], *, during: Period, as_of: datetime
) -> Figure:
    """The share of the alerts raised in a period that a remedy ended without people's help.

    An alert is left out while it is not known whether a remedy worked.
    """
    as_of = to_utc(as_of)
    raised = [
        alert
        for alert in collect(alerts, Alert, "alerts")
        if alert.raised_at in during and alert.raised_at <= as_of
    ]
    results: dict[str, list[bool | None]] = {}
    for run in collect(runs, RemedyRun, "runs"):
        if run.at <= as_of:
            results.setdefault(run.alert, []).append(run.has_worked)
    worked = [True in results.get(alert.id, []) for alert in raised]
    is_open = [
        None in results.get(alert.id, []) and not ended
        for alert, ended in zip(raised, worked, strict=True)
    ]
    counted = len(raised) - sum(is_open)
    return Figure(
        REMEDIED_SHARE,
        period=during,
        as_of=as_of,
        value=Fraction(sum(worked), counted) if counted else None,
        counted=counted,
        left_out=[alert.id for alert, waits in zip(raised, is_open, strict=True) if waits],
    )
