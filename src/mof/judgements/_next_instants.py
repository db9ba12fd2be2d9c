"""Next instants: when an open record will be at risk and when it will breach."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from attrs import frozen

from mof.agreements import Agreement
from mof.errors import DefinitionError
from mof.judgements._judgements import Judgement
from mof.judgements._judging import judge_all
from mof.judgements._verdicts import Verdict
from mof.records import Record
from mof.values import Term
from mof.values._checks import check_argument, collect
from mof.values._instants import EPOCH, MICROSECOND, to_utc


class NextInstantKind(Term):
    """What happens to an open record at an instant."""

    AT_RISK = "at risk"
    """A share of the time that the target warns at has passed."""
    BREACH = "breach"
    """The case becomes late."""


@frozen
class NextInstant:
    """When a clock that runs on will be at risk, or breached, if nothing else happens."""

    at: datetime
    """When it will be so."""
    kind: NextInstantKind
    """What will be so."""
    judgement: Judgement
    """The judgement whose clock it is."""


def next_instants(
    record: Record[Any, Any],
    agreements: Iterable[Agreement],
    *,
    as_of: datetime,
    resolution: timedelta = MICROSECOND,
) -> tuple[NextInstant, ...]:
    """When a record will be at risk and when it will breach, the next instant first.

    Each is the first instant at which `judge` says so: a breach is told one microsecond after
    `breached_at`, since exactly on time is in time. Versions of agreements that begin later are
    asked from their beginning on. A scheduler sleeps until the first instant, or until the
    record changes; ``resolution`` rounds up for one that knows whole seconds or minutes only. A
    paused clock has none, since only an event can resume it.

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
    >>> for coming in next_instants(incident, [sla], as_of=morning):
    ...     print(coming.kind, coming.at.time())
    at risk 11:00:00
    breach 12:00:00.000001

    Raises:
        DefinitionError: the resolution is no time at all, or something given is no agreement.
        ArgumentError: it is not one record.
    """
    check_argument(record, Record, "ask about each record by itself")
    as_of = to_utc(as_of)
    if resolution <= timedelta(0):
        raise DefinitionError(f"a resolution must be above 0, got {resolution}")
    known = record.as_of(as_of)
    agreements = collect(agreements, Agreement, "agreements")
    turns = sorted({as_of, *(each.starts_at for each in agreements if each.starts_at > as_of)})
    coming = (
        NextInstant(_round_up(at, resolution), kind, judgement)
        for turn, until in zip_longest(turns, turns[1:])
        for judgement in judge_all([known], agreements, as_of=turn)
        if judgement.verdict is Verdict.RUNNING
        for at, kind in _list_instants(judgement)
        if turn < at and (until is None or at < until)
    )
    return tuple(sorted(coming, key=lambda each: (each.at, each.kind.value, each.judgement.clock)))


def _list_instants(judgement: Judgement) -> Iterator[tuple[datetime, NextInstantKind]]:
    for point in judgement.at_risk:
        yield point.at, NextInstantKind.AT_RISK
    if judgement.will_breach_at is not None:
        yield judgement.will_breach_at + MICROSECOND, NextInstantKind.BREACH


def _round_up(at: datetime, resolution: timedelta) -> datetime:
    return EPOCH + -((EPOCH - at) // resolution) * resolution
