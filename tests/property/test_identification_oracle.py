"""Oracle: histories cut by hand, and searches through every number."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from exact_chances import sum_binomial, sum_hypergeometric
from lives import hours, note, tell
from measure_identification import PLANTS, review
from mof.incidents import Incident
from mof.problems import IdentificationRule, identify_problems, predict_problems, rank_losses
from mof.problems._candidates import Candidate
from mof.problems._sightings import Subject, observe
from mof.strategies import incidents, instants
from mof.values import Period
from simulated_incidents import Desk, simulate


@given(st.lists(st.sampled_from("abc"), max_size=7))
def test_incident_came_back_if_two_steps_are_there_and_back(teams: list[str]) -> None:
    entries = [note(number, team=team) for number, team in enumerate(teams)]

    sighting = observe(tell(*entries), hours(99), ())

    assert sighting is not None
    visits = [team for n, team in enumerate(teams) if n == 0 or teams[n - 1] != team]
    steps = list(pairwise(visits))
    back = {frozenset(step) for n, step in enumerate(steps[1:]) if visits[n] == visits[n + 2]}
    found = {frozenset(pair): is_back for pair, is_back in sighting.find_returns().items()}
    assert {frozenset(step): frozenset(step) in back for step in steps} == found


NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
FEBRUARY = Period.month(2026, 2, tz="UTC")
IN_WINTER = instants(NEW_YEAR, NEW_YEAR + timedelta(days=70))


def cut(lives: list[Incident], as_of: datetime) -> list[Incident]:
    kept = (evolve(i, history=[e for e in i.history if e.recorded_at <= as_of]) for i in lives)
    return [each for each in kept if each.history]


@settings(max_examples=40)
@given(
    st.lists(incidents(opened_at=IN_WINTER), max_size=8, unique_by=lambda each: each.id), IN_WINTER
)
def test_nothing_recorded_later_matters(lives: list[Incident], as_of: datetime) -> None:
    known = cut(lives, as_of)

    expected = (
        identify_problems(known, during=FEBRUARY, as_of=as_of, false_alarms=1, fewest=1),
        rank_losses(known, during=FEBRUARY, as_of=as_of),
        predict_problems(known, during=FEBRUARY, as_of=as_of, coverage="0.5"),
    )

    assert expected == (
        identify_problems(lives, during=FEBRUARY, as_of=as_of, false_alarms=1, fewest=1),
        rank_losses(lives, during=FEBRUARY, as_of=as_of),
        predict_problems(lives, during=FEBRUARY, as_of=as_of, coverage="0.5"),
    )


def fits(incident: Incident, subject: Subject) -> bool:
    return all(incident.facts[name] == value for name, value in subject)


def recount_burst(candidate: Candidate, desk: Desk) -> tuple[int, Fraction, Fraction]:
    since = desk.review.start - timedelta(weeks=8)
    group = [i for i in desk.incidents if fits(i, candidate.subject) and i.opened_at >= since]
    count = sum(each.opened_at in candidate.period for each in group)
    length = candidate.period.end - candidate.period.start
    share = Fraction(length // timedelta(hours=1), (desk.review.end - since) // timedelta(hours=1))
    return count, len(group) * share, sum_binomial(count, len(group), share)


def recount_recurrence(candidate: Candidate, desk: Desk) -> tuple[int, Fraction, Fraction]:
    service, one, other = candidate.subject
    reviewed = [i for i in desk.incidents if i.opened_at in desk.review and fits(i, (service,))]
    count, drawn, marked = (
        sum(fits(each, subject) for each in reviewed)
        for subject in ((one, other), (one,), (other,))
    )
    expected = Fraction(drawn * marked, len(reviewed))
    return count, expected, sum_hypergeometric(count, drawn, marked, len(reviewed))


def recount_aftermath(candidate: Candidate, desk: Desk) -> tuple[int, Fraction, Fraction]:
    change = next(c for c in desk.changes if c.id == candidate.subject[0][1])
    of_service = [i for i in desk.incidents if i.facts["service"] in change.services]
    # The same time of the eight weeks before the review, week by week.
    back = (change.at - desk.review.start) // timedelta(weeks=1)
    windows = [
        Period(start, start + (candidate.period.end - change.at))
        for start in (change.at - timedelta(weeks=back + n) for n in range(10))
    ]
    count = sum(each.opened_at in candidate.period for each in of_service)
    first = desk.review.start - timedelta(weeks=8)
    usual = sum(
        first <= each.opened_at < desk.review.start and each.opened_at in window
        for each in of_service
        for window in windows
    )
    return count, Fraction(usual, 8), sum_binomial(count, count + usual, Fraction(1, 9))


RECOUNTS = {
    IdentificationRule.BURST: recount_burst,
    IdentificationRule.RECURRENCE: recount_recurrence,
    IdentificationRule.CHANGE: recount_aftermath,
}


@pytest.mark.parametrize("seed", range(6))
def test_candidates_are_what_a_recount_says(seed: int) -> None:
    desk = simulate(seed, plants=PLANTS)

    candidates = review(desk, Fraction(1)).candidates

    recounted = [each for each in candidates if each.rule in RECOUNTS]
    assert recounted
    for each in recounted:
        count, expected, chance = RECOUNTS[each.rule](each, desk)
        assert (count, expected) == (each.count, each.expected)
        assert chance <= each.chance <= max(chance * Fraction(101, 100), Fraction(1, 10**30))
