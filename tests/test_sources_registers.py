"""Registers: one row becomes one ticket, observation or request for change."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from mof.changes import ChangeCategory, RequestForChange
from mof.help_requests import Origin
from mof.incidents import INCIDENT_LIFECYCLE, IncidentState
from mof.indicators import Observation
from mof.records import DeviationKind, Priority, find_deviations
from mof.sources import (
    ChangeMapping,
    DefectKind,
    EventLogMapping,
    ObservationMapping,
    TicketMapping,
    read_csv,
)
from mof.values import ChangeId, IndicatorId, PersonId, ServiceId

TICKETS = TicketMapping(
    date_only="start",
    columns={
        "id": "Number",
        "opened_at": "Opened",
        "origin": "Channel",
        "priority": "Priority",
        "colour": "Colour",
    },
    constants={"service": "payroll"},
    moments={"Resolved": IncidentState.RESOLVED, "Closed": IncidentState.CLOSED},
    tz="Europe/Berlin",
)
TICKET_HEADER = "Number;Opened;Resolved;Closed;Channel;Priority;Colour"
RESOLVING = INCIDENT_LIFECYCLE.observing(
    [IncidentState.OPEN, IncidentState.RESOLVED, IncidentState.CLOSED]
)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_tickets(folder: Path, *lines: str) -> Path:
    return write(folder, TICKET_HEADER, *lines)


def test_ticket_has_an_entry_for_each_moment(tmp_path: Path) -> None:
    path = write_tickets(
        tmp_path, "I-1;2026-06-01T09:00;2026-06-01T11:00;2026-06-03T11:00;email;3;red"
    )

    # "email" is no word of ours, so it is told and left out.
    (ticket,) = read_csv(path, TICKETS).records

    assert datetime(2026, 6, 1, 7, 0, tzinfo=UTC) == ticket.opened_at
    assert [
        (datetime(2026, 6, 1, 7, 0, tzinfo=UTC), IncidentState.OPEN),
        (datetime(2026, 6, 1, 9, 0, tzinfo=UTC), IncidentState.RESOLVED),
        (datetime(2026, 6, 3, 9, 0, tzinfo=UTC), IncidentState.CLOSED),
    ] == [(entry.at, entry.state) for entry in ticket.history]
    assert {"colour": "red", "priority": Priority.P3, "service": "payroll"} == dict(ticket.facts)


def test_ticket_lacks_the_moments_that_have_not_come(tmp_path: Path) -> None:
    path = write_tickets(tmp_path, "I-1;2026-06-01T09:00;;;phone;;")

    (ticket,) = read_csv(path, TICKETS).strict()

    assert (IncidentState.OPEN, Origin.PHONE) == (ticket.state, ticket.origin)


def test_moments_of_one_instant_happen_in_the_order_of_the_mapping(tmp_path: Path) -> None:
    path = write_tickets(tmp_path, "I-1;2026-06-01T09:00;2026-06-02T09:00;2026-06-02T09:00;;;")

    (ticket,) = read_csv(path, TICKETS).strict()

    assert IncidentState.CLOSED is ticket.state


def test_closing_before_the_opening_is_a_deviation_and_told(tmp_path: Path) -> None:
    path = write_tickets(tmp_path, "I-1;2026-06-01T09:00;;2026-05-01T09:00;;;")

    extract = read_csv(path, TICKETS)

    (ticket,), (defect,) = extract.records, extract.defects
    assert (DefectKind.IMPOSSIBLE_ORDER, "I-1", "Closed", "2026-05-01T09:00", False) == (
        defect.kind,
        defect.record,
        defect.field,
        defect.value,
        defect.is_row_lost,
    )
    assert "of I-1: 'Closed' lies before 'Opened'; kept as told; correct" in str(defect)
    kinds = {deviation.kind for deviation in find_deviations(ticket, RESOLVING)}
    assert DeviationKind.BEFORE_START in kinds


def test_closing_before_the_resolution_is_told(tmp_path: Path) -> None:
    path = write_tickets(tmp_path, "I-1;2026-06-01T09:00;2026-06-03T09:00;2026-06-02T09:00;;;")

    (defect,) = read_csv(path, TICKETS).defects

    assert "'Closed' lies before 'Resolved'" == defect.reason


@pytest.mark.parametrize(
    "line, kind, column",
    [
        (";2026-06-01;;;;;", DefectKind.NO_ID, "Number"),
        ("I-2;;;;;;", DefectKind.NO_TIME, "Opened"),
        ("I-2;soon;;;;;", DefectKind.NO_TIME, "Opened"),
        ("I-1;2026-06-01;;;;;", DefectKind.REPEATED_ID, None),
    ],
)
def test_ticket_that_cannot_be_placed_is_lost_and_told(
    tmp_path: Path, line: str, kind: DefectKind, column: str | None
) -> None:
    path = write_tickets(tmp_path, "I-1;2026-06-01;;;;;", line)

    extract = read_csv(path, TICKETS)

    (defect,) = extract.defects
    assert (kind, column, 3, True) == (defect.kind, defect.field, defect.row, defect.is_row_lost)
    assert (2, 1, 1) == (extract.rows, extract.entries, extract.rows_lost)


def test_id_that_comes_again_is_told_with_its_first_row(tmp_path: Path) -> None:
    path = write_tickets(tmp_path, "I-1;2026-06-01;;;;;", "I-1;2026-06-02;;;;;")

    (defect,) = read_csv(path, TICKETS).defects

    assert ("I-1", "'I-1' has a row already, line 2") == (defect.record, defect.reason)


def test_moment_that_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    path = write_tickets(tmp_path, "I-1;2026-06-01T09:00;soon;;carrier pigeon;high;")

    extract = read_csv(path, TICKETS)

    assert {"Resolved", "Channel", "Priority"} == {defect.field for defect in extract.defects}
    assert {"I-1"} == {defect.record for defect in extract.defects}
    assert (1, 1, 0) == (extract.rows, extract.entries, extract.rows_lost)


def test_observations_may_share_their_indicator_and_time(tmp_path: Path) -> None:
    mapping = ObservationMapping(
        columns={"value": "score", "observed_at": "on", "basis": "basis"},
        constants={"indicator": "satisfaction"},
        date_formats="%d.%m.%Y",
        date_only="start",
        tz="Europe/Berlin",
    )
    path = write(tmp_path, "on,score,basis", "1.6.2026,0.8,41 answers", "1.6.2026,4/5,")

    extract = read_csv(path, mapping)

    at = datetime(2026, 5, 31, 22, 0, tzinfo=UTC)
    name = IndicatorId("satisfaction")
    assert (
        Observation(name, value=Fraction(4, 5), observed_at=at, basis="41 answers"),
        Observation(name, value=Fraction(4, 5), observed_at=at),
    ) == extract.strict()


@pytest.mark.parametrize("size", ["87", "0", "-3"])
def test_size_that_a_share_cannot_be_of_is_left_out_and_told(tmp_path: Path, size: str) -> None:
    mapping = ObservationMapping(
        columns={"value": "score", "observed_at": "on", "size": "of"},
        constants={"indicator": "satisfaction"},
        date_formats="%d.%m.%Y",
        date_only="start",
    )
    path = write(tmp_path, "on,score,of", "1.6.2026,19/20,40", f"2.6.2026,0.95,{size}")

    extract = read_csv(path, mapping)

    assert [40, None] == [observation.size for observation in extract.records]
    (defect,) = extract.defects
    assert ("of", 3, False) == (defect.field, defect.row, defect.is_row_lost)


def test_size_that_holds_for_every_row_is_told_at_the_value(tmp_path: Path) -> None:
    mapping = ObservationMapping(
        columns={"value": "score", "observed_at": "on"},
        constants={"indicator": "satisfaction", "size": "20"},
        date_formats="%d.%m.%Y",
        date_only="start",
    )
    path = write(tmp_path, "on,score", "1.6.2026,0.95", "2.6.2026,0.96")

    extract = read_csv(path, mapping)

    assert [20, None] == [observation.size for observation in extract.records]
    assert ["score"] == [defect.field for defect in extract.defects]


@pytest.mark.parametrize(
    "line, kind",
    [("1.6.2026,", DefectKind.MISSING_VALUE), ("1.6.2026,many", DefectKind.UNREADABLE_VALUE)],
)
def test_observation_without_a_value_is_lost_and_told(
    tmp_path: Path, line: str, kind: DefectKind
) -> None:
    mapping = ObservationMapping(
        columns={"value": "score", "observed_at": "on"},
        constants={"indicator": "satisfaction"},
        date_formats="%d.%m.%Y",
        date_only="start",
    )

    extract = read_csv(write(tmp_path, "on,score", line), mapping)

    assert [(kind, True)] == [(defect.kind, defect.is_row_lost) for defect in extract.defects]


def test_size_that_is_no_number_is_left_out_of_its_observation(tmp_path: Path) -> None:
    mapping = ObservationMapping(
        columns={"value": "score", "observed_at": "on", "size": "of"},
        constants={"indicator": "satisfaction"},
        date_only="start",
    )

    extract = read_csv(write(tmp_path, "on,score,of", "2026-06-01,0.5,many"), mapping)

    assert [None] == [each.size for each in extract.records]
    assert [DefectKind.UNREADABLE_VALUE] == [defect.kind for defect in extract.defects]


def test_change_has_the_fields_that_are_filled_in(tmp_path: Path) -> None:
    names = ("id", "title", "requested_at", "requested_by", "category", "services", "planned_at")
    mapping = ChangeMapping(columns={name: name for name in names}, date_only="start")
    path = write(
        tmp_path,
        ",".join(names),
        "C-1,New mail server,2026-06-01,person-4,major,mail; archive,2026-07-01T20:00Z",
        "C-2,<script>alert(1)</script>,2026-06-02,,,,",
    )

    extract = read_csv(path, mapping)

    assert (
        RequestForChange.from_register(
            ChangeId("C-1"),
            title="New mail server",
            requested_at=datetime(2026, 6, 1, tzinfo=UTC),
            requested_by=PersonId("person-4"),
            category=ChangeCategory.MAJOR,
            services=frozenset({ServiceId("archive"), ServiceId("mail")}),
            planned_at=datetime(2026, 7, 1, 20, 0, tzinfo=UTC),
        ),
        RequestForChange.from_register(
            ChangeId("C-2"),
            title="<script>alert(1)</script>",
            requested_at=datetime(2026, 6, 2, tzinfo=UTC),
        ),
    ) == extract.strict()


def test_mapping_of_an_event_log_is_for_another_reader(tmp_path: Path) -> None:
    mapping = EventLogMapping(
        columns={"id": "a", "at": "b", "state": "c"}, states={"New": IncidentState.OPEN}
    )

    with pytest.raises(TypeError, match=r"EventLogMapping is for no .*; use read_event_log"):
        read_csv(write(tmp_path, "a,b,c"), mapping)  # type: ignore[call-overload]
