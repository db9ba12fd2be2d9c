"""Rulings: what a review decides that is not voted on, and what leaves the review for it."""

from datetime import date

from attrs import field, frozen

from mof.improvement import ActionItem
from mof.reviews._decisions import DecisionStatus
from mof.reviews._meetings import to_word
from mof.values import PersonId


@frozen(kw_only=True)
class Ruling:
    """Something that a management review decided: of which kind, by whom, and who sees to it."""

    kind: str
    text: str
    decided_by: PersonId
    group: str = field(converter=to_word)
    status: DecisionStatus = DecisionStatus.ACCEPTED
    owner: PersonId | None = None
    due_on: date | None = None


@frozen(kw_only=True)
class SessionOutput:
    """What leaves a management review: as which of its outputs, for which ruling, or by the vote.

    It is an action where somebody sees to it by a day.
    """

    id: str
    kind: str
    title: str
    ruling: Ruling | None = None
    action: ActionItem | None = None
