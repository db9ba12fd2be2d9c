"""Agreements live from draft to end; a new version needs its request for change."""

from datetime import date
from typing import Any

import pytest

from lives import hours
from mof.agreements import (
    AGREEMENT_LIFECYCLE,
    SLA,
    AgreementEvent,
    AgreementLife,
    AgreementState,
    Clock,
    Target,
    find_expiring,
)
from mof.agreements._agreement_lifecycle import AgreementGap, AgreementGapKind, find_agreement_gaps
from mof.errors import FactError, MissingFactError, RoleError
from mof.framework import RoleType
from mof.records import Actor, Entry
from mof.values import AgreementId, ChangeId, PersonId
from world import CALENDAR, HOUR, MAIL

MANAGER = Actor(PersonId("person-020"), RoleType.SERVICE_LEVEL_MANAGER)
CHANGE = ChangeId("change-1")
DAY = 24 * HOUR


def live(*, at: float = 0) -> AgreementLife:
    """A life up to its first version in effect."""
    instant = hours(at)
    life = AgreementLife.draft("sla-mail", version="1", at=instant, by=MANAGER)
    life = life.negotiate(at=instant, by=MANAGER)
    life = sign(life, at=at)
    return life.activate(at=instant, by=Actor(is_automated=True))


def sign(life: AgreementLife, *, at: float) -> AgreementLife:
    return life.agree(
        signed_by_provider=PersonId("person-020"),
        signed_by_recipient=PersonId("person-900"),
        at=hours(at),
        by=MANAGER,
    )


def agree(version: str = "1", **changes: Any) -> SLA:
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": [Target(Clock.RESOLUTION, 8 * HOUR)],
        "valid_from": date(2026, 1, 1),
    }
    return SLA(AgreementId("sla-mail"), version=version, **{**given, **changes})


def _note(at: float, **changes: str) -> Entry[AgreementState, AgreementEvent]:
    return Entry(hours(at), state=AgreementState.ACTIVE, changes=tuple(changes.items()))


def find_lacks(agreement: SLA, *lives: AgreementLife, at: float = 99) -> list[str]:
    gaps = find_agreement_gaps([agreement], lives, as_of=hours(at))
    assert all((gap.agreement, gap.version) == (agreement.id, agreement.version) for gap in gaps)
    return [gap.lack for gap in gaps]


def test_every_event_has_its_method() -> None:
    assert {event.name.lower() for event in AgreementEvent} <= set(dir(AgreementLife))
    assert set(AGREEMENT_LIFECYCLE.events) == set(AgreementEvent)
    assert set(AGREEMENT_LIFECYCLE.states) == set(AgreementState)


def test_agreement_lives_from_draft_to_termination() -> None:
    reviewed = live().review(at=hours(1), by=MANAGER)
    kept = reviewed.keep(reason="still fits", at=hours(2), by=MANAGER)
    expired = kept.expire(at=hours(3), by=MANAGER)
    ended = expired.terminate(reason="service retired", at=hours(4), by=MANAGER)

    states = [life.state for life in (live(), reviewed, kept, expired, ended)]

    assert [str(state) for state in states] == [
        "active",
        "under review",
        "active",
        "expired",
        "terminated",
    ]


def test_new_version_needs_its_request_for_change() -> None:
    life = live()

    with pytest.raises(MissingFactError, match="change"):
        life.act(AgreementEvent.REVISE, version="2", at=hours(1), by=MANAGER)
    with pytest.raises(FactError, match="version is '1' already"):
        life.revise(version="1", change=CHANGE, at=hours(1), by=MANAGER)
    with pytest.raises(RoleError):
        life.revise(version="2", change=CHANGE, at=hours(1), by=Actor(role=RoleType.OPERATOR))


def test_version_is_in_effect_until_the_next_takes_over() -> None:
    revised = live().revise(version="2", change=CHANGE, at=hours(1), by=MANAGER)
    agreed = sign(revised.negotiate(at=hours(2), by=MANAGER), at=3)
    second = agreed.activate(at=hours(4), by=MANAGER)
    ended = second.expire(at=hours(5), by=MANAGER)

    found = [ended.find_effective_version(hours(at)) for at in (-1, 0, 1, 3, 4, 5)]

    assert found == [None, "1", "1", "1", "2", None]


def test_agreement_in_use_of_which_nothing_is_known_is_a_gap() -> None:
    expected = AgreementGap(
        AgreementId("sla-mail"), "1", AgreementGapKind.UNKNOWN_LIFE, "nothing is known of its life"
    )

    assert find_agreement_gaps([agree()], [], as_of=hours(1)) == (expected,)
    assert find_lacks(agree(), live(at=9), at=8) == ["nothing is known of its life"]
    assert find_lacks(agree(valid_from=hours(2)), at=1) == []


def test_agreement_that_was_agreed_has_no_gap() -> None:
    assert find_lacks(agree(), live()) == []


def test_version_that_is_not_in_effect_is_a_gap() -> None:
    assert find_lacks(agree("7"), live()) == ["in effect is version 1"]
    assert find_lacks(agree(), live().expire(at=hours(1), by=MANAGER)) == [
        "in effect is no version"
    ]


def test_version_without_the_request_for_change_behind_it_is_a_gap() -> None:
    revised = live().revise(version="2", change=CHANGE, at=hours(1), by=MANAGER)
    life = sign(revised.negotiate(at=hours(1), by=MANAGER), at=1).activate(at=hours(1), by=MANAGER)
    told = "it came about by one request for change: "

    assert find_lacks(agree("2", change=CHANGE), life) == []
    assert find_lacks(agree("2"), life) == [f"{told}change-1 in its life, none in its terms"]
    entries = (
        _note(0, version="1"),
        _note(1, version="2"),
    )
    foreign = AgreementLife(AgreementId("sla-mail"), entries)
    assert find_lacks(agree("2", change=CHANGE), foreign) == [
        f"{told}none in its life, change-1 in its terms"
    ]


def test_agreements_that_end_without_a_successor_are_found() -> None:
    first = agree(valid_until=date(2026, 6, 10))
    second = agree("2", valid_from=date(2026, 6, 10), valid_until=date(2026, 7, 1))
    june = hours(0)

    assert find_expiring([first], as_of=june, within=30 * DAY) == (first,)
    assert find_expiring([first, second], as_of=june, within=90 * DAY) == (second,)
    assert find_expiring([first, agree()], as_of=june, within=2 * DAY) == ()
    assert find_expiring([first], as_of=hours(24 * 20), within=30 * DAY) == (first,)


def test_keeping_what_was_reviewed_needs_a_reason() -> None:
    reviewed = live().review(at=hours(1), by=MANAGER)

    with pytest.raises(MissingFactError, match="reason"):
        reviewed.keep(at=hours(2), by=MANAGER)
