"""Formats: shares, durations and instants as people read them, never nicer than they are."""

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import count as count_from

from mof.documents._escaping import ABSENT
from mof.values._instants import load_zone, to_utc


def format_share(
    share: Fraction | None, *, digits: int = 1, against: Fraction | None = None
) -> str:
    """A share of one in percent, rounded half to even.

    What is not all or nothing is never shown as such: the nearest figure that can be
    told apart is named instead. Held ``against`` another share, it gets as many digits
    as it takes to stay on its own side.

    >>> format_share(Fraction(9996, 10_000)), format_share(Fraction(1))
    ('> 99.9 %', '100.0 %')
    >>> format_share(Fraction(9496, 10_000), against=Fraction("0.95"))
    '94.96 %'
    """
    if share is None:
        return ABSENT
    step = Fraction(1, 100 * 10**digits)
    steps = round(share / step)
    if against is not None and share != against and not _tells_apart(share, steps * step, against):
        return format_share(share, digits=digits + 1, against=against)
    if steps == 0 and share > 0:
        return f"< {_format_percent(1, digits)}"
    if steps * step == 1 and share < 1:
        return f"> {_format_percent(steps - 1, digits)}"
    return _format_percent(steps, digits)


def format_limit(share: Fraction) -> str:
    """A share that was agreed, with no more digits than it has (and four at most).

    >>> format_limit(Fraction("0.95")), format_limit(Fraction("0.9995"))
    ('95 %', '99.95 %')
    """
    digits = next((n for n in range(4) if (share * 100 * 10**n).denominator == 1), 4)
    return format_share(share, digits=digits)


def _tells_apart(share: Fraction, shown: Fraction, other: Fraction) -> bool:
    # All and nothing are told apart by "<" and ">" already.
    return shown in {0, 1} or (shown > other if share > other else shown < other)


def _format_percent(steps: int, digits: int) -> str:
    whole, rest = divmod(abs(steps), 10**digits)
    tail = f".{rest:0{digits}}" if digits else ""
    return f"{'−' if steps < 0 else ''}{whole}{tail} %"


def format_number(value: Fraction, *, against: Fraction | None = None) -> str:
    """A number with two decimals at most, or with as many as tell it from nothing.

    Held ``against`` another number, it gets as many as it takes to stay on its own side.

    >>> format_number(Fraction(7, 2)), format_number(Fraction(1200))
    ('3.5', '1,200')
    >>> format_number(Fraction("0.3004"), against=Fraction("0.3"))
    '0.3004'
    """
    others = [other for other in (Fraction(0), against) if other is not None and other != value]
    digits = next(n for n in count_from(2) if all(round(value, n) != round(o, n) for o in others))
    whole, rest = divmod(abs(round(value * 10**digits)), 10**digits)
    text = f"{whole:,}.{rest:0{digits}}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 else text


def format_count(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, in the plural unless it is one.

    >>> format_count(1, "ticket"), format_count(0, "ticket")
    ('1 ticket', '0 tickets')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def format_duration(duration: timedelta | None, *, seconds: bool = True) -> str:
    """Hours and minutes, and seconds where there are any; what is smaller is cut off.

    Days are not used: in a service agreement a day may be 24 hours or a day's opening hours.

    >>> format_duration(timedelta(days=2, hours=14, minutes=5)), format_duration(timedelta(0))
    ('62 h 05 min', '0 min')
    """
    if duration is None:
        return ABSENT
    if duration < timedelta(0):
        return f"−{format_duration(-duration, seconds=seconds)}"
    unit = timedelta(seconds=1) if seconds else timedelta(minutes=1)
    if timedelta(0) < duration < unit:
        return "< 1 s" if seconds else "< 1 min"
    minutes, rest = divmod(duration // timedelta(seconds=1), 60)
    return _join_units(minutes, rest if seconds else 0)


def _join_units(minutes: int, seconds: int) -> str:
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min" + (f" {seconds:02} s" if seconds else "")
    if minutes and seconds:
        return f"{minutes} min {seconds:02} s"
    return f"{seconds} s" if seconds else f"{minutes} min"


def format_instant(at: datetime | None, *, tz: str) -> str:
    """The local date and time to the minute, with the offset where clocks show it twice.

    >>> from datetime import UTC
    >>> format_instant(datetime(2026, 6, 3, 12, 5, tzinfo=UTC), tz="Europe/Oslo")
    '2026-06-03 14:05'
    """
    if at is None:
        return ABSENT
    local = to_utc(at).astimezone(load_zone(tz))
    other = local.replace(fold=1 - local.fold)
    twice = local.utcoffset() != other.utcoffset()
    return f"{local:%Y-%m-%d %H:%M}" + (f" {local:%z}" if twice else "")
