"""Scorecards: what each workgroup did in a month, and how far it is from the month before."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.agreements import Clock, Target
from mof.errors import DefinitionError
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.indicators import Feedback, Survey, SurveyResponse
from mof.outcomes import Scorecard, ScorecardCounts, measure_scorecards
from mof.outcomes._scorecards import WorkgroupCounts, WorkgroupScore
from mof.outcomes._shown import find_change, show_change
from mof.outcomes._workgroups import find_workgroup
from mof.records import Entry, Priority
from mof.values import IncidentId, Period, ResponseId, SurveyId, TeamId
from world import HOUR, JUNE, MONDAY, NETWORK, OLA_NETWORK, SLA_MAIL, resolve_incident

SERVERS = TeamId("servers")
AS_OF = datetime(2026, 8, 1, tzinfo=UTC)
(MAY,) = JUNE.preceding(1)
IN_MAY = datetime(2026, 5, 4, 7, tzinfo=UTC)


def measure(
    *incidents: Incident, agreements: Any = (SLA_MAIL,), **changes: Any
) -> tuple[Scorecard, ...]:
    usual: dict[str, Any] = {"during": [MAY, JUNE], "as_of": AS_OF}
    return measure_scorecards(incidents, agreements, **usual | changes)


def hand_over(*teams: tuple[int, TeamId]) -> Incident:
    """An incident that was given to teams, each so many hours after Monday morning."""
    opened = Entry[IncidentState, IncidentEvent](MONDAY, IncidentEvent.OPEN, IncidentState.OPEN)
    given = (
        Entry[IncidentState, IncidentEvent](MONDAY + hours * HOUR, changes={"team": team})
        for hours, team in teams
    )
    return Incident(IncidentId("INC1"), (opened, *given), opened_at=MONDAY)


def respond(incident: str, score: int, at: datetime = MONDAY + 9 * HOUR) -> Feedback:
    survey = Survey(SurveyId("survey-1"), sent_at=MONDAY, invited=9)
    response = SurveyResponse(
        ResponseId(f"answer-{incident}"),
        survey=survey.id,
        score=score,
        answered_at=at,
        record=incident,
    )
    return Feedback(surveys=[survey], responses=[response])


# What counts, and for whom


def test_each_workgroup_has_its_breaches_recovery_and_volume() -> None:
    incidents = [
        resolve_incident("INC1", team=NETWORK, after=6 * HOUR),
        resolve_incident("INC2", team=NETWORK, after=2 * HOUR),
        resolve_incident("INC3", team=SERVERS),
        resolve_incident("INC4"),
    ]

    (_, june) = measure(*incidents)

    network, servers, nobody = june.scores
    assert (NETWORK, SERVERS, None) == (network.team, servers.team, nobody.team)
    assert (("INC1",), ("INC1", "INC2")) == (network.broken, network.judged)
    assert 4 * HOUR == network.mean_time_to_recovery
    assert ("INC3",) == servers.opened
    assert (True, False) == (network.is_in_breach, servers.is_in_breach)


def test_case_counts_for_the_workgroup_that_had_it_at_the_instant() -> None:
    incident = hand_over((0, NETWORK), (5, SERVERS))

    assert NETWORK == find_workgroup(incident, MONDAY + 4 * HOUR)
    assert SERVERS == find_workgroup(incident, MONDAY + 5 * HOUR)
    assert NETWORK == find_workgroup(hand_over((3, NETWORK)), MONDAY)
    assert find_workgroup(hand_over(), MONDAY) is None


def test_breach_counts_in_the_month_in_which_it_happened_and_only_there() -> None:
    late = resolve_incident("INC1", IN_MAY, after=timedelta(days=40), team=NETWORK)

    may, june = measure(late)

    assert ("INC1",) == may.find(NETWORK).broken
    assert () == june.find(NETWORK).broken
    assert (("INC1",), ()) == (june.find(NETWORK).recovered, may.find(NETWORK).recovered)


def test_incident_that_no_agreement_speaks_of_is_neither_kept_nor_broken() -> None:
    (_, june) = measure(resolve_incident("INC1", team=NETWORK), agreements=())

    assert june.find(NETWORK).is_in_breach is None
    assert june.share_in_breach is None
    assert "No workgroup had an objective to meet." in june.to_table().to_text(160)


def test_incident_that_no_target_is_for_is_not_judged() -> None:
    urgent = evolve(SLA_MAIL, targets=[Target(Clock.RESOLUTION, HOUR, priorities=[Priority.P1])])

    (_, june) = measure(resolve_incident("INC1", team=NETWORK), agreements=(urgent,))

    assert () == june.find(NETWORK).judged


def test_targets_that_are_still_running_are_not_judged() -> None:
    opened = Entry[IncidentState, IncidentEvent](MONDAY, IncidentEvent.OPEN, IncidentState.OPEN)
    running = Incident(IncidentId("INC1"), (opened,), opened_at=MONDAY)

    (june,) = measure(running, agreements=(OLA_NETWORK,), during=[JUNE], as_of=MONDAY + HOUR)

    assert ((), ("INC1",)) == (june.find(None).judged, june.find(None).opened)


def test_answers_are_counted_by_the_scale_of_their_survey() -> None:
    incident = resolve_incident("INC1", team=NETWORK)

    (_, good), (_, bad) = (measure(incident, feedback=respond("INC1", each)) for each in (4, 3))

    assert [Fraction(1), Fraction(0)] == [each.find(NETWORK).satisfaction for each in (good, bad)]


@pytest.mark.parametrize(
    "feedback",
    [
        respond("INC9", 5),
        respond("INC1", 5, at=JUNE.end + HOUR),
        Feedback(),
    ],
)
def test_answers_about_other_tickets_or_of_other_months_do_not_count(feedback: Feedback) -> None:
    (_, june) = measure(resolve_incident("INC1", team=NETWORK), feedback=feedback)

    assert june.find(NETWORK).satisfaction is None


# The card


def test_share_of_all_is_of_all_cases_and_no_mean_of_shares() -> None:
    card = Scorecard(
        period=JUNE,
        as_of=AS_OF,
        scores=[
            WorkgroupScore(team=NETWORK, answered=["a"], satisfied=["a"]),
            WorkgroupScore(team=SERVERS, answered=["b", "c", "d"]),
        ],
    )

    assert Fraction(1, 4) == card.total.satisfaction


def test_share_in_breach_is_of_the_workgroups_that_had_an_objective() -> None:
    card = Scorecard(
        period=JUNE,
        as_of=AS_OF,
        scores=[
            WorkgroupScore(team=NETWORK, judged=["a"], broken=["a"], missed=["sla 1"]),
            WorkgroupScore(team=SERVERS, judged=["b", "e"], broken=["e"]),
            WorkgroupScore(team=TeamId("desk"), opened=["c"]),
            WorkgroupScore(team=None, judged=["d"], broken=["d"]),
        ],
    )

    assert (NETWORK,) == card.in_breach
    assert Fraction(1, 2) == card.share_in_breach


def test_card_shows_the_change_since_the_month_before() -> None:
    before = [resolve_incident(f"B{n}", IN_MAY, team=NETWORK, after=6 * HOUR) for n in range(2)]
    now = resolve_incident("N1", team=NETWORK)

    may, june = measure(*before, now, feedback=respond("N1", 5))

    text = june.to_table(may).to_text(220)
    assert "−50.0 %" in text
    assert "100.0 % → 0.0 %" in text
    assert "before 100.0 %" in text
    assert "all" in text
    assert "not known" in text
    assert "100.0 % of 1" in text


def test_card_of_a_month_before_which_nothing_was_judged_says_no_share_before() -> None:
    may, june = measure(resolve_incident("N1", team=NETWORK))

    assert "before" not in june.to_table(may).to_text(220)


def test_two_scores_of_one_workgroup_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two scores in"):
        Scorecard(period=JUNE, as_of=AS_OF, scores=[WorkgroupScore(team=None)] * 2)
    with pytest.raises(DefinitionError, match="two scores in"):
        ScorecardCounts(period=JUNE, as_of=AS_OF, scores=[WorkgroupCounts(team=None)] * 2)


def test_card_tells_what_could_not_be_counted() -> None:
    card = ScorecardCounts(period=JUNE, as_of=AS_OF, faulty=2)

    assert "2 records not counted: something was not read." in str(card.to_table().note)
    assert "not counted" not in str(Scorecard(period=JUNE, as_of=AS_OF).to_table().note)


def test_empty_card_knows_nothing() -> None:
    (card,) = measure(during=[Period.month(2026, 1, tz="UTC")])

    assert () == card.scores
    assert WorkgroupScore(team=NETWORK) == card.find(NETWORK)
    assert card.total.mean_time_to_recovery is None


# The hospital's own figures (white paper on Microsoft and ITIL v3)


def test_change_of_the_hospital_s_flawed_changes_is_84_percent_down() -> None:
    change = find_change(293, 47)

    assert change is not None
    assert -84 == round(change * 100)


def test_workgroups_in_breach_that_halve_in_six_months_are_seen_as_such() -> None:
    assert Fraction(-1, 2) == find_change(12, 6)


@pytest.mark.parametrize(
    "before, now, expected",
    [
        (0, 0, Fraction(0)),
        (0, 3, None),
        (None, 3, None),
        (3, None, None),
        (2 * HOUR, HOUR, Fraction(-1, 2)),
    ],
)
def test_change_from_nothing_is_not_known(before: Any, now: Any, expected: Any) -> None:
    assert expected == find_change(before, now)


def test_change_is_shown_with_its_sign_and_whether_it_is_for_the_better() -> None:
    fewer = show_change(Fraction(-1, 10))
    more = show_change(Fraction(1, 10), is_better_up=True)

    assert ("−10.0 %", "+10.0 %") == (fewer.text, more.text)
    assert fewer.tone is more.tone
    assert fewer.tone is not show_change(Fraction(1, 10)).tone
    assert ("none", "not known") == (show_change(Fraction(0)).text, show_change(None).text)
