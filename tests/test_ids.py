"""Identifiers are plain words that records call each other by."""

from mof.values import IncidentId, ServiceId
from mof.values._ids import to_service_ids


def test_identifier_is_the_word_itself() -> None:
    assert IncidentId("incident-1") == "incident-1"


def test_services_named_twice_are_named_once() -> None:
    mail, web = ServiceId("mail"), ServiceId("web")

    assert frozenset({"mail", "web"}) == to_service_ids([mail, web, mail])
