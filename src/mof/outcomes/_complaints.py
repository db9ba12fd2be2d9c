"""Complaints: how many there are for a thousand requests."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from mof.help_requests import Complaint, HelpRequest
from mof.incidents import IncidentState
from mof.outcomes._cutoffs import View
from mof.outcomes._measures import MEASURES
from mof.outcomes._outcomes import Outcome
from mof.values import Period


def measure_complaints(
    complaints: Iterable[Complaint],
    requests: Iterable[HelpRequest[Any, Any]],
    *,
    during: Period,
    as_of: datetime,
) -> Outcome:
    """How many complaints were received in a period for a thousand requests opened in it.

    A thousand is our judgement, so that a small share reads as a number.
    Requests are of every category, incidents among them.
    """
    view = View.of(during, as_of)
    received = [
        complaint.id
        for complaint in view.list_records(complaints, Complaint)
        if complaint.started_at is not None and complaint.started_at in during
    ]
    opened = sum(
        request.opened_at in during and not _is_rerouted(request)
        for request in view.list_records(requests, HelpRequest)
    )
    return Outcome(
        measure=MEASURES["complaints"],
        period=during,
        as_of=view.as_of,
        value=Fraction(1000 * len(received), opened) if opened else None,
        cases=opened,
        evidence=received,
    )


def _is_rerouted(request: HelpRequest[Any, Any]) -> bool:
    return request.state is not None and request.state.name == IncidentState.REROUTED.name
