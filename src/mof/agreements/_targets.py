"""Targets: within what time something happens, in what share of which cases."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from types import NoneType
from typing import Any

from attrs import field, frozen

from mof.agreements._clocks import Clock
from mof.agreements._counted_by import CountedBy, to_counted_by
from mof.agreements._target_terms import (
    HoursByWord,
    WordSets,
    are_apart,
    are_told,
    to_hours_by_word,
    to_word_sets,
)
from mof.calendars import BusinessDays, Calendar
from mof.documents import format_duration
from mof.errors import DefinitionError
from mof.help_requests import RequestCategory
from mof.incidents import Incident
from mof.records import Priority, Record
from mof.values import Term
from mof.values._checks import check_part, collect
from mof.values._shares import to_share


@frozen
class Deadline:
    """A fixed instant by which something happens, noted on the record as a fact.

    Nothing moves it but a new one: it counts real time, and no pause.
    """

    fact: str
    """The name of the fact that holds the instant, such as ``resolve_by``."""

    def find(self, record: Record[Any, Any], *, at: datetime) -> datetime | None:
        """The deadline of a record as noted by an instant; None where none is."""
        noted = (
            value
            for entry in record.chronology
            if entry.at <= at
            for name, value in entry.changes
            if name == self.fact
        )
        latest = next(reversed(list(noted)), None)
        return latest if isinstance(latest, datetime) else None

    def __str__(self) -> str:
        return f"the instant noted as {self.fact}"


def kind_of(record: Record[Any, Any]) -> str:
    """What kind of work a record is: of a help request its category, else its lifecycle's name."""
    return find_kind(record, record.facts.get("category"))


def find_kind(record: Record[Any, Any], category: object) -> str:
    """What kind of work a record is if it is of a category."""
    if isinstance(category, RequestCategory):
        return str(category)
    if isinstance(record, Incident):
        return str(RequestCategory.INCIDENT_RESOLUTION)
    return record.LIFECYCLE.name


def _to_priorities(value: Iterable[Priority] | None) -> frozenset[Priority] | None:
    return None if value is None else frozenset(collect(value, Priority, "priorities"))


def _to_kinds(value: Iterable[str | Term] | None) -> frozenset[str] | None:
    return None if value is None else frozenset(map(str, collect(value, (str, Term), "kinds")))


def _to_risks(value: Iterable[Fraction | str | float]) -> tuple[Fraction, ...]:
    shares = collect(value, (Fraction, str, int, float), "shares after which a case is at risk")
    return tuple(sorted({to_share(share) for share in shares}))


# Our judgement: tools of the field warn at half, three quarters or four fifths of the time.
_AT_RISK = (Fraction(3, 4),)


@frozen(cache_hash=True)
class Target:
    """A time within which something happens, in what share of all cases.

    Without ``priorities`` it holds for every priority and for none. Without ``kinds`` it holds
    for whatever names the service as its own, as help requests do; with them for the kinds
    named, as by `kind_of`: problems and changes too. A target's own calendar takes the place of
    the agreement's. The tolerance is in points of share, on the worse side; ``at_risk`` are
    the shares of the time after which a case is at risk.

    With ``facts`` it holds for records on which these are noted, and goes before a target without:
    ``Target(clock, within, facts={"topic": "vpn"})``. With ``calendar_by`` the hours that count
    are those of the word noted for that fact, from hand-over to hand-over.
    """

    clock: Clock
    """What is timed, from its start to its stop."""
    within: timedelta | BusinessDays | Deadline
    """The time allowed, counted in the calendar's open time; a `Deadline` counts real time."""
    # Our judgement: a target without a share is for every case, and tolerance is only what was
    # agreed, since the Operational Health Review looks for what is outside of it.
    required_share: Fraction = field(default=Fraction(1), converter=to_share, kw_only=True)
    """The share of cases that has to be in time, from 0 to 1; exact."""
    tolerance: Fraction = field(default=Fraction(0), converter=to_share, kw_only=True)
    priorities: frozenset[Priority] | None = field(
        default=None, converter=_to_priorities, kw_only=True
    )
    kinds: frozenset[str] | None = field(default=None, converter=_to_kinds, kw_only=True)
    calendar: Calendar | None = field(default=None, kw_only=True)
    at_risk: tuple[Fraction, ...] = field(default=_AT_RISK, converter=_to_risks, kw_only=True)
    counted_by: CountedBy = field(default=CountedBy.DECIDED, converter=to_counted_by, kw_only=True)
    """Which of its instants says in which month a case counts; the word does as well."""
    facts: WordSets = field(default=(), converter=to_word_sets, kw_only=True)
    """The facts that a record needs to have, each with a word or several of which one will do."""
    calendar_by: str | None = field(default=None, kw_only=True)
    """The fact that chooses among ``calendars``, such as ``team``; None: nothing does."""
    calendars: HoursByWord = field(default=(), converter=to_hours_by_word, kw_only=True)
    """The hours by the word of that fact; a mapping will do. Of others the usual ones count."""

    def __attrs_post_init__(self) -> None:
        check_part(self.clock, Clock, "the clock of a target")
        check_part(
            self.within, (timedelta, BusinessDays, Deadline), "the time that a target leaves"
        )
        check_part(self.calendar, (Calendar, NoneType), "the calendar of a target")
        if not self._leaves_time():
            raise DefinitionError(f"a target leaves some time, not {self.within}")
        if self.priorities is not None and not self.priorities:
            raise DefinitionError("a target for no priority at all can never apply")
        if self.kinds is not None and not self.kinds:
            raise DefinitionError("a target for no kind at all can never apply")
        if not all(0 < share < 1 for share in self.at_risk):
            raise DefinitionError("a case is at risk after a share of its time between 0 and 1")
        if isinstance(self.within, Deadline) and (self.calendar is not None or self.calendars):
            raise DefinitionError("a fixed deadline counts real time; leave out the calendar")
        self._check_choice_of_hours()

    def _check_choice_of_hours(self) -> None:
        check_part(self.calendar_by, (str, NoneType), "the fact that chooses the hours")
        if bool(self.calendar_by) is not bool(self.calendars):
            raise DefinitionError("calendar_by= and calendars= need each other; give both")
        if self.calendars and isinstance(self.within, BusinessDays):
            raise DefinitionError(
                "business days are those of one calendar; allow hours, or leave out calendar_by"
            )

    def _leaves_time(self) -> bool:
        if isinstance(self.within, timedelta):
            return self.within > timedelta(0)
        return isinstance(self.within, Deadline) or self.within.count > 0

    def applies_to(
        self, priority: Priority | None, facts: Iterable[tuple[str, str | None]] = ()
    ) -> bool:
        """Whether the target holds for records of a priority on which such facts are noted."""
        is_of_priority = self.priorities is None or priority in self.priorities
        return is_of_priority and (not self.facts or are_told(self.facts, tuple(facts)))

    def gives_way_to(self, other: "Target") -> bool:
        """Whether another is made for some facts, and goes before where both hold for a case."""
        return bool(other.facts) and not self.facts and self._is_of_kind(other)

    def _is_of_kind(self, other: "Target") -> bool:
        """Whether both are on one clock, and both are fixed instants or neither is."""
        is_fixed, other_is_fixed = (isinstance(t.within, Deadline) for t in (self, other))
        return self.clock.name == other.clock.name and is_fixed is other_is_fixed

    def fits(self, record: Record[Any, Any]) -> bool:
        """Whether the target speaks of records of that kind."""
        return self.kinds is None or kind_of(record) in self.kinds

    def excludes(self, other: "Target") -> bool:
        """Whether no case can fall under both targets, or both can be judged side by side.

        A target without facts gives way to one with facts, so that these two never meet.
        """
        return (
            not self._is_of_kind(other)
            or self.calendar != other.calendar
            or self.chosen_hours != other.chosen_hours
            or bool(self.facts) is not bool(other.facts)
            or are_apart(self.facts, other.facts)
            or _are_disjoint(self.priorities, other.priorities)
            or _are_disjoint(self.kinds, other.kinds)
        )

    def __str__(self) -> str:
        names = ", ".join(map(str, self.sorted_priorities))
        who = f" of priority {names}" if names else ""
        what = f" of {', '.join(sorted(self.kinds))}" if self.kinds else ""
        told = "".join(f" with {each}" for each in self.fact_texts)
        return f"{self.clock.name}{what}{who}{told} {self._limit_text}"

    @property
    def chosen_hours(self) -> tuple[str | None, HoursByWord]:
        """The fact that chooses the hours, and what it chooses; nothing where nothing does."""
        return self.calendar_by, self.calendars

    @property
    def fact_texts(self) -> tuple[str, ...]:
        """The facts that it is for, in words."""
        return tuple(f"{name} {' or '.join(sorted(words))}" for name, words in self.facts)

    @property
    def _limit_text(self) -> str:
        return f"{'by' if isinstance(self.within, Deadline) else 'within'} {self.within_text}"

    @property
    def sorted_priorities(self) -> tuple[Priority, ...]:
        """The priorities it holds for, the highest first; none where it holds for all."""
        return tuple(priority for priority in Priority if priority in (self.priorities or ()))

    @property
    def within_text(self) -> str:
        """The time allowed, in words."""
        if isinstance(self.within, timedelta):
            return format_duration(self.within).removesuffix(" 00 min")
        return str(self.within)


def _are_disjoint(ours: frozenset[Any] | None, theirs: frozenset[Any] | None) -> bool:
    return ours is not None and theirs is not None and not ours & theirs
