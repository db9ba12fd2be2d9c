"""Hooks: what a converter calls to read a value, and to write one."""

from collections.abc import Callable
from typing import Any, get_origin

TypeForm = Any
"""A type as annotations write it: a class, a union, or one with arguments."""

Value = Any
"""What is read: a value of the type that was asked for."""

Reader = Callable[..., Value]
"""Takes plain data and, as cattrs has it, a type; ours know their type without being told."""

Writer = Callable[[Any], Any]


def find_class(kind: TypeForm) -> Any:  # noqa: ANN401 - a class, and whatever it has
    """The class of a type without its arguments.

    >>> find_class(tuple[str, ...])
    <class 'tuple'>
    """
    return get_origin(kind) or kind


def to_full_name(kind: type) -> str:
    """The name of a class with that of its module.

    >>> from mof.records import Record
    >>> to_full_name(Record)
    'mof.records._records.Record'
    """
    return f"{kind.__module__}.{kind.__qualname__}"
