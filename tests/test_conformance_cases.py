"""The cases that we publish: the library answers them all, and each pins a convention."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from conformance_files import CASES, PAGE, write_cases, write_page
from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AssignmentCounting,
    AvailabilityTarget,
    Clock,
    Condition,
    CreditTier,
    Deadline,
    LinearCredits,
    OnPriorityChange,
    Overlap,
    Reopening,
    Target,
    TieredCredits,
    Treatment,
)
from mof.calendars import BusinessDays, Calendar, RecurringHours
from mof.errors import MofError
from mof.incidents import Correspondent, Incident, IncidentEvent, IncidentState
from mof.judgements import Judgement, judge, measure_attainment, next_instants
from mof.judgements._availability import measure_uptime
from mof.records import Actor, Entry, Priority
from mof.services import DataGap, Maintenance, Outage
from mof.values import AgreementId, IncidentId, Period, PersonId, ServiceId, TeamId

Case = dict[str, Any]
CONTENT: Case = json.loads(CASES.read_text(encoding="utf-8"))
MAIL = ServiceId("mail")
PROGRAM = Actor(PersonId("program"), is_automated=True)


@pytest.mark.parametrize("case", CONTENT["cases"], ids=lambda case: case["id"])
def test_library_answers_as_published(case: Case) -> None:
    answer = OPERATIONS[case["op"]](case)

    assert case["expected"] == answer


def test_every_convention_has_cases_and_every_case_a_convention() -> None:
    conventions = {convention["id"] for convention in CONTENT["conventions"]}
    pinned = {case["convention"] for case in CONTENT["cases"]}
    ids = [case["id"] for case in CONTENT["cases"]]

    assert conventions == pinned
    assert len(ids) == len(set(ids))


def test_every_rule_has_several_cases() -> None:
    rule_by_id = {each["id"]: each["rule"] for each in CONTENT["conventions"]}
    rules = [rule_by_id[case["convention"]] for case in CONTENT["cases"]]

    assert all(rules.count(rule) >= 2 for rule in rule_by_id.values())
    assert len(set(rules)) == 22


def test_files_are_what_the_oracles_say() -> None:
    """Run ``python tests/conformance_files.py`` to write them anew."""
    assert write_cases() == CASES.read_text(encoding="utf-8")
    assert write_page() == PAGE.read_text(encoding="utf-8")


def read_at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def find_due_in_days(case: Case) -> Case:
    within = BusinessDays(case["business_days"], end_of_day=case["end_of_day"])
    return {"due": read_calendar(case).due(read_at(case["start"]), within).isoformat()}


def foresee_case(case: Case) -> Case:
    incident = read_incident(case["history"])
    coming = next_instants(incident, [read_agreement(case)], as_of=read_at(case["as_of"]))
    return {"instants": [{"at": write(each.at), "kind": str(each.kind)} for each in coming]}


def read_calendar(case: Case) -> Calendar:
    given = case["calendar"]
    return Calendar(
        tz=given["tz"],
        weekly=given.get("weekly", {}),
        holidays=[date.fromisoformat(on) for on in given.get("holidays", ())],
        annual_holidays=given.get("annual_holidays", ()),
        breaks={date.fromisoformat(on): hours for on, hours in given.get("breaks", {}).items()},
        shifts={date.fromisoformat(on): hours for on, hours in given.get("shifts", {}).items()},
        recurring=[RecurringHours(**rule) for rule in given.get("recurring", ())],
    )


def find_elapsed(case: Case) -> Case:
    elapsed = read_calendar(case).elapsed(read_at(case["start"]), read_at(case["end"]))
    return {"seconds": elapsed / timedelta(seconds=1)}


def find_due(case: Case) -> Case:
    within = timedelta(seconds=case["seconds"])
    return {"due": read_calendar(case).due(read_at(case["start"]), within).isoformat()}


def add_days(case: Case) -> Case:
    due = read_calendar(case).add_days(read_at(case["start"]), case["days"])
    return {"due": due.isoformat()}


def ask(question: Callable[[Calendar, datetime], datetime]) -> Callable[[Case], Case]:
    return lambda case: {"at": question(read_calendar(case), read_at(case["at"])).isoformat()}


def ask_open(case: Case) -> Case:
    return {"open": read_calendar(case).is_open(read_at(case["at"]))}


def ask_business_day(case: Case) -> Case:
    return {"business_day": read_calendar(case).is_business_day(date.fromisoformat(case["on"]))}


def validate(case: Case) -> Case:
    try:
        read_calendar(case)
    except MofError:
        return {"valid": False}
    return {"valid": True}


def read_clock(case: Case) -> Clock:
    given = case["clock"]
    conditions: Case = {
        name: [Condition(**condition) for condition in value]
        for name, value in given.items()
        if name != "reopening"
    }
    return Clock("clock", **conditions, reopening=Reopening(given.get("reopening", "continue")))


def read_target(given: Case, clock: Clock) -> Target:
    within: timedelta | BusinessDays | Deadline
    if "deadline" in given:
        within = Deadline(given["deadline"])
    elif "business_days" in given:
        within = BusinessDays(given["business_days"])
    else:
        within = timedelta(minutes=given["minutes"])
    priorities = given.get("priorities")
    return Target(
        clock,
        within,
        priorities=priorities and [Priority(word) for word in priorities],
        at_risk=["0.5", "0.75"],
    )


def read_agreement(case: Case) -> Agreement:
    terms: Case = {
        "service": MAIL,
        "calendar": read_calendar(case),
        "targets": [read_target(target, read_clock(case)) for target in case["targets"]],
        "valid_from": date(2000, 1, 1),
        "version": "1",
        "on_priority_change": OnPriorityChange(case.get("on_priority_change", "keep")),
    }
    name = AgreementId("agreement")
    if "team" not in case:
        return SLA(name, **terms)
    return OLA(
        name, **terms, team=TeamId(case["team"]), counting=AssignmentCounting(case["visits"])
    )


READERS: dict[str, Callable[[str], Any]] = {
    "priority": Priority,
    "correspondent": Correspondent,
    "is_major": lambda word: word == "True",
    "resolve_by": read_at,
}


def read_incident(history: list[Case], number: int = 1) -> Incident:
    entries = [
        Entry[IncidentState, IncidentEvent](
            read_at(given["at"]),
            state=IncidentState(given["state"]) if "state" in given else None,
            reason=given.get("reason"),
            by=PROGRAM if given.get("automated") else None,
            changes={
                "service": MAIL,
                **{
                    name: READERS.get(name, str)(word)
                    for name, word in given.get("facts", {}).items()
                },
            },
        )
        for given in history
    ]
    return Incident(IncidentId(f"incident-{number}"), entries, opened_at=entries[0].at)


def judge_case(case: Case) -> Case:
    incident = read_incident(case["history"])
    judgements = judge(incident, read_agreement(case), as_of=read_at(case["as_of"]))
    return {"judgements": [describe(judgement) for judgement in judgements]}


def describe(judgement: Judgement) -> Case:
    assert judgement.target
    second = timedelta(seconds=1)
    told: Case = {
        "cycle": judgement.cycle,
        "segment": judgement.segment,
        "started_at": write(judgement.started_at),
        "verdict": str(judgement.verdict),
        "due_at": write(judgement.due_at),
        "breached_at": write(judgement.breached_at),
        "elapsed_seconds": judgement.elapsed / second,
        "paused_seconds": judgement.paused / second,
        "stopped_at": write(judgement.stopped_at),
    }
    if isinstance(judgement.target.within, Deadline):
        return told
    totals: Case = {}
    for part in judgement.explain().parts:
        totals[str(part.label)] = totals.get(str(part.label), 0) + part.duration / second
    risks = {str(point.share): write(point.at) for point in judgement.at_risk}
    return {**told, "at_risk": risks, "seconds_by_label": totals}


def write(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def measure_case(case: Case) -> Case:
    incidents = [read_incident(history, n) for n, history in enumerate(case["histories"])]
    during = Period(*map(read_at, case["period"]))
    (attainment,) = measure_attainment(
        incidents, read_agreement(case), during=during, as_of=read_at(case["as_of"])
    )
    share = attainment.share
    return {
        "met": len(attainment.met),
        "breached": len(attainment.breached),
        "share": None if share is None else write_share(share, attainment.counted),
    }


def write_share(share: Fraction, counted: int) -> str:
    return f"{share * counted}/{counted}"


def read_span(given: Case) -> dict[str, Any]:
    return {name: v if name == "weight" else read_at(v) for name, v in given.items()}


def read_terms(case: Case) -> dict[str, Any]:
    kinds: dict[str, Callable[[Any], Any]] = {
        "overlap": Overlap,
        "maintenance": Treatment,
        "no_data": Treatment,
    }
    terms = {name: kind(case[name]) for name, kind in kinds.items() if name in case}
    for name in ("notice", "ignores_below"):
        terms[name] = timedelta(seconds=case.get(f"{name}_seconds", 0))
    return terms


def measure_availability_case(case: Case) -> Case:
    measured = measure_uptime(
        [Outage(**read_span(each)) for each in case["outages"]],
        AvailabilityTarget(case["required"], **read_terms(case)),
        read_calendar(case),
        during=Period(*map(read_at, case["period"])),
        as_of=read_at(case["as_of"]),
        maintenance=[Maintenance(**read_span(each)) for each in case.get("windows", ())],
        gaps=[DataGap(**read_span(each)) for each in case.get("gaps", ())],
    )
    return {
        "counted_seconds": measured.counted / timedelta(seconds=1),
        "lost_seconds": measured.lost / timedelta(seconds=1),
        "share": None if measured.share is None else str(measured.share),
    }


def read_tiers(case: Case) -> TieredCredits:
    return TieredCredits([CreditTier(**tier) for tier in case["tiers"]])


def find_credit(case: Case) -> Case:
    schedule = read_tiers(case) if "tiers" in case else LinearCredits(**case["linear"])
    credit = schedule.find_credit(Fraction(case["share"]))
    return {"credit": None if credit is None else str(credit)}


def validate_credits(case: Case) -> Case:
    try:
        read_tiers(case)
    except MofError:
        return {"valid": False}
    return {"valid": True}


OPERATIONS: dict[str, Callable[[Case], Case]] = {
    "elapsed": find_elapsed,
    "due": find_due,
    "add_days": add_days,
    "due_in_days": find_due_in_days,
    "is_open": ask_open,
    "next_open": ask(Calendar.next_open),
    "previous_open": ask(Calendar.previous_open),
    "next_close": ask(Calendar.next_close),
    "is_business_day": ask_business_day,
    "validate": validate,
    "judge": judge_case,
    "next_instants": foresee_case,
    "attainment": measure_case,
    "availability": measure_availability_case,
    "credit": find_credit,
    "validate_credits": validate_credits,
}
