"""Acting on records and storing them: what went wrong in tools of the field, case by case."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mof.errors import ArgumentError, DefinitionError, FactError
from mof.framework import RoleType
from mof.help_requests import (
    Classification,
    ClassificationMatrix,
    FulfillmentRequest,
    InformationRequest,
    Origin,
    RequestCategory,
)
from mof.incidents import Incident, IncidentEvent
from mof.records import Actor, Level, Priority
from mof.records._act_phrases import phrase_act, phrase_refusal
from mof.values import HelpRequestId, IncidentId, PersonId, ServiceId

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
USER = PersonId("person-9")
DESK = Actor(PersonId("person-1"), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)
COORDINATOR = Actor(PersonId("person-3"), RoleType.INCIDENT_COORDINATOR)
MATRIX = ClassificationMatrix(
    [
        Classification(
            "no mail",
            category=RequestCategory.INCIDENT_RESOLUTION,
            service=ServiceId("mail"),
            impact=Level.HIGH,
            urgency=Level.MEDIUM,
        ),
        Classification("slow", category=RequestCategory.INCIDENT_RESOLUTION),
        Classification("new account", category=RequestCategory.SERVICE_FULFILLMENT),
    ]
)


def report(service: str | None = None) -> Incident:
    known = ServiceId(service) if service else None
    opened = Incident.open(IncidentId("I-1"), at=NOON, by=DESK, origin=Origin.CHAT, service=known)
    return opened.record(situation="no mail since nine", contact=USER, at=NOON, by=DESK)


def fulfill() -> FulfillmentRequest:
    request = FulfillmentRequest.open(
        HelpRequestId("R-1"), at=NOON, by=DESK, origin=Origin.PORTAL, service=ServiceId("mail")
    )
    request = request.record(situation="a colleague begins", contact=USER, at=NOON, by=DESK)
    request = request.categorize(at=NOON, by=DESK).accept(at=NOON, by=DESK)
    request = request.prioritize(
        impact=Level.LOW, urgency=Level.LOW, coordinator=COORDINATOR.person, at=NOON, by=DESK
    )
    request = request.start(at=NOON, by=DESK).authorize(
        checklist=("badge",), authorized_by=PersonId("person-4"), at=NOON, by=DESK
    )
    return request.fulfill(procedure="new colleague", at=NOON, by=DESK)


class TestAJ9:
    """A request is signed by somebody who did not act."""

    def test_who_notes_a_signature_says_whose_it_is(self) -> None:
        with pytest.raises(FactError, match="the contact does so; else give signed_by") as caught:
            fulfill().sign(signed_items=("badge",), at=NOON, by=DESK)

        assert caught.value.fact == "signed_by"

    def test_and_on_what_evidence(self) -> None:
        with pytest.raises(FactError, match="person-9 does not act; give as confirmation") as error:
            fulfill().sign(signed_items=("badge",), signed_by=USER, at=NOON, by=DESK)

        assert error.value.fact == "confirmation"

    def test_the_entry_tells_who_noted_it(self) -> None:
        signed = fulfill().sign(
            signed_items=("badge",), signed_by=USER, confirmation="form 12", at=NOON, by=DESK
        )

        assert (signed.signed_by, signed.confirmation) == (USER, "form 12")
        assert signed.history[-1].by == DESK

    def test_the_act_of_the_contact_is_evidence_enough(self) -> None:
        # The contact happens to work at the desk.
        contact = Actor(USER, RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)

        signed = fulfill().sign(signed_items=("badge",), at=NOON, by=contact)

        assert signed.signed_by == USER == signed.history[-1].by.person  # type: ignore[union-attr]

    def test_an_answer_is_not_verified_by_the_one_who_gave_it_either(self) -> None:
        question = InformationRequest.open(
            HelpRequestId("R-2"), at=NOON, by=DESK, origin=Origin.CHAT, service=ServiceId("mail")
        )
        question = question.record(situation="how do I", contact=USER, at=NOON, by=DESK)
        question = question.categorize(at=NOON, by=DESK).accept(at=NOON, by=DESK)
        question = question.prioritize(
            impact=Level.LOW, urgency=Level.LOW, coordinator=COORDINATOR.person, at=NOON, by=DESK
        )
        answered = question.start(at=NOON, by=DESK).answer(
            knowledge=("article-1",), reply="so", at=NOON, by=DESK
        )

        with pytest.raises(FactError, match="cannot verify R-2: the contact does so"):
            answered.verify(at=NOON, by=DESK)


class TestClassification:
    """What a matrix says of what is reported is noted when it is categorized."""

    def test_service_topic_and_usual_levels_are_those_of_its_row(self) -> None:
        incident = report().categorize(topic="No Mail", matrix=MATRIX, at=NOON, by=DESK)

        assert (incident.service, incident.topic) == ("mail", "no mail")
        assert (incident.impact, incident.urgency) == (Level.HIGH, Level.MEDIUM)
        assert incident.priority is None

    def test_priority_follows_from_the_usual_levels_where_no_others_are_judged(self) -> None:
        incident = report().categorize(topic="no mail", matrix=MATRIX, at=NOON, by=DESK)
        incident = incident.accept(at=NOON, by=DESK)

        usual = incident.prioritize(coordinator=COORDINATOR.person, at=NOON, by=DESK)
        judged = incident.prioritize(
            urgency=Level.HIGH, coordinator=COORDINATOR.person, at=NOON, by=DESK
        )

        assert (usual.priority, judged.priority) == (Priority.P2, Priority.P1)

    def test_what_is_given_goes_before_the_matrix(self) -> None:
        incident = report().categorize(
            topic="no mail", service=ServiceId("wiki"), matrix=MATRIX, at=NOON, by=DESK
        )

        assert incident.service == "wiki"

    def test_service_that_the_matrix_leaves_open_is_the_one_known_before(self) -> None:
        known = report("wiki").categorize(topic="slow", matrix=MATRIX, at=NOON, by=DESK)
        unknown = report().categorize(matrix=MATRIX, at=NOON, by=DESK)

        assert [known.service, unknown.service] == ["wiki", "unknown"]
        assert unknown.topic is None

    def test_what_usually_is_of_another_category_is_rerouted(self) -> None:
        with pytest.raises(FactError, match="'new account' is usually service fulfillment") as info:
            report().categorize(topic="new account", matrix=MATRIX, at=NOON, by=DESK)

        assert info.value.fact == "category"

    def test_topic_that_the_matrix_does_not_know_is_refused(self) -> None:
        with pytest.raises(DefinitionError, match="'no phone' is no reported symptom"):
            report().categorize(topic="no phone", matrix=MATRIX, at=NOON, by=DESK)

    def test_levels_that_nothing_tells_have_to_be_judged(self) -> None:
        incident = report().categorize(topic="slow", matrix=MATRIX, at=NOON, by=DESK)
        incident = incident.accept(at=NOON, by=DESK)

        with pytest.raises(FactError, match="cannot prioritize I-1: say its impact"):
            incident.prioritize(at=NOON, by=DESK)
        with pytest.raises(FactError, match="cannot prioritize I-1: say its urgency"):
            incident.prioritize(impact=Level.LOW, at=NOON, by=DESK)


class TestAJ8:
    """Words given as text, and what is forgotten."""

    def test_role_given_as_text_names_the_term(self) -> None:
        clerk = Actor(PersonId("p"), "customer service representative")  # type: ignore[arg-type]

        with pytest.raises(ArgumentError, match=r"RoleType\.CUSTOMER_SERVICE_REPRESENTATIVE"):
            Incident.open(IncidentId("I-1"), at=NOON, by=clerk, origin=Origin.CHAT)

    def test_role_that_is_no_word_of_ours_is_told_with_an_example(self) -> None:
        clerk = Actor(PersonId("p"), "clerk")  # type: ignore[arg-type]

        with pytest.raises(ArgumentError, match=r"'clerk'; give the term, such as RoleType\."):
            report().note(topic="mail", at=NOON, by=clerk)

    @pytest.mark.parametrize("word", ["record", "recordd" * 40])
    def test_event_given_as_text_names_a_term(self, word: str) -> None:
        with pytest.raises(
            ArgumentError, match=r"give the term, such as IncidentEvent\."
        ) as caught:
            report().act(word, at=NOON, by=DESK)  # type: ignore[arg-type]

        assert len(str(caught.value)) < 200

    @pytest.mark.parametrize(
        "given, message",
        [
            ({"by": DESK}, "give at=, the instant at which it happened"),
            ({"at": NOON}, r"give by=, the one who acts, as Actor\(person, role\)"),
            ({"at": NOON, "by": "anna"}, "expected an Actor, got a str"),
            ({"at": "2026-06-01", "by": DESK}, "expected an aware datetime, got '2026-06-01'"),
        ],
    )
    def test_what_is_forgotten_or_of_another_kind_is_told(
        self, given: dict[str, Any], message: str
    ) -> None:
        incident = report()

        acts: tuple[Callable[[], object], ...] = (
            lambda: Incident.open(IncidentId("I-1"), origin=Origin.CHAT, **given),
            lambda: incident.act(IncidentEvent.CANCEL, **given),
            lambda: incident.cancel(**given),
            lambda: incident.start(**given),
            lambda: incident.note(topic="mail", **given),
            lambda: incident.note_effort(timedelta(hours=1), **given),
        )
        for act in acts:
            with pytest.raises(ArgumentError, match=message):
                act()

    def test_refusals_are_sentences(self) -> None:
        assert "cannot object to the resolution of I-1" == phrase_refusal("object", "I-1")
        assert "I-1 cannot wait" == phrase_refusal("wait", "I-1")
        assert "let I-1 wait" == phrase_act("wait", "I-1")
        assert "cannot resolve I-1" == phrase_refusal("resolve", "I-1")
