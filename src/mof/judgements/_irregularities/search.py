"""The search for irregularities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

from mof.agreements import Agreement
from mof.documents import format_count
from mof.documents._formats import format_limit
from mof.judgements._irregularities.bulk_closures import find_bulks
from mof.judgements._irregularities.irregularities import (
    Irregularity,
    IrregularityRule,
    IrregularityThresholds,
)
from mof.judgements._irregularities.late_acts import Act, list_acts
from mof.records import Record
from mof.records._records import iterate_once
from mof.values import Period
from mof.values._chances import bound_binomial, bound_hypergeometric, to_nearest_chance
from mof.values._checks import check_argument, collect
from mof.values._instants import to_utc

# Two stretches of the same length are compared, so by chance an act falls into either alike.
_EITHER = Fraction(1, 2)


def find_irregularities(
    records: Iterable[Record[Any, Any]],
    agreements: Iterable[Agreement],
    *,
    during: Period,
    as_of: datetime,
    thresholds: IrregularityThresholds = IrregularityThresholds(),  # noqa: B008 - it is frozen
) -> tuple[Irregularity, ...]:
    """Patterns in what was done in a period, as known at an instant, the least likely first.

    Acts are told apart by agreement and clock. What is done in the last stretch before a case
    is due is held against what is done in the stretch of the same length before that: where
    the deadline does not matter, an act falls into either alike, and rather into the earlier,
    in which more cases are still under way. What a tool did by itself is no bulk.

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: it is not records, or ``during`` is no period.
    """
    check_argument(during, Period, "name the period, such as Period.month(…)")
    agreements, as_of = collect(agreements, Agreement, "agreements"), to_utc(as_of)
    views = [view for each in iterate_once(records) if (view := each.as_of(as_of)).history]
    acts = [act for view in views for act in list_acts(view, agreements, as_of, thresholds)]
    acts = [act for act in acts if act.sighting.at in during]
    found = (
        *_compare_stretches(acts, thresholds),
        *_find_back_dated(acts, thresholds),
        *find_bulks(views, during, thresholds),
    )
    known = (each for each in found if each.sightings and each.chance <= thresholds.chance)
    return tuple(sorted(known, key=lambda each: (each.chance, each.rule.value, each.subject)))


def _compare_stretches(acts: list[Act], given: IrregularityThresholds) -> Iterator[Irregularity]:
    share = given.last_share
    shown = format_limit(share)
    for (rule, subject), group in _group(acts).items():
        last = [act.sighting for act in group if act.is_last(share)]
        before = sum(act.is_before_last(share) for act in group)
        yield Irregularity(
            rule=rule,
            subject=subject,
            sightings=tuple(sorted(last)),
            compared=len(last) + before,
            chance=to_nearest_chance(bound_binomial(len(last), len(last) + before, _EITHER)),
            model=(
                f"Compared are such acts in the last {shown} of the time and in the {shown} "
                "before; by chance each falls into the last with a probability of one half."
            ),
        )


def _group(acts: Iterable[Act]) -> dict[tuple[IrregularityRule, str], list[Act]]:
    groups: dict[tuple[IrregularityRule, str], list[Act]] = defaultdict(list)
    for act in acts:
        groups[act.rule, act.subject].append(act)
    return groups


def _find_back_dated(acts: list[Act], given: IrregularityThresholds) -> Iterator[Irregularity]:
    """Whether what ended a case just before it was due was written later than it is elsewhere."""
    stops = (act for act in acts if act.rule is IrregularityRule.LATE_STOP)
    for (_, subject), group in _group(stops).items():
        last = [act for act in group if act.is_last(given.last_share)]
        seen = [act.sighting for act in last if act.is_written_late]
        late = sum(act.is_written_late for act in group)
        bound = bound_hypergeometric(len(seen), len(last), late, len(group))
        yield Irregularity(
            rule=IrregularityRule.BACK_DATED,
            subject=subject,
            sightings=tuple(sorted(seen)),
            compared=len(last),
            chance=to_nearest_chance(bound),
            model=(
                f"Of {format_count(len(group), 'end')} {late} were written down late; by chance "
                f"the {len(last)} just before due are any of them."
            ),
        )
