"""Values of another kind than a question takes: an error of the library, in a few words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lives import tell
from mof.agreements import SLA, Clock, Target, find_expiring, select_agreements
from mof.errors import MofError
from mof.judgements import (
    find_breaches,
    judge,
    judge_all,
    measure_attainment,
    measure_coverage,
    next_instants,
    what_if,
    worklist,
)
from mof.values import AgreementId, Period
from world import CALENDAR, HOUR, MAIL, MONDAY

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
AGREEMENT = SLA(
    AgreementId("sla-mail"),
    service=MAIL,
    calendar=CALENDAR,
    targets=[Target(Clock.RESOLUTION, 8 * HOUR)],
    valid_from=MONDAY,
    version="1",
)
WRONG = [None, "sla-mail", 5, AGREEMENT, tell(), [None], ["sla-mail"]]
QUESTIONS: dict[str, Callable[[Any], object]] = {
    "records of find_breaches": lambda x: find_breaches(x, [AGREEMENT], as_of=NOON),
    "agreements of find_breaches": lambda x: find_breaches([tell()], x, as_of=NOON),
    "records of judge_all": lambda x: list(judge_all(x, [AGREEMENT], as_of=NOON)),
    "agreements of judge_all": lambda x: list(judge_all([], x, as_of=NOON)),
    "records of worklist": lambda x: worklist(x, [AGREEMENT], as_of=NOON),
    "agreements of worklist": lambda x: worklist([tell()], x, as_of=NOON),
    "agreements of next_instants": lambda x: next_instants(tell(), x, as_of=NOON),
    "records of measure_coverage": lambda x: measure_coverage(x, [AGREEMENT], as_of=NOON),
    "agreements of measure_coverage": lambda x: measure_coverage([], x, as_of=NOON),
    "agreements of select_agreements": lambda x: select_agreements(tell(), x, as_of=NOON),
    "agreements of find_expiring": lambda x: find_expiring(x, as_of=NOON, within=timedelta(days=1)),
    "records of what_if": lambda x: what_if(x, AGREEMENT, AGREEMENT.targets[0], as_of=NOON),
    "records of measure_attainment": lambda x: measure_attainment(
        x, AGREEMENT, during=Period.month(2026, 6, tz="UTC"), as_of=NOON
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("given", WRONG, ids=lambda each: type(each).__name__)
def test_single_values_and_other_kinds_are_refused_in_a_few_words(
    question: str, given: object
) -> None:
    with pytest.raises(MofError) as caught:
        QUESTIONS[question](given)

    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("given", [None, "INC-1", 5, AGREEMENT, [tell()]], ids=str)
@pytest.mark.parametrize("ask", [judge, next_instants], ids=["judge", "next_instants"])
def test_what_is_no_record_is_refused_in_a_few_words(
    ask: Callable[..., object], given: object
) -> None:
    with pytest.raises(MofError) as caught:
        ask(given, AGREEMENT if ask is judge else [AGREEMENT], as_of=NOON)

    assert len(str(caught.value)) < 300
