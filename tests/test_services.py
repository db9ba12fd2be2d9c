"""Services are in operation from deployment to retirement, and a catalogue lists each once."""

from datetime import UTC, datetime, timedelta

import pytest

from mof.errors import DefinitionError, NaiveTimestampError, UnknownReferenceError
from mof.ids import ServiceId
from mof.services import Service, ServiceCatalog

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def make(name: str, *needed: str) -> Service:
    return Service(ServiceId(name), name.title(), depends_on=map(ServiceId, needed))


@pytest.mark.parametrize(
    "deployed_at, retired_at, expected",
    [
        (None, None, True),
        (NOON, None, True),
        (NOON + MINUTE, None, False),
        (None, NOON + MINUTE, True),
        (None, NOON, False),
        (NOON - MINUTE, NOON - MINUTE, False),
    ],
)
def test_service_is_in_operation_from_deployment_until_retirement(
    deployed_at: datetime | None, retired_at: datetime | None, expected: bool
) -> None:
    service = Service(ServiceId("mail"), "E-mail", deployed_at=deployed_at, retired_at=retired_at)

    assert expected is service.is_in_operation(NOON)


def test_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        make("mail").is_in_operation(datetime(2026, 6, 1))


def test_catalog_finds_its_services() -> None:
    catalog = ServiceCatalog([make("web", "network"), make("network")])

    assert [service.id for service in catalog] == ["network", "web"]
    assert catalog[ServiceId("web")].name == "Web"
    assert "web" in catalog
    assert "mail" not in catalog
    assert len(catalog) == 2


@pytest.mark.parametrize("services, known", [([make("web")], "web"), ([], "none")])
def test_service_that_is_not_listed_is_not_guessed(services: list[Service], known: str) -> None:
    with pytest.raises(
        UnknownReferenceError, match=f"no service 'mail'; it has: {known}"
    ) as caught:
        ServiceCatalog(services)[ServiceId("mail")]

    assert caught.value.reference == "mail"


def test_service_listed_twice_is_refused() -> None:
    with pytest.raises(DefinitionError, match="lists each service once"):
        ServiceCatalog([make("web"), make("web")])


def test_service_that_needs_an_unlisted_one_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="no service 'network'"):
        ServiceCatalog([make("web", "network")])


@pytest.mark.parametrize(
    "services",
    [[make("web", "web")], [make("a", "b"), make("b", "c"), make("c", "a"), make("d", "a")]],
    ids=["itself", "by way of others"],
)
def test_services_that_need_each_other_in_a_circle_are_refused(services: list[Service]) -> None:
    with pytest.raises(DefinitionError, match="depend on each other in a circle: "):
        ServiceCatalog(services)
