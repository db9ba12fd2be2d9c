"""Figures say which promise of the framework they measure, and by which formula."""

from fractions import Fraction

import pytest

from mof.errors import DefinitionError
from mof.figures import HOURS, SHARE, Figure, Measure
from mof.framework.functions import SMF, find_function
from mof.indicators import Direction
from mof.monitoring import MONITORING_MEASURES
from mof.operations import OPERATIONS_MEASURES
from world import JUNE

MEASURES = (*OPERATIONS_MEASURES, *MONITORING_MEASURES)
USE = OPERATIONS_MEASURES[0]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_measure_stands_for_an_outcome_of_its_function(measure: Measure) -> None:
    assert measure.outcome in (find_function(measure.function).outcomes or ())
    assert "÷" in measure.formula or "median" in measure.formula
    assert measure.unit in {SHARE, HOURS}


def test_measures_have_names_of_their_own() -> None:
    assert len(MEASURES) == len({measure.name for measure in MEASURES})


def test_less_is_better_only_of_reactive_work_and_of_detection_time() -> None:
    lower = {each.name for each in MEASURES if each.direction is Direction.LOWER}

    assert {"reactive share", "detection time"} == lower


def test_every_outcome_that_these_records_show_is_measured() -> None:
    silent = {
        outcome
        for function in (SMF.OPERATIONS, SMF.SERVICE_MONITORING_AND_CONTROL)
        for outcome in find_function(function).outcomes or ()
        if outcome not in {measure.outcome for measure in MEASURES}
    }

    assert {
        "services available more of the time",
        "fewer breaches of SLAs and OLAs",
        "users more satisfied with the service",
    } == silent


def test_outcome_that_nobody_promised_is_refused() -> None:
    with pytest.raises(DefinitionError, match="Operations does not promise 'world peace'; it"):
        Measure("peace", function=SMF.OPERATIONS, outcome="world peace", formula="1 ÷ 1")
    with pytest.raises(DefinitionError, match="it promises: nothing that is known"):
        Measure("build", function=SMF.BUILD, outcome="more", formula="1 ÷ 1")


def test_figure_is_told_in_a_line() -> None:
    share = Figure(USE, period=JUNE, as_of=JUNE.end, value=Fraction(1, 3), counted=3)
    nothing = Figure(USE, period=JUNE, as_of=JUNE.end, value=None, counted=0)

    assert str(share) == "staff use: 0.3333 share in June 2026 (Europe/Oslo)"
    assert str(nothing) == "staff use: no data in June 2026 (Europe/Oslo)"
