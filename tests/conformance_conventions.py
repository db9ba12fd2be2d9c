"""What a published convention says."""

from typing import NamedTuple


class Convention(NamedTuple):
    """One way to count, where others count otherwise; the rule groups those of one subject."""

    id: str
    rule: str
    says: str
    others: str
    select: str


NO_CHOICE = "always so"
