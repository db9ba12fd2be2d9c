"""Whether the support of one target can carry it."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from mof.agreements import OLA, Agreement, Clock, Deadline, Target, UnderpinningContract
from mof.calendars._timelines import subtract
from mof.help_requests import PendingReason
from mof.incidents import IncidentState
from mof.judgements._agreement_chains import AgreementChain, divide
from mof.judgements._underpinning.gaps import UnderpinningGap, UnderpinningGapKind
from mof.judgements._underpinning.worst_cases import Leg, find_worst_case
from mof.records import Priority
from mof.values import Period
from mof.values._instants import MICROSECOND, from_microseconds, to_microseconds

_RESTORED = Clock.RESTORATION.stops

Case = tuple[Priority | None, str | None]
"""A priority and a kind; None where the promise and its support tell none apart."""

Support = tuple[Agreement, Target]
"""An agreement beneath a promise, with what it promises of a case."""


def is_on_the_way(clock: Clock) -> bool:
    """Whether a clock counts until the service works or for longer, so that all work is in it."""
    return not clock.starts and clock.stops <= _RESTORED


def carries(clock: Clock, promised: Clock) -> bool:
    """Whether a clock is the same as a promised one, or both count on until the service works."""
    both = is_on_the_way(clock) and is_on_the_way(promised)
    return both or clock.name == promised.name


def is_part(clock: Clock, promised: Clock) -> bool:
    """Whether what a clock counts is part of what a promised one counts, or carries it."""
    stops_no_later = clock.stops >= promised.stops and not clock.starts
    return stops_no_later or carries(clock, promised)


def counts(promise: Agreement, clock: Clock, support: Agreement) -> bool:
    """Whether the clock of a promise runs while what supports it is at work."""
    if isinstance(promise, UnderpinningContract):
        return True
    if isinstance(support, UnderpinningContract):
        # What a clock does is told by a number, and to run is none.
        return not clock.find_state(IncidentState.PENDING.value, PendingReason.SUPPLIER.value, {})
    if isinstance(promise, OLA) and isinstance(support, OLA):
        return promise.team == support.team
    return True


@frozen
class Carrying:
    """A target of a promise, to be held against what supports it in a period."""

    chain: AgreementChain
    promise: Agreement
    target: Target
    window: Period

    def find(self) -> tuple[UnderpinningGap, ...]:
        """Where it is not carried: each way of failing once, in its worst case."""
        # Hours that a fact chooses are other ones for each record.
        if isinstance(self.target.within, Deadline) or self.target.calendar_by:
            return ()
        worst: dict[tuple[object, ...], UnderpinningGap] = {}
        beneath = set(self.chain.support_of(self.promise))
        for window, valid in divide(self.window, (e for e in self.chain if e in beneath)):
            for gap in self._find_in(window, valid):
                key = (gap.kind, gap.support, gap.evidence)
                worst[key] = _unite(worst[key], gap) if key in worst else gap
        return tuple(worst.values())

    def _find_in(self, window: Period, valid: tuple[Agreement, ...]) -> Iterator[UnderpinningGap]:
        cases = self._list_cases(valid)
        uncovered: dict[Agreement, list[Case]] = {}
        paths: dict[tuple[Support, ...], list[Case]] = {}
        for case in cases:
            counting = self._list_counting(valid, case)
            found = [(each, self._find_target(each, case)) for each in counting]
            path = tuple((each, target) for each, target in found if target)
            paths.setdefault(path, []).append(case)
            for each, target in found:
                if target is None and is_on_the_way(self.target.clock):
                    uncovered.setdefault(each, []).append(case)
        for each, left_out in uncovered.items():
            yield self._tell_gap(each, _name_cases(left_out, cases))
        for path, named in paths.items():
            yield from self._compare(window, path, _name_cases(named, cases))

    def _list_cases(self, valid: tuple[Agreement, ...]) -> list[Case]:
        """The priorities and kinds that the promise names, or that its support tells apart."""
        priorities: tuple[Priority | None, ...] = self.target.sorted_priorities
        if not priorities:
            told = any(target.priorities for each in valid for target in each.targets)
            priorities = tuple(Priority) if told else (None,)
        kinds = sorted(self.target.kinds) if self.target.kinds else (None,)
        return [(priority, kind) for priority in priorities for kind in kinds]

    def _list_counting(self, valid: tuple[Agreement, ...], case: Case) -> list[Agreement]:
        """The support whose time counts, and does not lie within that of other support."""
        counting = [
            each
            for each in valid
            if counts(self.promise, self.target.clock, each)
            and not any(self._depends_on_hours(target, case) for target in each.targets)
        ]
        return [e for e in counting if not any(self._lies_in(e, o, case) for o in counting)]

    def _lies_in(self, inner: Agreement, outer: Agreement, case: Case) -> bool:
        target = self._find_target(outer, case)
        if target is None or inner not in self.chain.support_of(outer):
            return False
        return counts(outer, target.clock, inner)

    def _find_target(self, support: Agreement, case: Case) -> Target | None:
        """What support promises of a case, on the clock that is nearest to the promised one."""
        own = (t for t in support.targets if self._is_comparable(t) and self._covers(t, case))
        return min(own, key=self._measure_distance, default=None)

    def _depends_on_hours(self, target: Target, case: Case) -> bool:
        """Whether support counts in hours that a fact chooses, which no two cases may share."""
        return (
            bool(target.calendar_by) and self._is_comparable(target) and self._covers(target, case)
        )

    def _covers(self, target: Target, case: Case) -> bool:
        """Whether a target holds for a case of the promise, and for all facts that it is for."""
        priority, kind = case
        told = dict(self.target.facts)
        return (
            (target.priorities is None or priority in target.priorities)
            and (target.kinds is None or kind in target.kinds)
            and all(name in told and told[name] <= words for name, words in target.facts)
        )

    def _is_comparable(self, target: Target) -> bool:
        has_time = not isinstance(target.within, Deadline)
        return has_time and carries(target.clock, self.target.clock)

    def _measure_distance(self, target: Target) -> tuple[bool, int, bool]:
        promised, stops = self.target.clock, target.clock.stops
        return target.clock.name != promised.name, len(stops ^ promised.stops), not target.facts

    def _tell_gap(self, support: Agreement, cases: tuple[str, ...]) -> UnderpinningGap:
        has_some = any(map(self._is_comparable, support.targets))
        kind = UnderpinningGapKind.CASES if has_some else UnderpinningGapKind.NO_TIME
        told = (f"{support}: {target}" for target in support.targets)
        return self._tell(kind, (support.id,), cases=cases, evidence=tuple(told))

    def _compare(
        self, window: Period, path: tuple[Support, ...], cases: tuple[str, ...]
    ) -> Iterator[UnderpinningGap]:
        for step in path:
            yield from self._compare_hours(window, step, cases)
        too_long = [gap for step in path for gap in self._compare_times(window, (step,), cases)]
        yield from too_long
        if len(path) > 1 and not too_long:
            yield from self._compare_times(window, path, cases)
        yield from self._compare_shares(path, cases)

    def _compare_hours(
        self, window: Period, step: Support, cases: tuple[str, ...]
    ) -> Iterator[UnderpinningGap]:
        start, end = to_microseconds(window.start), to_microseconds(window.end)
        ours, theirs = (
            list(agreement.calendar_for(target).timeline_over(start, end).stretches(start, end))
            for agreement, target in ((self.promise, self.target), step)
        )
        if closed := subtract(ours, theirs):
            promised = _add(ours)
            yield self._tell_path(
                UnderpinningGapKind.HOURS,
                (step,),
                cases=cases,
                promised=promised,
                found=promised - _add(closed),
                since=from_microseconds(closed[0][0]),
                until=from_microseconds(closed[0][1]),
            )

    def _compare_times(
        self, window: Period, path: tuple[Support, ...], cases: tuple[str, ...]
    ) -> Iterator[UnderpinningGap]:
        limit = _to_leg(self.promise, self.target)
        worst = find_worst_case(limit, (_to_leg(*step) for step in path), during=window)
        if worst.is_too_long:
            yield self._tell_path(
                UnderpinningGapKind.TIME if len(path) == 1 else UnderpinningGapKind.TIMES,
                path,
                cases=cases,
                promised=worst.allowed,
                found=worst.needed,
                since=worst.started_at,
                until=worst.ended_at,
            )

    def _compare_shares(
        self, path: tuple[Support, ...], cases: tuple[str, ...]
    ) -> Iterator[UnderpinningGap]:
        # Boole's inequality: whether the same cases are missed is not known, so all are added up.
        missed = sum((1 - target.required_share for _, target in path), Fraction(0))
        carried = max(Fraction(0), 1 - missed)
        if carried < self.target.required_share:
            yield self._tell_path(
                UnderpinningGapKind.SHARE,
                path,
                cases=cases,
                promised_share=self.target.required_share,
                found_share=carried,
            )

    def _tell_path(
        self,
        kind: UnderpinningGapKind,
        path: tuple[Support, ...],
        **figures: Any,  # noqa: ANN401 - whatever the gap has
    ) -> UnderpinningGap:
        told = tuple(f"{agreement}: {target}" for agreement, target in path)
        return self._tell(kind, tuple(each.id for each, _ in path), evidence=told, **figures)

    def _tell(
        self,
        kind: UnderpinningGapKind,
        support: tuple[str, ...],
        **figures: Any,  # noqa: ANN401 - whatever the gap has
    ) -> UnderpinningGap:
        return UnderpinningGap(
            kind=kind,
            promise=self.promise.id,
            version=self.promise.version,
            target=self.target,
            support=support,
            **figures,
        )


def _name_cases(named: list[Case], every: list[Case]) -> tuple[str, ...]:
    """The cases in words; none where they are all that there are."""
    if named == every:
        return ()
    return tuple(
        " ".join([kind or "", f"priority {priority}" if priority else ""]).strip()
        for priority, kind in named
    )


def _unite(known: UnderpinningGap, gap: UnderpinningGap) -> UnderpinningGap:
    """Two gaps of one kind as one: all their cases, with the figures of the worse."""
    worse = max(known, gap, key=_rate)
    whole = not (known.cases and gap.cases)
    return evolve(worse, cases=() if whole else tuple(dict.fromkeys((*known.cases, *gap.cases))))


def _rate(gap: UnderpinningGap) -> timedelta:
    if gap.promised is None:
        return timedelta(0)
    if gap.found is None:
        return timedelta.max
    return abs(gap.found - gap.promised)


def _to_leg(agreement: Agreement, target: Target) -> Leg:
    assert not isinstance(target.within, Deadline)  # those are left out before
    return Leg(target.within, agreement.calendar_for(target))


def _add(stretches: list[tuple[int, int]]) -> timedelta:
    return sum(end - start for start, end in stretches) * MICROSECOND
