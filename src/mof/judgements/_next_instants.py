"""Next instants: when an open record will be at risk and when it will breach."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from attrs import frozen

from mof.agreements import Agreement
from mof.judgements._judgements import Judgement
from mof.judgements._judging import judge_all
from mof.judgements._verdicts import Verdict
from mof.records import Record
from mof.values import Term
from mof.values._instants import to_utc


class NextInstantKind(Term):
    """What happens to an open record at an instant."""

    AT_RISK = "at risk"
    BREACH = "breach"


@frozen
class NextInstant:
    """When a clock that runs on will be at risk, or breached, if nothing else happens."""

    at: datetime
    kind: NextInstantKind
    judgement: Judgement


def next_instants(
    record: Record[Any, Any], agreements: Iterable[Agreement], *, as_of: datetime
) -> tuple[NextInstant, ...]:
    """When a record will be at risk and when it will breach, the next instant first.

    A scheduler sleeps until the first of them, or until the record changes. A paused clock has
    none, since only an event can resume it.
    """
    as_of = to_utc(as_of)
    coming = (
        NextInstant(at, kind, judgement)
        for judgement in judge_all([record], agreements, as_of=as_of)
        if judgement.verdict is Verdict.RUNNING
        for at, kind in _list_instants(judgement)
    )
    return tuple(
        sorted(
            (each for each in coming if each.at > as_of),
            key=lambda each: (each.at, each.kind.value, each.judgement.clock),
        )
    )


def _list_instants(judgement: Judgement) -> Iterator[tuple[datetime, NextInstantKind]]:
    for point in judgement.at_risk:
        yield point.at, NextInstantKind.AT_RISK
    if judgement.will_breach_at is not None:
        yield judgement.will_breach_at, NextInstantKind.BREACH
