"""Indicators: those outside tolerance, how each moved, and in which analysis it is looked at."""

from collections.abc import Iterable, Iterator
from functools import partial

from mof.documents import Status, Table, format_count
from mof.documents._renderables import Block
from mof.documents._target_statuses import show_target_status
from mof.framework import AnalysisKind, InputKind
from mof.indicators import (
    TRENDS,
    ControlChart,
    Direction,
    Indicator,
    Shift,
    chart_shares,
    chart_values,
)
from mof.indicators._control_charts import ChartKind, ControlPoint
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._drawings import draw_indicator
from mof.reviews.evidence._evidence import Reading, ReviewEvidence, find_since
from mof.reviews.evidence._readings import describe_target, describe_value
from mof.values import TargetStatus

# Our judgement: the framework names inputs and analyses, not which is looked at in which.
_LOOKED_AT_IN = {
    InputKind.SATISFACTION: AnalysisKind.SATISFACTION_TRENDS,
    InputKind.FINANCES: AnalysisKind.FINANCES,
    InputKind.RISKS: AnalysisKind.RISK_CHANGES,
    InputKind.PEOPLE: AnalysisKind.PEOPLE_TRENDS,
    InputKind.MATURITY: AnalysisKind.MATURITY,
}


def find_analysis(indicator: Indicator) -> AnalysisKind:
    """In which analysis an indicator is looked at."""
    brought_as = indicator.brought_as or InputKind.AGREEMENT_PERFORMANCE
    return _LOOKED_AT_IN.get(brought_as, AnalysisKind.PERFORMANCE)


def _examine(analysis: AnalysisKind, evidence: ReviewEvidence) -> Examination | None:
    """The indicators of an analysis against their targets; None where it has none."""
    series = [r for r in evidence.readings if find_analysis(r[-1].indicator) is analysis]
    known = [readings for readings in series if readings[-1].value is not None]
    if not series:
        return None
    return Examination(
        has_data=bool(known),
        findings=tuple(f for readings in series for f in _find_outside(analysis, readings)),
        summary=f"{format_count(len(series), 'indicator')}, {len(known)} with data",
    )


def _find_outside(analysis: AnalysisKind, readings: tuple[Reading, ...]) -> Iterator[Finding]:
    now = readings[-1]
    indicator = now.indicator
    if now.status is TargetStatus.OUTSIDE_TOLERANCE:
        yield Finding(
            analysis=analysis,
            rule=FindingRule.OUTSIDE_TOLERANCE,
            subject=indicator.id,
            severity=Severity.MEDIUM,
            title=f"{indicator.name}: {describe_value(now)}",
            compared_with=describe_target(now),
            evidence=(indicator.id,),
            item=indicator.item,
            since=find_since((each.period, each.status) for each in readings),
        )


# How they moved


def _follow(analysis: AnalysisKind, evidence: ReviewEvidence) -> Iterator[Trend]:
    """The trend of every indicator of an analysis that was ever observed."""
    for readings in evidence.readings:
        is_looked_at = find_analysis(readings[-1].indicator) is analysis
        if is_looked_at and any(reading.value is not None for reading in readings):
            yield follow_readings(readings)


def follow_readings(readings: tuple[Reading, ...]) -> Trend:
    """The trend of an indicator."""
    now = readings[-1]
    indicator = now.indicator
    is_higher_better = indicator.direction is Direction.HIGHER
    return Trend(
        analysis=find_analysis(indicator),
        subject=indicator.id,
        name=indicator.name,
        chart=chart_readings(readings),
        worse=Shift.DOWN if is_higher_better else Shift.UP,
        periods=tuple(reading.period for reading in readings),
        status=now.status,
        evidence=(indicator.id,),
        item=indicator.item,
        lacks_sizes=_lack_sizes(readings),
    )


def chart_readings(readings: Iterable[Reading]) -> ControlChart:
    """The chart of an indicator: of its values, or of shares with what they are of.

    Shares that do not say of how many cases they are cannot be pooled, and an average of them
    would mean nothing, so that there are no limits for them.
    """
    series = tuple(readings)
    labelled = tuple(zip(label_periods(each.period for each in series), series, strict=True))
    if not series or series[-1].indicator.unit != "share":
        return chart_values((label, reading.value) for label, reading in labelled)
    if _lack_sizes(series):
        points = tuple(ControlPoint(label, reading.value) for label, reading in labelled)
        return ControlChart(kind=ChartKind.SHARES, points=points, rules=TRENDS)
    return chart_shares((label, *reading.count) for label, reading in labelled)


def _lack_sizes(readings: tuple[Reading, ...]) -> bool:
    """Whether they are shares of which some do not say of how many cases they are."""
    return readings[-1].indicator.unit == "share" and any(
        reading.value is not None and reading.size is None for reading in readings
    )


# How they are shown


# Our judgement: the framework asks for their trends, so they are drawn even where all is well.
_DRAWN = frozenset({InputKind.SATISFACTION, InputKind.FINANCES})


def _list_observed(brought_as: InputKind, evidence: ReviewEvidence) -> list[tuple[Reading, ...]]:
    """The readings of an input's indicators; nothing where none of them was ever observed."""
    series = [r for r in evidence.readings if r[-1].indicator.brought_as is brought_as]
    is_observed = any(reading.value is not None for readings in series for reading in readings)
    return series if is_observed else []


def _show(brought_as: InputKind, evidence: ReviewEvidence) -> Iterator[Block]:
    series = _list_observed(brought_as, evidence)
    if not series:
        return
    yield Table(
        ("Indicator", "Value", "Target", "Status", "Evaluates", "Basis"),
        tuple(_show_reading(readings[-1]) for readings in series),
        caption=f"Indicators of {brought_as}",
        numbers=("Value",),
    )
    for readings in series:
        is_known = any(reading.value is not None for reading in readings)
        if is_known and (brought_as in _DRAWN or not _is_as_wished(readings)):
            yield draw_indicator(readings)


def _is_as_wished(readings: tuple[Reading, ...]) -> bool:
    """Whether an indicator meets its target and is not getting worse, so needs no drawing."""
    is_met = readings[-1].status is TargetStatus.MET
    return is_met and not follow_readings(readings).is_worsening


def _show_reading(reading: Reading) -> tuple[str | Status | None, ...]:
    indicator = reading.indicator
    return (
        indicator.name,
        describe_value(reading),
        describe_target(reading),
        show_target_status(reading.status),
        str(indicator.item),
        reading.basis or None,
    )


EXAMINED_INDICATORS = tuple(
    Topic(
        name="indicators",
        analysis=analysis,
        examine=partial(_examine, analysis),
        follow=partial(_follow, analysis),
    )
    for analysis in (AnalysisKind.PERFORMANCE, *_LOOKED_AT_IN.values())
)
"""The indicators, analysis by analysis."""

# Our judgement: papers are read, and no figure stands for them.
_PAPERS = frozenset({InputKind.AGREEMENTS, InputKind.GUIDES, InputKind.PREVIOUS_REVIEWS})


def _provide(brought_as: InputKind, evidence: ReviewEvidence) -> Iterator[str]:
    """Each part that is told by figures: an indicator does not say which of them it shows."""
    if brought_as not in _PAPERS and _list_observed(brought_as, evidence):
        yield from brought_as.parts


SHOWN_INDICATORS = tuple(
    Topic(
        name="indicators",
        shown_in=brought_as,
        show=partial(_show, brought_as),
        provides=partial(_provide, brought_as),
    )
    for brought_as in InputKind
)
"""The indicators, input by input: one may be brought as an input of another analysis."""
