"""A published service level agreement for a help desk, expressed, tried out, and read closely.

The agreement is that of dxw's help desk of 23 May 2018: two plans that differ in their times. It
is expressed as two SLAs, a few invented tickets show it at work, and what its text leaves open is
listed with what was chosen here instead.
"""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import mof
from mof.agreements import OnPriorityChange
from mof.documents import Table, format_count, format_duration
from mof.incidents import Correspondent, IncidentEvent, IncidentState
from mof.records import Entry, Fact
from mof.values import AgreementId, CustomerId, IncidentId, ServiceId

# Working hours of the agreement. Which bank holidays it means is open; England's are taken.
BANK_HOLIDAYS = [
    *(date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4)),
    *(date(2026, 5, 25), date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28)),
]
WORKING_HOURS = mof.Calendar.weekdays("10:00-18:00", tz="Europe/London", holidays=BANK_HOLIDAYS)
ANY_TIME = mof.Calendar.always(tz="Europe/London")

# Its four levels, as priorities; the fifth is not used.
URGENT, HIGH, NORMAL, LOW = mof.Priority.P1, mof.Priority.P2, mof.Priority.P3, mof.Priority.P4
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FIVE_DAYS = mof.BusinessDays(5)
HELP_DESK = ServiceId("help-desk")
MUSEUM, COUNCIL = CustomerId("museum"), CustomerId("council")

# The text promises a reply. The desk's own answer stops the clock, not the start of work.
FIRST_REPLY = mof.Clock(
    "response",
    stops=mof.Clock.NEXT_RESPONSE.stops,
    voids=mof.Clock.RESPONSE.voids,
    reopening=mof.Clock.RESPONSE.reopening,
)

OPEN_POINTS = (
    ("Which bank holidays", "England and Wales, Scotland or Northern Ireland", "England and Wales"),
    (
        "When a ticket counts as received outside working hours",
        "not said",
        "at once; working time begins at the next opening",
    ),
    (
        "What stops the clock",
        "a reply; whether an automatic receipt is one is not said",
        "the desk's first own message, or closing",
    ),
    (
        "Waiting for the client",
        "whether the clock pauses is not said",
        "a first reply is not paused",
    ),
    (
        "Change of priority in mid-life",
        "not said, though all but emergencies begin as normal",
        "the original start is kept, the new target holds",
    ),
    (
        "Urgent or critical",
        "normal is what is not low, urgent or critical; no level is called critical",
        "critical is read as urgent",
    ),
    (
        "High beside normal",
        "high is not among what normal is told apart from",
        "a high ticket is not normal",
    ),
    ("Subsequent replies", "promised for low priority only", "no target for the others"),
    (
        "Where a subsequent reply counts from",
        "not said",
        "the client's message after the first reply",
    ),
    (
        "Business days beside working days",
        "only working days are defined",
        "both are the same days",
    ),
    ("The first of five days", "not said", "the same time of day five working days on"),
    (
        "The plan a ticket falls under",
        "that of its customer; a change of plan is not provided for",
        "the plan at the start",
    ),
    ("How much is enough", "no share of tickets, no measuring, no period", "every ticket"),
    ("Restoring or resolving", "only replies are promised", "no target"),
    (
        "Withdrawn emergency address",
        "what priority a ticket sent there still has is not said",
        "the desk sets it",
    ),
)


def agree(
    name: str,
    times: dict[mof.Priority, timedelta],
    customer: CustomerId,
) -> mof.SLA:
    """One plan: the times of its first replies; low priority is the same in all plans."""
    first_replies = [
        mof.Target(
            FIRST_REPLY,
            within,
            priorities=[priority],
            calendar=ANY_TIME if priority is URGENT else None,
        )
        for priority, within in times.items()
    ]
    low = [
        mof.Target(clock, FIVE_DAYS, priorities=[LOW])
        for clock in (FIRST_REPLY, mof.Clock.NEXT_RESPONSE)
    ]
    return mof.SLA(
        AgreementId(name),
        service=HELP_DESK,
        customer=customer,
        calendar=WORKING_HOURS,
        targets=[*first_replies, *low],
        valid_from=date(2018, 5, 23),
        version="2018-05-23",
        on_priority_change=OnPriorityChange.KEEP,
    )


STANDARD = agree("standard", {URGENT: HOUR, HIGH: HOUR, NORMAL: 8 * HOUR}, customer=MUSEUM)
ENHANCED = agree(
    "enhanced", {URGENT: 30 * MINUTE, HIGH: 30 * MINUTE, NORMAL: 4 * HOUR}, customer=COUNCIL
)


def tell(
    name: str, customer: CustomerId, *messages: tuple[str, mof.Priority | Correspondent]
) -> mof.Incident:
    """A ticket from what happened when, in British summer time: messages, or a priority."""
    known: dict[str, Fact] = {"service": HELP_DESK, "customer": customer}
    entries: list[Entry[IncidentState, IncidentEvent]] = []
    for written, what in messages:
        at = datetime.fromisoformat(f"2026-{written}+01:00").astimezone(UTC)
        fact = "priority" if isinstance(what, mof.Priority) else "correspondent"
        state = None if entries else IncidentState.OPEN
        entries.append(Entry(at, state=state, changes={**known, fact: what}))
    return mof.Incident(IncidentId(name), entries, opened_at=entries[0].at)


CLIENT, DESK = Correspondent.CUSTOMER, Correspondent.DESK
TICKETS = (
    # Sunday night; urgent replies are due at any time of day.
    tell("urgent at night", MUSEUM, ("06-07T02:10", URGENT), ("06-07T03:05", DESK)),
    tell("urgent, enhanced", COUNCIL, ("06-07T02:10", URGENT), ("06-07T02:45", DESK)),
    # Friday, ten to six: ten minutes are left of the day.
    tell("high on Friday", MUSEUM, ("06-05T17:50", HIGH), ("06-08T10:40", DESK)),
    # The last working hour before a bank holiday.
    tell("normal, holiday", MUSEUM, ("05-22T17:00", NORMAL), ("05-26T17:00", DESK)),
    tell(
        "raised to high",
        MUSEUM,
        ("06-10T10:00", NORMAL),
        ("06-10T12:00", HIGH),
        ("06-10T12:30", DESK),
    ),
    tell(
        "low, two replies",
        MUSEUM,
        ("06-01T11:00", LOW),
        ("06-03T11:00", DESK),
        ("06-04T11:00", CLIENT),
        ("06-12T11:00", DESK),
    ),
)
AS_OF = datetime(2026, 7, 1, tzinfo=UTC)


def main() -> None:
    print("Priorities: 1 urgent, 2 high, 3 normal, 4 low; enhanced is the plan Managed Plus.\n")
    for plan in (STANDARD, ENHANCED):
        print(plan.to_table().to_text(100), end="\n\n")
    judgements = [
        judgement
        for ticket in TICKETS
        for plan in (STANDARD, ENHANCED)
        for judgement in mof.judge(ticket, plan, as_of=AS_OF)
        if judgement.target is not None
    ]
    for judgement in judgements:
        spent, allowed = format_duration(judgement.elapsed), format_duration(judgement.allowance)
        print(f"{judgement}: {spent} of {allowed}")
    print()
    columns = ("The text leaves open", "What it says", "Taken here")
    print(Table(columns, OPEN_POINTS).to_text(100), end="\n\n")
    decided = [j.verdict for j in judgements]
    met = decided.count(mof.Verdict.MET)
    share = Fraction(met, len(decided))
    print(
        f"dxw: {format_count(2, 'plan')}, {format_count(len(TICKETS), 'ticket')}, "
        f"{met} of {format_count(len(decided), 'reply', 'replies')} in time ({share}); "
        f"{format_count(len(OPEN_POINTS), 'point')} left open by the text"
    )


if __name__ == "__main__":
    main()
