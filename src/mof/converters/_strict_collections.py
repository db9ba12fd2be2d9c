"""Lists: tuples and sets are read from lists alone, and written as lists, sets sorted.

The readers of cattrs take any iterable, a text among them, and without its detailed validation
they stop at the first fault; so lists are read here. The writers are those of cattrs, save that
of sets, which it does not sort.
"""

from collections import Counter
from collections.abc import Iterable
from json import dumps
from typing import Any, get_args

from cattrs import Converter
from cattrs.gen import make_hetero_tuple_unstructure_fn, make_iterable_unstructure_fn

from mof.converters._faults import describe, find_fault, read_each, to_item_step
from mof.converters._hook_types import Reader, TypeForm, Value, Writer, find_class


def is_sequence(kind: TypeForm) -> bool:
    """Whether a type is a list of something, or a tuple of any number of it."""
    return is_of(kind, list) or (is_of(kind, tuple) and get_args(kind)[1:] == (...,))


def is_fixed_tuple(kind: TypeForm) -> bool:
    """Whether a type is a tuple of a fixed number of items."""
    return is_of(kind, tuple) and not is_sequence(kind)


def is_set(kind: TypeForm) -> bool:
    """Whether a type is an immutable set of something."""
    return is_of(kind, frozenset)


def is_of(kind: TypeForm, origin: type) -> bool:
    """Whether a type is of a class, with arguments."""
    return find_class(kind) is origin and bool(get_args(kind))


def check_list(value: object) -> list[object]:
    """The value, if it is a list of JSON."""
    if type(value) is list:
        return value
    raise find_fault(f"expected a list, got {describe(value)}")


class RepeatingObject(dict[str, object]):
    """An object of JSON text that has a key more than once; no reader takes it."""

    def __init__(self, pairs: Iterable[tuple[str, object]]) -> None:
        pairs = tuple(pairs)
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs)
        self.repeated = [key for key, count in counts.items() if count > 1]


def to_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object of some pairs of JSON text, which remembers whether a key came twice."""
    members = dict(pairs)
    return members if len(members) == len(pairs) else RepeatingObject(pairs)


def check_object(value: object) -> dict[Any, object]:
    """The value, if it is an object of JSON, each of its keys there once."""
    if type(value) is dict:
        return value
    if isinstance(value, RepeatingObject):
        keys = ", ".join(map(describe, value.repeated))
        raise find_fault(f"has a key more than once, and only one can be meant: {keys}")
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
    return make_iterable_unstructure_fn(kind, converter, unstructure_to=list)


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
    return make_hetero_tuple_unstructure_fn(kind, converter, unstructure_to=list)


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
