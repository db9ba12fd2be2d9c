"""Backlog: what comes in, what waits, and for how long."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from mof.calendars import Calendar
from mof.documents import format_duration
from mof.errors import DefinitionError
from mof.incidents import Incident
from mof.incidents._incident_lifecycle import OPEN_STATES
from mof.incidents._volumes import list_open
from mof.outcomes._cutoffs import View
from mof.outcomes._lost_user_time import REAL_TIME
from mof.outcomes._measures import MEASURES
from mof.outcomes._open_cases import tell_count
from mof.outcomes._outcomes import Outcome
from mof.values import Period

# Left over from yesterday, for more than a week, and longer than any ordinary case takes.
AGES = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""The ages at which the backlog is divided; our judgement."""


def measure_incidents(incidents: Iterable[Incident], *, during: Period, as_of: datetime) -> Outcome:
    """How many incidents were opened in a period."""
    view = View.of(during, as_of)
    present = _list_present(incidents, view)
    opened = [each.id for each in present if each.opened_at in during]
    return tell_count(MEASURES["incidents"], view, opened, cases=len(present))


def _list_present(incidents: Iterable[Incident], view: View) -> tuple[Incident, ...]:
    """The incidents that were open at some time in a period."""
    views = view.list_incidents(incidents)
    carried = {each.id for each in list_open(views, at=view.period.start, as_of=view.as_of)}
    return tuple(each for each in views if each.id in carried or _has_come_in(each, view.period))


def _has_come_in(incident: Incident, during: Period) -> bool:
    """Whether it was opened, or went back to work, in a period."""
    return incident.opened_at in during or any(
        entry.state in OPEN_STATES and entry.at in during for entry in incident.chronology
    )


def measure_backlog(
    incidents: Iterable[Incident],
    *,
    during: Period,
    as_of: datetime,
    ages: Iterable[timedelta] = AGES,
    calendar: Calendar = REAL_TIME,
) -> tuple[Outcome, ...]:
    """The incidents open at the end of a period: all of them, then those between two ages.

    An age that is a bound itself belongs to the older ones.

    Raises:
        DefinitionError: the ages do not rise, or one is not longer than nothing.
    """
    bounds = _to_bounds(ages)
    view = View.of(during, as_of)
    views = view.list_incidents(incidents)
    present = _list_present(views, view)
    aged = [
        (calendar.elapsed(each.opened_at, view.edge), each.id)
        for each in list_open(views, at=during.end, as_of=view.as_of)
    ]
    return tuple(
        Outcome(
            measure=MEASURES["backlog"],
            period=during,
            as_of=view.as_of,
            part=part,
            hours=calendar.hours_text if part else "",
            value=Fraction(len(ids)) if present else None,
            cases=len(present),
            evidence=ids,
        )
        for part, lower, upper in bounds
        for ids in [[name for age, name in aged if _is_between(age, lower, upper)]]
    )


def _is_between(age: timedelta, lower: timedelta, upper: timedelta | None) -> bool:
    return lower <= age and (upper is None or age < upper)


_Bounds = list[tuple[str, timedelta, timedelta | None]]


def _to_bounds(ages: Iterable[timedelta]) -> _Bounds:
    edges = [timedelta(), *ages]
    if any(one >= other for one, other in pairwise(edges)):
        raise DefinitionError(f"ages rise from one to the next, above none; not {edges[1:]}")
    whole: _Bounds = [("", timedelta(), None)]
    inner = [
        (f"{format_duration(lower)} to {format_duration(upper)}", lower, upper)
        for lower, upper in pairwise(edges)
    ]
    return [*whole, *inner, (f"from {format_duration(edges[-1])} on", edges[-1], None)]
