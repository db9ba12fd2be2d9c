"""Alerts: what monitoring says, made into help requests."""

from datetime import datetime

from attrs import field, frozen

from mof.help_requests import Origin
from mof.incidents._incidents import Incident
from mof.records import Actor
from mof.values import ConfigurationItemId, PersonId, ServiceId
from mof.values._instants import to_utc

MONITORING = Actor(PersonId("monitoring"), is_automated=True)
"""Who opens a request for an alert, unless another tool is named."""


@frozen(kw_only=True)
class Alert:
    """That monitoring has seen something which may interrupt a service."""

    id: str = field(kw_only=False)
    at: datetime = field(converter=to_utc)
    text: str
    service: ServiceId | None = None
    item: ConfigurationItemId | None = None


def raise_incident(alert: Alert, *, id: str, by: Actor = MONITORING) -> Incident:  # noqa: A002
    """The incident that an alert is, recorded and ready to be categorized by somebody.

    The same alert gives the same incident. What has not been lost yet counts too: an incident
    is also what may interrupt a service.
    """
    where = f" ({alert.item})" if alert.item else ""
    opened = Incident.open(
        id, origin=Origin.ALERT, alert=alert.id, service=alert.service, at=alert.at, by=by
    )
    return opened.record(situation=f"{alert.text}{where}", at=alert.at, by=by)
