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
from mof.values._instants import EPOCH, MICROSECOND, to_utc


class NextInstantKind(Term):
    """What happens to an open record at an instant."""

    AT_RISK = "at risk"
    BREACH = "breach"


@frozen
class NextInstant:
    """When a clock that runs on will be at risk, or breached, if nothing else happens."""

    at: datetime
    occasion: NextInstantKind
    judgement: Judgement


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

    Raises:
        DefinitionError: the resolution is no time at all.
    """
    as_of = to_utc(as_of)
    if resolution <= timedelta(0):
        raise DefinitionError(f"a resolution must be above 0, got {resolution}")
    known = record.as_of(as_of)
    agreements = tuple(agreements)
    turns = sorted({as_of, *(each.starts_at for each in agreements if each.starts_at > as_of)})
    coming = (
        NextInstant(_round_up(at, resolution), occasion, judgement)
        for turn, until in zip_longest(turns, turns[1:])
        for judgement in judge_all([known], agreements, as_of=turn)
        if judgement.verdict is Verdict.RUNNING
        for at, occasion in _list_occasions(judgement)
        if turn < at and (until is None or at < until)
    )
    return tuple(
        sorted(coming, key=lambda each: (each.at, each.occasion.value, each.judgement.clock))
    )


def _list_occasions(judgement: Judgement) -> Iterator[tuple[datetime, NextInstantKind]]:
    for point in judgement.at_risk:
        yield point.at, NextInstantKind.AT_RISK
    if judgement.will_breach_at is not None:
        yield judgement.will_breach_at + MICROSECOND, NextInstantKind.BREACH


def _round_up(at: datetime, resolution: timedelta) -> datetime:
    return EPOCH + -((EPOCH - at) // resolution) * resolution
