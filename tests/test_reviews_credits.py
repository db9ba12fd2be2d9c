"""A review shows availability raw and adjusted, and which service credits are due."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.agreements import (
    AvailabilityTarget,
    CreditTerms,
    CreditTier,
    Exclusion,
    ExclusionReason,
    Span,
    TieredCredits,
)
from mof.errors import DefinitionError
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.reviews import Finding, FindingRule, OperationalHealthReview, Severity
from mof.reviews.operational_health._analyses import find_trends
from mof.reviews.operational_health._nine_inputs import list_missing
from mof.services import Maintenance, Outage, OutageLog
from mof.values import Period, PersonId
from review_cases import find_table, list_rows, review
from world import CONTRACT_CARRIER, HOUR, JUNE, MAIL, SLA_MAIL

NOON = datetime(2026, 6, 9, 10, tzinfo=UTC)
CREDITS = CreditTerms(
    TieredCredits(
        [
            CreditTier(credit="0.1", at_least="0.95", below="0.99"),
            CreditTier(credit="0.3", below="0.9"),
        ]
    ),
    claim_within_days=30,
)
TARGET = AvailabilityTarget("0.99", tolerance="0.001", credits=CREDITS)
SLA = evolve(SLA_MAIL, availability=[TARGET], valid_from=date(2025, 1, 1))
DOWN = Outage(NOON, NOON + 5 * HOUR, cause="INC7")
FORCE = Exclusion(
    record="INC7",
    reason=ExclusionReason.FORCE_MAJEURE,
    approved_by=PersonId("person-001"),
    approved_at=NOON + 24 * HOUR,
    evidence=["report of the flood"],
)


def hold(*outages: Outage, log: Any = None, **changes: Any) -> OperationalHealthReview:
    logs = [OutageLog(MAIL, outages=outages, **(log or {}))]
    return review(**{"agreements": [SLA], "outage_logs": logs, "incidents": [], **changes})


def find(held: OperationalHealthReview, rule: FindingRule) -> tuple[Finding, ...]:
    return tuple(finding for finding in held.findings if finding.rule is rule)


def show(held: OperationalHealthReview) -> list[list[str]]:
    return list_rows(find_table(held.minutes(), "Availability and service credits"))


def test_availability_outside_tolerance_is_a_finding_with_what_was_lost() -> None:
    (finding,) = find(hold(DOWN), FindingRule.OUTSIDE_TOLERANCE)

    assert AnalysisKind.PERFORMANCE is finding.analysis
    assert EvaluatedItem.SLA_TARGETS is finding.item
    assert Severity.HIGH is finding.severity
    assert ("INC7",) == finding.evidence
    assert "required 99 %, tolerated down to 98.9 %" == finding.compared_with
    assert any(each.startswith("lost 5 h 00 min of ") for each in finding.details)
    assert any("restored in 5 h 00 min on average" == each for each in finding.details)
    assert JUNE.start == finding.since


def test_credit_is_due_until_it_can_no_longer_be_claimed() -> None:
    (finding,) = find(hold(DOWN), FindingRule.CREDIT_DUE)

    assert "owes a credit of 10 %, claimable" in finding.title
    assert ("to be claimed before 2026-07-31 00:00",) == finding.details
    late = hold(DOWN, as_of=JUNE.end + timedelta(days=40))
    assert "lapsed" in find(late, FindingRule.CREDIT_DUE)[0].title


def test_credit_that_the_text_leaves_open_is_said_so() -> None:
    (finding,) = find(
        hold(evolve(DOWN, end=NOON + 48 * HOUR, end_recorded_at=NOON + 48 * HOUR)),
        FindingRule.UNSETTLED_CREDIT,
    )

    assert Severity.LOW is finding.severity
    assert "no credit is said" in finding.title


def test_outage_that_both_parties_agreed_not_to_count_is_left_out_of_the_adjusted_share() -> None:
    held = hold(DOWN, exclusions=[FORCE])

    (row,) = show(held)
    (finding,) = find(held, FindingRule.OUTSIDE_TOLERANCE)
    assert "100.000 %" == row[4]
    assert row[3] != row[4]
    assert any(each.startswith("adjusted 100.000 %, met") for each in finding.details)
    assert () == find(held, FindingRule.CREDIT_DUE)
    (left_out,) = list_rows(find_table(held.minutes(), "Outages that both parties"))
    assert ["sla-mail", str(TARGET), "INC7", "force majeure"] == left_out[:4]


@pytest.mark.parametrize(
    "changes",
    [{"record": "INC8"}, {"clock": "resolution"}, {"approved_at": JUNE.end + 24 * HOUR}],
)
def test_exclusion_of_something_else_changes_nothing(changes: Any) -> None:
    (row,) = show(hold(DOWN, exclusions=[evolve(FORCE, **changes)]))

    assert row[3] == row[4]


def test_outage_of_no_known_cause_is_never_left_out() -> None:
    (row,) = show(hold(evolve(DOWN, cause=None), exclusions=[FORCE]))

    assert row[3] == row[4]


def test_maintenance_counts_by_the_terms_of_the_agreement() -> None:
    agreed = Maintenance(DOWN.start, NOON + 5 * HOUR, agreed_at=JUNE.start)

    (row,) = show(hold(DOWN, log={"maintenance": [agreed]}))

    assert "100.000 %" == row[3]


def test_without_a_log_nothing_is_known_of_availability() -> None:
    held = review(agreements=[SLA], incidents=[])

    assert "Availability and service credits" not in held.minutes().to_text()
    assert ("logs of outages",) == list_missing(held.evidence, InputKind.AGREEMENT_PERFORMANCE)
    assert ["sla-mail"] == [f.subject for f in find(held, FindingRule.PROMISE_WITHOUT_DATA)]


def test_with_a_log_without_outages_the_promise_was_kept() -> None:
    held = hold()

    assert "100.000 %" == show(held)[0][3]
    assert () == list_missing(held.evidence, InputKind.AGREEMENT_PERFORMANCE)
    assert () == find(held, FindingRule.PROMISE_WITHOUT_DATA)
    assert () == find(held, FindingRule.OUTSIDE_TOLERANCE)


def test_time_before_outages_were_written_down_is_no_data() -> None:
    held = hold(log={"since": JUNE.end})

    assert "–" == show(held)[0][3]
    assert "no data" in show(held)[0][7]
    assert "0 of 1 availability with data" in held.minutes().to_text(200)


def test_month_that_is_not_over_is_partial_and_owes_nothing_yet() -> None:
    held = hold(DOWN, as_of=NOON + 24 * HOUR)

    assert "Jun 2026 (partial)" == show(held)[0][2]
    assert "not over" in show(held)[0][-1]
    (finding,) = find(held, FindingRule.OUTSIDE_TOLERANCE)
    assert "part of the hours has not passed yet, or has no data" in finding.details


def test_quarter_shows_each_of_its_months() -> None:
    quarter = Period.quarter(2026, 2, tz="Europe/Oslo")

    held = hold(DOWN, period=quarter, as_of=quarter.end)

    assert ["Apr 2026", "May 2026", "Jun 2026"] == [row[2] for row in show(held)]


def test_year_of_which_the_month_is_a_part_is_looked_at_so_far() -> None:
    yearly = evolve(SLA, availability=[AvailabilityTarget("0.99", per=Span.YEAR, feature="api")])

    (row,) = show(hold(DOWN, agreements=[yearly]))

    assert "2026 (partial)" == row[2]
    assert "no credits agreed" == row[-1]


@pytest.mark.parametrize(
    "changes", [{"valid_from": date(2026, 8, 1)}, {"valid_until": date(2026, 5, 1)}]
)
def test_agreement_that_is_not_in_force_promises_no_availability(changes: Any) -> None:
    held = hold(DOWN, agreements=[evolve(SLA, **changes)])

    assert "Availability and service credits" not in held.minutes().to_text()


def test_contract_that_is_missed_is_of_medium_severity_and_owes_to_it() -> None:
    contract = evolve(CONTRACT_CARRIER, availability=[TARGET])

    held = hold(Outage(NOON, NOON + 10 * HOUR), agreements=[contract])

    (finding,) = find(held, FindingRule.OUTSIDE_TOLERANCE)
    assert Severity.MEDIUM is finding.severity
    assert EvaluatedItem.CONTRACT_TARGETS is finding.item


def test_minutes_lost_beyond_their_own_variation_are_a_finding() -> None:
    months = JUNE.preceding(11)
    small = [
        Outage(
            month.start + timedelta(days=8, hours=9),
            month.start + timedelta(days=8, hours=9, minutes=n),
        )
        for n, month in enumerate(months, 5)
    ]

    held = hold(*small, evolve(DOWN, end=NOON + 4 * HOUR), log={"since": months[0].start})

    (finding,) = (f for f in find(held, FindingRule.WORSENING) if f.subject.endswith(":lost"))
    assert "minutes lost, sla-mail availability 99 % per month" in finding.title
    (trend,) = (t for t in find_trends(held.evidence) if t.subject.endswith(":lost"))
    assert 240 == trend.chart.points[-1].value


def test_minutes_lost_before_the_log_began_are_no_data() -> None:
    held = hold(DOWN, log={"since": JUNE.start})

    (trend,) = (t for t in find_trends(held.evidence) if t.subject.endswith(":lost"))
    assert [None] * 11 == [point.value for point in trend.chart.points[:-1]]


def test_two_logs_of_one_service_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two outage logs brought are 'mail'"):
        review(outage_logs=[OutageLog(MAIL), OutageLog(MAIL)])


@pytest.mark.parametrize("part", ["outages", "maintenance", "gaps"])
def test_log_of_something_else_is_refused(part: str) -> None:
    values: Any = {part: ["down"]}

    with pytest.raises(DefinitionError, match="not 'down'"):
        OutageLog(MAIL, **values)


def test_outage_that_is_still_going_on_was_not_restored() -> None:
    (finding,) = find(hold(Outage(NOON)), FindingRule.OUTSIDE_TOLERANCE)

    assert not any(each.startswith("restored in") for each in finding.details)
