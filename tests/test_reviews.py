"""The Operational Health Review: four columns, computed, decided and traced."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from lives import note, tell
from mof.agreements import Agreement, Clock, Deadline, Exclusion, ExclusionReason, Target
from mof.changes import RequestForChange
from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import (
    AnalysisKind,
    ChangeSubject,
    DecisionKind,
    EvaluatedItem,
    InputKind,
    OutputKind,
    RoleType,
    StakeholderGroup,
)
from mof.improvement import ActionItem, ReviewHeld
from mof.incidents import IncidentState, ResolutionMethod
from mof.indicators import Direction, Indicator
from mof.problems import Problem, ProblemOrigin
from mof.records import Actor, Level, Priority
from mof.reviews import (
    OUTPUT_RULES,
    BroughtDocument,
    Decision,
    DecisionStatus,
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    SourceCount,
    review_operational_health,
)
from mof.reviews.operational_health import _basis_of_preparation as basis
from mof.values import (
    ActionId,
    AgreementId,
    ChangeId,
    IndicatorId,
    PersonId,
    ProblemId,
    ReviewId,
    ServiceId,
)
from review_cases import SATISFACTION, observe
from world import (
    CARRIER,
    CATALOG,
    CONTRACT_CARRIER,
    COORDINATOR,
    HOUR,
    JUNE,
    MAIL,
    MONDAY,
    NETWORK,
    OLA_NETWORK,
    RESOLVER,
    SLA_MAIL,
    open_incident,
    prioritize_incident,
    resolve_incident,
)

MAY_REVIEW = ReviewHeld(
    ReviewId("review-may"),
    period=JUNE.preceding(1)[0],
    held_at=datetime(2026, 6, 5, tzinfo=UTC),
    actions=(
        ActionItem(
            ActionId("action-1"),
            title="train the desk",
            owner=PersonId("person-004"),
            due_on=date(2026, 6, 20),
        ),
        ActionItem(
            ActionId("action-2"),
            title="renew the contract",
            owner=PersonId("person-005"),
            due_on=date(2026, 6, 10),
            done_at=datetime(2026, 6, 9, tzinfo=UTC),
        ),
        ActionItem(
            ActionId("action-3"),
            title="count licences",
            owner=PersonId("person-005"),
            due_on=date(2026, 9, 1),
        ),
    ),
)
COST = Indicator(
    IndicatorId("cost"),
    name="cost of licences",
    unit="kEUR",
    item=EvaluatedItem.COSTS,
    direction=Direction.LOWER,
    target=100,
    tolerance=10,
    set_on=date(2026, 6, 15),
    set_by=PersonId("person-006"),
)
STAFF = Indicator(
    IndicatorId("staff"), name="staff", unit="people", item=EvaluatedItem.STAFF_PERFORMANCE
)


TRAINING = Indicator(
    IndicatorId("training"), name="days of training", unit="days", item=EvaluatedItem.SKILLS
)


def bring(**changes: Any) -> OperationalHealthInputs:
    inputs = OperationalHealthInputs(
        period=JUNE,
        catalog=CATALOG,
        agreements=[SLA_MAIL, OLA_NETWORK, CONTRACT_CARRIER],
        incidents=[
            resolve_incident("INC1"),
            resolve_incident("INC2", after=6 * HOUR, team=NETWORK),
            resolve_incident("INC3", MONDAY + timedelta(days=1), after=5 * HOUR),
            prioritize_incident("INC4", MONDAY + timedelta(days=29, hours=7)),
        ],
    )
    return evolve(inputs, **changes)


def review(**changes: Any) -> OperationalHealthReview:
    return review_operational_health(bring(**changes))


def find(held: OperationalHealthReview, rule: FindingRule) -> tuple[Finding, ...]:
    return tuple(finding for finding in held.findings if finding.rule is rule)


def decide(finding: str, kind: DecisionKind, subject: ChangeSubject | None = None) -> Decision:
    return Decision(
        finding=finding,
        kind=kind,
        subject=subject,
        status=DecisionStatus.ACCEPTED,
        decided_by=PersonId("person-007"),
        group=StakeholderGroup.SERVICE_MANAGERS,
        text="see to it",
        owner=PersonId("person-008"),
        due_on=date(2026, 8, 1),
    )


# Inputs


def test_review_is_as_of_the_end_of_its_period_unless_said_otherwise() -> None:
    assert bring().as_of == JUNE.end


def test_review_before_its_period_is_refused() -> None:
    with pytest.raises(DefinitionError, match="before it began"):
        bring(as_of=datetime(2026, 5, 1, tzinfo=UTC))


def test_two_agreements_of_one_id_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two agreements"):
        bring(agreements=[SLA_MAIL, SLA_MAIL])


def test_observation_of_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="satisfaction") as caught:
        bring(observations=(observe(SATISFACTION, 6, "0.9"),))

    assert "satisfaction" == caught.value.reference


def test_rows_of_a_source_reconcile_when_each_is_an_entry_or_lost() -> None:
    assert SourceCount("log", rows=10, entries=8, lost=2).is_reconciled
    assert not SourceCount("log", rows=10, entries=8, lost=1).is_reconciled


def test_review_without_any_records_says_no_data_everywhere() -> None:
    held = review_operational_health(OperationalHealthInputs(period=JUNE))

    assert not any(result.has_data for result in held.analyses)
    assert () == held.findings
    text = held.minutes().to_text()
    assert 9 == text.count("no data: nothing was provided")


# Analyses


def test_every_analysis_of_the_framework_is_there_once() -> None:
    assert tuple(AnalysisKind) == tuple(result.analysis for result in review().analyses)


def test_performance_outside_tolerance_is_a_finding_with_its_breaches_as_evidence() -> None:
    outside = find(review(), FindingRule.OUTSIDE_TOLERANCE)

    assert [
        "outside-tolerance:sla-mail:restoration",
        "outside-tolerance:ola-network:restoration",
    ] == [finding.id for finding in outside]
    assert ("INC2", "INC3") == outside[0].evidence
    assert [Severity.HIGH, Severity.MEDIUM] == [finding.severity for finding in outside]
    assert EvaluatedItem.OLA_TARGETS is outside[1].item


def test_performance_missed_within_tolerance_is_no_finding() -> None:
    incidents = [resolve_incident(f"INC{n}") for n in range(3)]
    incidents.append(resolve_incident("INC9", after=6 * HOUR))

    assert () == find(review(incidents=incidents), FindingRule.OUTSIDE_TOLERANCE)


def test_breach_is_explained_by_the_support_that_broke_while_its_clock_ran() -> None:
    sla_finding = find(review(), FindingRule.OUTSIDE_TOLERANCE)[0]

    assert sla_finding.details == (
        "on 1 of 2 breaches ola-network was broken too",
        "on 1 of 2 breaches most time was spent: team network",
    )


def test_breach_on_which_support_held_says_so() -> None:
    late = prioritize_incident("INC1").start(at=MONDAY + 4 * HOUR, by=RESOLVER, team=NETWORK)
    late = late.resume_service(method=ResolutionMethod.FIX, at=MONDAY + 5 * HOUR, by=RESOLVER)

    finding = find(review(incidents=[late]), FindingRule.OUTSIDE_TOLERANCE)[-1]

    assert finding.details == (
        "on 1 of 1 breaches its support held",
        "on 1 of 1 breaches most time was spent: unassigned",
    )


def test_breach_of_a_deadline_that_was_over_before_the_start_is_nobody_s() -> None:
    fixed = Target(Clock.RESOLUTION, Deadline("expected_at"))
    over = tell(note(0, IncidentState.RESOLVED, expected_at=MONDAY - HOUR))

    open_still = tell(note(1, expected_at=MONDAY - HOUR), name="incident-2")
    sla = evolve(SLA_MAIL, targets=[fixed])

    text = review(incidents=[over, open_still], agreements=[sla]).minutes().to_text(200)

    assert "2 breaches" in text


def test_contract_performance_evaluates_contract_targets() -> None:
    waiting = prioritize_incident("INC1").start(at=MONDAY, by=RESOLVER)
    waiting = waiting.wait(reason="supplier", supplier=CARRIER, at=MONDAY, by=RESOLVER)
    back = waiting.continue_work(at=MONDAY + 9 * HOUR, by=RESOLVER)

    outside = find(review(incidents=[back]), FindingRule.OUTSIDE_TOLERANCE)

    assert EvaluatedItem.CONTRACT_TARGETS in {finding.item for finding in outside}


def test_priority_lowered_after_a_breach_is_a_finding_though_the_breach_is_undone() -> None:
    restoration = SLA_MAIL.targets[1]
    by_priority = evolve(
        SLA_MAIL,
        targets=[
            evolve(restoration, within=HOUR, priorities=[Priority.P3]),
            evolve(restoration, within=40 * HOUR, priorities=[Priority.P5]),
        ],
    )
    begun = prioritize_incident("INC1").start(at=MONDAY, by=RESOLVER)
    lowered = begun.reassess(
        impact=Level.LOW, urgency=Level.LOW, at=MONDAY + 3 * HOUR, by=COORDINATOR, reason="quiet"
    )
    restored = lowered.resume_service(
        method=ResolutionMethod.FIX, at=MONDAY + 4 * HOUR, by=RESOLVER
    )

    (finding,) = find(
        review(agreements=[by_priority], incidents=[restored]), FindingRule.UNDONE_BREACH
    )

    assert ("INC1",) == finding.evidence
    assert "counts as met" in finding.title


def test_overdue_action_is_a_finding_and_one_done_or_not_yet_due_is_not() -> None:
    (finding,) = find(review(previous=(MAY_REVIEW,)), FindingRule.OVERDUE_ACTION)

    assert ("action-1",) == finding.evidence


def test_indicator_outside_tolerance_is_a_finding() -> None:
    observations = (observe(SATISFACTION, 6, "0.7"), observe(COST, 6, "120"))

    held = review(indicators=(SATISFACTION, COST), observations=observations)

    outside = [
        f
        for f in find(held, FindingRule.OUTSIDE_TOLERANCE)
        if f.analysis is not AnalysisKind.PERFORMANCE
    ]
    assert ["satisfaction", "cost"] == [finding.subject for finding in outside]


def test_last_observation_of_a_period_counts() -> None:
    observations = (observe(STAFF, 6, "7", day=2), observe(STAFF, 6, "9", day=20))

    held = review(indicators=(STAFF,), observations=observations)

    assert Fraction(9) == held.evidence.readings[0][-1].value


def test_target_set_after_the_period_began_is_a_finding() -> None:
    anonymous = evolve(SATISFACTION, set_on=date(2026, 6, 2), set_by=None)

    held = review(indicators=(COST, anonymous))

    assert ["cost", "satisfaction"] == [f.subject for f in find(held, FindingRule.SET_AFTER_START)]


def test_agreement_without_a_decided_case_is_a_finding() -> None:
    assert ["contract-carrier"] == [
        f.subject for f in find(review(), FindingRule.PROMISE_WITHOUT_DATA)
    ]


def test_service_in_operation_without_an_agreement_is_a_finding() -> None:
    assert ["payroll"] == [f.subject for f in find(review(), FindingRule.UNPROMISED_SERVICE)]


def test_agreement_that_has_ended_promises_nothing() -> None:
    ended = evolve(SLA_MAIL, valid_until=date(2026, 5, 1))

    held = review(agreements=[ended], incidents=[])

    assert ["mail", "payroll"] == [f.subject for f in find(held, FindingRule.UNPROMISED_SERVICE)]
    assert () == find(held, FindingRule.PROMISE_WITHOUT_DATA)


def test_two_versions_of_an_agreement_have_findings_of_their_own() -> None:
    first = evolve(SLA_MAIL, valid_until=date(2026, 6, 15))
    second = evolve(SLA_MAIL, valid_from=date(2026, 6, 15), version="2")
    incidents = [
        resolve_incident(f"INC{day}", MONDAY + timedelta(days=day), after=6 * HOUR)
        for day in (0, 1, 15, 16)
    ]

    held = review(agreements=[first, second], incidents=incidents)

    restoration = "outside-tolerance:sla-mail:restoration"
    outside = [f.id for f in find(held, FindingRule.OUTSIDE_TOLERANCE)]
    assert [restoration, f"{restoration}:2"] == outside
    assert "F2" in held.minutes().to_text()


def test_action_that_two_reviews_carry_is_overdue_once() -> None:
    earlier = evolve(MAY_REVIEW, id=ReviewId("review-april"), held_at=MONDAY)

    held = review(previous=(earlier, MAY_REVIEW))

    assert 1 == len(find(held, FindingRule.OVERDUE_ACTION))


def test_incident_that_is_brought_twice_is_refused() -> None:
    incident = resolve_incident("INC1")

    with pytest.raises(DefinitionError, match="two incidents brought are 'INC1'; bring each once"):
        bring(incidents=[incident, incident])


def test_quarter_is_compared_with_quarters() -> None:
    quarter = JUNE.quarter(2026, 2, tz="Europe/Oslo")
    incidents = [
        resolve_incident(f"INC{n}", period.start + timedelta(days=10))
        for n, period in enumerate((*quarter.preceding(11), quarter))
    ]

    held = review(period=quarter, as_of=quarter.end, incidents=incidents)

    assert () == find(held, FindingRule.MORE_INCIDENTS)
    assert "2026 Q2" in held.minutes().to_html()


def test_problem_is_shown_as_it_was_known_at_the_review() -> None:
    manager = Actor(PersonId("person-010"), RoleType.PROBLEM_MANAGER)
    problem = Problem.identify(
        ProblemId("PRB1"),
        title="mail queue",
        symptoms="slow",
        origin=ProblemOrigin.PROACTIVE,
        services=(MAIL,),
        frequency="weekly",
        impact="all users",
        at=MONDAY,
        by=manager,
    )
    later = problem.classify(
        category="software",
        priority=Priority.P3,
        owner=PersonId("person-011"),
        at=datetime(2026, 7, 5, tzinfo=UTC),
        by=manager,
    )

    text = review(problems=[later]).minutes().to_text(200)

    assert "documented" in text
    assert "filtering" not in text


def test_review_without_promises_does_not_sound_good() -> None:
    text = review(agreements=[]).minutes().to_text(200)

    assert "No promise to a customer was put to the test" in text
    assert "SLA targets outside tolerance" not in text


def test_rows_that_could_not_be_used_are_a_finding() -> None:
    sources = (SourceCount("incidents.csv", 100, 97, 3, 5), SourceCount("changes.csv", 9, 9, 0))

    held = review(sources=sources)

    assert ["incidents.csv"] == [f.subject for f in find(held, FindingRule.LOST_ROWS)]


def test_change_to_a_service_outside_tolerance_is_a_finding_and_others_are_not() -> None:
    def plan(name: str, service: str, month: int = 7) -> RequestForChange:
        return RequestForChange.from_register(
            ChangeId(name),
            title="new switch",
            requested_at=MONDAY,
            services=[ServiceId(service)],
            planned_at=datetime(2026, month, 4, tzinfo=UTC),
        )

    changes = (plan("CHG1", "mail"), plan("CHG2", "payroll"), plan("CHG3", "mail", month=6))

    assert ["CHG1"] == [
        f.subject for f in find(review(changes=changes), FindingRule.ENDANGERED_PROMISE)
    ]


def test_nothing_recorded_after_the_review_is_looked_at() -> None:
    early = datetime(2026, 6, 1, 10, tzinfo=UTC)

    held = review(as_of=early)

    assert {"INC2"} == {
        record for f in find(held, FindingRule.OUTSIDE_TOLERANCE) for record in f.evidence
    }
    assert 2 == held.evidence.volumes[-1].open_at_end + held.evidence.volumes[-1].finished


# Decisions and outputs


def test_every_finding_has_a_proposal() -> None:
    held = review(
        previous=(MAY_REVIEW,),
        indicators=(SATISFACTION, COST),
        observations=(observe(SATISFACTION, 6, "0.7"), observe(COST, 6, "120")),
    )

    assert [f.id for f in held.findings] == [p.finding for p in held.proposals]


def test_decision_about_what_was_not_found_is_refused() -> None:
    decision = decide("outside-tolerance:nothing", DecisionKind.IMPROVE_SERVICE)

    with pytest.raises(UnknownReferenceError, match="no finding 'outside-tolerance:nothing'"):
        review_operational_health(bring(), decisions=[decision])


def test_request_for_change_says_what_is_to_be_changed() -> None:
    with pytest.raises(DefinitionError, match="say what is changed"):
        decide("x", DecisionKind.REQUEST_CHANGE)
    with pytest.raises(DefinitionError, match="takes no subject"):
        decide("x", DecisionKind.CHANGE_FUNDING, ChangeSubject.OLA)


def test_output_is_traced_back_to_its_incidents() -> None:
    decision = decide(
        "outside-tolerance:sla-mail:restoration", DecisionKind.REQUEST_CHANGE, ChangeSubject.OLA
    )

    held = review_operational_health(bring(), decisions=[decision])

    output = held.outputs[0]
    assert str(OutputKind.AGREEMENT_CHANGE) == output.kind
    assert ("INC2", "INC3") == held.trace(output).records


def test_decision_that_was_not_accepted_leads_to_no_output() -> None:
    decision = evolve(
        decide("outside-tolerance:sla-mail:restoration", DecisionKind.IMPROVE_SERVICE),
        status=DecisionStatus.DEFERRED,
    )

    held = review_operational_health(bring(), decisions=[decision])

    assert () == held.outputs
    assert "deferred" in held.minutes().to_text(200)


def test_every_kind_of_output_follows_from_some_decision() -> None:
    held = review()
    finding = held.findings[0].id
    decisions = [decide(finding, rule.decision, rule.subject) for rule in OUTPUT_RULES]

    outputs = review_operational_health(bring(), decisions=decisions).outputs

    assert set(map(str, OutputKind)) == {output.kind for output in outputs}


def test_actions_and_minutes_of_one_review_are_brought_to_the_next() -> None:
    decision = decide("outside-tolerance:sla-mail:restoration", DecisionKind.IMPROVE_SERVICE)
    june = review_operational_health(bring(), decisions=[decision])

    held = june.to_held(ReviewId("review-june"), held_at=datetime(2026, 7, 3, tzinfo=UTC))
    july = review(
        period=JUNE.month(2026, 8, tz="Europe/Oslo"),
        as_of=datetime(2026, 9, 1, tzinfo=UTC),
        previous=(held,),
    )

    assert ["action-03"] == [finding.subject for finding in find(july, FindingRule.OVERDUE_ACTION)]
    assert "Operational Health Review" in held.minutes


# Minutes


@pytest.fixture(scope="module")
def full_review() -> OperationalHealthReview:
    manager = Actor(PersonId("person-010"), RoleType.PROBLEM_MANAGER)
    problem = Problem.identify(
        ProblemId("PRB1"),
        title="mail queue",
        symptoms="slow",
        origin=ProblemOrigin.PROACTIVE,
        services=(MAIL,),
        frequency="weekly",
        impact="all users",
        at=MONDAY,
        by=manager,
    )
    inputs = bring(
        incidents=[
            *bring().incidents,
            open_incident("<script>alert(1)</script>"),
            resolve_incident('=cmd("x")', after=7 * HOUR),
        ],
        problems=(problem,),
        changes=(
            RequestForChange.from_register(
                ChangeId("CHG1"),
                title="<b>switch</b>",
                requested_at=MONDAY,
                services=[MAIL],
                planned_at=datetime(2026, 7, 4, tzinfo=UTC),
            ),
        ),
        indicators=(SATISFACTION, COST, STAFF, TRAINING),
        observations=(
            observe(SATISFACTION, 5, "0.8"),
            observe(SATISFACTION, 6, "0.7"),
            observe(COST, 6, "95"),
            observe(STAFF, 6, "9"),
        ),
        previous=(MAY_REVIEW,),
        documents=(BroughtDocument(InputKind.GUIDES, "operations guide for mail", "3"),),
        sources=(SourceCount("incidents.csv", 10, 9, 1, 1),),
    )
    first = review_operational_health(inputs)
    decisions = [
        decide(first.findings[0].id, DecisionKind.REQUEST_CHANGE, ChangeSubject.OLA),
        evolve(decide(first.findings[1].id, DecisionKind.IMPROVE_SERVICE), due_on=None),
    ]
    return review_operational_health(inputs, decisions=decisions)


def test_minutes_name_all_rows_of_the_framework_table(full_review: OperationalHealthReview) -> None:
    text = " ".join(full_review.minutes().to_text(400).split()).lower()

    for kind in (*InputKind, *AnalysisKind, *DecisionKind, *OutputKind, *EvaluatedItem):
        assert str(kind).lower() in text


def test_minutes_state_their_basis(full_review: OperationalHealthReview) -> None:
    text = full_review.minutes().to_text(200)

    assert "June 2026 (Europe/Oslo)" in text
    assert "sla-mail version 1" in text
    assert "mof-itsm" in text


def test_minutes_show_text_of_tickets_as_text(full_review: OperationalHealthReview) -> None:
    html = full_review.minutes().to_html()

    assert "<script" not in html
    assert "<b>switch" not in html
    assert "&lt;script&gt;" in html


def test_review_shows_itself_in_a_notebook(full_review: OperationalHealthReview) -> None:
    assert "Operational Health Review" in full_review._repr_html_()


def test_minutes_explain_every_breach_of_a_promise_to_customers(
    full_review: OperationalHealthReview,
) -> None:
    text = full_review.minutes().to_text(300)

    explained = text[text.index("Breaches explained") :]
    for breach in full_review.evidence.sla_breaches:
        assert breach.record in explained


def test_review_is_a_value_that_can_be_computed_again(full_review: OperationalHealthReview) -> None:
    again = review_operational_health(full_review.inputs, decisions=full_review.decisions)

    assert full_review == again
    assert full_review.minutes() == again.minutes()


def test_plain_agreement_between_other_parties_is_shown_too() -> None:
    plain = Agreement(
        AgreementId("other"),
        service=MAIL,
        calendar=SLA_MAIL.calendar,
        targets=SLA_MAIL.targets,
        valid_from=date(2026, 1, 1),
        valid_until=date(2027, 1, 1),
        version="1",
    )

    assert "2027-01-01" in review(agreements=[plain]).minutes().to_text(300)


def test_agreement_that_begins_in_the_middle_of_a_day_shows_the_local_time() -> None:
    begins = evolve(SLA_MAIL, valid_from=datetime(2026, 2, 1, 11, 30, tzinfo=UTC))

    assert "2026-02-01 12:30" in review(agreements=[begins]).minutes().to_text(300)


def test_version_of_the_zone_data_is_read_where_the_zones_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tzdata.zi").write_text("# version 2031x\nZ Etc/UTC 0 - UTC\n", encoding="utf-8")
    monkeypatch.setattr(basis, "TZPATH", (str(tmp_path / "nowhere"), str(tmp_path)))

    assert "2031x" == basis.find_zone_data_version()


def test_version_of_the_zone_data_falls_back_to_the_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(basis, "TZPATH", ())

    assert basis.find_zone_data_version().startswith("tzdata ")


def test_version_of_what_is_not_installed_is_unknown() -> None:
    assert "unknown" == basis._find_version("no-such-distribution")


# Exclusions


def test_excluded_case_is_shown_with_the_raw_share_beside_the_adjusted_one() -> None:
    flood = Exclusion(
        record="INC2",
        reason=ExclusionReason.FORCE_MAJEURE,
        approved_by=PersonId("person-020"),
        approved_at=JUNE.start,
        evidence=["flood report"],
    )

    text = review(exclusions=[flood]).minutes().to_text(140)

    assert "Attainment without the cases that both parties agreed not to count" in text
    assert "person-020: flood report" in text
    assert "both parties agreed" not in review().minutes().to_text(140)
