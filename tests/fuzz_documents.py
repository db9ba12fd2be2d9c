"""JSON of every kind of document, with faults put in; the oracle is the way back."""

import json
from functools import cache
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings, strategies as st

from mof import _hypothesis_plugin
from mof.converters import make_converter
from mof.converters._exclusions import find_exclusion
from mof.errors import StructureError
from mof.incidents import Incident
from mof.sources import Extract
from public_api import list_classes

CONVERTER = make_converter()
# Of a generic class, one kind stands for all.
KINDS: list[Any] = [
    Extract[Incident] if each is Extract else each
    for each in list_classes()
    if find_exclusion(each) is None
]
ODD_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        2**63,
        10**400,
        0.1,
        1e308,
        float("nan"),
        float("-inf"),
        "",
        " ",
    ),
    *("1", "x", "\ud800", "\x00", "a" * 2000, "19/20", "1/0", "PT8H", "PT-1S", "P1Y", "24:00"),
    *("2026-06-01", "2026-06-01T12:00:00Z", "2026-06-01T12:00:00", "0001-01-01T00:00:00+14:00"),
    *("9999-12-31T23:59:59.9999999Z", "2026-02-30", "Europe/Berlin", "../etc", "incident", "sla"),
    *([], {}, [[]], [None], {"type": "incident"}, {"type": []}, {"": ""}, ["a", "a"], [["a"]]),
)
ODD_TEXT = (
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "\\u",
    "\\ud800",
    "e999",
    "-",
    "null",
    "\ufeff",
    "\x00",
)


def fuzz_json(random: Random) -> str:
    kind = random.choice(KINDS)
    text: str | bytes = random.choice(list_documents(kind))
    assert isinstance(text, str)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        text = break_value(random, text) if random.random() < 0.7 else break_text(random, text)
    if random.random() < 0.05:
        text = break_bytes(random, text)
    try:
        value = CONVERTER.loads(text, kind)
    except StructureError as error:
        return check_message(str(error))
    written = CONVERTER.dumps(value, kind)
    again = CONVERTER.loads(written, kind)
    assert value == again
    assert written == CONVERTER.dumps(again, kind)
    return "read"


def check_message(message: str) -> str:
    assert len(message) < 5000
    return "refused"


@cache
def list_documents(kind: Any) -> tuple[str, ...]:
    """Some documents of a kind, always the same ones."""
    found: list[str] = []

    @seed(1)
    @settings(
        max_examples=6,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
    )
    @given(st.from_type(kind))
    def collect(value: Any) -> None:
        found.append(CONVERTER.dumps(value, kind))

    # Where the package is installed, its entry point has done so already.
    _hypothesis_plugin.register()
    collect()
    return tuple(found)


def break_value(random: Random, text: str) -> str:
    """The text with a value or a key somewhere in it replaced, taken out or doubled."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return break_text(random, text)
    inside, key = random.choice([*list_places({"": plain})])
    match random.randrange(5):
        case 0 | 1:
            inside[key] = random.choice(ODD_VALUES)
        case 2:
            del inside[key]
        case 3 if isinstance(inside, dict):
            inside[random.choice(("type", "id", "tag", "odd", "\ud800"))] = inside.pop(key)
        case 3:
            inside.append(inside[key])
        case _:
            inside[key] = wrap(random, inside[key])
    return json.dumps(plain)


def wrap(random: Random, value: Any) -> Any:
    """A value as it might be told otherwise: as a text, a list, an object, a long list."""
    told = (str(value), [value], {"value": value}, {"type": value}, [value] * 20)
    return random.choice(told)


def list_places(inside: Any) -> list[tuple[Any, Any]]:
    """Every container below one, with each of its keys."""
    places = []
    waiting = list(inside.values())
    while waiting:
        each = waiting.pop()
        keys = (
            each if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
        )
        for key in keys:
            places.append((each, key))
            waiting.append(each[key])
    return places or [(inside, "")]


def break_text(random: Random, text: str) -> str:
    start = random.randint(0, len(text))
    end = min(len(text), start + random.choice((0, 0, 1, 1, 5)))
    match random.randrange(4):
        case 0:
            return text[:start]
        case 1:
            return text[:start] + text[start:end] * 2 + text[end:]
        case 2:
            return (
                text[:start] + random.choice(ODD_TEXT) * random.choice((1, 1, 1, 3000)) + text[end:]
            )
        case _:
            return text[:start] + text[end:]


def break_bytes(random: Random, text: str) -> bytes:
    encoding = random.choice(("utf-8", "utf-16", "utf-32", "latin-1"))
    content = bytearray(text.encode(encoding, "replace"))
    if content:
        content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)
