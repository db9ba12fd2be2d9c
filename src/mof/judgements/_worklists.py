"""Worklists: in which order open records ask for work."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from attrs import frozen

from mof.agreements import Agreement
from mof.documents import Status, Table, Tone, format_duration, format_instant
from mof.documents._tables import Cell, Tabular
from mof.judgements._coverages import Coverage, measure_coverage
from mof.judgements._judgements import Judgement
from mof.judgements._judging import judge_all
from mof.judgements._verdicts import Verdict
from mof.records import Record
from mof.records._records import iterate_once
from mof.values._checks import collect


@frozen
class Worklist(Tabular):
    """Open records in the order in which they ask for work, each by the promise that presses."""

    items: tuple[Judgement, ...]
    """One judgement for each open record, the most pressing first."""
    coverage: Coverage | None = None
    """How many records were given, and why no agreement speaks of some of them."""

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def to_table(self) -> Table:
        """One row a record, with when it is due in the zone of its calendar."""
        return Table(
            columns=("Record", "Promise", "Status", "Due", "Left"),
            rows=tuple(map(_describe, self.items)),
            caption=str(self.coverage) if self.coverage and self.coverage.uncovered else None,
        )


def worklist(
    records: Iterable[Record[Any, Any]], agreements: Iterable[Agreement], *, as_of: datetime
) -> Worklist:
    """The queue: what is at risk first, then what is late, unknown, runs, is paused, or no target.

    Within each of these the least time left goes first. Our judgement: what can still be kept
    goes before what is broken already, and what may be broken before what surely is not.

    >>> from datetime import UTC, timedelta
    >>> import mof
    >>> from mof.incidents import IncidentState
    >>> from mof.records import Entry
    >>> morning = datetime(2026, 6, 1, 8, tzinfo=UTC)
    >>> target = mof.Target(mof.Clock.RESOLUTION, timedelta(hours=4))
    >>> sla = mof.SLA(
    ...     "sla-mail", service="mail", calendar=mof.Calendar.always(), targets=[target],
    ...     valid_from=morning, version="1",
    ... )
    >>> opened = Entry(morning, state=IncidentState.OPEN, changes={"service": "mail"})
    >>> incident = mof.Incident("INC-1", [opened], opened_at=morning)
    >>> for judgement in worklist([incident], [sla], as_of=morning + timedelta(hours=3)):
    ...     print(judgement.record, judgement.is_at_risk, judgement.remaining)
    INC-1 True 1:00:00

    Raises:
        DefinitionError: the id of a record comes twice.
    """
    records = tuple(iterate_once(records))
    agreements = collect(agreements, Agreement, "agreements")
    pressing: dict[str, Judgement] = {}
    for judgement in judge_all(records, agreements, as_of=as_of):
        if judgement.is_open and judgement.verdict is not Verdict.NOT_STARTED:
            rival = pressing.get(judgement.record, judgement)
            pressing[judgement.record] = min(rival, judgement, key=_press)
    coverage = measure_coverage(records, agreements, as_of=as_of)
    return Worklist(tuple(sorted(pressing.values(), key=_press)), coverage)


# What is at risk goes before all of these.
_ORDER = (
    Verdict.BREACHED,
    Verdict.UNKNOWN,
    Verdict.RUNNING,
    Verdict.PAUSED,
    Verdict.NO_TARGET,
)


def _press(judgement: Judgement) -> tuple[int, timedelta, str]:
    place = -1 if judgement.is_at_risk else _ORDER.index(judgement.verdict)
    return place, judgement.remaining or timedelta(0), judgement.record


def _describe(judgement: Judgement) -> tuple[Cell, ...]:
    tz = judgement.calendar.tz if judgement.calendar else "UTC"
    return (
        judgement.record,
        f"{judgement.clock} ({judgement.agreement})",
        _find_status(judgement),
        format_instant(judgement.due_at, tz=tz),
        format_duration(judgement.remaining),
    )


def _find_status(judgement: Judgement) -> Status:
    if judgement.is_at_risk:
        return Status("at risk", Tone.WARNING)
    return Status(str(judgement.verdict), _TONES.get(judgement.verdict, Tone.NEUTRAL))


_TONES = {Verdict.BREACHED: Tone.BAD, Verdict.UNKNOWN: Tone.WARNING}
