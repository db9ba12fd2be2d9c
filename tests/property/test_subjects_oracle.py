"""Oracles: sums over every single entry, minutes walked one by one, and samples drawn anew."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import comb

from hypothesis import given, settings, strategies as st

from mof.indicators import EntryKind, Feedback, Ledger, Money, measure_costs, measure_satisfaction
from mof.strategies import instants
from mof.strategies._figures import amounts
from mof.teams import (
    Absence,
    AbsenceKind,
    Membership,
    Organization,
    Person,
    Team,
    Workforce,
    measure_absence,
)
from mof.values import AbsenceId, Period, PersonId, TeamId
from mof.values._confidence_intervals import find_mean_interval, find_share_interval

DESK = TeamId("desk")
START = datetime(2026, 6, 1, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@given(st.from_type(Ledger), st.from_type(Period), instants())
def test_costs_are_sums_over_every_entry(ledger: Ledger, during: Period, as_of: datetime) -> None:
    # Periods of their own are seldom those asked for, so each of them is asked for too.
    for asked in (during, *(entry.period for entry in ledger.entries)):
        expected: dict[tuple[str | None, str, EntryKind], Fraction] = {}
        for entry in ledger.entries:
            inside = asked.start <= entry.period.start and entry.period.end <= asked.end
            if inside and entry.recorded_at <= as_of:
                for category in (entry.category, None):
                    key = (category, entry.amount.currency, entry.kind)
                    expected[key] = expected.get(key, Fraction(0)) + entry.amount.amount

        positions = measure_costs(ledger, during=asked, as_of=as_of)

        actual = {
            (each.category, each.currency, kind): amount.amount
            for each in positions
            for kind, amount in zip(
                (EntryKind.BUDGET, EntryKind.ACTUAL, EntryKind.FORECAST),
                (each.budget, each.actual, each.forecast),
                strict=True,
            )
            if amount is not None
        }
        assert expected == actual


@given(st.from_type(Ledger), st.from_type(Period), instants())
def test_every_entry_known_counts_or_straddles_or_is_elsewhere(
    ledger: Ledger, during: Period, as_of: datetime
) -> None:
    counted = ledger.find_entries(during=during, as_of=as_of)
    straddling = ledger.find_straddling(during=during, as_of=as_of)

    for entry in ledger.entries:
        places = [each == entry for found in (counted, straddling) for each in found]
        overlap = entry.period.start < during.end and during.start < entry.period.end

        assert (overlap and entry.recorded_at <= as_of) is (places.count(True) == 1)


@given(amounts("NOK"), amounts("NOK"), st.fractions(-9, 9, max_denominator=9))
def test_money_is_a_vector_space_over_exact_numbers(one: Money, other: Money, by: Fraction) -> None:
    assert (one + other) - other == one
    assert (one + other) * by == one * by + other * by
    assert (one <= other) is (one < other or one == other)


@given(st.from_type(Feedback), st.from_type(Period), instants())
def test_satisfaction_counts_every_response_once(
    given_: Feedback, during: Period, as_of: datetime
) -> None:
    surveys = {s.id: s for s in given_.surveys if s.sent_at in during and s.sent_at <= as_of}
    scores = [
        (each.score, surveys[each.survey].scale.satisfied_from)
        for each in given_.responses
        if each.survey in surveys and each.answered_at <= as_of
    ]

    found = measure_satisfaction(given_, during=during, as_of=as_of)

    assert sum(survey.invited for survey in surveys.values()) == found.invited
    assert (len(scores), sum(a >= b for a, b in scores)) == (found.answered, found.satisfied)
    assert found.answered <= found.invited


@st.composite
def lives(draw: st.DrawFn) -> tuple[Organization, tuple[Absence, ...]]:
    """Two people in a team for some hours each, and absences of them."""
    hours = st.integers(0, 47)
    spans = st.tuples(hours, hours).filter(lambda pair: pair[0] < pair[1])

    def to_period(span: tuple[int, int]) -> Period:
        return Period(*(START + timedelta(hours=each) for each in span))

    people = [PersonId("person-1"), PersonId("person-2")]
    stays = [to_period(draw(spans)) for _ in people]
    organization = Organization(
        persons=[Person(person) for person in people],
        teams=[Team(DESK)],
        memberships=[
            Membership(person=person, team=DESK, valid_from=stay.start, valid_until=stay.end)
            for person, stay in zip(people, stays, strict=True)
        ],
    )
    absences = [
        Absence(
            AbsenceId(f"absence-{number}"),
            person=draw(st.sampled_from(people)),
            period=to_period(draw(spans)),
            recorded_at=START,
            kind=draw(st.sampled_from(AbsenceKind)),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    return organization, tuple(absences)


@settings(max_examples=50)
@given(lives())
def test_absence_is_what_walking_every_hour_finds(
    life: tuple[Organization, tuple[Absence, ...]],
) -> None:
    organization, absences = life
    during = Period(START, START + 2 * DAY)
    available = lost = 0
    for member in organization.memberships:
        for hour in range(48):
            at = START + timedelta(hours=hour)
            if member.valid_from <= at and (member.valid_until is None or at < member.valid_until):
                available += 1
                lost += any(
                    at in each.period
                    for each in absences
                    if each.person == member.person and each.kind is AbsenceKind.UNPLANNED
                )

    found = measure_absence(
        Workforce(absences=absences), organization, during=during, as_of=during.end
    )

    assert (timedelta(hours=available), timedelta(hours=lost)) == (found.available, found.lost)


@given(st.integers(1, 60), st.data())
def test_share_interval_holds_the_shares_that_the_score_test_does_not_reject(
    of: int, data: st.DataObject
) -> None:
    # Oracle: the score test itself, |p̂ − p| ≤ z √(p (1 − p) / n), which Wilson's interval inverts.
    count = data.draw(st.integers(0, of))
    interval = find_share_interval(count, of)
    assert interval is not None

    for share in (Fraction(each, 97) for each in range(98)):
        distance = abs(Fraction(count, of) - share)
        accepted = distance**2 <= Fraction("1.959964") ** 2 * share * (1 - share) / of

        assert not accepted or share in interval


def test_share_interval_holds_the_share_of_all_about_as_often_as_it_says() -> None:
    # Oracle: every sample of forty that there may be, each with its chance.
    of = 40
    for share in (Fraction(each, 20) for each in range(1, 20)):
        chance = Fraction(0)
        for count in range(of + 1):
            interval = find_share_interval(count, of)
            if interval is not None and share in interval:
                chance += comb(of, count) * share**count * (1 - share) ** (of - count)

        assert chance > Fraction("0.92")


@given(st.lists(st.fractions(-9, 9, max_denominator=9), min_size=2, max_size=40))
def test_mean_interval_moves_and_stretches_with_its_values(values: list[Fraction]) -> None:
    interval = find_mean_interval(values)
    moved = find_mean_interval([value + 7 for value in values])

    assert interval is not None
    assert moved is not None
    assert (interval.low + 7, interval.margin) == (moved.low, moved.margin)
    assert sum(values, Fraction(0)) / len(values) in interval
