"""Incidents: how many came and went period by period, and how old the open ones are."""

from collections.abc import Iterator

from mof.documents import format_count
from mof.documents._charts.monthly_series import draw_columns
from mof.documents._renderables import Block
from mof.framework import AnalysisKind, InputKind
from mof.indicators import Shift, chart_values
from mof.reviews._finding_rules import FindingRule
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._drawings import draw_backlog
from mof.reviews.evidence._evidence import ReviewEvidence


def _is_brought(evidence: ReviewEvidence) -> bool:
    return bool(evidence.inputs.incidents)


def _examine(evidence: ReviewEvidence) -> Examination:
    """How many are open; that more came than usual is found among the trends."""
    open_at_end = evidence.volumes[-1].open_at_end
    return Examination(has_data=True, summary=f"{format_count(open_at_end, 'incident')} open")


def _follow(evidence: ReviewEvidence) -> Iterator[Trend]:
    """How many incidents were opened; before the first one there is no data."""
    opened = [volume.opened for volume in evidence.volumes]
    first = next((place for place, count in enumerate(opened) if count), len(opened))
    counts = [count if place >= first else None for place, count in enumerate(opened)]
    periods = tuple(volume.period for volume in evidence.volumes)
    labels = label_periods(periods)
    yield Trend(
        analysis=AnalysisKind.ISSUES,
        subject="incidents",
        name="Incidents opened",
        chart=chart_values(zip(labels, counts, strict=True)),
        worse=Shift.UP,
        periods=periods,
        rule=FindingRule.MORE_INCIDENTS,
    )


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    names = [volume.period.label for volume in evidence.volumes]
    yield draw_columns(
        zip(names, (volume.opened for volume in evidence.volumes), strict=True),
        title="Incidents per period",
        name="opened",
        highlight=names[-1],
        line=[volume.finished for volume in evidence.volumes],
        line_name="finished",
    )
    yield draw_backlog(evidence)


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """Incidents are issues of the day; they say nothing of how risks are managed."""
    if evidence.inputs.incidents:
        yield "current issues"


INCIDENTS = Topic(
    name="incidents",
    analysis=AnalysisKind.ISSUES,
    shown_in=InputKind.RISKS,
    provides=_provide,
    is_brought=_is_brought,
    examine=_examine,
    follow=_follow,
    show=_show,
)
"""The flow of incidents."""
