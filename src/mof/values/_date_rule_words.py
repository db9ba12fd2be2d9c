"""Date rules in words, as far as short words tell them: ``even weeks sat``."""

from collections.abc import Iterable, Sequence
from itertools import groupby

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = {"MO": "mon", "TU": "tue", "WE": "wed", "TH": "thu", "FR": "fri", "SA": "sat", "SU": "sun"}
_PLACES = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}
_WEEKS = {tuple(range(2, 54, 2)): "even weeks", tuple(range(1, 54, 2)): "odd weeks"}


def write_rule(text: str) -> str:
    """A rule in words; a rule that says more than days, weeks and months as it stands."""
    parts = dict(part.split("=") for part in text.split(";"))
    often, _ = parts.pop("FREQ"), parts.pop("WKST")
    if "BYDAY" not in parts or not parts.keys() <= {"BYDAY", "BYMONTH", "BYWEEKNO"}:
        return text
    days = parts["BYDAY"].split(",")
    months = _join([_MONTHS[number - 1] for number in _read_numbers(parts.get("BYMONTH", ""))])
    if all(day in _DAYS for day in days):
        weeks = _write_weeks(_read_numbers(parts.get("BYWEEKNO", "")))
        return " ".join(filter(None, (months, weeks, _write_days(days))))
    places = [day[:-2].lstrip("+") for day in days]
    if not _PLACES.keys() >= {*places} or not (months or often == "MONTHLY"):
        return text
    named = [f"{_PLACES[place]} {_DAYS[day[-2:]]}" for place, day in zip(places, days, strict=True)]
    return f"{_join(named)} of {months or 'each month'}"


def _write_days(codes: Iterable[str]) -> str:
    """Days of the week, those in a row as ``mon–fri``."""
    chosen = sorted({[*_DAYS].index(code) for code in codes})
    runs = groupby(enumerate(chosen), lambda pair: pair[1] - pair[0])
    spans = [[[*_DAYS.values()][number] for _, number in run] for _, run in runs]
    return ", ".join(span[0] if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)


def _write_weeks(weeks: Sequence[int]) -> str:
    if not weeks:
        return ""
    return _WEEKS.get(tuple(weeks), f"weeks {', '.join(map(str, weeks))}")


def _read_numbers(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",") if part})


def _join(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
