"""Outcomes: the value of a measure in a period, all that it rests on, and how it compares."""

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
    """How an outcome is, compared with that of an earlier period.

    >>> from mof import Period
    >>> from mof.outcomes import MEASURES
    >>> may, june = (Period.month(2026, month, tz="Europe/Oslo") for month in (5, 6))
    >>> before, now = (
    ...     Outcome(measure=MEASURES["incidents"], period=period, as_of=june.end, value=value)
    ...     for period, value in ((may, Fraction(40)), (june, Fraction(31)))
    ... )
    >>> now.compare(before) is OutcomeComparison.BETTER
    True
    """

    BETTER = "better"
    """It moved in the wanted direction, as fewer incidents do."""
    SAME = "same"
    """It is exactly what it was."""
    WORSE = "worse"
    """It moved against the wanted direction."""
    NO_DATA = "no data"
    """One of the values is not known, or one of the periods is not over."""


def _to_ids(value: Iterable[str]) -> tuple[str, ...]:
    return collect(value, str, "ids")


@frozen(kw_only=True)
class Outcome(Tabular):
    """What a measure came to in a period, as known at an instant, and on what that rests.

    A value of None is not known: nothing counted, or something that counts could not be. With
    open cases it will lie between ``least`` and ``most``.

    >>> from mof import Period
    >>> from mof.outcomes import measure_outcomes
    >>> june = Period.month(2026, 6, tz="Europe/Oslo")
    >>> found = measure_outcomes(during=june, as_of=june.end)
    >>> backlog = next(each for each in found if each.name == "backlog")
    >>> isinstance(backlog, Outcome), backlog.value, backlog.value_text
    (True, None, 'no data')
    """

    measure: Measure
    """What was measured."""
    period: Period
    """The period that it is of."""
    as_of: datetime = field(converter=to_utc)
    """What was recorded after this instant is not seen."""
    value: Fraction | timedelta | None = None
    """A number, a share or a duration, as the measure says; None where it is not known."""
    part: str = ""
    """Which part of the cases it is of, such as ``"90 % of cases"``; blank for all."""
    hours: str = ""
    """In which hours its time was counted; blank where it is no time of tickets."""
    cases: int = 0
    """How many records the value is of."""
    evidence: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The ids of those that make the value up: counted, added up, or ended."""
    open: int = 0
    """How many cases have not come to their end."""
    unknown: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The ids of those of which a fact is missing, which is never guessed."""
    least: Fraction | timedelta | None = None
    """The least that the value can be once open or unknown cases are told; None without."""
    most: Fraction | timedelta | None = None
    """The most that it can be; None where there is no limit."""

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

        There is no data where one of the values is not known or one of the periods was not over.

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
