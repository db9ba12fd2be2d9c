"""Silence where nothing fits: how many records were looked at, and why they do not count."""

from datetime import timedelta
from typing import Any

import pytest

from lives import hours, note, tell
from mof.agreements import OLA, SLA, Agreement, Clock, OnPriorityChange, Target
from mof.changes import RequestForChange
from mof.incidents import Incident, IncidentState
from mof.judgements import (
    Coverage,
    find_breaches,
    judge,
    measure_attainment,
    measure_coverage,
    worklist,
)
from mof.records import Entry, Record
from mof.values import AgreementId, ChangeId, IncidentId, Period, TargetStatus, TeamId
from world import CALENDAR, HOUR, MAIL, MONDAY

JUNE = Period(MONDAY - timedelta(days=1), MONDAY + timedelta(days=29))
INCIDENT = tell()


def agree(**terms: Any) -> SLA:
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": [Target(Clock.RESOLUTION, HOUR)],
        "valid_from": MONDAY - timedelta(days=9),
        "version": "1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **terms})


def cover(record: Record[Any, Any], *agreements: Agreement, at: float = 9) -> Coverage:
    return measure_coverage([record], agreements, as_of=hours(at))


CHANGE = RequestForChange(
    ChangeId("RFC-1"),
    (Entry(hours(0), changes={"services": (str(MAIL), "web")}),),
    title="Patch",
    requested_at=hours(0),
)
TELLTALE = [
    pytest.param(
        INCIDENT,
        agree(service="MAIL"),
        "another service ('MAIL': did you mean 'mail'?)",
        id="other letters",
    ),
    pytest.param(
        tell(service="e-mails"),
        agree(service="e-mail"),
        "another service ('e-mail': did you mean 'e-mails'?)",
        id="a slip",
    ),
    pytest.param(
        INCIDENT, agree(service="web"), "another service (they name 'mail')", id="other service"
    ),
    pytest.param(
        CHANGE, agree(service="print"), "another service (they name 'mail', 'web')", id="several"
    ),
    pytest.param(CHANGE, agree(), "no target for its kind", id="a change"),
    pytest.param(tell(service=None), agree(), "no service is noted", id="no service"),
    pytest.param(INCIDENT, agree(customer="sales"), "no customer is noted", id="no customer"),
    pytest.param(
        tell(customer="Sales"),
        agree(customer="sales"),
        "another customer ('sales': did you mean 'Sales'?)",
        id="customer in other letters",
    ),
    pytest.param(
        INCIDENT,
        agree(valid_from=hours(1)),
        "began before the agreement is valid (valid from 2026-06-01 08:00 UTC)",
        id="too early",
    ),
    pytest.param(
        INCIDENT,
        agree(valid_until=hours(-1)),
        "began after the agreement ended (valid until 2026-06-01 06:00 UTC)",
        id="too late",
    ),
    pytest.param(
        tell(note(1, IncidentState.CANCELLED)),
        agree(valid_from=hours(2), on_new_version=OnPriorityChange.SEGMENTED),
        "began before the agreement is valid (valid from 2026-06-01 09:00 UTC)",
        id="over before the version began",
    ),
]


@pytest.mark.parametrize("record, agreement, why", TELLTALE)
def test_reason_is_told_with_what_may_be_meant(
    record: Record[Any, Any], agreement: SLA, why: str
) -> None:
    coverage = cover(record, agreement)

    assert f"1 of 1 records are not covered: 1: {why}" == str(coverage)
    assert () == judge(record, agreement, as_of=hours(9))


def test_record_that_was_not_known_yet_is_told_as_such() -> None:
    coverage = cover(INCIDENT, agree(), at=-1)

    assert "1 of 1 records are not covered: 1: nothing is recorded by then" == str(coverage)


def test_without_agreements_nothing_is_covered() -> None:
    assert "1 of 1 records are not covered: 1: no agreement is given" == str(cover(INCIDENT))


def test_reason_is_that_of_the_agreement_that_fits_best() -> None:
    coverage = cover(INCIDENT, agree(service="web"), agree(customer="sales"))

    assert "1 of 1 records are not covered: 1: no customer is noted" == str(coverage)


def test_one_agreement_is_enough() -> None:
    ola = OLA(
        AgreementId("ola"),
        service=MAIL,
        team=TeamId("network"),
        calendar=CALENDAR,
        targets=[Target(Clock.ASSIGNMENT, HOUR)],
        valid_from=MONDAY,
        version="1",
    )

    coverage = cover(INCIDENT, agree(service="web"), ola)

    assert Coverage(1) == coverage
    assert "1 of 1 records are covered" == str(coverage)


def test_reasons_are_counted_and_the_most_frequent_comes_first() -> None:
    many = [tell(name=f"I-{n}", service=f"service-{n}") for n in range(5)]
    records = [tell(name="early", opened=-999), *many, tell(name="covered")]

    coverage = measure_coverage(records, [agree()], as_of=hours(9))

    assert (7, 6) == (coverage.looked_at, coverage.uncovered_count)
    assert [5, 1] == [len(each.records) for each in coverage.uncovered]
    assert "they name 'service-0', 'service-1', 'service-2' and 2 more" in str(coverage)
    shown = coverage.to_table().to_text(200)
    assert "not covered: another service" in shown
    assert "I-0, I-1, I-2" in shown


class TestCV11:
    """Nothing fits, and nothing is said; NP-3: no data, and why."""

    @pytest.mark.parametrize("terms", [{"customer": "customer-1"}, {"service": "MAIL"}], ids=str)
    def test_attainment_says_what_it_looked_at(self, terms: dict[str, Any]) -> None:
        agreement = agree(**terms)

        (attainment,) = measure_attainment([INCIDENT], agreement, during=JUNE, as_of=JUNE.end)

        assert (None, TargetStatus.NO_DATA) == (attainment.share, attainment.status)
        assert measure_coverage([INCIDENT], [agreement], as_of=JUNE.end) == attainment.coverage
        assert (1, 1) == (attainment.counts.looked_at, attainment.counts.uncovered)
        assert "1 of 1 records" in attainment.to_table().to_text(120)
        assert "not covered: " in attainment.to_table().to_text(120)

    def test_nothing_is_added_where_all_are_covered(self) -> None:
        (attainment,) = measure_attainment([INCIDENT], agree(), during=JUNE, as_of=JUNE.end)

        assert Coverage(1) == attainment.coverage
        assert "not covered" not in attainment.to_table().to_text()

    def test_worklist_says_what_it_looked_at(self) -> None:
        agreements = [agree(service="MAIL")]

        queue = worklist([INCIDENT], agreements, as_of=hours(9))

        assert () == find_breaches([INCIDENT], agreements, as_of=hours(9)) == queue.items
        assert "did you mean 'mail'?" in queue.to_table().to_text(120)

    def test_worklist_of_covered_records_has_nothing_to_say(self) -> None:
        queue = worklist([INCIDENT], [agree()], as_of=hours(9))

        assert "covered" not in queue.to_table().to_text()


def test_incident_of_no_history_is_not_known() -> None:
    assert "nothing is recorded" in str(
        cover(Incident(IncidentId("I-1"), (), opened_at=hours(0)), agree())
    )
