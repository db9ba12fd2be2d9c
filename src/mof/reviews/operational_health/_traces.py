"""Traces: the way from what a review puts out back to the records that it rests on."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from attrs import frozen

from mof.records import Record
from mof.reviews._decisions import Decision
from mof.reviews._findings import Finding, Rule
from mof.reviews._outputs import Output
from mof.reviews.evidence._evidence import Evidence
from mof.values import ServiceId


@frozen
class Trace:
    """The way from an output back to the records that it rests on.

    ``tickets`` are those among them that are incidents, problems or changes brought to the
    review, and what is counted in a finding that does not list its records.
    """

    output: Output
    decision: Decision
    finding: Finding
    records: tuple[str, ...]
    tickets: tuple[str, ...] = ()


def trace_output(output: Output, finding: Finding, evidence: Evidence) -> Trace:
    """The whole way, from the output to the tickets."""
    tickets = find_tickets(finding, evidence)
    return Trace(output, output.decision, finding, finding.evidence, tickets)


def find_tickets(finding: Finding, evidence: Evidence) -> tuple[str, ...]:
    """The incidents, problems and changes that a finding rests on."""
    if finding.rule is Rule.MORE_INCIDENTS:
        return tuple(each.id for each in evidence.opened_incidents)
    inputs = evidence.inputs
    brought = chain[Record[Any, Any]](inputs.incidents, inputs.problems, inputs.changes)
    known = {record.id for record in brought}
    return tuple(record for record in finding.evidence if record in known)


def find_services(finding: Finding, evidence: Evidence) -> frozenset[ServiceId]:
    """The services that a finding is about, as far as its subject and its records tell."""
    named = {finding.subject, finding.subject.partition(":")[0], *finding.evidence}
    return frozenset(
        service for name, service in _list_services(evidence) if name in named and service
    )


def _list_services(evidence: Evidence) -> Iterator[tuple[str, ServiceId | None]]:
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
