"""Agreements: which services none speaks of, and which promises nothing in the period tests."""

from collections.abc import Iterator
from datetime import date, datetime

from mof.agreements import OLA, SLA, Agreement, UnderpinningContract
from mof.documents import Table, format_count, format_instant
from mof.documents._tables import Cell
from mof.framework import AnalysisKind, InputKind
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._target_attainment import find_item
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence


def _examine(evidence: ReviewEvidence) -> Examination | None:
    """What agreements leave open; nothing to say where they cover all that is in operation."""
    untested = tuple(_find_promises_without_data(evidence))
    unpromised = tuple(_find_unpromised_services(evidence))
    if not untested and not unpromised:
        return None
    return Examination(
        has_data=True,
        findings=(*untested, *unpromised),
        summary=f"{format_count(len(untested), 'agreement')} without data, "
        f"{format_count(len(unpromised), 'service')} without an agreement",
    )


def _find_promises_without_data(evidence: ReviewEvidence) -> Iterator[Finding]:
    for agreement in evidence.inputs.agreements:
        own = [a for a in evidence.attainments if evidence.agreement_of(a) is agreement]
        uptimes = [row.raw for row in evidence.availabilities if row.agreement is agreement]
        is_measured = any(a.counted for a in own) or any(u.share is not None for u in uptimes)
        if agreement.overlaps(evidence.inputs.period) and not is_measured:
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.PROMISE_WITHOUT_DATA,
                subject=agreement.id,
                severity=Severity.LOW,
                title=f"no case of {evidence.name_of(agreement.id)} "
                f"({evidence.name_of(agreement.service)}) was decided in the period",
                compared_with="its targets, which can be neither met nor missed",
                evidence=(agreement.id,),
                item=find_item(agreement),
            )


def _find_unpromised_services(evidence: ReviewEvidence) -> Iterator[Finding]:
    inputs = evidence.inputs
    promised = {
        agreement.service
        for agreement in inputs.agreements
        if isinstance(agreement, SLA) and agreement.overlaps(inputs.period)
    }
    for service in inputs.catalog:
        if service.id not in promised and service.is_in_operation(inputs.as_of):
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.UNPROMISED_SERVICE,
                subject=service.id,
                severity=Severity.LOW,
                title=f"{service.name} is in operation, and no agreement speaks of it",
                compared_with="the service catalog",
                evidence=(service.id,),
            )


# What was brought


def _show(evidence: ReviewEvidence) -> Iterator[Table]:
    agreements = evidence.inputs.agreements
    if agreements:
        yield Table(
            ("Agreement", "Kind", "Service", "With", "Version", "Valid from", "Valid until"),
            tuple(
                (
                    evidence.show_name(a.id),
                    *_describe_parties(evidence, a),
                    a.version,
                    _show_day(a, a.valid_from),
                    None if a.valid_until is None else _show_day(a, a.valid_until),
                )
                for a in agreements
            ),
            caption="Agreements",
        )


def _show_day(agreement: Agreement, day: date) -> str:
    if isinstance(day, datetime):
        return format_instant(day, tz=agreement.calendar.tz)
    return day.isoformat()


def _describe_parties(evidence: ReviewEvidence, agreement: Agreement) -> tuple[Cell, ...]:
    """Of which kind an agreement is, on which service, and with whom."""
    service = evidence.show_name(agreement.service)
    if isinstance(agreement, SLA):
        customer = agreement.customer
        return "SLA", service, evidence.show_name(customer) if customer else "every customer"
    if isinstance(agreement, OLA):
        return "OLA", service, evidence.show_name(agreement.team)
    if isinstance(agreement, UnderpinningContract):
        return "contract", service, evidence.show_name(agreement.supplier)
    return "agreement", service, None


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """The agreements; of which kinds is told by what is missing."""
    if evidence.inputs.agreements:
        yield str(InputKind.AGREEMENTS)


def _find_gaps(evidence: ReviewEvidence) -> Iterator[str]:
    """Which of the agreements that a review looks at is not among those brought."""
    agreements = evidence.inputs.agreements
    if agreements:
        for kind in (OLA, SLA):
            if not any(isinstance(agreement, kind) for agreement in agreements):
                yield f"{kind.__name__}s"


AGREEMENTS = Topic(
    name="agreements",
    analysis=AnalysisKind.RISK_CHANGES,
    shown_in=InputKind.AGREEMENTS,
    provides=_provide,
    find_gaps=_find_gaps,
    examine=_examine,
    show=_show,
)
"""The agreements that were brought, and what they leave open."""
