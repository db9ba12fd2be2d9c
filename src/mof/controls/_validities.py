"""Validities: from when until when something holds."""

from datetime import datetime

from mof.errors import DefinitionError
from mof.values._instants import to_utc


def check_validity(name: str, valid_from: datetime | None, valid_until: datetime | None) -> None:
    """Refuse what ends before it begins.

    Raises:
        DefinitionError: it would hold at no instant at all.
    """
    if valid_from and valid_until and valid_until <= valid_from:
        raise DefinitionError(
            f"{name} is valid until after it is valid from, "
            f"not from {valid_from} until {valid_until}"
        )


def is_within(valid_from: datetime | None, valid_until: datetime | None, at: datetime) -> bool:
    """Whether an instant lies between two, either of which may be open; the last one does not."""
    at = to_utc(at)
    return (valid_from is None or valid_from <= at) and (valid_until is None or at < valid_until)
