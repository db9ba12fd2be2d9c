"""Validities: from when until when something holds."""

from datetime import datetime
from typing import Protocol

from mof.errors import DefinitionError
from mof.instants import to_utc


class Valid(Protocol):
    """Something that holds from one instant until before another, either of which may be open."""

    @property
    def id(self) -> str:
        """What it is called by."""

    @property
    def valid_from(self) -> datetime | None:
        """From when it holds; None for as long as anybody knows."""

    @property
    def valid_until(self) -> datetime | None:
        """Until before when it holds; None for good."""


def check_validity(item: Valid) -> None:
    """Refuse what ends before it begins.

    Raises:
        DefinitionError: it would hold at no instant at all.
    """
    if item.valid_from and item.valid_until and item.valid_until <= item.valid_from:
        raise DefinitionError(
            f"{item.id} is valid until after it is valid from, "
            f"not from {item.valid_from} until {item.valid_until}"
        )


def is_valid(item: Valid, at: datetime) -> bool:
    """Whether something holds at an instant; at its last one it no longer does."""
    at = to_utc(at)
    has_begun = item.valid_from is None or item.valid_from <= at
    return has_begun and (item.valid_until is None or at < item.valid_until)
