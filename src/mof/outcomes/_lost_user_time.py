"""Lost user time: how long services were lost to incidents, and to how many users."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from mof.calendars import Calendar
from mof.errors import DefinitionError
from mof.incidents import Incident
from mof.outcomes._cutoffs import View
from mof.outcomes._measures import MEASURES
from mof.outcomes._outcomes import Outcome
from mof.services._outages import follow_incident
from mof.values import Period

REAL_TIME = Calendar.always()
"""Time by the clock on the wall, in which outcomes are counted unless another calendar is named."""


def measure_lost_user_time(
    incidents: Iterable[Incident],
    *,
    during: Period,
    as_of: datetime,
    affected_users: Mapping[str, int] = MappingProxyType({}),
    calendar: Calendar = REAL_TIME,
) -> Outcome:
    """The working time that users lost to incidents in a period.

    How many users an incident affects is noted on it (``affected_users``), or is brought by its
    id. Where it is known of some only, the value is None, and what is known the least it can be.

    Raises:
        DefinitionError: a number of users is no whole number, or is negative.
    """
    _check_numbers(affected_users)
    view = View.of(during, as_of)
    known, unknown, total = [], [], timedelta()
    for incident, lost in _list_losses(incidents, view, calendar):
        users = _count_users(incident, affected_users)
        if users is None and lost:
            unknown.append(incident.id)
        else:
            known.append(incident.id)
            total += (users or 0) * lost
    return Outcome(
        measure=MEASURES["lost user time"],
        period=during,
        as_of=view.as_of,
        hours=calendar.hours_text,
        value=total if known and not unknown else None,
        least=total if unknown else None,
        cases=len(known) + len(unknown),
        evidence=known,
        unknown=unknown,
    )


def measure_impact_time(
    incidents: Iterable[Incident],
    *,
    during: Period,
    as_of: datetime,
    calendar: Calendar = REAL_TIME,
) -> Outcome:
    """The service time that incidents lost in a period, however many users were affected."""
    view = View.of(during, as_of)
    losses = list(_list_losses(incidents, view, calendar))
    return Outcome(
        measure=MEASURES["impact-minutes"],
        period=during,
        as_of=view.as_of,
        hours=calendar.hours_text,
        value=sum((lost for _, lost in losses), timedelta()) if losses else None,
        cases=len(losses),
        evidence=[incident.id for incident, _ in losses],
    )


def _list_losses(
    incidents: Iterable[Incident], view: View, calendar: Calendar
) -> Iterator[tuple[Incident, timedelta]]:
    """The incidents that kept a service down in a period, and how long in it."""
    for incident in view.list_incidents(incidents):
        stretches = [
            (start, end)
            for outage in follow_incident(incident)
            for start, end in [
                (max(outage.start, view.period.start), min(outage.end or view.edge, view.edge))
            ]
            if start < end
        ]
        if stretches:
            lost = (calendar.elapsed(start, end) for start, end in stretches)
            yield incident, sum(lost, timedelta())


def _count_users(incident: Incident, brought: Mapping[str, int]) -> int | None:
    """How many users it affects; what is noted comes first, and less than none is no number."""
    noted = incident.affected_users
    return noted if noted is not None and noted >= 0 else brought.get(incident.id)


def _check_numbers(affected_users: Mapping[str, int]) -> None:
    for incident, users in affected_users.items():
        if not isinstance(users, int) or isinstance(users, bool) or users < 0:
            raise DefinitionError(
                f"the affected users of {incident!r} are a whole number from 0 on, not {users!r}"
            )
