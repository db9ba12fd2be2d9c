"""Fingerprints: which data a review was computed from, kind by kind."""

from collections.abc import Iterator
from typing import Any

from attrs import fields, frozen, has

from mof.reviews.evidence._inputs import OperationalHealthInputs
from mof.values._digests import digest

_FRAME = frozenset({"period", "as_of", "counted_by"})


@frozen
class Fingerprint:
    """One kind of input: how many values were brought, and what tells them from others."""

    name: str
    count: int
    sha256: str


def take_fingerprints(inputs: OperationalHealthInputs) -> tuple[Fingerprint, ...]:
    """A fingerprint of each kind of input that was brought, whatever the order of its values."""
    return tuple(_take_all(inputs))


def _take_all(inputs: OperationalHealthInputs) -> Iterator[Fingerprint]:
    for each in fields(OperationalHealthInputs):
        value = getattr(inputs, each.name)
        parts = value if isinstance(value, tuple) else (value,)
        if each.name not in _FRAME and (count := _count(value)):
            yield Fingerprint(each.name.replace("_", " "), count, digest(parts))


def _count(value: object) -> int:
    """How many values there are, also in a register of several kinds, and in what it holds."""
    if isinstance(value, tuple):
        return len(value)
    kind: Any = type(value)
    parts = ((each.default, getattr(value, each.name)) for each in fields(kind))
    return sum(
        _count(part)
        for default, part in parts
        # What is None unless it is brought was brought.
        if isinstance(part, tuple) or (default is None and has(type(part)))
    )
