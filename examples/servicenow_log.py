"""Judge a real ServiceNow audit log, and hold the verdicts against the tool's own.

    python examples/servicenow_log.py incident_log.csv.xz --as-of 2016-04-01T00:00

The log holds one row for each update of an incident. It names neither a time zone nor a
service, and no agreement comes with it: hours and targets below were fitted to the verdicts
that the tool left in the column made_sla, and no contract says that they are right.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from attrs import evolve, frozen

from mof.agreements import SLA, Target
from mof.attainment import reconcile, summarize
from mof.calendars import Calendar
from mof.clocks import Clock
from mof.deviations import DeviationKind, find_deviations
from mof.documents import (
    Block,
    Heading,
    Paragraph,
    Table,
    format_count,
    format_duration,
    format_instant,
    format_share,
)
from mof.ids import AgreementId, ServiceId
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentState
from mof.instants import to_utc
from mof.judgements import Judgement, Label, Verdict, judge
from mof.periods import Period
from mof.priorities import Priority
from mof.sources import Extract, read_event_log
from mof.sources.servicenow import SERVICENOW_AUDIT_LOG

TZ = "UTC"  # the wall time of the log, which does not say whose
SERVICE = ServiceId("service desk")
# The account that closes what was resolved some days before.
MAPPING = evolve(
    SERVICENOW_AUDIT_LOG, tz=TZ, constants={"service": SERVICE}, automated={"Updated by 908"}
)

CLOSURE = Clock.CLOSURE.without_pauses()
TARGETS = {
    Priority.P3: Target(CLOSURE, timedelta(hours=62), priorities=[Priority.P3]),
    Priority.P4: Target(CLOSURE, timedelta(hours=134), priorities=[Priority.P4]),
}
FITTED = SLA(
    AgreementId("closure"),
    service=SERVICE,
    calendar=Calendar.weekdays("14:00-23:00", tz=TZ),
    targets=TARGETS.values(),
    valid_from=date(2000, 1, 1),
    version="fitted, not contractual",
)


@frozen(kw_only=True)
class Case:
    """An incident as known at the instant of the report, and how it stands."""

    incident: Incident
    judgement: Judgement

    @property
    def tool_verdict(self) -> bool | None:
        """What the tool says; only once it has closed the incident does that mean anything."""
        if self.incident.state is not IncidentState.CLOSED:
            return None
        return self.incident.facts.get("made_sla") == "true"


@frozen(kw_only=True)
class Report:
    """Everything that was known at an instant, and nothing that was recorded later."""

    extract: Extract[Incident]
    as_of: datetime
    cases: tuple[Case, ...]

    @classmethod
    def make(cls, extract: Extract[Incident], as_of: datetime) -> "Report":
        views = (incident.as_of(as_of) for incident in extract.records)
        cases = (
            Case(incident=view, judgement=judgement)
            for view in views
            if view.history
            for judgement in judge(view, FITTED, as_of=as_of)
        )
        return cls(extract=extract, as_of=as_of, cases=tuple(cases))

    @property
    def incidents(self) -> list[Incident]:
        return [case.incident for case in self.cases]


def find_last_instant(extract: Extract[Incident]) -> datetime:
    instants = (entry.recorded_at for record in extract.records for entry in record.history)
    return max(instants, default=datetime(2000, 1, 1, tzinfo=UTC))


def tell_counts(report: Report) -> Iterator[Block]:
    """Every row and every incident, each in exactly one place."""
    defects = [d for d in report.extract.defects if d.at is None or d.at <= report.as_of]
    entries = sum(len(incident.history) for incident in report.incidents)
    lost = sum(defect.is_row_lost for defect in defects)
    rows = [
        ("Rows", entries + lost),
        ("= entries of histories", entries),
        ("+ rows left out, each with its defect", lost),
        ("Incidents", len(report.cases)),
    ]
    standing = reconcile(report.incidents, [FITTED], clock=CLOSURE.name, as_of=report.as_of)
    rows += [(f"= {count}", number) for count, number in standing.counts]
    yield Table(("What", "Count"), rows)
    kinds = Counter((str(d.kind), "row" if d.is_row_lost else "value") for d in defects)
    yield Table(
        ("Defect", "Left out", "Count"),
        [(*kind, count) for kind, count in sorted(kinds.items())],
        caption="Defects by kind",
    )
    yield from (Paragraph(str(defect)) for defect in defects[:5])


def tell_agreement(report: Report) -> Iterator[Block]:
    """How often the verdicts are those of the tool, beside saying always that it was in time."""
    rows = [
        (
            f"P{priority}",
            len(closed := [case for case in list_cases(report, priority) if is_closed(case)]),
            format_count_share(sum(case.tool_verdict is True for case in closed), len(closed)),
            format_count_share(count_agreements(closed, report.as_of), len(closed)),
            format_count_share(sum(agrees(c.judgement, c) for c in closed), len(closed)),
        )
        for priority in TARGETS
    ]
    yield Table(
        ("Priority", "Closed", "Always met", "To the tool's closed_at", "To the closing"),
        rows,
        caption="Agreement with the tool's own verdict, made_sla",
        note="The tool moves closed_at with every update of a closed incident, but does not "
        "judge again; the last column counts to the moment at which the history says closed.",
    )
    counts = Counter((case.judgement.priority, case.judgement.verdict) for case in report.cases)
    yield Table(
        ("Priority", *map(str, Verdict)),
        [
            (f"P{priority}", *(counts[priority, verdict] for verdict in Verdict))
            for priority in sorted({priority for priority, _ in counts if priority}, key=str)
        ],
        caption="Verdicts",
    )


def list_cases(report: Report, priority: Priority) -> list[Case]:
    return [case for case in report.cases if case.judgement.priority is priority]


def is_closed(case: Case) -> bool:
    return case.tool_verdict is not None


def agrees(judgement: Judgement, case: Case) -> bool:
    return (judgement.verdict is Verdict.MET) == case.tool_verdict


def count_agreements(cases: Iterable[Case], as_of: datetime) -> int:
    return sum(agrees(judge_as_tool(case, as_of), case) for case in cases)


def judge_as_tool(case: Case, as_of: datetime) -> Judgement:
    """The judgement if a closed incident were closed anew by every later update."""
    *before, last = case.incident.chronology
    if last.state is IncidentState.CLOSED and not has_closed(before):
        return case.judgement
    earlier = (evolve(e, state=None) if e.state is IncidentState.CLOSED else e for e in before)
    closing = evolve(last, state=IncidentState.CLOSED)
    (judgement,) = judge(evolve(case.incident, history=(*earlier, closing)), FITTED, as_of=as_of)
    return judgement
