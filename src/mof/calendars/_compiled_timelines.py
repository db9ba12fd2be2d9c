"""Compiled calendars: timelines made on demand, as long as the questions need them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain

from mof.calendars._timelines import Timeline
from mof.errors import HorizonError
from mof.values._instants import from_microseconds, to_microseconds

# Our judgement: no record is older and no due date later; without bounds, a calendar whose shifts
# have ended would be searched for ever.
HORIZON_START = to_microseconds(datetime(1900, 1, 1, tzinfo=UTC))
HORIZON_END = to_microseconds(datetime(2200, 1, 1, tzinfo=UTC))
# Timelines are compiled in blocks of 2**45 microseconds, a little over a year.
_BLOCK = 45

Compiler = Callable[[int, int], list[tuple[int, int]]]


class Compilation:
    """A timeline that is replaced by a longer one whenever a question reaches beyond it.

    The timeline itself never changes, so one that has been handed out stays right; two threads
    that lengthen it at once do the work twice and no harm.
    """

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self.timeline = Timeline(0, 0, ())

    def cover(self, start: int, end: int) -> Timeline:
        """A timeline that knows what is just before the earlier and after the later instant.

        Raises:
            HorizonError: business time is not kept for one of them.
        """
        if end < start:
            start, end = end, start
        timeline = self.timeline
        if timeline.start < start and end < timeline.end:
            return timeline
        return self._lengthen(check_horizon(start), check_horizon(end))

    def search(self, ask: Callable[[Timeline, int], int | None], at: int, until: int) -> int | None:
        """The answer to a question about an instant, None if it is not known until another."""
        timeline = self.cover(at, at)
        while (answer := ask(timeline, at)) is None:
            if until < timeline.start:
                timeline = self._lengthen(timeline.start, at)
            elif timeline.end < until:
                timeline = self._lengthen(at, timeline.end)
            else:
                return None
        return answer

    def walk(self, at: int, until: int) -> Iterator[tuple[int, int]]:
        """The open stretches from one instant to a later one, cut at both."""
        while at < until:
            opening = self.search(Timeline.next_open, at, until)
            if opening is None or opening >= until:
                return
            at = min(self.search(Timeline.next_close, opening, until) or until, until)
            yield opening, at

    def walk_back(self, at: int, until: int) -> Iterator[tuple[int, int]]:
        """The open stretches from one instant back to an earlier one, cut at both."""
        while at > until:
            closing = self.search(Timeline.previous_open, at, until)
            if closing is None or closing <= until:
                return
            at = max(self.search(Timeline.last_opening, closing, until) or until, until)
            yield at, closing

    def _lengthen(self, start: int, end: int) -> Timeline:
        """The timeline over both instants and all it knew, at least doubled on a side it grows."""
        known = self.timeline
        length = known.end - known.start
        first, last = (start - 1) >> _BLOCK << _BLOCK, ((end >> _BLOCK) + 1) << _BLOCK
        if length:
            first = min(first, known.start - length) if start <= known.start else known.start
            last = max(last, known.end + length) if end >= known.end else known.end
        first, last = max(first, HORIZON_START), min(last, HORIZON_END)
        if (first, last) != (known.start, known.end):
            stretches = self._compiler(first, last)
            self.timeline = Timeline(first, last, tuple(chain.from_iterable(stretches)))
        return self.timeline


def check_horizon(at: int) -> int:
    """The instant, if business time is kept for it.

    Raises:
        HorizonError: it is not.
    """
    if HORIZON_START <= at <= HORIZON_END:
        return at
    value = from_microseconds(at)
    raise HorizonError(f"{value} is outside the years 1900 to 2199", value=value)
