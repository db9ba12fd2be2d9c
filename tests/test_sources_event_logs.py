"""Event logs: rows of updates become histories, and none is lost unsaid."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from mof.errors import DefectError
from mof.help_requests import Origin, PendingReason
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.records import Actor, Entry, Fact, Priority
from mof.sources import (
    BlankMeaning,
    DefectKind,
    EventLogMapping,
    Extract,
    TicketMapping,
    read_event_log,
)
from mof.values import PersonId

MAPPING = EventLogMapping(
    columns={
        "id": "number",
        "at": "updated",
        "state": "state",
        "by": "by",
        "opened_at": "opened",
        "origin": "channel",
        "priority": "priority",
        "team": "team",
        "colour": "colour",
    },
    states={
        "New": IncidentState.OPEN,
        "Working": IncidentState.IN_PROGRESS,
        "Vendor": (IncidentState.PENDING, PendingReason.SUPPLIER),
        "User": (IncidentState.PENDING, PendingReason.USER),
        "Done": IncidentState.RESOLVED,
        "Closed": IncidentState.CLOSED,
    },
    constants={"service": "payroll"},
    automated={"robot"},
    missing={"?"},
)
HEADER = "number,updated,state,by,opened,channel,priority,team,colour"


def write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "log.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def read(
    folder: Path, *rows: str, header: str = HEADER, mapping: EventLogMapping = MAPPING
) -> Extract[Incident]:
    return read_event_log(write(folder, *rows, header=header), mapping)


def row(
    at: int,
    state: str = "New",
    *,
    id: str = "INC-1",  # noqa: A002
    by: str = "person-1",
    opened: str = "2026-06-01T07:50",
    channel: str = "Phone",
    priority: str = "3",
    team: str = "desk",
    colour: str = "red",
) -> str:
    time = f"2026-06-01T{8 + at // 60:02}:{at % 60:02}"
    return f"{id},{time},{state},{by},{opened},{channel},{priority},{team},{colour}"


def clock(at: int) -> datetime:
    return datetime(2026, 6, 1, 8, 0, tzinfo=UTC) + timedelta(minutes=at)


def test_each_row_is_one_entry_with_what_changed(tmp_path: Path) -> None:
    extract = read(
        tmp_path,
        row(0),
        row(5, "Working", team="mail", by="person-2"),
        row(6, "Working", team="mail", by="?"),
        row(9, "Vendor", team="mail", priority="2", by="robot"),
    )

    (incident,) = extract.strict()
    first: dict[str, Fact] = {
        "colour": "red",
        "priority": Priority.P3,
        "service": "payroll",
        "team": "desk",
    }
    assert (
        Entry(clock(0), None, IncidentState.OPEN, None, Actor(PersonId("person-1")), first),
        Entry(
            clock(5),
            None,
            IncidentState.IN_PROGRESS,
            None,
            Actor(PersonId("person-2")),
            {"team": "mail"},
        ),
        Entry(clock(6)),
        Entry(
            clock(9),
            None,
            IncidentState.PENDING,
            "supplier",
            Actor(PersonId("robot"), is_automated=True),
            {"priority": Priority.P2},
        ),
    ) == incident.history
    assert ("INC-1", datetime(2026, 6, 1, 7, 50, tzinfo=UTC), Origin.PHONE) == (
        incident.id,
        incident.opened_at,
        incident.origin,
    )


def test_another_reason_of_the_same_state_is_a_change(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0, "Vendor"), row(1, "User"), row(2, "User"))

    (incident,) = extract.strict()
    assert [("pending", "supplier"), ("pending", "user"), ("None", None)] == [
        (str(entry.state), entry.reason) for entry in incident.history
    ]


def test_empty_state_is_the_state_before(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0), row(1, "?"), row(2, "New"))

    (incident,) = extract.strict()
    assert [IncidentState.OPEN, None, None] == [entry.state for entry in incident.history]


def test_value_that_vanishes_is_cleared(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0), row(1, team="?"))

    (incident,) = extract.strict()
    assert incident.team is None
    assert incident.as_of(clock(0)).team == "desk"


def test_another_word_for_the_same_value_is_no_change(tmp_path: Path) -> None:
    mapping = evolve(MAPPING, words={"priority": {"normal": Priority.P3}})

    extract = read(tmp_path, row(0), row(1, priority="normal"), mapping=mapping)

    (incident,) = extract.strict()
    assert () == incident.history[1].changes


def test_rows_of_an_incident_may_stand_anywhere(tmp_path: Path) -> None:
    rows = [row(n, id=f"INC-{n % 3}", team=f"t{n % 4}") for n in range(12)]
    together = sorted(rows, key=lambda text: text.split(",")[0])

    apart, contiguous = read(tmp_path, *rows), read(tmp_path, *together)

    assert contiguous.records == apart.records


def test_history_keeps_the_order_of_the_file_but_changes_follow_time(tmp_path: Path) -> None:
    extract = read(
        tmp_path,
        row(0, team="desk"),
        row(9, "Done", team="mail"),
        row(5, "Working", team="mail", opened="2026-06-01T07:00"),
    )

    (incident,) = extract.strict()
    assert [clock(0), clock(9), clock(5)] == [entry.at for entry in incident.history]
    assert [(), (("team", "mail"),)] == [entry.changes for entry in incident.history[1:]]
    assert incident.as_of(clock(5)).team == "mail"
    assert datetime(2026, 6, 1, 7, 50, tzinfo=UTC) == incident.opened_at


def test_order_of_the_file_decides_within_one_instant(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0), row(3, "Working"), row(3, "Done"))

    (incident,) = extract.strict()
    assert IncidentState.RESOLVED is incident.state


def test_identical_rows_are_entries_of_their_own(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0), row(1), row(1))

    assert (3, 3, 0) == (extract.rows, extract.entries, extract.rows_lost)
    assert 3 == len(extract.strict()[0].history)


def test_close_before_the_opening_is_kept(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0, "Closed", opened="2026-06-02T00:00"))

    (incident,) = extract.records
    assert incident.history[0].at < incident.opened_at


@pytest.mark.parametrize(
    "bad, kind, column, reason",
    [
        (row(1, id="?"), DefectKind.NO_ID, "number", "nothing in 'number'"),
        (row(1).replace("2026", "20x6", 1), DefectKind.NO_TIME, "updated", "cannot read '20x6-06"),
        (row(1).replace("2026-06-01T08:01", "?"), DefectKind.NO_TIME, "updated", "nothing in"),
    ],
    ids=["no id", "bad time", "no time"],
)
def test_row_without_a_place_is_lost_and_told(
    tmp_path: Path, bad: str, kind: DefectKind, column: str, reason: str
) -> None:
    extract = read(tmp_path, row(0), bad, row(2, "Done"))

    (defect,) = extract.defects
    assert (kind, column, 3, True) == (defect.kind, defect.field, defect.row, defect.is_row_lost)
    assert defect.reason.startswith(reason)
    assert (3, 2, 1) == (extract.rows, extract.entries, extract.rows_lost)


def test_unknown_state_is_told_with_the_known_ones_and_when_it_was(tmp_path: Path) -> None:
    extract = read(tmp_path, row(7, "Nwe"))

    (defect,) = extract.defects
    assert (clock(7), "INC-1", "Nwe") == (defect.at, defect.record, defect.value)
    assert defect.remedy.startswith("known are: New, Working")
    assert (DefectKind.UNKNOWN_STATE, False) == (defect.kind, defect.is_row_lost)
    assert [None] == [record.state for record in extract.records]


def test_value_that_cannot_be_read_is_left_out_and_told_once(tmp_path: Path) -> None:
    extract = read(
        tmp_path, row(0), row(1, priority="banana"), row(2, priority="banana"), row(3, priority="1")
    )

    (incident,) = extract.records
    (defect,) = extract.defects
    assert (DefectKind.UNREADABLE_VALUE, 3, "priority", "banana", False) == (
        defect.kind,
        defect.row,
        defect.field,
        defect.value,
        defect.is_row_lost,
    )
    assert Priority.P3 is incident.as_of(clock(2)).priority
    assert Priority.P1 is incident.priority
    assert 4 == extract.entries


@pytest.mark.parametrize(
    "opened, kind",
    [("?", DefectKind.MISSING_VALUE), ("soon", DefectKind.UNREADABLE_VALUE)],
)
def test_incident_without_a_readable_opening_begins_with_its_first_update(
    tmp_path: Path, opened: str, kind: DefectKind
) -> None:
    extract = read(tmp_path, row(4, opened=opened), row(5))

    assert clock(4) == extract.records[0].opened_at
    assert [(kind, 2, False)] == [(d.kind, d.row, d.is_row_lost) for d in extract.defects]


@pytest.mark.parametrize("channel, defects", [("?", 0), ("pigeon", 1)])
def test_incident_without_a_readable_origin_has_none(
    tmp_path: Path, channel: str, defects: int
) -> None:
    extract = read(tmp_path, row(0, channel=channel))

    assert extract.records[0].origin is None
    assert defects == len(extract.defects)


def test_opening_and_actor_need_not_be_mapped(tmp_path: Path) -> None:
    mapping = EventLogMapping(
        columns={"id": "number", "at": "updated", "state": "state", "team": "team"},
        states=MAPPING.states,
        constants={"origin": "e-mail"},
    )

    (incident,) = read(tmp_path, row(4), mapping=mapping).strict()

    assert (clock(4), Origin.EMAIL) == (incident.opened_at, incident.origin)
    assert incident.history[0].by is None


def test_long_values_are_shortened_in_what_is_told(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0, priority="x" * 500))

    assert "x" * 80 + "…" == extract.defects[0].value


def test_long_ids_are_shortened_in_what_is_told(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0, priority="x", id="I" * 500))

    assert f"of {'I' * 80}…: " in str(extract.defects[0])


class TestRecordedLate:
    MAPPING = evolve(MAPPING, columns={**dict(MAPPING.columns), "recorded_at": "written"})
    HEADER = f"{HEADER},written"

    def read(self, folder: Path, *rows: str) -> Extract[Incident]:
        return read(folder, *rows, header=self.HEADER, mapping=self.MAPPING)

    def test_entry_has_when_it_was_written_down(self, tmp_path: Path) -> None:
        extract = self.read(tmp_path, row(0) + ",2026-06-01T09:00", row(1) + ",")

        first, second = extract.strict()[0].history
        assert (clock(60), clock(1)) == (first.recorded_at, second.recorded_at)

    def test_unreadable_time_is_told_and_taken_as_written_at_once(self, tmp_path: Path) -> None:
        extract = self.read(tmp_path, row(0) + ",later")

        assert clock(0) == extract.records[0].history[0].recorded_at
        assert [(DefectKind.UNREADABLE_VALUE, "written", False)] == [
            (d.kind, d.field, d.is_row_lost) for d in extract.defects
        ]

    def test_every_view_shows_what_was_known_then(self, tmp_path: Path) -> None:
        extract = self.read(
            tmp_path,
            row(0, team="desk") + ",",
            row(5, "Working", team="?") + ",2026-06-01T08:30",
            row(10, "Working", team="?") + ",",
        )

        (incident,) = extract.strict()
        assert [("desk", "open"), (None, "in progress"), (None, "in progress")] == [
            (view.team, str(view.state))
            for view in map(incident.as_of, (clock(5), clock(10), clock(30)))
        ]


def test_strict_raises_one_typed_error_for_each_defect(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0, "-100"), row(1, priority="banana"))

    with pytest.raises(ExceptionGroup, match=r"log\.csv has defects") as caught:
        extract.strict()

    errors = caught.value.exceptions
    assert [DefectError, DefectError] == [type(error) for error in errors]
    first = (
        "log.csv:2 of INC-1: cannot read '-100' in 'state'; value left out; known are: New, "
        "Working, Vendor, User, Done, Closed; add it to the mapping's states"
    )
    second = (
        "log.csv:3 of INC-1: cannot read 'banana' in 'priority'; value left out; known are: "
        "1, 2, 3, 4, 5; say in the mapping's words what it means"
    )
    assert [first, second] == [str(error).replace(f"{tmp_path}/", "") for error in errors]


def test_every_row_of_a_hostile_file_is_accounted_for(tmp_path: Path) -> None:
    random = Random(42)
    cells = ["INC-1", "INC-2", "?", "2026-06-01", "9999-01-01", "x", "New", "-100", '"', "a\nb", ""]

    for _ in range(300):
        width = random.choice([9, 9, 9, 8, 10, 1])
        rows = [
            ",".join(random.choice(cells) for _ in range(width))
            for _ in range(random.randint(0, 9))
        ] + [row(random.randint(0, 99), random.choice(["New", "Done", "huh"])) for _ in range(9)]
        random.shuffle(rows)
        extract = read(tmp_path, *rows)

        assert extract.rows == extract.entries + extract.rows_lost
        assert extract.entries == sum(len(incident.history) for incident in extract.records)
        assert extract.rows >= 1


def test_entries_share_what_they_say_alike(tmp_path: Path) -> None:
    extract = read(tmp_path, row(0, team="mail"), row(0, id="INC-2", team="mail"))

    one, other = (dict.fromkeys(record.history[0].changes) for record in extract.strict())

    assert [True] * len(one) == [a is b for a, b in zip(one, other, strict=True)]


@pytest.mark.parametrize(
    "pairs",
    [
        (("team", "desk"), ("priority", Priority.P3)),
        (["priority", Priority.P3], ("team", "desk")),
        (("priority", Priority.P3), ("team", "web"), ("team", "desk")),
    ],
    ids=["unsorted", "lists", "twice"],
)
def test_changes_in_another_form_are_brought_into_order(pairs: Any) -> None:
    entry: Entry[IncidentState, IncidentEvent] = Entry(clock(0), changes=pairs)

    assert (("priority", Priority.P3), ("team", "desk")) == entry.changes


def test_sorted_changes_have_their_instants_in_utc() -> None:
    at = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Europe/Oslo"))
    entry: Entry[IncidentState, IncidentEvent] = Entry(clock(0), changes=(("expected_at", at),))

    assert "UTC" == str(dict(entry.changes)["expected_at"].tzinfo)  # type: ignore[union-attr]


def test_opening_after_the_last_update_is_told_and_kept(tmp_path: Path) -> None:
    opened = "2026-06-01T08:30"

    extract = read(tmp_path, row(5, "Done", opened=opened), row(0, opened=opened))

    (defect,) = extract.defects
    assert (DefectKind.IMPOSSIBLE_ORDER, 3, "opened", opened, False) == (
        defect.kind,
        defect.row,
        defect.field,
        defect.value,
        defect.is_row_lost,
    )
    assert clock(30) == extract.records[0].opened_at


def test_opening_between_updates_is_no_defect(tmp_path: Path) -> None:
    opened = "2026-06-01T08:05"

    extract = read(tmp_path, row(0, opened=opened), row(5, "Done", opened=opened))

    assert 1 == len(extract.strict())


@pytest.mark.parametrize(
    "blank, priority", [(BlankMeaning.CLEARS, None), (BlankMeaning.KEEPS, Priority.P3)]
)
def test_empty_cell_clears_a_fact_or_keeps_it(
    tmp_path: Path, blank: BlankMeaning, priority: Priority | None
) -> None:
    rows = row(0), row(1, priority=""), row(2, "Done", priority="?")

    (incident,) = read(tmp_path, *rows, mapping=evolve(MAPPING, blank=blank)).strict()

    assert priority is incident.priority


def test_mapping_of_tickets_is_for_another_reader(tmp_path: Path) -> None:
    mapping = TicketMapping(columns={"id": "number", "opened_at": "opened"}, moments={})

    with pytest.raises(TypeError, match="TicketMapping is for no event log; use read_csv"):
        read_event_log(write(tmp_path), mapping)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
