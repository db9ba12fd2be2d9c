"""Problems are found where something is wrong, seldom elsewhere, and with their evidence."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from measure_identification import PLANTS, review, score
from mof.errors import DefinitionError, NaiveTimestampError
from mof.incidents import Incident, IncidentState
from mof.problems import (
    ChangeMade,
    Identification,
    IdentificationRule,
    identify_problems,
    rank_losses,
)
from mof.problems._candidates import Candidate
from mof.problems._sightings import ATTRIBUTES
from mof.values import ChangeId, IncidentId, Period, ServiceId
from simulated_incidents import simulate

S = IncidentState
WEEK = 7 * 24
NOW = Period(hours(8 * WEEK), hours(12 * WEEK))
MAIL = ServiceId("mail")


def make(prefix: str, times: Iterable[float], **facts: Any) -> list[Incident]:
    """Incidents opened so many hours after the first Monday, each resolved an hour later."""
    return [
        tell(note(at + 1, S.RESOLVED), opened=at, name=f"{prefix}-{number}", **facts)
        for number, at in enumerate(times)
    ]


def spread(start: float, end: float, count: int) -> list[float]:
    return [start + (end - start) * number / count for number in range(count)]


def identify(incidents: Iterable[Incident], **options: Any) -> Identification:
    usual: dict[str, Any] = {"during": NOW, "as_of": NOW.end, "since": hours(0)}
    return identify_problems(incidents, **usual | options)


def find(
    incidents: Iterable[Incident], rule: IdentificationRule, **options: Any
) -> tuple[Candidate, ...]:
    return identify(incidents, rules=[rule], **options).candidates


def find_untested(
    incidents: Iterable[Incident], rule: IdentificationRule, **options: Any
) -> str | None:
    (trial,) = identify(incidents, rules=[rule], **options).trials
    return trial.untested


USUAL = make("usual", spread(0, 12 * WEEK, 48), service="mail")

# Bursts


def test_burst_is_found_in_its_week() -> None:
    burst = make("burst", spread(10 * WEEK, 11 * WEEK, 20), service="mail")

    (candidate,) = find(USUAL + burst, IdentificationRule.BURST)

    assert (("service", "mail"),) == candidate.subject
    assert Period(hours(10 * WEEK), hours(11 * WEEK)) == candidate.period
    assert (24, Fraction(68, 12)) == (candidate.count, candidate.expected)
    assert "68 incidents in the 8 weeks before and the period itself" == candidate.compared_with
    assert {each.id for each in burst} < {*candidate.incidents}
    assert timedelta(hours=24) == candidate.time_lost


def test_what_keeps_up_for_the_whole_period_is_one_burst() -> None:
    more = make("more", spread(8 * WEEK, 12 * WEEK, 32), service="mail")

    (candidate,) = find(USUAL + more, IdentificationRule.BURST)

    assert (NOW, 48) == (candidate.period, candidate.count)


def test_burst_of_a_topic_is_not_told_again_as_one_of_its_service() -> None:
    burst = make("burst", spread(10 * WEEK, 11 * WEEK, 20), service="mail", topic="delivery")

    (candidate,) = find(USUAL + burst, IdentificationRule.BURST)

    assert (("service", "mail"), ("topic", "delivery")) == candidate.subject


def test_steady_flow_is_no_burst() -> None:
    assert () == find(USUAL, IdentificationRule.BURST, false_alarms=1)


def test_bursts_need_a_week_before_the_period() -> None:
    why = find_untested(USUAL, IdentificationRule.BURST, since=NOW.start - timedelta(days=6))

    assert "no whole week before the period is known" == why


def test_usual_begins_with_the_first_incident_unless_told() -> None:
    late = make("late", spread(6.5 * WEEK, 12 * WEEK, 20), service="mail")
    burst = make("burst", spread(11 * WEEK, 12 * WEEK, 15), service="mail")

    (candidate,) = find(late + burst, IdentificationRule.BURST, since=None)

    assert "incidents in the week before and the period itself" in candidate.compared_with


# Recurrences


def make_square(together: int, apart: int) -> list[Incident]:
    """Two topics and two symptoms, some of which come together."""
    pairs = [
        ("jam", "grinding", together),
        ("jam", "silent", apart),
        ("ink", "grinding", apart),
        ("ink", "silent", together),
    ]
    return [
        incident
        for topic, symptom, count in pairs
        for incident in make(
            f"{topic}-{symptom}",
            spread(8 * WEEK, 12 * WEEK, count),
            service="print",
            topic=topic,
            symptom=symptom,
            configuration_item="printer-7",
        )
    ]


def test_combination_that_recurs_is_found() -> None:
    jam, _ = candidates = find(make_square(12, 2), IdentificationRule.RECURRENCE)

    assert {"grinding", "silent"} == {each.subject[2][1] for each in candidates}
    assert 12 == jam.count
    assert 7 == jam.expected
    assert "14 and 14 of 28 incidents of print, if independent" == jam.compared_with
    assert (("configuration_item", "printer-7"),) == jam.shared


def test_values_that_are_independent_do_not_recur() -> None:
    assert () == find(make_square(7, 7), IdentificationRule.RECURRENCE, false_alarms=1)


def test_combination_recurs_also_where_no_service_is_known() -> None:
    unknown = [
        tell(opened=n + 8 * WEEK, name=i.id, **{**dict(i.history[0].changes), "service": None})
        for n, i in enumerate(make_square(12, 2))
    ]

    first, _ = find(unknown, IdentificationRule.RECURRENCE)

    assert ["topic", "symptom"] == [name for name, _ in first.subject]
    assert "14 and 14 of 28 incidents, if independent" == first.compared_with


def test_recurrences_need_three_attributes() -> None:
    why = find_untested(USUAL, IdentificationRule.RECURRENCE, attributes=["service", "topic"])

    assert "it takes three attributes, and fewer are named" == why


# Reassignments


def make_handed(
    prefix: str, count: int, first: str, other: str, *, back: int, **facts: Any
) -> list[Incident]:
    return [
        tell(
            note(at + 1, team=other),
            *([note(at + 2, team=first)] if number < back else []),
            note(at + 3, S.RESOLVED),
            opened=at,
            name=f"{prefix}-{number}",
            team=first,
            **facts,
        )
        for number, at in enumerate(spread(8 * WEEK, 12 * WEEK, count))
    ]


def test_teams_between_whom_incidents_go_to_and_fro_are_found() -> None:
    quarrel = make_handed("quarrel", 12, "network", "desk", back=10)
    peace = make_handed("peace", 40, "desk", "platform", back=3)

    (candidate,) = find(quarrel + peace, IdentificationRule.REASSIGNMENT)

    assert (("team", "desk"), ("other_team", "network")) == candidate.subject
    assert (10, Fraction(12 * 13, 52)) == (candidate.count, candidate.expected)
    assert "12 handed over; 13 of all 52 came back" == candidate.compared_with


def test_teams_that_are_as_the_others_are_no_candidate() -> None:
    one = make_handed("one", 20, "network", "desk", back=10)
    other = make_handed("other", 20, "desk", "platform", back=10)

    assert () == find(one + other, IdentificationRule.REASSIGNMENT, false_alarms=1)


# Time lost


def make_slow(count: int, lost: float) -> list[Incident]:
    return [
        tell(note(at + lost, S.RESOLVED), opened=at, name=f"slow-{at}", service="payroll")
        for at in spread(8 * WEEK, 11 * WEEK, count)
    ]


def test_group_with_too_many_of_the_longest_is_found() -> None:
    (candidate,) = find(USUAL + make_slow(8, lost=50), IdentificationRule.TIME_LOST)

    assert (("service", "payroll"),) == candidate.subject
    # A fifth of 24 would be four, but those that took equally long go together.
    assert (8, Fraction(8 * 8, 24)) == (candidate.count, candidate.expected)
    assert "8 in all; 8 of all 24 took so long" == candidate.compared_with
    assert timedelta(hours=8 * 50) == candidate.time_lost


def test_where_all_take_equally_long_nobody_takes_too_long() -> None:
    assert () == find(USUAL + make_slow(8, lost=1), IdentificationRule.TIME_LOST, false_alarms=1)


def test_open_incident_loses_time_until_then() -> None:
    still_open = tell(opened=9 * WEEK, name="open", service="payroll")

    (loss,) = rank_losses([still_open], during=NOW, as_of=hours(9 * WEEK + 5))

    assert timedelta(hours=5) == loss.time_lost


@pytest.mark.parametrize(
    "entries, expected",
    [
        ((note(8 * WEEK + 3, S.SERVICE_RESUMED), note(8 * WEEK + 9, S.RESOLVED)), 3),
        ((note(8 * WEEK + 3, S.RESOLVED), note(8 * WEEK + 5, S.IN_PROGRESS)), 3 + 15),
        (
            (
                note(8 * WEEK + 3, S.RESOLVED),
                note(8 * WEEK + 5, S.IN_PROGRESS),
                note(8 * WEEK + 9, S.CLOSED),
            ),
            7,
        ),
        ((note(8 * WEEK - 3, S.RESOLVED),), 20),
        ((note(8 * WEEK + 30, S.RESOLVED, recorded=8 * WEEK + 1),), 20),
        ((note(8 * WEEK + 30, S.PENDING, recorded=8 * WEEK + 1),), 20),
    ],
    ids=["resumed", "reopened", "twice", "before", "announced", "pending"],
)
def test_time_is_lost_while_the_service_is_away(entries: Any, expected: float) -> None:
    incident = tell(*entries, opened=8 * WEEK, service="payroll")

    (loss,) = rank_losses([incident], during=NOW, as_of=hours(8 * WEEK + 20))

    assert timedelta(hours=expected) == loss.time_lost


def test_losses_are_ranked_and_the_vital_few_marked() -> None:
    incidents = [
        *make_slow(8, lost=50),
        *make("mail", spread(8 * WEEK, 9 * WEEK, 60), service="mail"),
        *make("lost", spread(8 * WEEK, 9 * WEEK, 40), service=None),
        tell(note(8 * WEEK + 2, S.CANCELLED), opened=8 * WEEK, name="none"),
        tell(opened=13 * WEEK, name="later"),
    ]

    losses = rank_losses(incidents, during=NOW, as_of=NOW.end)

    assert ["payroll", "mail", None] == [each.value for each in losses]
    assert [400, 60, 40] == [each.time_lost // timedelta(hours=1) for each in losses]
    assert [8, 60, 40] == [each.count for each in losses]
    assert [Fraction(4, 5), Fraction(23, 25), 1] == [each.cumulative for each in losses]
    assert Fraction(3, 25) == losses[1].share
    assert [True, False, False] == [each.is_vital for each in losses]


def test_incident_written_down_later_has_lost_nothing_yet() -> None:
    entry = note(8 * WEEK, S.OPEN, recorded=9 * WEEK, service="mail")
    late = Incident(IncidentId("late"), (entry,), opened_at=hours(8 * WEEK))

    assert () == rank_losses([late], during=NOW, as_of=hours(9 * WEEK - 1))
    assert () == identify([late], as_of=hours(9 * WEEK - 1)).candidates
    assert 1 == len(rank_losses([late], during=NOW, as_of=hours(9 * WEEK)))


def test_nothing_lost_is_no_share() -> None:
    (loss,) = rank_losses([tell(opened=8 * WEEK)], during=NOW, as_of=hours(8 * WEEK))

    assert (Fraction(0), Fraction(0), False) == (loss.share, loss.cumulative, loss.is_vital)


# Changes


def change(at: float, name: str = "RFC-1", service: str = "mail") -> ChangeMade:
    return ChangeMade(ChangeId(name), hours(at), {ServiceId(service)})


def test_incidents_after_a_change_are_found() -> None:
    after = make("after", spread(9 * WEEK + 30, 9 * WEEK + 60, 10), service="mail")

    (candidate,) = find(
        USUAL + after,
        IdentificationRule.CHANGE,
        changes=[change(9 * WEEK + 25), change(10 * WEEK, "RFC-2")],
    )

    assert (("change", "RFC-1"),) == candidate.subject
    assert Period(hours(9 * WEEK + 25), hours(9 * WEEK + 25 + 72)) == candidate.period
    assert {each.id for each in after} <= {*candidate.incidents}
    # Four a week, of which two or so at that time of each of eight weeks.
    assert Fraction(16, 8) == candidate.expected
    assert "16 at that time of the 8 weeks before" == candidate.compared_with


def test_change_of_another_service_is_not_blamed() -> None:
    after = make("after", spread(9 * WEEK + 30, 9 * WEEK + 60, 10), service="mail")

    assert () == find(
        USUAL + after, IdentificationRule.CHANGE, changes=[change(9 * WEEK, service="print")]
    )


@pytest.mark.parametrize(
    "options, expected",
    [
        ({}, "no change was made in the period"),
        ({"changes": [change(13 * WEEK)]}, "no change was made in the period"),
        ({"changes": [change(9 * WEEK)], "since": NOW.start}, "no whole week before the period"),
        (
            {"changes": [change(9 * WEEK)], "attributes": ["topic"]},
            "the service is not among the attributes",
        ),
    ],
)
def test_search_after_changes_says_why_it_was_not_made(
    options: dict[str, Any], expected: str
) -> None:
    assert expected in str(find_untested(USUAL, IdentificationRule.CHANGE, **options))


# All of them


def test_nothing_known_is_nothing_tested() -> None:
    result = identify([])

    assert (0, 0, ()) == (result.considered, result.left_out, result.candidates)
    assert {"no incident of the period is known"} == {each.untested for each in result.trials}
    assert "not applied" in result.tabulate_trials().to_text().casefold()
    assert "none" in result.to_table().to_text()


def test_before_the_period_nothing_is_known_of_it() -> None:
    result = identify(USUAL, as_of=NOW.start - timedelta(hours=1))

    assert 0 == result.considered


def test_what_is_no_incident_is_left_out_and_counted() -> None:
    burst = [
        tell(note(at + 1, S.CANCELLED), opened=at, name=f"none-{at}", service="mail")
        for at in spread(10 * WEEK, 11 * WEEK, 20)
    ]

    result = identify(USUAL + burst)

    assert (16, 20, ()) == (result.considered, result.left_out, result.candidates)


def test_nothing_recorded_later_is_looked_at() -> None:
    late = [
        tell(
            note(at + 1, S.RESOLVED, recorded=13 * WEEK),
            note(at, recorded=13 * WEEK, topic="delivery"),
            opened=at,
            name=f"burst-{at}",
        )
        for at in spread(10 * WEEK, 11 * WEEK, 20)
    ]

    then, later = (
        find(USUAL + late, IdentificationRule.BURST, as_of=hours(n * WEEK)) for n in (12, 13)
    )

    assert (("service", "mail"),) == then[0].subject
    assert (
        timedelta(hours=4) + sum((NOW.end - each.opened_at for each in late), timedelta())
        == then[0].time_lost
    )
    assert ("topic", "delivery") in later[0].subject
    assert timedelta(hours=20) == later[0].time_lost


def test_incident_opened_at_the_instant_itself_is_known() -> None:
    result = identify(make("one", [9 * WEEK]), as_of=hours(9 * WEEK))

    assert 1 == result.considered


def test_period_that_goes_on_is_looked_at_so_far() -> None:
    burst = make("burst", spread(8 * WEEK, 8 * WEEK + 48, 20), service="mail")

    (candidate,) = find(USUAL + burst, IdentificationRule.BURST, as_of=hours(8 * WEEK + 48))

    assert hours(8 * WEEK) == candidate.period.start
    assert timedelta(hours=48) <= candidate.period.end - candidate.period.start
    assert candidate.period.end <= hours(8 * WEEK + 48.1)


def test_problems_already_named_are_told() -> None:
    burst = make("burst", spread(10 * WEEK, 11 * WEEK, 20), service="mail", problem="PRB-1")

    (candidate,) = find(USUAL + burst, IdentificationRule.BURST)

    assert ("PRB-1",) == candidate.problems


def test_fewer_incidents_than_asked_for_are_no_candidate() -> None:
    burst = make("burst", spread(10 * WEEK, 11 * WEEK, 20), service="mail")

    assert () == find(USUAL + burst, IdentificationRule.BURST, fewest=40)
    assert () == find(make_square(12, 2), IdentificationRule.RECURRENCE, fewest=13)


def test_candidates_show_their_evidence() -> None:
    burst = make("burst", spread(10 * WEEK, 11 * WEEK, 20), service="<b>mail</b>")
    result = identify(USUAL + burst, rules=[IdentificationRule.BURST, IdentificationRule.CHANGE])

    (candidate,) = result.candidates

    assert "burst: service <b>mail</b>, 20 against 1.67 expected" == str(candidate)
    assert candidate.excess == candidate.count - candidate.expected
    assert 10 ** -(candidate.score + Fraction(1, 10)) < candidate.chance <= 10**-candidate.score
    assert "&lt;b&gt;mail" in result.to_table().to_html()
    assert "no change was made in the period" in result.tabulate_trials().to_markdown()


def test_score_of_what_cannot_be_is_the_highest() -> None:
    burst = make("burst", spread(10 * WEEK, 11 * WEEK, 500), service="print")

    (candidate,) = find(burst, IdentificationRule.BURST)

    assert (Fraction(1, 10**30), Fraction(30)) == (candidate.chance, candidate.score)
    assert 30 == evolve(candidate, chance=0).score


@pytest.mark.parametrize(
    "options, message",
    [
        ({"rules": []}, "name some rules"),
        ({"attributes": []}, "name some attributes"),
        ({"attributes": "service"}, "attributes are given as a list"),
        ({"attributes": ["service", "service"]}, "two attributes are called 'service'"),
        ({"rules": ["burst"]}, "each of the rules is an IdentificationRule"),
        (
            {"rules": [IdentificationRule.BURST, IdentificationRule.BURST]},
            "two rules are called 'burst'",
        ),
        ({"false_alarms": 0}, "more than 0 and 1 at most, not 0"),
        ({"false_alarms": 2}, "more than 0 and 1 at most, not 2"),
        ({"weeks": 0}, "weeks is 1 or more, not 0"),
        ({"fewest": 0}, "fewest is 1 or more, not 0"),
        ({"within": timedelta()}, "within is some time up to a week"),
        ({"within": timedelta(days=8)}, "within is some time up to a week"),
        ({"changes": ["RFC-1"]}, "each of the changes is a ChangeMade"),
        ({"changes": [change(1), change(2)]}, "two changes are called 'RFC-1'"),
    ],
)
def test_search_that_cannot_be_meant_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        identify(USUAL, **options)


def test_incident_that_comes_twice_is_refused() -> None:
    with pytest.raises(DefinitionError, match="two incidents are called"):
        identify(USUAL + USUAL[:1])


def test_what_is_no_incident_at_all_is_refused() -> None:
    with pytest.raises(DefinitionError, match="each of the incidents is an Incident"):
        identify(["INC-1"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


def test_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        identify(USUAL, as_of=datetime(2026, 6, 1))


# Measured


def test_false_alarms_keep_to_what_is_allowed() -> None:
    reviews = 40

    allowed_one, allowed_tenth = (score(reviews, Fraction(rate)) for rate in (1, "0.1"))

    # On average 40 and 4 are allowed; counts are whole numbers, so far fewer are used.
    assert 5 < allowed_one.false.total() <= reviews
    assert allowed_tenth.false.total() <= reviews / 10
    assert all(allowed_one.false[rule] <= reviews / 5 + 7 for rule in IdentificationRule)


def test_planted_problems_are_found_by_their_own_rule() -> None:
    reviews = 12

    result = score(reviews, Fraction("0.1"), PLANTS)

    assert {*IdentificationRule} == {plant.rule for plant in PLANTS}
    assert all(result.found[rule] >= reviews / 3 for rule in IdentificationRule)
    assert result.false.total() <= 2


def test_simulation_follows_from_its_seed() -> None:
    one, same, other = (simulate(seed, weeks=6, plants=PLANTS) for seed in (1, 1, 2))

    assert one == same
    assert one.incidents != other.incidents
    assert review(one, Fraction(1)) == review(same, Fraction(1))


def test_order_of_the_incidents_does_not_matter() -> None:
    desk = simulate(3, plants=PLANTS)

    backward = review(evolve(desk, incidents=desk.incidents[::-1]), Fraction(1))

    assert backward.candidates
    assert review(desk, Fraction(1)) == backward


def test_real_log_is_searched(real_incidents: tuple[Incident, ...]) -> None:
    april = Period(datetime(2016, 4, 4, tzinfo=UTC), datetime(2016, 5, 2, tzinfo=UTC))

    result = identify_problems(
        real_incidents,
        during=april,
        as_of=datetime(2016, 12, 31, tzinfo=UTC),
        attributes=[*ATTRIBUTES, "location"],
    )

    opened = sum(each.opened_at in april for each in real_incidents)
    assert opened == result.considered + result.left_out
    assert result.candidates
    assert all(each.count == len(each.incidents) for each in result.candidates)
