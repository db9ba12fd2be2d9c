"""Comparisons: two reviews side by side, with what is new, what is gone and what goes on."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from itertools import zip_longest

from attrs import frozen

from mof.documents import (
    Document,
    Heading,
    Named,
    Status,
    Table,
    Tone,
    format_count,
    format_instant,
)
from mof.documents._blocks import (
    Callout,
    KeyFigure,
    KeyFigures,
)
from mof.documents._formats import format_limit, format_number
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.documents._target_statuses import show_target_status
from mof.errors import DefinitionError
from mof.improvement import ActionItem
from mof.judgements import Attainment
from mof.reviews._finding_rules import Finding, show_severity
from mof.reviews.analyses._earlier_actions import show_action_status
from mof.reviews.analyses._target_attainment import describe_share, name_target
from mof.reviews.evidence._evidence import Reading
from mof.reviews.evidence._readings import describe_value
from mof.reviews.operational_health._breaches import count_breaches
from mof.reviews.operational_health._operational_health import OperationalHealthReview
from mof.values import ActionId, TargetStatus, Term


class FindingChange(Term):
    """What became of a finding from one review to another."""

    NEW = "new"
    """Found in the later review only."""
    CONTINUING = "continuing"
    """Found in both: the same rule, about the same subject."""
    GONE = "gone"
    """Found in the earlier review only."""


_TONES = {
    FindingChange.NEW: Tone.BAD,
    FindingChange.CONTINUING: Tone.WARNING,
    FindingChange.GONE: Tone.GOOD,
}
_CHANGES = tuple(FindingChange)
# Our judgement: months are alike, though the longest has a ninth more days than the shortest.
_ALIKE = 1.2


_Pair = tuple[tuple[str, str], Attainment | None, Attainment | None]
"""The agreement and name of a target, and how it was attained in either review."""


@frozen
class ComparedFinding:
    """A finding as the earlier and as the later review has it; None where one has it not."""

    before: Finding | None
    after: Finding | None

    @property
    def change(self) -> FindingChange:
        """What became of it."""
        if self.before is None:
            return FindingChange.NEW
        return FindingChange.GONE if self.after is None else FindingChange.CONTINUING

    @property
    def latest(self) -> Finding:
        """The finding as it was last seen."""
        found = self.after or self.before
        assert found is not None  # one of two reviews has it
        return found


@frozen
class ReviewComparison:
    """Two reviews of the same organisation, the earlier one first."""

    before: OperationalHealthReview
    after: OperationalHealthReview

    @cached_property
    def findings(self) -> tuple[ComparedFinding, ...]:
        """What is new, then what goes on, then what is gone; the gravest first in each."""
        before = {finding.id: finding for finding in self.before.findings}
        after = {finding.id: finding for finding in self.after.findings}
        compared = (ComparedFinding(before.get(key), after.get(key)) for key in {**after, **before})
        return tuple(sorted(compared, key=_rank))

    def find(self, change: FindingChange) -> tuple[ComparedFinding, ...]:
        """The findings that this became of."""
        return tuple(finding for finding in self.findings if finding.change is change)

    def to_document(self) -> Document:
        """The comparison as a document, which renders as text, Markdown, HTML and JSON."""
        return Document(
            f"Two reviews compared: {self._names[0]} and {self._names[1]}",
            (
                KeyFigures(tuple(self._count())),
                *self._warn(),
                Heading("Findings", anchor="findings"),
                self._compare_findings(),
                Heading("Attainment", anchor="attainment"),
                self._compare_attainments(),
                Heading("Figures", anchor="figures"),
                self._compare_volumes(),
                *self._compare_readings(),
                Heading("Actions", anchor="actions"),
                self._compare_actions(),
            ),
            subtitle=" and ".join(_describe_instant(each) for each in self._reviews),
        )

    def _repr_html_(self) -> str:
        return self.to_document()._repr_html_()

    def _repr_markdown_(self) -> str:
        return self.to_document().to_markdown()

    @property
    def _reviews(self) -> tuple[OperationalHealthReview, OperationalHealthReview]:
        return self.before, self.after

    def _show_name(self, id_: str) -> Named:
        """A thing by the name that it has in the later review, or else in the earlier one."""
        after, before = (each.evidence.show_name(id_) for each in (self.after, self.before))
        return before if after.shown == id_ else after

    @cached_property
    def _names(self) -> tuple[str, str]:
        """The periods; where both are of the same one, when they were looked at."""
        labels = self.before.inputs.period.label, self.after.inputs.period.label
        if labels[0] != labels[1]:
            return labels
        instants = (_show_instant(each, each.inputs.as_of) for each in self._reviews)
        first, second = (f"{labels[0]} as of {instant}" for instant in instants)
        return first, second

    def _count(self) -> Iterator[KeyFigure]:
        for change, tone in _TONES.items():
            count = len(self.find(change))
            yield KeyFigure(f"Findings {change}", str(count), tone if count else Tone.NEUTRAL)
        met = map(_count_met, self._reviews)
        breaches = (count_breaches(each.evidence) for each in self._reviews)
        for label, (before, after) in {"Targets met": met, "SLA breaches": breaches}.items():
            yield KeyFigure(label, after, Tone.NEUTRAL, f"{before} in {self._names[0]}")

    def _warn(self) -> Iterator[Block]:
        lengths = [each.inputs.period.end - each.inputs.period.start for each in self._reviews]
        if max(lengths) > _ALIKE * min(lengths):
            words = "The periods differ in length, so what is counted in them differs too."
            yield Callout(words, Tone.WARNING)

    def _compare_findings(self) -> Table:
        return Table(
            ("What became of it", "Rule", *self._names),
            tuple(
                (
                    Status(str(each.change), _TONES[each.change]),
                    str(each.latest.rule),
                    _show_finding(each.before),
                    _show_finding(each.after),
                )
                for each in self.findings
            ),
            caption=format_count(len(self.findings), "finding"),
            note="A finding continues where the same rule found the same subject.",
        )

    def _compare_attainments(self) -> Table:
        return Table(
            ("Agreement", "Target", *self._names, "Change", "Status before", "Status after"),
            tuple(
                (self._show_name(agreement), target, *_compare_shares(earlier, later))
                for (agreement, target), earlier, later in sorted(
                    self._pair_attainments(), key=_rank_attainments
                )
            ),
            caption="Attainment of every target",
            numbers=("Change",),
            note="The change is in points of share. What changed its status comes first, then "
            "what is not met.",
        )

    def _pair_attainments(self) -> Iterator[_Pair]:
        before, after = map(_group_attainments, self._reviews)
        for name in dict.fromkeys([*after, *before]):
            for pair in zip_longest(before.get(name, ()), after.get(name, ())):
                yield name, *pair

    def _compare_volumes(self) -> Table:
        before, after = (dict(_count_figures(each)) for each in self._reviews)
        return Table(
            ("Figure", *self._names, "Change"),
            tuple(
                (name, before[name], count, _show_change(Fraction(count - before[name])))
                for name, count in after.items()
            ),
            caption="Incidents, breaches and actions",
            numbers=("Change",),
        )

    def _compare_readings(self) -> Iterator[Block]:
        before, after = (
            {readings[-1].indicator.id: readings[-1] for readings in each.evidence.readings}
            for each in self._reviews
        )
        if names := dict.fromkeys([*after, *before]):
            yield Table(
                ("Indicator", *self._names, "Status before", "Status after"),
                tuple(_compare_readings(before.get(key), after.get(key)) for key in names),
                caption="Indicators",
            )

    def _compare_actions(self) -> Table:
        """Every action brought to one of the reviews or agreed in one, with how it stood."""
        before, after = map(_stand_actions, self._reviews)
        rows = [
            (
                action.id,
                action.title,
                self._show_name(action.owner),
                action.due_on.isoformat(),
                *_compare_statuses(before.get(action.id), after.get(action.id)),
            )
            for action, _ in {**before, **after}.values()
        ]
        return Table(
            ("Action", "What", "Owner", "Due", *self._names),
            rows,
            caption=format_count(len(rows), "action"),
            note="What an earlier review asked for is an input of the next one.",
        )


def compare_reviews(
    before: OperationalHealthReview, after: OperationalHealthReview
) -> ReviewComparison:
    """Two reviews side by side: what is new, what goes on, what is gone, and by how much.

    They may be of the same period, looked at twice.

    Raises:
        DefinitionError: the second one is of an earlier period than the first.
    """
    if after.inputs.period.start < before.inputs.period.start:
        raise DefinitionError(
            f"the review of {after.inputs.period.label} does not follow the one of "
            f"{before.inputs.period.label}; name the earlier one first"
        )
    return ReviewComparison(before, after)


def _rank(finding: ComparedFinding) -> tuple[int, int]:
    return _CHANGES.index(finding.change), finding.latest.severity.rank


def _show_instant(review: OperationalHealthReview, at: datetime) -> str:
    return format_instant(at, tz=review.inputs.period.tz)


def _describe_instant(review: OperationalHealthReview) -> str:
    return f"{review.inputs.period} as of {_show_instant(review, review.inputs.as_of)}"


def _count_met(review: OperationalHealthReview) -> str:
    counted = [each for each in review.evidence.attainments if each.counted]
    met = sum(each.status is TargetStatus.MET for each in counted)
    return f"{met} of {len(counted)}" if counted else str(TargetStatus.NO_DATA)


def _show_finding(finding: Finding | None) -> Cell:
    if finding is None:
        return None
    words = f": {finding.title}; {finding.compared_with}"
    return show_severity(finding.severity), words


def _group_attainments(
    review: OperationalHealthReview,
) -> dict[tuple[str, str], tuple[Attainment, ...]]:
    """The targets by agreement and name, of all versions those that cases were decided by."""
    found: dict[tuple[str, str], list[Attainment]] = {}
    for each in review.evidence.attainments:
        found.setdefault((each.agreement, name_target(each)), []).append(each)
    return {
        key: tuple(each for each in same if each.counted) or tuple(same[-1:])
        for key, same in found.items()
    }


def _rank_attainments(pair: _Pair) -> int:
    _, before, after = pair
    first, second = (each.status if each else TargetStatus.NO_DATA for each in (before, after))
    if first is not second:
        return 0
    return 2 if second in {TargetStatus.MET, TargetStatus.NO_DATA} else 1


def _compare_shares(before: Attainment | None, after: Attainment | None) -> tuple[Cell, ...]:
    first, second = (each.share if each else None for each in (before, after))
    change = None if first is None or second is None else _show_change((second - first) * 100)
    if before and after and before.counted_by is not after.counted_by:
        change = f"by {before.counted_by}, then by {after.counted_by}"
    return (
        _show_share(before),
        _show_share(after),
        change,
        show_target_status(before.status) if before else None,
        show_target_status(after.status) if after else None,
    )


def _show_share(attainment: Attainment | None) -> str | None:
    if attainment is None or not attainment.counted:
        return None
    required = format_limit(attainment.target.required_share)
    return f"{describe_share(attainment)}, required {required}"


def _show_change(points: Fraction) -> str:
    return f"+{format_number(points)}" if points > 0 else format_number(points)


def _count_figures(review: OperationalHealthReview) -> Iterator[tuple[str, int]]:
    evidence, inputs = review.evidence, review.inputs
    volume = evidence.volumes[-1]
    yield "incidents opened", volume.opened
    yield "incidents finished", volume.finished
    yield "incidents open at the end", volume.open_at_end
    yield "breaches of promises to customers", len(evidence.sla_breaches)
    tz = inputs.period.tz
    late = (action.is_overdue(inputs.as_of, tz=tz) for _, action in inputs.actions)
    yield "actions overdue", sum(late)


def _compare_readings(before: Reading | None, after: Reading | None) -> tuple[Cell, ...]:
    known = after or before
    assert known is not None  # one of two reviews has it
    return (
        known.indicator.name,
        *(describe_value(each) if each else None for each in (before, after)),
        *(show_target_status(each.status) if each else None for each in (before, after)),
    )


def _stand_actions(review: OperationalHealthReview) -> dict[ActionId, tuple[ActionItem, Status]]:
    """The actions that a review knows, with how they stand; what was brought comes first."""
    inputs = review.inputs
    agreed = (output.action for output in review.outputs if output.action)
    found = {action.id: (action, Status("agreed", Tone.NEUTRAL)) for action in agreed}
    for _, action in inputs.actions:
        status = show_action_status(action, inputs.as_of, tz=inputs.period.tz)
        found[action.id] = (action, status)
    return found


def _compare_statuses(
    before: tuple[ActionItem, Status] | None, after: tuple[ActionItem, Status] | None
) -> tuple[Status | None, Status | None]:
    """How an action stood; what is done need not be brought again."""
    first, second = (known[1] if known else None for known in (before, after))
    is_lost = second is None and first is not None and first.tone is not Tone.GOOD
    return first, Status("missing", Tone.BAD) if is_lost else second
