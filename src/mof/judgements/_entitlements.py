"""Entitlements: whether a help request is one that the desk supports, and by which agreement."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from attrs import frozen

from mof.agreements import SLA
from mof.help_requests import HelpRequest
from mof.help_requests._categories import UNKNOWN_SERVICE
from mof.services import ServiceCatalog
from mof.values import AgreementId


@frozen
class Entitlement:
    """Whether a request is supportable; if so by which agreement, if not why not.

    None means that nobody can say yet, because the service is not known.
    """

    request: str
    """The id of the help request."""
    is_supportable: bool | None
    """Whether the desk supports it; None while its service is not known."""
    agreement: AgreementId | None
    """The agreement that covers it; None where none does."""
    reason: str
    """Why, in words for the person who asked."""


def find_entitlement(
    request: HelpRequest[Any, Any],
    catalog: ServiceCatalog,
    agreements: Iterable[SLA],
    *,
    at: datetime,
) -> Entitlement:
    """Hold a request against the catalog and the agreements that are valid at an instant.

    Our judgement, since the framework asks for the decision and not for its rule: a request is
    supportable if its service is in the catalog and in operation, and an agreement covers it.
    The desk decides; this proposes.
    """
    service = request.service
    if service is None or service == UNKNOWN_SERVICE:
        return Entitlement(request.id, None, None, "the service is not known")
    if service not in catalog:
        return Entitlement(request.id, False, None, f"{service} is not in the catalog")  # noqa: FBT003
    if not catalog[service].is_in_operation(at):
        return Entitlement(request.id, False, None, f"{service} is not in operation")  # noqa: FBT003
    for agreement in sorted(agreements, key=lambda each: (each.id, each.version)):
        if agreement.is_valid(at) and agreement.covers(request):
            why = f"{agreement.id} covers {service}"
            return Entitlement(request.id, True, agreement.id, why)  # noqa: FBT003
    return Entitlement(request.id, False, None, f"no agreement covers {service}")  # noqa: FBT003
