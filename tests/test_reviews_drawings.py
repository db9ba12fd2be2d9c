"""The charts of a review: what each of them says in words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve

from mof.documents import Document, Figure
from mof.framework import OptimizationDimension, OptimizationLevel
from mof.improvement import MaturityGoal, MaturityRating
from mof.values import PersonId, TeamId
from review_cases import COST, SATISFACTION, observe, review
from world import JUNE, open_incident, resolve_incident

MANAGER = PersonId("person-001")
JANUARY = datetime(2026, 1, 10, tzinfo=UTC)


def find_figures(document: Document) -> Iterator[Figure]:
    return (block for block in document.blocks if isinstance(block, Figure))


def read_figure(caption: str, **changes: Any) -> list[str]:
    (figure,) = (
        figure
        for figure in find_figures(review(**changes).minutes())
        if figure.caption and figure.caption.startswith(caption)
    )
    return figure.alternative.splitlines()


def test_every_chart_of_a_review_has_a_caption_and_says_the_same_in_words() -> None:
    figures = list(find_figures(review().minutes()))

    assert figures
    assert all(figure.caption and figure.alternative for figure in figures)


def test_time_of_breaches_is_attributed_to_those_who_used_it_the_most_first() -> None:
    lines = read_figure("Who or what used the time")

    assert lines == [
        "team network: 6 h 00 min (the most on 1 of 2)",
        "unassigned: 5 h 00 min (the most on 1 of 2)",
    ]


def test_those_who_used_little_time_of_breaches_are_added_up() -> None:
    incidents = [
        resolve_incident(
            f"INC{n}", after=timedelta(hours=5, minutes=n), team=TeamId(f"team-{n:02}")
        )
        for n in range(12)
    ]

    lines = read_figure("Who or what used the time", incidents=incidents)

    assert 9 == len(lines)
    assert "team team-11: 5 h 11 min (the most on 1 of 12)" == lines[0]
    assert lines[-1].startswith("4 others: 20 h 06 min (the most on 4 of 12)")


def test_review_without_breaches_draws_nobody_s_time() -> None:
    figures = find_figures(review(incidents=[resolve_incident("INC1")]).minutes())

    assert not any("used the time" in (figure.caption or "") for figure in figures)


def test_backlog_is_drawn_by_age() -> None:
    ages = (timedelta(hours=2), timedelta(days=1), timedelta(days=8), timedelta(days=100))
    incidents = [open_incident(f"INC{n}", JUNE.end - age) for n, age in enumerate(ages)]

    assert read_figure("Incidents open at the end", incidents=incidents) == [
        "under 1 day 1, 1 to 7 days 1, 7 to 30 days 1, from 30 days 1"
    ]


def test_satisfaction_and_cost_are_drawn_though_they_are_as_wished() -> None:
    seen = [observe(SATISFACTION, 6, "0.9"), observe(COST, 6, "90")]

    facts = {"indicators": [SATISFACTION, COST], "observations": seen}

    assert read_figure("satisfied users", **facts)[1:] == ["target: 80 %"]
    assert read_figure("cost of licences", **facts)[1:] == ["target: 100"]


def test_indicator_without_tolerance_is_drawn_without_a_band() -> None:
    exact = evolve(COST, tolerance=0)
    facts: dict[str, Any] = {"observations": [observe(COST, 6, "90")]}

    bands = [
        figure.svg.count('<rect class="band"')
        for cost in (COST, exact)
        for figure in find_figures(review(indicators=[cost], **facts).minutes())
        if figure.caption == "cost of licences (kEUR)"
    ]

    assert [1, 0] == bands


def test_maturity_is_drawn_where_it_is_and_where_it_is_to_be() -> None:
    process = OptimizationDimension.PROCESS
    rating = MaturityRating("desk", process, OptimizationLevel.BASIC, at=JANUARY, by=MANAGER)
    goal = MaturityGoal("desk", process, OptimizationLevel.DYNAMIC, at=JANUARY, by=MANAGER)

    lines = read_figure("Levels of maturity", maturity_ratings=[rating], maturity_goals=[goal])

    assert "desk, process: basic, dynamic desired, 3 to climb" in lines
    assert "desk, people: not rated, nothing desired, no data" in lines
