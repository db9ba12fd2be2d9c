"""The eight items to evaluate are each shown by indicators, against target and tolerance."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from mof.agreements import AvailabilityTarget, Clock, Target
from mof.framework import EvaluatedItem
from mof.improvement import ReviewHeld
from mof.operations import OperationsData
from mof.reviews import Finding, FindingRule, OperationalHealthReview, Severity
from mof.reviews.analyses._item_indicators import NOTHING, ItemIndicator, list_indicators
from mof.services import Outage, OutageLog
from mof.values import ReviewId, TargetStatus
from operations_world import log
from review_cases import COST, MAY_REVIEW, SATISFACTION, find_table, list_rows, observe, review
from world import HOUR, JUNE, MAIL, OLA_NETWORK, SLA_MAIL, resolve_incident


def find(held: OperationalHealthReview, rule: FindingRule) -> tuple[Finding, ...]:
    return tuple(finding for finding in held.findings if finding.rule is rule)


def list_all(held: OperationalHealthReview, item: EvaluatedItem) -> tuple[ItemIndicator, ...]:
    return list_indicators(held.evidence, item)


def show(held: OperationalHealthReview) -> list[list[str]]:
    return list_rows(find_table(held.minutes(), "The eight items"))


def test_all_eight_are_there_also_with_nothing_to_show_for_them() -> None:
    rows = show(review(agreements=[], incidents=[]))

    assert list(map(str, EvaluatedItem)) == [row[0] for row in rows]
    assert {"nothing was brought"} == {row[1] for row in rows}
    assert all("no data" in row[2] for row in rows)


def test_indicator_stands_against_its_target_and_tolerance() -> None:
    held = review(indicators=(COST,), observations=(observe(COST, 6, "105"),))

    assert (
        ItemIndicator(
            "cost of licences", "105 kEUR", "100", "10", TargetStatus.MISSED_WITHIN_TOLERANCE
        ),
    ) == list_all(held, EvaluatedItem.COSTS)


def test_indicator_that_nobody_observed_has_no_data() -> None:
    (row,) = (
        row for row in show(review(indicators=(SATISFACTION,))) if row[1] == "satisfied users"
    )

    assert ["80 %", "5 %"] == row[3:5]
    assert "no data" in row[2]
    assert "no data" in row[5]


def test_indicator_without_a_target_stands_against_nothing() -> None:
    free = evolve(COST, target=None, tolerance=0, set_on=None)

    (row,) = (
        row
        for row in show(review(indicators=(free,), observations=(observe(free, 6, "105"),)))
        if row[1] == "cost of licences"
    )

    assert ["105 kEUR", "no target", "–", "–"] == row[2:6]


def test_promises_are_counted_and_those_missed_are_named() -> None:
    met, missed = list_all(review(), EvaluatedItem.SLA_TARGETS)

    assert ("targets met, of those with data", "1 of 2", "all") == (met.name, met.value, met.target)
    assert TargetStatus.OUTSIDE_TOLERANCE is met.status
    assert missed.name.startswith("sla-mail restoration")
    assert ("80 %", "10 %") == (missed.target, missed.tolerance)


def test_promises_without_a_case_have_no_data() -> None:
    (met,) = list_all(review(incidents=[]), EvaluatedItem.SLA_TARGETS)

    assert met.value is None
    assert TargetStatus.NO_DATA is met.status


def test_availability_is_among_the_promises() -> None:
    sla = evolve(SLA_MAIL, availability=[AvailabilityTarget("0.999")])
    noon = datetime(2026, 6, 9, 10, tzinfo=UTC)
    logs = [OutageLog(MAIL, outages=[Outage(noon, noon + 4 * HOUR)])]

    met, missed = list_all(
        review(agreements=[sla], incidents=[], outage_logs=logs), EvaluatedItem.SLA_TARGETS
    )

    assert "0 of 1" == met.value
    assert "sla-mail availability 99.9 % per month, Jun 2026" == missed.name


def test_findings_stand_on_the_first_line_of_their_item() -> None:
    rows = [row for row in show(review()) if row[0] == str(EvaluatedItem.SLA_TARGETS)]

    assert "F" in rows[0][-1]
    assert "–" == rows[1][-1]


def test_nothing_is_shown_as_no_data() -> None:
    assert NOTHING.value is None


# Targets set late


def test_targets_changed_in_the_period_are_a_finding_that_says_how() -> None:
    middle = date(2026, 6, 15)
    first = evolve(SLA_MAIL, valid_until=middle)
    second = evolve(
        SLA_MAIL,
        valid_from=middle,
        version="2",
        targets=[SLA_MAIL.targets[0], Target(Clock.RESTORATION, 8 * HOUR, required_share="0.5")],
    )

    (finding,) = find(review(agreements=[first, second], incidents=[]), FindingRule.SET_AFTER_START)

    assert "set-after-start:sla-mail:2" == finding.id
    assert Severity.MEDIUM is finding.severity
    assert "hold from 2026-06-15 00:00" in finding.title
    assert "2026-06-01, when the period began" == finding.compared_with
    assert ["no longer: ", "new: "] == [each[: each.index(": ") + 2] for each in finding.details]


def test_new_version_with_the_same_targets_changes_none() -> None:
    middle = date(2026, 6, 15)
    versions = [
        evolve(SLA_MAIL, valid_until=middle),
        evolve(SLA_MAIL, valid_from=middle, version="2"),
    ]

    assert () == find(review(agreements=versions, incidents=[]), FindingRule.SET_AFTER_START)


@pytest.mark.parametrize("day, count", [(1, 0), (2, 1)])
def test_first_agreement_that_begins_after_the_period_did_is_a_finding(
    day: int, count: int
) -> None:
    sla = evolve(SLA_MAIL, valid_from=date(2026, 6, day))

    found = find(review(agreements=[sla], incidents=[]), FindingRule.SET_AFTER_START)

    assert [Severity.LOW] * count == [finding.severity for finding in found]
    assert all(("there is no earlier version",) == finding.details for finding in found)


# Actions that are carried on


def carry(*due: date) -> tuple[ReviewHeld, ...]:
    (action,) = MAY_REVIEW.actions
    return tuple(
        evolve(
            MAY_REVIEW,
            id=ReviewId(f"review-{number}"),
            held_at=JUNE.start - timedelta(days=200 - 30 * number),
            actions=(evolve(action, due_on=day),),
        )
        for number, day in enumerate(due)
    )


def test_action_that_is_put_off_from_review_to_review_is_a_finding() -> None:
    held = review(previous=carry(date(2026, 3, 1), date(2026, 5, 1), date(2026, 9, 1)))

    (finding,) = find(held, FindingRule.CARRIED_ACTION)

    assert ("carried by 3 reviews", "first due on 2026-03-01") == finding.details
    assert () == find(held, FindingRule.OVERDUE_ACTION)


def test_action_of_one_review_that_is_not_yet_due_is_no_issue() -> None:
    assert () == find(review(previous=carry(date(2026, 9, 1))), FindingRule.CARRIED_ACTION)


def test_overdue_action_says_how_often_it_was_carried() -> None:
    (finding,) = find(
        review(previous=carry(date(2026, 3, 1), date(2026, 5, 1))), FindingRule.OVERDUE_ACTION
    )

    assert ("carried by 2 reviews", "first due on 2026-03-01") == finding.details


def test_action_that_is_done_is_carried_no_further() -> None:
    (action,) = MAY_REVIEW.actions
    done = evolve(action, done_at=datetime(2026, 6, 2, tzinfo=UTC))
    previous = (*carry(date(2026, 5, 1)), evolve(MAY_REVIEW, actions=(done,)))

    assert () == find(review(previous=previous), FindingRule.CARRIED_ACTION)


def test_incident_just_in_time_is_met() -> None:
    held = review(incidents=[resolve_incident("INC1")])

    (met,) = list_all(held, EvaluatedItem.SLA_TARGETS)
    assert ("2 of 2", TargetStatus.MET) == (met.value, met.status)


def test_efficiency_is_shown_by_what_operations_achieved() -> None:
    held = review(operations=OperationsData(log=[log()]))

    names = [each.name for each in list_all(held, EvaluatedItem.EFFICIENCY)]

    assert ["automated work", "reactive work"] == sorted(names)


def test_agreements_are_shown_by_name_with_their_id_as_title() -> None:
    named = evolve(SLA_MAIL, name="E-mail for everybody")

    minutes = review(agreements=[named, OLA_NETWORK]).minutes()

    rows = list_rows(find_table(minutes, "Agreements"))
    assert ["E-mail for everybody", "ola-network"] == [row[0] for row in rows]
    assert '<span title="sla-mail">E-mail for everybody</span>' in minutes.to_html()
