"""Priority comes from impact and urgency, and more of either never lowers it."""

from itertools import product

import pytest

from mof.errors import DefinitionError
from mof.records import DEFAULT_PRIORITY_MATRIX, Level, Priority, PriorityMatrix

HIGH, MEDIUM, LOW = Level.HIGH, Level.MEDIUM, Level.LOW


@pytest.mark.parametrize(
    "impact, urgency, expected",
    [
        (HIGH, HIGH, 1),
        (HIGH, MEDIUM, 2),
        (MEDIUM, HIGH, 2),
        (HIGH, LOW, 3),
        (MEDIUM, MEDIUM, 3),
        (LOW, HIGH, 3),
        (MEDIUM, LOW, 4),
        (LOW, MEDIUM, 4),
        (LOW, LOW, 5),
    ],
)
def test_default_matrix(impact: Level, urgency: Level, expected: int) -> None:
    assert expected == DEFAULT_PRIORITY_MATRIX.prioritize(impact, urgency).rank


def test_matrix_is_the_same_from_a_mapping_and_from_cells_in_any_order() -> None:
    cells = DEFAULT_PRIORITY_MATRIX.cells

    matrices = {PriorityMatrix(cells[::-1]), PriorityMatrix({(i, u): p for i, u, p in cells})}

    assert {DEFAULT_PRIORITY_MATRIX} == matrices


def test_matrix_with_one_priority_for_all_is_lawful() -> None:
    flat = PriorityMatrix(dict.fromkeys(product(Level, Level), Priority.P3))

    assert flat.prioritize(HIGH, LOW) is Priority.P3


def test_matrix_with_a_gap_is_refused() -> None:
    with pytest.raises(DefinitionError, match="names each impact with each urgency once"):
        PriorityMatrix({(HIGH, HIGH): Priority.P1})


def test_matrix_that_names_a_combination_twice_is_refused() -> None:
    with pytest.raises(DefinitionError, match="names each impact with each urgency once"):
        PriorityMatrix([*DEFAULT_PRIORITY_MATRIX.cells, (LOW, LOW, Priority.P4)])


@pytest.mark.parametrize(
    "place, priority",
    [((HIGH, LOW), Priority.P5), ((LOW, LOW), Priority.P3), ((MEDIUM, MEDIUM), Priority.P1)],
)
def test_matrix_in_which_more_is_less_is_refused(
    place: tuple[Level, Level], priority: Priority
) -> None:
    cells = {(i, u): p for i, u, p in DEFAULT_PRIORITY_MATRIX.cells}

    with pytest.raises(DefinitionError, match="would have a lower priority"):
        PriorityMatrix({**cells, place: priority})
