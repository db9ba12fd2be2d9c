"""Values become plain JSON and come back as they were; anything else is refused with its path."""

import doctest
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from importlib import import_module
from json import dumps, loads
from typing import Any

import attrs
import cattrs
import pytest
from attrs import frozen
from hypothesis import given, settings, strategies as st

from mof import _hypothesis_plugin
from mof.agreements import SLA, Agreement, Clock, Target
from mof.calendars import BusinessDays, Calendar, RecurringHours
from mof.converters import configure_converter, make_converter
from mof.converters._exclusions import EXCLUSIONS, find_exclusion
from mof.converters._families import FAMILIES, is_of_family, is_value_class
from mof.converters._hook_types import to_full_name
from mof.converters._strict_scalars import read_duration, write_duration
from mof.errors import StructureError
from mof.framework import RoleType
from mof.help_requests import Origin
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentEvent, IncidentState
from mof.problems import Problem
from mof.records import (
    DEFAULT_PRIORITY_MATRIX,
    Actor,
    Entry,
    Level,
    Lifecycle,
    Noted,
    Priority,
    PriorityMatrix,
    Record,
)
from mof.services import ConfigurationItem, Service, ServiceCatalog
from mof.sources import EventLogMapping, Extract, SourceMapping
from mof.strategies import foreign_histories, foreign_incidents, incidents, services
from mof.values import AgreementId, IncidentId, Period, PersonId, ProblemId, ServiceId
from public_api import list_classes

# Where the package is installed, its entry point has done so already.
_hypothesis_plugin.register()

CONVERTER = make_converter()
BIG = pytest.param(str, 10**5000, "$: expected text, got a very large number", id="big")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
DESK = Calendar.weekdays("09:00-17:00", tz="Europe/Oslo")


CLASSES = list_classes()
VALUE_CLASSES = [each for each in CLASSES if find_exclusion(each) is None]
# Of a generic class, one kind stands for all.
KINDS: list[Any] = [Extract[Incident] if each is Extract else each for each in VALUE_CLASSES]


LIMITS = "'duration', 'business_days', 'deadline'"


def find_problems(data: object, kind: Any) -> tuple[str, ...]:
    with pytest.raises(StructureError) as caught:
        CONVERTER.structure(data, kind)
    return caught.value.problems


def make_incident(**changes: Any) -> Incident:
    entry = Entry[IncidentState, IncidentEvent](
        NOON, IncidentEvent.OPEN, IncidentState.OPEN, changes=changes
    )
    return Incident(IncidentId("INC1"), (entry,), opened_at=NOON)


def make_sla(**fields: Any) -> SLA:
    usual: dict[str, Any] = {
        "service": ServiceId("mail"),
        "calendar": DESK,
        "targets": [Target(Clock.RESOLUTION, timedelta(hours=8), required_share="0.95")],
        "valid_from": date(2026, 1, 1),
        "version": "1",
    }
    return SLA(AgreementId("SLA1"), **usual | fields)


# Every class


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: getattr(kind, "__name__", None))
@settings(max_examples=10)
@given(data=st.data())
def test_every_value_class_survives_the_way_to_json_and_back(
    kind: Any, data: st.DataObject
) -> None:
    # Oracle: equality with the value drawn, and one text for one value.
    value = data.draw(st.from_type(kind))

    text = CONVERTER.dumps(value, kind)
    actual = CONVERTER.loads(text, kind)

    assert value == actual
    assert text == CONVERTER.dumps(actual, kind)


def test_exclusions_say_why() -> None:
    for reason in EXCLUSIONS.values():
        assert len(reason.split()) > 5


def test_every_exclusion_is_of_some_class() -> None:
    reasons = {find_exclusion(each) for each in CLASSES}

    assert {None, *EXCLUSIONS.values()} == reasons


def test_no_field_is_called_as_the_type_of_a_value_is() -> None:
    assert [] == [each for each in VALUE_CLASSES if "type" in attrs.fields_dict(each)]


def test_classes_with_a_common_base_are_families() -> None:
    related = [each for each in VALUE_CLASSES for base in each.__bases__ if is_value_class(base)]

    assert [] == [each for each in related if not is_of_family(each)]


def test_families_and_exclusions_are_classes_that_there_are() -> None:
    for name in {*FAMILIES, *EXCLUSIONS}:
        module, _, kind = name.rpartition(".")
        assert to_full_name(getattr(import_module(module), kind)) == name


def test_what_stands_in_for_a_class_lives_in_its_room() -> None:
    # A room is imported when one of its classes is read; what stands in for it is known then.
    readable = [each for each in VALUE_CLASSES if is_of_family(each)]

    assert [] == [
        (each, base)
        for each in readable
        for base in each.__mro__[1:]
        if base in readable and to_room(base) != to_room(each)
    ]


def to_room(kind: type) -> str:
    return kind.__module__.split(".")[1]


def test_reading_one_kind_of_record_imports_no_other_kind() -> None:
    code = """
import sys
from mof.incidents import Incident
from mof.converters import make_converter
noon = '"2026-06-01T12:00:00Z"'
entry = '{"at": %s, "state": "open"}' % noon
fields = '"type": "incident", "id": "I-1", "history": [%s], "opened_at": %s' % (entry, noon)
make_converter().loads("{%s}" % fields, Incident)
print(len([name for name in sys.modules if name.startswith("mof")]))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    assert int(done.stdout) <= 80


@pytest.mark.parametrize("kind", [Lifecycle, Record, Entry[IncidentState, IncidentEvent]])
def test_excluded_class_is_refused_with_the_reason(kind: Any) -> None:
    (problem,) = find_problems({}, kind)

    assert "has no form in JSON: " in problem
    with pytest.raises(StructureError, match="has no form in JSON"):
        CONVERTER.unstructure(INCIDENT_LIFECYCLE)


@pytest.mark.parametrize(
    "name", ["_exclusions", "_hook_types", "_strict_scalars", "_tagged_unions"]
)
def test_examples_inside_the_package_are_true(name: str) -> None:
    module = import_module(f"mof.converters.{name}")

    assert doctest.testmod(module).failed == 0


# The form


def test_incident_is_written_as_it_reads() -> None:
    clerk = Actor(PersonId("person-1"), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)
    incident = Incident.open("INC1", origin=Origin.PHONE, alert="disk full", at=NOON, by=clerk)

    assert {
        "type": "incident",
        "id": "INC1",
        "history": [
            {
                "at": "2026-06-01T12:00:00Z",
                "event": "open",
                "state": "open",
                "reason": None,
                "by": {
                    "person": "person-1",
                    "role": "customer service representative",
                    "is_automated": False,
                },
                "changes": {"alert": "disk full"},
                "recorded_at": "2026-06-01T12:00:00Z",
            }
        ],
        "opened_at": "2026-06-01T12:00:00Z",
        "origin": "phone",
        "gaps": [],
    } == CONVERTER.unstructure(incident)


def test_facts_are_written_by_their_types() -> None:
    incident = make_incident(
        priority=Priority.P3,
        effort=timedelta(hours=62),
        expected_at=NOON,
        knowledge=("KB1", "KB2"),
        level=2,
        team=None,
    )

    assert {
        "effort": "PT62H",
        "expected_at": "2026-06-01T12:00:00Z",
        "knowledge": ["KB1", "KB2"],
        "level": 2,
        "priority": "3",
        "team": None,
    } == CONVERTER.unstructure(incident)["history"][0]["changes"]


def test_calendar_is_written_as_it_is_defined() -> None:
    calendar = Calendar(
        tz="Europe/Berlin",
        weekly={"sat": [("22:00", "06:00")], "mon": [("09:00", "12:00"), ("13:00", "17:00")]},
        holidays=[date(2026, 12, 25)],
        breaks={date(2026, 12, 24): [("12:00", "24:00")]},
        shifts={date(2026, 12, 27): []},
        recurring=[RecurringHours("FREQ=MONTHLY;BYDAY=1MO", [("09:00", "12:00")])],
        holidays_until=date(2026, 12, 31),
    )

    assert {
        "tz": "Europe/Berlin",
        "weekly": {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "sat": [["22:00", "06:00"]]},
        "holidays": ["2026-12-25"],
        "annual_holidays": [],
        "breaks": {"2026-12-24": [["12:00", "24:00"]]},
        "shifts": {"2026-12-27": []},
        "also": [],
        "recurring": [
            {
                "rule": "FREQ=MONTHLY;WKST=MO;BYDAY=1MO",
                "hours": [["09:00", "12:00"]],
                "since": None,
                "until": None,
            }
        ],
        "holidays_until": "2026-12-31",
        "hand_overs": {},
    } == CONVERTER.unstructure(calendar)


def test_agreement_says_its_type_and_so_does_the_limit_of_a_target() -> None:
    days = Target(Clock.CLOSURE, BusinessDays(5), priorities={Priority.P4, Priority.P3})
    plain = CONVERTER.unstructure(make_sla(targets=[*make_sla().targets, days]))

    hours_target, days_target = plain["targets"]

    assert plain["type"] == "sla"
    assert hours_target["within"] == {"type": "duration", "value": "PT8H"}
    assert days_target["within"] == {"type": "business_days", "count": 5, "end_of_day": False}
    assert hours_target["required_share"] == "19/20"
    assert days_target["priorities"] == ["3", "4"]
    assert [["pending"]] == [pause["states"] for pause in hours_target["clock"]["pauses"]]


def test_agreement_begins_on_a_date_or_at_an_instant() -> None:
    for valid_from, text in ((date(2026, 1, 1), "2026-01-01"), (NOON, "2026-06-01T12:00:00Z")):
        plain = CONVERTER.unstructure(make_sla(valid_from=valid_from))

        assert text == plain["valid_from"]
        assert valid_from == CONVERTER.structure(plain, SLA).valid_from
        assert CONVERTER.structure(plain, SLA).valid_until is None


def test_priority_matrix_is_an_object_by_impact_and_urgency() -> None:
    plain = CONVERTER.unstructure(DEFAULT_PRIORITY_MATRIX)

    assert {"high": "1", "medium": "2", "low": "3"} == plain["cells"]["high"]


def test_mapping_of_a_source_is_an_object_of_objects() -> None:
    mapping = EventLogMapping(
        columns={"id": "Number", "at": "Updated", "state": "State", "priority": "Urgency"},
        words={"priority": {"Low": Priority.P4}},
        states={"Awaiting user": (IncidentState.PENDING, "user")},
    )

    plain = CONVERTER.unstructure(mapping)

    assert plain["columns"]["id"] == "Number"
    assert plain["words"] == {"priority": {"Low": "4"}}
    assert plain["states"] == [["Awaiting user", "pending", "user"]]
    assert mapping == CONVERTER.structure(plain, SourceMapping)


def test_member_of_a_family_is_read_as_what_it_says_it_is() -> None:
    plain = CONVERTER.unstructure([make_sla()], list[Agreement])

    assert [make_sla()] == CONVERTER.structure(plain, list[Agreement])
    assert make_sla() == CONVERTER.structure(plain[0], SLA)


def test_type_may_be_left_out_where_it_can_only_be_one() -> None:
    plain = CONVERTER.unstructure(make_sla())
    del plain["type"]

    assert make_sla() == CONVERTER.structure(plain, SLA)
    (problem,) = find_problems(plain, Agreement)
    assert problem.startswith("$.type: expected one of 'agreement', 'sla', 'ola', ")
    assert problem.endswith(", and it is missing")


def test_instants_are_written_in_utc() -> None:
    local = datetime.fromisoformat("2026-06-01T14:00:00.000001+02:00")

    assert CONVERTER.unstructure(local) == "2026-06-01T12:00:00.000001Z"
    assert local == CONVERTER.structure("2026-06-01T14:00:00.000001+02:00", datetime)


def test_collections_are_read_from_lists_and_objects() -> None:
    plain = CONVERTER.unstructure(make_incident())
    incident = make_incident()

    assert [incident] == CONVERTER.structure([plain], list[Incident])
    assert (incident,) == CONVERTER.structure([plain], tuple[Incident, ...])
    assert {"a": incident} == CONVERTER.structure({"a": plain}, dict[str, Incident])
    assert {Level.LOW: 1} == CONVERTER.structure({"low": 1}, dict[Level, int])
    assert ("a", 1) == CONVERTER.structure(["a", 1], tuple[str, int])
    assert CONVERTER.structure([], list) == []
    assert CONVERTER.structure({}, dict) == {}


# Durations


@given(st.timedeltas())
def test_every_duration_survives_to_the_microsecond(value: timedelta) -> None:
    # Oracle: equality with the duration drawn.
    assert value == read_duration(write_duration(value))


@pytest.mark.parametrize(
    "value, text",
    [
        (timedelta(0), "PT0S"),
        (timedelta(hours=8), "PT8H"),
        (timedelta(days=2, hours=14), "PT62H"),
        (timedelta(minutes=90), "PT1H30M"),
        (timedelta(microseconds=1), "PT0.000001S"),
        (timedelta(seconds=1.5), "PT1.5S"),
        (timedelta(seconds=10), "PT10S"),
        (-timedelta(hours=1, seconds=1), "-PT1H1S"),
        (timedelta.max, "PT23999999999H59M59.999999S"),
        (timedelta.min, "-PT23999999976H"),
    ],
)
def test_durations_are_written_in_hours_minutes_and_seconds(value: timedelta, text: str) -> None:
    assert text == CONVERTER.unstructure(value)
    assert value == CONVERTER.structure(text, timedelta)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("P1D", timedelta(days=1)),
        ("P1DT1M", timedelta(days=1, minutes=1)),
        ("PT90M", timedelta(minutes=90)),
        ("-P1DT0.25S", -timedelta(days=1, seconds=0.25)),
    ],
)
def test_durations_may_be_written_otherwise(text: str, expected: timedelta) -> None:
    assert expected == CONVERTER.structure(text, timedelta)


@pytest.mark.parametrize(
    "value",
    [
        *("", "P", "PT", "P1", "8h", "P1M", "P1Y", "P1W", "PT1.5H", "PT1.0000001S", "P-1D"),
        *("PT8H ", "pt8h", "P1DT", "PT1S1H", "PT٣H", "P999999999999D", "+PT1H", "P1D1D"),
        *(8, 8.0, None, True, [], {}),
    ],
)
def test_what_is_no_duration_is_refused(value: object) -> None:
    (problem,) = find_problems(value, timedelta)

    assert problem.startswith("$: expected a duration such as 'PT8H30M', got ")


# Nothing is taken for what it is not


@pytest.mark.parametrize(
    "kind, value, problem",
    [
        (str, 5, "$: expected text, got the number 5"),
        (str, None, "$: expected text, got null"),
        (int, "5", "$: expected a whole number, got '5'"),
        (int, 5.0, "$: expected a whole number, got the number 5.0"),
        (int, True, "$: expected a whole number, got a truth value"),
        (float, 5, "$: expected a number with a decimal point, got the number 5"),
        (bool, 1, "$: expected true or false, got the number 1"),
        (bool, "true", "$: expected true or false, got 'true'"),
        (date, "20261224", "$: expected a date such as '2026-12-24', got '20261224'"),
        (date, "2026-13-01", "$: expected a date such as '2026-12-24', got '2026-13-01'"),
        (date, 5, "$: expected a date such as '2026-12-24', got the number 5"),
        (
            datetime,
            "2026-06-01T12:00:00",
            "$: '2026-06-01T12:00:00' does not say its offset from UTC; write for instance ",
        ),
        (
            datetime,
            1780315200,
            "$: expected an instant such as '2026-06-01T10:00:00Z', got the number 1780315200",
        ),
        (
            datetime,
            "0001-01-01T00:00:00+14:00",
            "$: expected an instant such as '2026-06-01T10:00:00Z', got '0001-01-01T00",
        ),
        (Fraction, "0.95", "$: expected an exact number such as '19/20' or '3', got '0.95'"),
        (Fraction, "1/0", "$: expected an exact number such as '19/20' or '3', got '1/0'"),
        (Fraction, "1e999999999", "$: expected an exact number such as '19/20' or '3', got "),
        (Fraction, 3, "$: expected an exact number such as '19/20' or '3', got the number 3"),
        (Level, "huge", "$: expected one of 'high', 'medium', 'low', got 'huge'"),
        (Level, [], "$: expected one of 'high', 'medium', 'low', got a list"),
        (Level, {}, "$: expected one of 'high', 'medium', 'low', got an object"),
        (tuple[str, ...], "abc", "$: expected a list, got 'abc'"),
        (tuple[str, ...], ("a",), "$: expected a list, got a tuple"),
        (tuple[str, int], ["a"], "$: expected a list of 2, got one of 1"),
        (tuple[str, int], ["a", "b"], "$[1]: expected a whole number, got 'b'"),
        (frozenset[str], ["a", "a"], "$: names something twice"),
        (list[int], [1, "b", 3], "$[1]: expected a whole number, got 'b'"),
        (dict[str, int], {"a b": "c"}, "$[\"a b\"]: expected a whole number, got 'c'"),
        BIG,
        (int, "x" * 99, f"$: expected a whole number, got '{'x' * 39}…'"),
    ],
    ids=lambda value: None if isinstance(value, type | int) else repr(value)[:30],
)
def test_nothing_is_coerced(kind: Any, value: object, problem: str) -> None:
    (actual,) = find_problems(value, kind)

    assert actual.startswith(problem)


@pytest.mark.parametrize("kind", [*KINDS, dict[str, Incident]], ids=str)
@pytest.mark.parametrize("data", [5, None, [], "x", True, 1.5], ids=repr)
def test_wrong_shape_at_the_top_is_refused(kind: Any, data: object) -> None:
    (problem,) = find_problems(data, kind)

    assert problem.startswith("$: expected an object, got ")


@given(
    st.sampled_from(KINDS),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("type", "id", "history", "at", "changes", "value", "start", "tz")),
                inner,
                max_size=4,
            )
        ),
        max_leaves=10,
    ),
)
def test_whatever_plain_data_is_read_the_only_error_is_a_structure_error(
    kind: Any, data: object
) -> None:
    # Oracle: none; it must not raise anything else.
    with suppress(StructureError):
        CONVERTER.structure(data, kind)


@given(incidents(max_events=3), st.data())
def test_a_record_with_one_broken_place_is_refused_at_that_place(
    incident: Incident, data: st.DataObject
) -> None:
    # Oracle: the path at which the data was broken.
    plain = CONVERTER.unstructure(incident)
    position = data.draw(st.integers(0, len(plain["history"]) - 1))
    name = data.draw(st.sampled_from(("at", "event", "state", "reason", "by", "recorded_at")))
    plain["history"][position][name] = 5

    (problem,) = find_problems(loads(dumps(plain)), Incident)

    assert problem.startswith(f"$.history[{position}].{name}: expected ")


def test_all_faults_are_listed_each_with_its_path() -> None:
    plain = CONVERTER.unstructure(make_incident())
    plain["colour"] = "red"
    plain["history"][0]["at"] = "yesterday"
    del plain["opened_at"]

    with pytest.raises(StructureError) as caught:
        CONVERTER.structure(plain, Incident)

    assert caught.value.problems == (
        "$.colour: is unknown; known: gaps, id, history, opened_at, origin",
        "$.history[0].at: expected an instant such as '2026-06-01T10:00:00Z', got 'yesterday'",
        "$.opened_at: is missing",
    )
    assert str(caught.value).startswith("not a valid Incident: $.colour: is unknown; ")


def test_message_of_many_faults_is_cut() -> None:
    with pytest.raises(StructureError, match=r"\$\[4\]: .*; and 95 more$") as caught:
        CONVERTER.structure([None] * 100, list[int])

    assert len(caught.value.problems) == 100


@pytest.mark.parametrize(
    "text, kind, problem",
    [
        (
            '{"start": "2026-06-01T00:00Z", "end": "2026-05-01T00:00Z"}',
            Period,
            "$: a period ends after it starts: ",
        ),
        ('{"tz": "Mars/Base"}', Calendar, "$: unknown time zone 'Mars/Base'; "),
        ('{"tz": "UTC", "weekly": {"monday": []}}', Calendar, "$: unknown weekday 'monday'; "),
        ('{"tz": "UTC"}', Calendar, "$: "),
        ('{"cells": {}}', PriorityMatrix, "$: a priority matrix names each impact "),
        (
            '{"services": [{"id": "a", "name": "A", "depends_on": ["b"]}]}',
            ServiceCatalog,
            "$: the catalog has no service 'b'; ",
        ),
    ],
)
def test_what_a_class_refuses_is_refused_with_its_reason(
    text: str, kind: Any, problem: str
) -> None:
    with pytest.raises(StructureError) as caught:
        CONVERTER.loads(text, kind)

    assert caught.value.problems[0].startswith(problem)


@pytest.mark.parametrize(
    "within, problem",
    [
        (5, "$.targets[0].within: expected an object, got the number 5"),
        ("PT8H", "$.targets[0].within: expected an object, got 'PT8H'"),
        (
            {"type": "weeks"},
            f"$.targets[0].within.type: expected one of {LIMITS}, got 'weeks'",
        ),
        (
            {"type": ["duration"]},
            f"$.targets[0].within.type: expected one of {LIMITS}, got a list",
        ),
        (
            {"type": "duration", "count": 1},
            "$.targets[0].within: expected an object of 'type' and 'value' and nothing else",
        ),
        (
            {"type": "duration", "value": 8},
            "$.targets[0].within.value: expected a duration such as 'PT8H30M', got the number 8",
        ),
        (
            {"type": "business_days", "count": "5"},
            "$.targets[0].within.count: expected a whole number, got '5'",
        ),
    ],
)
def test_member_of_a_union_is_refused_at_its_place(within: object, problem: str) -> None:
    plain = CONVERTER.unstructure(make_sla())
    plain["targets"][0]["within"] = within

    assert find_problems(plain, SLA) == (problem,)


@pytest.mark.parametrize("name", ["ola", "incident", 5, [], None, "SLA"])
def test_other_type_than_was_asked_for_is_refused(name: object) -> None:
    plain = CONVERTER.unstructure(make_sla()) | {"type": name}

    (problem,) = find_problems(plain, SLA)

    assert problem.startswith("$.type: expected one of 'sla', got ")


@pytest.mark.parametrize("text", ["", "{", "nonsense", "[1,]", b"\xff", '{"a": ' * 100_000])
def test_text_that_is_no_json_is_a_structure_error(text: str | bytes) -> None:
    with pytest.raises(StructureError, match="is no JSON: "):
        CONVERTER.loads(text, Incident)


def test_number_too_long_to_be_read_is_a_structure_error() -> None:
    with pytest.raises(StructureError):
        CONVERTER.loads(f'{{"count": {"9" * 10_000}}}', BusinessDays)


def test_data_nested_too_deeply_is_a_structure_error() -> None:
    data: object = {"tz": "UTC"}
    for _ in range(2000):
        data = {"tz": "UTC", "also": [data]}

    problems = find_problems(data, Calendar)

    assert any("too deeply" in problem for problem in problems)


# Facts


def test_foreign_facts_are_kept_as_they_are() -> None:
    foreign = {"unit": "sales", "number": 5, "flag": True, "nothing": None}
    incident = make_incident(**foreign)

    plain = CONVERTER.unstructure(incident)

    assert foreign == plain["history"][0]["changes"]
    assert incident == CONVERTER.structure(plain, Incident)


@pytest.mark.parametrize(
    "name, value, written",
    [
        ("met_at", NOON, {"type": "instant", "value": "2026-06-01T12:00:00Z"}),
        ("spent", timedelta(hours=1), {"type": "duration", "value": "PT1H"}),
        ("tags", ("a", "b"), {"type": "words", "value": ["a", "b"]}),
        ("priority", "urgent", {"type": "text", "value": "urgent"}),
        ("level", True, {"type": "flag", "value": True}),
        ("team", 5, {"type": "number", "value": 5}),
    ],
)
def test_fact_of_an_unforeseen_type_says_its_type(
    name: str, value: Any, written: dict[str, object]
) -> None:
    incident = make_incident(**{name: value})

    plain = CONVERTER.unstructure(incident)

    assert {name: written} == plain["history"][0]["changes"]
    assert incident == CONVERTER.structure(plain, Incident)


def test_word_of_a_vocabulary_that_the_record_does_not_know_is_not_written() -> None:
    with pytest.raises(StructureError, match=r"\$\.size: a Level cannot be read back unless"):
        CONVERTER.unstructure(make_incident(size=Level.HIGH))


_TYPES = ("text", "number", "flag", "instant", "duration", "words")


@pytest.mark.parametrize(
    "changes, problem",
    [
        (
            {"priority": "9"},
            "priority: expected one of '1', '2', '3', '4', '5', got '9'",
        ),
        ({"level": "2"}, "level: expected a whole number, got '2'"),
        (
            {"unit": 1.5},
            "unit: expected text, a whole number, true, false or null, got the number 1.5",
        ),
        (
            {"unit": {"type": "colour", "value": 1}},
            f"unit.type: expected one of {', '.join(map(repr, _TYPES))}, got 'colour'",
        ),
        ({"knowledge": "KB1"}, "knowledge: expected a list, got 'KB1'"),
    ],
)
def test_fact_of_the_wrong_type_is_refused_at_its_place(
    changes: dict[str, object], problem: str
) -> None:
    plain = CONVERTER.unstructure(make_incident())
    plain["history"][0]["changes"] = changes

    assert find_problems(plain, Incident) == (f"$.history[0].changes.{problem}",)


FOREIGN_PROBLEMS = st.builds(Problem, st.just(ProblemId("P1")), foreign_histories(Problem))
FOREIGN_SERVICES = services(history=foreign_histories(Service))


@settings(max_examples=40)
@given(foreign_incidents() | FOREIGN_PROBLEMS | FOREIGN_SERVICES)
def test_histories_are_kept_however_unlawful(record: Incident | Problem | Service) -> None:
    # Oracle: equality with the record drawn.
    text = CONVERTER.dumps(record)

    assert record == CONVERTER.loads(text, type(record))


# Classes and converters of one's own


@frozen
class Outage(Incident):
    """An incident that a whole site notices."""

    site: str = attrs.field(default="", kw_only=True)

    headcount = Noted(int)


@frozen
class Ticket:
    """A class of an embedder."""

    number: int
    incident: Incident
    limits: tuple[timedelta | BusinessDays | None, ...] = ()
    ends_on: date | datetime | None = None


def make_outage() -> Outage:
    entry = Entry[IncidentState, IncidentEvent](NOON, changes={"headcount": 40, "level": 2})
    return Outage(IncidentId("INC2"), (entry,), opened_at=NOON, site="Oslo")


def test_class_built_on_one_of_ours_is_one_of_its_family() -> None:
    plain = CONVERTER.unstructure(make_outage(), Incident)

    assert ("outage", "Oslo") == (plain["type"], plain["site"])
    assert make_outage() == CONVERTER.structure(plain, Incident)
    assert make_outage() == CONVERTER.structure(plain, Outage)


@pytest.mark.parametrize("limit", [timedelta(hours=1), BusinessDays(2), None])
@pytest.mark.parametrize("ends_on", [NOON, date(2026, 1, 1), None])
def test_class_of_ones_own_may_hold_ours(limit: Any, ends_on: Any) -> None:
    ticket = Ticket(1, make_outage(), (limit,), ends_on)

    assert ticket == CONVERTER.loads(CONVERTER.dumps(ticket), Ticket)


def test_fault_in_a_class_of_ones_own_has_its_path_too() -> None:
    plain = CONVERTER.unstructure(Ticket(1, make_incident()))
    plain["incident"]["origin"] = "owl"
    plain["limits"] = 5
    del plain["number"]

    problems = find_problems([plain], list[Ticket])

    assert [problem.split(":")[0] for problem in problems] == [
        "$[0].number",
        "$[0].incident.origin",
        "$[0].limits",
    ]


def test_fault_in_a_collection_of_another_kind_has_its_path_too() -> None:
    problems = find_problems([5], set[Level])

    assert problems == ("$[0]: expected one of 'high', 'medium', 'low', got the number 5",)


def test_fault_that_a_hook_of_ones_own_finds_has_its_path_too() -> None:
    def read(value: object, _: object) -> complex:
        error = ValueError(f"{value!r} is too complex")
        error.add_note("found by hand")
        raise error

    converter = make_converter()
    converter.register_structure_hook(complex, read)

    with pytest.raises(StructureError) as caught:
        converter.structure([1], set[complex])

    assert caught.value.problems == ("$[0]: 1 is too complex",)


def test_converter_of_ones_own_can_be_equipped() -> None:
    converter = cattrs.Converter()
    configure_converter(converter)

    plain = converter.unstructure(Ticket(1, make_incident()))

    assert Ticket(1, make_incident()) == converter.structure(plain, Ticket)
    with pytest.raises(StructureError, match=r"\$\.type: expected one of 'sla'"):
        converter.structure(plain["incident"], SLA)


def test_converter_without_detail_names_paths_all_the_same() -> None:
    converter = cattrs.Converter(detailed_validation=False)
    configure_converter(converter)

    with pytest.raises(StructureError) as caught:
        converter.structure({"history": []}, Problem)

    assert caught.value.problems == ("$.id: is missing",)


def test_copy_of_a_converter_can_be_changed_alone() -> None:
    copy = make_converter().copy()
    copy.register_unstructure_hook(Problem, lambda problem: problem.id)

    assert copy.unstructure(Problem(ProblemId("P1"), ())) == "P1"


@frozen
class Broken(ConfigurationItem):
    """A class with a mistake in it."""

    def __attrs_post_init__(self) -> None:
        raise AttributeError


def test_mistake_in_a_class_is_a_fault_of_the_value() -> None:
    assert find_problems({"id": "a", "name": "A"}, Broken) == ("$: AttributeError",)


def test_type_is_no_field_of_a_class_without_a_family() -> None:
    (problem,) = find_problems({"type": "item", "id": "a", "name": "A"}, ConfigurationItem)

    assert problem.startswith("$.type: is unknown; known: id, name, ")


def test_key_that_is_no_text_is_refused() -> None:
    problems = find_problems({1: 2, "id": "a", "name": "A"}, Service)

    assert problems[0].startswith('$["1"]: is unknown; ')


def test_fault_of_a_value_that_quotes_a_long_text_is_cut_in_the_middle() -> None:
    text = CONVERTER.dumps(DESK).replace("Europe/Oslo", "Europe/" + "Oslo" * 1000)

    with pytest.raises(StructureError) as caught:
        CONVERTER.loads(text, Calendar)

    (problem,) = caught.value.problems
    assert problem.startswith("$: unknown time zone 'Europe/OsloOslo")
    assert problem.endswith("install the tzdata package)")
    assert 520 > len(problem)
