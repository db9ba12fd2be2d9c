"""Lists and objects: how tuples, sets and canonical mappings are read and written."""

from collections.abc import Iterable, Mapping, Sequence
from inspect import signature
from json import dumps
from types import FunctionType, UnionType
from typing import Any, Union, get_args, get_type_hints

from attrs import Attribute
from cattrs import Converter

from mof.converters._faults import describe, find_fault, read_each, to_item_step, to_member_step
from mof.converters._hooks import Reader, TypeForm, Value, Writer, find_class


def is_sequence(kind: TypeForm) -> bool:
    """Whether a type is a list of something, or a tuple of any number of it."""
    return _is_of(kind, list) or (_is_of(kind, tuple) and get_args(kind)[1:] == (...,))


def is_fixed_tuple(kind: TypeForm) -> bool:
    """Whether a type is a tuple of a fixed number of items."""
    return _is_of(kind, tuple) and not is_sequence(kind)


def is_set(kind: TypeForm) -> bool:
    """Whether a type is an immutable set of something."""
    return _is_of(kind, frozenset)


def is_dictionary(kind: TypeForm) -> bool:
    """Whether a type is a mapping of something to something."""
    return _is_of(kind, dict) or _is_of(kind, Mapping)


def _is_of(kind: TypeForm, origin: type) -> bool:
    return find_class(kind) is origin and bool(get_args(kind))


def check_list(value: object) -> list[object]:
    """The value, if it is a list of JSON."""
    if type(value) is list:
        return value
    raise find_fault(f"expected a list, got {describe(value)}")


def check_object(value: object) -> dict[Any, object]:
    """The value, if it is an object of JSON."""
    if type(value) is dict:
        return value
    raise find_fault(f"expected an object, got {describe(value)}")


def read_list(value: object, read: Reader) -> list[Value]:
    """The items of a list, each read."""
    return read_each(enumerate(check_list(value)), lambda _, item: read(item), to_item_step)


def make_sequence_reader(kind: TypeForm, converter: Converter) -> Reader:
    """A reader of lists, or of tuples of any length, from lists."""
    build, item = find_class(kind), get_args(kind)[0]

    def read(value: object, _: object = None) -> Value:
        # Asked for when needed: a class may hold values of its own class.
        hook = converter.get_structure_hook(item)
        return build(read_list(value, lambda each: hook(each, item)))

    return read


def make_sequence_writer(kind: TypeForm, converter: Converter) -> Writer:
    """A writer of lists, or of tuples of any length, as lists."""
    item = get_args(kind)[0]

    def write(value: Iterable[object]) -> list[object]:
        hook = converter.get_unstructure_hook(item)
        return [hook(each) for each in value]

    return write


def make_tuple_reader(kind: TypeForm, converter: Converter) -> Reader:
    """A reader of tuples of a fixed length from lists."""
    kinds = get_args(kind)

    def read(value: object, _: object = None) -> tuple[Any, ...]:
        items = check_list(value)
        if len(items) != len(kinds):
            raise find_fault(f"expected a list of {len(kinds)}, got one of {len(items)}")
        hooks = [converter.get_structure_hook(each) for each in kinds]
        positions = enumerate(items)
        return tuple(read_each(positions, lambda i, it: hooks[i](it, kinds[i]), to_item_step))

    return read


def make_tuple_writer(kind: TypeForm, converter: Converter) -> Writer:
    """A writer of tuples of a fixed length as lists."""
    hooks = [converter.get_unstructure_hook(each) for each in get_args(kind)]
    return lambda value: [hook(each) for hook, each in zip(hooks, value, strict=True)]


def make_set_reader(kind: TypeForm, converter: Converter) -> Reader:
    """A reader of immutable sets from lists that name each item once."""
    (item,) = get_args(kind)
    hook = converter.get_structure_hook(item)

    def read(value: object, _: object = None) -> frozenset[Any]:
        items = read_list(value, lambda each: hook(each, item))
        if len(result := frozenset(items)) < len(items):
            raise find_fault("names something twice")
        return result

    return read


def make_set_writer(kind: TypeForm, converter: Converter) -> Writer:
    """A writer of immutable sets as sorted lists."""
    (item,) = get_args(kind)
    hook = converter.get_unstructure_hook(item)
    return lambda value: sorted((hook(each) for each in value), key=dumps)


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
