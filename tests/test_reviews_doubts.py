"""A review shows patterns worth a question, and SLAs that their support does not underpin."""

from datetime import timedelta

from attrs import evolve

from mof.agreements import Clock, Target
from mof.framework import AnalysisKind, EvaluatedItem
from mof.incidents import Incident
from mof.reviews import Finding, FindingRule, OperationalHealthReview, Severity
from review_cases import find_table, list_rows, review
from world import HOUR, MONDAY, OLA_NETWORK, SLA_MAIL, resolve_incident

MINUTE = timedelta(minutes=1)
STRICT = evolve(SLA_MAIL, targets=[Target(Clock.RESTORATION, 4 * HOUR, required_share="0.99")])


def find(held: OperationalHealthReview, rule: FindingRule) -> tuple[Finding, ...]:
    return tuple(finding for finding in held.findings if finding.rule is rule)


def resolve_just_in_time() -> list[Incident]:
    """Eight incidents restored in the last minutes before they were due, and one too late."""
    just = [
        resolve_incident(f"INC{n}", MONDAY + timedelta(days=n % 4, hours=1), after=235 * MINUTE)
        for n in range(8)
    ]
    return [*just, resolve_incident("LATE", MONDAY + timedelta(hours=1), after=5 * HOUR)]


def test_what_ends_just_before_it_is_due_too_often_is_a_question() -> None:
    held = review(incidents=resolve_just_in_time(), agreements=[STRICT])

    (finding,) = find(held, FindingRule.IRREGULARITY)

    assert Severity.LOW is finding.severity
    assert AnalysisKind.PERFORMANCE is finding.analysis
    assert EvaluatedItem.SLA_TARGETS is finding.item
    assert "sla-mail restoration: ended just before due, 8 of 8" in finding.title
    assert "probability of one half" in finding.compared_with
    assert {f"INC{n}" for n in range(8)} == {*finding.evidence}
    assert "irregularity:sla-mail-restoration:late-stop" == finding.id
    rows = list_rows(find_table(held.minutes(), "Irregularities"))
    assert ["ended just before due", "sla-mail restoration", "8", "8"] == rows[0][:4]


def test_target_outside_tolerance_names_the_doubts_about_it() -> None:
    ola = evolve(OLA_NETWORK, targets=[Target(Clock.RESTORATION, 9 * HOUR, required_share="0.8")])

    held = review(incidents=resolve_just_in_time(), agreements=[STRICT, ola])

    (outside,) = find(held, FindingRule.OUTSIDE_TOLERANCE)
    assert "worth a question: ended just before due, 8 of 8" in outside.details
    assert any("supporting target exceeds" in each for each in outside.details)


def test_many_closed_at_once_are_about_no_agreement() -> None:
    incidents = [
        resolve_incident(f"INC{n}", MONDAY + n * MINUTE, after=(60 - n) * MINUTE) for n in range(9)
    ]

    spread = [
        resolve_incident(f"OLD{n}", MONDAY + timedelta(days=n // 2, hours=5 * (n % 2)))
        for n in range(2, 42)
    ]

    (finding,) = find(
        review(incidents=[*incidents, *spread], agreements=[]), FindingRule.IRREGULARITY
    )

    assert finding.item is None
    assert 9 == len(finding.evidence)


def test_without_a_pattern_it_is_said_what_was_looked_for() -> None:
    held = review()

    assert () == find(held, FindingRule.IRREGULARITY)
    text = held.minutes().to_text(200)
    assert "Looked for: priority lowered just before due" in text


def test_support_that_cannot_carry_its_promise_is_a_finding() -> None:
    slow = evolve(OLA_NETWORK, targets=[Target(Clock.RESTORATION, 9 * HOUR, required_share="0.8")])

    held = review(agreements=[SLA_MAIL, slow], incidents=[])

    (finding,) = (f for f in find(held, FindingRule.UNDERPINNING_GAP) if f.id.endswith(":time"))
    assert "underpinning-gap:sla-mail:time" == finding.id
    assert Severity.LOW is finding.severity
    assert AnalysisKind.RISK_CHANGES is finding.analysis
    assert EvaluatedItem.SLA_TARGETS is finding.item
    assert ("sla-mail", "ola-network") == finding.evidence
    assert "the promise leaves 4 h 00 min" in finding.compared_with
    assert "UTC" not in finding.compared_with
    rows = list_rows(find_table(held.minutes(), "SLAs not underpinned"))
    assert "sla-mail 1" in {row[0] for row in rows}
    assert not any("UTC" in str(row[-1]) for row in rows)


def test_weak_support_of_a_promise_that_fails_is_of_medium_severity() -> None:
    slow = evolve(OLA_NETWORK, targets=[Target(Clock.RESTORATION, 9 * HOUR, required_share="0.8")])
    late = [resolve_incident("INC1", after=6 * HOUR)]

    held = review(agreements=[SLA_MAIL, slow], incidents=late)

    (finding,) = (f for f in find(held, FindingRule.UNDERPINNING_GAP) if f.id.endswith(":time"))
    assert Severity.MEDIUM is finding.severity


def test_support_of_an_agreement_that_is_not_there_is_a_finding_about_nothing_known() -> None:
    held = review(agreements=[OLA_NETWORK], incidents=[])

    (finding,) = (
        f for f in find(held, FindingRule.UNDERPINNING_GAP) if "unknown-agreement" in f.id
    )

    assert finding.item is None
    assert "what the promise needs" == finding.compared_with
    assert () == finding.details
