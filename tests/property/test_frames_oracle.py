"""Oracle: the judgements of the same histories as records, one by one."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings, strategies as st

from frame_engines import ENGINES, make
from frame_histories import (
    KINDS,
    MAPPING,
    START,
    Row,
    agreements,
    judge_records,
    logs,
    logs_with_junk,
    make_incidents,
    make_log,
    read_judgements,
)
from mof.agreements import SLA
from mof.frames import count_scorecards, summarize_attainment, to_records, with_judgement
from mof.judgements import AttainmentCounts, measure_attainment
from mof.outcomes import measure_scorecards
from mof.values import Period

PLACES = ("met", "breached", "undecided", "void", "decided_outside", "faulty")


def list_places(counts: AttainmentCounts) -> list[int]:
    return [getattr(counts, place) for place in PLACES]


INSTANTS = st.integers(0, 24 * 25).map(lambda hours: START + timedelta(hours=hours))
# Engines that plan every question anew take longest.
PHASES = (Phase.explicit, Phase.generate)  # they would take minutes to shrink a failure
EXAMPLES = {"duckdb": 8, "pyspark": 3, "polars lazy": 20, "dask": 10}


@pytest.mark.parametrize("engine", ENGINES)
def test_judgements_of_a_frame_are_those_of_its_records(engine: str) -> None:
    @settings(phases=PHASES, max_examples=EXAMPLES.get(engine, 50))
    @given(logs(), agreements(), INSTANTS)
    def hold(rows: list[Row], agreement: SLA, as_of: datetime) -> None:
        frame = make_log(engine, rows)

        judged = with_judgement(frame, agreement, MAPPING, as_of=as_of, order="row")

        expected = judge_records(make_incidents(rows), agreement, as_of)
        assert expected == read_judgements(judged, agreement)

    hold()


@pytest.mark.parametrize("engine", ENGINES)
def test_scorecard_of_a_frame_is_that_of_its_records(engine: str) -> None:
    @settings(phases=PHASES, max_examples=EXAMPLES.get(engine, 30))
    @given(logs(), agreements(), INSTANTS, INSTANTS, st.integers(1, 400))
    def hold(rows: list[Row], agreement: SLA, as_of: datetime, start: datetime, hours: int) -> None:
        during = Period(start, start + timedelta(hours=hours))

        counted = count_scorecards(
            make_log(engine, rows), agreement, MAPPING, during=during, as_of=as_of, order="row"
        )

        (card,) = measure_scorecards(
            make_incidents(rows), [agreement], during=[during], as_of=as_of
        )
        assert card.counts == counted

    hold()


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_not_known_of_a_frame_is_not_known_of_its_records(engine: str) -> None:
    @settings(phases=PHASES, max_examples=EXAMPLES.get(engine, 50))
    @given(logs_with_junk(), agreements(), INSTANTS)
    def hold(rows: list[Row], agreement: SLA, as_of: datetime) -> None:
        columns = {name: [getattr(row, name) for row in rows] for name in Row._fields}
        records = to_records(make("polars", columns, KINDS), MAPPING).records
        frame = make_log(engine, rows)
        period = Period(START, START + timedelta(days=9))
        asked: dict[str, Any] = {"during": period, "as_of": as_of}

        judged = with_judgement(frame, agreement, MAPPING, as_of=as_of, order="row")
        counts = summarize_attainment(judged, agreement, **asked)
        card = count_scorecards(frame, agreement, MAPPING, **asked, order="row")

        expected = judge_records(records, agreement, as_of)
        assert expected == read_judgements(judged, agreement, is_sound=False)
        measured = measure_attainment(records, agreement, **asked)
        assert {e.target: list_places(e.counts) for e in measured} == {
            e.target: list_places(e) for e in counts
        }
        (scorecard,) = measure_scorecards(records, [agreement], during=[period], as_of=as_of)
        assert scorecard.counts == card

    hold()
