"""Maturity is held against what is desired, per capability and dimension, as it was known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mof.errors import DefinitionError, NaiveTimestampError
from mof.framework import OptimizationDimension, OptimizationLevel
from mof.improvement import MaturityGoal, MaturityRating, measure_maturity
from mof.improvement._maturity_levels import tabulate_maturity
from mof.values import PersonId

ADA = PersonId("Ada")
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
PROCESS = OptimizationDimension.PROCESS
BASIC, STANDARDIZED, RATIONALIZED, DYNAMIC = OptimizationLevel


def rate(
    level: OptimizationLevel, at: datetime = JUNE, late: timedelta = 0 * DAY
) -> MaturityRating:
    return MaturityRating("Operations", PROCESS, level, at=at, by=ADA, recorded_at=at + late)


def want(level: OptimizationLevel, at: datetime = JUNE) -> MaturityGoal:
    return MaturityGoal("Operations", PROCESS, level, at=at, by=ADA, due_on=date(2027, 1, 1))


@pytest.mark.parametrize(
    "current, desired, gap, words",
    [
        (BASIC, DYNAMIC, 3, "! below desired"),
        (STANDARDIZED, RATIONALIZED, 1, "! below desired"),
        (RATIONALIZED, RATIONALIZED, 0, "✓ as desired"),
        (DYNAMIC, BASIC, 0, "✓ as desired"),
    ],
)
def test_gap_is_the_levels_still_to_climb(
    current: OptimizationLevel, desired: OptimizationLevel, gap: int, words: str
) -> None:
    found = measure_maturity([rate(current)], [want(desired)], as_of=JUNE)

    _, process, _ = found
    assert (current, desired, gap) == (process.current, process.desired, process.gap)
    assert words in found.to_table().to_text(width=200)


def test_dimensions_that_nobody_has_looked_at_are_listed_without_data() -> None:
    people, process, technology = measure_maturity([rate(BASIC)], as_of=JUNE)

    assert [None, BASIC, None] == [people.current, process.current, technology.current]
    assert [None, None, None] == [each.gap for each in (people, process, technology)]
    assert tabulate_maturity([people]).to_text(width=200).endswith("– no data")


def test_maturity_is_that_of_the_instant_asked_about() -> None:
    ratings = [rate(STANDARDIZED, JUNE + 10 * DAY, late=5 * DAY), rate(BASIC)]
    goals = [want(RATIONALIZED), want(DYNAMIC, JUNE + 20 * DAY)]

    def measure(as_of: datetime) -> list[tuple[OptimizationLevel | None, OptimizationLevel | None]]:
        found = measure_maturity(ratings, goals, as_of=as_of)
        return [(each.current, each.desired) for each in found if each.dimension is PROCESS]

    assert [] == measure(JUNE - DAY)
    assert [(BASIC, RATIONALIZED)] == measure(JUNE + 14 * DAY)
    assert [(STANDARDIZED, RATIONALIZED)] == measure(JUNE + 15 * DAY)
    assert [(STANDARDIZED, DYNAMIC)] == measure(JUNE + 20 * DAY)


def test_levels_are_read_as_words() -> None:
    rating = MaturityRating("Operations", PROCESS, "dynamic", at=JUNE, by=ADA)

    assert DYNAMIC is rating.level


@pytest.mark.parametrize("level", ["optimizing", "Basic", 3, None])
def test_level_that_is_not_on_the_scale_is_refused(level: str) -> None:
    with pytest.raises(DefinitionError, match="basic < standardized < rationalized < dynamic"):
        MaturityRating("Operations", PROCESS, level, at=JUNE, by=ADA)
    with pytest.raises(DefinitionError, match="is no level of maturity"):
        MaturityGoal("Operations", PROCESS, level, at=JUNE, by=ADA)


def test_naive_instants_are_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        rate(BASIC, datetime(2026, 6, 1))
    with pytest.raises(NaiveTimestampError):
        measure_maturity([], as_of=datetime(2026, 6, 1))
