"""Values of one word: instants, dates, durations, texts, ids, zones and shares."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import strategies as st

# Whole and half hours, both hemispheres, clocks that change at midnight (Havana, Beirut, Cairo) or
# by half an hour (Lord Howe), rules that were given up (Sao Paulo), and a date left out (Apia).
ZONES = (
    "UTC",
    "Europe/Berlin",
    "Europe/Oslo",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Havana",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)
_MINUTE = timedelta(minutes=1)
# Years in which zones changed their rules often, and far from where calendars end.
_FIRST, _LAST = datetime(1990, 1, 1), datetime(2050, 1, 1)
# Nothing, markup, formulas, delimiters, line breaks, other scripts and marks of direction: what
# output has to survive.
_HOSTILE = (
    "",
    "<script>alert(1)</script>",
    "=cmd()",
    'a,b;c\t"d"',
    "two\nlines",
    "printer on fire",
    "Ørsted påloggingsfeil",
    "打印机",
    "\u202eright to left",
)


def zones() -> st.SearchStrategy[str]:
    """Names of time zones, among them the oddest."""
    return st.sampled_from(ZONES)


def instants(
    min_value: datetime = _FIRST, max_value: datetime = _LAST
) -> st.SearchStrategy[datetime]:
    """Instants in UTC between two wall-clock times of UTC, on the minute or off it."""
    exact = st.datetimes(
        min_value.replace(tzinfo=None), max_value.replace(tzinfo=None), timezones=st.just(UTC)
    )
    # Off the minute only sometimes: equal and adjoining times are what goes wrong.
    return exact.map(_round_down) | exact.map(_forget_fold)


def _round_down(at: datetime) -> datetime:
    return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0, fold=0)


def _forget_fold(at: datetime) -> datetime:
    return at.replace(fold=0)


def days(min_value: date = _FIRST, max_value: date = _LAST) -> st.SearchStrategy[date]:
    """Dates."""
    return st.dates(_to_date(min_value), _to_date(max_value))


def _to_date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def durations(
    min_value: timedelta = timedelta(0), max_value: timedelta = timedelta(days=90)
) -> st.SearchStrategy[timedelta]:
    """Durations, in whole minutes or to the microsecond."""
    first, last = -(-min_value // _MINUTE), max_value // _MINUTE
    minutes = st.integers(first, max(first, last)).map(lambda count: count * _MINUTE)
    return minutes | st.timedeltas(min_value, max_value)


def texts(min_size: int = 0) -> st.SearchStrategy[str]:
    """Texts as people write them, and as those write them who mean harm."""
    known = [text for text in _HOSTILE if len(text) >= min_size]
    return st.sampled_from(known) | st.text(min_size=min_size, max_size=20)


NAMES = st.none() | texts()
"""Names of things for people; None where there is none."""


def identifiers(prefix: str) -> st.SearchStrategy[str]:
    """Ids that begin with a prefix; few, so that records meet in them."""
    return st.integers(1, 5).map(lambda number: f"{prefix}-{number}")


def fractions() -> st.SearchStrategy[Fraction]:
    """Exact numbers."""
    return st.fractions(-1000, 1000, max_denominator=1000)


def shares() -> st.SearchStrategy[Fraction]:
    """Exact parts of a whole, from 0 to 1."""
    return st.fractions(0, 1, max_denominator=100)
