"""Values of classes that need no more care than the types of their fields."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from attrs import fields, resolve_types
from hypothesis import strategies as st

from mof.strategies._scalars import days, durations, fractions, instants, texts

TypeForm = Any
"""A type as annotations write it: a class, a union, or one with arguments."""

_T = TypeVar("_T")
_SCALARS: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    str: texts,
    date: days,
    datetime: instants,
    timedelta: lambda: durations(-timedelta(days=5)),
    Fraction: fractions,
    int: lambda: st.integers(-9, 99),
    bool: st.booleans,
    NoneType: st.none,
}


OWN: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {}
"""The strategies of the classes that need more care; the package fills them in."""


def values(kind: type[_T]) -> st.SearchStrategy[_T]:
    """Values of any class of the library that stands for data."""
    return OWN[kind]() if kind in OWN else generate(kind)


def generate(
    kind: type[_T], given: Mapping[str, st.SearchStrategy[Any]] = MappingProxyType({})
) -> st.SearchStrategy[_T]:
    """Values of a class, its fields drawn by their types unless a strategy is given."""
    plain: Any = get_origin(kind) or kind
    arguments = dict(zip(getattr(plain, "__parameters__", ()), get_args(kind), strict=False))
    resolve_types(plain)
    each = {field.alias: for_type(_substitute(field.type, arguments)) for field in fields(plain)}
    return st.builds(plain, **{**each, **given})


def _substitute(kind: TypeForm, arguments: Mapping[Any, TypeForm]) -> TypeForm:
    free = getattr(kind, "__parameters__", ())
    return kind[tuple(arguments.get(each, str) for each in free)] if free else kind


def for_type(kind: TypeForm) -> st.SearchStrategy[Any]:
    """Values of the type of a field."""
    kind = getattr(kind, "__supertype__", kind)
    if arguments := get_args(kind):
        return _for_arguments(get_origin(kind), arguments)
    if kind in _SCALARS:
        return _SCALARS[kind]()
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    # Deferred, since a class may hold values of its own class.
    return st.deferred(lambda: values(kind))


def _for_arguments(origin: TypeForm, arguments: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin in {Union, UnionType}:
        return st.one_of([for_type(each) for each in arguments])
    if origin is frozenset:
        return st.frozensets(for_type(arguments[0]), max_size=2)
    if arguments[1:] == (...,):
        return st.lists(for_type(arguments[0]), max_size=2).map(tuple)
    return st.tuples(*map(for_type, arguments))
