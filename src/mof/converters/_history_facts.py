"""Histories: entries whose facts have the types that the class of their record says."""

from collections.abc import Mapping
from typing import Any

from cattrs import Converter

from mof.converters._faults import describe, find_fault, read_each, to_member_step
from mof.converters._fields import make_object_reader, make_object_writer
from mof.converters._hook_types import Reader, TypeForm, Value, Writer
from mof.converters._strict_collections import check_object, read_list
from mof.converters._strict_scalars import read_text
from mof.converters._tagged_unions import SCALARS, read_tagged_scalar, write_tagged_scalar
from mof.records._histories import Changes

_BARE = (str, int, bool)
"""The types that a fact unknown to its record may have without saying so."""


def make_history_hooks(
    entry: TypeForm, facts: Mapping[str, type], converter: Converter
) -> tuple[Reader, Writer]:
    """A reader and a writer of histories on which facts of some types are noted."""
    changes = (_make_changes_reader(facts, converter), _make_changes_writer(facts, converter))
    read_entry = make_object_reader(entry, converter, {"changes": changes})
    write_entry = make_object_writer(entry, converter, {"changes": changes})

    def read(value: object, _: object = None) -> tuple[Any, ...]:
        return tuple(read_list(value, read_entry))

    def write(history: tuple[Any, ...]) -> list[Any]:
        return [write_entry(each) for each in history]

    return read, write


def _make_changes_reader(facts: Mapping[str, type], converter: Converter) -> Reader:
    kinds = {name: _to_full_type(kind) for name, kind in facts.items()}
    readers = {name: converter.get_structure_hook(kind) for name, kind in kinds.items()}

    def read_fact(name: str, value: object) -> Value:
        read_text(name)
        if value is None:
            return None
        if isinstance(value, dict):
            return read_tagged_scalar(check_object(value), converter)
        if name in readers:
            return readers[name](value, kinds[name])
        if type(value) is str:
            return read_text(value)
        if type(value) in _BARE:
            return value
        words = "text, a whole number, true, false or null"
        raise find_fault(f"expected {words}, got {describe(value)}")

    def read(value: object, _: object = None) -> dict[str, Any]:
        items = check_object(value)
        return dict(zip(items, read_each(items.items(), read_fact, to_member_step), strict=True))

    return read


def _make_changes_writer(facts: Mapping[str, type], converter: Converter) -> Writer:
    kinds = {name: _to_full_type(kind) for name, kind in facts.items()}
    writers = {name: converter.get_unstructure_hook(kind) for name, kind in kinds.items()}

    def write_fact(name: str, value: object) -> object:
        if value is None:
            return None
        kind = type(value)
        if kind is facts.get(name):
            return writers[name](value)
        if name not in facts and kind in _BARE:
            return value
        if kind in SCALARS:
            return write_tagged_scalar(value, converter)
        raise find_fault(
            f"a {kind.__name__} cannot be read back unless the class of the record notes "
            "such a fact under this name",
            at=to_member_step(name),
        )

    def write(changes: Changes) -> dict[str, object]:
        return {name: write_fact(name, value) for name, value in changes}

    return write


def _to_full_type(kind: type) -> TypeForm:
    return tuple[str, ...] if kind is tuple else kind
