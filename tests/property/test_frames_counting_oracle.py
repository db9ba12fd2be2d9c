"""Oracle: the same questions to the calendars, one instant at a time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings, strategies as st

from frame_engines import ENGINES, INSTANT, NUMBER, TEXT, make, read_column
from mof.calendars import Calendar
from mof.errors import NoOpenTimeError
from mof.frames import with_due, with_elapsed, with_is_open
from mof.strategies import calendars

# Engines that plan every question anew take seconds for each, so they get few of many rows.
PHASES = (Phase.explicit, Phase.generate)  # they would take minutes to shrink a failure
EXAMPLES = {"duckdb": 2, "pyspark": 2, "polars lazy": 6, "dask": 6}
KINDS = {"row": NUMBER, "start": INSTANT, "end": INSTANT, "site": TEXT}

# Changes of the clocks by half an hour, at midnight, across the date line, and plain ones.
CHANGES = [
    ZoneInfo(zone).key and datetime.fromisoformat(at).replace(tzinfo=UTC)
    for zone, at in (
        ("Australia/Lord_Howe", "2026-04-04T15:00"),
        ("America/Sao_Paulo", "2018-11-04T03:00"),
        ("Africa/Cairo", "2026-04-23T22:00"),
        ("Pacific/Apia", "2011-12-30T10:00"),
        ("America/Havana", "2026-03-08T05:00"),
        ("Asia/Beirut", "2026-03-28T22:00"),
        ("America/New_York", "2026-11-01T06:00"),
        ("Europe/Berlin", "2026-03-29T01:00"),
    )
]
ODD = {
    zone: Calendar(
        tz=zone,
        weekly={
            "mon": [("00:00", "24:00")],
            "wed": [("09:00", "12:30"), ("13:00", "17:00")],
            "thu": [("22:00", "06:00")],
            "fri": [("23:30", "02:30")],
            "sat": [("00:00", "03:00"), ("22:00", "03:30")],
            "sun": [("01:30", "02:30"), ("23:00", "24:00")],
        },
    )
    for zone in (
        *("Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Cairo", "Pacific/Apia"),
        *("America/Havana", "Asia/Beirut", "America/New_York", "Europe/Berlin"),
    )
}

near = st.builds(
    lambda change, seconds, more: change + timedelta(seconds=seconds, microseconds=more),
    st.sampled_from(CHANGES),
    st.integers(-4 * 86_400, 4 * 86_400) | st.integers(-8, 8).map(lambda n: n * 1_800),
    st.sampled_from([-1, 0, 0, 1]),
)
far = st.datetimes(datetime(1971, 1, 1), datetime(2098, 1, 1), timezones=st.just(UTC))
instants = near | far | st.none()
durations = st.timedeltas(timedelta(days=-60), timedelta(days=60)) | st.sampled_from(
    [timedelta(0), timedelta(microseconds=1), timedelta(hours=1), timedelta(hours=-1)]
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[dict[str, Calendar], list[tuple[Any, Any, str]]]:
    """Calendars by their names, and rows of two instants and the name of a calendar."""
    zones = draw(st.lists(st.sampled_from(sorted(ODD)), min_size=1, max_size=3))
    named = {zone: ODD[zone] for zone in zones} | {"drawn": draw(calendars())}
    rows = st.tuples(instants, instants, st.sampled_from(sorted(named)))
    return named, draw(st.lists(rows, max_size=40))


@pytest.mark.parametrize("engine", ENGINES)
def test_open_time_of_a_frame_is_that_of_the_calendars(engine: str) -> None:
    @settings(phases=PHASES, max_examples=EXAMPLES.get(engine, 25))
    @given(questions())
    def hold(asked: tuple[dict[str, Calendar], list[tuple[Any, Any, str]]]) -> None:
        named, rows = asked
        frame = make_rows(engine, rows)

        counted = with_is_open(
            with_elapsed(frame, named, start="start", end="end", by="site"),
            named,
            at="start",
            by="site",
        )

        assert [
            None if start is None or end is None else named[site].elapsed(start, end)
            for start, end, site in rows
        ] == read_column(counted, "elapsed")
        assert [
            None if start is None else named[site].is_open(start) for start, _, site in rows
        ] == read_column(counted, "is_open")

    hold()


@pytest.mark.parametrize("engine", ENGINES)
def test_due_instants_of_a_frame_are_those_of_the_calendars(engine: str) -> None:
    @settings(phases=PHASES, max_examples=EXAMPLES.get(engine, 25))
    @given(questions(), durations)
    def hold(
        asked: tuple[dict[str, Calendar], list[tuple[Any, Any, str]]], within: timedelta
    ) -> None:
        named, told = asked
        rows = [row for row in told if row[0] is None or find_due(named[row[2]], row[0], within)]
        frame = make_rows(engine, rows)

        counted = with_due(frame, named, start="start", within=within, by="site")

        assert [
            None if start is None else named[site].due(start, within) for start, _, site in rows
        ] == read_column(counted, "due_at")

    hold()


def make_rows(engine: str, rows: list[tuple[Any, Any, str]]) -> Any:
    columns = {
        "row": list(range(len(rows))),
        "start": [start for start, _, _ in rows],
        "end": [end for _, end, _ in rows],
        "site": [site for _, _, site in rows],
    }
    return make(engine, columns, KINDS)


def find_due(calendar: Calendar, start: datetime, within: timedelta) -> datetime | None:
    """The due instant, if there is one in the years that lazy engines count."""
    try:
        due = calendar.due(start, within)
    except NoOpenTimeError:
        return None
    return due if 1970 <= due.year < 2100 else None
