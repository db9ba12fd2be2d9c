"""Chains show where support cannot carry a promise, and who used the time of a judgement."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AvailabilityTarget,
    Clock,
    Deadline,
    Span,
    Target,
    UnderpinningContract,
)
from mof.calendars import BusinessDays, Calendar
from mof.errors import ArgumentError, CycleError, DefinitionError, UnknownReferenceError
from mof.help_requests import PendingReason
from mof.incidents import Incident, IncidentState
from mof.judgements import (
    AgreementChain,
    UnderpinningGap,
    attribute_breach,
    find_underpinning_gaps,
    judge,
)
from mof.judgements._breach_attribution import ChainOutcome, Party, PartyKind
from mof.judgements._underpinning.gaps import UnderpinningGapKind
from mof.judgements._underpinning.worst_cases import Leg, find_worst_case
from mof.records import Priority
from mof.services import Dependency, Service, ServiceCatalog
from mof.values import AgreementId, Period, ServiceId, SupplierId, TeamId
from world import (
    CALENDAR,
    CARRIER,
    CATALOG,
    CONTRACT_CARRIER,
    HOUR,
    JUNE,
    MAIL,
    NETWORK,
    OLA_NETWORK,
    SLA_MAIL,
)

S, R = IncidentState, UnderpinningGapKind
P1, P2 = Priority.P1, Priority.P2
ALWAYS = Calendar.always()
RESTORATION, RESOLUTION = Clock.RESTORATION, Clock.RESOLUTION
DATABASE = TeamId("database")
UNPAUSED = RESTORATION.without_pauses()
RESTORED = SLA_MAIL.targets[1]
"""Within four hours, in 80 % of cases."""


def promise(*targets: Target, **changes: Any) -> SLA:
    return evolve(SLA_MAIL, targets=targets or (RESTORED,), **changes)


def support(*targets: Target, team: TeamId = NETWORK, **changes: Any) -> OLA:
    given: dict[str, Any] = {
        "id": AgreementId(f"ola-{team}"),
        "team": team,
        "targets": targets or (Target(RESTORATION, 2 * HOUR),),
    }
    return evolve(OLA_NETWORK, **{**given, **changes})


def contract(*targets: Target, **changes: Any) -> UnderpinningContract:
    return evolve(CONTRACT_CARRIER, targets=targets or (Target(RESTORATION, 3 * HOUR),), **changes)


def find(
    *agreements: Agreement, during: Period = JUNE, **options: Any
) -> tuple[UnderpinningGap, ...]:
    return find_underpinning_gaps(agreements, during=during, **options)


def find_one(*agreements: Agreement, **options: Any) -> UnderpinningGap:
    (gap,) = find(*agreements, **options)
    return gap


class TestFactsThatDecide:
    """Targets that hold for some facts, and hours that a fact chooses."""

    def test_promise_for_facts_rests_on_support_for_them_first(self) -> None:
        vpn = evolve(RESTORED, within=3 * HOUR, facts={"topic": "vpn"})
        slow = Target(RESTORATION, 9 * HOUR)
        fast = Target(RESTORATION, 2 * HOUR, facts={"topic": ["vpn", "wifi"]})

        assert () == find(promise(vpn), support(slow, fast))
        assert R.TIME is find_one(promise(RESTORED), support(slow, fast)).kind

    def test_hours_by_a_fact_are_held_against_nothing(self) -> None:
        by_team: dict[str, Any] = {"calendar_by": "team", "calendars": {"network": ALWAYS}}
        slow = Target(RESTORATION, 99 * HOUR)

        assert () == find(promise(evolve(RESTORED, **by_team)), support(slow))
        assert () == find(promise(), support(evolve(slow, **by_team)))


class TestAgreementChain:
    CHAIN = AgreementChain([SLA_MAIL, OLA_NETWORK, CONTRACT_CARRIER])

    def test_promise_rests_on_what_says_that_it_supports_it(self) -> None:
        assert {OLA_NETWORK, CONTRACT_CARRIER} == {*self.CHAIN.support_of(SLA_MAIL)}
        assert (SLA_MAIL,) == self.CHAIN.impact_of(OLA_NETWORK)

    def test_chain_is_as_long_as_its_agreements(self) -> None:
        assert (3, list(self.CHAIN.agreements)) == (len(self.CHAIN), list(self.CHAIN))

    def test_chain_draws_itself_with_the_parties(self) -> None:
        drawn = self.CHAIN.to_mermaid()

        assert 'n2["sla-mail 1 (IT to every customer)"]' in drawn
        assert "n2 --> n1" in drawn

    def test_chain_draws_agreements_by_their_names(self) -> None:
        named = evolve(SLA_MAIL, name="E-mail for everybody", supports=[])

        drawn = AgreementChain([named]).to_mermaid()

        assert '"E-mail for everybody (sla-mail 1) (IT to every customer)"' in drawn

    def test_circle_is_refused_and_named(self) -> None:
        circle = evolve(SLA_MAIL, supports=[OLA_NETWORK.id])

        with pytest.raises(CycleError, match="ola-network 1 on sla-mail 1 on ola-network 1"):
            AgreementChain([circle, OLA_NETWORK])

    def test_agreement_that_supports_itself_is_refused(self) -> None:
        with pytest.raises(CycleError, match="sla-mail 1 on sla-mail 1"):
            AgreementChain([evolve(SLA_MAIL, supports=[SLA_MAIL.id])])

    def test_versions_that_never_meet_do_not_make_a_circle(self) -> None:
        old = evolve(SLA_MAIL, valid_until=date(2026, 3, 1), supports=[OLA_NETWORK.id])
        late = evolve(OLA_NETWORK, valid_from=date(2026, 3, 1))

        assert () == AgreementChain([old, late]).support_of(old)

    def test_version_that_is_there_twice_is_refused(self) -> None:
        with pytest.raises(DefinitionError, match="'sla-mail 1'"):
            AgreementChain([SLA_MAIL, SLA_MAIL])

    def test_unknown_version_is_refused(self) -> None:
        with pytest.raises(UnknownReferenceError, match="no agreement sla-mail 2"):
            self.CHAIN.find(SLA_MAIL.id, "2")

    def test_support_of_an_agreement_that_is_not_there_is_reported(self) -> None:
        chain = AgreementChain([OLA_NETWORK])

        gap = find_one(*chain)

        assert ((OLA_NETWORK, SLA_MAIL.id),) == chain.dangling
        assert (R.UNKNOWN_AGREEMENT, "sla-mail", ("ola-network",)) == (
            gap.kind,
            gap.promise,
            gap.support,
        )


class TestWorstCase:
    def test_without_other_hours_legs_add_up(self) -> None:
        legs = [Leg(HOUR, CALENDAR), Leg(2 * HOUR, CALENDAR)]

        worst = find_worst_case(Leg(4 * HOUR, CALENDAR), legs, during=JUNE)

        assert (3 * HOUR, 4 * HOUR, False) == (worst.needed, worst.allowed, worst.is_too_long)

    def test_exactly_as_long_is_in_time(self) -> None:
        worst = find_worst_case(Leg(HOUR, ALWAYS), [Leg(HOUR, ALWAYS)], during=JUNE)

        assert not worst.is_too_long

    def test_nights_count_where_the_promise_runs_through_them(self) -> None:
        worst = find_worst_case(Leg(8 * HOUR, ALWAYS), [Leg(HOUR, CALENDAR)], during=JUNE)

        # From one microsecond past Friday, 16:00, until Monday, 09:00:00.000001.
        assert timedelta(hours=65) == worst.needed
        assert datetime(2026, 6, 5, 14, 0, 0, 1, tzinfo=UTC) == worst.started_at

    def test_business_days_are_compared_on_the_dates_of_the_period(self) -> None:
        limit, days = Leg(40 * HOUR, ALWAYS), Leg(BusinessDays(1), CALENDAR)

        worst = find_worst_case(limit, [days], during=JUNE)

        assert timedelta(days=3) == worst.needed
        assert (
            datetime(2026, 6, 5, 7, 0, 0, 1, tzinfo=UTC) == worst.started_at
        )  # Friday, after 09:00

    def test_promise_in_business_days_allows_their_open_time(self) -> None:
        limit = Leg(BusinessDays(2), CALENDAR)

        worst = find_worst_case(limit, [Leg(17 * HOUR, CALENDAR)], during=JUNE)

        assert worst.is_too_long
        assert worst.allowed <= 16 * HOUR

    def test_work_that_never_ends_is_the_worst(self) -> None:
        once = Calendar(tz="UTC", shifts={date(2026, 6, 1): [("09:00", "10:00")]})

        worst = find_worst_case(Leg(99 * HOUR, ALWAYS), [Leg(2 * HOUR, once)], during=JUNE)

        assert (None, None, True) == (worst.needed, worst.ended_at, worst.is_too_long)

    def test_case_that_never_ends_is_worse_than_one_that_ends_too_late(self) -> None:
        twice = Calendar(
            tz="UTC",
            shifts={date(2026, 6, day): [("08:00", "12:00")] for day in (3, 20)},
        )

        worst = find_worst_case(Leg(HOUR, ALWAYS), [Leg(4 * HOUR, twice)], during=JUNE)

        assert (worst.ended_at, worst.needed, worst.is_too_long) == (None, None, True)

    def test_promise_that_is_never_due_is_never_late(self) -> None:
        once = Calendar(tz="UTC", shifts={date(2026, 6, 1): [("09:00", "10:00")]})

        worst = find_worst_case(Leg(BusinessDays(9), once), [Leg(HOUR, ALWAYS)], during=JUNE)

        assert not worst.is_too_long


class TestTimes:
    def test_chain_that_carries_its_promise_has_no_gap(self) -> None:
        assert () == find(SLA_MAIL, OLA_NETWORK, CONTRACT_CARRIER)

    def test_team_that_may_take_longer_is_a_gap(self) -> None:
        gap = find_one(promise(), support(Target(RESTORATION, 5 * HOUR)))

        assert (R.TIME, ("ola-network",), RESTORED) == (gap.kind, gap.support, gap.target)
        assert (4 * HOUR, 5 * HOUR) == (gap.promised, gap.found)
        assert ("ola-network 1: restoration within 5 h",) == gap.evidence
        told = "support takes 5 h 00 min, the promise leaves 4 h 00 min"
        assert f"{told}, from 2026-05-31 22:00 UTC" in str(gap)
        assert f"{told}, from 2026-06-01 00:00" == gap.tell_figures(tz="Europe/Oslo")

    def test_times_of_teams_add_up(self) -> None:
        slow = Target(RESTORATION, 3 * HOUR)

        gap = find_one(promise(), support(slow), support(slow, team=DATABASE))

        assert (R.TIMES, ("ola-network", "ola-database")) == (gap.kind, gap.support)
        assert 6 * HOUR == gap.found

    def test_team_beneath_a_team_adds_to_the_time_of_the_promise_on_top(self) -> None:
        slow = Target(RESTORATION, 3 * HOUR)
        beneath = support(slow, team=DATABASE, supports=[OLA_NETWORK.id])

        gap = find_one(promise(), support(slow), beneath)

        assert (R.TIMES, SLA_MAIL.id) == (gap.kind, gap.promise)

    def test_two_promises_of_one_team_do_not_add_up_beneath_each_other(self) -> None:
        first = support(Target(RESTORATION, 3 * HOUR))
        inner = support(Target(RESTORATION, 2 * HOUR), id="ola-inner", supports=[first.id])

        assert () == find(promise(), first, inner)

    def test_supplier_does_not_count_while_the_clock_pauses_for_it(self) -> None:
        assert () == find(promise(), contract(Target(RESTORATION, 99 * HOUR)))

    def test_supplier_counts_where_the_clock_runs_on(self) -> None:
        gap = find_one(promise(Target(UNPAUSED, 4 * HOUR)), contract(Target(UNPAUSED, 9 * HOUR)))

        assert (R.TIME, ("contract-carrier",)) == (gap.kind, gap.support)

    def test_supplier_adds_to_a_team_whose_own_clock_pauses(self) -> None:
        sla = promise(Target(UNPAUSED, 4 * HOUR))
        ola = support(Target(RESTORATION, 2 * HOUR))
        beneath = contract(supports=[ola.id])

        assert [R.TIMES] == [gap.kind for gap in find(sla, ola, beneath)]

    def test_supplier_lies_within_the_time_of_a_team_whose_clock_runs_on(self) -> None:
        sla = promise(Target(UNPAUSED, 4 * HOUR))
        ola = support(Target(UNPAUSED, 4 * HOUR))
        beneath = contract(supports=[ola.id])

        assert () == find(sla, ola, beneath)

    def test_contract_beneath_a_contract_counts_in_it(self) -> None:
        outer = contract(Target(RESTORATION, 2 * HOUR))
        inner = contract(id=AgreementId("contract-line"), supports=[outer.id])

        assert [R.TIME] == [gap.kind for gap in find(outer, inner)][-1:]

    def test_earlier_clock_of_the_same_way_is_compared(self) -> None:
        sla = promise(Target(RESOLUTION, 4 * HOUR))

        assert R.TIME is find_one(sla, support(Target(Clock.ASSIGNMENT, 5 * HOUR))).kind

    def test_later_clock_of_the_same_way_is_compared(self) -> None:
        assert () == find(promise(), support(Target(RESOLUTION, 2 * HOUR)))
        assert R.TIME is find_one(promise(), support(Target(RESOLUTION, 5 * HOUR))).kind

    def test_nearest_clock_is_compared(self) -> None:
        sla = promise(Target(Clock.CLOSURE, 4 * HOUR))
        ola = support(Target(RESTORATION, HOUR), Target(RESOLUTION, 5 * HOUR))

        assert ("ola-network 1: resolution within 5 h",) == find_one(sla, ola).evidence

    def test_team_that_promises_only_to_begin_is_a_gap(self) -> None:
        gap = find_one(promise(), support(Target(Clock.RESPONSE, HOUR)))

        assert (R.NO_TIME, ("ola-network",)) == (gap.kind, gap.support)

    def test_deadline_is_no_time_to_compare(self) -> None:
        fixed = Target(RESTORATION, Deadline("expected_at"))

        assert R.NO_TIME is find_one(promise(), support(fixed)).kind
        assert () == find(promise(fixed), support())

    def test_response_needs_no_support(self) -> None:
        assert () == find(promise(Target(Clock.RESPONSE, HOUR)), support())

    def test_priorities_that_support_leaves_out_are_named(self) -> None:
        sla = promise(Target(RESTORATION, 4 * HOUR, priorities=[P1, P2]))
        ola = support(Target(RESTORATION, HOUR, priorities=[P1]))

        gap = find_one(sla, ola)

        assert (R.CASES, ("priority 2",)) == (gap.kind, gap.cases)
        assert "some cases have no supporting target (ola-network; priority 2)" in str(gap)

    def test_priorities_are_told_apart_where_support_does(self) -> None:
        ola = support(
            Target(RESTORATION, HOUR, priorities=[P1]),
            Target(RESTORATION, 9 * HOUR, priorities=[P2]),
        )

        gaps = {gap.kind: gap.cases for gap in find(promise(), ola)}

        assert {
            R.CASES: ("priority 3", "priority 4", "priority 5"),
            R.TIME: ("priority 2",),
        } == gaps

    def test_kinds_that_support_leaves_out_are_named(self) -> None:
        sla = promise(Target(RESTORATION, 4 * HOUR, kinds=["change", "problem"], priorities=[P1]))

        gap = find_one(sla, support(Target(RESTORATION, HOUR, kinds=["problem"])))

        assert ("change priority 1",) == gap.cases

    def test_hours_have_to_contain_those_of_the_promise(self) -> None:
        short = Calendar.weekdays("09:00-16:00", tz="Europe/Oslo")

        gap = find(promise(), support(calendar=short))[0]

        assert (R.HOURS, 176 * HOUR, 154 * HOUR) == (gap.kind, gap.promised, gap.found)
        assert "support is open for 154 h 00 min of 176 h 00 min, from " in str(gap)
        assert (hours(7), hours(8)) == (gap.since, gap.until)

    def test_shares_of_cases_missed_add_up(self) -> None:
        sla = promise(Target(RESTORATION, 4 * HOUR, required_share="0.95"))
        olas = (
            support(Target(RESTORATION, HOUR, required_share="0.97"), team=team)
            for team in (NETWORK, DATABASE)
        )

        gap = find_one(sla, *olas)

        assert R.SHARE is gap.kind
        assert (Fraction("0.95"), Fraction("0.94")) == (gap.promised_share, gap.found_share)
        assert "(ola-network, ola-database; support comes to 94 %, the promise is 95 %)" in str(gap)

    def test_worst_of_several_parts_of_the_period_is_told_once(self) -> None:
        other = support(team=DATABASE, valid_until=date(2026, 6, 10))

        gaps = find(promise(), support(Target(RESTORATION, 5 * HOUR)), other)

        assert [R.VALIDITY, R.TIME] == [gap.kind for gap in gaps]

    def test_support_that_never_ends_is_told_so(self) -> None:
        once = Calendar(tz="Europe/Oslo", shifts={date(2026, 6, 1): [("09:00", "17:00")]})
        sla = promise(valid_until=date(2026, 6, 10))

        gaps = find(sla, support(calendar=once, valid_until=date(2026, 6, 10)))

        assert [R.HOURS, R.TIME] == [gap.kind for gap in gaps]
        assert "support never ends, the promise leaves 4 h 00 min" in str(gaps[1])

    def test_agreement_out_of_the_period_is_left_alone(self) -> None:
        assert () == find(promise(valid_until=date(2026, 3, 1)), during=JUNE)

    def test_gap_that_is_there_all_the_time_is_told_once(self) -> None:
        other = support(team=DATABASE, valid_until=date(2026, 6, 10))
        once = Calendar(tz="Europe/Oslo", shifts={date(2026, 6, 1): [("09:00", "10:00")]})

        begun = find(promise(), support(Target(Clock.RESPONSE, HOUR)), other)
        endless = find(promise(), support(calendar=once), other)

        assert [R.VALIDITY, R.NO_TIME] == [gap.kind for gap in begun]
        assert [R.VALIDITY, R.HOURS, R.TIME] == [gap.kind for gap in endless]


class TestValidity:
    def test_support_that_ends_early_is_a_gap(self) -> None:
        gap = find_one(promise(), support(valid_until=date(2026, 6, 10)))

        assert (R.VALIDITY, ("ola-network",)) == (gap.kind, gap.support)
        assert (datetime(2026, 6, 9, 22, tzinfo=UTC), JUNE.end) == (gap.since, gap.until)
        assert "(ola-network; from 2026-06-09 22:00 UTC)" in str(gap)

    def test_versions_of_support_are_taken_together(self) -> None:
        old = support(valid_until=date(2026, 6, 10))
        new = support(valid_from=date(2026, 6, 10), version="2")

        assert () == find(promise(), old, new)

    def test_support_that_is_never_valid_with_the_promise_is_a_gap(self) -> None:
        gap = find_one(promise(), support(valid_until=date(2026, 2, 1)))

        assert (JUNE.start, JUNE.end) == (gap.since, gap.until)

    def test_cases_of_several_versions_are_one_finding(self) -> None:
        short = support(
            Target(RESTORATION, 5 * HOUR, priorities=[P1, P2]), valid_until=date(2026, 6, 20)
        )
        sla = promise(Target(RESTORATION, 4 * HOUR, priorities=[P1, P2]))
        other = support(
            Target(RESTORATION, HOUR, priorities=[P1]), team=DATABASE, valid_until=date(2026, 6, 10)
        )

        gaps = [gap for gap in find(sla, short, other) if gap.kind is R.TIME]

        assert [()] == [gap.cases for gap in gaps]


class TestAvailability:
    @staticmethod
    def promise(share: str = "0.99", **terms: Any) -> SLA:
        return promise(availability=[AvailabilityTarget(share, **terms)])

    @staticmethod
    def find(*agreements: Agreement, **dependencies: Dependency) -> list[UnderpinningGap]:
        gaps = find(*agreements, dependencies=dependencies)
        return [gap for gap in gaps if gap.availability]

    @staticmethod
    def support(share: str, team: TeamId = NETWORK, **terms: Any) -> OLA:
        target = AvailabilityTarget(share, **terms)
        return support(Target(RESTORATION, HOUR), team=team, availability=[target])

    def test_availabilities_multiply_in_series(self) -> None:
        parts = [self.support("0.995"), self.support("0.994", DATABASE)]

        (gap,) = self.find(self.promise(), *parts)

        assert R.AVAILABILITY is gap.kind
        assert (Fraction("0.99"), Fraction("0.98903")) == (gap.promised_share, gap.found_share)
        assert ("ola-network", "ola-database") == gap.support
        assert "sla-mail, availability 99 % per month: supporting availabilities" in str(gap)

    def test_availabilities_combine_in_redundancy(self) -> None:
        parts = [self.support("0.9"), self.support("0.9", DATABASE)]
        either = Dependency.on_some(1, "ola-network", "ola-database")

        assert () == tuple(self.find(self.promise(), *parts, **{"sla-mail": either}))
        assert 1 == len(self.find(self.promise("0.999"), *parts, **{"sla-mail": either}))

    def test_longer_time_at_once_carries_no_shorter_one(self) -> None:
        (gap,) = self.find(self.promise(), self.support("0.999", per=Span.YEAR))

        assert (R.NO_AVAILABILITY, ("ola-network",)) == (gap.kind, gap.support)
        assert [] == self.find(self.promise(per=Span.YEAR), self.support("0.999"))

    def test_needed_support_without_an_availability_is_a_gap(self) -> None:
        needed = Dependency.on_all("ola-network")

        (gap,) = self.find(self.promise(), support(), **{"sla-mail": needed})

        assert (R.NO_AVAILABILITY, ()) == (gap.kind, gap.evidence)
        assert [] == self.find(self.promise(), support())

    def test_support_that_is_not_valid_is_told_as_such(self) -> None:
        gone = evolve(self.support("0.5"), valid_until=date(2026, 2, 1))
        late = evolve(self.support("0.999", DATABASE), valid_from=date(2026, 6, 10))
        needed = Dependency.on_all("ola-database")

        assert [] == self.find(self.promise(), gone)
        assert [] == self.find(self.promise(), late, **{"sla-mail": needed})

    def test_dependency_on_what_does_not_support_the_promise_is_refused(self) -> None:
        needed = Dependency.on_all("ola-other")

        with pytest.raises(UnknownReferenceError, match="'ola-other'"):
            self.find(self.promise(), support(), **{"sla-mail": needed})


class TestCatalog:
    LINE = Service(ServiceId("line"), "Line", team=NETWORK, partners=[CARRIER])
    MAIL_ON_LINE = ServiceCatalog([Service(MAIL, "E-mail", depends_on=[LINE.id]), LINE])

    def test_service_without_an_agreement_is_a_gap(self) -> None:
        gap = find_one(promise(), catalog=self.MAIL_ON_LINE)

        assert (R.NO_AGREEMENT, ("line",), ()) == (gap.kind, gap.support, gap.evidence)

    def test_agreement_that_does_not_support_the_promise_is_named(self) -> None:
        apart = support(supports=[])

        assert ("ola-network 1",) == find_one(promise(), apart, catalog=self.MAIL_ON_LINE).evidence

    @pytest.mark.parametrize(
        "agreement",
        [
            support(),
            contract(),
            support(team=DATABASE, service=ServiceId("line")),
            promise(id="sla-line", supports=[SLA_MAIL.id], service="line"),
        ],
        ids=["its team", "its partner", "the service itself", "an SLA"],
    )
    def test_agreement_of_whoever_provides_the_service_will_do(self, agreement: Agreement) -> None:
        assert () == find(promise(), agreement, catalog=self.MAIL_ON_LINE)

    def test_agreements_of_others_will_not_do(self) -> None:
        others = (
            support(team=DATABASE),
            contract(supplier=SupplierId("other")),
            promise(id="sla-other", supports=[SLA_MAIL.id], service="payroll"),
        )
        rules = {gap.kind for gap in find(promise(), *others, catalog=self.MAIL_ON_LINE)}

        assert R.NO_AGREEMENT in rules

    def test_service_that_the_catalog_lacks_is_reported(self) -> None:
        gap = find_one(promise(service="chat"), catalog=CATALOG)

        assert (R.UNKNOWN_SERVICE, ("chat",)) == (gap.kind, gap.support)


class TestAttribution:
    CHAIN = AgreementChain([SLA_MAIL, OLA_NETWORK, CONTRACT_CARRIER])
    WAITED = tell(
        note(1, S.IN_PROGRESS, team=NETWORK),
        note(2, S.PENDING, PendingReason.SUPPLIER, supplier=CARRIER),
        note(26, S.IN_PROGRESS),
        note(27, S.PENDING, PendingReason.USER),
        note(28, S.IN_PROGRESS, team=DATABASE),
        note(32, S.RESOLVED),
    )

    @staticmethod
    def attribute_breach(
        incident: Incident, *agreements: Agreement, at: float = 99, clock: str = "restoration"
    ) -> Any:
        chain = AgreementChain(agreements or TestAttribution.CHAIN.agreements)
        judged = judge(incident, chain.agreements[0], as_of=hours(at))
        (judgement,) = (each for each in judged if each.clock == clock)
        return attribute_breach(judgement, incident, chain)

    def test_time_is_that_of_whom_the_record_was_with(self) -> None:
        found = self.attribute_breach(self.WAITED)

        assert [
            (Party(PartyKind.TEAM, "database"), 4 * HOUR, 0 * HOUR, 0 * HOUR),
            (Party(PartyKind.TEAM, "network"), 2 * HOUR, 0 * HOUR, 0 * HOUR),
            (Party(PartyKind.UNASSIGNED), HOUR, 0 * HOUR, 0 * HOUR),
            (Party(PartyKind.SUPPLIER, "carrier"), 0 * HOUR, 8 * HOUR, 16 * HOUR),
            (Party(PartyKind.PAUSE, "user"), 0 * HOUR, HOUR, 0 * HOUR),
        ] == [(p.party, p.counted, p.paused, p.closed) for p in found.portions]

    def test_portions_add_up_to_the_judgement(self) -> None:
        found = self.attribute_breach(self.WAITED)

        judgement = found.judgement
        assert judgement.elapsed == sum((p.counted for p in found.portions), timedelta(0))
        assert judgement.paused == sum((p.paused for p in found.portions), timedelta(0))
        assert 32 * HOUR == sum((p.total for p in found.portions), timedelta(0))

    def test_each_is_held_against_what_it_promised(self) -> None:
        found = self.attribute_breach(self.WAITED)

        promises = {str(p.party): [j.agreement for j in p.promises] for p in found.portions}
        assert ["ola-network"] == promises["team network"]
        assert ["contract-carrier"] == promises["supplier carrier"]
        assert [] == promises["team database"]

    def test_table_shows_who_and_what_was_promised(self) -> None:
        table = self.attribute_breach(self.WAITED).to_table()

        assert ("team network", "2 h 00 min", "0 min", "0 min") == table.rows[1][:4]
        assert "ola-network restoration: 2 h 00 min of 2 h 00 min, met" in str(table.rows[1][4])
        assert "both the promise and its support were broken" in str(table.caption)

    def test_largest_portion_is_what_counted_most(self) -> None:
        assert "team database" == str(self.attribute_breach(self.WAITED).largest.party)

    def test_where_no_time_has_passed_there_is_no_largest_portion(self) -> None:
        found = self.attribute_breach(tell(), at=0)

        assert ((), None) == (found.portions, found.largest)

    @pytest.mark.parametrize(
        "taken, stopped, expected",
        [
            (1, 3, ChainOutcome.NEITHER_BROKEN),
            (0.5, 3, ChainOutcome.ONLY_SUPPORT_BROKEN),
            (3.5, 4.5, ChainOutcome.ONLY_PROMISE_BROKEN),
            (1, 6, ChainOutcome.BOTH_BROKEN),
        ],
    )
    def test_outcome_tells_promise_and_support_apart(
        self, taken: float, stopped: float, expected: ChainOutcome
    ) -> None:
        incident = tell(note(taken, S.IN_PROGRESS, team=NETWORK), note(stopped, S.RESOLVED))

        found = self.attribute_breach(incident, SLA_MAIL, OLA_NETWORK)

        assert expected is found.outcome

    @pytest.mark.parametrize(
        "stopped, expected",
        [(3, ChainOutcome.KEPT_WITHOUT_SUPPORT), (5, ChainOutcome.BROKEN_WITHOUT_SUPPORT)],
    )
    def test_outcome_without_support_is_one_of_its_own(
        self, stopped: float, expected: ChainOutcome
    ) -> None:
        found = self.attribute_breach(tell(note(stopped, S.RESOLVED)), SLA_MAIL, OLA_NETWORK)

        assert expected is found.outcome

    def test_support_counts_only_on_clocks_that_stop_no_later(self) -> None:
        incident = tell(note(0, team=NETWORK), note(5, S.IN_PROGRESS), note(9, S.RESOLVED))

        found = self.attribute_breach(incident, SLA_MAIL, OLA_NETWORK, clock="response")

        assert ChainOutcome.BROKEN_WITHOUT_SUPPORT is found.outcome

    def test_support_that_broke_after_the_promise_ended_does_not_count(self) -> None:
        ola = support(Target(RESTORATION, 2 * HOUR))
        incident = tell(
            note(2.5, S.IN_PROGRESS, team=NETWORK),
            note(3, S.RESOLVED),
            note(24, S.IN_PROGRESS),
            note(29, S.RESOLVED),
        )
        chain = AgreementChain([SLA_MAIL, ola])
        early = judge(incident, SLA_MAIL, as_of=hours(4))[1]

        assert () == attribute_breach(early, incident, chain).broken

    def test_support_without_a_target_for_the_case_is_none(self) -> None:
        ola = support(Target(RESTORATION, HOUR, priorities=[P1]))
        incident = tell(note(0, S.IN_PROGRESS, team=NETWORK), note(5, S.RESOLVED))

        assert () == self.attribute_breach(incident, SLA_MAIL, ola).support

    def test_sla_beneath_a_promise_is_support_of_no_holder(self) -> None:
        inner = promise(id=AgreementId("sla-inner"), supports=[SLA_MAIL.id])
        incident = tell(note(5, S.RESOLVED))

        found = self.attribute_breach(incident, SLA_MAIL, inner)

        assert ["sla-inner"] == [each.agreement for each in found.support]
        assert [()] == [portion.promises for portion in found.portions]

    def test_pause_of_the_clock_alone_is_a_pause(self) -> None:
        clock = RESTORATION.pausing(S.IN_PROGRESS, "travel")
        sla = promise(Target(clock, 4 * HOUR))
        incident = tell(note(1, S.IN_PROGRESS, "travel", team=NETWORK), note(3, S.RESOLVED))

        found = self.attribute_breach(incident, sla)

        assert {"unassigned": HOUR, "waiting for travel": 2 * HOUR} == {
            str(portion.party): portion.total for portion in found.portions
        }

    def test_pending_without_a_supplier_or_reason_is_a_pause(self) -> None:
        incident = tell(note(1, S.PENDING, PendingReason.SUPPLIER), note(2, S.PENDING))

        found = self.attribute_breach(incident, at=3)

        assert {"unassigned", "waiting for supplier", "waiting for pending"} == {
            str(portion.party) for portion in found.portions
        }

    def test_record_of_another_judgement_is_refused(self) -> None:
        (judgement, *_) = judge(self.WAITED, SLA_MAIL, as_of=hours(9))

        with pytest.raises(ArgumentError, match="of incident-1, not of other"):
            attribute_breach(judgement, tell(name="other"), self.CHAIN)

    def test_unknown_agreement_is_refused(self) -> None:
        (judgement, *_) = judge(self.WAITED, SLA_MAIL, as_of=hours(9))

        with pytest.raises(UnknownReferenceError, match="no agreement sla-mail 1"):
            attribute_breach(judgement, self.WAITED, [OLA_NETWORK])
