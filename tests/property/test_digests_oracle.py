"""Oracle: the JSON of the converters, which is one text for one value and reads back equal."""

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from mof import _hypothesis_plugin
from mof.agreements import SLA, Exclusion
from mof.calendars import Calendar
from mof.changes import RequestForChange
from mof.controls import ControlRegister
from mof.converters import make_converter
from mof.improvement import MaturityRating, ReviewHeld, ServiceImprovementProgram
from mof.incidents import Incident
from mof.indicators import Indicator, Observation
from mof.problems import Problem
from mof.reviews import OperationalHealthInputs
from mof.services import ServiceCatalog
from mof.teams import Organization
from mof.values._digests import digest

_hypothesis_plugin.register()

CONVERTER = make_converter()
KINDS: list[Any] = [
    SLA,
    Calendar,
    ControlRegister,
    Exclusion,
    Incident,
    Indicator,
    MaturityRating,
    Observation,
    OperationalHealthInputs,
    Organization,
    Problem,
    RequestForChange,
    ReviewHeld,
    ServiceCatalog,
    ServiceImprovementProgram,
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=5)
@given(data=st.data())
def test_values_have_one_digest_exactly_where_they_have_one_json(
    kind: Any, data: st.DataObject
) -> None:
    one, other = data.draw(st.from_type(kind)), data.draw(st.from_type(kind))
    again = CONVERTER.loads(CONVERTER.dumps(one, kind), kind)

    assert digest([one]) == digest([again])
    is_same = CONVERTER.dumps(one, kind) == CONVERTER.dumps(other, kind)
    assert is_same is (digest([one]) == digest([other]))


@given(incidents=st.lists(st.from_type(Incident), max_size=4), random=st.randoms())
def test_order_of_values_changes_no_digest(incidents: list[Incident], random: Any) -> None:
    shuffled = random.sample(incidents, len(incidents))

    assert digest(incidents) == digest(shuffled)
