"""What monitoring has on record: what it watches, what it saw, and what was done about it."""

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from mof.monitoring._alerts import Alert
from mof.monitoring._event_filtering import Event
from mof.monitoring._health_models import HealthModel
from mof.monitoring._health_traces import HealthStretch, trace_all
from mof.monitoring._monitors import Monitor, collect_monitors
from mof.monitoring._remedies import RemedyRun
from mof.values import ServiceId
from mof.values._checks import collect


def _to_monitors(value: Iterable[Monitor]) -> tuple[Monitor, ...]:
    return tuple(collect_monitors(value).values())


def _to_events(value: Iterable[Event] | None) -> tuple[Event, ...] | None:
    return None if value is None else collect(value, Event, "events")


def _to_alerts(value: Iterable[Alert] | None) -> tuple[Alert, ...] | None:
    return None if value is None else collect(value, Alert, "alerts")


def _to_runs(value: Iterable[RemedyRun]) -> tuple[RemedyRun, ...]:
    return collect(value, RemedyRun, "runs")


@frozen(kw_only=True)
class MonitoringData:
    """The monitoring data of IT health, which is what the function delivers; None is not kept.

    Raises:
        DefinitionError: two monitors share an id.
    """

    model: HealthModel | None = None
    """What the services are made of; without one (None), no health can be told."""
    monitors: tuple[Monitor, ...] = field(default=(), converter=_to_monitors)
    """What is watched, each id once."""
    events: tuple[Event, ...] | None = field(default=None, converter=_to_events)
    """All that the monitors reported, also what raised no alert; None where it is not kept."""
    alerts: tuple[Alert, ...] | None = field(default=None, converter=_to_alerts)
    """The alerts that were raised; None where they are not kept."""
    runs: tuple[RemedyRun, ...] = field(default=(), converter=_to_runs)
    """Which remedies were tried on which alerts."""

    def trace_services(
        self, *, since: datetime, as_of: datetime
    ) -> dict[ServiceId, tuple[HealthStretch, ...]]:
        """How healthy each service was from one instant until another; none if none is modelled."""
        if self.model is None or self.events is None:
            return {}
        traced = trace_all(
            self.model,
            sorted(self.model.services),
            monitors=self.monitors,
            events=self.events,
            since=since,
            as_of=as_of,
        )
        return {ServiceId(name): stretches for name, stretches in traced.items()}
