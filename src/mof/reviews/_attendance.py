"""Attendance: who came together for a review, and for which group of stakeholders."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from attrs import field, frozen

from mof.errors import UnknownReferenceError
from mof.framework import ReviewTrigger
from mof.values import PersonId, ReviewId, Term
from mof.values._checks import collect
from mof.values._instants import to_utc


def to_word(value: Term | str) -> str:
    """A word of a vocabulary as its text: a group, a kind of decision or of output."""
    return str(value)


def to_words(value: Iterable[Term | str]) -> frozenset[str]:
    """Groups of stakeholders as their words."""
    return frozenset(map(str, collect(value, (Term, str), "groups")))


@frozen(order=True)
class Attendance:
    """Somebody at a meeting, and the group of stakeholders that they were there for."""

    group: str = field(converter=to_word)
    person: PersonId


def _to_attendances(
    # Groups are terms or words; a mapping of the one is none of the other.
    value: Mapping[Any, Iterable[str] | str] | Iterable[Attendance],
) -> tuple[Attendance, ...]:
    if not isinstance(value, Mapping):
        return tuple(sorted(set(value)))
    there: Mapping[Any, Iterable[str] | str] = value
    given = {
        Attendance(group, PersonId(person))
        for group, persons in there.items()
        for person in ([persons] if isinstance(persons, str) else persons)
    }
    return tuple(sorted(given))


@frozen(kw_only=True)
class Meeting:
    """A review as people held it: when, what called it, and who was there for which group.

    >>> held = Meeting(
    ...     ReviewId("review-2026-06"),
    ...     held_at=datetime.fromisoformat("2026-07-03T08:00:00+00:00"),
    ...     attendances={"customers": "person-001"},
    ... )
    >>> held.is_present(PersonId("person-001"), "customers")
    True
    """

    id: ReviewId = field(kw_only=False)
    """What the review is called; a part of the ids of its outputs."""
    held_at: datetime = field(converter=to_utc)
    """When it was held, an aware instant."""
    attendances: tuple[Attendance, ...] = field(default=(), converter=_to_attendances)
    """Who was there for which group, sorted; given as a mapping of groups to one person or
    several."""
    trigger: ReviewTrigger = ReviewTrigger.CALENDAR
    """What called it: the calendar, an event or an emergency."""

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups that a person was there for."""
        return frozenset(each.group for each in self.attendances)

    @cached_property
    def persons(self) -> frozenset[PersonId]:
        """Everybody who was there."""
        return frozenset(each.person for each in self.attendances)

    def is_present(self, person: PersonId, group: Term | str) -> bool:
        """Whether a person was there for a group."""
        return Attendance(group, person) in self.attendances

    def check_groups(self, known: Iterable[Term | str], *, of: str) -> None:
        """Refuse groups that take no part in a review.

        Raises:
            UnknownReferenceError: a person attended for such a group.
        """
        words = list(map(str, known))
        for group in sorted(self.groups.difference(words)):
            raise UnknownReferenceError(
                f"{self.id} was attended for {group!r}, which takes no part in the {of} review; "
                f"these do: {', '.join(words)}",
                reference=group,
            )

    def check_present(self, person: PersonId, group: Term | str, *, what: str) -> None:
        """Refuse a decision of a person who was not there for that group.

        Raises:
            UnknownReferenceError: the meeting was held without them.
        """
        if not self.is_present(person, group):
            there = ", ".join(f"{each.person} for {each.group}" for each in self.attendances)
            raise UnknownReferenceError(
                f"{what} is of {person} for {group}, who did not attend {self.id}; "
                f"there were: {there or 'no persons'}",
                reference=person,
            )
