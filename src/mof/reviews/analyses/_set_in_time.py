"""Targets: those that were set too late to prove anything about a period."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Protocol

from mof.agreements import Agreement
from mof.documents import format_count, format_instant
from mof.documents._formats import format_limit
from mof.framework import AnalysisKind, EvaluatedItem
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._target_attainment import find_item
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.values import Period, PersonId


class SetTarget(Protocol):
    """A target that says since when it stands, and who set it."""

    @property
    def set_on(self) -> date:
        """The day on which it was set."""
        ...

    @property
    def set_by(self) -> PersonId | None:
        """Who set it."""
        ...

    def was_set_before(self, period: Period, /) -> bool:
        """Whether it stood when a period began."""
        ...


def find_set_late(
    targets: Iterable[tuple[str, SetTarget]],
    *,
    period: Period,
    analysis: AnalysisKind,
    item: EvaluatedItem,
) -> Iterator[Finding]:
    """The targets, each with what it is called, that were set after a period had begun."""
    for name, target in targets:
        if not target.was_set_before(period):
            yield Finding(
                analysis=analysis,
                rule=FindingRule.SET_AFTER_START,
                subject=name.replace(" ", "-"),
                severity=Severity.MEDIUM,
                title=f"the target of {name} was set on {target.set_on}"
                + (f" by {target.set_by}" if target.set_by else ""),
                compared_with=f"{period.first_day}, when the period began",
                evidence=(target.set_by,) if target.set_by else (),
                item=item,
            )


def _examine(evidence: ReviewEvidence) -> Examination | None:
    """The indicators and agreements whose targets prove nothing about the period."""
    findings = (*_find_late_indicators(evidence), *_find_changed_promises(evidence))
    if not findings:
        return None
    summary = f"{format_count(len(findings), 'target')} set or changed after the period began"
    return Examination(has_data=True, findings=findings, summary=summary)


def _find_late_indicators(evidence: ReviewEvidence) -> Iterator[Finding]:
    period = evidence.inputs.period
    for indicator in evidence.inputs.indicators:
        if indicator.target is not None and not indicator.was_set_before(period):
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.SET_AFTER_START,
                subject=indicator.id,
                severity=Severity.MEDIUM,
                title=f"the target of {indicator.name} was set on {indicator.set_on}"
                + (f" by {indicator.set_by}" if indicator.set_by else ""),
                compared_with=f"{period.first_day}, when the period began",
                evidence=(indicator.id,),
                item=indicator.item,
            )


def _find_changed_promises(evidence: ReviewEvidence) -> Iterator[Finding]:
    """The agreements whose targets were set or changed when the period had begun."""
    period = evidence.inputs.period
    for agreement in evidence.inputs.agreements:
        if agreement.starts_at < period.end and not period.is_in_time(agreement.starts_at):
            earlier = _find_earlier(evidence, agreement)
            if earlier is None or _list_promises(earlier) != _list_promises(agreement):
                yield Finding(
                    analysis=AnalysisKind.RISK_CHANGES,
                    rule=FindingRule.SET_AFTER_START,
                    subject=f"{agreement.id}:{agreement.version}".replace(" ", "-"),
                    severity=Severity.LOW if earlier is None else Severity.MEDIUM,
                    title=f"the targets of {agreement} hold from "
                    f"{format_instant(agreement.starts_at, tz=period.tz)}",
                    compared_with=f"{period.first_day}, when the period began",
                    evidence=(agreement.id,),
                    details=tuple(_describe_changes(earlier, agreement)),
                    item=find_item(agreement),
                )


def _find_earlier(evidence: ReviewEvidence, agreement: Agreement) -> Agreement | None:
    """The version of an agreement that it takes the place of."""
    others = (each for each in evidence.inputs.agreements if each.id == agreement.id)
    before = [each for each in others if each.starts_at < agreement.starts_at]
    return max(before, key=lambda each: each.starts_at, default=None)


def _list_promises(agreement: Agreement) -> frozenset[str]:
    """Every target in words, with its tolerance."""
    targets = ((str(t), t.required_share, t.tolerance) for t in agreement.targets)
    uptimes = ((str(t), t.required_share, t.tolerance) for t in agreement.availability)
    return frozenset(
        f"{name}, required {format_limit(required)}, tolerance {format_limit(tolerance)}"
        for name, required, tolerance in chain(targets, uptimes)
    )


def _describe_changes(earlier: Agreement | None, agreement: Agreement) -> Iterator[str]:
    if earlier is None:
        yield "there is no earlier version"
        return
    before, after = _list_promises(earlier), _list_promises(agreement)
    yield from (f"no longer: {each}" for each in sorted(before - after))
    yield from (f"new: {each}" for each in sorted(after - before))


TARGETS_SET_LATE = Topic(
    name="targets set in time", analysis=AnalysisKind.RISK_CHANGES, examine=_examine
)
"""Targets of indicators and agreements that were set when the period had begun."""
