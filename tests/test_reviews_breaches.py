"""Every broken promise can be taken along as a file that no spreadsheet executes."""

import csv
import io
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import Clock, Target
from mof.incidents import IncidentState
from mof.records import Priority
from mof.reviews import FindingRule, OperationalHealthReview
from review_cases import review
from world import HOUR, NETWORK, SLA_MAIL, resolve_incident

HOSTILE = (
    '=HYPERLINK("http://x.example")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "mail is down;=1+1",
    "mail is down\n=1+1",
    "\ufeff=1+1",
)


def read(held: OperationalHealthReview) -> list[dict[str, str]]:
    text = held.list_breaches().to_csv()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def tell_late(name: str, situation: str) -> Any:
    return tell(note(30, IncidentState.CLOSED), name=name, situation=situation)


def test_breach_is_a_row_with_its_instants_and_hours() -> None:
    late = resolve_incident("INC2", after=6 * HOUR, team=NETWORK)

    (row,) = read(review(incidents=[late]))

    assert row == {
        "Incident": "INC2",
        "Situation": "no mail arrives",
        "Service": "mail",
        "Priority": "3",
        "Agreement": "sla-mail",
        "Version": "1",
        "Target": "restoration within 4 h",
        "Started": "2026-06-01 09:00",
        "Due": "2026-06-01 13:00",
        "Breached": "2026-06-01 13:00",
        "Ended": "2026-06-01 15:00",
        "Allowed (h)": "4.0",
        "Running (h)": "6.0",
        "Paused (h)": "0.0",
        "Closed (h)": "0.0",
        "Most time with": "team network",
        "Also broken": "ola-network",
        "Target in force since": "2026-06-01 09:00",
    }


def test_breach_that_is_dated_back_says_since_when_its_target_was_in_force() -> None:
    raised = tell(note(20, priority=Priority.P1), name="raised", situation="no mail")
    targets = [
        Target(Clock.RESTORATION, hours * HOUR, priorities=[priority], required_share="0.9")
        for hours, priority in ((2, Priority.P1), (400, Priority.P3))
    ]
    held = review(
        incidents=[evolve(raised, history=(note(0, priority=Priority.P3), *raised.history))],
        agreements=[evolve(SLA_MAIL, targets=targets)],
        as_of=hours(700),
    )

    (row,) = read(held)
    (finding,) = (f for f in held.findings if f.rule is FindingRule.OUTSIDE_TOLERANCE)

    assert ("2026-06-01 11:00", "2026-06-02 05:00") == (
        row["Breached"],
        row["Target in force since"],
    )
    assert "1 of 1 breaches retroactive: the target came into force later" in finding.details
    shown = held.minutes().to_markdown()
    assert "(retroactive: target in force since 2026-06-02 05:00)" in shown


def test_hours_add_up_to_the_time_by_the_wall_clock() -> None:
    late = tell_late("late", "no mail")

    row = read(review(incidents=[late]))[-1]

    counted = sum(float(row[name]) for name in ("Running (h)", "Paused (h)", "Closed (h)"))
    assert counted == 30.0


def test_breach_still_open_has_no_end() -> None:
    still_open = tell(name="open", situation="no mail")

    rows = read(review(incidents=[still_open], as_of=hours(100)))

    assert {""} == {row["Ended"] for row in rows}


def test_review_without_breaches_lists_none() -> None:
    assert [] == read(review(incidents=[]))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_of_a_ticket_is_no_formula_in_a_spreadsheet(text: str) -> None:
    late = tell_late(text, text)
    agreement = evolve(SLA_MAIL, version=text)

    rows = read(review(incidents=[late], agreements=[agreement]))

    for row in rows:
        for cell in (row["Incident"], row["Situation"], row["Version"]):
            assert cell.replace("'", "") == text.replace("'", "")
            for begun in [cell, *cell.replace("\n", ";").replace("\r", ";").split(";")]:
                assert not begun.lstrip("\ufeff\t ").startswith(("=", "+", "-", "@"))
    assert rows
