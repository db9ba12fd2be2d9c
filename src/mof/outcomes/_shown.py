"""How outcomes, promises and changes of figures are shown."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from fractions import Fraction
from typing import TypeVar

from mof.documents import Status, Table, Tone, format_duration, format_share
from mof.documents._formats import format_number
from mof.documents._tables import Cell
from mof.documents._target_statuses import show_target_status
from mof.outcomes._baselines import Promise, PromiseIndicator, to_number
from mof.outcomes._measures import SHARE
from mof.outcomes._outcomes import Outcome, OutcomeComparison
from mof.values import TargetStatus
from mof.values._checks import collect

_Amount = TypeVar("_Amount", int, Fraction, timedelta)


def find_change(before: _Amount | None, now: _Amount | None) -> Fraction | None:
    """By which part of what it was a figure changed; None where that is not known.

    >>> find_change(293, 47)
    Fraction(-246, 293)
    """
    if before is None or now is None:
        return None
    was, is_ = to_number(before), to_number(now)
    if not was:
        return None if is_ else Fraction(0)
    return (is_ - was) / was


def show_change(change: Fraction | None, *, is_better_up: bool = False) -> Status:
    """A change in percent with its sign, toned by whether it is for the better."""
    if change is None:
        return Status("not known", Tone.NEUTRAL)
    if not change:
        return Status("none", Tone.NEUTRAL)
    sign = "+" if change > 0 else "−"
    is_better = (change > 0) is is_better_up
    return Status(f"{sign}{format_share(abs(change))}", Tone.GOOD if is_better else Tone.WARNING)


def tabulate_outcomes(outcomes: Iterable[Outcome], earlier: Iterable[Outcome] = ()) -> Table:
    """A row for each outcome, beside what it was in an earlier period.

    Raises:
        DefinitionError: one was counted in other hours then.
    """
    found = collect(outcomes, Outcome, "outcomes")
    before = {(each.measure, each.part): each for each in collect(earlier, Outcome, "outcomes")}
    columns = ("Outcome", "Measure", "Value", "With open cases", "Cases", "Open", "Not known")
    return Table(
        (*columns, "Before", "Compared") if before else columns,
        [
            (
                each.measure.serves,
                each.name,
                each.value_text,
                each.bounds_text,
                each.cases,
                each.open,
                len(each.unknown),
                *(_look_back(each, before.get((each.measure, each.part))) if before else ()),
            )
            for each in found
        ],
        numbers=("Value",),
        note="A value is of the cases that ended or count. Measures and formulas are our "
        "judgement; the outcomes are those of the framework.",
    )


def _look_back(outcome: Outcome, earlier: Outcome | None) -> tuple[str, str]:
    if earlier is None:
        return str(TargetStatus.NO_DATA), str(OutcomeComparison.NO_DATA)
    return earlier.value_text, str(outcome.compare(earlier))


def tabulate_promises(promises: Iterable[Promise]) -> Table:
    """A row for each indicator of each promise."""
    return Table(
        (
            *("Function", "Outcome", "Indicator", "Wanted"),
            *("Baseline", "Current", "Target", "Status", "Since the baseline"),
        ),
        list(_list_rows(promises)),
        caption="What the functions of Operate promise, and what they achieve",
        numbers=("Baseline", "Current", "Target"),
        note="The outcomes are those of the framework; indicators, formulas and targets are not.",
    )


def _list_rows(promises: Iterable[Promise]) -> Iterator[tuple[Cell, ...]]:
    for promise in promises:
        for each in promise.indicators:
            yield (
                str(promise.smf),
                promise.outcome,
                ", ".join(filter(None, [each.measure.name, each.part])),
                str(each.measure.direction),
                _show_period(each.baseline),
                _show_period(each.current),
                _show_target(each),
                show_target_status(each.status),
                str(each.comparison),
            )


def _show_period(outcome: Outcome | None) -> str | None:
    return f"{outcome.value_text} ({outcome.period.label})" if outcome else None


def _show_target(indicator: PromiseIndicator) -> str | None:
    target = indicator.target
    if target is None:
        return None
    late = f", set on {target.set_on}, after the period began" if indicator.is_set_late() else ""
    if isinstance(target.value, timedelta):
        return f"{format_duration(target.value)}{late}"
    is_share = indicator.measure.unit == SHARE
    return f"{format_share(target.value) if is_share else format_number(target.value)}{late}"
