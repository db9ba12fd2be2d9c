"""Complaints have an owner who is not whom they are about, a clock, and an outcome."""

from datetime import timedelta
from typing import Any

import pytest

from lives import hours
from mof.agreements import Clock
from mof.agreements._cycles import follow
from mof.errors import FactError, SeparationError
from mof.help_requests import Complaint, ComplaintOutcome, ComplaintState, ComplaintSubject
from mof.records import Actor
from support import ROLES, P

MANAGER = Actor(P[4], ROLES["CSM"])


def receive(**facts: Any) -> Complaint:
    told: dict[str, Any] = {
        "subject": ComplaintSubject.PERSON,
        "about": P[2],
        "complainant": P[9],
        "text": "was rude",
    }
    return Complaint.receive("complaint-1", **told | facts, at=hours(0), by=MANAGER)


OWNED = receive().acknowledge(owner=P[4], answer_by=hours(10), at=hours(1), by=MANAGER)
ANSWER: dict[str, Any] = {"outcome": ComplaintOutcome.UNFOUNDED, "answer_text": "we listened"}


def test_nobody_looks_into_a_complaint_about_themselves() -> None:
    with pytest.raises(SeparationError, match="person-2 is owner and about"):
        receive().acknowledge(owner=P[2], answer_by=hours(9), at=hours(1), by=MANAGER)
    with pytest.raises(SeparationError, match="person-2 is by and about"):
        OWNED.answer(**ANSWER, at=hours(2), by=Actor(P[2], ROLES["CSM"]))


def test_complaint_is_overdue_until_it_is_answered() -> None:
    answered = OWNED.answer(**ANSWER, at=hours(12), by=MANAGER)

    assert [False, True] == [OWNED.is_overdue(hours(at)) for at in (10, 11)]
    assert [True, False] == [answered.is_overdue(hours(at)) for at in (11, 13)]
    assert not receive().is_overdue(hours(99))
    assert [True, False] == [OWNED.is_open, answered.is_open]


def test_clock_follows_a_complaint_to_its_answer() -> None:
    clock = Clock("answer", stops=[ComplaintState.ANSWERED, ComplaintState.CLOSED])
    answered = OWNED.answer(**ANSWER, at=hours(12), by=MANAGER)

    (cycle,) = follow(answered, clock, as_of=hours(20))

    assert cycle.stopped_at is not None
    assert timedelta(hours=12) == cycle.stopped_at - cycle.started_at


def test_answer_that_is_not_accepted_goes_to_somebody_else() -> None:
    answered = OWNED.answer(**ANSWER, at=hours(2), by=MANAGER)

    with pytest.raises(FactError, match="owner"):
        answered.escalate(owner=P[4], reason="not content", at=hours(3), by=MANAGER)
    above = answered.escalate(
        owner=P[5], answer_by=hours(20), reason="not content", at=hours(3), by=MANAGER
    )

    assert (P[5], hours(20), True) == (above.owner, above.answer_by, above.is_open)
