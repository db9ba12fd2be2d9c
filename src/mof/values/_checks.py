"""Checks: whether what is handed over is of the kind that is asked for."""

from collections.abc import Iterable
from re import compile as compile_pattern
from typing import TypeVar

from mof.errors import ArgumentError, DefinitionError

T = TypeVar("T")
_HALF_CHARACTER = compile_pattern(r"[\ud800-\udfff]")


def collect(values: Iterable[T], kind: type[T] | tuple[type, ...], what: str) -> tuple[T, ...]:
    """The values as they stand, each of a kind.

    Raises:
        DefinitionError: it is a single value, or one among them is of another kind.
    """
    if isinstance(values, str) or not isinstance(values, Iterable):
        told = shorten(values)
        raise DefinitionError(f"{what} are given as a list, such as [{told}], not {told}")
    collected = tuple(values)
    for value in collected:
        check_part(value, kind, f"each of the {what}")
    return collected


_LONGEST = 60


def shorten(value: object) -> str:
    """A value as a message tells it: its repr, or its kind and id where that would be long.

    >>> shorten("x" * 99)[-5:]
    'xxxx…'
    """
    told = repr(value)
    if len(told) <= _LONGEST:
        return told
    if isinstance(value, str):
        return f"{told[:_LONGEST]}…"
    id_ = getattr(value, "id", None)
    return f"the {type(value).__name__} {shorten(id_)}" if id_ else f"a {type(value).__name__}"


def check_part(value: object, kind: type | tuple[type, ...], what: str) -> None:
    """Refuse a part of a definition that is of another kind.

    Raises:
        DefinitionError: it is.
    """
    if not isinstance(value, kind):
        raise DefinitionError(f"{what} is {_name(kind)}, not {shorten(value)}")


def check_argument(value: object, kind: type, hint: str) -> None:
    """Refuse an argument of another kind, with a hint at what would have worked.

    Raises:
        ArgumentError: it is.
    """
    if not isinstance(value, kind):
        raise ArgumentError(
            f"expected {_name(kind)}, got {_name(type(value))}; {hint}", value=value
        )


def _name(kind: type | tuple[type, ...]) -> str:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    names = (one.__name__ for one in kinds)
    return " or ".join(f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}" for name in names)


def find_half_character(text: str) -> str | None:
    r"""What a tool left of a character that it cut in two, which UTF-8 cannot hold.

    >>> print(find_half_character("printer on fire \ud83d"))
    \ud83d
    """
    if text.isascii() or not (half := _HALF_CHARACTER.search(text)):
        return None
    return ascii(half[0])[1:-1]
