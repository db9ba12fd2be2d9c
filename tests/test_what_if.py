"""What could have been promised, from percentiles on the clock, open cases counted honestly."""

from datetime import date
from fractions import Fraction

import pytest

from lives import hours, note, tell
from mof.agreements import SLA, Clock, Target
from mof.errors import DefinitionError
from mof.incidents import Incident, IncidentState
from mof.judgements import WhatIf, what_if
from mof.values import AgreementId, Period
from mof.values._percentiles import Percentile
from world import CALENDAR, HOUR, MAIL

TARGET = Target(Clock.RESOLUTION, 8 * HOUR)
SLA_MAIL = SLA(
    AgreementId("sla-mail"),
    service=MAIL,
    calendar=CALENDAR,
    targets=[TARGET],
    valid_from=date(2026, 1, 1),
    version="1",
)
ENDED = [tell(note(n, IncidentState.RESOLVED), name=f"ended-{n}") for n in range(1, 8)]
VOID = tell(note(1, IncidentState.CANCELLED), name="void")
OPEN = tell(opened=4, name="open")


def ask(
    *incidents: Incident, shares: tuple[str, ...] = ("0.5", "0.9"), **changes: Period
) -> WhatIf:
    return what_if(incidents, SLA_MAIL, TARGET, as_of=hours(8), shares=shares, **changes)


def test_time_that_a_share_of_the_cases_would_have_met() -> None:
    found = ask(*ENDED, VOID)

    assert (found.ended, found.open) == (7, 0)
    assert found.percentiles == (
        Percentile(Fraction(1, 2), 4 * HOUR, 4 * HOUR),
        Percentile(Fraction(9, 10), 7 * HOUR, 7 * HOUR),
    )


def test_open_cases_widen_what_is_known() -> None:
    found = ask(*ENDED, OPEN)

    assert (found.ended, found.open) == (7, 1)
    assert found.percentiles == (
        Percentile(Fraction(1, 2), 4 * HOUR, 4 * HOUR),
        Percentile(Fraction(9, 10), 7 * HOUR, None),
    )
    assert ask(ENDED[0], OPEN).percentiles[1] == Percentile(Fraction(9, 10), 4 * HOUR, None)


def test_cases_count_that_stopped_in_the_period() -> None:
    assert ask(*ENDED, during=Period(hours(2), hours(5))).ended == 3


def test_without_cases_nothing_is_known() -> None:
    assert ask().percentiles[0] == Percentile(Fraction(1, 2), None, None)


def test_table_says_how_many_cases_it_is_of() -> None:
    text = ask(*ENDED, OPEN).to_table().to_text()

    assert "7 cases ended, 1 open" in text
    assert "4 h 00 min" in text


def test_target_of_another_agreement_is_refused() -> None:
    with pytest.raises(DefinitionError, match="has no target response within 1 h"):
        what_if(ENDED, SLA_MAIL, Target(Clock.RESPONSE, HOUR), as_of=hours(8))
