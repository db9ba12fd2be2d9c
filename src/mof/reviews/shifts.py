"""Shifts: what became worse by more than its own variation, by the rules of control charts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mof.control_charts import ControlChart, Shift
from mof.framework.operational_health import Analysis, EvaluatedItem
from mof.periods import Period
from mof.reviews.findings import Finding, Rule, Severity


def label_periods(periods: Sequence[Period]) -> tuple[str, ...]:
    """The labels of periods, with their number where two would have the same."""
    labels = [period.label for period in periods]
    counts = Counter(labels)
    return tuple(
        label if counts[label] == 1 else f"{label} ({number})"
        for number, label in enumerate(labels, 1)
    )


def find_shift(
    chart: ControlChart,
    *,
    worse: Shift,
    name: str,
    periods: Sequence[Period],
    analysis: Analysis,
    item: EvaluatedItem,
    evidence: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """What a chart over some periods shows to have become worse, if that is news in the last.

    Our judgement: a point beyond the limits weighs more than a row of points.
    """
    signals = [signal for signal in chart.latest_signals if signal.shift is worse]
    if signals:
        first = min(signal.first for signal in signals)
        is_beyond = any(signal.first == signal.last for signal in signals)
        yield Finding(
            analysis=analysis,
            rule=Rule.SHIFTED,
            subject=name.replace(" ", "-"),
            severity=Severity.MEDIUM if is_beyond else Severity.LOW,
            title=f"{name}: {'; '.join(map(str, signals))}",
            compared_with=f"{chart.kind}: {chart.limits_text}",
            evidence=evidence,
            item=item,
            since=periods[first].start,
        )
