"""Judgeable terms: what of an agreement a frame can be judged by."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np
from attrs import frozen

from mof.agreements import OLA, Agreement, Clock, OnPriorityChange, Target, UnderpinningContract
from mof.calendars import Calendar
from mof.errors import DefinitionError
from mof.frames._record_rows import Step
from mof.frames._types import Ints
from mof.help_requests import RequestCategory
from mof.records import Priority
from mof.values._checks import check_argument
from mof.values._instants import MICROSECOND

_KIND = str(RequestCategory.INCIDENT_RESOLUTION)


@frozen
class Count:
    """Targets that count alike: on one clock, and in the hours of one calendar."""

    clock: Clock
    calendar: Calendar
    targets: tuple[Target, ...]

    def find_state(self, steps: tuple[Step, ...], *, is_automated: bool = False) -> Ints:
        """What the clock does in each state, as a person entered it or a program."""
        clock_states = [
            self.clock.find_by_state(str(state), reason, is_automated=is_automated)
            for state, reason in steps
        ]
        return np.array(clock_states, dtype=np.int64)

    def list_limits(self) -> Iterator[tuple[Target, int, tuple[int, ...]]]:
        """The targets with their limits in microseconds and the ranks that they hold for."""
        for target in self.targets:
            assert isinstance(target.within, timedelta)  # other limits were refused
            ranks = tuple(priority.rank for priority in target.sorted_priorities)
            yield target, target.within // MICROSECOND, ranks or ANY_RANK

    def list_binding(self) -> list[tuple[int, ...]]:
        """For each target the ranks for which it holds, or another that leaves no more time."""
        limits = list(self.list_limits())
        return [
            tuple(sorted({rank for _, least, ranks in limits if least <= limit for rank in ranks}))
            for _, limit, _ in limits
        ]


# More than the 300 years from 1900 to 2199 have.
_LONGEST = timedelta(days=300 * 366)

ANY_RANK = (0, *(priority.rank for priority in Priority))
"""The ranks of all priorities, and of none."""


def list_counts(agreement: Agreement) -> dict[str, list[Count]]:
    """What an agreement counts, by the name of the clock.

    Raises:
        ArgumentError: it is no agreement.
        DefinitionError: it promises what only a whole history can be judged by.
    """
    check_argument(agreement, Agreement, "judge a frame by one agreement at a time")
    _check_terms(agreement)
    counts: dict[str, list[Count]] = {}
    for name in agreement.clocks:
        grouped: dict[tuple[Clock, Calendar], list[Target]] = {}
        for target in agreement.targets:
            if target.clock.name == name and (target.kinds is None or _KIND in target.kinds):
                _check_target(target)
                calendar = agreement.calendar_for(target)
                grouped.setdefault((target.clock, calendar), []).append(target)
        if grouped:
            counts[name] = [Count(*key, tuple(targets)) for key, targets in grouped.items()]
    return counts


def _check_terms(agreement: Agreement) -> None:
    if isinstance(agreement, (OLA, UnderpinningContract)):
        raise _refuse(f"{agreement} counts the assignments to one party")
    if agreement.on_priority_change is not OnPriorityChange.KEEP:
        raise _refuse(f"{agreement} does not keep the time so far when the priority changes")
    if agreement.on_new_version is not OnPriorityChange.KEEP:
        raise _refuse(f"{agreement} does not keep the time so far when a new version begins")


def _check_target(target: Target) -> None:
    clock = target.clock
    if target.facts or target.calendar_by:
        raise _refuse(f"{target} asks for facts of its own")
    if not isinstance(target.within, timedelta):
        raise _refuse(f"{target} is not a limit in hours")
    if target.within > _LONGEST:
        raise _refuse(f"{target} is longer than all years that count")
    if clock.since or clock.starts or not clock.is_moved_by_states(()):
        raise _refuse(f"the clock {clock.name!r} asks for more than states and their reasons")


def _refuse(why: str) -> DefinitionError:
    return DefinitionError(f"{why}, which frames cannot tell; judge the records with mof.judge")


def name_targets(agreement: Agreement) -> list[tuple[str, str, Target]]:
    """The targets that count, in their order, each with the names of its clock and of itself.

    Where two targets read alike, the hours in which they count tell them apart.
    """
    told = [
        (name, target, count.calendar)
        for name, counts in list_counts(agreement).items()
        for count in counts
        for target in count.targets
    ]
    plain = [str(target) for _, target, _ in told]
    return [
        (name, text if plain.count(text) == 1 else f"{text}, {calendar.hours_text}", target)
        for (name, target, calendar), text in zip(told, plain, strict=True)
    ]
