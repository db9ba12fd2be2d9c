"""Answers to the conformance cases by the oracles of the tests, none of them by the library.

Run as a script, it writes the cases and the page of conventions into the documentation.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from brute_force import (
    DAY,
    WEEKDAYS,
    Definition,
    find_instant,
    list_dates,
    measure,
    unite,
    walk,
    write,
)
from conformance_availability import ask_availability
from conformance_cases import (
    ASKED,
    CONVENTIONS,
    COUNTED,
    JUDGED,
    NIGHTS,
    OFFICE,
    RESOLUTION,
    VALIDATED,
    Case,
    Told,
)
from conformance_promises import (
    CONVENTIONS_OF_PROMISES,
    DUE_IN_DAYS,
    FORESEEN,
    JUDGED_RESPONSES,
)
from minute_walk import AWAY, Ask, Lap, Note, Rule, Walker, count, to_instant, to_minute

FOLDER = Path(__file__).parents[1] / "docs" / "reference" / "conformance"
CASES, PAGE = FOLDER / "cases.json", FOLDER / "conventions.md"
AS_OF = "2026-06-05 12:00"
MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
RISKS = ("1/2", "3/4")
ALL_CONVENTIONS = (*CONVENTIONS, *CONVENTIONS_OF_PROMISES)


def write_cases() -> str:
    """The file as it is published, with a line for each convention and each case."""
    conventions = [convention._asdict() for convention in ALL_CONVENTIONS]
    rows = {
        name: ",\n".join(json.dumps(row, ensure_ascii=False) for row in table)
        for name, table in (("conventions", conventions), ("cases", list_cases()))
    }
    return (
        f'{{"schema": 1,\n"conventions": [\n{rows["conventions"]}\n],\n'
        f'"cases": [\n{rows["cases"]}\n]}}\n'
    )


@cache
def list_cases() -> list[Case]:
    """All cases with their answers, numbered within their convention."""
    cases = [
        *ask_calendars(),
        *validate(),
        *judge(),
        *measure_attainment(),
        *ask_availability(),
        *ask_days(),
        *foresee(),
    ]
    order = [convention.id for convention in ALL_CONVENTIONS]
    numbers = dict.fromkeys(order, 0)
    for case in cases:
        numbers[case["convention"]] += 1
        case["id"] = f"{case['convention']}-{numbers[case['convention']]}"
    placed = sorted(cases, key=lambda case: order.index(case["convention"]))
    return [{"id": case["id"], **case} for case in placed]


def write_page() -> str:
    """Every convention, what others do, how to choose, and the cases that pin it."""
    lines = ["# Conventions", ""]
    rule = ""
    for convention in ALL_CONVENTIONS:
        if convention.rule != rule:
            rule = convention.rule
            lines += [f"## {rule}", ""]
        ids = [case["id"] for case in list_cases() if case["convention"] == convention.id]
        lines += [
            f"### {convention.id}",
            "",
            fill(convention.says, 100),
            "",
            fill_item(f"Elsewhere: {convention.others}"),
            fill_item(f"In `mof`: {convention.select}"),
            fill_item(f"Cases: {', '.join(f'`{name}`' for name in ids)}"),
            "",
        ]
    return "\n".join(lines)


def fill_item(text: str) -> str:
    return fill(text, 100, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)


# Calendars


def to_json(definition: Definition) -> Case:
    told: Case = {
        "tz": definition.tz,
        "weekly": {
            WEEKDAYS[day]: [list(pair) for pair in write(hours)]
            for day, hours in definition.weekly.items()
        },
        "holidays": sorted(map(str, definition.holidays)),
        "annual_holidays": definition.write_annual_holidays(),
        "breaks": {str(on): [list(p) for p in write(h)] for on, h in definition.breaks.items()},
        "shifts": {str(on): [list(p) for p in write(h)] for on, h in definition.shifts.items()},
        "recurring": [
            {"rule": rule.text, "hours": [list(pair) for pair in write(rule.hours)]}
            for rule in definition.recurring
        ],
    }
    return {name: value for name, value in told.items() if value}


def ask_calendars() -> Iterator[Case]:
    for convention, op, definition, given in ASKED:
        asked = {
            name: find_instant_of(value, definition.tz) if name in {"start", "end", "at"} else value
            for name, value in given.items()
        }
        told = {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asked.items()
        }
        yield {
            "convention": convention,
            "op": op,
            "calendar": to_json(definition),
            **told,
            "expected": OPERATIONS[op](definition, **asked),
        }


def find_instant_of(text: str, tz: str) -> datetime:
    """An instant by the wall clock; what is below a minute is added to it."""
    wall = datetime.fromisoformat(text)
    whole = wall.replace(second=0, microsecond=0)
    return find_instant(whole, tz) + (wall - whole)


def open_around(definition: Definition, *instants: datetime) -> list[tuple[datetime, datetime]]:
    middle = min(instants).date()
    days = (max(instants).date() - middle).days + 12
    return definition.find_open(list_dates(middle, days))


def find_elapsed(definition: Definition, start: datetime, end: datetime) -> Case:
    stretches = open_around(definition, start, end)
    return {"seconds": write_seconds(measure(stretches, start, end))}


def find_due(definition: Definition, start: datetime, seconds: int) -> Case:
    due = walk(open_around(definition, start), start, timedelta(seconds=seconds))
    assert due
    return {"due": due.isoformat()}


def add_days(definition: Definition, start: datetime, days: int) -> Case:
    return {"due": find_day_due(definition, start, days).isoformat()}


def find_day_due(definition: Definition, start: datetime, days: int) -> datetime:
    """The same time of day on the business day that is so many further on."""
    wall = find_wall(definition, start)
    on = wall.date()
    while days:
        on += DAY
        days -= definition.is_business_day(on)
    return find_instant(datetime.combine(on, wall.time()), definition.tz)


def find_wall(definition: Definition, at: datetime) -> datetime:
    """What the clocks of the zone show, found by looking for it."""
    guess = at.replace(tzinfo=None) - DAY
    while find_instant(guess, definition.tz) < at:
        guess += MINUTE
    return guess


def ask_days() -> Iterator[Case]:
    for definition, text, days, is_at_end in DUE_IN_DAYS:
        start = find_instant_of(text, definition.tz)
        due = find_target_due(definition, start, days, end_of_day=is_at_end)
        yield {
            "convention": "whole-business-days",
            "op": "due_in_days",
            "calendar": to_json(definition),
            "start": start.isoformat(),
            "business_days": days,
            "end_of_day": is_at_end,
            "expected": {"due": due.isoformat()},
        }


def find_target_due(
    definition: Definition, start: datetime, days: int, *, end_of_day: bool = False
) -> datetime:
    """When a target of business days is due, with no less time than its shortest day has."""
    stretches = open_around(definition, start)
    opening = next(max(since, start) for since, until in stretches if until > start)
    later = find_day_due(definition, opening, days)
    first, last = (find_wall(definition, at).date() for at in (opening, later))
    dates = [on for on in list_dates(first, (last - first).days) if first <= on <= last]
    sizes = [
        sum((until - since for since, until in definition.find_owned(on)), 0 * DAY)
        for on in dates
        if definition.is_business_day(on)
    ]
    if end_of_day or measure(stretches, opening, later) < min(sizes):
        later = definition.find_owned(last)[-1][1]
    return next(min(until, later) for since, until in reversed(stretches) if since < later)


def ask_open(definition: Definition, at: datetime) -> Case:
    stretches = open_around(definition, at)
    return {"open": any(since <= at < until for since, until in stretches)}


def find_next_open(definition: Definition, at: datetime) -> Case:
    stretches = open_around(definition, at)
    return {"at": next(max(since, at) for since, until in stretches if until > at).isoformat()}


def find_previous_open(definition: Definition, at: datetime) -> Case:
    stretches = reversed(open_around(definition, at))
    return {"at": next(min(until, at) for since, until in stretches if since < at).isoformat()}


def find_next_close(definition: Definition, at: datetime) -> Case:
    stretches = open_around(definition, at)
    return {"at": next(until for _, until in stretches if until > at).isoformat()}


def ask_business_day(definition: Definition, on: str) -> Case:
    return {
        "business_day": exists(definition, on)
        and definition.is_business_day(date.fromisoformat(on))
    }


def exists(definition: Definition, on: str) -> bool:
    """Whether the clocks of a zone ever showed a date."""
    midnight = datetime.fromisoformat(on)
    first, last = (find_instant(midnight + days * DAY, definition.tz) for days in (0, 1))
    return first < last


def write_seconds(duration: timedelta) -> int | float:
    seconds = duration / timedelta(seconds=1)
    return int(seconds) if seconds == int(seconds) else seconds


OPERATIONS: dict[str, Callable[..., Case]] = {
    "elapsed": find_elapsed,
    "due": find_due,
    "add_days": add_days,
    "is_open": ask_open,
    "next_open": find_next_open,
    "previous_open": find_previous_open,
    "next_close": find_next_close,
    "is_business_day": ask_business_day,
}


def validate() -> Iterator[Case]:
    for convention, calendar, is_valid in VALIDATED:
        yield {
            "convention": convention,
            "op": "validate",
            "calendar": {"tz": "Europe/Berlin", **calendar},
            "expected": {"valid": is_valid},
        }


# Clocks


def judge() -> Iterator[Case]:
    for convention, history, clock, terms in (*JUDGED, *JUDGED_RESPONSES):
        definition = NIGHTS if terms.get("calendar") == "nights" else OFFICE
        as_of = find_instant_of(terms.get("as_of", AS_OF), definition.tz)
        policy: Case = {
            name: terms[name] for name in ("on_priority_change", "team", "visits") if name in terms
        }
        targets = list(list_targets(terms))
        yield {
            "convention": convention,
            "op": "judge",
            "calendar": to_json(definition),
            "history": write_history(history, definition.tz),
            "clock": clock,
            "targets": targets,
            **policy,
            "as_of": as_of.isoformat(),
            "expected": {
                "judgements": Judge(definition, history, clock, targets, policy).judge(as_of)
            },
        }


def list_targets(terms: Case) -> Iterator[Case]:
    if "targets" in terms:
        for minutes, priority in terms["targets"]:
            yield {"minutes": minutes, "priorities": [priority]}
    elif "deadline" in terms:
        yield {"deadline": terms["deadline"]}
    elif "business_days" in terms:
        yield {"business_days": terms["business_days"]}
    else:
        yield {"minutes": 120}


def write_history(history: list[Told], tz: str) -> list[Case]:
    told: list[Case] = []
    for at, state, reason, facts in history:
        written = {
            name: find_instant_of(word, tz).isoformat() if name == "resolve_by" else word
            for name, word in facts.items()
            if name != "by"
        }
        entry = {
            "at": find_instant_of(at, tz).isoformat(),
            "state": state if told or state else "open",
            "reason": reason,
            "facts": written,
            "automated": facts.get("by") == "program",
        }
        told.append({name: value for name, value in entry.items() if value})
    return told


def read_ask(given: Case) -> Ask:
    words: Case = {
        name: tuple(asked.items()) if isinstance(asked, dict) else frozenset(asked)
        for name, asked in given.items()
        if name != "automated"
    }
    return Ask(**words, by_tool=given.get("automated"))


def read_rule(clock: Case) -> Rule:
    parts: Case = {
        name: value if name == "reopening" else tuple(map(read_ask, value))
        for name, value in clock.items()
    }
    return Rule(**parts)


class Piece(NamedTuple):
    """A stretch of a cycle that is judged by itself."""

    number: int
    start: int
    minutes: tuple[str, ...]
    priority: str | None
    is_last: bool


def find_status(lap: Lap) -> str:
    if lap.ended is None:
        return "paused" if lap.label else "running"
    return "met" if lap.status == "stopped" else "void"


class Judge:
    """Judges one history by the minute."""

    def __init__(
        self,
        definition: Definition,
        history: list[Told],
        clock: Case,
        targets: list[Case],
        policy: Case,
    ) -> None:
        self.definition, self.targets, self.policy = definition, targets, policy
        self.notes = [
            Note(
                to_minute(datetime.fromisoformat(e["at"])),
                e.get("state"),
                e.get("reason"),
                role="automated" if e.get("automated") else None,
                facts=e.get("facts", {}),
            )
            for e in write_history(history, definition.tz)
        ]
        self.rule = read_rule(clock)
        days = list_dates(date(2026, 6, 5), 20)
        self.open = definition.find_open(days)
        self.starts = [since for since, _ in self.open]
        self.holidays = unite(definition.find_holidays(days))
        self.breaks = unite(definition.find_breaks(days))

    def is_open(self, minute: int) -> bool:
        place = bisect_right(self.starts, to_instant(minute)) - 1
        return place >= 0 and to_instant(minute) < self.open[place][1]

    def judge(self, as_of: datetime) -> list[Case]:
        until, team = to_minute(as_of), self.policy.get("team")
        walker = Walker(
            self.rule,
            None if team is None else lambda scene: scene.facts.get("team") == team,
            sums=self.policy.get("visits") == "summed",
        )
        laps = walker.walk(self.notes, self.notes[0].at, until)
        return [
            self.judge_piece(number, lap, piece)
            for number, lap in enumerate(laps, 1)
            for piece in self.cut(lap)
        ]

    def cut(self, lap: Lap) -> list[Piece]:
        """The pieces of a cycle that are judged by themselves."""
        start, _, _, minutes = lap.told
        end = start + len(minutes)
        noted = {n.at: n.facts["priority"] for n in self.notes if "priority" in n.facts}
        policy = self.policy.get("on_priority_change", "keep")
        if policy == "keep":
            known = [priority for at, priority in noted.items() if at <= end]
            return [Piece(1, start, minutes, known[-1] if known else None, is_last=True)]
        turns = [b for a, b in pairwise(noted) if start < b < end and noted[a] != noted[b]]
        pieces = [
            Piece(
                number,
                since,
                minutes[since - start : until - start],
                noted[max(at for at in noted if at <= since)],
                is_last=until == end,
            )
            for number, (since, until) in enumerate(pairwise([start, *turns, end]), 1)
        ]
        return pieces[-1:] if policy == "restart" else pieces

    def judge_piece(self, number: int, lap: Lap, piece: Piece) -> Case:
        start, minutes, priority = piece.start, piece.minutes, piece.priority
        end = start + len(minutes)
        target = next(t for t in self.targets if priority in t.get("priorities", [priority]))
        status = find_status(lap) if piece.is_last else "void"
        told: Case = {"cycle": number, "segment": piece.number, "started_at": tell(start)}
        if "deadline" in target:
            due = self.find_deadline(target["deadline"], end)
            told |= {
                "verdict": "breached" if end > due else status,
                "due_at": tell(due),
                "breached_at": tell(due) if end > due else None,
                "elapsed_seconds": 60 * (end - start),
                "paused_seconds": 0,
            }
        else:
            told |= self.count(start, minutes, self.find_limit(target, start), status)
            told["seconds_by_label"] = self.label(start, minutes)
        is_stop = piece.is_last and lap.status == "stopped"
        return {**told, "stopped_at": tell(end) if is_stop else None}

    def count(self, start: int, minutes: tuple[str, ...], limit: int, status: str) -> Case:
        counted = count(start, minutes, limit, self.is_open)
        assert counted.due
        shares = {
            share: count(start, minutes, limit * int(share[0]) // int(share[2]), self.is_open).due
            for share in RISKS
        }
        return {
            "verdict": status if counted.breached is None else "breached",
            "due_at": tell(counted.due),
            "breached_at": tell(counted.breached),
            "elapsed_seconds": 60 * counted.elapsed,
            "paused_seconds": 60 * counted.paused,
            "at_risk": {share: tell(at) for share, at in shares.items()},
        }

    def find_limit(self, target: Case, start: int) -> int:
        if "minutes" in target:
            return int(target["minutes"])
        due = find_target_due(self.definition, to_instant(start), target["business_days"])
        return sum(map(self.is_open, range(start, to_minute(due))))

    def find_deadline(self, fact: str, at: int) -> int:
        noted = [n.facts[fact] for n in self.notes if n.at <= at and fact in n.facts]
        return to_minute(datetime.fromisoformat(noted[-1] or ""))

    def label(self, start: int, minutes: tuple[str, ...]) -> Case:
        seconds: dict[str, int] = {}
        for minute, why in enumerate(minutes, start):
            word = self.find_label(minute, why)
            seconds[word] = seconds.get(word, 0) + 60
        return dict(sorted(seconds.items()))

    def find_label(self, minute: int, why: str) -> str:
        at = to_instant(minute)
        if self.is_open(minute):
            return {"": "running", AWAY: "other team"}.get(why, "paused")
        if any(since <= at < until for since, until in self.holidays):
            return "holiday"
        if any(since <= at < until for since, until in self.breaks):
            return "break"
        return "outside hours"


def foresee() -> Iterator[Case]:
    for history, text in FORESEEN:
        as_of = find_instant_of(text, OFFICE.tz)
        judge = Judge(OFFICE, history, RESOLUTION, [{"minutes": 120}], {})
        (told,) = judge.judge(as_of)
        yield {
            "convention": "next-instant",
            "op": "next_instants",
            "calendar": to_json(OFFICE),
            "history": write_history(history, OFFICE.tz),
            "clock": RESOLUTION,
            "targets": [{"minutes": 120}],
            "as_of": as_of.isoformat(),
            "expected": {"instants": list(list_coming(judge, told, as_of))},
        }


def list_coming(judge: Judge, told: Case, as_of: datetime) -> Iterator[Case]:
    if told["verdict"] != "running":
        return
    for at in map(datetime.fromisoformat, told["at_risk"].values()):
        if at > as_of:
            yield {"at": at.isoformat(), "kind": "at risk"}
    minute = to_minute(datetime.fromisoformat(told["due_at"]))
    while not judge.is_open(minute):
        minute += 1
    yield {"at": (to_instant(minute) + MICROSECOND).isoformat(), "kind": "breach"}


def tell(minute: int | None) -> str | None:
    return None if minute is None else to_instant(minute).isoformat()


def measure_attainment() -> Iterator[Case]:
    clock = {"stops": [{"states": ["resolved"]}], "voids": [{"states": ["cancelled"]}]}
    for convention, histories, period in COUNTED:
        start, end = (find_instant_of(text, OFFICE.tz) for text in period)
        as_of = find_instant_of(AS_OF, OFFICE.tz)
        told = [
            Judge(OFFICE, history, clock, [{"minutes": 120}], {}).judge(as_of)[0]
            for history in histories
        ]
        decided = {
            verdict: [
                each
                for each in told
                if each["verdict"] == verdict
                and start <= datetime.fromisoformat(each[decider]).astimezone(UTC) < end
            ]
            for verdict, decider in (("met", "stopped_at"), ("breached", "breached_at"))
        }
        met, breached = map(len, decided.values())
        yield {
            "convention": convention,
            "op": "attainment",
            "calendar": to_json(OFFICE),
            "histories": [write_history(history, OFFICE.tz) for history in histories],
            "clock": clock,
            "targets": [{"minutes": 120}],
            "period": [start.isoformat(), end.isoformat()],
            "as_of": as_of.isoformat(),
            "expected": {
                "met": met,
                "breached": breached,
                "share": f"{met}/{met + breached}" if met + breached else None,
            },
        }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    CASES.write_text(write_cases(), encoding="utf-8")
    PAGE.write_text(write_page(), encoding="utf-8")
