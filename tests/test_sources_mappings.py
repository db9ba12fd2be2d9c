"""Mappings: what can be said about a file, and what the words in its cells mean."""

import re
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.errors import DefinitionError, ZoneError
from mof.help_requests import PendingReason
from mof.incidents import IncidentState
from mof.records import Level, Priority
from mof.sources import (
    SERVICENOW_AUDIT_LOG,
    ChangeMapping,
    EventLogMapping,
    ObservationMapping,
    SourceMapping,
    TicketMapping,
)
from mof.sources._cell_values import CellReader, Fault, parse

COLUMNS = {"id": "number", "at": "updated", "state": "state"}
LOG = EventLogMapping(
    columns=COLUMNS,
    states={"New": IncidentState.OPEN, "Waiting": (IncidentState.PENDING, PendingReason.USER)},
)


def read_cell(name: str, text: str, mapping: SourceMapping = LOG) -> object:
    return mapping.make_reader(name)[text]


def test_mapping_from_its_own_canonical_form_is_the_same() -> None:
    again = EventLogMapping(columns=LOG.columns, states=LOG.states, words=LOG.words)

    assert LOG == again
    assert hash(LOG) == hash(again)


def test_words_are_kept_as_text_in_order() -> None:
    mapping = evolve(LOG, words={"priority": {"low": Priority.P4, "high": Priority.P1}})

    assert (("priority", (("high", "1"), ("low", "4"))),) == mapping.words


def test_states_keep_the_reason_as_text() -> None:
    assert (
        ("New", IncidentState.OPEN, None),
        ("Waiting", IncidentState.PENDING, "user"),
    ) == LOG.states


@pytest.mark.parametrize(
    "change, message",
    [
        ({"columns": {"id": "a", "at": "b"}}, "say which column has: state"),
        ({"constants": {"id": "INC-1"}}, "both a column and a constant: id"),
        ({"constants": {"opened_at": "2026-06-01"}}, "each row has its own: opened_at"),
        ({"constants": {"priority": "urgent"}}, "priority cannot be 'urgent': known are: 1, 2"),
        ({"words": {"priority": {"top": "0"}}}, "priority cannot be '0'"),
        ({"words": {"expected_at": {"soon": "tomorrow"}}}, "write a time from 1900 to 2199"),
        ({"encoding": "utf-9"}, "unknown encoding: utf-9; for instance 'utf-8-sig'"),
        ({"encoding": "hex"}, "'hex' is not a text encoding"),
        ({"delimiter": ", "}, "cells cannot be cut at ', '"),
        ({"delimiter": '"'}, "cells cannot be cut at"),
        ({"date_formats": "%H:%M"}, "'%H:%M' does not tell a date; write 'iso' or a pattern"),
        ({"date_formats": "%d.%m"}, "does not tell a date"),
        ({"date_formats": "%Q"}, "does not tell a date"),
        ({"date_formats": "%Y-%m-%d %Q"}, "does not tell a date"),
        ({"states": {}}, "no word stands for a state; say which do"),
        ({"states": {"N": "open"}}, "'N' cannot stand for 'open'; name a state such as"),
        ({"states": {"P": (IncidentState.PENDING, "user", 1)}}, "'P' cannot stand for"),
        ({"states": {"P": ()}}, "'P' cannot stand for nothing; name a state"),
        ({"states": (("N", "open", None),)}, "'N' cannot stand for 'open', None"),
        ({"blank": "keeps"}, "an empty cell cannot mean 'keeps'; write BlankMeaning.CLEARS"),
        ({"columns": {**COLUMNS, "priority_": "a"}}, "'priority_'; did you mean 'priority'?"),
        ({"constants": {"services": "mail"}}, "'services'; did you mean 'service'?"),
    ],
)
def test_mapping_that_contradicts_itself_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(DefinitionError, match=re.escape(message)):
        evolve(LOG, **change)


def test_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneError, match="Mars"):
        evolve(LOG, tz="Mars/Olympus")


def test_field_that_the_record_lacks_is_refused_with_the_closest() -> None:
    columns = {"indicator": "a", "value": "b", "observed_at": "c", "bases": "d"}

    with pytest.raises(DefinitionError, match=r"no field 'bases' \(is it 'basis'\?\); there are"):
        ObservationMapping(columns=columns)


def test_required_fields_are_those_without_a_default() -> None:
    assert ("id", "title", "requested_at") == ChangeMapping.REQUIRED
    assert ("indicator", "value", "observed_at") == ObservationMapping.REQUIRED


def test_moments_are_columns_that_a_file_needs() -> None:
    mapping = TicketMapping(
        columns={"id": "number", "opened_at": "opened"},
        moments={"resolved": IncidentState.RESOLVED},
    )

    assert ("number", "opened", "resolved") == mapping.needed_columns


@pytest.mark.parametrize(
    "name, text, value",
    [
        ("impact", "High", Level.HIGH),
        ("priority", "2", Priority.P2),
        ("level", "3", 3),
        ("level", "-3", -3),
        ("situation", " No mail ", "No mail"),
        ("situation", "<script>", "<script>"),
        ("colour", "=cmd()", "=cmd()"),
        ("knowledge", "KB1; KB2;", ("KB1", "KB2")),
        ("effort", "1:30", timedelta(hours=1, minutes=30)),
        ("effort", "0:00:15", timedelta(seconds=15)),
        ("expected_at", "2026-06-01T09:30+02:00", datetime(2026, 6, 1, 7, 30, tzinfo=UTC)),
        ("expected_at", "2026-06-01 09:30", datetime(2026, 6, 1, 9, 30, tzinfo=UTC)),
        ("priority", "", None),
        ("priority", "  ", None),
    ],
)
def test_cell_is_read_as_the_type_of_its_field(name: str, text: str, value: object) -> None:
    assert value == read_cell(name, text)


@pytest.mark.parametrize(
    "text, value",
    [("0.95", Fraction(19, 20)), ("19/20", Fraction(19, 20)), ("-3", Fraction(-3))],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    columns = {"indicator": "a", "value": "b", "observed_at": "c"}

    assert value == read_cell("value", text, ObservationMapping(columns=columns))


@pytest.mark.parametrize("text", ["1e999999999", "nan", "1/0", "9" * 99, "95 %", "\u0661"])
def test_what_is_no_plain_number_is_a_fault(text: str) -> None:
    columns = {"indicator": "a", "value": "b", "observed_at": "c"}

    assert isinstance(read_cell("value", text, ObservationMapping(columns=columns)), Fault)


@pytest.mark.parametrize(
    "name, text, remedy",
    [
        ("priority", "urgent", "known are: 1, 2, 3, 4, 5; say in the mapping's words"),
        ("level", "three", "write a whole number, such as 3"),
        ("level", "1_000", "write a whole number, such as 3"),
        ("effort", "90", "write hours and minutes, such as 1:30"),
        ("expected_at", "1/6/2026", "write a time from 1900 to 2199 as 2026-06-01T09:30"),
        ("expected_at", "0001-01-01", "write a time from 1900 to 2199"),
        ("expected_at", "9999-12-31T23:59-12:00", "write a time from 1900 to 2199"),
        ("expected_at", "1900-01-01T00:00+10:00", "write a time from 1900 to 2199"),
    ],
)
def test_cell_that_cannot_be_read_says_what_could_be(name: str, text: str, remedy: str) -> None:
    fault = read_cell(name, text)

    assert isinstance(fault, Fault)
    assert fault.remedy.startswith(remedy)


@pytest.mark.parametrize("text, value", [("Yes", True), ("true", True), ("0", False)])
def test_booleans_are_read_in_words(text: str, value: object) -> None:
    assert value is parse(text, bool)


def test_boolean_in_other_words_is_refused() -> None:
    with pytest.raises(ValueError, match="write true or false"):
        parse("maybe", bool)


def test_words_of_the_mapping_come_before_the_words_of_the_type() -> None:
    mapping = evolve(LOG, words={"priority": {"1": Priority.P5, "none": ""}})

    assert Priority.P5 is read_cell("priority", "1", mapping)
    assert read_cell("priority", "none", mapping) is None


def test_missing_marks_are_empty() -> None:
    mapping = evolve(LOG, missing={"?", "n/a"})

    assert [None, None, "x"] == [read_cell("team", text, mapping) for text in ("?", " n/a ", "x")]


@pytest.mark.parametrize(
    "pattern, text, expected",
    [
        ("%d/%m/%Y %H:%M", "1/6/2026 09:05", datetime(2026, 6, 1, 9, 5, tzinfo=UTC)),
        ("%m-%d-%Y %H:%M:%S", "06-01-2026 09:05:07", datetime(2026, 6, 1, 9, 5, 7, tzinfo=UTC)),
        ("%d.%m.%Y", "1.6.2026", datetime(2026, 6, 1, tzinfo=UTC)),
        ("%d %b %y %I:%M %p", "01 Jun 26 09:05 PM", datetime(2026, 6, 1, 21, 5, tzinfo=UTC)),
        ("%Y-%m-%d %H:%M %z", "2026-06-01 09:05 +0200", datetime(2026, 6, 1, 7, 5, tzinfo=UTC)),
        ("%Y%%%m%%%d", "2026%6%1", datetime(2026, 6, 1, tzinfo=UTC)),
    ],
)
def test_dates_are_read_by_their_pattern(pattern: str, text: str, expected: datetime) -> None:
    mapping = evolve(LOG, date_formats=pattern, date_only="start")

    assert expected == read_cell("at", text, mapping)


@pytest.mark.parametrize("text", ["31/2/2026 09:00", "1/6/26 09:00", "1/6/2026 25:00", "x"])
def test_dates_that_are_none_are_faults(text: str) -> None:
    mapping = evolve(LOG, date_formats="%d/%m/%Y %H:%M")

    assert isinstance(read_cell("at", text, mapping), Fault)


def test_date_is_read_by_the_format_that_it_has() -> None:
    mapping = evolve(LOG, date_formats=("%d/%m/%Y", "%m/%d/%Y", "iso"), date_only="start")

    texts = ("13/2/2026", "1/13/2026", "2026-02-01")

    assert [(2, 13), (1, 13), (2, 1)] == [
        (at.month, at.day)
        for at in (read_cell("at", text, mapping) for text in texts)
        if isinstance(at, datetime)
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2026-03-29T02:30", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-07-01T12:00", datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
    ],
    ids=["skipped", "twice", "summer"],
)
def test_local_times_are_those_of_the_zone(text: str, expected: datetime) -> None:
    assert expected == read_cell("at", text, evolve(LOG, tz="Europe/Berlin"))


def test_memory_of_a_column_is_bounded() -> None:
    reader = CellReader(str, words={}, missing=())

    for number in range(70_000):
        assert str(number) == reader[str(number)]

    assert 70_000 - 65_536 == len(reader)


def test_audit_log_of_servicenow_reads_no_final_values() -> None:
    columns = {column for _, column in SERVICENOW_AUDIT_LOG.columns}

    assert not columns & {"resolved_at", "closed_at", "resolved_by", "closed_code"}


def test_audit_log_of_servicenow_leaves_junk_states_unmapped() -> None:
    assert "-100" not in {word for word, _, _ in SERVICENOW_AUDIT_LOG.states}
