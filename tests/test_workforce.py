"""How many people there should be and are, how long they are away, who leaves, who can what."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from mof.calendars import Calendar
from mof.errors import DefinitionError
from mof.framework import RoleType
from mof.teams import (
    Absence,
    AbsenceKind,
    Establishment,
    Membership,
    Organization,
    Person,
    RoleAssignment,
    SkillRequirement,
    Team,
    Workforce,
    WorkforceMeasure,
    WorkforceTarget,
    measure_absence,
    measure_skills,
    measure_staffing,
    measure_turnover,
)
from mof.teams._workforce import AbsenceRate
from mof.values import AbsenceId, Period, PersonId, TargetStatus, TeamId

# Monday to Friday, 2026-06-01 to 2026-06-05: forty hours of work.
WEEK = Period(datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 8, tzinfo=UTC))
HOURS = Calendar.weekdays("09:00-17:00", tz="UTC")
JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
DESK, NETWORK = TeamId("desk"), TeamId("network")
DAY = timedelta(days=1)


def name(number: int) -> PersonId:
    return PersonId(f"person-{number}")


def join(number: int, team: TeamId = DESK, **facts: Any) -> Membership:
    return Membership(person=name(number), team=team, **{"valid_from": JANUARY, **facts})


def organize(*memberships: Membership, **facts: Any) -> Organization:
    persons = [Person(name(number)) for number in range(1, 5)]
    usual: dict[str, Any] = {"persons": persons, "teams": [Team(DESK), Team(NETWORK)]}
    return Organization(**{**usual, "memberships": memberships, **facts})


def stay_away(number: int, first: int, days: int = 1, person: int = 1, **facts: Any) -> Absence:
    start = datetime(2026, 6, first, tzinfo=UTC)
    return Absence(
        AbsenceId(f"absence-{number}"),
        person=name(person),
        **{"period": Period(start, start + days * DAY), "recorded_at": start, **facts},
    )


def measure(organization: Organization, *absences: Absence, **facts: Any) -> AbsenceRate:
    workforce = Workforce(absences=absences, hours=facts.pop("hours", HOURS))
    return measure_absence(workforce, organization, **{"during": WEEK, "as_of": WEEK.end, **facts})


# Headcount against establishment


def test_headcount_is_held_against_posts_and_how_many_may_be_vacant() -> None:
    posts = [
        Establishment(team=DESK, posts=3, vacant=1, valid_from=JANUARY),
        Establishment(team=NETWORK, posts=2, valid_from=JANUARY),
    ]

    desk, network = measure_staffing(
        Workforce(establishments=posts), organize(join(1), join(2)), at=WEEK.start
    )

    assert (DESK, 2, 1) == (desk.team, desk.headcount, desk.missing)
    assert TargetStatus.MISSED_WITHIN_TOLERANCE is desk.status
    assert (0, 2, TargetStatus.OUTSIDE_TOLERANCE) == (
        network.headcount,
        network.missing,
        network.status,
    )


def test_team_without_posts_is_no_data() -> None:
    (desk,) = measure_staffing(Workforce(), organize(join(1)), at=WEEK.start)

    assert (None, None, TargetStatus.NO_DATA) == (desk.posts, desk.missing, desk.status)


def test_who_has_left_or_is_not_yet_there_is_not_counted() -> None:
    left = Person(name(1), left_at=WEEK.start)
    organization = organize(
        join(1),
        join(2, valid_from=WEEK.end),
        join(3, valid_until=WEEK.start),
        join(4),
        persons=[left, *(Person(name(number)) for number in (2, 3, 4))],
    )
    ended = Establishment(team=NETWORK, posts=1, valid_from=JANUARY, valid_until=WEEK.start)

    (desk,) = measure_staffing(Workforce(establishments=[ended]), organization, at=WEEK.start)

    assert (name(4),) == desk.persons


def test_more_people_than_posts_miss_nothing() -> None:
    posts = Establishment(team=DESK, posts=1, valid_from=JANUARY)

    (desk,) = measure_staffing(
        Workforce(establishments=[posts]), organize(join(1), join(2)), at=WEEK.start
    )

    assert (0, TargetStatus.MET) == (desk.missing, desk.status)


@pytest.mark.parametrize(
    "facts",
    [
        {"posts": -1},
        {"posts": 2.5},
        {"posts": True},
        {"vacant": 3},
        {"vacant": -1},
        {"valid_until": JANUARY},
    ],
)
def test_posts_that_cannot_be_meant_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="posts"):
        Establishment(**{"team": DESK, "posts": 2, "valid_from": JANUARY, **facts})


def test_two_numbers_of_posts_at_one_time_are_refused_and_one_after_the_other_is_not() -> None:
    first = Establishment(team=DESK, posts=2, valid_from=JANUARY, valid_until=WEEK.start)
    second = Establishment(team=DESK, posts=3, valid_from=WEEK.start)
    other = Establishment(team=NETWORK, posts=1, valid_from=JANUARY)

    Workforce(establishments=[second, first, other])

    with pytest.raises(DefinitionError, match="desk has 2 and 3 posts at 2026-06-01"):
        Workforce(establishments=[Establishment(team=DESK, posts=2, valid_from=JANUARY), second])


# Absence


def test_absence_is_the_working_time_lost_over_what_there_was() -> None:
    found = measure(organize(join(1), join(2)), stay_away(1, 2))

    assert (timedelta(hours=8), timedelta(hours=80)) == (found.lost, found.available)
    assert (Fraction(1, 10), ("absence-1",)) == (found.share, found.absences)


def test_absences_that_overlap_or_fall_on_a_weekend_are_lost_once_or_not_at_all() -> None:
    found = measure(organize(join(1)), stay_away(1, 1, 2), stay_away(2, 2, 2), stay_away(3, 6))

    assert timedelta(hours=24) == found.lost


def test_planned_absence_is_no_loss_and_shortens_nothing() -> None:
    found = measure(organize(join(1)), stay_away(1, 1, 7, kind=AbsenceKind.PLANNED))

    assert (Fraction(0), timedelta(hours=40), ()) == (found.share, found.available, found.absences)


def test_somebody_in_two_teams_is_counted_once_for_everybody_and_in_each_team() -> None:
    organization = organize(join(1), join(1, NETWORK), join(2, NETWORK))

    everybody = measure(organization, stay_away(1, 2))
    network = measure(organization, stay_away(1, 2), team=NETWORK)

    assert (Fraction(1, 10), Fraction(1, 10)) == (everybody.share, network.share)
    assert timedelta(hours=80) == everybody.available


def test_time_before_joining_and_after_leaving_is_not_available() -> None:
    wednesday = WEEK.start + 2 * DAY
    leaver = Person(name(2), left_at=wednesday)
    organization = organize(
        join(1, valid_from=wednesday),
        join(2),
        join(3, valid_until=WEEK.start),
        persons=[leaver, Person(name(1)), Person(name(3))],
    )

    found = measure(organization, stay_away(1, 1, 3), stay_away(2, 3, 2, person=2))

    assert timedelta(hours=24 + 16) == found.available
    assert (timedelta(hours=8), ("absence-1",)) == (found.lost, found.absences)


def test_what_was_recorded_or_lies_after_the_instant_is_not_counted() -> None:
    late = stay_away(1, 1, recorded_at=WEEK.end)
    tuesday = WEEK.start + DAY

    found = measure(organize(join(1)), late, stay_away(2, 1, 3), as_of=tuesday)

    assert (timedelta(hours=8), timedelta(hours=8)) == (found.lost, found.available)
    assert ("absence-2",) == found.absences


def test_nobody_has_no_absence_and_without_hours_all_time_counts() -> None:
    assert measure(organize()).share is None
    assert (
        Fraction(1, 7) == measure(organize(join(1)), stay_away(1, 6), hours=Calendar.always()).share
    )


def test_planned_absence_ahead_is_known_once_it_is_on_record() -> None:
    ahead = stay_away(1, 20, kind=AbsenceKind.PLANNED, recorded_at=WEEK.start)
    workforce = Workforce(absences=[ahead])

    assert (ahead,) == workforce.find_absences(name(1), as_of=WEEK.start)
    assert () == workforce.find_absences(name(1), as_of=WEEK.start - DAY)
    assert () == workforce.find_absences(name(2), as_of=WEEK.end)


# Turnover


def test_turnover_is_who_left_over_the_mean_headcount() -> None:
    persons = [Person(name(1), left_at=WEEK.start + DAY), *(Person(name(n)) for n in (2, 3))]
    organization = organize(join(1), join(2), join(3, valid_from=WEEK.end), persons=persons)

    found = measure_turnover(organization, during=WEEK)

    assert ((name(1),), 2, 2) == (found.left, found.at_start, found.at_end)
    assert Fraction(1, 2) == found.share


def test_turnover_of_nobody_is_no_data() -> None:
    assert measure_turnover(organize(), during=WEEK).share is None


# Skills


def test_skill_is_covered_by_those_who_hold_the_role_and_have_the_level() -> None:
    gone = Person(name(3), {"tact": 3}, left_at=WEEK.start)
    organization = Organization(
        persons=[Person(name(1), {"tact": 3}), Person(name(2), {"tact": 1}), gone],
        assignments=[
            RoleAssignment(RoleType.PROBLEM_MANAGER, person=name(number), valid_from=JANUARY)
            for number in (1, 2)
        ],
        requirements=[
            SkillRequirement(RoleType.PROBLEM_MANAGER, "tact", 2),
            SkillRequirement(RoleType.OPERATOR, "scripts"),
        ],
    )

    tact, scripts = measure_skills(organization, at=WEEK.start)

    assert ((name(1), name(2)), (name(1),)) == (tact.holders, tact.skilled)
    assert (Fraction(1, 2), True) == (tact.share, tact.rests_on_one)
    assert (None, False) == (scripts.share, scripts.rests_on_one)


def test_skill_that_somebody_else_has_does_not_rest_on_one() -> None:
    organization = Organization(
        persons=[Person(name(number), {"tact": 2}) for number in (1, 2)],
        assignments=[RoleAssignment(RoleType.PROBLEM_MANAGER, person=name(1), valid_from=JANUARY)],
        requirements=[SkillRequirement(RoleType.PROBLEM_MANAGER, "tact", 2)],
    )

    (tact,) = measure_skills(organization, at=WEEK.start)

    assert ((name(1),), (name(2),), False) == (tact.skilled, tact.others, tact.rests_on_one)


# Targets and what is refused


def test_target_is_borne_up_to_its_tolerance() -> None:
    target = WorkforceTarget(
        WorkforceMeasure.ABSENCE, at_most="0.05", tolerance="0.02", set_on=date(2026, 6, 2)
    )
    workforce = Workforce(targets=[target])

    standings = [target.find_status(Fraction(each, 100)) for each in (5, 7, 8)]

    assert [
        TargetStatus.MET,
        TargetStatus.MISSED_WITHIN_TOLERANCE,
        TargetStatus.OUTSIDE_TOLERANCE,
    ] == standings
    assert TargetStatus.NO_DATA is target.find_status(None)
    assert target is workforce.find_target(WorkforceMeasure.ABSENCE)
    assert workforce.find_target(WorkforceMeasure.TURNOVER) is None
    assert not target.was_set_before(WEEK)


@pytest.mark.parametrize(
    "facts, words",
    [
        ({"absences": [stay_away(1, 1)] * 2}, "two absences are called 'absence-1'"),
        (
            {
                "targets": [
                    WorkforceTarget(WorkforceMeasure.ABSENCE, at_most=each, set_on=date(2026, 1, 1))
                    for each in ("0.1", "0.2")
                ]
            },
            "two targets for the workforce are called 'absence'",
        ),
        ({"hours": "9 to 5"}, "the hours in which people work is a Calendar"),
        ({"absences": stay_away(1, 1)}, "absences are given as a list"),
    ],
)
def test_workforce_that_contradicts_itself_is_refused(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        Workforce(**facts)


@pytest.mark.parametrize("facts", [{"period": "June"}, {"kind": "sick"}])
def test_absence_that_cannot_be_meant_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="of absence-1 is"):
        stay_away(1, 1, **facts)
