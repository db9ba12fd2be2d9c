"""Meetings: who came together for a review, and whether they were enough to decide."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from attrs import field, frozen

from mof.documents import Status, Table, Tone, format_count, format_instant
from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import ReviewTrigger, StakeholderGroup
from mof.values import PersonId, ReviewId, Term
from mof.values._checks import collect
from mof.values._instants import to_utc


def to_word(value: Term | str) -> str:
    """A group of stakeholders as its word."""
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
    ...     attendances={StakeholderGroup.CUSTOMERS: "person-001"},
    ... )
    >>> held.is_present(PersonId("person-001"), StakeholderGroup.CUSTOMERS)
    True
    """

    id: ReviewId = field(kw_only=False)
    held_at: datetime = field(converter=to_utc)
    attendances: tuple[Attendance, ...] = field(default=(), converter=_to_attendances)
    trigger: ReviewTrigger = ReviewTrigger.CALENDAR

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups that somebody was there for."""
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
            UnknownReferenceError: somebody attended for such a group.
        """
        words = list(map(str, known))
        for group in sorted(self.groups.difference(words)):
            raise UnknownReferenceError(
                f"{self.id} was attended for {group!r}, which takes no part in the {of} review; "
                f"these do: {', '.join(words)}",
                reference=group,
            )

    def check_present(self, person: PersonId, group: Term | str, *, what: str) -> None:
        """Refuse what somebody decided who was not there for that group.

        Raises:
            UnknownReferenceError: the meeting was held without them.
        """
        if not self.is_present(person, group):
            there = ", ".join(f"{each.person} for {each.group}" for each in self.attendances)
            raise UnknownReferenceError(
                f"{what} is of {person} for {group}, who did not attend {self.id}; "
                f"there were: {there or 'nobody'}",
                reference=person,
            )


@frozen(kw_only=True)
class Quorum:
    """Who has to be there so that what is decided holds: certain groups, and so many at least.

    It may also say for how many groups one person may stand at most.

    Raises:
        DefinitionError: a least number is negative, or nobody may stand for any group.
    """

    groups: frozenset[str] = field(default=frozenset(), converter=to_words)
    least_groups: int = 1
    least_persons: int = 2
    most_groups_each: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.least_groups < 0 or self.least_persons < 0:
            raise DefinitionError(
                f"a quorum of {self.least_groups} groups and {self.least_persons} persons cannot "
                "be meant; give numbers from 0 on"
            )
        if self.most_groups_each is not None and self.most_groups_each < 1:
            raise DefinitionError(
                f"a quorum in which nobody stands for more than {self.most_groups_each} groups "
                "cannot be meant; give 1 or more, or None"
            )

    def find_missing(self, meeting: Meeting) -> tuple[str, ...]:
        """What a meeting lacks, in words; nothing where it may decide."""
        groups, persons = len(meeting.groups), len(meeting.persons)
        missing = [f"nobody for {group}" for group in sorted(self.groups - meeting.groups)]
        if groups < self.least_groups:
            missing.append(f"{format_count(groups, 'group')} of {self.least_groups}")
        if persons < self.least_persons:
            missing.append(f"{format_count(persons, 'person', 'persons')} of {self.least_persons}")
        return (*missing, *self._find_crowded(meeting))

    def _find_crowded(self, meeting: Meeting) -> Iterator[str]:
        most = self.most_groups_each
        if most is None:
            return
        groups = Counter(each.person for each in meeting.attendances)
        for person, count in sorted(groups.items()):
            if count > most:
                yield f"{person} for {format_count(count, 'group')}, {most} at most"

    def is_reached(self, meeting: Meeting) -> bool:
        """Whether a meeting may decide."""
        return not self.find_missing(meeting)

    def __str__(self) -> str:
        least = (
            f"{format_count(self.least_groups, 'group')} and "
            f"{format_count(self.least_persons, 'person', 'persons')} at least"
        )
        most = self.most_groups_each
        each = [] if most is None else [f"nobody for more than {format_count(most, 'group')}"]
        return ", ".join([least, *each, *sorted(self.groups)])


OPERATIONAL_HEALTH_QUORUM = Quorum(
    groups=[
        StakeholderGroup.OPERATIONS_MANAGEMENT,
        StakeholderGroup.SERVICE_MANAGERS,
        StakeholderGroup.CUSTOMERS,
    ],
    least_groups=5,
    least_persons=3,
    most_groups_each=2,
)
"""Who has to attend an Operational Health Review where an organisation does not say.

Our judgement: the framework names ten groups and says that the right people come together, not
how many of them are enough. Nobody stands for more than two, so that it takes people to meet, and
not one or two who speak for all.
"""


def tabulate_attendance(
    meeting: Meeting, groups: Iterable[Term | str], quorum: Quorum, *, whose: str, tz: str
) -> Table:
    """Every group that takes part in a review, who was there for it, and who had to be.

    ``whose`` says whose judgement the quorum is.
    """
    there: dict[str, list[str]] = {}
    for each in meeting.attendances:
        there.setdefault(each.group, []).append(each.person)
    missing = quorum.find_missing(meeting)
    return Table(
        ("Group", "Attended", "Has to attend"),
        [
            (
                str(group),
                ", ".join(there.get(str(group), ())) or None,
                "yes" if str(group) in quorum.groups else None,
            )
            for group in groups
        ],
        caption=f"Attendance of {meeting.id}, held at {format_instant(meeting.held_at, tz=tz)} "
        f"({tz})",
        note=(
            Status("no quorum", Tone.BAD) if missing else Status("quorum reached", Tone.GOOD),
            f": {'; '.join(missing)}" if missing else "",
            f". Asked for: {quorum}, {whose}.",
        ),
    )
