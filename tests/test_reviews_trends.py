"""Reviews tell by control charts, and nothing else, what became worse."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.documents import Figure, Table
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.incidents import Incident
from mof.indicators import ControlState, Indicator, Observation
from mof.indicators._control_charts import ChartKind
from mof.reviews import Finding, FindingRule, OperationalHealthReview, Severity
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.operational_health._analyses import find_trends
from mof.values import Period
from review_cases import (
    COST,
    SATISFACTION,
    bring,
    find_section,
    list_rows,
    observe,
    review,
)
from world import HOUR, JUNE, MONDAY, SLA_MAIL, resolve_incident

MONTHS = (*JUNE.preceding(11), JUNE)
OLD_SLA = evolve(SLA_MAIL, valid_from=date(2025, 1, 1))
STEADY = (96, 104) * 5 + (96,)


def find(held: OperationalHealthReview, rule: FindingRule) -> tuple[Finding, ...]:
    return tuple(finding for finding in held.findings if finding.rule is rule)


def observe_all(indicator: Indicator, values: Any, sizes: Any = None) -> list[Observation]:
    return [
        Observation(
            indicator.id,
            value=value,
            observed_at=month.start + timedelta(days=10),
            size=None if sizes is None else sizes,
        )
        for month, value in zip(MONTHS[-len(values) :], values, strict=True)
    ]


def review_costs(*values: int) -> OperationalHealthReview:
    return review(indicators=(COST,), observations=observe_all(COST, values))


def follow(held: OperationalHealthReview, subject: str) -> Trend:
    (trend,) = (t for t in find_trends(held.evidence) if t.subject == subject)
    return trend


def serve_months(*late: int, of: int = 10) -> list[Incident]:
    """Incidents of each month, so many of them restored too late."""
    incidents: list[Incident] = []
    for number, (month, count) in enumerate(zip(MONTHS, late, strict=True)):
        first = month.start + timedelta(days=2)
        first += timedelta(days=(-first.weekday()) % 7, hours=8)  # a Monday
        incidents += [
            resolve_incident(f"INC{number}-{n}", first, after=(8 if n < count else 1) * HOUR)
            for n in range(of)
        ]
    return incidents


# Indicators


def test_value_beyond_its_limits_is_a_finding_that_says_rule_limits_and_since_when() -> None:
    (finding,) = find(review_costs(*STEADY, 160), FindingRule.WORSENING)

    assert AnalysisKind.FINANCES is finding.analysis
    assert EvaluatedItem.COSTS is finding.item
    assert Severity.MEDIUM is finding.severity
    assert "160" in finding.title
    assert finding.compared_with.startswith("center 104.67, limits ")
    assert finding.compared_with.endswith("from 12 periods")
    assert ("individuals chart: one point beyond three sigmas (up)",) == finding.details
    assert ("cost",) == finding.evidence
    assert JUNE.start == finding.since


def test_row_of_high_values_has_been_so_since_its_first() -> None:
    held = review_costs(80, 84, 80, 84, 100, 101, 100, 101, 100, 101, 100, 101)

    (finding,) = find(held, FindingRule.WORSENING)

    assert "individuals chart: eight in a row on one side (up)" in finding.details
    assert MONTHS[4].start == finding.since


def test_what_is_worse_and_meets_its_target_all_the_same_is_of_low_severity() -> None:
    relaxed = evolve(COST, target=500)

    held = review(indicators=(relaxed,), observations=observe_all(relaxed, (*STEADY, 160)))

    assert [Severity.LOW] == [finding.severity for finding in find(held, FindingRule.WORSENING)]


def test_change_for_the_better_is_no_finding_and_is_shown_as_better() -> None:
    held = review_costs(*STEADY, 30)

    assert () == find(held, FindingRule.WORSENING)
    assert follow(held, "cost").is_improving
    (row,) = (r for r in list_rows_of_trends(held) if r[0] == COST.name)
    assert "better" in row[5]


def list_rows_of_trends(held: OperationalHealthReview) -> list[list[str]]:
    return [
        row
        for block in find_section(held.minutes(), "analyses")
        if isinstance(block, Table) and block.caption == "Trends"
        for row in list_rows(block)
    ]


def test_values_that_only_vary_are_steady() -> None:
    held = review_costs(*STEADY, 104)

    assert () == find(held, FindingRule.WORSENING)
    (row,) = (r for r in list_rows_of_trends(held) if r[0] == COST.name)
    assert "steady" in row[5]


def test_three_bad_steps_of_four_values_prove_nothing() -> None:
    held = review_costs(96, 97, 98, 150)

    assert () == find(held, FindingRule.WORSENING)
    assert ControlState.NOT_ENOUGH_DATA is follow(held, "cost").chart.state
    assert [] == [r for r in list_rows_of_trends(held) if r[0] == COST.name]
    text = held.minutes().to_text(4000)
    assert "not enough data for the trend of" in text
    assert f"{COST.name} (4 points, the last 150" in text


def test_indicator_without_a_value_in_the_period_is_no_news() -> None:
    observations = observe_all(COST, (*STEADY, 160))[:-1]

    held = review(indicators=(COST,), observations=observations)

    assert () == find(held, FindingRule.WORSENING)


def test_indicator_never_observed_has_no_trend() -> None:
    held = review(indicators=(COST,))

    assert "cost" not in {trend.subject for trend in find_trends(held.evidence)}


# Shares


def test_shares_are_pooled_with_what_they_are_of() -> None:
    observations = observe_all(SATISFACTION, ["90/100"] * 11 + ["70/100"], 100)

    held = review(indicators=(SATISFACTION,), observations=observations)

    (finding,) = find(held, FindingRule.WORSENING)
    trend = follow(held, "satisfaction")
    assert Fraction(11 * 90 + 70, 1200) == trend.chart.center
    assert ("p-chart: one point beyond three sigmas (down)",) == finding.details


def test_shares_without_what_they_are_of_are_never_averaged() -> None:
    observations = observe_all(SATISFACTION, ["0.9"] * 11 + ["0.1"])

    held = review(indicators=(SATISFACTION,), observations=observations)

    trend = follow(held, "satisfaction")
    assert ChartKind.SHARES is trend.chart.kind
    assert trend.chart.center is None
    assert () == find(held, FindingRule.WORSENING)


def test_share_without_an_observation_is_a_gap() -> None:
    observations = observe_all(SATISFACTION, ["90/100"] * 12, 100)[1:]

    held = review(indicators=(SATISFACTION,), observations=observations)

    assert follow(held, "satisfaction").chart.points[0].value is None


# Targets and incidents


def test_target_that_became_worse_within_its_tolerance_is_a_finding() -> None:
    incidents = serve_months(*(0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0), 6)

    held = review(incidents=incidents, agreements=[OLD_SLA])

    (finding,) = (f for f in find(held, FindingRule.WORSENING) if "restoration" in f.subject)
    assert AnalysisKind.PERFORMANCE is finding.analysis
    assert EvaluatedItem.SLA_TARGETS is finding.item
    assert 6 == len(finding.evidence)
    assert "p-chart: one point beyond three sigmas (down)" in finding.details


def test_agreement_of_half_a_year_has_not_enough_data() -> None:
    held = review(incidents=serve_months(*[0] * 11, 9))

    (trend,) = (t for t in find_trends(held.evidence) if "restoration" in t.subject)
    assert ControlState.NOT_ENOUGH_DATA is trend.chart.state


def test_target_that_is_missed_as_often_as_ever_is_outside_tolerance_and_steady() -> None:
    held = review(incidents=serve_months(*[5] * 12), agreements=[OLD_SLA])

    assert find(held, FindingRule.OUTSIDE_TOLERANCE)
    assert () == find(held, FindingRule.WORSENING)


def test_more_incidents_than_their_own_variation_explains_are_a_finding() -> None:
    few = [serve_months(*[0] * 12, of=1)]
    many = serve_months(*[0] * 12, of=12)[-11:]

    held = review(incidents=[*few[0], *many])

    (finding,) = find(held, FindingRule.MORE_INCIDENTS)
    assert "more-incidents:incidents" == finding.id
    assert AnalysisKind.ISSUES is finding.analysis


def test_months_before_the_first_incident_are_no_data() -> None:
    held = review(incidents=serve_months(*[0] * 12, of=1)[5:])

    points = follow(held, "incidents").chart.points
    assert [None] * 5 + [1] * 7 == [point.value for point in points]


def test_without_incidents_nothing_is_followed() -> None:
    held = review(incidents=[])

    assert "incidents" not in {trend.subject for trend in find_trends(held.evidence)}


# Shown


def test_what_became_worse_is_drawn_between_its_limits() -> None:
    document = review_costs(*STEADY, 160).minutes()

    (figure,) = (
        block
        for block in find_section(document, "analyses")
        if isinstance(block, Figure) and "limits" in block.alternative
    )

    assert "cost of licences, between its control limits" == figure.caption
    assert "160, limits" in figure.alternative
    assert "control limits" in document.to_html()


def test_what_is_steady_is_not_drawn() -> None:
    document = review_costs(*STEADY, 104).minutes()

    blocks = [*find_section(document, "analyses")]
    assert not any(isinstance(block, Figure) for block in blocks)
    assert "judgement of this library" in document.to_text()


@pytest.mark.parametrize(
    "brought_as, analysis",
    [
        (InputKind.SATISFACTION, AnalysisKind.SATISFACTION_TRENDS),
        (InputKind.PEOPLE, AnalysisKind.PEOPLE_TRENDS),
        (InputKind.GUIDES, AnalysisKind.PERFORMANCE),
        (None, AnalysisKind.PERFORMANCE),
    ],
)
def test_every_indicator_is_looked_at_in_one_analysis(
    brought_as: InputKind | None, analysis: AnalysisKind
) -> None:
    moved = evolve(COST, brought_as=brought_as)
    observations = observe_all(moved, (*STEADY, 160))

    held = review(indicators=(moved,), observations=observations)

    assert {analysis} == {f.analysis for f in held.findings if f.subject == "cost"}


def test_observation_made_after_the_review_is_not_known() -> None:
    late = Observation(COST.id, value=500, observed_at=datetime(2026, 7, 2, tzinfo=UTC))
    observations = [*observe_all(COST, (*STEADY, 104)), late, observe(COST, 6, "104")]

    evidence = ReviewEvidence(bring(indicators=(COST,), observations=observations))

    assert not any(trend.is_worsening for trend in find_trends(evidence) if trend.subject == "cost")


def test_periods_of_one_name_are_told_apart() -> None:
    morning = Period(MONDAY, MONDAY + 6 * HOUR, tz="Europe/Oslo")
    noon = Period(morning.end, morning.end + 6 * HOUR, tz="Europe/Oslo")

    labels = label_periods([morning, noon, JUNE])

    assert 3 == len(set(labels))
    assert labels[2] == JUNE.label
    assert review(period=morning, as_of=noon.end, indicators=(COST,)).minutes().to_text()


def test_shares_that_do_not_say_of_how_many_cases_have_no_limits_and_it_is_said_why() -> None:
    values = ("0.9",) * 12

    held = review(indicators=(SATISFACTION,), observations=observe_all(SATISFACTION, values))

    text = held.minutes().to_text(4000)
    assert f"{SATISFACTION.name} (12 points without the number of cases, the last 90.0 %)" in text
