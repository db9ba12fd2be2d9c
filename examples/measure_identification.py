"""How good the search for problems is: false alarms, what was planted and found, and forecasts.

python examples/measure_identification.py --reviews 500
python examples/measure_identification.py --log servicenow_incident_log.csv.xz
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

from attrs import frozen

from mof.documents import Table, format_share
from mof.incidents import Incident
from mof.problems import (
    Backtest,
    Identification,
    IdentificationRule,
    backtest_volumes,
    identify_problems,
)
from mof.sources import SERVICENOW_AUDIT_LOG, read_event_log
from mof.values import Period
from simulated_incidents import MONDAY, WEEK, Desk, Plant, simulate

PLANTS = (
    Plant(IdentificationRule.RECURRENCE, size=12, service=1),
    Plant(IdentificationRule.BURST, size=15, service=2),
    Plant(IdentificationRule.REASSIGNMENT, size=5),
    Plant(IdentificationRule.TIME_LOST, size=4, service=3),
    Plant(IdentificationRule.CHANGE, size=10, service=4),
)
_FEWEST = 3


@frozen
class Score:
    """What came of many reviews: by rule, how many planted problems were found; and the rest."""

    reviews: int
    found: Counter[IdentificationRule]
    false: Counter[IdentificationRule]


def review(desk: Desk, false_alarms: Fraction) -> Identification:
    return identify_problems(
        desk.incidents,
        during=desk.review,
        as_of=desk.review.end,
        changes=desk.changes,
        since=MONDAY,
        false_alarms=false_alarms,
    )


def score(reviews: int, false_alarms: Fraction, plants: Iterable[Plant] = ()) -> Score:
    """Reviews of as many desks, each with the same things wrong.

    A candidate is true if three of its incidents belong to something planted; that is found if
    its own rule has such a candidate.
    """
    plants = tuple(plants)
    result = Score(reviews, Counter(), Counter())
    for seed in range(reviews):
        desk = simulate(seed, plants=plants)
        found: set[IdentificationRule] = set()
        for candidate in review(desk, false_alarms).candidates:
            ids = {*candidate.incidents}
            true = {r for r, planted in desk.planted.items() if len(ids & planted) >= _FEWEST}
            found |= true & {candidate.rule}
            if not true:
                result.false[candidate.rule] += 1
        result.found.update(found)
    return result


def tell_false_alarms(reviews: int, rates: Iterable[Fraction]) -> Table:
    rows: list[list[str]] = []
    for rate in rates:
        result = score(reviews, rate)
        counts = [str(result.false[rule]) for rule in IdentificationRule]
        measured = write_number(Fraction(result.false.total(), reviews))
        rows.append([write_number(rate), measured, *counts])
    columns = ("At most", "Measured", *map(str, IdentificationRule))
    return Table(
        columns,
        rows,
        caption=f"False alarms a review where nothing is wrong ({reviews} reviews)",
        numbers=columns,
    )


def tell_found(reviews: int, rate: Fraction) -> Table:
    result = score(reviews, rate, PLANTS)
    rows = [
        (str(each.rule), result.found[each.rule], reviews - result.found[each.rule])
        for each in PLANTS
    ]
    false = write_number(Fraction(result.false.total(), reviews))
    return Table(
        ("Planted", "Found", "Missed"),
        rows,
        caption=f"Planted in each of {reviews} reviews, {write_number(rate)} false alarms allowed",
        note=f"False candidates a review: {false}.",
    )


def list_weeks(first: datetime, count: int) -> list[Period]:
    starts = [first + number * WEEK for number in range(count)]
    return [Period(start, start + WEEK) for start in starts]


def tell_forecasts(backtests: Iterable[tuple[str, Backtest]]) -> Table:
    def show(value: Fraction | None) -> str | None:
        return None if value is None else write_number(value)

    rows = [
        (
            name,
            each.forecasts,
            show(each.error),
            show(each.naive_error),
            None if each.covered is None else format_share(each.covered),
        )
        for name, each in backtests
    ]
    columns = ("Weekly volume", "Forecasts", "Off by", "Same as last week", "Within the interval")
    return Table(
        columns,
        rows,
        caption="Forecasts of weeks, each from what was known at its start",
        numbers=columns[2:],
    )


def backtest_desk(seed: int) -> Backtest:
    desk = simulate(seed, weeks=26)
    weeks = list_weeks(MONDAY, 26)
    return backtest_volumes(desk.incidents, during=weeks, as_of=weeks[-1].end, since=MONDAY)


def tell_log(incidents: tuple[Incident, ...]) -> list[Table]:
    """Forecasts by category and by location, and how many candidates the last four weeks give."""
    opened = sorted(each.opened_at for each in incidents)
    midnight = opened[0].replace(hour=0, minute=0)
    first = midnight + timedelta(days=-opened[0].weekday() % 7)
    weeks = list_weeks(first, -(-(opened[-1] - first) // WEEK))
    as_of = max(entry.recorded_at for each in incidents for entry in each.history)
    backtests = [
        (by, backtest_volumes(incidents, during=weeks, as_of=as_of, by=by, since=first))
        for by in ("topic", "location")
    ]
    found = identify_problems(
        incidents,
        during=Period(weeks[-1].end - 4 * WEEK, weeks[-1].end),
        as_of=as_of,
        attributes=("topic", "subtopic", "symptom", "location"),
        since=first,
    )
    counts = Counter(each.rule for each in found.candidates)
    rows = [(str(rule), counts[rule]) for rule in IdentificationRule]
    caption = f"Candidates among {found.considered} incidents of four weeks"
    return [
        tell_forecasts(backtests),
        Table(("IdentificationRule", "Candidates"), rows, caption=caption),
    ]


def write_number(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reviews", type=int, default=10, help="how many reviews to simulate")
    parser.add_argument("--log", type=Path, help="an audit log of ServiceNow")
    arguments = parser.parse_args()
    if arguments.log:
        incidents = read_event_log(arguments.log, SERVICENOW_AUDIT_LOG).records
        tables = tell_log(incidents)
    else:
        rates = [Fraction(rate) for rate in ("0.1", "1")]
        tables = [
            tell_false_alarms(arguments.reviews, rates),
            tell_found(arguments.reviews, rates[0]),
            tell_forecasts([("simulated, by service", backtest_desk(0))]),
        ]
    for table in tables:
        print(table.to_text(width=100), end="\n\n")


if __name__ == "__main__":
    main()
