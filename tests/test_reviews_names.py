"""Names: a review speaks of people's things as people do; the id is in the title and the data."""

from datetime import date, timedelta
from typing import Any

from attrs import evolve

from mof.documents import Named
from mof.framework import RoleType, StakeholderGroup
from mof.judgements._breach_attribution import Party, PartyKind
from mof.reviews import (
    Decision,
    DecisionStatus,
    Meeting,
    OperationalHealthReview,
    review_operational_health,
)
from mof.reviews.evidence._names import (
    join_shown,
    list_names,
    name_party,
    name_promise,
    show_names,
    show_version,
    show_with_kind,
)
from mof.services import Customer, Service, ServiceCatalog, Supplier
from mof.teams import Organization, Person, RoleAssignment, Scope, Team
from mof.values import CustomerId, PersonId, ReviewId, ServiceId
from review_cases import LATE_MAIL, bring, decide, find_table, list_rows, review
from world import CARRIER, CONTRACT_CARRIER, JUNE, MAIL, NETWORK, OLA_NETWORK, SLA_MAIL

ANNA = PersonId("person-007")
NAMED: dict[str, Any] = {
    "agreements": [
        evolve(SLA_MAIL, name="SLA E-mail, every customer"),
        evolve(OLA_NETWORK, name="OLA E-mail, Network team"),
        CONTRACT_CARRIER,
    ],
    "catalog": ServiceCatalog(
        [Service(MAIL, "E-mail")],
        suppliers=[Supplier(CARRIER, name="Carrier of lines")],
        customers=[Customer(CustomerId("sales"), name="Sales department")],
    ),
    "organization": Organization(
        persons=[Person(ANNA, name="Anna")],
        teams=[Team(NETWORK, name="Network team")],
        assignments=[
            RoleAssignment(
                RoleType.OPERATOR,
                person=ANNA,
                scope=Scope(service=MAIL),
                valid_from=JUNE.start,
            )
        ],
    ),
}


def show(caption: str, *decisions: Decision, **changes: Any) -> list[list[str]]:
    return list_rows(find_table(review(*decisions, **NAMED | changes).minutes(), caption))


def hold(**changes: Any) -> OperationalHealthReview:
    return review(**NAMED | changes)


def test_targets_and_breaches_are_of_agreements_by_their_names() -> None:
    assert "SLA E-mail, every customer" in {row[0] for row in show("Attainment of every")}
    (breach, *_) = show("2 breaches")
    assert "SLA E-mail, every customer: restoration within 4 h" == breach[1]


def test_id_stays_in_the_title_and_in_the_data() -> None:
    minutes = hold().minutes()

    assert '<span title="sla-mail">SLA E-mail, every customer</span>' in minutes.to_html()
    assert '"id": "sla-mail"' in minutes.to_json()


def test_finding_keeps_its_id_and_calls_the_agreement_by_name() -> None:
    (finding,) = (each for each in hold().findings if each.id == LATE_MAIL)

    assert finding.title.startswith("SLA E-mail, every customer: restoration within 4 h: ")


def test_persons_are_shown_by_name_where_they_meet_decide_and_own() -> None:
    decision = decide(LATE_MAIL, DecisionStatus.ACCEPTED, owner=ANNA, due_on=date(2026, 8, 1))
    others = [PersonId(f"person-10{number}") for number, _ in enumerate(StakeholderGroup)]
    people = Organization(persons=[Person(ANNA, name="Anna"), *map(Person, others)])
    meeting = Meeting(
        ReviewId("review-june"),
        held_at=JUNE.end + timedelta(days=3),
        attendances={
            group: [ANNA if group is StakeholderGroup.SERVICE_MANAGERS else other]
            for group, other in zip(StakeholderGroup, others, strict=True)
        },
    )
    inputs = bring(**NAMED | {"organization": people})
    minutes = review_operational_health(inputs, decisions=[decision], meeting=meeting).minutes()

    assert "Anna" in {row[1] for row in list_rows(find_table(minutes, "Attendance"))}
    (taken,) = list_rows(find_table(minutes, "Decisions taken"))
    assert ["Anna for service managers", "Anna", "2026-08-01"] == taken[4:]
    assert "Anna" in {row[4] for row in list_rows(find_table(minutes, "The nine outputs"))}
    asked = {row[3] for row in list_rows(find_table(minutes, "Out of tolerance"))}
    assert "✓ accepted: see to it (Anna, due 2026-08-01)" in asked


def test_roles_are_held_by_persons_and_for_services_with_names() -> None:
    (row,) = show("Who holds which role")

    assert ["E-mail", "Anna"] == row[1:3]


def test_names_with_commas_are_kept_apart_by_semicolons() -> None:
    evidence = hold().evidence

    assert "SLA E-mail, every customer; OLA E-mail, Network team" == list_names(
        evidence, [SLA_MAIL.id, OLA_NETWORK.id]
    )
    assert "Network team, Anna" == list_names(evidence, [NETWORK, ANNA])
    assert show_names(evidence, []) is None is join_shown([])


def test_what_has_no_name_is_called_as_ever() -> None:
    evidence = review().evidence

    assert "sla-mail restoration" == name_promise(evidence, SLA_MAIL.id, "restoration")
    assert (Named("sla-mail"), " 1") == show_version(evidence, SLA_MAIL.id, "1")
    assert ("team ", Named("network")) == show_with_kind(evidence, "team", NETWORK)


def test_name_says_what_kind_of_thing_it_is_and_sets_its_version_off() -> None:
    evidence = hold().evidence

    assert (Named("network", "Network team"),) == show_with_kind(evidence, "team", NETWORK)
    version = show_version(evidence, SLA_MAIL.id, "1")
    assert (Named("sla-mail", "SLA E-mail, every customer"), ", version 1") == version


def test_party_is_a_team_or_supplier_with_a_name_or_what_was_waited_for() -> None:
    evidence = hold().evidence

    assert "Network team" == name_party(evidence, Party(PartyKind.TEAM, NETWORK))
    assert "Carrier of lines" == name_party(evidence, Party(PartyKind.SUPPLIER, CARRIER))
    assert "supplier other" == name_party(evidence, Party(PartyKind.SUPPLIER, "other"))
    assert "waiting for network" == name_party(evidence, Party(PartyKind.PAUSE, NETWORK))


def test_id_of_two_things_with_different_names_is_shown_itself() -> None:
    catalog = ServiceCatalog([Service(MAIL, "E-mail"), Service(ServiceId(NETWORK), "Network")])

    evidence = hold(catalog=catalog).evidence

    assert Named("network") == evidence.show_name(NETWORK)
    assert "E-mail" == evidence.name_of(MAIL)
