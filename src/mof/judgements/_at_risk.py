"""At risk: when so much of the time that a target leaves has passed that it asks for attention."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil

from attrs import frozen

from mof.agreements._cycles import Cycle
from mof.calendars import Calendar
from mof.judgements._breaches import measure
from mof.values._instants import MICROSECOND


@frozen
class RiskPoint:
    """When a share of the time that a target leaves has passed."""

    share: Fraction
    at: datetime


def find_risk_points(
    cycle: Cycle,
    allowance: timedelta,
    calendar: Calendar,
    *,
    shares: Iterable[Fraction],
    as_of: datetime,
) -> tuple[RiskPoint, ...]:
    """When shares of the time allowed have passed in a cycle, or will if the clock runs on.

    They are measured like the due instant itself, so that pauses move them alike; a share is
    rounded up to the microsecond. One that no opening is long enough for is left out.
    """
    limits = ((share, ceil(share * (allowance // MICROSECOND)) * MICROSECOND) for share in shares)
    points = (
        (share, measure(cycle, within, calendar, as_of=as_of).due_at) for share, within in limits
    )
    return tuple(RiskPoint(share, at) for share, at in points if at is not None)
