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
from pathlib import Path
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.documents import (
    Block,
    Document,
    Heading,
    ItemList,
    Paragraph,
    Table,
    format_duration,
    format_instant,
    format_share,
)
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentState
from mof.judgements import (
    Judgement,
    TimePartLabel,
    Verdict,
    judge,
    reconcile_judgements,
    summarize_attainment,
)
from mof.records import DeviationKind, Priority, find_deviations
from mof.sources import SERVICENOW_AUDIT_LOG, Extract, read_event_log
from mof.values import AgreementId, Period, ServiceId

TZ = "UTC"  # the wall time of the log, which does not say whose
SERVICE = ServiceId("service desk")
# The account that closes what was resolved some days before.
MAPPING = evolve(
    SERVICENOW_AUDIT_LOG, tz=TZ, constants={"service": SERVICE}, automated={"Updated by 908"}
)

SHOWN = 4  # parts at each end of a long explanation

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
    valid_from=date(1900, 1, 1),
    version="fitted, not contractual",
)


@frozen(kw_only=True)
class Case:
    """An incident as known at the instant of the report, and how it stands."""

    incident: Incident
    judgement: Judgement

    @property
    def tool_verdict(self) -> bool | None:
        """What the tool says, where there is a verdict of ours to hold against it.

        Only once it has closed the incident does that mean anything.
        """
        if self.incident.state is not IncidentState.CLOSED:
            return None
        if self.judgement.verdict is Verdict.UNKNOWN:
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

    def list_cases(self, priority: Priority) -> list[Case]:
        return [case for case in self.cases if case.judgement.priority is priority]

    @property
    def judgements(self) -> list[Judgement]:
        return [case.judgement for case in self.cases]


def find_last_instant(extract: Extract[Incident]) -> datetime:
    instants = (entry.recorded_at for record in extract.records for entry in record.history)
    return max(instants, default=datetime(1900, 1, 1, tzinfo=UTC))


def tell_counts(report: Report) -> Iterator[Block]:
    """Every row and every incident, each in exactly one place."""
    defects = [d for d in report.extract.defects if d.at is None or d.at <= report.as_of]
    entries = sum(len(case.incident.history) for case in report.cases)
    lost = sum(defect.is_row_lost for defect in defects)
    names = [case.incident.id for case in report.cases]
    standing = reconcile_judgements(names, report.judgements, clock=CLOSURE.name)
    rows = [
        ("rows", entries + lost),
        ("= entries of histories", entries),
        ("+ rows left out, each with a defect", lost),
        ("incidents", standing.total),
        *(
            (f"{'+' if place else '='} {count}", n)
            for place, (count, n) in enumerate(standing.counts)
        ),
    ]
    yield Table(("What", "Count"), rows, caption="Rows and incidents reconciled")
    kinds = Counter((str(d.kind), "row" if d.is_row_lost else "value") for d in defects)
    rows_of_kinds = [(*kind, count) for kind, count in sorted(kinds.items())]
    yield Table(("Defect", "Left out", "Count"), rows_of_kinds, caption="Defects by kind")
    if defects:
        yield ItemList([str(defect) for defect in defects[:5]])


def tell_agreement(report: Report) -> Iterator[Block]:
    """How often the verdicts are those of the tool, beside saying always that it was in time."""
    yield Table(
        ("Priority", "Closed", "Always met", "Up to the tool's closed_at", "Up to the closing"),
        [
            (f"P{priority}", *tell_priority(report.list_cases(priority), report.as_of))
            for priority in TARGETS
        ],
        caption="Agreement with made_sla, the tool's own verdict",
        note="The tool moves closed_at with each later update of a closed incident, yet does not "
        "judge it again. Judgements here count up to the closing that the history tells.",
    )
    counts = Counter((case.judgement.priority, case.judgement.verdict) for case in report.cases)
    priorities = sorted({priority for priority, _ in counts}, key=str)
    yield Table(
        ("Priority", *map(str, Verdict)),
        [(f"P{p}", *(counts[p, verdict] for verdict in Verdict)) for p in priorities],
        caption="Verdicts by priority",
    )


def tell_priority(cases: list[Case], as_of: datetime) -> tuple[int, str, str, str]:
    closed = [case for case in cases if case.tool_verdict is not None]
    return (
        len(closed),
        share(sum(case.tool_verdict is True for case in closed), len(closed)),
        share(*count_agreements(closed, as_of)),
        share(sum(agrees(case, case.judgement) for case in closed), len(closed)),
    )


def count_agreements(cases: Iterable[Case], as_of: datetime) -> tuple[int, int]:
    """How many cases are judged as the tool does, counted up to its own closed_at, of how many."""
    closed = [case for case in cases if case.tool_verdict is not None]
    return sum(agrees(case, judge_as_tool(case, as_of)) for case in closed), len(closed)


def agrees(case: Case, judgement: Judgement) -> bool:
    return (judgement.verdict is Verdict.MET) == case.tool_verdict


def judge_as_tool(case: Case, as_of: datetime) -> Judgement:
    """The judgement if each update of a closed incident closed it anew."""
    *before, last = case.incident.chronology
    if all(entry.state is not IncidentState.CLOSED for entry in before):
        return case.judgement
    earlier = (evolve(e, state=None) if e.state is IncidentState.CLOSED else e for e in before)
    history = (*earlier, evolve(last, state=IncidentState.CLOSED))
    (judgement,) = judge(evolve(case.incident, history=history), FITTED, as_of=as_of)
    return judgement


def share(part: int, whole: int) -> str:
    figure = f"{100 * part / whole:.3f} %" if whole else "no data"
    return f"{figure} ({part} of {whole})"


def tell_histories(report: Report) -> Iterator[Block]:
    """Which states were recorded, and where the moves depart from the incident lifecycle."""
    states = Counter(
        (entry.state, entry.reason)
        for case in report.cases
        for entry in case.incident.history
        if entry.state
    )
    yield Table(
        ("State", "Waiting for", "Entered"),
        [(str(state), reason, n) for (state, reason), n in states.most_common()],
        caption="States found",
    )
    lifecycle = INCIDENT_LIFECYCLE.observing(state for state, _ in states)
    found = [(case, find_deviations(case.incident, lifecycle)) for case in report.cases]
    deviations = [deviation for _, found_here in found for deviation in found_here]
    kinds = Counter(str(deviation.kind) for deviation in deviations)
    yield Table(("Deviation", "Count"), kinds.most_common(), caption="Deviations by kind")
    moves = Counter(
        deviation.message.partition(";")[0]
        for deviation in deviations
        if deviation.kind is DeviationKind.UNLAWFUL_MOVE
    )
    lawful = sum(
        all(deviation.kind is not DeviationKind.UNLAWFUL_MOVE for deviation in found_here)
        for _, found_here in found
    )
    yield Table(
        ("Move", "Count"),
        moves.most_common(10),
        caption="The most frequent moves that the lifecycle does not have",
        note=f"Incidents with none of them: {share(lawful, len(found))}.",
    )


def tell_attainment(report: Report) -> Iterator[Block]:
    """Month by month, how many of the decided cases were in time."""
    started = [case.incident.started_at for case in report.cases]
    if not started or min(started) >= report.as_of:
        return
    whole = Period(min(started), report.as_of, tz=TZ)
    rows = [
        (
            str(month),
            str(summary.target),
            summary.counted,
            len(summary.breached),
            format_share(summary.share),
        )
        for month in whole.months()
        for summary in summarize_attainment(
            report.judgements, FITTED, during=month, as_of=report.as_of
        )
        if summary.counted
    ]
    yield Table(
        ("Month", "Target", "Decided", "Breached", "Attained"),
        rows,
        caption="Attainment per month",
        numbers=("Attained",),
    )


def tell_worst(report: Report, count: int, *, is_short: bool) -> Iterator[Block]:
    """The cases that were over by the most, and where all their time went."""
    breaches = [j for j in report.judgements if j.verdict is Verdict.BREACHED]
    breaches.sort(key=lambda j: (-over(j), j.record))
    for judgement in breaches[:count]:
        explanation = judgement.explain()
        totals = ", ".join(
            f"{label} {format_duration(total)}"
            for label in TimePartLabel
            if (total := explanation.total(label))
        )
        yield Heading(f"{judgement.record}: over by {format_duration(over(judgement))}", level=3)
        yield Paragraph(
            f"From {format_instant(judgement.started_at, tz=TZ)} to "
            f"{format_instant(judgement.ended_at, tz=TZ)}: {totals}. "
            f"Due {format_instant(judgement.due_at, tz=TZ)}."
        )
        yield shorten(explanation.to_table()) if is_short else explanation.to_table()


def shorten(table: Table) -> Table:
    """The first and the last days, since some breaches took months."""
    left_out = len(table.rows) - 2 * SHOWN
    if left_out <= 0:
        return table
    note = f"{left_out} parts between them are not shown; --all-parts shows them."
    return evolve(table, rows=(*table.rows[:SHOWN], *table.rows[-SHOWN:]), note=note)


def over(judgement: Judgement) -> timedelta:
    return -(judgement.remaining or timedelta(0))


def tell(report: Report, worst: int, *, is_short: bool = True) -> Document:
    targets = "; ".join(map(str, FITTED.targets))
    basis = (
        f"As of {format_instant(report.as_of, tz=TZ)} ({TZ}). {FITTED.version.capitalize()}: "
        f"{targets}, counted Monday to Friday 14:00 to 23:00 from opening to closing, also while "
        "pending."
    )
    blocks: list[Block] = [Paragraph(basis), *tell_counts(report), *tell_agreement(report)]
    blocks += [*tell_histories(report), *tell_attainment(report)]
    blocks += [
        Heading("The worst breaches"),
        *tell_worst(report, worst, is_short=is_short),
    ]
    return Document(f"{Path(report.extract.path).name}, judged", blocks)


def tell_line(report: Report) -> str:
    """The agreement in one line, for scripts."""
    parts = (
        f"P{priority} {share(*count_agreements(report.list_cases(priority), report.as_of))}"
        for priority in TARGETS
    )
    return f"agreement: {', '.join(parts)}"


def show_progress(rows: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{rows} rows", end="", file=sys.stderr, flush=True)


def read_instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(TZ))).astimezone(UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path, help="the log: CSV, plain or compressed")
    parser.add_argument("--as-of", type=read_instant, help="judge as if it were then (ISO 8601)")
    parser.add_argument("--worst", type=int, default=10, help="how many breaches to explain")
    parser.add_argument("--all-parts", action="store_true", help="explain them part by part")
    arguments = parser.parse_args()
    extract = read_event_log(arguments.path, MAPPING, progress=show_progress)
    report = Report.make(extract, arguments.as_of or find_last_instant(extract))
    print(tell(report, arguments.worst, is_short=not arguments.all_parts))
    print(tell_line(report))


if __name__ == "__main__":
    main()
