"""What is wrong with plain data, and where in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from json import dumps
from typing import TypeVar

from cattrs import AttributeValidationNote, BaseValidationError, IterableValidationNote

from mof.errors import StructureError

_Key = TypeVar("_Key")
_Item = TypeVar("_Item")
_KINDS = {dict: "an object", list: "a list", type(None): "null", bool: "a truth value"}
_LONGEST = 40
# What a value says of itself begins with what is wrong and ends with what would mend it; what it
# quotes stands between, and may have no end. Our judgement: a few lines of a terminal.
_LONGEST_FAULT = 500


def find_fault(message: str, *, at: str = "") -> StructureError:
    """The error of one fault, ``at`` a place below the value looked at."""
    return to_error([f"${at}: {message}"])


def find_type_fault(given: Mapping[str, object], names: Iterable[str]) -> StructureError:
    """The error of a value that does not say which of several types it is of."""
    known = ", ".join(map(repr, names))
    got = f"got {describe(given['type'])}" if "type" in given else "and it is missing"
    return find_fault(f"expected one of {known}, {got}", at=".type")


def to_error(problems: Iterable[str], what: str = "value") -> StructureError:
    """One error of all that is wrong."""
    problems = tuple(problems)
    more = f"; and {len(problems) - 5} more" if len(problems) > 5 else ""
    return StructureError(f"not a valid {what}: {'; '.join(problems[:5])}{more}", problems=problems)


def describe(value: object) -> str:
    """A value in the words of JSON, cut where it is long."""
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…")
    if isinstance(value, int | float) and not isinstance(value, bool):
        # A number of many digits takes its time to be written, or cannot be.
        return f"the number {value}" if -1e18 < value < 1e18 else "a very large number"
    return _KINDS.get(type(value), f"a {type(value).__name__}")


def to_member_step(key: object) -> str:
    """The step of a path into an object."""
    text = str(key)[:_LONGEST]
    if text.isidentifier():
        return f".{text}"
    return f"[{dumps(text, ensure_ascii=not text.isprintable())}]"


def to_item_step(index: object) -> str:
    """The step of a path into a list."""
    return f"[{index}]"


def read_each(
    items: Iterable[tuple[_Key, object]],
    read: Callable[[_Key, object], _Item],
    to_step: Callable[[_Key], str],
) -> list[_Item]:
    """What all items were read as.

    Raises:
        StructureError: some could not be read; each of their faults is listed.
    """
    results: list[_Item] = []
    problems: list[str] = []
    for key, item in items:
        try:
            results.append(read(key, item))
        except Exception as error:  # noqa: BLE001 - whatever a hook raises is a fault of the item
            problems += list_problems(error, to_step(key))
    if problems:
        raise to_error(problems)
    return results


def list_problems(error: BaseException, step: str = "") -> Iterator[str]:
    """The faults that an error stands for, each with its path."""
    if isinstance(error, StructureError):
        for problem in error.problems:
            yield f"${step}{problem[1:]}"
    elif isinstance(error, BaseValidationError):
        for each in error.exceptions:
            yield from list_problems(each, step + _find_step(each))
    else:
        yield f"${step}: {_explain(error)}"


def _find_step(error: BaseException) -> str:
    """Where the converter noted that an error was met."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return to_member_step(note.name)
        if isinstance(note, IterableValidationNote):
            return to_item_step(note.index)
    return ""


def _explain(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return "is missing"
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    text = str(error) or type(error).__name__
    if len(text) <= _LONGEST_FAULT:
        return text
    half = _LONGEST_FAULT // 2
    return f"{text[:half]}…{text[-half:]}"
