"""Availability targets: which share of its hours a service is promised to be there."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from types import NoneType

from attrs import field, frozen

from mof.agreements._service_credits import CreditTerms, Flaw
from mof.calendars import Calendar
from mof.documents._formats import format_limit
from mof.errors import DefinitionError
from mof.values import Period, Term
from mof.values._checks import check_part, collect
from mof.values._instants import MICROSECOND, load_zone
from mof.values._periods import check_days
from mof.values._shares import to_share


class Treatment(Term):
    """How a kind of time counts, by the terms of the agreement."""

    LEFT_OUT = "left out"
    """Neither up nor down: it leaves the whole that the share is of."""
    AVAILABLE = "counts as available"
    """Counts as up, so that it raises the share."""
    UNAVAILABLE = "counts as unavailable"
    """Counts as down, as if it were an outage of the whole."""
    AS_OBSERVED = "counts as any other time"
    """Counts as what was observed in it; not for time without data."""


class Overlap(Term):
    """What outages do together that happen at the same time."""

    WORST = "the worst counts"
    """The heaviest outage counts alone: of 0.3 and 0.5 at once, 0.5 is lost."""
    SUM = "they add up, to all at most"
    """Weights add up, to 1 at most: of 0.3 and 0.5 at once, 0.8 is lost."""


class Span(Term):
    """For how long an availability is promised at a time."""

    WEEK = "week"
    """Each week of ISO 8601 by itself, Monday to Sunday."""
    MONTH = "month"
    """Each calendar month by itself."""
    QUARTER = "quarter"
    """Each calendar quarter by itself."""
    YEAR = "year"
    """Each calendar year by itself."""
    ROLLING = "rolling days"
    """So many days up to each day; how many is the ``days`` of the target."""

    def find_period(self, at: datetime, *, tz: str, days: int | None = None) -> Period:
        """The calendar week, month, quarter or year of a zone in which an instant lies.

        Rolling days are those up to and including the local day of the instant.

        Raises:
            DefinitionError: it is of rolling days, and how many is not said.
        """
        local = at.astimezone(load_zone(tz))
        if self is Span.ROLLING:
            if days is None:
                raise DefinitionError("a span of rolling days has no period without days=")
            return Period.days(days, last=local.date(), tz=tz)
        if self is Span.WEEK:
            year, week, _ = local.isocalendar()
            return Period.week(year, week, tz=tz)
        if self is Span.MONTH:
            return Period.month(local.year, local.month, tz=tz)
        if self is Span.QUARTER:
            return Period.quarter(local.year, (local.month + 2) // 3, tz=tz)
        return Period.year(local.year, tz=tz)


class AvailabilityBasis(Term):
    """What the promised share is a share of."""

    TIME = "time"
    """Of the service hours, measured from outages."""
    COUNTS = "counts of requests"
    """Of requests served; outages tell nothing of it, so it has no data here."""


@frozen(kw_only=True, cache_hash=True)
class AvailabilityTarget:
    """A share of its hours in which a service, or one feature of it, is promised to work.

    Without a ``feature`` it is about the whole service, and every outage of the service
    counts; with one, those of the feature and those of the service as a whole. Its own
    calendar takes the place of the agreement's. A target on a basis of counts cannot be
    measured by outages, so that it has no data there.

    What is a matter of contract is a term. Our judgement is what holds without one: agreed
    maintenance and time without data are left out of the whole; maintenance counts as agreed
    if it was before it began (``notice`` asks for more); of outages at the same time the
    worst counts; and no outage is too short to count. One that is shorter than
    ``ignores_below``, by the clock and once adjoining ones are united, counts as available.
    """

    required_share: Fraction = field(kw_only=False, converter=to_share)
    """The share promised, above 0 and up to 1, such as ``"0.999"``; exact."""
    tolerance: Fraction = field(default=Fraction(0), converter=to_share)
    """The points of share below it that are still tolerated."""
    feature: str | None = None
    per: Span = Span.MONTH
    """The span that each share is measured over, by itself."""
    calendar: Calendar | None = None
    basis: AvailabilityBasis = AvailabilityBasis.TIME
    maintenance: Treatment = Treatment.LEFT_OUT
    notice: timedelta = timedelta(0)
    no_data: Treatment = Treatment.LEFT_OUT
    """How time counts in which the service was not observed; never AS_OBSERVED."""
    overlap: Overlap = Overlap.WORST
    """What outages at the same time count for together."""
    ignores_below: timedelta = timedelta(0)
    credits: CreditTerms | None = None
    """What comes back for availability that is missed; None where nothing was agreed."""
    days: int | None = None
    """How many days the share is measured over, where it is per `Span.ROLLING`; otherwise None."""

    def __attrs_post_init__(self) -> None:
        for name, kind in _PARTS.items():
            check_part(getattr(self, name), kind, f"{name} of an availability target")
        if (self.per is Span.ROLLING) is (self.days is None):
            raise DefinitionError("days are given with per=Span.ROLLING, and only then")
        if self.days is not None:
            check_days(self.days)
        if not self.required_share:
            raise DefinitionError("an availability of nothing is no promise; require more than 0")
        if self.no_data is Treatment.AS_OBSERVED:
            raise DefinitionError(
                "time without data was not observed, so it cannot count as it was"
            )
        if self.notice < timedelta(0) or self.ignores_below < timedelta(0):
            raise DefinitionError(
                f"times are not negative: notice {self.notice}, ignores below {self.ignores_below}"
            )

    def find_flaws(self) -> tuple[Flaw, ...]:
        """Where the credits leave open, or contradict, what is promised."""
        return () if self.credits is None else self.credits.find_flaws(self.required_share)

    @property
    def span_text(self) -> str:
        """The span that each share is measured over, in words."""
        return str(self.per) if self.days is None else f"{self.days} rolling days"

    def find_spans(self, during: Period) -> Iterator[Period]:
        """The spans that a period touches, oldest first; of rolling days those up to its end."""
        if self.per is Span.ROLLING:
            last = during.end - MICROSECOND
            yield self.per.find_period(last, tz=during.tz, days=self.days)
            return
        at = during.start
        while at < during.end:
            span = self.per.find_period(at, tz=during.tz)
            yield span
            at = span.end

    def covers_span_of(self, other: "AvailabilityTarget") -> bool:
        """Whether what is kept in each of its spans is kept in each span of another as well.

        Months make up quarters, and quarters years; weeks make up neither, and rolling days make
        up as many days several times over.
        """
        if self.days is not None:
            whole = {Span.ROLLING: other.days, Span.WEEK: 7}.get(other.per)
            return self.days == 1 if whole is None else whole % self.days == 0
        if self.per is Span.WEEK or other.per not in _NESTED:
            return self.per is other.per
        return _NESTED.index(self.per) <= _NESTED.index(other.per)

    def __str__(self) -> str:
        of = "" if self.feature is None else f" of {self.feature}"
        return f"availability{of} {format_limit(self.required_share)} per {self.span_text}"


_NESTED = (Span.MONTH, Span.QUARTER, Span.YEAR)
"""From the shortest to the longest: what is kept in each month is kept in the quarter."""


_PARTS: dict[str, tuple[type, ...]] = {
    "feature": (str, NoneType),
    "per": (Span,),
    "calendar": (Calendar, NoneType),
    "basis": (AvailabilityBasis,),
    "maintenance": (Treatment,),
    "notice": (timedelta,),
    "no_data": (Treatment,),
    "overlap": (Overlap,),
    "ignores_below": (timedelta,),
    "credits": (CreditTerms, NoneType),
}


def to_availability_targets(
    value: Iterable[AvailabilityTarget],
) -> tuple[AvailabilityTarget, ...]:
    """The availabilities promised, as they stand.

    Raises:
        DefinitionError: two of them are for the same feature and span.
    """
    targets = collect(value, AvailabilityTarget, "availability targets")
    seen: set[tuple[str | None, str]] = set()
    for target in targets:
        if (target.feature, target.span_text) in seen:
            raise DefinitionError(f"two availabilities are promised at once: {target}")
        seen.add((target.feature, target.span_text))
    return targets
