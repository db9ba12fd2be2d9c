"""Names and terms are facts; no sentence of the two source documents is repeated."""

import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import attrs
import pytest

from conftest import ROOT, SHARED
from mof import framework
from mof.framework import Part, get_rows, to_table
from mof.values import Term

SOURCES = SHARED / "sources"
LONGEST = 7
PAGE = ROOT / "docs" / "explanation" / "framework.md"


def list_runs(text: str, length: int = LONGEST + 1) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "'"))
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def list_texts(value: Any) -> Iterator[str]:
    """Every text in a value, except for places in sources: titles are names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Enum):
        yield str(value.value)
    elif isinstance(value, tuple):
        for each in value:
            yield from list_texts(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name != "citations":
                yield from list_texts(getattr(value, field.name))


def list_all_texts() -> set[str]:
    texts = {text for part in Part for row in get_rows(part) for text in list_texts(row)}
    texts |= {str(to_table(part).caption) for part in Part}
    for found in iter_modules(framework.__path__, "mof.framework."):
        module = import_module(found.name)
        texts.add(module.__doc__ or "")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Term):
                texts |= {str(member) for member in value} | {value.__doc__ or ""}
    return texts | set(PAGE.read_text(encoding="utf-8").split("\n\n"))


@pytest.fixture(scope="module")
def sources() -> set[tuple[str, ...]]:
    if not SOURCES.is_dir():
        pytest.skip(f"the source documents are not at {SOURCES}")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))]
    return set().union(*map(list_runs, texts))


def test_no_text_repeats_eight_words_of_a_source(sources: set[tuple[str, ...]]) -> None:
    repeated = {text: runs for text in list_all_texts() if (runs := list_runs(text) & sources)}

    assert {} == repeated


def test_runs_of_words_are_found_across_marks_and_lines() -> None:
    assert {("a", "b", "c")} == list_runs("A, b\n(c)", 3)
    assert {("a", "b"), ("b", "c")} == list_runs("a b c", 2)
