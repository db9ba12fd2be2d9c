"""Families: value classes that stand in for each other, and say which of them they are.

The ``include_subclasses`` of cattrs knows the subclasses that are there when it is called; here
those are known too that are made later, such as an embedder's own record.
"""

from importlib import import_module
from typing import Any, get_args

from attrs import fields, has, resolve_types
from cattrs import Converter

from mof.converters._exclusions import find_exclusion
from mof.converters._faults import find_fault, find_type_fault
from mof.converters._fields import FieldHooks, make_object_reader, make_object_writer
from mof.converters._history_facts import make_history_hooks
from mof.converters._hook_types import Reader, TypeForm, Value, Writer, find_class, to_full_name
from mof.converters._mapping_fields import make_field_hooks
from mof.converters._strict_collections import check_object
from mof.converters._tagged_unions import to_type_name
from mof.records import Record

FAMILIES = frozenset(
    {
        "mof.agreements._agreements.Agreement",
        "mof.records._records.Record",
        "mof.reviews._finding_rules.FindingCondition",
        "mof.sources._mappings.SourceMapping",
    }
)
"""Classes whose subclasses stand in for each other; a value of theirs always says its type.

They are named, so that none is imported before a value of it is read or written.
"""


def is_of_family(kind: TypeForm) -> bool:
    """Whether a class is one of a family, or built on one."""
    return not FAMILIES.isdisjoint(map(to_full_name, find_class(kind).__mro__))


def is_value_class(kind: TypeForm) -> bool:
    """Whether a type is a class of values of this library, or built on one."""
    origin = find_class(kind)
    return has(origin) and any(each.__module__.startswith("mof.") for each in origin.__mro__)


def make_value_reader(kind: TypeForm, converter: Converter) -> Reader:
    """A reader of a value class from objects; of a family, by the type that they say."""
    is_family = is_of_family(kind)
    hooks = _make_field_hooks(kind, converter)
    read = make_object_reader(kind, converter, hooks, is_tagged=is_family)
    if not is_family:
        return read
    own_name = to_type_name(kind)
    _import_room(find_class(kind))

    def read_member(value: object, _: object = None) -> Value:
        given = check_object(value)
        members = {to_type_name(member): member for member in _list_family(kind)}
        name = given.get("type", None if len(members) > 1 else own_name)
        if name == own_name:
            return read(value, kind)
        if isinstance(name, str) and name in members:
            return converter.get_structure_hook(members[name])(value, members[name])
        raise find_type_fault(given, members)

    return read_member


def make_value_writer(kind: TypeForm, converter: Converter) -> Writer:
    """A writer of a value class as objects; of a family, with the type of the value."""
    hooks = _make_field_hooks(kind, converter)
    write = make_object_writer(kind, converter, hooks)
    if not is_of_family(kind):
        return write
    own_name = to_type_name(kind)

    def write_member(value: object) -> dict[str, Any]:
        if type(value) is kind:
            return {"type": own_name, **write(value)}
        written: dict[str, Any] = converter.get_unstructure_hook(type(value))(value)
        return written

    return write_member


def _import_room(kind: type) -> None:
    """Import what stands in for a class: it lives in its room, unless an embedder made it."""
    room = kind.__module__.rpartition(".")[0]
    if room.startswith("mof."):
        module = import_module(room)
        for name in module.__all__:
            getattr(module, name)


def _list_family(kind: type) -> list[type]:
    """A class and all that are built on it."""
    subclasses: list[type] = kind.__subclasses__()
    below = [
        member
        for each in subclasses
        # The class that a slotted one was made from may still be about.
        if "__attrs_attrs__" in vars(each)
        for member in _list_family(each)
    ]
    return [kind, *below]


def _make_field_hooks(kind: TypeForm, converter: Converter) -> FieldHooks:
    """How those fields are read and written that do not follow from their type alone."""
    origin = find_class(kind)
    if reason := find_exclusion(origin):
        raise find_fault(f"{origin.__name__} has no form in JSON: {reason}")
    resolve_types(origin)
    hooks = {
        field.name: found
        for field in fields(origin)
        if (found := make_field_hooks(field, converter))
    }
    if issubclass(origin, Record):
        (entry, _) = get_args(fields(origin).history.type)
        hooks["history"] = make_history_hooks(entry, origin.FACTS, converter)
    return hooks
