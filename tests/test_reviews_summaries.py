"""The first screen of a review: what is red, since when, and what is asked for."""

from datetime import UTC, date, datetime
from typing import Any

from attrs import evolve

from mof.controls import ControlRegister, Policy, Risk, Violation
from mof.documents import (
    Reference,
    Table,
    Tone,
)
from mof.documents._blocks import KeyFigures
from mof.records import Level
from mof.reviews import DecisionStatus, OperationalHealthInputs, review_operational_health
from mof.reviews.operational_health._first_screen import Summary
from mof.values import PersonId, PolicyId, RiskId, ViolationId
from review_cases import (
    COST,
    LATE_MAIL,
    LATE_NETWORK,
    MAY_REVIEW,
    SATISFACTION,
    bring,
    decide,
    find_table,
    list_rows,
    observe,
    review,
)
from world import HOUR, JUNE, SLA_MAIL, resolve_incident

RED = "Out of tolerance"
MONDAYS = {3: 2, 4: 6, 5: 4, 6: 1}
MANAGER = PersonId("person-016")


def show(*decisions: Any, **changes: Any) -> list[list[str]]:
    return list_rows(find_table(review(*decisions, **changes).minutes(), RED))


def show_since(**changes: Any) -> dict[str, str]:
    rows = show(**changes)
    return {what.split(";")[0]: since for _, what, since, _ in rows}


def break_in(*months: int) -> list[Any]:
    days = {month: datetime(2026, month, MONDAYS[month], 7, tzinfo=UTC) for month in months}
    return [resolve_incident(f"INC{month}", day, after=6 * HOUR) for month, day in days.items()]


def test_what_is_red_is_named_with_what_it_is_held_against() -> None:
    (mail, network) = show()

    assert mail[1].startswith("sla-mail restoration")
    assert mail[1].endswith("required 80 %, tolerated down to 70 %")
    assert network[1].startswith("ola-network restoration")


def test_promise_is_red_since_the_first_of_the_last_periods_outside_tolerance() -> None:
    (since,) = show_since(incidents=break_in(4, 5, 6)).values()

    assert "✗ Apr 2026" == since


def test_period_within_tolerance_ends_what_was_before_it() -> None:
    kept = resolve_incident("kept", datetime(2026, 4, 8, 7, tzinfo=UTC))

    (since,) = show_since(incidents=[*break_in(3, 5, 6), kept]).values()

    assert "✗ May 2026" == since


def test_period_without_data_neither_begins_nor_ends_it() -> None:
    (since,) = show_since(incidents=break_in(3, 6)).values()

    assert "✗ Mar 2026" == since


def test_what_was_red_in_all_periods_compared_may_be_older() -> None:
    july = resolve_incident("old", datetime(2025, 7, 3, 7, tzinfo=UTC), after=6 * HOUR)
    ever = evolve(SLA_MAIL, valid_from=date(2025, 1, 1))

    (since,) = show_since(incidents=[july, *break_in(6)], agreements=[ever]).values()

    assert "✗ Jul 2025 or before" == since


def test_indicator_outside_tolerance_is_red_since_its_own_period() -> None:
    seen = [observe(COST, month, value) for month, value in ((4, "100"), (5, "120"), (6, "130"))]

    since = show_since(indicators=[COST, SATISFACTION], observations=seen)

    assert "✗ May 2026" == since["cost of licences: 130 kEUR"]


def test_overdue_action_is_red_since_the_day_after_it_was_due() -> None:
    assert (
        "✗ 2026-06-21"
        == show_since(previous=[MAY_REVIEW])["train the desk: due on 2026-06-20, not done"]
    )


def test_risk_beyond_its_boundary_is_red_since_the_period_in_which_it_went_there() -> None:
    january, may = datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 5, 10, tzinfo=UTC)
    risk = Risk(RiskId("risk-late"), "the run is late")
    risk = risk.tolerate(5, at=january, by=MANAGER)
    risk = risk.assess(probability="0.1", impact=20, at=january, by=MANAGER)
    risk = risk.assess(probability="0.5", impact=20, at=may, by=MANAGER)

    since = show_since(register=ControlRegister(risks=[risk]))

    assert ["✗ May 2026"] == [words for what, words in since.items() if "the run is late" in what]


def test_open_violation_is_red_since_it_happened_where_it_is_of_high_severity() -> None:
    policy = Policy(PolicyId("policy"), "leavers sign in no more", controls=[])
    violation = Violation(
        ViolationId("violation-1"),
        what="a leaver signed in",
        policies=[policy.id],
        severity=Level.HIGH,
        at=datetime(2026, 6, 12, tzinfo=UTC),
    )
    register = ControlRegister(policies=[policy], violations=[violation])

    since = show_since(register=register)

    assert "✗ 2026-06-12" == since["a leaver signed in"]


def test_undecided_finding_asks_for_what_is_proposed() -> None:
    mail, network = show()

    assert "! to decide: immediate service improvement" == mail[3]
    assert "! to decide: request for change (OLA)" == network[3]


def test_decided_finding_shows_every_decision_with_its_owner_and_day() -> None:
    accepted = decide(
        LATE_MAIL,
        DecisionStatus.ACCEPTED,
        text="more people",
        owner=PersonId("person-008"),
        due_on=date(2026, 8, 1),
    )
    deferred = decide(LATE_MAIL, DecisionStatus.DEFERRED, text="a new contract")
    rejected = decide(LATE_NETWORK, DecisionStatus.REJECTED, text="no new OLA")

    mail, network = show(accepted, deferred, rejected)

    assert (
        "✓ accepted: more people (person-008, due 2026-08-01); ! deferred: a new contract"
        == mail[3]
    )
    assert "– rejected: no new OLA" == network[3]


def test_what_nobody_has_decided_on_comes_first_also_before_what_is_graver() -> None:
    accepted = decide(LATE_MAIL, DecisionStatus.ACCEPTED)

    rows = show(accepted)

    assert ["ola-network", "sla-mail"] == [row[1].split()[0] for row in rows]


def test_what_nobody_has_decided_on_comes_first_among_what_is_as_grave() -> None:
    accepted = decide(LATE_NETWORK, DecisionStatus.ACCEPTED)
    seen = [observe(COST, 6, "130")]

    undecided = show(indicators=[COST], observations=seen)
    decided = show(accepted, indicators=[COST], observations=seen)

    assert ["sla-mail", "ola-network", "cost"] == [row[1].split()[0] for row in undecided]
    assert ["sla-mail", "cost", "ola-network"] == [row[1].split()[0] for row in decided]


def test_findings_in_red_and_those_to_decide_on_are_counted() -> None:
    text = review(decide(LATE_MAIL, DecisionStatus.ACCEPTED)).minutes().to_text(200)

    assert "2 findings in red, 1 to decide on; " in text
    assert "1 of 2 promises to customers outside tolerance." in text
    assert "see Decisions." in text
    assert "Red is what is outside tolerance, overdue, or else of high severity." in text


def test_nothing_red_is_said_so() -> None:
    minutes = review(incidents=[resolve_incident("INC1")]).minutes()

    assert "Nothing is red; " in minutes.to_text(200)
    assert "No promise to a customer was missed beyond its tolerance." in minutes.to_text(200)
    assert "what is asked for" not in minutes.to_text(200)
    assert "Red is what" not in minutes.to_text(200)


def test_review_without_records_has_no_promises_put_to_the_test() -> None:
    minutes = review_operational_health(OperationalHealthInputs(period=JUNE)).minutes()
    text = minutes.to_text(200)

    assert "Nothing is red; 0 other findings under Analyses. No promise to a customer" in text
    assert "9 of 9 inputs missing: " in text
    assert isinstance(minutes.blocks[0], KeyFigures)
    assert {("no data", Tone.NEUTRAL)} == {(f.value, f.tone) for f in minutes.blocks[0].figures}


def test_figure_is_known_where_its_input_was_brought() -> None:
    figures = review(previous=[evolve(MAY_REVIEW, actions=())]).minutes().blocks[0]

    assert isinstance(figures, KeyFigures)
    values = {figure.label: figure.value for figure in figures.figures}
    assert ["2", "3", "0"] == [
        values[label] for label in ("SLA breaches", "Incidents opened", "Overdue actions")
    ]


def test_breaches_are_not_known_without_a_promise_to_a_customer() -> None:
    figures = review(agreements=[]).minutes().blocks[0]

    assert isinstance(figures, KeyFigures)
    values = {figure.label: figure.value for figure in figures.figures}
    assert ("no data", "3") == (values["SLA breaches"], values["Incidents opened"])


def test_review_brought_twice_shows_the_same_first_screen() -> None:
    first, second = (review_operational_health(bring()).minutes() for _ in range(2))

    assert find_table(first, RED) == find_table(second, RED)


def test_what_is_red_without_a_beginning_says_that_it_is_not_known() -> None:
    held = review()
    finding = evolve(held.find(LATE_MAIL), since=None)

    summary = Summary(held.evidence, (finding,), held.proposals, (), Reference)

    table = next(block for block in summary.write() if isinstance(block, Table))
    assert "✗ not known" == list_rows(table)[0][2]
