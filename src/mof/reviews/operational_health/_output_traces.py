"""Traces: the way from what a review puts out back to the records that it rests on."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from attrs import frozen

from mof.records import Record
from mof.reviews._decisions import Decision
from mof.reviews._finding_rules import Finding, FindingRule
from mof.reviews._outputs import Output
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.values import ServiceId


@frozen
class OutputTrace:
    """The way from an output back to the records that it rests on.

    ``tickets`` are those among them that are incidents, problems or changes brought to the
    review, and what is counted in a finding that does not list its records.
    """

    output: Output
    decision: Decision
    finding: Finding
    records: tuple[str, ...]
    tickets: tuple[str, ...] = ()


def trace_output(
    output: Output, decision: Decision, finding: Finding, evidence: ReviewEvidence
) -> OutputTrace:
    """The whole way, from the output to the tickets."""
    tickets = find_tickets(finding, evidence)
    return OutputTrace(output, decision, finding, finding.evidence, tickets)


def find_tickets(finding: Finding, evidence: ReviewEvidence) -> tuple[str, ...]:
    """The incidents, problems and changes that a finding rests on."""
    if finding.rule is FindingRule.MORE_INCIDENTS:
        return tuple(each.id for each in evidence.opened_incidents)
    inputs = evidence.inputs
    brought = chain[Record[Any, Any]](inputs.incidents, inputs.problems, inputs.changes)
    known = {record.id for record in brought}
    return tuple(record for record in finding.evidence if record in known)


def find_services(finding: Finding, evidence: ReviewEvidence) -> frozenset[ServiceId]:
    """The services that a finding is about, as far as its subject and its records tell."""
    named = {finding.subject, finding.subject.partition(":")[0], *finding.evidence}
    return frozenset(
        service for name, service in _list_services(evidence) if name in named and service
    )


def _list_services(evidence: ReviewEvidence) -> Iterator[tuple[str, ServiceId | None]]:
    inputs = evidence.inputs
    for agreement in inputs.agreements:
        yield agreement.id, agreement.service
    for incident in evidence.incidents:
        yield incident.id, incident.service
    for change in inputs.changes:
        for service in change.services:
            yield change.id, service
    for problem in inputs.problems:
        for named in problem.services or ():
            yield problem.id, ServiceId(named)
    for each in inputs.catalog:
        yield each.id, each.id
