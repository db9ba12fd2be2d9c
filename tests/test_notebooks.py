"""Values show themselves in a notebook as tables and drawings, whatever their texts say."""

from typing import Any

import pytest

from lives import hours, note, tell
from mof.agreements import SLA, Clock, Exclusion, ExclusionReason, Target
from mof.documents import Table
from mof.documents._renderables import show_blocks
from mof.documents._tables import Tabular
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentState
from mof.judgements import Attainment, Judgement, judge, measure_attainment
from mof.records import Priority
from mof.values import Period, PersonId
from review_cases import list_rows, review
from test_attainment import agree
from world import CATALOG, HOUR

HOSTILE = "<script>alert('INC')</script>"
ESCAPED = "&lt;script&gt;alert(&#x27;INC&#x27;)&lt;/script&gt;"
LATE = tell(note(30, IncidentState.RESOLVED), name=HOSTILE)
MET = tell(note(1, IncidentState.RESOLVED), name="met")
SLA_8_HOURS = agree()
SLA_P1 = agree(Target(Clock.RESOLUTION, HOUR, priorities=[Priority.P1]))


def judge_one(incident: Incident, agreement: SLA = SLA_8_HOURS) -> Judgement:
    (judgement,) = judge(incident, agreement, as_of=hours(500))
    return judgement


def attain(*incidents: Incident, **given: Any) -> Attainment:
    week = Period(hours(0), hours(168))
    (found,) = measure_attainment(incidents, SLA_8_HOURS, during=week, as_of=hours(500), **given)
    return found


def read(table: Table) -> dict[str, str]:
    return {row[0]: row[1] for row in list_rows(table)}


def test_judgement_shows_its_facts_and_where_the_time_went() -> None:
    shown = judge_one(LATE)._repr_html_()

    assert "<table>" in shown
    assert "<svg" in shown
    assert ESCAPED in shown
    assert "<script>" not in shown


def test_facts_of_a_judgement_stand_in_the_zone_of_its_calendar() -> None:
    facts = read(judge_one(LATE).to_table())

    assert facts["verdict"] == "✗ breached"
    assert facts["started"] == "2026-06-01 09:00"
    assert facts["ended"] == "2026-06-02 15:00"
    assert facts["remaining"] == "−6 h 00 min"


def test_judgement_that_no_target_is_for_shows_its_facts_only() -> None:
    judgement = judge_one(LATE, SLA_P1)

    assert "no target" in judgement._repr_html_()
    assert "<svg" not in judgement._repr_html_()
    assert "<svg" not in judgement.explain()._repr_html_()
    assert read(judgement.to_table())["due"] == "–"


def test_explanation_shows_its_strip_and_every_part() -> None:
    shown = judge_one(LATE).explain()._repr_html_()

    assert "<svg" in shown
    assert "outside hours" in shown
    assert "<script>" not in shown


def test_attainment_shows_its_share_beside_what_was_promised() -> None:
    facts = read(attain(LATE, MET).to_table())

    assert facts["attained"] == "50.0 % ✗ outside tolerance"
    assert (facts["required"], facts["tolerated"]) == ("80 %", "60 %")
    assert (facts["met"], facts["breached"], facts["void"]) == ("1", "1", "0")
    assert "without exclusions" not in facts


def test_attainment_without_cases_says_that_there_is_no_data() -> None:
    assert read(attain().to_table())["attained"] == "– no data"


def test_adjusted_share_stands_beside_the_raw_one() -> None:
    storm = Exclusion(
        record=LATE.id,
        reason=ExclusionReason.FORCE_MAJEURE,
        approved_by=PersonId("person-001"),
        approved_at=hours(50),
        evidence=["the storm"],
    )

    facts = read(attain(LATE, MET, exclusions=[storm]).to_table())

    assert facts["attained"] == "50.0 % ✗ outside tolerance"
    assert facts["without exclusions"] == "100.0 % ✓ met"


@pytest.mark.parametrize("value", [INCIDENT_LIFECYCLE, CATALOG, attain(MET), SLA_8_HOURS])
def test_what_reads_as_a_table_shows_itself_as_that(value: Tabular) -> None:
    table = value.to_table()

    assert value._repr_html_() == table._repr_html_()
    assert value._repr_markdown_() == table.to_markdown()


def test_review_shows_its_minutes() -> None:
    held = review()

    assert held._repr_html_() == held.minutes()._repr_html_()
    assert held._repr_markdown_() == held.minutes().to_markdown()


def test_blocks_share_one_fragment() -> None:
    table = Table(["A"], [[HOSTILE]])

    shown = show_blocks([table, table])

    assert shown.count('<div class="mof">') == 1
    assert shown.count(ESCAPED) == 2
