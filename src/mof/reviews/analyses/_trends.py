"""Trends: which series of a review became worse or better, told by control charts alone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from mof.documents import Paragraph, Status, Table, Tone, format_count
from mof.documents._renderables import Block
from mof.framework import AnalysisKind, EvaluatedItem
from mof.indicators import ControlChart, ControlState, Shift
from mof.indicators._control_signals import ControlSignal
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.values import Period, TargetStatus


@frozen(kw_only=True)
class Trend:
    """A series period by period, held against its own variation.

    ``worse`` is the direction that is not wanted. What became worse is a finding of medium
    severity, or of low severity where the target is met all the same: our judgement. Shares that
    lack sizes do not say of how many cases they are, and have no limits however many there are.
    """

    analysis: AnalysisKind
    subject: str
    name: str
    chart: ControlChart
    worse: Shift
    periods: tuple[Period, ...]
    status: TargetStatus = TargetStatus.NO_DATA
    evidence: tuple[str, ...] = ()
    item: EvaluatedItem | None = None
    rule: FindingRule = FindingRule.WORSENING
    lacks_sizes: bool = False

    @property
    def is_worsening(self) -> bool:
        """Whether a pattern on the bad side is complete in the reviewed period."""
        return any(self._find_signals(self.worse))

    @property
    def is_improving(self) -> bool:
        """Whether there is a pattern, and none on the bad side."""
        return any(self._find_signals(_OTHER[self.worse])) and not self.is_worsening

    def _find_signals(self, shift: Shift) -> Iterator[ControlSignal]:
        return (signal for signal in self.chart.latest_signals if signal.shift is shift)

    @property
    def since(self) -> datetime | None:
        """When the longest of the patterns on the bad side began."""
        begun = [self.periods[s.first].start for s in self._find_signals(self.worse)]
        return min(begun, default=None)

    def describe(self) -> Iterator[str]:
        """Which rules say that it became worse."""
        for signal in self._find_signals(self.worse):
            yield f"{self.chart.kind}: {signal}"

    def find_worsening(self) -> Iterator[Finding]:
        """The finding that it became worse, if it did."""
        if self.is_worsening:
            yield Finding(
                analysis=self.analysis,
                rule=self.rule,
                subject=self.subject,
                severity=Severity.LOW if self.status is TargetStatus.MET else Severity.MEDIUM,
                title=f"{self.name}: special-cause deterioration, {self.chart.describe_last()}",
                compared_with=f"{self.chart.limits_text}, from "
                f"{format_count(len(self.periods), 'period')}",
                evidence=self.evidence,
                details=tuple(self.describe()),
                item=self.item,
                since=self.since,
            )

    @property
    def has_limits(self) -> bool:
        """Whether there is enough of it to be held against."""
        return self.chart.state is not ControlState.NOT_ENOUGH_DATA

    def describe_short(self) -> str:
        """What there is of a series too short for limits."""
        points = format_count(self._count_known(), "point")
        sizes = " without the number of cases" if self.lacks_sizes else ""
        return f"{self.name} ({points}{sizes}, the last {self.chart.describe_last()})"

    def _count_known(self) -> int:
        return sum(point.value is not None for point in self.chart.points)

    def show(self) -> tuple[str | int | Status | None, ...]:
        """A line of the table of trends."""
        signals = "; ".join(map(str, self.chart.latest_signals))
        return (
            self.name,
            str(self.chart.kind),
            self._count_known(),
            self.chart.describe_last(),
            self.chart.limits_text,
            self._find_status(),
            signals or None,
        )

    def _find_status(self) -> Status:
        if self.is_worsening:
            return Status("worse", Tone.BAD)
        return Status("better", Tone.GOOD) if self.is_improving else Status("steady", Tone.GOOD)


_OTHER = {Shift.UP: Shift.DOWN, Shift.DOWN: Shift.UP}


def label_periods(periods: Iterable[Period]) -> tuple[str, ...]:
    """The labels of periods, with a number where two would have the same."""
    labels = [period.label for period in periods]
    counts = Counter(labels)
    return tuple(
        label if counts[label] == 1 else f"{label} ({number})"
        for number, label in enumerate(labels, 1)
    )


def _rank(trend: Trend) -> int:
    """What became worse first, then what became better, and what says nothing last."""
    if not trend.has_limits:
        return 3
    return 0 if trend.is_worsening else 1 if trend.is_improving else 2


def show_trends(trends: Iterable[Trend]) -> Iterator[Block]:
    """Every series with its limits, and a drawing of each that became worse."""
    ranked = sorted(trends, key=_rank)
    known = [trend for trend in ranked if trend.has_limits]
    short = [trend.describe_short() for trend in ranked if not trend.has_limits]
    if known:
        yield Table(
            ("Series", "Chart", "Points", "Last", "Compared with", "Trend", "Rules"),
            tuple(trend.show() for trend in known),
            caption="Trends",
            note="Rules: Western Electric's four and Nelson's for what rises or falls step by "
            "step. Which of them a review goes by, and that twelve points are the least, is the "
            "judgement of this library.",
        )
    if short:
        what = f" for the trend of {format_count(len(short), 'series', 'series')}: "
        state = Status(str(ControlState.NOT_ENOUGH_DATA), Tone.NEUTRAL)
        yield Paragraph((state, f"{what}{'; '.join(short)}."))
    for trend in known:
        if trend.is_worsening:
            yield trend.chart.to_figure(f"{trend.name}, between its control limits")
