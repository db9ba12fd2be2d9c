"""Requests for change live through the seven processes, and nobody approves their own wish."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from lives import hours
from mof.changes import (
    ChangeCategory,
    ChangeKind,
    ChangeOutcome,
    ChangePriority,
    ChangeState,
    RequestForChange,
    StandardChange,
    StandardChangeCatalog,
    measure_changes,
)
from mof.changes._change_shares import find_kind
from mof.errors import (
    DefinitionError,
    FactError,
    MissingFactError,
    NaiveTimestampError,
    SeparationError,
    TransitionError,
    UnknownReferenceError,
)
from mof.records import Actor, DeviationKind, Entry, find_deviations
from mof.values import ChangeId, ConfigurationItemId, PersonId, ServiceId
from support import PATCH, ROLES, P
from world import JUNE, MAIL

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "requested, planned, completed, expected",
    [
        (-2, 1, None, True),
        (0, 1, None, True),
        (1, 2, None, False),
        (-2, 0, None, False),
        (-2, None, None, False),
        (-2, 1, -1, False),
        (-2, 1, 0, False),
        (-2, 1, 1, True),
    ],
)
def test_change_is_upcoming_until_it_takes_effect(
    requested: int, planned: int | None, completed: int | None, expected: bool
) -> None:
    change = RequestForChange.from_register(
        ChangeId("change-1"),
        title="New mail gateway",
        requested_at=NOON + requested * HOUR,
        planned_at=None if planned is None else NOON + planned * HOUR,
        completed_at=None if completed is None else NOON + completed * HOUR,
    )

    assert expected is change.is_upcoming(NOON)


def test_emergency_is_a_priority_and_no_category() -> None:
    assert "emergency" in {priority.value for priority in ChangePriority}
    assert "emergency" not in {category.value for category in ChangeCategory}


def test_naive_instants_are_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        RequestForChange.from_register(
            ChangeId("change-1"), title="?", requested_at=datetime(2026, 6, 1)
        )
    with pytest.raises(NaiveTimestampError):
        RequestForChange.from_register(
            ChangeId("change-1"), title="?", requested_at=NOON
        ).is_upcoming(datetime(2026, 6, 1))


# The life of a change


MANAGER = Actor(P[1], ROLES["CM"])
INITIATOR = Actor(P[9], ROLES["DEV"])
RELAY, SWITCH = ConfigurationItemId("relay"), ConfigurationItemId("switch")


def classify(
    category: ChangeCategory,
    priority: ChangePriority = ChangePriority.LOW,
    *,
    services: tuple[ServiceId, ...] = (MAIL,),
) -> RequestForChange:
    drafted = RequestForChange.draft(
        "change-1",
        title="New relay",
        services=services,
        items=[RELAY, SWITCH],
        at=hours(0),
        by=INITIATOR,
    )
    submitted = drafted.submit(at=hours(0), by=INITIATOR)
    return submitted.classify(category=category, priority=priority, at=hours(1), by=MANAGER)


def assess(change: RequestForChange, at: float = 1) -> RequestForChange:
    return change.assess_risk(risk_assessment="mail may be lost", at=hours(at), by=MANAGER)


MINOR = classify(ChangeCategory.MINOR)
SIGNIFICANT = classify(ChangeCategory.SIGNIFICANT)


def test_nobody_approves_the_change_that_they_asked_for() -> None:
    with pytest.raises(SeparationError, match="person-9 is approved_by and requested_by"):
        MINOR.approve(at=hours(2), by=Actor(P[9], ROLES["CM"]))
    with pytest.raises(SeparationError, match="person-9 is board and requested_by"):
        assess(SIGNIFICANT).approve_by_board(board=(P[3], P[9]), at=hours(2), by=MANAGER)
    with pytest.raises(MissingFactError, match="approved_by"):
        MINOR.approve(at=hours(2), by=Actor(role=ROLES["CM"]))

    assert MINOR.approve(at=hours(2), by=MANAGER).state is ChangeState.APPROVED


def test_approval_by_the_initiator_is_seen_in_a_foreign_history() -> None:
    approved = MINOR.approve(at=hours(2), by=MANAGER)
    told = evolve(approved.history[-1], changes={"approved_by": P[9]})
    foreign = evolve(approved, history=(*approved.history[:-1], told))

    (found,) = find_deviations(foreign)

    assert (DeviationKind.SAME_PERSON, 3) == (found.kind, found.position)


def test_approval_follows_the_category() -> None:
    with pytest.raises(FactError, match="category is significant, and has to be minor"):
        SIGNIFICANT.approve(at=hours(2), by=MANAGER)
    with pytest.raises(FactError, match="category is minor, and has to be standard"):
        MINOR.preapprove(standard_change=PATCH, planned_at=hours(9), at=hours(2), by=MANAGER)
    with pytest.raises(FactError, match="priority is low, and has to be emergency"):
        MINOR.approve_urgently(at=hours(2), by=MANAGER)


def test_significant_and_major_changes_need_a_risk_assessment() -> None:
    with pytest.raises(MissingFactError, match="without risk_assessment"):
        SIGNIFICANT.approve_by_board(board=(P[3],), at=hours(2), by=MANAGER)
    major = classify(ChangeCategory.MAJOR)
    with pytest.raises(MissingFactError, match="without risk_assessment"):
        major.endorse(board=(P[3],), at=hours(2), by=MANAGER)

    endorsed = assess(major).endorse(board=(P[3],), at=hours(2), by=MANAGER)
    approved = endorsed.approve_executively(at=hours(3), by=Actor(P[2], ROLES["CIO"]))

    assert (P[2], (P[3],)) == (approved.approved_by, approved.board)


def test_emergency_is_released_at_once_and_documented_afterwards() -> None:
    urgent = classify(ChangeCategory.SIGNIFICANT, ChangePriority.EMERGENCY)
    released = urgent.approve_urgently(at=hours(2), by=MANAGER).release_urgently(
        at=hours(2), by=Actor(P[5], ROLES["REL"])
    )
    act: dict[str, Any] = {"at": hours(5), "by": MANAGER}

    with pytest.raises(MissingFactError, match="documentation, risk_assessment"):
        released.conclude(outcome=ChangeOutcome.SUCCESSFUL, review="good", **act)
    documented = assess(released.document(documentation="wiki", **act), 5)
    reviewed = documented.conclude(outcome=ChangeOutcome.SUCCESSFUL, review="good", **act)

    assert reviewed.close(**act).state is ChangeState.CLOSED


def test_change_that_was_backed_out_has_not_succeeded() -> None:
    urgent = classify(ChangeCategory.MINOR, ChangePriority.EMERGENCY)
    releaser = Actor(P[5], ROLES["REL"])
    backed_out = (
        urgent.approve_urgently(at=hours(2), by=MANAGER)
        .release_urgently(at=hours(2), by=releaser)
        .back_out(reason="no mail", at=hours(3), by=releaser)
        .document(documentation="wiki", at=hours(4), by=MANAGER)
    )

    with pytest.raises(FactError, match="outcome is successful, and has to be backed out"):
        backed_out.conclude(
            outcome=ChangeOutcome.SUCCESSFUL, review="good", at=hours(5), by=MANAGER
        )
    assert hours(2) == backed_out.completed_at


def test_nobody_tests_what_they_made() -> None:
    approved = MINOR.approve(at=hours(2), by=MANAGER).schedule(
        planned_at=hours(9), at=hours(2), by=MANAGER
    )
    made = approved.develop(at=hours(3), by=Actor(P[8], ROLES["ADM"]))

    assert P[8] == made.developer
    with pytest.raises(SeparationError, match="person-8 is tester and developer"):
        made.test(
            test_result="good", documentation="wiki", at=hours(4), by=Actor(P[8], ROLES["ADM"])
        )


def test_disputed_priority_is_decided_by_the_manager_above() -> None:
    disputed = MINOR.dispute_priority(
        wanted_priority=ChangePriority.HIGH, reason="customers wait", at=hours(2), by=INITIATOR
    )
    decided = disputed.reclassify(
        category=ChangeCategory.MINOR,
        priority=ChangePriority.HIGH,
        reason="agreed",
        at=hours(3),
        by=Actor(P[4], ROLES["IM"]),
    )

    assert [ChangePriority.LOW, ChangePriority.HIGH] == [disputed.priority, decided.priority]


def test_baselines_tell_the_version_of_each_item_touched() -> None:
    administrator = Actor(P[6], ROLES["CA"])
    one = MINOR.record_baseline({"relay": "1.0"}, at=hours(2), by=administrator)
    two = one.record_baseline({"relay": "1.1", "switch": "7"}, at=hours(3), by=administrator)

    assert ("relay", "switch") == MINOR.items_without_baseline
    assert ("switch",) == one.items_without_baseline
    assert {"relay": "1.1", "switch": "7"} == two.baselines
    with pytest.raises(FactError, match="does not touch 'mouse'; it touches relay, switch"):
        MINOR.record_baseline({"mouse": "1"}, at=hours(2), by=administrator)
    with pytest.raises(MissingFactError, match="baselined_items"):
        MINOR.record_baseline({}, at=hours(2), by=administrator)


def test_baseline_of_another_tool_is_read_as_far_as_it_goes() -> None:
    odd = Entry[Any, Any](
        hours(1), changes={"baselined_items": ("a", "b"), "baseline_versions": ("1",)}
    )
    bare = Entry[Any, Any](hours(2), changes={"baselined_items": ("c",)})

    assert {"a": "1"} == evolve(MINOR, history=(odd, bare)).baselines


def test_rejected_change_is_over() -> None:
    rejected = MINOR.reject(reason="too dear", at=hours(2), by=MANAGER)

    with pytest.raises(TransitionError, match="cannot schedule when rejected; allowed: nothing"):
        rejected.schedule(planned_at=hours(9), at=hours(3), by=MANAGER)


# Standard changes


def make_standard(name: str = "patch", **facts: Any) -> StandardChange:
    told: dict[str, Any] = {
        "title": "Monthly updates",
        "procedure": "run the update",
        "approved_by": P[1],
        "approved_at": NOON,
    }
    return StandardChange(name, **told | facts)


def test_standard_change_goes_ahead_as_it_was_approved() -> None:
    standard = classify(ChangeCategory.STANDARD)

    scheduled = standard.preapprove(
        standard_change=PATCH, planned_at=hours(9), at=hours(2), by=MANAGER
    )
    released = scheduled.release(at=hours(9), by=Actor(PersonId("robot"), is_automated=True))

    assert ("patch", PATCH.procedure) == (released.standard_change, released.documentation)
    assert find_kind(released) is ChangeKind.STANDARD


@pytest.mark.parametrize(
    "facts, why",
    [
        ({"approved_at": NOON + 1000 * HOUR}, "is valid from 2026-07-13 04:00:00"),
        (
            {"approved_at": NOON - 99 * HOUR, "valid_until": NOON - 98 * HOUR},
            "until 2026-05-28 10:00:00",
        ),
        (
            {"approved_at": NOON - 99 * HOUR, "services": ["payroll"]},
            "is for payroll, not for mail",
        ),
    ],
)
def test_standard_change_is_refused_where_it_is_not_meant(facts: Any, why: str) -> None:
    with pytest.raises(FactError, match=f"cannot preapprove change-1: standard change .*{why}"):
        classify(ChangeCategory.STANDARD).preapprove(
            standard_change=make_standard(**facts), planned_at=hours(9), at=hours(2), by=MANAGER
        )


def test_catalog_of_standard_changes_tells_which_may_be_used() -> None:
    catalog = StandardChangeCatalog(
        [make_standard("b", services=["mail"]), make_standard("a", services=["payroll"])]
    )

    assert ("b",) == catalog.list_usable(NOON, [MAIL])
    assert () == catalog.list_usable(NOON - HOUR, [MAIL])
    assert "a" == catalog.find("a").id
    assert ["payroll", "mail"] == [row[2] for row in catalog.to_table().rows]
    with pytest.raises(UnknownReferenceError, match="no standard change 'c'; there are: a, b"):
        catalog.find("c")
    with pytest.raises(DefinitionError, match="two standard changes"):
        StandardChangeCatalog([make_standard(), make_standard()])
    with pytest.raises(DefinitionError, match="'patch' would end"):
        make_standard(valid_until=NOON)


# Shares


def release(
    name: str, *, at: datetime = NOON, planned: bool = True, outcome: Any = None, **facts: Any
) -> RequestForChange:
    return RequestForChange.from_register(
        name,
        title="?",
        requested_at=NOON - HOUR,
        planned_at=NOON if planned else None,
        completed_at=at,
        outcome=outcome,
        **facts,
    )


def test_every_released_change_is_of_one_kind() -> None:
    changes = [
        release("c1", outcome=ChangeOutcome.SUCCESSFUL),
        release("c2", planned=False, outcome=ChangeOutcome.FAILED),
        release("c3", category=ChangeCategory.STANDARD),
        release("c4", category=ChangeCategory.STANDARD, priority=ChangePriority.EMERGENCY),
        release("c5", at=NOON + 9999 * HOUR),
        RequestForChange.from_register("c6", title="?", requested_at=NOON),
    ]

    shares = measure_changes(changes, during=JUNE, as_of=JUNE.end)

    assert [(kind, 1) for kind in ChangeKind] == [*shares.counts]
    assert [Fraction(1, 4)] * 4 == [shares.find_share(kind) for kind in ChangeKind]
    assert (4, Fraction(1, 2)) == (shares.released, shares.success)
    assert ("successful of those reviewed", "1 of 2") == shares.to_table().rows[-1]
    assert find_kind(changes[-1]) is None


def test_time_planned_only_with_the_release_is_no_plan() -> None:
    planned = Entry[Any, Any](NOON, state=ChangeState.RELEASED, changes={"planned_at": NOON})
    change = evolve(release("c1"), history=(planned,))

    assert find_kind(change) is ChangeKind.UNPLANNED


def test_month_without_changes_has_no_shares() -> None:
    shares = measure_changes([], during=JUNE, as_of=JUNE.end)

    assert (None, None) == (shares.find_share(ChangeKind.PLANNED), shares.success)


def test_change_listed_in_a_register_tells_its_facts_with_the_request() -> None:
    change = release("c1", requested_by=P[9], services=[MAIL], category=ChangeCategory.MAJOR)

    assert NOON - HOUR == change.started_at
    assert (P[9], ChangeCategory.MAJOR, NOON) == (
        change.requested_by,
        change.category,
        change.completed_at,
    )
    assert change.as_of(NOON - HOUR).completed_at is None
