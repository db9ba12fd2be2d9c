"""Help requests share one head, are classified by a matrix, and never duplicate in a circle."""

from itertools import permutations
from typing import Any

import pytest

from lives import hours
from mof.errors import CycleError, DefinitionError, FactError, MissingFactError, SeparationError
from mof.help_requests import (
    Classification,
    ClassificationMatrix,
    FulfillmentRequest,
    InformationRequest,
    NewServiceRequest,
    Origin,
    PickList,
    RequestCategory,
    group_duplicates,
)
from mof.help_requests._categories import UNKNOWN, UNKNOWN_SERVICE
from mof.help_requests._masters import find_circular_duplicates
from mof.incidents import Incident
from mof.records import Actor, Edge, Level
from mof.values import ServiceId, TeamId
from support import MAIL, ROLES, P
from world import DESK, open_incident, resolve_incident

COORDINATOR = Actor(P[3], ROLES["IC"])
CATEGORIES: tuple[Any, ...] = (InformationRequest, FulfillmentRequest, NewServiceRequest, Incident)


def open_request(kind: Any, name: str = "request-1") -> Any:
    opened = kind.open(name, origin=Origin.PORTAL, at=hours(0), by=DESK)
    return opened.record(situation="please", contact=P[9], at=hours(0), by=DESK)


def start_request(kind: Any) -> Any:
    accepted = open_request(kind).categorize(at=hours(0), by=DESK).accept(at=hours(0), by=DESK)
    prioritized = accepted.prioritize(
        impact=Level.LOW, urgency=Level.LOW, coordinator=P[3], at=hours(0), by=DESK
    )
    return prioritized.start(at=hours(1), by=DESK)


def list_head(kind: Any) -> dict[tuple[str, str], Edge[Any]]:
    head = {"-", "open", "recorded", "categorized", "supportable"}
    return {
        (str(state or "-"), str(event)): edge
        for state, event, edge in kind.LIFECYCLE.edges
        if str(state or "-") in head and str(event) not in {"cancel", "merge"}
    }


@pytest.mark.parametrize("kind", CATEGORIES[:3])
def test_all_categories_begin_alike(kind: Any) -> None:
    expected, actual = list_head(Incident), list_head(kind)

    assert expected.keys() == actual.keys()
    for place, edge in expected.items():
        other = actual[place]
        assert (str(edge.to), edge.roles, edge.given, edge.recorded, edge.any_of) == (
            str(other.to),
            other.roles,
            other.given,
            other.recorded,
            other.any_of,
        )


@pytest.mark.parametrize("kind", CATEGORIES)
def test_request_is_categorized_only_once_contact_and_situation_are_there(kind: Any) -> None:
    opened = kind.open("request-1", origin=Origin.CHAT, at=hours(0), by=DESK)

    with pytest.raises(MissingFactError, match="contact or alert"):
        opened.record(situation="please", at=hours(0), by=DESK)
    with pytest.raises(MissingFactError, match="situation"):
        opened.record(situation="", contact=P[9], at=hours(0), by=DESK)

    categorized = open_request(kind).categorize(at=hours(0), by=DESK)

    assert (categorized.category, categorized.service) == (kind.CATEGORY, UNKNOWN_SERVICE)


def test_request_of_another_category_lives_on_under_another_id() -> None:
    rerouted = open_request(InformationRequest).reroute(
        category=RequestCategory.NEW_SERVICE, successor="request-2", at=hours(1), by=DESK
    )

    assert "request-2" == rerouted.successor
    assert not rerouted.is_open


def test_functional_escalation_moves_the_assignee_and_hierarchical_escalation_nobody() -> None:
    started = start_request(FulfillmentRequest)

    handed = started.escalate(assignee=P[5], reason="too hard", at=hours(2), by=DESK)
    told = handed.notify(notified=P[4], threatened_target="closure", at=hours(3), by=COORDINATOR)

    assert (P[5], 2) == (handed.assignee, handed.level)
    assert (P[5], P[4]) == (told.assignee, told.notified)
    assert [P[3]] * 3 == [each.coordinator for each in (started, handed, told)]


def test_fulfilment_is_over_once_the_user_has_signed_for_everything() -> None:
    manager = Actor(P[4], ROLES["CSM"])
    granted = start_request(FulfillmentRequest).authorize(
        checklist=("account", "badge"), at=hours(2), by=manager
    )
    done = granted.fulfill(procedure="new user", at=hours(3), by=DESK)

    with pytest.raises(FactError, match="not signed for: badge"):
        done.sign(
            signed_items=("account",), signed_by=P[9], confirmation="form", at=hours(4), by=DESK
        )
    with pytest.raises(FactError, match="the contact signs, person-9, not person-8"):
        done.sign(signed_items=("account", "badge"), signed_by=P[8], at=hours(4), by=DESK)
    signed = done.sign(
        signed_items=("badge", "account"),
        signed_by=P[9],
        confirmation="form",
        at=hours(4),
        by=DESK,
    )

    assert ("account", "badge") == done.unsigned_items
    assert () == signed.unsigned_items
    assert signed.signed_by == P[9]
    assert [True, False] == [done.is_open, signed.is_open]


def test_nobody_grants_their_own_wish() -> None:
    with pytest.raises(SeparationError, match="person-9 is authorized_by and contact") as caught:
        start_request(FulfillmentRequest).authorize(
            checklist=("account",), authorized_by=P[9], at=hours(2), by=DESK
        )

    assert (("authorized_by", "contact"), "person-9") == (caught.value.facts, caught.value.person)


def test_answer_is_verified_by_whom_it_was_for() -> None:
    asked = start_request(InformationRequest)

    answered = asked.answer(knowledge=("article-1",), reply="so", at=hours(2), by=DESK)

    verified = answered.verify(verified_by=P[9], confirmation="chat", at=hours(3), by=DESK)
    assert (P[9], "chat") == (verified.verified_by, verified.confirmation)


def test_service_resumed_resolved_and_closed_are_three_facts() -> None:
    incident = resolve_incident("incident-1").note_update(update="done", at=hours(3), by=DESK)

    assert (hours(1), hours(1), hours(2)) == (
        incident.service_resumed_at,
        incident.resolved_at,
        incident.closed_at,
    )

    again = incident.reopen(recurrence="it is back", reason="back", at=hours(9), by=COORDINATOR)

    assert {None} == {again.service_resumed_at, again.resolved_at, again.closed_at}


# Pick lists and the matrix


MATRIX = ClassificationMatrix(
    [
        Classification(
            "No mail",
            category=RequestCategory.INCIDENT_RESOLUTION,
            service=MAIL,
            impact=Level.HIGH,
            urgency=Level.MEDIUM,
            team=TeamId("mail-team"),
        ),
        Classification("How do I", category=RequestCategory.INFORMATION),
    ]
)


def test_pick_list_offers_unknown_beside_its_own() -> None:
    devices = PickList("device", ["printer", "phone", "printer"])

    assert ("printer", "phone", UNKNOWN) == devices.choices
    assert ["printer", UNKNOWN, UNKNOWN] == [
        devices.choose(word) for word in (" Printer ", "", None)
    ]
    with pytest.raises(DefinitionError, match="'fax' is no device; choose printer, phone, unknown"):
        devices.choose("fax")
    assert ("a", UNKNOWN) == PickList("letter", ["a", UNKNOWN]).choices


def test_matrix_says_what_is_reported_usually_is() -> None:
    row = MATRIX.classify("no MAIL")

    assert row is MATRIX.rows[0]
    assert MATRIX.classify(None) is None
    assert ("How do I", "information", "unknown", "unknown", "unknown", "unknown") == tuple(
        str(cell) for cell in MATRIX.to_table().rows[1]
    )


def test_matrix_with_two_rows_for_one_thing_is_refused() -> None:
    row = Classification("No mail", category=RequestCategory.INFORMATION)

    with pytest.raises(DefinitionError, match="two rows of the matrix"):
        ClassificationMatrix([row, Classification("NO MAIL", category=row.category)])


# Duplicates


def merge(name: str, master: str) -> Incident:
    return open_incident(name).merge(master=master, at=hours(1), by=DESK)


def test_duplicate_leads_to_the_master_of_its_master() -> None:
    requests = [merge("c", "b"), merge("b", "a"), merge("d", "a"), open_incident("a")]

    for order in permutations(requests):
        assert (("a", ("b", "c", "d")),) == group_duplicates(order)


def test_circular_duplicates_are_found_and_refused() -> None:
    ring = [merge("b", "c"), merge("c", "a"), merge("a", "b"), merge("d", "a"), merge("x", "y")]
    twins = [merge("p", "q"), merge("q", "p")]

    assert (("a", "b", "c", "a"), ("p", "q", "p")) == find_circular_duplicates([*ring, *twins])
    with pytest.raises(CycleError, match="a → b → c → a") as caught:
        group_duplicates(ring)
    assert ("a", "b", "c", "a") == caught.value.cycle


def test_request_is_no_duplicate_of_itself() -> None:
    with pytest.raises(FactError, match="cannot merge a into itself"):
        merge("a", "a")


def test_long_chain_of_duplicates_is_followed_in_time() -> None:
    chain = [merge(f"r{n:05}", f"r{n + 1:05}") for n in range(3000)]

    ((end, names),) = group_duplicates(chain)

    assert ("r03000", 3000) == (end, len(names))


def test_service_of_a_request_may_be_told_later() -> None:
    categorized = open_request(InformationRequest).categorize(
        service=ServiceId("payroll"), at=hours(1), by=DESK
    )

    assert "payroll" == categorized.service
