"""Digests: what tells at a glance whether two sets of values are the same."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Set as AbstractSet
from datetime import date, datetime, time, timedelta
from enum import Enum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any

from attrs import fields, has

from mof.errors import ArgumentError
from mof.values._instants import MICROSECOND, to_utc

_EMPTY: tuple[object, ...] = (None, "", (), frozenset())


def digest(values: Iterable[object]) -> str:
    """The SHA-256 of values, which is the same in whatever order they come.

    It is taken over one line of JSON for each value, the lines sorted. A line names the class
    and every field that tells values apart, but for empty ones, so that a field which a later
    version adds leaves the digests of older data as they were.

    >>> digest(["a", "b"]) == digest(["b", "a"])
    True

    Raises:
        ArgumentError: a value holds something that is no value of this library.
    """
    lines = sorted(map(_write, values))
    text = "".join(f"{line}\n" for line in lines)
    # Text that a tool cut within a character is no reason to fail.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _write(value: object) -> str:
    return _ENCODER.encode(value)


def _encode(value: object) -> object:
    """What stands for a value that JSON does not know."""
    kind: type = type(value)
    return _find_way(kind)(value)


@cache
def _find_way(kind: type) -> Callable[[Any], object]:
    """How values of a class are encoded; looked up once for each class."""
    for known, way in _WAYS.items():
        if issubclass(kind, known):
            return way
    return _make_way(kind) if has(kind) else _refuse


def _make_way(kind: type) -> Callable[[object], dict[str, object]]:
    head: dict[str, object] = {"": kind.__name__}
    getters = [(each.name, attrgetter(each.name)) for each in fields(kind) if each.eq]

    def encode_fields(value: object) -> dict[str, object]:
        told = ((name, get(value)) for name, get in getters)
        return head | {name: item for name, item in told if item not in _EMPTY}

    return encode_fields


def _refuse(value: object) -> object:
    raise ArgumentError(f"no digest can be taken of {value!r}; give values of mof", value=value)


def _encode_mapping(value: Mapping[object, object]) -> object:
    return sorted([_write(key), _write(item)] for key, item in value.items())


_WAYS: dict[type, Callable[[Any], object]] = {
    datetime: lambda value: (to_utc(value) if value.tzinfo else value).isoformat(),
    date: date.isoformat,
    time: time.isoformat,
    timedelta: lambda value: [value // MICROSECOND],
    Fraction: str,
    Enum: attrgetter("value"),
    AbstractSet: lambda value: sorted(map(_write, value)),
    Mapping: _encode_mapping,
}


_ENCODER = json.JSONEncoder(
    default=_encode, check_circular=False, ensure_ascii=False, separators=(",", ":")
)
