"""Identifiers: what records call each other by."""

from collections.abc import Iterable
from typing import NewType

PersonId = NewType("PersonId", str)
TeamId = NewType("TeamId", str)
TechnologyAreaId = NewType("TechnologyAreaId", str)
CustomerId = NewType("CustomerId", str)
SupplierId = NewType("SupplierId", str)
ServiceId = NewType("ServiceId", str)
AgreementId = NewType("AgreementId", str)
IncidentId = NewType("IncidentId", str)
ProblemId = NewType("ProblemId", str)
ChangeId = NewType("ChangeId", str)
IndicatorId = NewType("IndicatorId", str)
ActionId = NewType("ActionId", str)
ReviewId = NewType("ReviewId", str)
ConfigurationItemId = NewType("ConfigurationItemId", str)


def to_service_ids(value: Iterable[ServiceId]) -> frozenset[ServiceId]:
    """The distinct services named."""
    return frozenset(value)
