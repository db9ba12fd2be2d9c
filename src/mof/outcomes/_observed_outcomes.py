"""Observed outcomes: what tickets cannot tell, such as satisfaction, by an indicator."""

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter

from attrs import evolve

from mof.errors import DefinitionError
from mof.indicators import Indicator, Observation
from mof.outcomes._cutoffs import View
from mof.outcomes._measures import Measure
from mof.outcomes._outcomes import Outcome
from mof.values import Period
from mof.values._checks import check_argument, collect


def measure_by_indicator(
    measure: Measure,
    indicator: Indicator | None = None,
    observations: Iterable[Observation] = (),
    *,
    during: Period,
    as_of: datetime,
) -> Outcome:
    """What was last observed in a period of an indicator that stands for a measure.

    Unit and direction are those of the indicator. Without one, or without an observation by
    the instant, the value is not known.

    Raises:
        DefinitionError: the measure is counted, not brought.
    """
    check_argument(measure, Measure, "name a measure that is brought, such as SATISFACTION")
    if not measure.is_brought:
        raise DefinitionError(f"{measure} is counted from records and cannot be brought")
    view = View.of(during, as_of)
    if indicator is None:
        return Outcome(measure=measure, period=during, as_of=view.as_of)
    check_argument(indicator, Indicator, "bring the indicator that stands for the measure")
    seen = [
        each
        for each in collect(observations, Observation, "observations")
        if each.indicator == indicator.id
        and each.observed_at in during
        and each.observed_at <= view.as_of
    ]
    latest = max(seen, key=attrgetter("observed_at"), default=None)
    return Outcome(
        measure=evolve(measure, unit=indicator.unit, direction=indicator.direction),
        period=during,
        as_of=view.as_of,
        part=indicator.name,
        value=None if latest is None else latest.value,
        cases=len(seen),
        evidence=[] if latest is None else [indicator.id],
    )
