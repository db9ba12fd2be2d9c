"""Promises: every outcome of Table 1, whether anything was measured of it or not."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from mof.documents import Table
from mof.documents._tables import Tabular
from mof.outcomes._baselines import OutcomeTarget, Promise, PromiseIndicator
from mof.outcomes._measures import MEASURES
from mof.outcomes._outcomes import Outcome
from mof.outcomes._shown import tabulate_promises
from mof.values._checks import collect
from mof.values._ids import check_distinct, check_known


def _to_promises(value: Iterable[Promise]) -> tuple[Promise, ...]:
    return collect(value, Promise, "promises")


@frozen
class Promises(Tabular):
    """What the functions of Operate promise by Table 1, and how far it is kept, in its order.

    >>> promises = check_promises([])
    >>> isinstance(promises, Promises), len(promises)
    (True, 16)
    >>> {str(promise.status) for promise in promises}
    {'no data'}
    """

    promises: tuple[Promise, ...] = field(converter=_to_promises)
    """One for each outcome of Table 1: its ``smf``, ``outcome``, ``indicators`` and ``status``."""

    def __iter__(self) -> Iterator[Promise]:
        return iter(self.promises)

    def __len__(self) -> int:
        return len(self.promises)

    def to_table(self) -> Table:
        """A row for each indicator of each promise; a target that was set late is marked."""
        return tabulate_promises(self.promises)


def check_promises(
    current: Iterable[Outcome],
    baseline: Iterable[Outcome] = (),
    targets: Iterable[OutcomeTarget] = (),
) -> Promises:
    """Every outcome of Table 1 for the four functions, whether anything was measured or not.

    Raises:
        UnknownReferenceError: a target is of no measure.
        DefinitionError: two targets are of one measure and part.
    """
    now, before = _index(current), _index(baseline)
    aims = collect(targets, OutcomeTarget, "targets")
    names = [measure.name for measure in MEASURES]
    check_known("measures", names, named=[each.measure for each in aims], by="a target")
    check_distinct("targets", (f"{each.measure}, {each.part}" for each in aims))
    by_name = {(each.measure, each.part): each for each in aims}
    parts: dict[str, dict[str, None]] = {name: {} for name in names}
    for name, part in (*now, *before, *by_name):
        parts.setdefault(name, {})[part] = None
    stated = dict.fromkeys((measure.smf, measure.serves) for measure in MEASURES)
    return Promises(
        Promise(
            smf=smf,
            outcome=outcome,
            indicators=tuple(
                PromiseIndicator(
                    measure=measure,
                    part=part,
                    baseline=before.get((measure.name, part)),
                    current=now.get((measure.name, part)),
                    target=by_name.get((measure.name, part)),
                )
                for measure in MEASURES
                if (measure.smf, measure.serves) == (smf, outcome)
                for part in parts[measure.name] or [""]
            ),
        )
        for smf, outcome in stated
    )


def _index(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], Outcome]:
    found = collect(outcomes, Outcome, "outcomes")
    return {(each.measure.name, each.part): each for each in found}
