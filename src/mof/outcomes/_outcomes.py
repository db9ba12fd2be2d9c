"""Measured outcomes: a value of a period, and all that it rests on."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from operator import attrgetter

from attrs import field, frozen

from mof.documents import Table, format_duration, format_instant, format_share
from mof.documents._formats import format_number
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.indicators import Direction
from mof.outcomes._measures import SHARE, Measure
from mof.values import Period, TargetStatus, Term
from mof.values._checks import check_argument, collect
from mof.values._graphs import list_some
from mof.values._instants import to_utc

Amount = Fraction | timedelta


class OutcomeComparison(Term):
    """How an outcome is, compared with that of an earlier period."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NO_DATA = "no data"


def _to_ids(value: Iterable[str]) -> tuple[str, ...]:
    return collect(value, str, "ids")


@frozen(kw_only=True)
class Outcome(Tabular):
    """What a measure came to in a period, as known at an instant, and on what that rests.

    A value of None is not known: nothing counted, or something that counts could not be.
    ``cases`` says of how many records the value is, and ``evidence`` which of them make it up:
    those that are counted, took part in a sum, or came to an end. ``open`` cases have not come
    to theirs; with them the value lies between ``least`` and ``most``, where None is without
    limit. Records of which a fact is missing are ``unknown`` and are never guessed.
    """

    measure: Measure
    period: Period
    as_of: datetime = field(converter=to_utc)
    value: Fraction | timedelta | None = None
    part: str = ""
    hours: str = ""
    cases: int = 0
    evidence: tuple[str, ...] = field(default=(), converter=_to_ids)
    open: int = 0
    unknown: tuple[str, ...] = field(default=(), converter=_to_ids)
    least: Fraction | timedelta | None = None
    most: Fraction | timedelta | None = None

    @property
    def name(self) -> str:
        """The measure, and of which part of the cases it is."""
        return ", ".join(each for each in (self.measure.name, self.part) if each)

    @property
    def is_partial(self) -> bool:
        """Whether the period was not over yet at the instant."""
        return self.as_of < self.period.end

    def compare(self, earlier: "Outcome") -> OutcomeComparison:
        """How it moved since an earlier period.

        Where one of the values is not known, or one of the periods was not over, nobody can say.

        Raises:
            DefinitionError: they are not of one measure, counted in the same hours.
        """
        check_argument(earlier, Outcome, "compare with the same outcome of an earlier period")
        if _get_kind(earlier) != _get_kind(self):
            raise DefinitionError(
                f"{self.name} {self.hours or 'of any hours'} cannot be compared with "
                f"{earlier.name} {earlier.hours or 'of any hours'}; compare the same measure, "
                "counted in the same hours"
            )
        if self.is_partial or earlier.is_partial:
            return OutcomeComparison.NO_DATA
        return _compare(earlier.value, self.value, self.measure.direction)

    @property
    def value_text(self) -> str:
        """The value as people read it; where it is not known, what is, if anything."""
        if self.value is not None:
            return self._format(self.value)
        known = self.unknown and self.least is not None
        return f"at least {self._format(self.least)}" if known else str(TargetStatus.NO_DATA)

    @property
    def bounds_text(self) -> str:
        """Between what the value will lie once open cases have ended; empty without any."""
        if not self.open:
            return ""
        if self.least is None:
            return "no limit yet"
        if self.most is None:
            return f"{self._format(self.least)} or more"
        return f"{self._format(self.least)} to {self._format(self.most)}"

    def _format(self, amount: Amount | None) -> str:
        if isinstance(amount, Fraction):
            return format_share(amount) if self.measure.unit == SHARE else format_number(amount)
        return format_duration(amount)

    def to_table(self) -> Table:
        """Everything that is known of it, a row for each fact."""
        tz = self.period.tz
        rows = (
            ("Function", str(self.measure.smf)),
            ("Outcome", self.measure.serves),
            ("Formula", self.measure.formula),
            ("Unit", self.measure.unit),
            ("Direction", str(self.measure.direction)),
            ("Period", str(self.period)),
            ("As of", format_instant(self.as_of, tz=tz)),
            ("Counted in", self.hours or None),
            ("Value", self.value_text),
            ("With open cases", self.bounds_text or None),
            ("Cases", self.cases),
            ("Open", self.open),
            ("Evidence", list_some(self.evidence) or None),
            ("Not known of", list_some(self.unknown) or None),
        )
        return Table(("Fact", "Value"), rows, caption=self.name)


_get_kind = attrgetter("measure", "part", "hours")


def _compare(
    before: Amount | None, after: Amount | None, direction: Direction
) -> OutcomeComparison:
    if before is None or type(before) is not type(after):
        return OutcomeComparison.NO_DATA
    if before == after:
        return OutcomeComparison.SAME
    is_higher = after > before  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]
    return (
        OutcomeComparison.BETTER
        if is_higher is (direction is Direction.HIGHER)
        else OutcomeComparison.WORSE
    )


def tabulate_outcomes(outcomes: Iterable[Outcome], earlier: Iterable[Outcome] = ()) -> Table:
    """A row for each outcome, beside what it was in an earlier period.

    Raises:
        DefinitionError: one was counted in other hours then.
    """
    found = collect(outcomes, Outcome, "outcomes")
    before = {(each.measure, each.part): each for each in collect(earlier, Outcome, "outcomes")}
    columns = ("Outcome", "Measure", "Value", "With open cases", "Cases", "Open", "Not known")
    return Table(
        (*columns, "Before", "Compared") if before else columns,
        [
            (
                each.measure.serves,
                each.name,
                each.value_text,
                each.bounds_text,
                each.cases,
                each.open,
                len(each.unknown),
                *(_look_back(each, before.get((each.measure, each.part))) if before else ()),
            )
            for each in found
        ],
        numbers=("Value",),
        note="A value is of the cases that ended or count. Measures and formulas are our "
        "judgement; the outcomes are those of the framework.",
    )


def _look_back(outcome: Outcome, earlier: Outcome | None) -> tuple[str, str]:
    if earlier is None:
        return str(TargetStatus.NO_DATA), str(OutcomeComparison.NO_DATA)
    return earlier.value_text, str(outcome.compare(earlier))
