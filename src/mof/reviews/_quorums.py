"""Quorums: who has to be at a review so that what is decided there holds."""

from collections import Counter
from collections.abc import Iterator

from attrs import field, frozen

from mof.documents import format_count
from mof.errors import DefinitionError
from mof.framework import StakeholderGroup
from mof.reviews._attendance import Meeting, to_words


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
