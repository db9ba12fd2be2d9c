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
        DefinitionError: a least number is negative, or no person may stand for any group.
    """

    groups: frozenset[str] = field(default=frozenset(), converter=to_words)
    """Groups that each need a person there."""
    least_groups: int = 1
    """How many groups have to be there, from 0 on."""
    least_persons: int = 2
    """How many persons have to be there, from 0 on."""
    most_groups_each: int | None = None
    """For how many groups one person may stand, 1 or more; None for any number."""

    def __attrs_post_init__(self) -> None:
        if self.least_groups < 0 or self.least_persons < 0:
            raise DefinitionError(
                "least_groups and least_persons must not be negative, got "
                f"{self.least_groups} and {self.least_persons}"
            )
        if self.most_groups_each is not None and self.most_groups_each < 1:
            raise DefinitionError(
                f"most_groups_each must be at least 1 or None, got {self.most_groups_each}"
            )

    def find_missing(self, meeting: Meeting) -> tuple[str, ...]:
        """What a meeting lacks, in words; nothing where it may decide."""
        groups, persons = len(meeting.groups), len(meeting.persons)
        missing = [f"no person for {group}" for group in sorted(self.groups - meeting.groups)]
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
        each = [] if most is None else [f"no person for more than {format_count(most, 'group')}"]
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
how many of them are enough. No person stands for more than two, so that it takes people to meet,
and not one or two who speak for all.
"""
