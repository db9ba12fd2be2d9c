"""Mappings: objects with a level for each part of the key; fields keep them as sorted tuples."""

from collections.abc import Iterable, Mapping, Sequence
from inspect import signature
from types import FunctionType, UnionType
from typing import Any, Union, get_args, get_type_hints

from attrs import Attribute
from cattrs import Converter

from mof.converters._faults import read_each, to_member_step
from mof.converters._hook_types import Reader, TypeForm, Value, Writer, find_class
from mof.converters._strict_collections import check_object, is_of, is_sequence


def is_dictionary(kind: TypeForm) -> bool:
    """Whether a type is a mapping of something to something."""
    return is_of(kind, dict) or is_of(kind, Mapping)


def make_dictionary_reader(kind: TypeForm, converter: Converter) -> Reader:
    """A reader of mappings from objects."""
    key, item = get_args(kind)
    read, _ = _make_mapping_hooks((key,), _make_item_hooks(item, converter), converter)
    return read


def make_field_hooks(
    attribute: "Attribute[Any]", converter: Converter
) -> tuple[Reader, Writer] | None:
    """How a mapping is read and written that a field keeps as a sorted tuple.

    Such a field has a converter that accepts a mapping; for any other the answer is None.
    """
    convert = attribute.converter
    if not isinstance(convert, FunctionType) or not is_sequence(attribute.type):
        return None
    accepted = get_type_hints(convert).get(next(iter(signature(convert).parameters)))
    return _find_mapping_hooks(accepted, attribute.type, converter)


def _find_mapping_hooks(
    accepted: TypeForm, kind: TypeForm, converter: Converter
) -> tuple[Reader, Writer] | None:
    options = get_args(accepted) if find_class(accepted) in {Union, UnionType} else (accepted,)
    mapping = next((option for option in options if find_class(option) is Mapping), None)
    if mapping is None or not (parts := get_args(get_args(kind)[0])):
        return None  # a class made of a mapping has fields of its own, so it is a list
    *keys, item = parts
    accepted_key, accepted_item = get_args(mapping)
    if len(keys) != (len(get_args(accepted_key)) or 1):
        return None
    hooks = _find_mapping_hooks(accepted_item, item, converter)
    return _make_mapping_hooks(keys, hooks or _make_item_hooks(item, converter), converter)


def _make_item_hooks(item: TypeForm, converter: Converter) -> tuple[Reader, Writer]:
    def read(value: object, _: object = None) -> Value:
        return converter.get_structure_hook(item)(value, item)

    def write(value: object) -> object:
        return converter.get_unstructure_hook(item)(value)

    return read, write


def _make_mapping_hooks(
    keys: Sequence[TypeForm], item: tuple[Reader, Writer], converter: Converter
) -> tuple[Reader, Writer]:
    """Mappings as objects, one level of objects for each part of the key."""
    read_keys = [converter.get_structure_hook(key) for key in keys]
    write_keys = [converter.get_unstructure_hook(key) for key in keys]
    read_item, write_item = item

    def read_level(value: object, depth: int) -> list[tuple[tuple[Any, ...], Any]]:
        if depth == len(keys):
            return [((), read_item(value, None))]
        levels = read_each(
            check_object(value).items(),
            lambda key, under: (
                read_keys[depth](key, keys[depth]),
                read_level(under, depth + 1),
            ),
            to_member_step,
        )
        return [((key, *rest), each) for key, under in levels for rest, each in under]

    def read(value: object, _: object = None) -> dict[Any, Any]:
        return {key if key[1:] else key[0]: each for key, each in read_level(value, 0)}

    def write(value: Iterable[tuple[Any, ...]]) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for *path, name, each in value:
            level = result
            for write_key, key in zip(write_keys, path, strict=False):
                level = level.setdefault(write_key(key), {})
            level[write_keys[-1](name)] = write_item(each)
        return result

    return read, write
