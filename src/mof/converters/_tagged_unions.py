"""Unions: how a value says which of several types it is of.

The ``configure_tagged_union`` of cattrs is told of each union beforehand, and takes classes only;
here any union that a field has is found when it is met, and durations, dates and fractions may be
members too.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from re import sub
from types import NoneType, UnionType
from typing import Any, Union, get_args

from attrs import has
from cattrs import Converter

from mof.converters._faults import find_fault, find_type_fault, list_problems, to_error
from mof.converters._hook_types import Reader, TypeForm, Value, Writer, find_class
from mof.converters._strict_collections import check_object
from mof.converters._strict_scalars import read_day_or_instant, write_day_or_instant

SCALARS: dict[type, str] = {
    str: "text",
    int: "number",
    bool: "flag",
    datetime: "instant",
    timedelta: "duration",
    tuple: "words",
}
"""What types without fields are called where a value has to say its type."""

_SCALAR_TYPES: dict[str, Any] = {name: kind for kind, name in SCALARS.items()} | {
    "words": tuple[str, ...]
}
_PLAIN_TYPES: dict[str, Any] = {**_SCALAR_TYPES, "fraction": Fraction}


def to_type_name(kind: type) -> str:
    """What a type is called where a value has to say its type.

    >>> to_type_name(timedelta)
    'duration'
    """
    return SCALARS.get(kind) or sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def list_members(kind: TypeForm) -> list[Any]:
    """The types of a union besides None; none for what is no union."""
    is_union = find_class(kind) in {Union, UnionType}
    return [member for member in get_args(kind) if member is not NoneType] if is_union else []


def is_optional(kind: TypeForm) -> bool:
    """Whether a type is one other type, or None."""
    return len(list_members(kind)) == 1


def make_optional_reader(kind: TypeForm, converter: Converter) -> Reader:
    """A reader of a type, and of null."""
    (member,) = list_members(kind)
    hook = converter.get_structure_hook(member)

    def read(value: object, _: object = None) -> Value:
        return None if value is None else hook(value, member)

    return read


def is_day_or_instant(kind: TypeForm) -> bool:
    """Whether a type is a union of dates and instants."""
    return set(list_members(kind)) == {date, datetime}


def is_tagged(kind: TypeForm) -> bool:
    """Whether a type is a union of which some member is a value class, or fractions are one."""
    members = list_members(kind)
    return len(members) > 1 and any(has(find_class(m)) or m is Fraction for m in members)


def make_day_or_instant_reader(kind: TypeForm) -> Reader:
    """A reader of dates and instants, and of null where the union has None."""
    is_optional = NoneType in get_args(kind)

    def read(value: object, _: object = None) -> date | None:
        return None if value is None and is_optional else read_day_or_instant(value)

    return read


def make_day_or_instant_writer(_: TypeForm) -> Writer:
    """A writer of dates and instants, and of null."""
    return lambda value: None if value is None else write_day_or_instant(value)


def read_tagged_scalar(
    value: dict[Any, object], converter: Converter, kinds: Mapping[str, Any] = _SCALAR_TYPES
) -> Value:
    """A value without fields, from an object of its type and itself."""
    if value.keys() != {"type", "value"}:
        raise find_fault("expected an object of 'type' and 'value' and nothing else")
    if (kind := kinds.get(str(value["type"]))) is None:
        raise find_type_fault(value, kinds)
    try:
        return converter.get_structure_hook(kind)(value["value"], kind)
    except Exception as error:
        raise to_error(list_problems(error, ".value")) from error


def write_tagged_scalar(value: object, converter: Converter) -> dict[str, object]:
    """A value without fields as an object of its type and itself."""
    name = to_type_name(type(value))
    kind = _PLAIN_TYPES[name]
    return {"type": name, "value": converter.get_unstructure_hook(kind)(value)}


def make_tagged_reader(kind: TypeForm, converter: Converter) -> Reader:
    """A reader of objects that say of which member of a union they are."""
    members = {to_type_name(member): member for member in list_members(kind)}
    is_optional = NoneType in get_args(kind)

    def read(value: object, _: object = None) -> Value:
        if value is None and is_optional:
            return None
        given = check_object(value)
        name = given.get("type")
        member = members.get(name) if isinstance(name, str) else None
        if member is None:
            raise find_type_fault(given, members)
        if name in _PLAIN_TYPES:
            return read_tagged_scalar(given, converter, _PLAIN_TYPES)
        fields = {key: item for key, item in given.items() if key != "type"}
        return converter.get_structure_hook(member)(fields, member)

    return read


def make_tagged_writer(_kind: TypeForm, converter: Converter) -> Writer:
    """A writer of values that say of which member of a union they are."""

    def write(value: object) -> object:
        kind = type(value)
        if value is None:
            return None
        if to_type_name(kind) in _PLAIN_TYPES:
            return write_tagged_scalar(value, converter)
        return {"type": to_type_name(kind), **converter.get_unstructure_hook(kind)(value)}

    return write
