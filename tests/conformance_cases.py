"""The conventions that this library counts by, and the cases that pin them, without answers.

`conformance` computes the answers with the oracles of the tests.
"""

from datetime import date
from typing import Any

from brute_force import Definition, Rule
from conformance_availability import CONVENTIONS_OF_AVAILABILITY
from conformance_conventions import NO_CHOICE, Convention

CONVENTIONS = (
    Convention(
        "wall-clock-ends",
        "1. Instants",
        "Each end of open time is a wall-clock time, turned into an instant with the offset of "
        "its own date. Time between the two is real time.",
        "Subtract wall-clock times, which miscounts nights when clocks change.",
        NO_CHOICE,
    ),
    Convention(
        "skipped-time",
        "1. Instants",
        "A wall-clock time that the clocks skip is the instant of the skip.",
        "Shift it by the gap, before or after; or refuse it.",
        NO_CHOICE,
    ),
    Convention(
        "repeated-time",
        "1. Instants",
        "A wall-clock time that the clocks show twice is its first occurrence.",
        "Take the second; or ask the clock at each instant, which counts a repeated hour twice.",
        NO_CHOICE,
    ),
    Convention(
        "missing-date",
        "1. Instants",
        "A local date that does not exist has no hours.",
        "Fail; or open it at the instant of the jump.",
        NO_CHOICE,
    ),
    Convention(
        "half-open",
        "2. Intervals",
        "An interval has its start and not its end; `24:00` is the next local midnight.",
        "Close at 23:59 or 23:59:59, which loses a minute or a second each day.",
        NO_CHOICE,
    ),
    Convention(
        "overnight",
        "2. Intervals",
        "Hours that end before they start run overnight and belong to the date of their start.",
        "Refuse them; or split them into two dates that each have a holiday of their own.",
        "write the end before the start",
    ),
    Convention(
        "refused-hours",
        "2. Intervals",
        "Hours that end where they start are refused, and so are overlaps within one date.",
        "Read them as the whole day, or as nothing.",
        'write `("00:00", "24:00")` for the whole day',
    ),
    Convention(
        "holidays-subtract",
        "3. Holidays",
        "A holiday takes out its local date from midnight to midnight, whoever owns the hours: a "
        "night shift before it ends at midnight, one begun on it has the rest after midnight.",
        "Take out the shift that begins on the holiday as a whole.",
        "`Calendar(holidays=…)`; a shift on a holiday stays closed",
    ),
    Convention(
        "breaks-and-shifts",
        "3. Holidays",
        "A shift replaces what the weekly hours of its date would open; a break takes out.",
        "Add a shift to the weekly hours.",
        "`Calendar(shifts=…)`, `Calendar(breaks=…)`",
    ),
    Convention(
        "leap-day",
        "3. Holidays",
        "An annual holiday on 29 February counts in leap years only.",
        "Move it to 28 February or 1 March.",
        "name both days to have both",
    ),
    Convention(
        "recurring-hours",
        "3. Holidays",
        "Hours that come round by a rule replace the weekly hours of its dates, without an end. On "
        "a date of several the last holds, and a shift goes before all of them.",
        "Write a shift for each date, and stay closed after the last; or add the hours up.",
        "`Calendar(recurring=…)`",
    ),
    Convention(
        "numbered-weeks",
        "3. Holidays",
        "Weeks are numbered by ISO 8601: 1 January may lie in week 52 or 53 of the year before, "
        "and after week 53 comes week 1, so that two odd weeks follow each other.",
        "Take every other week from some date on; or number the first days of January as week 53.",
        "`RecurringHours.in_weeks`; `INTERVAL=2` with `since=` for every other week",
    ),
    Convention(
        "holidays-by-rule",
        "3. Holidays",
        "A holiday may be a rule of RFC 5545, such as the fourth Thursday of November. A rule that "
        "names no date is refused.",
        "Ask for a list that ends, and open on each holiday after it; or search without an end.",
        "`Calendar(annual_holidays=…)`",
    ),
    Convention(
        "can-open",
        "4. Limits",
        "A calendar that can never open is refused when it is built.",
        "Count around the clock; or search without an end.",
        "`Calendar.always()` for around the clock",
    ),
    Convention(
        "microseconds",
        "5. Units",
        "Microseconds are kept.",
        "Round to seconds or minutes, at each step or at the end.",
        "round what is shown",
    ),
    Convention(
        "business-days",
        "5. Units",
        "A business day is a date that is no holiday and owns open time. Counting them keeps the "
        "time of day.",
        "Count so many hours for a day; or be due at the close of the last day.",
        "`BusinessDays(n)`, `Calendar.add_days(…, end_of_day=True)`",
    ),
    Convention(
        "due-in-time",
        "6. Elapsed and due",
        "What is due as hours end is due at the closing, and not as they open again.",
        "Be due at the next opening.",
        "`Calendar.due(…, roll=True)`",
    ),
    Convention(
        "backward",
        "6. Elapsed and due",
        "Elapsed time is negative if the end is earlier; due times may be counted back.",
        "Give zero, or the absolute amount.",
        "`max(elapsed, timedelta(0))`",
    ),
    Convention(
        "strict-breach",
        "7. Breach",
        "A target is broken by more than it allows; the breach is where the clock next runs "
        "after it was due.",
        "Break it at the due time already.",
        NO_CHOICE,
    ),
    Convention(
        "pauses-count-open-time",
        "8. Pauses",
        "A pause takes out the open time inside it. The due time of a paused clock is given as if "
        "it went on at once.",
        "Move the due time by the length of the pause, which pauses nights twice.",
        NO_CHOICE,
    ),
    Convention(
        "pause-after-breach",
        "8. Pauses",
        "A pause after the breach moves nothing.",
        "Compute the due time anew with every pause, and undo the breach.",
        NO_CHOICE,
    ),
    Convention(
        "pause-by-reason",
        "9. Pausing",
        "Whether a state pauses depends on the clock and on the reason for the state.",
        "Pause every clock in a state, whatever for.",
        "`Clock.pausing(state, reason)`, `Clock.running(state, reason)`",
    ),
    Convention(
        "stop-pause-start",
        "9. Pausing",
        "Stop beats pause beats start, and entries of one instant keep the order of the history.",
        "Sort equal instants by name or by id.",
        NO_CHOICE,
    ),
    Convention(
        "response-is-not-paused",
        "9. Pausing",
        "The clock of the first response does not pause, and the first response is given once.",
        "Pause it while waiting for the customer.",
        '`Clock.RESPONSE.pausing("pending", "user")`',
    ),
    Convention(
        "next-response",
        "10. Clocks",
        "The clock of the next response runs while the customer waits, after a first response; a "
        "second message does not begin it anew, and every cycle is kept.",
        "Keep the last cycle; or restart with every message.",
        "`Clock.NEXT_RESPONSE`; for a restart give it `resets`",
    ),
    Convention(
        "updates",
        "10. Clocks",
        "The clock of the next update runs while an incident is major, from one to the next.",
        "Run for every incident.",
        "`Clock.UPDATE`",
    ),
    Convention(
        "reopening",
        "11. Reopening",
        "A clock whose stop is undone goes on, and the time in between counts as paused.",
        "Begin a new cycle; keep the stop; or count the time in between.",
        "`Clock(reopening=Reopening.NEW_CYCLE)`, `Reopening.IGNORE`",
    ),
    Convention(
        "void",
        "11. Reopening",
        "What ends without a result is void; a stop or a breach before that stands.",
        "Count it as met.",
        "`Clock(voids=…)`",
    ),
    Convention(
        "priority-change",
        "12. Changes mid-life",
        "The new target counts from the original start, with the original pauses.",
        "Restart; or judge each stretch by the target that held in it.",
        "`Agreement(on_priority_change=OnPriorityChange.RESTART)`, `OnPriorityChange.SEGMENTED`",
    ),
    Convention(
        "visits",
        "13. Basis",
        "An agreement with a team counts each assignment of the record to the team by itself.",
        "Sum the assignments up; or count from the record's start.",
        "`OLA(counting=AssignmentCounting.SUMMED)`",
    ),
    Convention(
        "fixed-deadline",
        "14. Deadlines",
        "A fixed deadline counts real time and is moved by nothing but a new one.",
        "Move it by the pauses.",
        '`Target(clock, Deadline("resolve_by"))`',
    ),
    Convention(
        "at-risk",
        "14. Deadlines",
        "At risk is when a share of the target has passed, in open time.",
        "Take the share of the time by the wall clock.",
        '`Target(at_risk=["0.5", "0.75"])`',
    ),
    Convention(
        "maintenance",
        "15. Maintenance and no data",
        "Agreed maintenance is a break: it is no open time, neither above nor below the line.",
        "Count it as up; or as down.",
        "`Calendar(breaks=…)`",
    ),
    Convention(
        "no-data",
        "15. Maintenance and no data",
        "Where nothing counts there is no share, neither 0 nor 1.",
        "Show 100 %.",
        NO_CHOICE,
    ),
    Convention(
        "deciding-instant",
        "16. Periods",
        "A case counts in the period of its deciding instant: its stop if met, its breach if "
        "breached. Periods include their start and not their end.",
        "Count it where it was opened, or closed.",
        "`measure_attainment(…, during=…)`",
    ),
    Convention(
        "labels",
        "17. Explanations",
        "Every moment has one label, the first that applies: holiday, break, outside hours, "
        "paused, other team, running. They add up to the wall clock.",
        "Count holidays within nights twice, or not at all.",
        NO_CHOICE,
    ),
    *CONVENTIONS_OF_AVAILABILITY,
)

Case = dict[str, Any]
H = 60  # minutes


def day(hour: float) -> int:
    return int(hour * H)


def each_day(days: str, *hours: tuple[float, float]) -> dict[int, list[tuple[int, int]]]:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    told = [(day(start), day(end)) for start, end in hours]
    return {names.index(name): told for name in days.split()}


WEEKDAYS = "mon tue wed thu fri"
WEEK = f"{WEEKDAYS} sat sun"


def on(text: str) -> date:
    return date.fromisoformat(text)


OFFICE = Definition(
    "Europe/Berlin",
    each_day(WEEKDAYS, (9, 12), (13, 17)),
    holidays={on("2026-12-25")},
    breaks={on("2026-06-03"): [(day(14), day(15.5))]},
)
NIGHTS = Definition(
    "Europe/Berlin", each_day(WEEK, (22, 6)), holidays={on("2026-12-25"), on("2026-06-10")}
)
SMALL_HOURS = Definition("Europe/Berlin", each_day(WEEK, (2.5, 3.5)))
WHOLE_DAYS = Definition("Europe/Berlin", each_day(WEEK, (0, 24)))
NEW_YORK = Definition("America/New_York", each_day(WEEK, (1.25, 2.5)))
LORD_HOWE = Definition("Australia/Lord_Howe", each_day(WEEK, (1, 3)))
SAO_PAULO = Definition("America/Sao_Paulo", each_day(WEEK, (0, 1.5), (23, 24)))
APIA = Definition("Pacific/Apia", each_day(WEEK, (9, 17)))
HAVANA = Definition("America/Havana", each_day(WEEK, (22, 1)))
SHIFTS = Definition(
    "Europe/Berlin",
    each_day(WEEKDAYS, (9, 17)),
    annual_holidays={(2, 29), (12, 25)},
    breaks={on("2026-06-02"): [(day(22), day(1))]},
    shifts={
        on("2026-06-02"): [(day(20), day(2))],
        on("2026-06-04"): [],
        on("2026-06-06"): [(day(10), day(14))],
        on("2026-12-25"): [(day(10), day(14))],
    },
)
EVEN_WEEKS = ",".join(map(str, range(2, 54, 2)))
SEASONS = Definition(
    "Europe/Paris",
    each_day(WEEKDAYS, (10, 12), (14, 18)),
    recurring=[
        Rule(
            "FREQ=DAILY;BYMONTH=7,8;BYDAY=MO,TU,WE,TH,FR",
            lambda on: on.month in {7, 8} and on.weekday() < 5,
            [(day(10), day(12)), (day(14), day(18.5))],
        ),
        Rule(
            f"FREQ=YEARLY;BYWEEKNO={EVEN_WEEKS};BYDAY=SA",
            lambda on: on.isocalendar().week % 2 == 0 and on.weekday() == 5,
            [(day(9), day(13))],
        ),
        Rule("FREQ=MONTHLY;BYDAY=1MO", lambda on: on.weekday() == 0 and on.day <= 7),
    ],
    holiday_rules=[
        Rule(
            "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            lambda on: on.month == 11 and on.weekday() == 3 and 22 <= on.day <= 28,
        ),
    ],
)

# What is asked of calendars: convention, operation, calendar, and wall-clock times of its zone.
ASKED: tuple[tuple[str, str, Definition, dict[str, Any]], ...] = (
    *(
        ("wall-clock-ends", "elapsed", calendar, {"start": start, "end": end})
        for calendar, start, end in (
            (NIGHTS, "2026-03-28 21:00", "2026-03-29 07:00"),
            (NIGHTS, "2026-10-24 21:00", "2026-10-25 07:00"),
            (WHOLE_DAYS, "2026-03-29 00:00", "2026-03-30 00:00"),
            (WHOLE_DAYS, "2026-10-25 00:00", "2026-10-26 00:00"),
            (LORD_HOWE, "2026-04-05 00:00", "2026-04-06 00:00"),
            (LORD_HOWE, "2026-10-04 00:00", "2026-10-05 00:00"),
        )
    ),
    *(
        ("skipped-time", "elapsed", calendar, {"start": start, "end": end})
        for calendar, start, end in (
            (SMALL_HOURS, "2026-03-29 00:00", "2026-03-29 12:00"),
            (NEW_YORK, "2026-03-08 00:00", "2026-03-08 12:00"),
            (SAO_PAULO, "2018-11-03 12:00", "2018-11-04 12:00"),
        )
    ),
    ("skipped-time", "next_open", SMALL_HOURS, {"at": "2026-03-29 00:00"}),
    *(
        ("repeated-time", "elapsed", calendar, {"start": start, "end": end})
        for calendar, start, end in (
            (SMALL_HOURS, "2026-10-25 00:00", "2026-10-25 12:00"),
            (NEW_YORK, "2026-11-01 00:00", "2026-11-01 12:00"),
            (SAO_PAULO, "2018-02-17 12:00", "2018-02-18 12:00"),
            (HAVANA, "2026-10-31 12:00", "2026-11-01 12:00"),
        )
    ),
    ("repeated-time", "next_close", NEW_YORK, {"at": "2026-11-01 00:00"}),
    ("missing-date", "elapsed", APIA, {"start": "2011-12-29 12:00", "end": "2011-12-31 12:00"}),
    ("missing-date", "due", APIA, {"start": "2011-12-29 16:00", "seconds": 7200}),
    ("missing-date", "add_days", APIA, {"start": "2011-12-29 10:00", "days": 1}),
    ("missing-date", "is_business_day", APIA, {"on": "2011-12-30"}),
    ("half-open", "is_open", OFFICE, {"at": "2026-06-01 09:00"}),
    ("half-open", "is_open", OFFICE, {"at": "2026-06-01 12:00"}),
    ("half-open", "elapsed", WHOLE_DAYS, {"start": "2026-06-01 23:00", "end": "2026-06-02 01:00"}),
    ("half-open", "next_open", OFFICE, {"at": "2026-06-01 12:00"}),
    ("half-open", "previous_open", OFFICE, {"at": "2026-06-01 13:00"}),
    ("overnight", "elapsed", NIGHTS, {"start": "2026-06-01 12:00", "end": "2026-06-02 12:00"}),
    ("overnight", "elapsed", NIGHTS, {"start": "2026-06-02 01:00", "end": "2026-06-02 04:00"}),
    ("overnight", "due", NIGHTS, {"start": "2026-06-02 05:00", "seconds": 7200}),
    ("overnight", "is_open", NIGHTS, {"at": "2026-06-02 05:59"}),
    *(
        ("holidays-subtract", "elapsed", NIGHTS, {"start": start, "end": end})
        for start, end in (
            ("2026-12-24 12:00", "2026-12-25 12:00"),
            ("2026-12-25 12:00", "2026-12-26 12:00"),
            ("2026-06-09 12:00", "2026-06-11 12:00"),
        )
    ),
    ("holidays-subtract", "next_open", SHIFTS, {"at": "2026-12-25 09:00"}),
    *(
        ("breaks-and-shifts", "elapsed", SHIFTS, {"start": start, "end": end})
        for start, end in (
            ("2026-06-02 00:00", "2026-06-03 08:00"),
            ("2026-06-04 00:00", "2026-06-05 00:00"),
            ("2026-06-06 00:00", "2026-06-07 00:00"),
        )
    ),
    *(
        ("recurring-hours", "elapsed", SEASONS, {"start": start, "end": end})
        for start, end in (
            ("2026-06-29 00:00", "2026-07-13 00:00"),
            ("2026-08-31 00:00", "2026-09-02 00:00"),
            ("2150-07-03 00:00", "2150-07-04 00:00"),
        )
    ),
    ("recurring-hours", "is_business_day", SEASONS, {"on": "2026-07-06"}),
    ("recurring-hours", "due", SEASONS, {"start": "2026-07-03 18:00", "seconds": 3600}),
    *(
        ("numbered-weeks", "is_business_day", SEASONS, {"on": saturday})
        for saturday in ("2026-07-04", "2026-07-11", "2020-12-26", "2021-01-02", "2021-01-09")
    ),
    *(
        ("numbered-weeks", "is_business_day", SEASONS, {"on": saturday})
        for saturday in ("1994-01-01", "2021-01-16")
    ),
    *(
        ("holidays-by-rule", "is_business_day", SEASONS, {"on": thursday})
        for thursday in ("2026-11-26", "2026-11-19", "2150-11-26")
    ),
    ("leap-day", "is_business_day", SHIFTS, {"on": "2028-02-29"}),
    ("leap-day", "is_business_day", SHIFTS, {"on": "2027-03-01"}),
    ("leap-day", "elapsed", SHIFTS, {"start": "2028-02-28 09:00", "end": "2028-03-01 17:00"}),
    (
        "microseconds",
        "elapsed",
        OFFICE,
        {"start": "2026-06-01 08:00", "end": "2026-06-01 09:00:00.000001"},
    ),
    ("microseconds", "due", OFFICE, {"start": "2026-06-01 16:59:59.5", "seconds": 1}),
    (
        "microseconds",
        "elapsed",
        OFFICE,
        {"start": "2026-06-01 11:59:59.999999", "end": "2026-06-01 13:00:00.000001"},
    ),
    ("business-days", "add_days", OFFICE, {"start": "2026-06-05 15:00", "days": 1}),
    ("business-days", "add_days", OFFICE, {"start": "2026-06-06 10:00", "days": 1}),
    ("business-days", "add_days", OFFICE, {"start": "2026-12-24 10:00", "days": 1}),
    ("business-days", "add_days", OFFICE, {"start": "2026-03-27 10:00", "days": 1}),
    ("business-days", "is_business_day", OFFICE, {"on": "2026-12-25"}),
    ("business-days", "is_business_day", NIGHTS, {"on": "2026-12-24"}),
    ("due-in-time", "due", OFFICE, {"start": "2026-06-01 09:00", "seconds": 3 * 3600}),
    ("due-in-time", "due", OFFICE, {"start": "2026-06-05 16:00", "seconds": 3600}),
    ("due-in-time", "due", OFFICE, {"start": "2026-06-05 16:00", "seconds": 3601}),
    ("due-in-time", "due", OFFICE, {"start": "2026-06-06 10:00", "seconds": 3600}),
    ("backward", "elapsed", OFFICE, {"start": "2026-06-02 10:00", "end": "2026-06-01 16:00"}),
    ("backward", "due", OFFICE, {"start": "2026-06-02 10:00", "seconds": -7200}),
    ("backward", "due", OFFICE, {"start": "2026-06-01 12:30", "seconds": -3 * 3600}),
    ("maintenance", "elapsed", OFFICE, {"start": "2026-06-03 09:00", "end": "2026-06-03 17:00"}),
    ("maintenance", "elapsed", OFFICE, {"start": "2026-06-03 13:30", "end": "2026-06-03 15:00"}),
    ("maintenance", "due", OFFICE, {"start": "2026-06-03 13:30", "seconds": 3600}),
)

# Definitions that are refused, and one beside each that is not.
VALIDATED: tuple[tuple[str, dict[str, Any], bool], ...] = (
    ("refused-hours", {"weekly": {"mon": [["09:00", "09:00"]]}}, False),
    ("refused-hours", {"weekly": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}, False),
    ("refused-hours", {"weekly": {"mon": [["09:00", "12:00"], ["12:00", "13:00"]]}}, True),
    ("refused-hours", {"weekly": {"mon": [["00:00", "24:00"]]}}, True),
    ("leap-day", {"weekly": {"mon": [["09:00", "17:00"]]}, "annual_holidays": ["02-30"]}, False),
    ("leap-day", {"weekly": {"mon": [["09:00", "17:00"]]}, "annual_holidays": ["02-29"]}, True),
    *(
        (
            "holidays-by-rule",
            {"weekly": {"mon": [["09:00", "17:00"]]}, "annual_holidays": [rule]},
            is_valid,
        )
        for rule, is_valid in (
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", True),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", False),
            ("FREQ=SECONDLY", False),
        )
    ),
    ("can-open", {"weekly": {}}, False),
    ("can-open", {"weekly": {"mon": []}}, False),
    ("can-open", {"weekly": {}, "shifts": {"2026-06-02": [["09:00", "17:00"]]}}, True),
)

RESOLVED = {"states": ["resolved", "closed"]}
CANCELLED = {"states": ["cancelled"]}
PENDING = {"states": ["pending"]}
FOR_USER = {"states": ["pending"], "reasons": ["user"]}
FROM_DESK = {"changes": {"correspondent": "desk"}}
FROM_CUSTOMER = {"changes": {"correspondent": "customer"}}
INFORMED = {"facts": {"is_major": "True"}, "changes": {"update": None}}
RESOLUTION = {"stops": [RESOLVED], "voids": [CANCELLED], "pauses": [PENDING]}
BY_PERSON = {"automated": False}
FIXED, FIXED_BY_PROGRAM = (
    {"states": ["resolved"], "automated": is_automated} for is_automated in (False, True)
)
ANSWERED = {**FROM_DESK, **BY_PERSON}
UNANSWERED = [{"states": ["cancelled", "closed"]}, FIXED_BY_PROGRAM]
RESPONSE = {
    "stops": [{"states": ["in progress"], **BY_PERSON}, FIXED, ANSWERED],
    "voids": UNANSWERED,
    "reopening": "ignore",
}
NEXT_RESPONSE = {
    "starts": [FROM_CUSTOMER],
    "after": [{"states": ["in progress"], **BY_PERSON}, FIXED, ANSWERED, FIXED_BY_PROGRAM],
    "stops": [ANSWERED, FIXED],
    "voids": UNANSWERED,
    "reopening": "ignore",
}
UPDATE = {
    "starts": [{"changes": {"is_major": "True"}}, INFORMED],
    "stops": [INFORMED, RESOLVED],
    "voids": [CANCELLED, {"facts": {"is_major": "False"}}],
    "reopening": "ignore",
}

Told = tuple[str, str | None, str | None, dict[str, str]]


def happen(at: str, state: str | None = None, reason: str | None = None, **facts: str) -> Told:
    return f"2026-06-{at}", state, reason, facts


BUSY, WAITS = "in progress", "pending"


def again(clock: dict[str, Any], reopening: str) -> dict[str, Any]:
    return {**clock, "reopening": reopening}


# What is asked of clocks: convention, history from an opening on, clock, and what else differs
# from one target of two hours, judged late on the first Friday of June.
JUDGED: tuple[tuple[str, list[Told], dict[str, Any], dict[str, Any]], ...] = (
    ("strict-breach", [happen("01 09:00"), happen("01 11:00", "resolved")], RESOLUTION, {}),
    ("strict-breach", [happen("01 09:00"), happen("01 11:01", "resolved")], RESOLUTION, {}),
    ("strict-breach", [happen("01 10:00"), happen("01 13:30", "resolved")], RESOLUTION, {}),
    ("strict-breach", [happen("01 10:00")], RESOLUTION, {"as_of": "2026-06-01 12:00"}),
    ("strict-breach", [happen("01 10:00")], RESOLUTION, {"as_of": "2026-06-01 13:01"}),
    (
        "pauses-count-open-time",
        [happen("01 16:00"), happen("01 16:30", WAITS), happen("02 09:30", BUSY)],
        RESOLUTION,
        {"as_of": "2026-06-02 10:00"},
    ),
    (
        "pauses-count-open-time",
        [happen("01 16:00"), happen("01 17:30", WAITS), happen("02 08:30", BUSY)],
        RESOLUTION,
        {"as_of": "2026-06-02 10:00"},
    ),
    (
        "pauses-count-open-time",
        [happen("01 09:00"), happen("01 10:00", WAITS)],
        RESOLUTION,
        {"as_of": "2026-06-02 16:30"},
    ),
    (
        "pauses-count-open-time",
        [
            happen("01 09:00"),
            happen("01 10:00", WAITS, "user"),
            happen("01 10:30", WAITS, "supplier"),
            happen("01 11:00", BUSY),
            happen("01 11:45", "resolved"),
        ],
        RESOLUTION,
        {},
    ),
    (
        "pause-after-breach",
        [happen("01 09:00"), happen("01 13:30", WAITS), happen("02 16:00", "resolved")],
        RESOLUTION,
        {},
    ),
    (
        "pause-after-breach",
        [happen("01 09:00"), happen("01 13:30", WAITS)],
        RESOLUTION,
        {"as_of": "2026-06-04 12:00"},
    ),
    *(
        (
            "pause-by-reason",
            [
                happen("01 09:00"),
                happen("01 09:30", WAITS, "user"),
                happen("01 10:30", WAITS, "supplier"),
                happen("01 11:30", BUSY),
                happen("01 13:30", "resolved"),
            ],
            {**RESOLUTION, "pauses": pauses},
            {},
        )
        for pauses in ([FOR_USER], [PENDING], [{**PENDING, "unless": ["user"]}], [])
    ),
    (
        "stop-pause-start",
        [happen("01 09:00"), happen("01 10:00", WAITS), happen("01 11:00", "resolved")],
        {**RESOLUTION, "pauses": [{"states": ["pending", "resolved"]}]},
        {},
    ),
    (
        "stop-pause-start",
        [happen("01 09:00"), happen("01 10:00", BUSY), happen("01 10:00", WAITS)],
        RESOLUTION,
        {"as_of": "2026-06-01 11:00"},
    ),
    (
        "stop-pause-start",
        [happen("01 09:00"), happen("01 10:00", WAITS), happen("01 10:00", BUSY)],
        RESOLUTION,
        {"as_of": "2026-06-01 11:00"},
    ),
    (
        "response-is-not-paused",
        [happen("01 09:00"), happen("01 09:30", WAITS, "user"), happen("01 11:30", BUSY)],
        RESPONSE,
        {},
    ),
    (
        "response-is-not-paused",
        [happen("01 09:00"), happen("01 09:30", WAITS, "user"), happen("01 11:30", BUSY)],
        {**RESPONSE, "pauses": [FOR_USER]},
        {},
    ),
    (
        "response-is-not-paused",
        [
            happen("01 09:00"),
            happen("01 10:00", BUSY),
            happen("01 11:00", "open"),
            happen("01 13:30", BUSY),
        ],
        RESPONSE,
        {},
    ),
    (
        "next-response",
        [
            happen("01 09:00"),
            happen("01 09:10", correspondent="customer"),
            happen("01 09:30", correspondent="desk"),
            happen("01 10:00", correspondent="customer"),
            happen("01 11:00", correspondent="customer"),
            happen("01 13:30", correspondent="desk"),
            happen("02 09:00", correspondent="customer"),
        ],
        NEXT_RESPONSE,
        {"as_of": "2026-06-02 10:00"},
    ),
    (
        "next-response",
        [
            happen("01 09:00"),
            happen("01 09:30", BUSY),
            happen("01 10:00", correspondent="customer"),
            happen("01 11:00", "resolved"),
            happen("01 11:30", correspondent="customer"),
        ],
        NEXT_RESPONSE,
        {},
    ),
    (
        "next-response",
        [
            happen("01 09:00"),
            happen("01 09:30", BUSY),
            happen("01 10:00", correspondent="customer"),
            happen("01 11:00", correspondent="customer"),
            happen("01 13:30", correspondent="desk"),
        ],
        {**NEXT_RESPONSE, "resets": [FROM_CUSTOMER]},
        {},
    ),
    (
        "updates",
        [
            happen("01 09:00"),
            happen("01 09:30", is_major="True"),
            happen("01 10:00", update="at work"),
            happen("01 13:30", update="still at work"),
            happen("01 14:00", "resolved"),
        ],
        UPDATE,
        {},
    ),
    (
        "updates",
        [
            happen("01 09:00"),
            happen("01 09:10", update="a word"),
            happen("01 09:30", is_major="True"),
            happen("01 10:00", is_major="False"),
        ],
        UPDATE,
        {},
    ),
    *(
        (
            "reopening",
            [
                happen("01 09:00"),
                happen("01 10:00", "resolved"),
                happen("01 14:00", BUSY),
                happen("01 14:30", "resolved"),
            ],
            again(RESOLUTION, reopening),
            {},
        )
        for reopening in ("continue", "new cycle", "ignore")
    ),
    (
        "reopening",
        [happen("01 09:00"), happen("01 10:00", "resolved"), happen("01 14:00", BUSY)],
        {**RESOLUTION, "resets": [{"states": ["in progress"]}]},
        {"as_of": "2026-06-01 15:00"},
    ),
    ("void", [happen("01 09:00"), happen("01 10:00", "cancelled")], RESOLUTION, {}),
    ("void", [happen("01 09:00"), happen("01 14:00", "cancelled")], RESOLUTION, {}),
    (
        "void",
        [happen("01 09:00"), happen("01 10:00", "resolved"), happen("01 11:00", "cancelled")],
        RESOLUTION,
        {},
    ),
    (
        "void",
        [happen("01 09:00"), happen("01 10:00", "cancelled"), happen("01 11:00", BUSY)],
        RESOLUTION,
        {},
    ),
    *(
        (
            "priority-change",
            [
                happen("01 09:00", priority=before),
                happen("01 11:00", priority=after),
                happen("01 14:00", "resolved"),
            ],
            RESOLUTION,
            {"on_priority_change": policy, "targets": [(80, "1"), (240, "2")]},
        )
        for policy in ("keep", "restart", "segmented")
        for before, after in (("1", "2"), ("2", "1"), ("2", "2"))
    ),
    *(
        (
            "visits",
            [
                happen("01 09:00", team="desk"),
                happen("01 10:00", BUSY, team="network"),
                happen("01 11:00", team="desk"),
                happen("01 13:00", team="network"),
                happen("01 14:30", "resolved"),
            ],
            RESOLUTION,
            {"team": "network", "visits": visits},
        )
        for visits in ("each", "summed")
    ),
    (
        "visits",
        [
            happen("01 09:00", team="network"),
            happen("01 10:00", "resolved"),
            happen("01 11:00", team="desk"),
            happen("01 13:00", BUSY),
            happen("01 14:00", team="network"),
        ],
        RESOLUTION,
        {"team": "network", "visits": "summed", "as_of": "2026-06-01 15:00"},
    ),
    *(
        (
            "fixed-deadline",
            [
                happen("01 09:00", resolve_by="2026-06-01 12:30"),
                happen("01 10:00", WAITS),
                happen(f"01 {stop}", "resolved"),
            ],
            RESOLUTION,
            {"deadline": "resolve_by"},
        )
        for stop in ("12:30", "12:31")
    ),
    (
        "fixed-deadline",
        [
            happen("01 09:00", resolve_by="2026-06-01 12:30"),
            happen("01 10:00", resolve_by="2026-06-02 12:30"),
        ],
        RESOLUTION,
        {"deadline": "resolve_by", "as_of": "2026-06-01 15:00"},
    ),
    ("at-risk", [happen("01 11:00")], RESOLUTION, {"as_of": "2026-06-01 11:30"}),
    (
        "at-risk",
        [happen("01 11:00"), happen("01 11:15", WAITS), happen("01 13:15", BUSY)],
        RESOLUTION,
        {"as_of": "2026-06-01 14:00"},
    ),
    (
        "labels",
        [
            happen("03 11:00", team="network"),
            happen("03 13:30", WAITS),
            happen("03 16:00", BUSY),
            happen("04 10:00", team="desk"),
            happen("04 14:00", team="network"),
        ],
        RESOLUTION,
        {"team": "network", "visits": "summed"},
    ),
    (
        "labels",
        [happen("09 12:00"), happen("09 23:00", WAITS), happen("11 01:00", BUSY)],
        RESOLUTION,
        {"calendar": "nights", "as_of": "2026-06-11 05:00"},
    ),
    (
        "business-days",
        [happen("01 15:00"), happen("03 13:30", "resolved")],
        RESOLUTION,
        {"business_days": 2},
    ),
    (
        "business-days",
        [happen("01 15:00"), happen("02 10:00", WAITS), happen("02 11:00", BUSY)],
        RESOLUTION,
        {"business_days": 1},
    ),
)

# What is asked of many records: those of some histories, and a period.
COUNTED: tuple[tuple[str, list[list[Told]], tuple[str, str]], ...] = (
    (
        "deciding-instant",
        [
            [happen("01 16:00"), happen("02 09:30", "resolved")],
            [happen("01 16:00"), happen("03 09:00", "resolved")],
            [happen("01 09:00"), happen("01 10:00", "resolved"), happen("02 10:00", "closed")],
        ],
        ("2026-06-02 00:00", "2026-06-03 00:00"),
    ),
    (
        "deciding-instant",
        [
            [happen("01 16:00"), happen("02 09:30", "resolved")],
            [happen("02 09:00"), happen("02 10:00", "resolved")],
        ],
        ("2026-06-02 09:30", "2026-06-02 10:00"),
    ),
    (
        "no-data",
        [
            [happen("04 16:00"), happen("04 16:30", WAITS)],
            [happen("01 09:00"), happen("01 09:30", "cancelled")],
        ],
        ("2026-06-01 00:00", "2026-06-04 00:00"),
    ),
    ("no-data", [], ("2026-06-01 00:00", "2026-06-04 00:00")),
)
