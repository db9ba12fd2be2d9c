"""Agreements say what was promised, to whom, for how long, and refuse what cannot be meant."""

import pickle
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from lives import hours, note, tell
from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AvailabilityTarget,
    Clock,
    Deadline,
    OnPriorityChange,
    Target,
    UnderpinningContract,
)
from mof.calendars import BusinessDays, Calendar
from mof.errors import DefinitionError, NaiveTimestampError
from mof.help_requests import PendingReason
from mof.incidents import IncidentState
from mof.problems import Problem
from mof.records import Priority
from mof.values import AgreementId, CustomerId, Period, ProblemId, ServiceId
from world import CALENDAR, CARRIER, HOUR, MAIL, NETWORK

P1, P2, P3 = Priority.P1, Priority.P2, Priority.P3
MICROSECOND = timedelta(microseconds=1)
RESOLUTION = Target(Clock.RESOLUTION, 8 * HOUR)


def agree(*targets: Target, **changes: Any) -> SLA:
    given = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": targets or (RESOLUTION,),
        "valid_from": date(2026, 1, 1),
        "version": "1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **changes})


def test_target_keeps_exact_shares() -> None:
    target = Target(clock=Clock.RESOLUTION, within=HOUR, required_share=0.95, tolerance="0.02")

    assert (Fraction(19, 20), Fraction(1, 50)) == (target.required_share, target.tolerance)


def test_target_promises_every_case_unless_it_says_less() -> None:
    assert (Fraction(1), Fraction(0)) == (RESOLUTION.required_share, RESOLUTION.tolerance)


def test_target_without_priorities_holds_for_all_and_for_none() -> None:
    assert all(RESOLUTION.applies_to(priority) for priority in (*Priority, None))


def test_target_with_priorities_holds_for_those() -> None:
    target = Target(Clock.RESOLUTION, HOUR, priorities=[P1, P2])

    assert [True, True, False, False] == [target.applies_to(p) for p in (P1, P2, P3, None)]


@pytest.mark.parametrize(
    "target, expected",
    [
        (RESOLUTION, "resolution within 8 h"),
        (
            Target(Clock.CLOSURE, BusinessDays(5), priorities=[P2, P1]),
            "closure of priority 1, 2 within 5 business days",
        ),
    ],
)
def test_target_reads_as_a_promise(target: Target, expected: str) -> None:
    assert expected == str(target)


@pytest.mark.parametrize(
    "within", [timedelta(0), -HOUR, BusinessDays(0), BusinessDays(-1)], ids=str
)
def test_target_that_leaves_no_time_is_refused(within: timedelta | BusinessDays) -> None:
    with pytest.raises(DefinitionError, match="a target leaves some time, not "):
        Target(Clock.RESOLUTION, within)


def test_target_within_a_bare_number_is_refused() -> None:
    hours_only: Any = 8

    with pytest.raises(DefinitionError, match="a timedelta or a BusinessDays or a Deadline, not 8"):
        Target(Clock.RESOLUTION, hours_only)


def test_target_for_no_priority_is_refused() -> None:
    with pytest.raises(DefinitionError, match="can never apply"):
        Target(Clock.RESOLUTION, HOUR, priorities=[])


@pytest.mark.parametrize("share", ["1.5", -1, "most"])
def test_target_with_an_impossible_share_is_refused(share: str | int) -> None:
    with pytest.raises(DefinitionError):
        Target(Clock.RESOLUTION, HOUR, required_share=share)


def test_agreement_without_targets_is_refused() -> None:
    with pytest.raises(DefinitionError, match="sla-mail promises nothing"):
        agree(targets=())


@pytest.mark.parametrize(
    "other",
    [
        Target(Clock.RESOLUTION, 4 * HOUR),
        Target(Clock.RESOLUTION, 4 * HOUR, priorities=[P1]),
        Target(Clock.RESOLUTION.without_pauses(), 4 * HOUR, priorities=[P1]),
    ],
)
def test_two_targets_for_one_case_are_refused(other: Target) -> None:
    with pytest.raises(DefinitionError, match="sla-mail has two targets for one case"):
        agree(RESOLUTION, other)


def test_two_targets_that_share_a_priority_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two targets for one case"):
        agree(
            Target(Clock.RESOLUTION, HOUR, priorities=[P1, P2]),
            Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P2, P3]),
        )


def test_targets_of_one_clock_may_differ_by_priority_or_calendar() -> None:
    urgent = Target(Clock.RESOLUTION, HOUR, priorities=[P1], calendar=Calendar.always())
    other = Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P2, P3])

    agreement = agree(urgent, other, Target(Clock.RESPONSE, HOUR))

    assert agreement.clocks == ("resolution", "response")
    assert agreement.targets_for("resolution", P1) == (urgent,)
    assert agreement.targets_for("resolution", P3) == (other,)
    assert agreement.targets_for("resolution", None) == ()
    assert [agreement.calendar_for(target) for target in (urgent, other)] == [
        Calendar.always(),
        CALENDAR,
    ]


def test_dates_of_validity_are_local_midnights() -> None:
    agreement = agree(valid_from=date(2026, 6, 1), valid_until=date(2026, 7, 1))

    start = datetime(2026, 5, 31, 22, tzinfo=UTC)  # midnight in Oslo
    end = datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert (start, end) == (agreement.starts_at, agreement.ends_at)
    assert [False, True, True, False] == [
        agreement.is_valid(at) for at in (start - MICROSECOND, start, end - MICROSECOND, end)
    ]


def test_instants_of_validity_are_taken_as_they_are() -> None:
    agreement = agree(valid_from=hours(0), valid_until=hours(1))

    assert [True, False] == [agreement.is_valid(hours(at)) for at in (0, 1)]
    assert agree(valid_from=hours(0)).is_valid(hours(10**5))


@pytest.mark.parametrize(
    "first,last,expected",
    [(0, 1, False), (0, 2, True), (1, 3, True), (2, 5, True), (3, 5, True), (4, 5, False)],
)
def test_agreement_is_in_a_period_in_which_it_is_valid_at_some_time(
    first: int, last: int, expected: bool
) -> None:
    agreement = agree(valid_from=hours(1), valid_until=hours(4))

    assert agreement.overlaps(Period(hours(first), hours(last), tz="UTC")) is expected


def test_agreement_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DefinitionError, match="before it begins"):
        agree(valid_until=date(2026, 1, 1))


def test_naive_instants_are_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        agree(valid_from=datetime(2026, 1, 1))
    with pytest.raises(NaiveTimestampError):
        agree().is_valid(datetime(2026, 6, 1))


def test_agreement_speaks_of_records_of_its_service_that_started_while_it_was_valid() -> None:
    agreement = agree(valid_from=hours(0), valid_until=hours(8))

    assert agreement.covers(tell())
    assert not agreement.covers(tell(service=ServiceId("web")))
    assert not agreement.covers(tell(opened=-1))
    assert not agreement.covers(tell(opened=8))
    assert not agreement.covers(Problem(ProblemId("problem-1"), ()))


def test_versions_take_turns_at_a_local_midnight() -> None:
    turn = date(2026, 6, 3)
    old, new = agree(valid_until=turn), agree(valid_from=turn, version="2")
    last, first = tell(opened=38.99), tell(opened=39)  # 23:59 and midnight in Oslo

    assert [True, False] == [each.covers(last) for each in (old, new)]
    assert [False, True] == [each.covers(first) for each in (old, new)]


def test_agreement_with_a_customer_speaks_of_that_customer_only() -> None:
    sales = agree(customer=CustomerId("sales"))

    assert sales.covers(tell(customer=CustomerId("sales")))
    assert not sales.covers(tell(customer=CustomerId("plant")))
    assert not sales.covers(tell())
    assert agree().covers(tell(customer=CustomerId("plant")))


def test_operating_level_agreement_counts_each_visit_to_its_team() -> None:
    ola = OLA(
        AgreementId("ola"),
        service=MAIL,
        calendar=CALENDAR,
        targets=[RESOLUTION],
        valid_from=date(2026, 1, 1),
        version="1",
        team=NETWORK,
    )
    told = tell(note(1, team="network"), note(2, team="desk"), note(4, team="network"))

    cycles = ola.find_cycles(told, Clock.RESOLUTION, as_of=hours(5))

    assert [(cycle.started_at, cycle.stopped_at) for cycle in cycles] == [
        (hours(1), hours(2)),
        (hours(4), None),
    ]


def test_contract_counts_each_wait_for_its_supplier_and_never_pauses_in_it() -> None:
    contract = UnderpinningContract(
        AgreementId("contract"),
        service=MAIL,
        calendar=CALENDAR,
        targets=[RESOLUTION],
        valid_from=date(2026, 1, 1),
        version="1",
        supplier=CARRIER,
    )
    pending, busy = IncidentState.PENDING, IncidentState.IN_PROGRESS
    told = tell(
        note(1, pending, PendingReason.SUPPLIER, supplier="carrier"),
        note(2, busy),
        note(3, pending, PendingReason.USER),
        note(4, busy),
        note(5, pending, PendingReason.SUPPLIER, supplier="another"),
        note(6, pending, PendingReason.SUPPLIER, supplier="carrier"),
        note(7, IncidentState.CANCELLED),
    )

    cycles = contract.find_cycles(told, Clock.RESOLUTION, as_of=hours(9))

    assert [(c.started_at, c.stopped_at, c.voided_at, c.pauses) for c in cycles] == [
        (hours(1), hours(2), None, ()),
        (hours(6), None, hours(7), ()),
    ]


def test_table_shows_the_hours_of_an_availability_or_of_the_service_or_of_the_agreement() -> None:
    by_feature = [
        AvailabilityTarget("0.999", calendar=Calendar.weekdays("10:00-11:00", tz="UTC")),
        AvailabilityTarget("0.99", feature="api"),
    ]
    served = agree(availability=by_feature, service_hours=Calendar.always())
    plain = agree(availability=by_feature)

    own, of_service = (row[-1] for row in served.to_table().rows[-2:])
    *_, of_agreement = plain.to_table().rows[-1]
    assert "mon–fri 10:00–11:00 (UTC)" == own
    assert "at any time" == of_service
    assert "mon–fri 09:00–17:00 (Europe/Oslo)" == of_agreement


def test_agreements_hash_and_pickle() -> None:
    agreement = agree(supports=[AgreementId("sla-other")])

    assert {agreement} == {pickle.loads(pickle.dumps(agreement))}


def test_agreement_reads_as_a_table() -> None:
    sla = agree(
        Target(Clock.RESPONSE, HOUR, priorities=[P1], calendar=Calendar.always()),
        Target(Clock.CLOSURE, BusinessDays(5), required_share="0.9", kinds=["problem"]),
        Target(Clock.RESOLUTION, 8 * HOUR),
        valid_until=date(2027, 1, 1),
        customer=CustomerId("sales"),
        availability=[AvailabilityTarget("0.999"), AvailabilityTarget("0.99", feature="api")],
        service_hours=Calendar.always(),
    )

    text = sla.to_table().to_text(120)
    assert "99.9 %" in text
    assert "each month" in text
    assert "api" in text

    assert (
        "sla-mail 1: IT to sales, about mail, from 2026-01-01 00:00 until 2027-01-01 00:00" in text
    )
    assert "at any time" in text
    assert "problem" in text
    assert "every case" in text
    assert "mon–fri 09:00–17:00 (Europe/Oslo)" in text


@pytest.mark.parametrize("closed, is_covered", [(1.9, False), (2, True)])
def test_version_that_divides_covers_what_ended_as_it_began(
    closed: float, is_covered: bool
) -> None:
    told = tell(note(closed, IncidentState.CANCELLED))
    later = agree(valid_from=hours(2), on_new_version=OnPriorityChange.SEGMENTED, version="2")

    assert is_covered is later.covers(told)


def test_agreement_without_an_end_holds_until_further_notice() -> None:
    assert "until further notice" in agree().to_table().to_text(120)


def test_agreement_is_shown_by_its_name_with_its_id_behind_it() -> None:
    named = agree(name="E-mail for everybody")

    assert "E-mail for everybody (sla-mail 1)" == named.title
    assert "E-mail for everybody (sla-mail 1): IT to" in named.to_table().to_text(120)
    assert "sla-mail 1" == agree().title


def test_parties_are_told_by_kind() -> None:
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": [RESOLUTION],
        "valid_from": date(2026, 1, 1),
        "version": "1",
    }
    agreements = (
        Agreement(AgreementId("a"), **given),
        agree(),
        OLA(AgreementId("a"), team=NETWORK, **given),
        UnderpinningContract(AgreementId("a"), supplier=CARRIER, **given),
    )

    assert [each.parties for each in agreements] == [
        ("IT", "the business"),
        ("IT", "every customer"),
        ("network", "IT"),
        ("carrier", "IT"),
    ]


@pytest.mark.parametrize("name", ["on_priority_change", "on_new_version", "service_hours"])
def test_terms_of_another_kind_are_refused(name: str) -> None:
    with pytest.raises(DefinitionError, match=r"sla-mail .*is a"):
        agree(**{name: "keep"})


@pytest.mark.parametrize(
    "changes, match",
    [
        ({"kinds": []}, "for no kind at all"),
        ({"at_risk": ["1"]}, "between 0 and 1"),
        ({"at_risk": [0]}, "between 0 and 1"),
    ],
)
def test_target_that_can_never_apply_or_warn_is_refused(changes: Any, match: str) -> None:
    with pytest.raises(DefinitionError, match=match):
        Target(Clock.RESOLUTION, HOUR, **changes)


def test_deadline_has_no_calendar() -> None:
    with pytest.raises(DefinitionError, match="a fixed deadline counts real time"):
        Target(Clock.RESOLUTION, Deadline("expected_at"), calendar=CALENDAR)


@pytest.mark.parametrize(
    "calendar, words",
    [
        (
            Calendar(
                tz="Europe/Berlin",
                weekly={
                    "mon": [("09:00", "12:00"), ("13:00", "17:00")],
                    "sat": [("22:00", "06:00")],
                },
                holidays=[date(2026, 12, 25)],
                shifts={date(2026, 12, 27): [("10:00", "14:00")]},
            ),
            (
                "mon 09:00–12:00 and 13:00–17:00, sat 22:00–06:00, 1 date with shifts, "
                "closed by 1 holiday or break (Europe/Berlin)"
            ),
        ),
        (
            CALENDAR & Calendar.always(),
            "mon–fri 09:00–17:00 (Europe/Oslo) and mon–sun 00:00–24:00 (UTC)",
        ),
    ],
)
def test_hours_read_as_people_write_them(calendar: Calendar, words: str) -> None:
    assert words == calendar.hours_text
