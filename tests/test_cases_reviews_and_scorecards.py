"""Reviews and scorecards: what went wrong in tools of the field, case by case."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.agreements import Clock, Target
from mof.changes import ChangeOutcome, RequestForChange
from mof.documents import format_share
from mof.errors import DefinitionError
from mof.framework import DecisionKind, GateDecision, InputKind, ReviewColumn, RoleType
from mof.help_requests import Origin
from mof.improvement import ResourceRequest, ServiceImprovementProgram
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.operations import Recurrence
from mof.outcomes import Scorecard, ScorecardCounts, measure_scorecards
from mof.outcomes._scorecards import WorkgroupCounts, WorkgroupScore
from mof.records import Actor, Entry, Fact, Priority
from mof.reviews import (
    BroughtDocument,
    BroughtInput,
    ControlVerdict,
    OperationalHealthInputs,
    OperationalHealthReview,
    ReviewSchedule,
    evaluate_reviews,
    review_operational_health,
)
from mof.reviews.sessions._release_readiness import RELEASE_READINESS
from mof.services import (
    FlawedDowntime,
    Maintenance,
    Outage,
    OutageLog,
    Service,
    ServiceCatalog,
    measure_flawed_downtime,
)
from mof.values import ChangeId, IncidentId, Period, PersonId, ReviewId, ServiceId
from review_cases import bring
from test_reviews_meetings import GROUPS, decide, hold, meet
from test_reviews_sessions import hold as hold_session, meet as meet_for, vote
from world import HOUR, JUNE, NETWORK, SLA_MAIL, resolve_incident

LATER = datetime(2026, 9, 3, tzinfo=UTC)
(MAY,) = JUNE.preceding(1)
RESTORE = Target(Clock.RESTORATION, 4 * HOUR, required_share="0.9")


SERVER, MAIL = ServiceId("server-1"), ServiceId("mail")
EIGHT = datetime(2026, 6, 1, 8, tzinfo=UTC)
DESK = Actor(PersonId("person-1"), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)
STANDS_ON = ServiceCatalog([Service(SERVER, "Server"), Service(MAIL, "Mail", depends_on=[SERVER])])


def fail_change(
    name: str = "CHG-1", at: datetime = EIGHT, outcome: ChangeOutcome = ChangeOutcome.FAILED
) -> RequestForChange:
    return RequestForChange.from_register(
        ChangeId(name),
        title="patch",
        requested_at=at - HOUR,
        services=[SERVER],
        completed_at=at,
        outcome=outcome,
    )


def report(
    name: str, service: ServiceId = SERVER, *, at: datetime = EIGHT + timedelta(minutes=1)
) -> Incident:
    return Incident.open(IncidentId(name), origin=Origin.PHONE, service=service, at=at, by=DESK)


def rate(name: str, priority: Priority) -> Incident:
    facts: dict[str, Fact] = {"service": SERVER, "priority": priority}
    entry = Entry[IncidentState, IncidentEvent](EIGHT, state=IncidentState.OPEN, changes=facts)
    return Incident(IncidentId(name), [entry], opened_at=EIGHT)


class TestRS1:
    """Downtime after flawed changes counts calls."""

    def measure(self, *incidents: Incident, **changes: Any) -> FlawedDowntime:
        usual: dict[str, Any] = {"within": 4 * HOUR, "during": JUNE, "as_of": LATER}
        return measure_flawed_downtime([fail_change()], incidents, **usual | changes)

    def test_an_incident_and_what_was_merged_into_it_is_one_instance(self) -> None:
        merged = (
            report(f"I-{number}").merge(master="I-1", at=EIGHT + HOUR, by=DESK)
            for number in range(2, 11)
        )

        assert self.measure(report("I-1")).count == 1
        assert self.measure(report("I-1"), *merged).count == 1

    def test_a_wrong_number_is_none(self) -> None:
        assert self.measure(report("I-1").cancel(reason="withdrawn", at=LATER, by=DESK)).count == 0

    def test_a_grey_icon_is_none_unless_it_is_chosen(self) -> None:
        icon = rate("I-1", Priority.P5)

        assert self.measure(icon).count == 0
        assert self.measure(icon, priorities=Priority).count == 1
        assert self.measure(rate("I-1", Priority.P1)).instances[0].is_rated

    def test_what_stands_on_the_changed_service_counts_by_the_catalogue(self) -> None:
        mail = report("I-1", MAIL)

        assert self.measure(mail).count == 0
        assert self.measure(mail, catalog=STANDS_ON).count == 1
        assert self.measure(report("I-1"), catalog=ServiceCatalog([])).count == 1

    def test_a_log_of_outages_goes_before_incidents(self) -> None:
        log = OutageLog(
            SERVER,
            outages=[
                Outage(EIGHT + HOUR, EIGHT + 3 * HOUR, cause="event-1"),
                Outage(EIGHT + 2 * HOUR, EIGHT + 4 * HOUR),  # the same time once more
                Outage(EIGHT + 4.5 * HOUR),  # too late
                Outage(EIGHT + 2 * HOUR, recorded_at=LATER + HOUR),  # not yet known
            ],
        )

        (instance,) = self.measure(report("I-1"), outages=[log]).instances

        assert (instance.started_at, instance.cause) == (EIGHT + HOUR, "event-1")

    def test_an_outage_in_agreed_maintenance_is_none(self) -> None:
        window = Maintenance(EIGHT, EIGHT + 2 * HOUR, agreed_at=EIGHT - HOUR)
        log = OutageLog(SERVER, outages=[Outage(EIGHT + HOUR, None)], maintenance=[window])

        assert self.measure(outages=[log]).count == 0

    def test_changes_that_went_well_or_other_services_are_not_blamed(self) -> None:
        well = fail_change(outcome=ChangeOutcome.SUCCESSFUL)
        asked: dict[str, Any] = {"within": HOUR, "during": JUNE, "as_of": LATER}

        assert measure_flawed_downtime([well], [report("I-1")], **asked).count == 0
        assert self.measure(report("I-1", ServiceId("fax"))).count == 0

    def test_published_figures_come_out_of_records(self) -> None:
        # 293 a month in 2005, 47 a month in the first quarter of 2007: 84 % less.
        year, quarter = Period.year(2005, tz="UTC"), Period.quarter(2007, 1, tz="UTC")

        before, now = bring_down(year, 293), bring_down(quarter, 47)

        assert (before.count, before.monthly_mean) == (12 * 293, Fraction(293))
        assert (now.count, now.monthly_mean) == (3 * 47, Fraction(47))
        assert now.find_change(before) == Fraction(47 - 293, 293)
        assert format_share(Fraction(293 - 47, 293)) == "84.0 %"
        assert now.find_change(bring_down(year, 0)) is None

    def test_time_before_the_change_is_refused(self) -> None:
        with pytest.raises(DefinitionError, match="within some time after a change"):
            self.measure(within=-HOUR)


def bring_down(period: Period, monthly: int) -> FlawedDowntime:
    """So many instances a month, each after a change of its own."""
    starts = [
        month.start + number * 2 * HOUR for month in period.months() for number in range(monthly)
    ]
    changes = [fail_change(f"CHG-{start}", start) for start in starts]
    incidents = [report(f"I-{start}", at=start + HOUR) for start in starts]
    return measure_flawed_downtime(changes, incidents, within=HOUR, during=period, as_of=LATER)


def score(late: int, in_time: int, target: Target = RESTORE) -> WorkgroupScore:
    """What a workgroup's month comes to with so many late incidents and so many in time."""
    sla = evolve(SLA_MAIL, targets=[target])
    incidents = [
        resolve_incident(f"I-{number}", after=6 * HOUR if number < late else HOUR, team=NETWORK)
        for number in range(late + in_time)
    ]
    (card,) = measure_scorecards(incidents, [sla], during=[JUNE], as_of=LATER)
    return card.find(NETWORK)


class TestRS2:
    """In breach, though the objective is met."""

    def test_one_late_of_a_hundred_meets_an_objective_of_nine_in_ten(self) -> None:
        ninety_nine = score(1, 99)

        assert (len(ninety_nine.broken), len(ninety_nine.judged)) == (1, 100)
        assert ninety_nine.is_in_breach is False
        assert Scorecard(period=JUNE, as_of=LATER, scores=[ninety_nine]).share_in_breach == 0

    def test_table_shows_it_as_met(self) -> None:
        card = Scorecard(period=JUNE, as_of=LATER, scores=[score(1, 99)])

        assert "✓ 1 of 100" in card.to_table().to_text(200)

    @pytest.mark.parametrize(
        "late, is_in_breach",
        [(1, False), (2, False), (3, True)],
        ids=["met", "tolerated", "missed"],
    )
    def test_share_and_tolerance_of_the_target_decide(
        self, late: int, *, is_in_breach: bool
    ) -> None:
        target = evolve(RESTORE, tolerance="0.1")

        assert score(late, 10 - late, target).is_in_breach is is_in_breach

    def test_objective_that_is_missed_is_named(self) -> None:
        assert score(2, 8).missed == ("sla-mail 1: restoration within 4 h",)

    def test_target_that_is_met_makes_up_for_no_other(self) -> None:
        sla = evolve(SLA_MAIL, targets=[RESTORE, Target(Clock.RESPONSE, HOUR)])
        incidents = [
            resolve_incident("I-1", after=6 * HOUR, team=NETWORK),
            *(resolve_incident(f"I-{number}", team=NETWORK) for number in (2, 3)),
        ]

        (card,) = measure_scorecards(incidents, [sla], during=[JUNE], as_of=LATER)

        assert card.find(NETWORK).missed == ("sla-mail 1: restoration within 4 h",)


def tell(judged: int, period: Period) -> ScorecardCounts:
    """Two late of so many."""
    counts = WorkgroupCounts(team=NETWORK, judged=judged, broken=min(2, judged))
    return ScorecardCounts(period=period, as_of=LATER, scores=[counts])


class TestRS3:
    """No change, though the share grew."""

    def test_change_is_that_of_the_share(self) -> None:
        assert "15.4 % → 25.0 %" in tell(8, JUNE).to_table(tell(13, MAY)).to_text(200)

    def test_without_cases_before_it_is_not_known(self) -> None:
        assert "not known" in tell(8, JUNE).to_table(tell(0, MAY)).to_text(200)


class TestRS4:
    """A review of nothing has all its inputs."""

    def name(self, *, content: str = "") -> list[BroughtDocument]:
        """A document for each part of each input."""
        return [
            BroughtDocument(kind, f"about {part}", part=part, content=content)
            for kind in InputKind
            for part in kind.parts
        ]

    def find_missing(self, **brought: Any) -> tuple[str, ...]:
        inputs = OperationalHealthInputs(period=JUNE, as_of=LATER, **brought)
        held = review_operational_health(inputs, meeting=evolve(meet(*GROUPS), held_at=LATER))
        return held.to_held().missing_inputs or ()

    def test_empty_title_is_refused(self) -> None:
        with pytest.raises(DefinitionError, match="brought as customer satisfaction has no title"):
            BroughtDocument(InputKind.SATISFACTION, " ")

    def test_titles_provide_no_input(self) -> None:
        assert self.find_missing(documents=self.name()) == tuple(map(str, InputKind))
        assert self.find_missing(documents=self.name(content=" ")) == tuple(map(str, InputKind))

    def test_contents_provide_every_input(self) -> None:
        assert self.find_missing(documents=self.name(content="see the shelf")) == ()

    def test_input_that_is_only_a_title_is_said_to_be_so(self) -> None:
        document = BroughtDocument(InputKind.FINANCES, "cost report")
        review = review_operational_health(
            OperationalHealthInputs(period=JUNE, documents=[document])
        )

        text = review.minutes().to_text(400)

        assert "financial performance (title only)" in text
        assert "title only: no content was provided" in text

    @pytest.mark.parametrize(
        "titles, verdict",
        [(True, ControlVerdict.FAILED), (False, ControlVerdict.OPERATED)],
        ids=["titles", "contents"],
    )
    def test_control_judges_by_content(self, *, titles: bool, verdict: ControlVerdict) -> None:
        held_at = datetime(2026, 7, 3, 8, tzinfo=UTC)
        documents = self.name(content="" if titles else "see the shelf")
        inputs = OperationalHealthInputs(period=JUNE, documents=documents)
        held = review_operational_health(inputs, meeting=meet(*GROUPS)).to_held()
        monthly = Recurrence.monthly("first fri", "08:00", tz="UTC", since=date(2026, 1, 1))

        operation = evaluate_reviews(
            ReviewSchedule(recurrence=monthly),
            [held],
            during=Period(held_at - timedelta(days=1), held_at + timedelta(days=1)),
            as_of=LATER,
        )

        assert operation.verdict is verdict

    def test_agreements_and_incidents_bring_neither_maturity_nor_risks(self) -> None:
        held = review_operational_health(bring()).to_held(ReviewId("r"), held_at=LATER)

        assert held.missing_inputs is not None
        assert str(InputKind.MATURITY) in held.missing_inputs
        assert f"{InputKind.RISKS}: risk management" in held.missing_inputs
        assert str(InputKind.AGREEMENT_PERFORMANCE) not in held.missing_inputs

    def test_guide_brings_no_solution_specifications(self) -> None:
        guide = BroughtDocument(
            InputKind.GUIDES, "guide", part="operational guides", content="https://intranet.example"
        )

        assert f"{InputKind.GUIDES}: solution specifications" in self.find_missing(
            documents=[guide]
        )

    def test_title_alone_brings_no_input_to_a_gate(self) -> None:
        entry, *_ = RELEASE_READINESS.name(ReviewColumn.INPUTS)
        title = BroughtInput(entry=entry, title="release 2.0")

        session = hold_session(RELEASE_READINESS, brought=[title])

        assert entry in session.missing_inputs
        assert "title only" in session.minutes().to_text(260)
        assert (
            entry
            not in hold_session(
                RELEASE_READINESS, brought=[evolve(title, evidence=["mail-2.0"])]
            ).missing_inputs
        )


class TestRS5:
    """Silence is consent."""

    def test_group_that_has_to_say_go_and_is_silent_holds_the_release(self) -> None:
        votes = vote(meet_for(RELEASE_READINESS))
        customers = tuple(each for each in votes if each.group == "customers")

        session = hold_session(RELEASE_READINESS, votes=customers)

        assert session.gate_decision is GateDecision.NO_GO
        assert session.objections == ("operations and support staff have not voted", *self.few())

    @staticmethod
    def few() -> tuple[str, ...]:
        return ("votes of 1 group, 2 needed",)

    def test_where_no_group_is_named_as_many_vote_as_have_to_be_there(self) -> None:
        charter = evolve(RELEASE_READINESS, quorum=evolve(RELEASE_READINESS.quorum, groups=()))
        (first, *_) = vote(meet_for(charter))

        assert hold_session(charter, votes=(first,)).objections == self.few()
        assert hold_session(charter).gate_decision is GateDecision.GO


class TestRS6:
    """One decision, two promises."""

    def hold_june(self, **changes: Any) -> OperationalHealthReview:
        return hold(meet(*GROUPS), decide(**changes))

    def list_overdue(self, held: OperationalHealthReview, **brought: Any) -> list[str]:
        september = review_operational_health(
            bring(period=JUNE, as_of=LATER, previous=(held.to_held(),), **brought)
        )
        return [each.id for each in september.findings if each.id.startswith("overdue")]

    def test_granting_the_request_settles_the_action(self) -> None:
        june = self.hold_june(kind=DecisionKind.PROVIDE_RESOURCES)
        (request,) = (
            each.record for each in june.outputs if isinstance(each.record, ResourceRequest)
        )
        answered_at = request.requested_at + timedelta(days=9)
        granted = evolve(request, answered_at=answered_at, is_granted=True)

        assert self.list_overdue(june, requests=(granted,)) == []

    def test_nothing_done_is_one_finding(self) -> None:
        june = self.hold_june(kind=DecisionKind.PROVIDE_RESOURCES)
        (request,) = (
            each.record for each in june.outputs if isinstance(each.record, ResourceRequest)
        )

        assert self.list_overdue(june, requests=(request,)) == [f"overdue-request:{request.id}"]

    def test_initiative_of_a_program_settles_it_too(self) -> None:
        june = self.hold_june(kind=DecisionKind.IMPROVE_SERVICE)
        (program,) = (
            each.record
            for each in june.outputs
            if isinstance(each.record, ServiceImprovementProgram)
        )
        (initiative,) = program.initiatives
        start = datetime(2026, 7, 6, tzinfo=UTC)
        done = evolve(initiative, started_at=start, completed_at=start + timedelta(days=2))

        assert self.list_overdue(june, programs=(program,)) == [
            f"overdue-initiative:{initiative.id}"
        ]
        assert self.list_overdue(june, programs=(evolve(program, initiatives=(done,)),)) == []

    def test_action_without_the_record_of_its_decision_is_told_of_itself(self) -> None:
        june = self.hold_june(kind=DecisionKind.PROVIDE_RESOURCES)

        assert self.list_overdue(june) == ["overdue-action:review-june-action-02"]


def test_charter_that_names_an_entry_twice_is_refused() -> None:
    # Repeats in ``voted`` and ``on_go`` were dropped without a word.
    with pytest.raises(DefinitionError, match="two entries of a charter are called 'go'"):
        evolve(RELEASE_READINESS, voted=["go", "no-go", "go"])
