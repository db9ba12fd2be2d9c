"""Which strategy draws which class; the others are drawn by the types of their fields."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from attrs import fields, resolve_types
from hypothesis import strategies as st

from mof.strategies._scalars import days, durations, fractions, instants, texts

TypeForm = Any
"""A type as annotations write it: a class, a union, or one with arguments."""

Strategy = st.SearchStrategy[Any]
"""A strategy that draws values of any type."""

_T = TypeVar("_T")
_S = TypeVar("_S", bound=Callable[..., Strategy])
_SCALARS: dict[Any, Callable[[], Strategy]] = {
    str: texts,
    date: days,
    datetime: instants,
    timedelta: lambda: durations(-timedelta(days=5)),
    Fraction: fractions,
    int: lambda: st.integers(-9, 99),
    bool: st.booleans,
    NoneType: st.none,
}


REGISTRY: dict[type, Callable[[], Strategy]] = {}
"""The strategies of the classes that need more care; each module enters its own."""


def draws(*kinds: type) -> Callable[[_S], _S]:
    """Let values of some classes be drawn by the function that is decorated."""

    def enter(strategy: _S) -> _S:
        REGISTRY.update(dict.fromkeys(kinds, strategy))
        return strategy

    return enter


def register(kind: type, /, **given: Strategy) -> None:
    """Let values of a class be drawn by the types of its fields, save those that are given."""
    REGISTRY[kind] = partial(generate, kind, given)


def values(kind: type[_T]) -> st.SearchStrategy[_T]:
    """Values of any class of the library that stands for data."""
    # Deferred, since a class may hold values of its own class, and since modules name classes
    # whose strategies are entered by modules that are imported later.
    form: TypeForm = kind
    return st.deferred(lambda: _find(form))


@cache
def _find(kind: TypeForm) -> Strategy:
    _import_all()
    return REGISTRY[kind]() if kind in REGISTRY else generate(kind)


def _import_all() -> None:
    """Import every module of the package, so that each has entered its strategies."""
    package = import_module("mof.strategies")
    for module in iter_modules(package.__path__):
        import_module(f"mof.strategies.{module.name}")


def generate(
    kind: type[_T], given: Mapping[str, Strategy] = MappingProxyType({})
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


def for_type(kind: TypeForm) -> Strategy:
    """Values of the type of a field."""
    kind = getattr(kind, "__supertype__", kind)
    if arguments := get_args(kind):
        return _for_arguments(get_origin(kind), arguments)
    if kind in _SCALARS:
        return _SCALARS[kind]()
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    return values(kind)


def _for_arguments(origin: TypeForm, arguments: tuple[Any, ...]) -> Strategy:
    if origin in {Union, UnionType}:
        return st.one_of([for_type(each) for each in arguments])
    if origin is frozenset:
        # Two of a kind show what order and repetition do; more only take longer to draw and shrink.
        return st.frozensets(for_type(arguments[0]), max_size=2)
    if arguments[1:] == (...,):
        return st.lists(for_type(arguments[0]), max_size=2).map(tuple)
    return st.tuples(*map(for_type, arguments))
