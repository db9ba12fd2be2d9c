"""Known errors live on their own, and incidents find them."""

from fractions import Fraction
from typing import Any

import pytest

from lives import hours
from mof.errors import DefinitionError, MissingFactError
from mof.help_requests import Origin
from mof.incidents import Incident
from mof.problems import KnownError, KnownErrorState, KnownErrorTrigger, match_known_errors
from mof.problems._known_error_matching import find_words
from mof.records import Actor
from mof.values import ServiceId
from support import MAIL, ROLES, P
from world import DESK

MANAGER = Actor(P[0], ROLES["PM"])


def publish(name: str = "known-error-1", symptoms: str = "no mail arrives", **facts: Any) -> Any:
    drafted = KnownError.draft(
        name,
        title="Queue fills up",
        symptoms=symptoms,
        trigger=KnownErrorTrigger.HELPS_OTHERS,
        at=hours(0),
        by=MANAGER,
        **facts,
    )
    return drafted.publish(at=hours(0), by=MANAGER)


def report(situation: str, service: ServiceId | None = MAIL, topic: str | None = None) -> Incident:
    opened = Incident.open("incident-1", origin=Origin.PHONE, service=service, at=hours(1), by=DESK)
    recorded = opened.record(situation=situation, contact=P[9], at=hours(1), by=DESK)
    return recorded.categorize(topic=topic, at=hours(1), by=DESK)


def test_known_error_may_exist_before_its_cause_is_known() -> None:
    published = publish()

    helped = published.add_workaround(
        workaround="restart", instructions=("stop", "start"), at=hours(1), by=MANAGER
    )

    assert helped.state is KnownErrorState.WORKAROUND_AVAILABLE
    assert helped.root_cause is None
    with pytest.raises(MissingFactError, match="root_cause"):
        helped.add_fix(fix="new release", at=hours(2), by=MANAGER)


def test_linked_incidents_are_counted_once() -> None:
    linked = publish().link(incidents=("a", "b"), at=hours(1), by=MANAGER)

    again = linked.link(incidents=("b", "c"), at=hours(2), by=MANAGER)

    assert [0, 2, 3] == [each.incident_count for each in (publish(), linked, again)]
    with pytest.raises(MissingFactError, match="incidents"):
        again.link(incidents=(), at=hours(3), by=MANAGER)


def test_words_are_compared_whatever_their_case() -> None:
    assert {"nomail", "ærlig"} == find_words("NoMail, Ærlig: a 12")


def test_best_fit_comes_first_and_says_why() -> None:
    errors = [
        publish("ke-1", services=(MAIL,), topics=("relay",)),
        publish("ke-2", services=(MAIL,)),
        publish("ke-3", services=(ServiceId("payroll"),)),
        publish("ke-4", symptoms="printer on fire"),
    ]

    matches = match_known_errors(report("No mail arrives today", topic="outlook"), errors)

    assert [("ke-2", 1), ("ke-1", Fraction(2, 3))] == [(m.known_error, m.score) for m in matches]
    assert ("same service: mail", "2 of 2 words: arrives, mail") == matches[0].reasons


def test_same_topic_counts_and_its_workaround_is_told() -> None:
    error = publish(services=(MAIL,), topics=("relay",)).add_workaround(
        workaround="restart", instructions=("stop",), at=hours(1), by=MANAGER
    )

    (match,) = match_known_errors(report("nothing works", topic="relay"), [error])

    assert (Fraction(2, 3), "restart") == (match.score, match.workaround)
    assert ("same service: mail", "same topic: relay", "0 of 2 words: none") == match.reasons


def test_unknown_service_counts_as_half() -> None:
    (match,) = match_known_errors(report("mail arrives", None), [publish(services=(MAIL,))])

    assert Fraction(3, 4) == match.score
    assert "the service of the incident is unknown" == match.reasons[0]


def test_only_what_is_in_use_and_tells_something_is_matched() -> None:
    draft = KnownError.draft(
        "ke-1",
        title="?",
        symptoms="mail",
        trigger=KnownErrorTrigger.PROGRESS,
        at=hours(0),
        by=MANAGER,
    )

    assert () == match_known_errors(report("mail"), [draft, publish("ke-2", symptoms="a")])
    assert not draft.is_in_use


def test_matches_are_those_that_fit_well_enough() -> None:
    errors = [publish(symptoms="mail printer")]

    assert 1 == len(match_known_errors(report("mail"), errors))
    assert () == match_known_errors(report("mail"), errors, least=Fraction(3, 4))
    with pytest.raises(DefinitionError, match="given twice"):
        match_known_errors(report("mail"), [*errors, *errors])
