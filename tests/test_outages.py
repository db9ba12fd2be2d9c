"""Outages as known at an instant, alone, at the same time, and from incidents."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from mof.errors import DefinitionError, UnknownReferenceError
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.records import Entry
from mof.services import DataGap, Dependency, Maintenance, Outage, find_outages
from mof.values import IncidentId, ServiceId

HOUR = timedelta(hours=1)
START = datetime(2026, 6, 1, tzinfo=UTC)
MAIL = ServiceId("mail")
S = IncidentState


def at(hour: float) -> datetime:
    return START + hour * HOUR


def live(*states: tuple[float, IncidentState | None]) -> Incident:
    history = [
        Entry[IncidentState, IncidentEvent](at(hour), None, state, changes={"service": MAIL})
        for hour, state in states
    ]
    return Incident(IncidentId("INC-1"), history, opened_at=START)


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: Outage(at(1), at(1)), "ends after it starts"),
        (lambda: Outage(at(1), at(0)), "ends after it starts"),
        (lambda: Outage(at(1), weight=0), "an outage of nothing"),
        (lambda: Outage(at(1), weight="1.5"), "between 0 and 1"),
        (lambda: Outage(at(1), end_recorded_at=at(2)), "belong together"),
        (lambda: Maintenance(at(1), at(0), agreed_at=at(0)), "ends after"),
        (lambda: DataGap(at(1), at(0)), "ends after"),
        (Dependency.on_all, "at least one part"),
        (lambda: Dependency.on_some(3, "a", "b"), "from 1 to 2 are needed"),
        (lambda: Dependency.on_all("a", Dependency.on_some(1, "a", "b")), "a part twice"),
    ],
)
def test_what_cannot_be_meant_is_refused(make: Any, message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        make()


def test_incident_is_an_outage_until_service_is_resumed_and_again_from_a_relapse() -> None:
    incident = live(
        (0, S.OPEN),
        (1, None),
        (1, S.PRIORITIZED),
        (2, S.SERVICE_RESUMED),
        (3, S.IN_PROGRESS),
        (5, S.RESOLVED),
    )

    found = find_outages([incident], service=MAIL, as_of=at(9))

    assert [(at(0), at(2)), (at(3), at(5))] == [(o.start, o.end) for o in found]
    assert [(at(0), at(2)), (at(3), None)] == [
        (o.start, o.end) for o in find_outages([incident], service=MAIL, as_of=at(4))
    ]


@pytest.mark.parametrize(
    "incident",
    [
        live((0, S.OPEN), (1, S.CANCELLED)),
        live((0, S.OPEN), (0, S.RESOLVED)),
        live((0, None)),
    ],
)
def test_incident_without_length_or_substance_is_no_outage(incident: Incident) -> None:
    assert find_outages([incident], service=MAIL, as_of=at(9)) == ()


def test_incident_of_another_service_is_none_of_ours() -> None:
    assert find_outages([live((0, S.OPEN))], service=ServiceId("web"), as_of=at(9)) == ()


def test_parallel_parts_fail_together_only_while_both_do() -> None:
    pair = Dependency.on_some(1, "a", "b")
    outages = {"a": [Outage(at(0), at(2))], "b": [Outage(at(1), at(3))]}

    assert (Outage(at(1), at(2)),) == pair.find_outages(outages, as_of=at(9))


def test_series_is_as_bad_as_its_worst_part() -> None:
    site = Dependency.on_all("net", Dependency.on_some(2, "a", "b", "c"))
    outages = {
        "net": [Outage(at(0), at(1), weight="0.5")],
        "a": [Outage(at(0.5), at(4))],
        "b": [Outage(at(0.5))],
        "c": [],
    }

    found = site.find_outages(outages, as_of=at(6))

    assert [
        Outage(at(0), at(0.5), weight="0.5", end_recorded_at=at(0.5)),
        Outage(at(0.5), at(4)),
    ] == list(found)
    assert site.find_outages({**outages, "a": [Outage(at(2))]}, as_of=at(6))[-1].end is None


def test_independent_shares_multiply_in_series_and_combine_in_parallel() -> None:
    half = Fraction(1, 2)

    assert Fraction(1, 4) == Dependency.on_all("a", "b").find_share({"a": half, "b": half})
    assert half == Dependency.on_some(2, *"abc").find_share(dict.fromkeys("abc", half))


def test_part_without_a_share_or_outages_is_refused() -> None:
    with pytest.raises(UnknownReferenceError):
        Dependency.on_all("a").find_share({})
    with pytest.raises(UnknownReferenceError):
        Dependency.on_all("a").find_outages({}, as_of=at(0))
