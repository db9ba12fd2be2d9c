"""Items: the eight that a review evaluates, each by its indicators against their targets."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import frozen

from mof.documents import (
    Table,
    format_count,
    format_share,
)
from mof.documents._formats import format_limit, format_number
from mof.documents._inlines import Text
from mof.documents._tables import Cell
from mof.documents._target_statuses import show_target_status as show
from mof.framework import EvaluatedItem
from mof.judgements import Attainment
from mof.outcomes import MEASURES
from mof.reviews.analyses._costs_and_budgets import list_costs
from mof.reviews.analyses._customer_satisfaction import Group, find_target, list_satisfaction
from mof.reviews.analyses._maturity_gaps import count_below
from mof.reviews.analyses._posts_and_absences import (
    is_brought,
    list_absence,
    list_levels,
    list_skills,
    measure_yearly_turnover,
)
from mof.reviews.analyses._practice_outcomes import measure_practices
from mof.reviews.analyses._role_gaps import count_gaps
from mof.reviews.analyses._target_attainment import describe_share, find_item
from mof.reviews.evidence._availabilities import AvailabilityRow
from mof.reviews.evidence._evidence import Reading, ReviewEvidence
from mof.reviews.evidence._readings import describe_value
from mof.teams import WorkforceMeasure
from mof.values import TargetStatus


@frozen
class ItemIndicator:
    """What shows how one of the items is doing; None for what is not known or not set."""

    name: str
    value: str | None
    target: str | None = None
    tolerance: str | None = None
    status: TargetStatus = TargetStatus.NO_DATA

    def show(self) -> tuple[Cell, ...]:
        """The cells of a table; without a target there is nothing to stand against."""
        is_judged = self.value is None or self.target is not None
        return (
            self.name,
            self.value or show(TargetStatus.NO_DATA),
            self.target or "no target",
            self.tolerance,
            show(self.status) if is_judged else None,
        )


NOTHING = ItemIndicator("nothing was brought", None)
"""The line of an item that nothing shows."""


def list_indicators(evidence: ReviewEvidence, item: EvaluatedItem) -> tuple[ItemIndicator, ...]:
    """All that shows how an item is doing; what is promised and kept is one line."""
    found = (
        *_list_targets(evidence, item),
        *(
            _write_reading(readings[-1])
            for readings in evidence.readings
            if readings[-1].indicator.item is item
        ),
        *(_LIST[item](evidence) if item in _LIST else ()),
    )
    return found or (NOTHING,)


def tabulate_items(
    evidence: ReviewEvidence, write_findings: Callable[[EvaluatedItem], Text]
) -> Table:
    """The eight items with all that shows how they are doing, and the findings about each."""
    rows: list[tuple[Cell, ...]] = []
    for item in EvaluatedItem:
        for place, indicator in enumerate(list_indicators(evidence, item)):
            findings = None if place else write_findings(item)
            rows.append((str(item), *indicator.show(), findings))
    return Table(
        ("Item", "Indicator", "Value", "Target", "Tolerance", "Status", "Findings"),
        rows,
        caption="The eight items to evaluate",
        numbers=("Value", "Target", "Tolerance"),
    )


# What was promised


def _list_targets(evidence: ReviewEvidence, item: EvaluatedItem) -> Iterator[ItemIndicator]:
    attainments = [a for a in evidence.attainments if find_item(evidence.agreement_of(a)) is item]
    rows = [row for row in evidence.availabilities if find_item(row.agreement) is item]
    statuses = [*(a.status for a in attainments), *(row.raw.status for row in rows)]
    known = sum(status is not TargetStatus.NO_DATA for status in statuses)
    if statuses:
        met = statuses.count(TargetStatus.MET)
        yield ItemIndicator(
            "targets met, of those with data",
            f"{met} of {known}" if known else None,
            "all",
            None,
            max(statuses, key=_SEVERITIES.index) if known else TargetStatus.NO_DATA,
        )
    yield from (_write_attainment(each) for each in attainments if each.status in _MISSED)
    yield from (_write_availability(row) for row in rows if row.raw.status in _MISSED)


_SEVERITIES = [
    TargetStatus.NO_DATA,
    TargetStatus.MET,
    TargetStatus.MISSED_WITHIN_TOLERANCE,
    TargetStatus.OUTSIDE_TOLERANCE,
]
_MISSED = {TargetStatus.MISSED_WITHIN_TOLERANCE, TargetStatus.OUTSIDE_TOLERANCE}


def _write_attainment(attainment: Attainment) -> ItemIndicator:
    target = attainment.target
    return ItemIndicator(
        f"{attainment.agreement} {target}",
        describe_share(attainment),
        format_limit(target.required_share),
        format_limit(target.tolerance),
        attainment.status,
    )


def _write_availability(row: AvailabilityRow) -> ItemIndicator:
    required = row.target.required_share
    return ItemIndicator(
        f"{row.name}, {row.raw.period.label}",
        format_share(row.raw.share, digits=3, against=required),
        format_limit(required),
        format_limit(row.target.tolerance),
        row.raw.status,
    )


# What was observed


def _write_reading(reading: Reading) -> ItemIndicator:
    indicator = reading.indicator
    write = format_limit if indicator.unit == "share" else format_number
    return ItemIndicator(
        indicator.name,
        describe_value(reading),
        None if indicator.target is None else write(indicator.target),
        None if indicator.target is None else write(indicator.tolerance),
        reading.status,
    )


# What the records add up to


def _list_staff(evidence: ReviewEvidence) -> Iterator[ItemIndicator]:
    yield from _list_gaps(evidence, EvaluatedItem.STAFF_PERFORMANCE)
    if is_brought(evidence):
        levels = list_levels(evidence)[-1]
        posts = sum(level.posts or 0 for level in levels)
        missing = sum(level.missing or 0 for level in levels)
        yield ItemIndicator("vacant posts", f"{missing} of {posts}")
        absence = list_absence(evidence)[-1].share
        yield _write_share(evidence, WorkforceMeasure.ABSENCE, absence)
        turnover = measure_yearly_turnover(evidence, evidence.inputs.period).share
        yield _write_share(evidence, WorkforceMeasure.TURNOVER, turnover)


def _write_share(
    evidence: ReviewEvidence, measure: WorkforceMeasure, share: Fraction | None
) -> ItemIndicator:
    value = None if share is None else format_share(share)
    target = evidence.inputs.workforce.find_target(measure)
    if target is None:
        return ItemIndicator(str(measure), value)
    return ItemIndicator(
        str(measure),
        value,
        f"at most {format_limit(target.at_most)}",
        format_limit(target.tolerance),
        target.find_status(share),
    )


def _list_gaps(evidence: ReviewEvidence, item: EvaluatedItem) -> Iterator[ItemIndicator]:
    count = count_gaps(evidence, item)
    if count is not None:
        yield ItemIndicator("gaps in staffing", str(count))


def _list_skills(evidence: ReviewEvidence) -> Iterator[ItemIndicator]:
    yield from _list_gaps(evidence, EvaluatedItem.SKILLS)
    if skills := list_skills(evidence):
        single = sum(each.rests_on_one for each in skills)
        yield ItemIndicator("skills that rest on one person", f"{single} of {len(skills)}")


def _list_maturity(evidence: ReviewEvidence) -> Iterator[ItemIndicator]:
    if maturities := evidence.maturities:
        below = count_below(maturities)
        yield ItemIndicator(
            "dimensions of capabilities below the desired level",
            f"{below} of {format_count(len(maturities), 'dimension')}",
        )


# Our judgement: of what operations achieve, these tell how well their time was used.
_EFFICIENCY = (
    MEASURES["staff use"],
    MEASURES["automated work"],
    MEASURES["reactive work"],
    MEASURES["on schedule"],
    MEASURES["wanted outcome"],
)


def _list_efficiency(evidence: ReviewEvidence) -> Iterator[ItemIndicator]:
    yield from _list_maturity(evidence)
    for each in measure_practices(evidence):
        if each.measure in _EFFICIENCY and each.value is not None:
            yield ItemIndicator(each.name, each.value_text)


def _list_satisfaction(evidence: ReviewEvidence) -> Iterator[ItemIndicator]:
    now = list_satisfaction(evidence, Group())[-1]
    target = find_target(evidence.inputs.feedback, Group())
    if not now.answered and target is None:
        return
    required = target.required_share if target else None
    share = format_share(now.share, against=required)
    yield ItemIndicator(
        "satisfied, of those who answered",
        f"{share} ({now.satisfied} of {now.answered})" if now.answered else None,
        None if target is None else format_limit(target.required_share),
        None if target is None else format_limit(target.tolerance),
        TargetStatus.NO_DATA if target is None else target.find_status(now.share),
    )


def _list_costs(evidence: ReviewEvidence) -> Iterator[ItemIndicator]:
    for each in list_costs(evidence)[-1]:
        if each.category is None:
            yield ItemIndicator(
                "spent in all categories",
                None if each.actual is None else str(each.actual),
                None if each.budget is None else f"budget {each.budget}",
                None if each.budget is None else format_limit(each.tolerance),
                each.status,
            )


_LIST: dict[EvaluatedItem, Callable[[ReviewEvidence], Iterator[ItemIndicator]]] = {
    EvaluatedItem.STAFF_PERFORMANCE: _list_staff,
    EvaluatedItem.EFFICIENCY: _list_efficiency,
    EvaluatedItem.SKILLS: _list_skills,
    EvaluatedItem.SATISFACTION: _list_satisfaction,
    EvaluatedItem.COSTS: _list_costs,
}
