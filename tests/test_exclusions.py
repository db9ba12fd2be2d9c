"""What both parties agreed not to count stands beside the raw share, with its evidence."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from lives import hours, note, tell
from mof.agreements import SLA, Clock, Exclusion, ExclusionReason, Target
from mof.errors import DefinitionError
from mof.incidents import IncidentState
from mof.judgements import Attainment, measure_attainment
from mof.values import AgreementId, Period, PersonId, TargetStatus
from world import CALENDAR, HOUR, MAIL

SLA_MAIL = SLA(
    AgreementId("sla-mail"),
    service=MAIL,
    calendar=CALENDAR,
    targets=[Target(Clock.RESOLUTION, 8 * HOUR, required_share="0.6")],
    valid_from=date(2026, 1, 1),
    version="1",
)
MET = tell(note(8, IncidentState.RESOLVED), name="met")
LATE = tell(note(30, IncidentState.RESOLVED), name="late")
OPEN = tell(name="open")


def exclude(record: str = "late", **changes: Any) -> Exclusion:
    given: dict[str, Any] = {
        "reason": ExclusionReason.FORCE_MAJEURE,
        "approved_by": PersonId("person-020"),
        "approved_at": hours(40),
        "evidence": ["flood report 7"],
    }
    return Exclusion(record=record, **{**given, **changes})


def attain(*exclusions: Exclusion, at: float = 100) -> Attainment:
    (attainment,) = measure_attainment(
        [MET, LATE, OPEN],
        SLA_MAIL,
        during=Period(hours(0), hours(48)),
        as_of=hours(at),
        exclusions=exclusions,
    )
    return attainment


def test_share_without_what_is_excluded_stands_beside_the_raw_one() -> None:
    attainment = attain(exclude())

    assert (attainment.share, attainment.adjusted_share) == (Fraction(1, 3), Fraction(1, 2))
    assert attainment.excluded == {"late"}
    assert attainment.exclusions == (exclude(),)


def test_standing_is_told_of_both() -> None:
    attainment = attain(exclude(), exclude("open"))

    assert attainment.status is TargetStatus.OUTSIDE_TOLERANCE
    assert attainment.adjusted_status is TargetStatus.MET


@pytest.mark.parametrize(
    "exclusion",
    [
        exclude(approved_at=hours(101)),
        exclude(agreement=AgreementId("sla-web")),
        exclude(clock="response"),
        exclude("other"),
    ],
)
def test_exclusion_of_something_else_or_of_later_changes_nothing(exclusion: Exclusion) -> None:
    attainment = attain(exclusion)

    assert attainment.exclusions == ()
    assert attainment.share == attainment.adjusted_share


def test_nothing_left_is_no_data() -> None:
    attainment = attain(exclude("met"), exclude(), exclude("open"))

    assert attainment.adjusted_share is None
    assert attainment.adjusted_status is TargetStatus.NO_DATA


@pytest.mark.parametrize(
    "changes, match",
    [
        ({"approved_by": ""}, "needs approved_by"),
        ({"evidence": []}, "needs evidence"),
        ({"evidence": [" "]}, "needs evidence"),
        ({"reason": "rain"}, "the reason to exclude late"),
    ],
)
def test_exclusion_without_approver_evidence_or_reason_is_refused(
    changes: dict[str, Any], match: str
) -> None:
    with pytest.raises(DefinitionError, match=match):
        exclude(**changes)
