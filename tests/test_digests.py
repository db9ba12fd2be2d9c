"""Digests: what tells at a glance whether two sets of values are the same."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from types import MappingProxyType

import pytest
from attrs import evolve, frozen

from mof.errors import ArgumentError
from mof.records import Level
from mof.values._digests import digest
from mof.values._instants import load_zone
from world import resolve_incident


@frozen
class Thing:
    name: str
    remark: str | None = None
    tags: frozenset[str] = frozenset()
    count: int = 0


@frozen
class Other:
    name: str


def hash_lines(*lines: str) -> str:
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def test_digest_is_the_sha256_of_sorted_lines_of_json() -> None:
    assert hash_lines('"a"', '"b"') == digest(["b", "a"])
    assert hash_lines('{"":"Thing","name":"å","count":0}') == digest([Thing("å")])


@pytest.mark.parametrize(
    "value, line",
    [
        (datetime(2026, 6, 1, 9, tzinfo=load_zone("Europe/Oslo")), '"2026-06-01T07:00:00+00:00"'),
        (datetime(2026, 6, 1, 9), '"2026-06-01T09:00:00"'),
        (date(2026, 6, 1), '"2026-06-01"'),
        (time(9, 30), '"09:30:00"'),
        (timedelta(seconds=1), "[1000000]"),
        (Fraction(19, 20), '"19/20"'),
        (Level.HIGH, '"high"'),
        (frozenset({"b", "a"}), r'["\"a\"","\"b\""]'),
        (MappingProxyType({"b": 1, "a": 2}), r'[["\"a\"","2"],["\"b\"","1"]]'),
        (None, "null"),
    ],
)
def test_every_kind_of_value_has_a_line_of_its_own(value: object, line: str) -> None:
    assert hash_lines(line) == digest([value])


def test_every_part_of_a_record_is_told() -> None:
    incident = resolve_incident("INC1")
    last = incident.history[-1]
    moved = evolve(last, at=last.at + timedelta(microseconds=1))

    assert digest([incident]) == digest([resolve_incident("INC1")])
    assert digest([incident]) != digest([evolve(incident, history=(*incident.history[:-1], moved))])


def test_class_of_a_value_is_told() -> None:
    assert digest([Thing("a")]) != digest([Other("a")])


def test_what_is_empty_is_left_out_and_zero_is_not() -> None:
    assert digest([Thing("a", "", frozenset())]) == digest([Thing("a")])
    assert digest([Thing("a", count=1)]) != digest([Thing("a")])


def test_value_that_comes_twice_is_told_from_one_that_comes_once() -> None:
    assert digest(["a", "a"]) != digest(["a"])


def test_instant_is_the_same_in_every_zone() -> None:
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)

    assert digest([noon]) == digest([noon.astimezone(load_zone("Asia/Tokyo"))])


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(ArgumentError, match="no digest can be taken of <object"):
        digest([object()])
