"""Predictions: how many incidents are to come, and what it costs to leave a problem alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil, floor, isqrt

from attrs import field, frozen

from mof.documents import Table, format_count, format_duration, format_share
from mof.documents._formats import format_number
from mof.errors import DefinitionError
from mof.incidents import Incident
from mof.problems._candidates import Candidate, IdentificationRule
from mof.problems._sightings import (
    Subject,
    describe_subject,
    find_value,
    is_incident,
    to_subject,
)
from mof.values import Period
from mof.values._checks import collect
from mof.values._ids import check_distinct
from mof.values._instants import MICROSECOND, to_utc
from mof.values._shares import to_fraction, to_optional_fraction, to_share

# Doubled each time, so that what lasts and what is recent are both tried with four means.
SPANS = (1, 2, 4, 8)
"""Of how many periods the mean may be what is expected of the next; our judgement."""

COVERAGE = Fraction(9, 10)
"""In how many cases the interval is to hold what comes; our judgement."""

# Our judgement: as many weeks are nearly ten years, and no desk stays alike for so long.
_LONGEST_HISTORY = 500


@frozen(kw_only=True)
class Forecast:
    """How many incidents of a group are expected in a period, and between which bounds.

    A value of None stands for the incidents of which it is not known. Bounds are None where the
    past is too short to tell how far such forecasts are off.
    """

    value: str | None
    expected: Fraction = field(converter=to_fraction)
    low: int | None = None
    high: int | None = None

    def covers(self, count: int) -> bool | None:
        """Whether a number lies within the bounds; None where there are none."""
        if self.low is None or self.high is None:
            return None
        return self.low <= count <= self.high


@frozen(kw_only=True)
class Cost:
    """What a candidate costs in a period if nothing is done and it goes on as it was.

    ``incidents`` are those beyond what was expected, and ``time_lost`` is what users lose to them.
    """

    rule: IdentificationRule
    subject: Subject = field(converter=to_subject)
    incidents: Fraction = field(converter=to_fraction)
    time_lost: timedelta


def _to_forecasts(value: Iterable[Forecast]) -> tuple[Forecast, ...]:
    return collect(value, Forecast, "volumes")


def _to_costs(value: Iterable[Cost]) -> tuple[Cost, ...]:
    return collect(value, Cost, "costs")


@frozen(kw_only=True)
class Prediction:
    """What a period has in store as far as the past tells: volumes, and costs, the highest first.

    ``periods`` is from how many earlier periods it was told, and ``span`` of how many of them the
    mean was taken, since such means were off by the least.
    """

    period: Period
    """The period that is looked ahead to."""
    as_of: datetime = field(converter=to_utc)
    """The instant as known at which the past is taken."""
    by: str
    """The name of the fact by which incidents are grouped, such as "service"."""
    coverage: Fraction = field(converter=to_share)
    """In how many cases of all the bounds are to hold what comes, from 0 to 1."""
    periods: int
    span: int
    volumes: tuple[Forecast, ...] = field(converter=_to_forecasts)
    """How many incidents each group is expected to have."""
    costs: tuple[Cost, ...] = field(converter=_to_costs)
    """What each candidate costs if nothing is done, the highest first."""

    def tabulate_volumes(self) -> Table:
        """How many incidents of each group are expected."""
        rows = [
            (each.value or "unknown", format_number(each.expected), each.low, each.high)
            for each in self.volumes
        ]
        return Table(
            (self.by.replace("_", " ").capitalize(), "Expected", "At least", "At most"),
            rows,
            caption=f"Incidents expected in {self.period}",
            numbers=("Expected",),
            note=f"Told from {format_count(self.periods, 'period')}. Expected is the mean of the "
            f"latest {self.span}; the bounds are as wide as it takes to have been right in "
            f"{format_share(self.coverage)} of earlier cases.",
        )

    def tabulate_costs(self) -> Table:
        """What each candidate costs if nothing is done."""
        rows = [
            (
                describe_subject(each.subject),
                str(each.rule),
                format_number(each.incidents),
                format_duration(each.time_lost, seconds=False),
            )
            for each in self.costs
        ]
        return Table(
            ("Candidate", "Rule", "Incidents more", "Time lost"),
            rows,
            caption=f"Costs in {self.period} if nothing is done",
            numbers=("Incidents more", "Time lost"),
            note="That it goes on as in the time in which it was found is an assumption.",
        )


def predict_problems(
    incidents: Iterable[Incident],
    *,
    during: Period,
    as_of: datetime,
    by: str = "service",
    candidates: Iterable[Candidate] = (),
    history: int = 16,
    since: datetime | None = None,
    coverage: Fraction | str | float = COVERAGE,
) -> Prediction:
    """The volume of incidents to come in a period, and which candidates will cost most.

    The past is told by so many periods like this one before it, as far as they were over at
    ``as_of`` and incidents are known, which is from the first one on unless ``since`` says since
    when. What is expected is the mean of the latest of them, as many as were best so far; the
    interval is as wide as such means were off before, all groups taken together.

    Raises:
        DefinitionError: an id comes twice, or a number is out of range.
    """
    as_of, coverage = to_utc(as_of), to_share(coverage)
    incidents, candidates = (
        collect(incidents, Incident, "incidents"),
        collect(candidates, Candidate, "candidates"),
    )
    check_distinct("incidents", (incident.id for incident in incidents))
    _check(history, coverage)
    past = _list_past(during, as_of, history, since or _find_first(incidents, as_of))
    lag = sum(as_of < period.end <= during.start for period in during.preceding(history))
    counts = _count_by(incidents, periods=past, as_of=as_of, by=by)
    span = _choose_span(counts.values(), lag)
    reach = _find_reach(counts.values(), lag, span, coverage)
    volumes = [_forecast(value, row, span, reach) for value, row in counts.items()]
    return Prediction(
        period=during,
        as_of=as_of,
        by=by,
        coverage=coverage,
        periods=len(past),
        span=min(span, len(past)),
        volumes=sorted(volumes, key=lambda each: (-each.expected, each.value or "")),
        costs=sorted(
            (_estimate(each, during) for each in candidates),
            key=lambda each: (-each.time_lost, each.subject),
        ),
    )


def _check(history: int, coverage: Fraction) -> None:
    if not 1 <= history <= _LONGEST_HISTORY:
        raise DefinitionError(f"history is 1 to {_LONGEST_HISTORY} periods, not {history}")
    if not 0 < coverage < 1:
        raise DefinitionError(
            f"coverage lies between 0 and 1, not at {coverage}; write 90 % as '0.9'"
        )


def _find_first(incidents: Sequence[Incident], as_of: datetime) -> datetime:
    return min((i.opened_at for i in incidents if i.as_of(as_of).history), default=as_of)


def _list_past(
    during: Period, as_of: datetime, history: int, since: datetime
) -> tuple[Period, ...]:
    """The periods that were over by then, as far as incidents are known for all of them."""
    since = to_utc(since)
    return tuple(
        period
        for period in during.preceding(history)
        if period.end <= as_of and period.start >= since
    )


def _count_by(
    incidents: Iterable[Incident], *, periods: Sequence[Period], as_of: datetime, by: str
) -> dict[str | None, list[int]]:
    """How many incidents of each value of a fact were opened in each of some periods.

    Those that turned out to be none are left out. Values are as they were known at an instant.
    """
    counts: dict[str | None, Counter[int]] = defaultdict(Counter)
    for incident in incidents:
        place = next((n for n, each in enumerate(periods) if incident.opened_at in each), None)
        if place is not None:
            view = incident.as_of(as_of)
            if view.history and is_incident(view):
                counts[find_value(view, by)][place] += 1
    return {value: [row[n] for n in range(len(periods))] for value, row in counts.items()}


_Row = list[int]


def _list_trials(rows: Iterable[_Row], lag: int, span: int) -> list[tuple[int, Fraction]]:
    """What came in earlier periods, each beside what would have been expected of it."""
    return [
        (count, _mean(row[: place - lag], span))
        for row in rows
        for place, count in enumerate(row)
        if place > lag
    ]


def _choose_span(rows: Iterable[_Row], lag: int) -> int:
    """The span whose means were off by the least so far; of equally good ones, the longest."""
    rows = tuple(rows)
    errors = {
        span: sum(abs(count - expected) for count, expected in _list_trials(rows, lag, span))
        for span in SPANS
    }
    # Our judgement: a longer mean is swayed less by the next odd period.
    return min(SPANS, key=lambda span: (errors[span], -span))


def _find_reach(rows: Iterable[_Row], lag: int, span: int, coverage: Fraction) -> Fraction | None:
    """How far off forecasts were at most in the share of cases asked for, of all groups together.

    Squared, and in units of what is expected and one more: of larger numbers the error is larger,
    by the root.
    """
    errors = sorted(
        (count - expected) ** 2 / (expected + 1)
        for count, expected in _list_trials(rows, lag, span)
    )
    # Of n earlier errors and the one to come, each is as likely to be the k-th as any other.
    rank = ceil(coverage * (len(errors) + 1))
    return errors[rank - 1] if rank <= len(errors) else None


def _forecast(value: str | None, row: _Row, span: int, reach: Fraction | None) -> Forecast:
    expected = _mean(row, span)
    if reach is None:
        return Forecast(value=value, expected=expected)
    # Everything in parts of the mean's denominator, so that the root of whole numbers is exact.
    center, parts = expected.as_integer_ratio()
    width = isqrt(floor(reach * (expected + 1) * parts**2))
    low, high = -((width - center) // parts), (center + width) // parts
    return Forecast(value=value, expected=expected, low=max(0, low), high=high)


def _mean(row: _Row, span: int) -> Fraction:
    latest = row[-span:]
    return Fraction(sum(latest), len(latest))


def _estimate(candidate: Candidate, during: Period) -> Cost:
    length, found_in = (
        (each.end - each.start) // MICROSECOND for each in (during, candidate.period)
    )
    incidents = candidate.excess * Fraction(length, found_in)
    each_lost = Fraction(candidate.time_lost // MICROSECOND, max(1, candidate.count))
    return Cost(
        rule=candidate.rule,
        subject=candidate.subject,
        incidents=incidents,
        time_lost=round(incidents * each_lost) * MICROSECOND,
    )


@frozen(kw_only=True)
class Backtest:
    """How forecasts of past periods fared against what came, beside saying "same as last time".

    Errors are means of how far the forecasts were off, either way; a group that had never been
    seen before was forecast at nothing. ``covered`` is the share of the ``bounded`` forecasts whose
    interval held what came. None where there was nothing to tell.
    """

    forecasts: int
    """How many forecasts were compared with what came: one for each group and period."""
    error: Fraction | None = field(converter=to_optional_fraction)
    """By how many incidents forecasts were off, on average; exact."""
    naive_error: Fraction | None = field(converter=to_optional_fraction)
    """By how many "the same as in the last period" would have been off."""
    bounded: int
    covered: Fraction | None = field(converter=to_optional_fraction)


def backtest_volumes(
    incidents: Iterable[Incident],
    *,
    during: Iterable[Period],
    as_of: datetime,
    by: str = "service",
    history: int = 16,
    since: datetime | None = None,
    coverage: Fraction | str | float = COVERAGE,
) -> Backtest:
    """Forecast each of some periods from what was known at its start, and compare.

    What came is told as known at ``as_of``; periods not over by then, and those before which no
    period is known, are left out.
    """
    as_of, incidents = to_utc(as_of), collect(incidents, Incident, "incidents")
    errors: list[Fraction] = []
    naive: list[int] = []
    hits: list[bool] = []
    for period in during:
        first = since or _find_first(incidents, period.start)
        past = _list_past(period, period.start, history, first)
        if not past or period.end > as_of:
            continue
        prediction = predict_problems(
            incidents,
            during=period,
            as_of=period.start,
            by=by,
            history=history,
            since=since,
            coverage=coverage,
        )
        last = _count_by(incidents, periods=past[-1:], as_of=period.start, by=by)
        came = _count_by(incidents, periods=[period], as_of=as_of, by=by)
        forecasts = {each.value: each for each in prediction.volumes}
        for value in {**forecasts, **came}:
            count = sum(came.get(value, ()))
            forecast = forecasts.get(value) or Forecast(value=value, expected=Fraction(0))
            errors.append(abs(count - forecast.expected))
            naive.append(abs(count - sum(last.get(value, ()))))
            if (is_hit := forecast.covers(count)) is not None:
                hits.append(is_hit)
    return Backtest(
        forecasts=len(errors),
        error=Fraction(sum(errors), len(errors)) if errors else None,
        naive_error=Fraction(sum(naive), len(naive)) if naive else None,
        bounded=len(hits),
        covered=Fraction(sum(hits), len(hits)) if hits else None,
    )
