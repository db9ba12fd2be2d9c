"""Two reviews side by side: what is new, what continues, what is gone, and what was promised."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.documents._blocks import Callout, KeyFigures
from mof.errors import DefinitionError
from mof.improvement import ReviewHeld
from mof.reviews import DecisionStatus, FindingChange, OperationalHealthReview, compare_reviews
from mof.reviews.operational_health._comparisons import ReviewComparison
from mof.values import ActionId, Period, PersonId
from review_cases import (
    COST,
    LATE_MAIL,
    LATE_NETWORK,
    MAY_REVIEW,
    decide,
    find_table,
    list_rows,
    observe,
    review,
)
from world import HOUR, JUNE, MONDAY, NETWORK, SLA_MAIL, resolve_incident

JULY = Period.month(2026, 7, tz="Europe/Oslo")
IN_JULY = datetime(2026, 7, 6, 7, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"
LATE_IN_JULY = (
    resolve_incident("INC4", IN_JULY),
    resolve_incident("INC5", IN_JULY + timedelta(days=1), after=6 * HOUR),
)
KEPT_IN_JULY = (resolve_incident("INC4", IN_JULY, team=NETWORK),)


def review_july(**changes: Any) -> OperationalHealthReview:
    return review(**{"period": JULY, "as_of": JULY.end, "incidents": KEPT_IN_JULY, **changes})


def compare(*decisions: Any, before: Any = None, **changes: Any) -> ReviewComparison:
    return compare_reviews(review(*decisions, **(before or {})), review_july(**changes))


def show(comparison: ReviewComparison, caption: str) -> dict[str, list[str]]:
    rows = list_rows(find_table(comparison.to_document(), caption))
    return {row[0]: row[1:] for row in rows}


def show_attainments(comparison: ReviewComparison) -> dict[str, list[str]]:
    rows = list_rows(find_table(comparison.to_document(), "Attainment"))
    return {f"{agreement} {target}": cells for agreement, target, *cells in rows}


def list_ids(comparison: ReviewComparison, change: FindingChange) -> list[str]:
    return [each.latest.id for each in comparison.find(change)]


def test_finding_of_both_reviews_continues_and_shows_both_sides() -> None:
    comparison = compare(incidents=LATE_IN_JULY)

    continuing = comparison.find(FindingChange.CONTINUING)
    found = next(each for each in continuing if each.latest.id == LATE_MAIL)

    assert found.before is not None
    assert found.after is found.latest
    assert found.before.title != found.latest.title


def test_finding_of_the_earlier_review_only_is_gone() -> None:
    comparison = compare()

    gone = comparison.find(FindingChange.GONE)

    assert {LATE_MAIL, LATE_NETWORK} <= {each.latest.id for each in gone}
    assert [None] * len(gone) == [each.after for each in gone]


def test_finding_of_the_later_review_only_is_new() -> None:
    comparison = compare(before={"incidents": []}, incidents=LATE_IN_JULY)

    assert LATE_MAIL in list_ids(comparison, FindingChange.NEW)


def test_new_comes_before_what_continues_and_what_is_gone_each_the_gravest_first() -> None:
    seen = [observe(COST, month, value) for month, value in ((6, "130"), (7, "90"))]
    comparison = compare(
        before={"indicators": [COST], "observations": seen, "previous": [MAY_REVIEW]},
        indicators=[COST],
        observations=seen,
        previous=[MAY_REVIEW],
        incidents=LATE_IN_JULY,
    )

    rows = list_rows(find_table(comparison.to_document(), f"{len(comparison.findings)} finding"))
    became = [row[0] for row in rows]

    assert sorted(became, key=["✗ new", "! continuing", "✓ gone"].index) == became
    assert rows[became.index("! continuing")][3].startswith("✗ high: sla-mail restoration")


def test_attainment_of_both_reviews_stands_beside_the_change() -> None:
    shown = show_attainments(compare(incidents=LATE_IN_JULY))

    assert shown["sla-mail restoration"] == [
        "33.3 % (1 of 3), required 80 %",
        "50.0 % (1 of 2), required 80 %",
        "+16.67",
        "✗ outside tolerance",
        "✗ outside tolerance",
    ]


def test_target_without_cases_in_one_review_has_no_change() -> None:
    shown = show_attainments(compare(incidents=[]))

    assert shown["sla-mail restoration"][1:] == ["–", "–", "✗ outside tolerance", "– no data"]


def test_agreement_of_one_review_only_is_shown_with_nothing_on_the_other_side() -> None:
    gone = show_attainments(compare(agreements=[]))
    new = show_attainments(compare(before={"agreements": []}, incidents=LATE_IN_JULY))

    assert gone["sla-mail response"][1:] == ["–", "–", "✓ met", "–"]
    assert new["sla-mail response"] == [
        "–",
        "100.0 % (2 of 2), required 90 %",
        "–",
        "–",
        "✓ met",
    ]


def test_what_changed_its_standing_comes_first_and_what_is_not_met_next() -> None:
    changed = compare(incidents=LATE_IN_JULY).to_document()

    rows = list_rows(find_table(changed, "Attainment"))
    ranks = [(row[5] == row[6], row[6] in {"✓ met", "– no data"}) for row in rows]

    assert sorted(ranks) == ranks


def test_versions_of_an_agreement_are_compared_where_cases_were_decided_by_them() -> None:
    old = evolve(SLA_MAIL, valid_until=date(2026, 7, 1))
    new = evolve(SLA_MAIL, version="2", valid_from=date(2026, 7, 1))
    agreements = {"agreements": [old, new]}

    shown = list_rows(
        find_table(
            compare(before=agreements, incidents=LATE_IN_JULY, **agreements).to_document(),
            "Attainment",
        )
    )

    assert 2 == len(shown)
    assert all("–" not in row[2:4] for row in shown)


def test_figures_are_compared_with_the_sign_of_their_change() -> None:
    shown = show(compare(), "Incidents, breaches")

    assert shown["incidents opened"] == ["3", "1", "−2"]
    assert shown["breaches of promises to customers"] == ["2", "0", "−2"]
    assert shown["incidents open at the end"] == ["0", "0", "0"]


def test_indicators_are_compared_where_either_review_has_them() -> None:
    seen = [observe(COST, month, value) for month, value in ((6, "130"), (7, "90"))]

    both = compare(
        before={"indicators": [COST], "observations": seen[:1]},
        indicators=[COST],
        observations=seen,
    )
    new = compare(indicators=[COST], observations=seen)

    assert show(both, "Indicators")["cost of licences"] == [
        "130 kEUR",
        "90 kEUR",
        "✗ outside tolerance",
        "✓ met",
    ]
    assert show(new, "Indicators")["cost of licences"] == ["–", "90 kEUR", "–", "✓ met"]
    assert "Indicators" not in compare().to_document().to_text()


def test_action_agreed_in_the_earlier_review_is_looked_for_in_the_later_one() -> None:
    agreed = decide(
        LATE_MAIL,
        DecisionStatus.ACCEPTED,
        text="more people",
        owner=PersonId("person-008"),
        due_on=date(2026, 7, 20),
    )
    (action,) = (output.action for output in review(agreed).outputs if output.action)
    held = ReviewHeld(MAY_REVIEW.id, period=JUNE, held_at=JUNE.end, actions=(action,))

    brought = show(compare(agreed, previous=[held]), "1 action")
    forgotten = show(compare(agreed), "1 action")

    assert brought[action.id] == [
        "more people",
        "person-008",
        "2026-07-20",
        "– agreed",
        "✗ overdue",
    ]
    assert forgotten[action.id][-2:] == ["– agreed", "✗ missing"]


def test_action_that_is_done_need_not_be_brought_again() -> None:
    done = evolve(MAY_REVIEW.actions[0], done_at=MONDAY)
    still_open = evolve(done, id=ActionId("action-2"), due_on=date(2026, 9, 1), done_at=None)
    may = evolve(MAY_REVIEW, actions=(done, still_open))

    shown = show(compare(before={"previous": [may]}), "2 actions")

    assert shown["action-1"][-2:] == ["✓ done", "–"]
    assert shown["action-2"][-2:] == ["– open", "✗ missing"]


def test_action_that_only_the_later_review_has_is_shown_there() -> None:
    shown = show(compare(previous=[MAY_REVIEW]), "1 action")

    assert shown["action-1"][-2:] == ["–", "✗ overdue"]


def test_key_figures_count_what_became_of_the_findings() -> None:
    comparison = compare()
    figures = comparison.to_document().blocks[0]

    assert isinstance(figures, KeyFigures)
    values = {figure.label: figure.value for figure in figures.figures}
    assert values["Findings gone"] == str(len(comparison.find(FindingChange.GONE)))
    assert values["SLA breaches"] == "0"
    assert figures.figures[-1].note == "2 in Jun 2026"


def test_review_of_the_same_period_is_told_apart_by_when_it_was_looked_at() -> None:
    first = review(as_of=datetime(2026, 6, 2, 12, tzinfo=UTC))

    document = compare_reviews(first, review()).to_document()

    assert "Jun 2026 as of 2026-06-02 14:00 and Jun 2026 as of 2026-07-01 00:00" in document.title


def test_later_review_named_first_is_refused() -> None:
    with pytest.raises(DefinitionError, match="Jun 2026 does not follow the one of Jul 2026"):
        compare_reviews(review_july(), review())


def test_periods_of_different_length_are_warned_of() -> None:
    quarter = Period.quarter(2026, 3, tz="Europe/Oslo")

    document = compare(period=quarter, as_of=quarter.end).to_document()

    assert any(isinstance(block, Callout) for block in document.blocks)
    assert not any(isinstance(block, Callout) for block in compare().to_document().blocks)


def test_reviews_without_records_can_be_compared() -> None:
    empty: dict[str, Any] = {"incidents": [], "agreements": []}

    text = compare(before=empty, **empty).to_document().to_text()

    assert "Targets met: no data (no data in Jun 2026)" in text
    assert "SLA breaches: no data (no data in Jun 2026)" in text
    assert "0 actions" in text


def test_comparison_renders_hostile_text_as_text_everywhere() -> None:
    held = evolve(MAY_REVIEW, actions=(evolve(MAY_REVIEW.actions[0], title=HOSTILE),))

    comparison = compare(previous=[held])

    assert HOSTILE in comparison.to_document().to_text(200)
    assert HOSTILE not in comparison._repr_html_()
    assert HOSTILE not in comparison._repr_markdown_()
    assert "&lt;script&gt;" in comparison.to_document().to_html()
