"""Finances: costs against budget and forecast, overall and by category, and what a case costs."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from mof.documents import Table, draw_line, format_count, format_share
from mof.documents._formats import format_limit
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.documents._target_statuses import show_target_status
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.indicators import (
    CostPosition,
    EntryKind,
    LedgerEntry,
    Money,
    Shift,
    chart_values,
    measure_costs,
)
from mof.indicators._ledgers import UnitCost, measure_unit_costs
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._set_in_time import find_set_late
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._evidence import ReviewEvidence, find_since
from mof.values import Period, ServiceId, TargetStatus


def _is_brought(evidence: ReviewEvidence) -> bool:
    """Whether the ledger has any entry."""
    return bool(evidence.inputs.ledger.entries)


def _examine(evidence: ReviewEvidence) -> Examination:
    """Costs and forecasts outside the tolerance of their budgets, and budgets set too late."""
    positions = list_costs(evidence)[-1]
    outside = sum(
        each.status is TargetStatus.OUTSIDE_TOLERANCE for each in positions if each.category
    )
    return Examination(
        has_data=bool(positions),
        findings=(
            *_find_exceeded(evidence),
            *_find_expected(evidence),
            *_find_budgeted_late(evidence),
            *_find_straddling(evidence),
            *find_set_late(
                (
                    (f"the costs of {each.category or 'everything'}", each)
                    for each in evidence.inputs.ledger.tolerances
                ),
                period=evidence.inputs.period,
                analysis=AnalysisKind.FINANCES,
                item=EvaluatedItem.COSTS,
            ),
        ),
        summary="; ".join(
            [
                *_describe_totals(positions),
                f"{format_count(outside, 'category', 'categories')} outside tolerance",
            ]
        ),
    )


def _describe_totals(positions: tuple[CostPosition, ...]) -> Iterator[str]:
    for each in positions:
        if each.category is None:
            yield f"{_write(each.actual)} spent of {_write(each.budget)}"


def list_costs(evidence: ReviewEvidence) -> tuple[tuple[CostPosition, ...], ...]:
    """What every category cost period by period, the reviewed period last."""
    ledger, as_of = evidence.inputs.ledger, evidence.inputs.as_of
    return tuple(measure_costs(ledger, during=each, as_of=as_of) for each in evidence.periods)


def list_expected(evidence: ReviewEvidence) -> tuple[CostPosition, ...]:
    """What every category is expected to cost from the end of the period on."""
    if (ahead := find_ahead(evidence)) is None:
        return ()
    inputs = evidence.inputs
    return measure_costs(inputs.ledger, during=ahead, as_of=inputs.as_of)


def find_ahead(evidence: ReviewEvidence) -> Period | None:
    """From the end of the period as far as anything is budgeted or forecast, if it is."""
    period = evidence.inputs.period
    last = max((e.period.end for e in evidence.inputs.ledger.entries), default=period.end)
    return Period(period.end, last, tz=period.tz) if last > period.end else None


def list_unit_costs(evidence: ReviewEvidence) -> tuple[tuple[UnitCost, ...], ...]:
    """What an incident cost period by period, over all and by service."""
    inputs, periods = evidence.inputs, evidence.periods
    counts: list[Counter[ServiceId | None]] = [Counter() for _ in periods]
    starts = [period.start for period in periods]
    for incident in evidence.incidents:
        place = bisect_right(starts, incident.opened_at) - 1
        if place >= 0 and incident.opened_at < periods[place].end:
            counts[place][incident.service] += 1
    return tuple(
        measure_unit_costs(inputs.ledger, count, during=period, as_of=inputs.as_of)
        for period, count in zip(periods, counts, strict=True)
    )


def _name(position: CostPosition) -> str:
    return position.category or "all categories"


def _slug(position: CostPosition, *, what: str = "cost") -> str:
    return f"{what}:{_name(position)}:{position.currency}".replace(" ", "-")


def _write(amount: Money | None) -> str:
    return "no data" if amount is None else str(amount)


def _describe_budget(position: CostPosition, kind: EntryKind) -> str:
    more = f", tolerated up to {position.find_limit(kind)}" if position.tolerance else ""
    return f"a budget of {position.find_budget(kind)}{more}"


def _find_exceeded(evidence: ReviewEvidence) -> Iterator[Finding]:
    periods = list_costs(evidence)
    for now in periods[-1]:
        if now.status is TargetStatus.OUTSIDE_TOLERANCE:
            yield Finding(
                analysis=AnalysisKind.FINANCES,
                rule=FindingRule.OUTSIDE_TOLERANCE,
                subject=_slug(now),
                # Our judgement: one category may make up for another, the total may not.
                severity=Severity.MEDIUM if now.category else Severity.HIGH,
                title=f"the cost of {_name(now)} was {now.actual}, {now.variance} over budget",
                compared_with=_describe_budget(now, EntryKind.ACTUAL),
                evidence=now.entries,
                details=tuple(_describe_variance(now)),
                item=EvaluatedItem.COSTS,
                since=find_since(
                    (period, each.status)
                    for period, positions in zip(evidence.periods, periods, strict=True)
                    for each in positions
                    if (each.category, each.currency) == (now.category, now.currency)
                ),
            )


def _describe_variance(position: CostPosition) -> Iterator[str]:
    budget, variance = position.find_budget(EntryKind.ACTUAL), position.variance
    if variance and budget and budget.amount > 0:
        yield f"{format_share(variance.amount / budget.amount)} of the budget"
    if unlike := position.find_unlike(EntryKind.ACTUAL):
        yield f"not compared, with a budget or a cost only: {', '.join(unlike)}"


def _find_expected(evidence: ReviewEvidence) -> Iterator[Finding]:
    for ahead in list_expected(evidence):
        if ahead.outlook_status is TargetStatus.OUTSIDE_TOLERANCE:
            yield Finding(
                analysis=AnalysisKind.FINANCES,
                rule=FindingRule.FORECAST_OUTSIDE_TOLERANCE,
                subject=_slug(ahead, what="forecast"),
                severity=Severity.LOW if ahead.category else Severity.MEDIUM,
                title=f"{_name(ahead)}: {ahead.forecast} expected after the period, "
                f"{ahead.outlook} over budget",
                compared_with=_describe_budget(ahead, EntryKind.FORECAST),
                evidence=ahead.entries,
                item=EvaluatedItem.COSTS,
            )


def _follow(evidence: ReviewEvidence) -> Iterator[Trend]:
    """The trends of what each category costs, and of what an incident costs, by service."""
    costs, units = list_costs(evidence), list_unit_costs(evidence)
    for now in costs[-1]:
        key = (now.category, now.currency)
        yield _follow_costs(
            evidence,
            f"Cost of {_name(now)} ({now.currency})",
            [
                next((each.actual for each in found if (each.category, each.currency) == key), None)
                for found in costs
            ],
            subject=_slug(now),
            status=now.status,
            entries=now.entries,
        )
    for unit in units[-1]:
        of = (unit.service, unit.cost.currency)
        named = unit.service or "all services"
        yield _follow_costs(
            evidence,
            f"Cost per incident of {evidence.name_of(named)} ({unit.cost.currency})",
            [
                next((u.per_case for u in found if (u.service, u.cost.currency) == of), None)
                for found in units
            ],
            subject=f"cost-per-incident:{named}:{unit.cost.currency}".replace(" ", "-"),
            entries=unit.entries,
        )


def _follow_costs(
    evidence: ReviewEvidence,
    name: str,
    amounts: list[Money | None],
    *,
    subject: str,
    entries: tuple[str, ...],
    status: TargetStatus = TargetStatus.NO_DATA,
) -> Trend:
    labels = label_periods(evidence.periods)
    return Trend(
        analysis=AnalysisKind.FINANCES,
        subject=subject,
        name=name,
        chart=chart_values(
            (label, None if amount is None else amount.amount)
            for label, amount in zip(labels, amounts, strict=True)
        ),
        worse=Shift.UP,
        periods=evidence.periods,
        status=status,
        evidence=entries,
        item=EvaluatedItem.COSTS,
    )


def _find_budgeted_late(evidence: ReviewEvidence) -> Iterator[Finding]:
    period, as_of = evidence.inputs.period, evidence.inputs.as_of
    known = evidence.inputs.ledger.find_entries(during=period, as_of=as_of)
    late: dict[str, list[LedgerEntry]] = {}
    for entry in known:
        if entry.kind is EntryKind.BUDGET and not period.is_in_time(entry.recorded_at):
            late.setdefault(entry.category, []).append(entry)
    for category, entries in sorted(late.items()):
        yield Finding(
            analysis=AnalysisKind.FINANCES,
            rule=FindingRule.SET_AFTER_START,
            subject=f"budget:{category}".replace(" ", "-"),
            severity=Severity.MEDIUM,
            title=f"the budget of {category} was set or changed when the period had begun: "
            + ", ".join(str(entry.amount) for entry in entries),
            compared_with=f"{period.first_day}, when the period began",
            evidence=tuple(entry.id for entry in entries),
            item=EvaluatedItem.COSTS,
        )


def _find_straddling(evidence: ReviewEvidence) -> Iterator[Finding]:
    inputs = evidence.inputs
    found = inputs.ledger.find_straddling(during=inputs.period, as_of=inputs.as_of)
    if found:
        yield Finding(
            analysis=AnalysisKind.FINANCES,
            rule=FindingRule.STRADDLING_ENTRY,
            subject="ledger",
            severity=Severity.LOW,
            title=f"{format_count(len(found), 'entry', 'entries')} of the ledger "
            "for more than the period, and not counted",
            compared_with="entries that say how much is for which period",
            evidence=tuple(entry.id for entry in found),
            item=EvaluatedItem.COSTS,
        )


# What was brought


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """Costs by category, what is expected, what an incident costs, and how the total developed."""
    positions = list_costs(evidence)
    if positions[-1]:
        yield _tabulate(positions[-1], f"Costs of {evidence.inputs.period.label} by category")
    expected = [each for each in list_expected(evidence) if each.forecast]
    if expected:
        yield _tabulate(expected, "Costs expected after the period")
    for currency in _list_currencies(positions):
        totals = [_find_total(each, currency) for each in positions]
        budget = totals[-1].budget if totals[-1] else None
        yield draw_line(
            (
                (period.label, total.actual.amount if total and total.actual else None)
                for period, total in zip(evidence.periods, totals, strict=True)
            ),
            title=f"Costs of all categories ({currency})",
            target=budget.amount if budget else None,
        )
    units = list_unit_costs(evidence)[-1]
    if units:
        yield Table(
            ("Service", "Cost", "Incidents opened", "Cost per incident"),
            tuple(
                (
                    evidence.show_name(each.service) if each.service else "all of operations",
                    str(each.cost),
                    each.count,
                    _per_case(each),
                )
                for each in units
            ),
            caption="What services and incidents cost",
            numbers=("Cost", "Incidents opened", "Cost per incident"),
            note="What the ledger lays on no service is only in the cost of all of operations. "
            "All of the cost is laid on the incidents; that is our judgement.",
        )


def _list_currencies(positions: tuple[tuple[CostPosition, ...], ...]) -> list[str]:
    return sorted({each.currency for period in positions for each in period})


def _find_total(positions: tuple[CostPosition, ...], currency: str) -> CostPosition | None:
    totals = (each for each in positions if (each.category, each.currency) == (None, currency))
    return next(totals, None)


def _per_case(unit: UnitCost) -> str | None:
    return None if unit.per_case is None else str(unit.per_case)


def _tabulate(positions: tuple[CostPosition, ...] | list[CostPosition], caption: str) -> Table:
    return Table(
        ("Category", "Budget", "Actual", "Forecast", "Variance", "Tolerated", "Status"),
        tuple(map(_show_position, positions)),
        caption=caption,
        numbers=("Budget", "Actual", "Forecast", "Variance"),
        note="; ".join(_name_unlike(positions)) or None,
    )


def _name_unlike(positions: Iterable[CostPosition]) -> Iterator[str]:
    for each in positions:
        kind = EntryKind.FORECAST if each.actual is None else EntryKind.ACTUAL
        if unlike := each.find_unlike(kind):
            yield (
                f"Not compared in the total ({each.currency}), with a budget or a cost only: "
                f"{', '.join(unlike)}"
            )


def _show_position(position: CostPosition) -> tuple[Cell, ...]:
    is_ahead = position.actual is None
    variance = position.outlook if is_ahead else position.variance
    amounts = (position.budget, position.actual, position.forecast, variance)
    return (
        _name(position),
        *(None if each is None else str(each) for each in amounts),
        format_limit(position.tolerance),
        show_target_status(position.outlook_status if is_ahead else position.status),
    )


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """What was spent; a budget alone tells no performance."""
    if any(each.actual is not None for each in list_costs(evidence)[-1]):
        yield str(InputKind.FINANCES)


FINANCES = Topic(
    name="entries of the ledger",
    analysis=AnalysisKind.FINANCES,
    shown_in=InputKind.FINANCES,
    provides=_provide,
    is_brought=_is_brought,
    examine=_examine,
    follow=_follow,
    show=_show,
)
"""Costs against budget and forecast."""
