"""What a review says of new and changed services: their first weeks against steady state."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mof.changes import ChangeCategory, RequestForChange
from mof.framework import AnalysisKind, DecisionKind
from mof.incidents import Incident
from mof.records import Entry
from mof.reviews import (
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.reviews.analyses._early_life import Settling, find_early_lives
from mof.services import Service, ServiceCatalog, ServiceState
from mof.values import ServiceId
from world import HOUR, JUNE, MAIL, SLA_MAIL, resolve_incident

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
CHANGED = datetime(2026, 6, 2, 20, tzinfo=UTC)
NOON = timedelta(hours=12)
PLAIN = ServiceCatalog([Service(MAIL, "E-mail")])


def happen(first: datetime, count: int, *, every: timedelta, **facts: Any) -> list[Incident]:
    """Incidents at regular times, named by them."""
    times = [first + number * every for number in range(count)]
    return [resolve_incident(f"I-{at:%m%d-%H%M}", at, **facts) for at in times]


def change(
    completed_at: datetime | None = CHANGED,
    category: ChangeCategory = ChangeCategory.SIGNIFICANT,
) -> RequestForChange:
    return RequestForChange.from_register(
        "change-1",
        title="Replace the relay",
        requested_at=datetime(2026, 3, 1, tzinfo=UTC),
        category=category,
        services=[MAIL],
        completed_at=completed_at,
    )


def bring(**facts: Any) -> OperationalHealthInputs:
    usual: dict[str, Any] = {"period": JUNE, "catalog": PLAIN, "agreements": [SLA_MAIL]}
    return OperationalHealthInputs(**{**usual, **facts})


def review(**facts: Any) -> OperationalHealthReview:
    return review_operational_health(bring(**facts))


def list_findings(held: OperationalHealthReview) -> list[Finding]:
    (result,) = [r for r in held.analyses if r.analysis is AnalysisKind.ISSUES]
    return [
        f
        for f in result.findings
        if f.rule in {FindingRule.UNSETTLED_SERVICE, FindingRule.OUTSIDE_TOLERANCE}
    ]


STEADY = happen(CHANGED - 12 * WEEK, 12, every=WEEK)
MANY = happen(CHANGED + HOUR, 14, every=2 * DAY)


# Changed services


def test_more_incidents_after_a_change_than_before_are_a_finding() -> None:
    held = review(changes=[change()], incidents=[*STEADY, *MANY])

    (finding,) = list_findings(held)
    assert "unsettled-service:change-1:mail" == finding.id
    assert "E-mail after change-1: 3.5 incidents a week" == finding.title
    assert "1 in steady state" == finding.compared_with
    assert ("change-1", *(each.id for each in MANY)) == finding.evidence
    assert (Severity.MEDIUM, CHANGED) == (finding.severity, finding.since)
    assert not finding.rule.is_framework
    (proposal,) = [each for each in held.proposals if each.finding == finding.id]
    assert DecisionKind.IMPROVE_SERVICE is proposal.kind
    text = held.minutes().to_text(200)
    assert "New and changed services in their first weeks" in text
    assert "more than in steady state" in text


def test_as_many_incidents_as_before_are_no_finding() -> None:
    held = review(changes=[change()], incidents=[*STEADY, *MANY[::4]])

    assert [] == list_findings(held)
    assert "1 new or changed service, 0 not settled" in held.minutes().to_text(200)


@pytest.mark.parametrize(
    "looked_at",
    [
        change(category=ChangeCategory.MINOR),
        change(completed_at=None),
        change(JUNE.start - 4 * WEEK),
        change(JUNE.end),
    ],
    ids=["minor", "not made", "long ago", "after the review"],
)
def test_changes_that_are_small_or_of_another_time_are_not_looked_at(
    looked_at: RequestForChange,
) -> None:
    assert () == find_early_lives(review(changes=[looked_at], incidents=STEADY).evidence)


def test_before_the_first_incident_brought_there_is_no_steady_state() -> None:
    (life,) = find_early_lives(review(changes=[change()], incidents=MANY).evidence)

    assert (None, Settling.NO_DATA, 0) == (life.steady, life.settling, life.steady_count)


def test_shorter_steady_state_counts_by_its_length() -> None:
    incidents = [*happen(CHANGED - 6 * WEEK, 6, every=WEEK), *MANY[::4]]

    (life,) = find_early_lives(review(changes=[change()], incidents=incidents).evidence)

    assert life.steady is not None
    assert (6 * WEEK, Settling.SETTLED) == (life.steady.end - life.steady.start, life.settling)


def test_service_without_any_incident_is_no_data() -> None:
    other = happen(CHANGED - 12 * WEEK, 1, every=WEEK, service=ServiceId("payroll"))

    held = review(changes=[change()], incidents=other)

    (life,) = find_early_lives(held.evidence)
    assert (Settling.NO_DATA, ()) == (life.settling, life.incidents)


def test_promise_that_fell_after_a_change_is_a_finding_with_its_breaches() -> None:
    before = happen(datetime(2026, 3, 16, 9, tzinfo=UTC), 10, every=WEEK)
    late = happen(datetime(2026, 6, 8, 9, tzinfo=UTC), 2, every=WEEK, after=6 * HOUR)

    (finding,) = list_findings(review(changes=[change()], incidents=[*before, *late]))

    assert "outside-tolerance:change-1:mail:sla-mail:restoration" == finding.id
    assert finding.title.endswith("was missed in 2 of 2")
    assert "its steady state, in which it was not outside tolerance" == finding.compared_with
    assert ("change-1", *(each.id for each in late)) == finding.evidence


def test_promise_that_was_outside_tolerance_before_has_not_fallen() -> None:
    before = happen(datetime(2026, 3, 16, 9, tzinfo=UTC), 10, every=WEEK, after=6 * HOUR)
    late = happen(datetime(2026, 6, 8, 9, tzinfo=UTC), 2, every=WEEK, after=6 * HOUR)

    assert [] == list_findings(review(changes=[change()], incidents=[*before, *late]))


# New services


def deploy(at: datetime) -> ServiceCatalog:
    return ServiceCatalog([Service(MAIL, "E-mail", deployed_at=at)])


def test_new_service_in_its_first_weeks_has_no_steady_state_yet() -> None:
    late = happen(datetime(2026, 6, 8, 9, tzinfo=UTC), 2, every=WEEK, after=6 * HOUR)

    held = review(catalog=deploy(JUNE.start + NOON), incidents=late)

    (life,) = find_early_lives(held.evidence)
    assert (None, None, Settling.NO_DATA) == (life.change, life.steady, life.settling)
    (finding,) = list_findings(held)
    assert "outside-tolerance:new:mail:sla-mail:restoration" == finding.id
    assert finding.title.startswith("new E-mail: sla-mail")
    assert "its target, as there is no steady state yet" == finding.compared_with
    assert tuple(each.id for each in late) == finding.evidence
    lines = held.minutes().to_text(200).splitlines()
    (line,) = [each for each in lines if each.startswith("E-mail ") and "2026-06-01 12:00" in each]
    assert ["–", "–", "–", "no", "data"] == [word for word in line.split() if word in "– no data"]


def test_new_service_is_held_against_what_came_after_its_first_weeks() -> None:
    deployed = datetime(2026, 3, 30, tzinfo=UTC)
    early = happen(deployed + HOUR, 14, every=2 * DAY)
    steady = happen(deployed + 4 * WEEK + HOUR, 8, every=WEEK)

    held = review(catalog=deploy(deployed), incidents=[*early, *steady])

    (life,) = find_early_lives(held.evidence)
    assert (14, 8, Settling.MORE) == (len(life.incidents), life.steady_count, life.settling)
    assert [] == list_findings(held), "since earlier reviews had to find it"


@pytest.mark.parametrize(
    "deployed_at", [datetime(2026, 1, 5, tzinfo=UTC), JUNE.end], ids=["long ago", "to come"]
)
def test_service_that_is_not_new_is_not_looked_at(deployed_at: datetime) -> None:
    assert () == find_early_lives(review(catalog=deploy(deployed_at)).evidence)


def test_service_is_new_since_its_history_says_that_it_was_deployed() -> None:
    entry = Entry[Any, Any](CHANGED, state=ServiceState.DEPLOYED)
    catalog = ServiceCatalog([Service(MAIL, "E-mail", history=[entry])])

    (life,) = find_early_lives(review(catalog=catalog).evidence)

    assert CHANGED == life.early.start


def test_first_weeks_end_at_the_review() -> None:
    held = review(catalog=deploy(JUNE.end - WEEK))

    (life,) = find_early_lives(held.evidence)

    assert JUNE.end == life.early.end
