"""Changes made: what the search for incidents after changes has to know of each."""

from datetime import datetime

from attrs import field, frozen

from mof.values import ChangeId, ServiceId
from mof.values._ids import to_service_ids
from mof.values._instants import to_utc


@frozen
class ChangeMade:
    """A change that took effect: which, when, and on which services."""

    id: ChangeId
    at: datetime = field(converter=to_utc)
    services: frozenset[ServiceId] = field(converter=to_service_ids)
