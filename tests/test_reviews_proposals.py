"""Proposals: which decision a finding suggests, by rules of the library or of an organisation."""

from typing import Any

import pytest

from mof.converters import make_converter
from mof.errors import DefinitionError
from mof.framework import AnalysisKind, ChangeSubject, DecisionKind, EvaluatedItem
from mof.reviews import (
    PROPOSAL_RULES,
    Finding,
    FindingRule,
    ProposalRule,
    Severity,
    review_operational_health,
)
from mof.reviews._proposal_rules import propose
from review_cases import LATE_MAIL, LATE_NETWORK, bring

EVERYTHING = ProposalRule(kind=DecisionKind.CHANGE_FUNDING)


def make_finding(**changes: Any) -> Finding:
    usual: dict[str, Any] = {
        "analysis": AnalysisKind.MATURITY,
        "rule": FindingRule.WORSENING,
        "subject": "something",
        "severity": Severity.MEDIUM,
        "title": "it became worse",
        "compared_with": "before",
    }
    return Finding(**usual | changes)


@pytest.mark.parametrize("analysis", AnalysisKind)
def test_every_finding_suggests_something_by_the_rules_of_the_library(
    analysis: AnalysisKind,
) -> None:
    (proposal,) = propose([make_finding(analysis=analysis)])

    assert proposal.rule is not None
    assert proposal.rule.is_of_the_library


def test_first_rule_that_applies_decides() -> None:
    by_item = ProposalRule(item=EvaluatedItem.COSTS, kind=DecisionKind.CHANGE_PROCESS)

    proposals = propose(
        [make_finding(item=EvaluatedItem.COSTS), make_finding()], [by_item, EVERYTHING]
    )

    assert [by_item, EVERYTHING] == [proposal.rule for proposal in proposals]


def test_rule_may_ask_for_a_least_severity() -> None:
    grave = ProposalRule(kind=DecisionKind.IMPROVE_SERVICE, least=Severity.MEDIUM)

    applies = {each: grave.applies_to(make_finding(severity=each)) for each in Severity}

    assert {Severity.HIGH: True, Severity.MEDIUM: True, Severity.LOW: False} == applies


def test_rule_that_requests_a_change_says_of_what() -> None:
    with pytest.raises(DefinitionError, match="say what is changed"):
        ProposalRule(kind=DecisionKind.REQUEST_CHANGE)
    with pytest.raises(DefinitionError, match="takes no subject"):
        ProposalRule(kind=DecisionKind.CHANGE_FUNDING, subject=ChangeSubject.SLA)


def test_organization_may_have_rules_of_its_own_and_the_minutes_say_whose_they_are() -> None:
    own = ProposalRule(
        rule=FindingRule.OUTSIDE_TOLERANCE,
        item=EvaluatedItem.SLA_TARGETS,
        least=Severity.HIGH,
        kind=DecisionKind.PROVIDE_RESOURCES,
    )

    held = review_operational_health(bring(), proposal_rules=[own, *PROPOSAL_RULES])

    kinds = {proposal.finding: proposal.kind for proposal in held.proposals}
    assert DecisionKind.PROVIDE_RESOURCES is kinds[LATE_MAIL]
    assert DecisionKind.REQUEST_CHANGE is kinds[LATE_NETWORK]
    text = held.minutes().to_text(300)
    assert "outside tolerance, SLA targets, high or graver" in text
    assert "the organization" in text
    assert "this library" in text


def test_finding_that_no_rule_applies_to_is_shown_without_a_proposal() -> None:
    held = review_operational_health(bring(), proposal_rules=[])

    assert () == held.proposals
    assert "no rule applies" in held.minutes().to_text(300)


def test_rules_are_data_that_can_be_kept_and_read_again() -> None:
    converter = make_converter()

    text = converter.dumps(PROPOSAL_RULES, tuple[ProposalRule, ...])

    assert PROPOSAL_RULES == converter.loads(text, tuple[ProposalRule, ...])


def test_rule_without_condition_is_for_any_finding_and_none_of_the_library() -> None:
    assert "any finding" == str(EVERYTHING)
    assert not EVERYTHING.is_of_the_library
    assert all(rule.is_of_the_library for rule in PROPOSAL_RULES)
