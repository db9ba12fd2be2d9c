"""Open time on frames is that of calendars, on every engine."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import narwhals as nw
import pytest

from frame_engines import EAGER, ENGINES, INSTANT, LAZY, NUMBER, TEXT, make, read_column
from mof.calendars import Calendar
from mof.errors import (
    ArgumentError,
    ColumnError,
    DefinitionError,
    HorizonError,
    NaiveTimestampError,
    NoOpenTimeError,
    UnknownReferenceError,
)
from mof.frames import _engines as engines, with_due, with_elapsed, with_is_open
from mof.frames._partitions import compute_batches

DESK = Calendar.weekdays("09:00-12:00, 13:00-17:00", tz="Europe/Berlin")
NIGHTS = Calendar(tz="America/New_York", weekly={"sat": [("22:00", "06:00")]})
CALENDARS = {"desk": DESK, "nights": NIGHTS, "always": Calendar.always()}
KINDS = {
    "row": NUMBER,
    "start": INSTANT,
    "end": INSTANT,
    "site": TEXT,
    "priority": TEXT,
    "at": INSTANT,
}
LIMITS = {"1": timedelta(hours=9), "2": timedelta(hours=-9), "3": timedelta(0)}

# Around the changes of clocks in both zones, at their edges, and where one instant is not known.
STARTS: list[Any] = [
    datetime(2026, 3, 27, 16, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
    datetime(2026, 3, 8, 6, 30, tzinfo=UTC),
    datetime(2026, 10, 30, 12, tzinfo=UTC),
    datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
    datetime(2026, 6, 1, 7, tzinfo=UTC),
    datetime(1971, 6, 1, 7, 0, 0, 1, tzinfo=UTC),
    datetime(2026, 6, 1, 15, tzinfo=UTC),
    None,
]
ENDS: list[Any] = [*reversed(STARTS[:-2]), None, datetime(2026, 6, 1, tzinfo=UTC)]
PLACES = [(start, end, site) for start, end in zip(STARTS, ENDS, strict=True) for site in CALENDARS]


def make_rows(engine: str) -> Any:
    columns = {
        "row": range(len(PLACES)),
        "start": [start for start, _, _ in PLACES],
        "end": [end for _, end, _ in PLACES],
        "site": [site for _, _, site in PLACES],
        "priority": [str(number % 4 + 1) for number in range(len(PLACES))],
    }
    return make(engine, {name: list(values) for name, values in columns.items()}, KINDS)


@pytest.mark.parametrize("engine", ENGINES)
def test_elapsed_is_that_of_the_calendar_of_each_row(engine: str) -> None:
    frame = make_rows(engine)

    counted = with_elapsed(frame, CALENDARS, start="start", end="end", by="site")

    expected = [
        None if start is None or end is None else CALENDARS[site].elapsed(start, end)
        for start, end, site in PLACES
    ]
    assert expected == read_column(counted, "elapsed")
    assert type(counted) is type(frame)


@pytest.mark.parametrize("engine", ENGINES)
def test_due_is_that_of_the_calendar_and_the_limit_of_each_row(engine: str) -> None:
    counted = with_due(
        make_rows(engine), CALENDARS, start="start", within=LIMITS, of="priority", by="site"
    )

    priorities = [str(number % 4 + 1) for number in range(len(PLACES))]
    expected = [
        CALENDARS[site].due(start, LIMITS[priority]) if start and priority in LIMITS else None
        for (start, _, site), priority in zip(PLACES, priorities, strict=True)
    ]
    assert expected == read_column(counted, "due_at")


@pytest.mark.parametrize("engine", ENGINES)
def test_is_open_is_that_of_the_calendar_of_each_row(engine: str) -> None:
    counted = with_is_open(make_rows(engine), CALENDARS, at="start", by="site")

    expected = [start and CALENDARS[site].is_open(start) for start, _, site in PLACES]
    assert expected == read_column(counted, "is_open")


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine != "pyspark"])
def test_one_calendar_and_one_limit_need_no_columns(engine: str) -> None:
    frame = make(engine, {"row": [1], "start": [STARTS[0]], "end": [ENDS[0]]}, KINDS)

    counted = with_due(
        with_is_open(
            with_elapsed(frame, DESK, start="start", end="end", name="spent"), DESK, at="end"
        ),
        DESK,
        start="start",
        within=timedelta(hours=1),
    )

    assert [DESK.elapsed(STARTS[0], ENDS[0])] == read_column(counted, "spent")
    assert [DESK.is_open(ENDS[0])] == read_column(counted, "is_open")
    assert [DESK.due(STARTS[0], timedelta(hours=1))] == read_column(counted, "due_at")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_not_known_leads_to_nothing(engine: str) -> None:
    frame = make(engine, {"row": [1, 2], "start": [STARTS[0], None], "end": ENDS[:2]}, KINDS)

    counted = with_elapsed(frame, DESK, start="start", end="end")

    assert [DESK.elapsed(STARTS[0], ENDS[0]), None] == read_column(counted, "elapsed")


@pytest.mark.parametrize("engine", ENGINES)
def test_empty_frame_stays_empty(engine: str) -> None:
    frame = make(engine, {"row": [], "start": [], "end": []}, KINDS)

    counted = with_elapsed(frame, DESK, start="start", end="end")

    assert [] == read_column(counted, "elapsed")


def test_rows_keep_their_index_and_other_zones_are_read_in_pandas() -> None:
    frame = make("pandas", {"row": [1, 2], "start": STARTS[:2], "end": ENDS[:2]}, KINDS)
    frame.index = [7, 3]
    frame["start"] = frame["start"].dt.tz_convert("America/New_York")

    counted = with_elapsed(frame, DESK, start="start", end="end")

    assert [7, 3] == list(counted.index)
    expected = [DESK.elapsed(*pair) for pair in zip(STARTS[:2], ENDS[:2], strict=True)]
    assert expected == read_column(counted, "elapsed")


@pytest.mark.parametrize("engine", ENGINES)
def test_column_that_is_not_there_is_named_with_the_one_meant(engine: str) -> None:
    frame = make(engine, {"start": STARTS, "end": ENDS}, KINDS)

    with pytest.raises(ColumnError, match=r"no column 'strat' \(is it 'start'\?\)"):
        with_elapsed(frame, DESK, start="strat", end="end")


@pytest.mark.parametrize("engine", ENGINES)
def test_column_without_instants_is_refused(engine: str) -> None:
    frame = make(engine, {"start": STARTS, "site": ["x"] * len(STARTS)}, KINDS)

    with pytest.raises(ColumnError, match="holds String, not instants; parse it first"):
        with_elapsed(frame, DESK, start="start", end="site")


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine != "pyspark"])
def test_times_without_a_zone_are_refused(engine: str) -> None:
    frame = make(engine, {"at": [datetime(2026, 6, 1)]}, {"at": nw.Datetime("us")})

    with pytest.raises(NaiveTimestampError, match="the column 'at' have no zone"):
        with_is_open(frame, DESK, at="at")


@pytest.mark.parametrize("engine", EAGER)
def test_instant_beyond_the_years_that_count_is_refused(engine: str) -> None:
    frame = make(engine, {"at": [datetime(2201, 1, 1, tzinfo=UTC)]}, KINDS)

    with pytest.raises(HorizonError, match="2201-01-01 00:00:00\\+00:00 is outside"):
        with_is_open(frame, DESK, at="at")


@pytest.mark.parametrize("engine", [engine for engine in LAZY if engine not in {"dask", "pyspark"}])
def test_instant_beyond_the_years_of_lazy_engines_leads_to_nothing(engine: str) -> None:
    frame = make(engine, {"row": [1], "at": [datetime(2100, 1, 2, tzinfo=UTC)]}, KINDS)

    assert [None] == read_column(with_is_open(frame, DESK, at="at"), "is_open")


def test_word_without_a_calendar_is_refused_where_rows_can_be_looked_at() -> None:
    frame = make("polars", {"row": [1], "at": STARTS[:1], "site": ["moon"]}, KINDS)

    with pytest.raises(UnknownReferenceError, match="no calendar for 'moon'; there are: 'desk'"):
        with_is_open(frame, CALENDARS, at="at", by="site")
    lazy = with_is_open(frame.lazy(), CALENDARS, at="at", by="site")
    assert [None] == read_column(lazy, "is_open")


def test_more_open_time_than_ever_comes_is_refused() -> None:
    once = Calendar(tz="UTC", shifts={date(2026, 6, 1): [("09:00", "10:00")]})
    frame = make("polars", {"row": [1], "start": STARTS[:1]}, KINDS)

    with pytest.raises(NoOpenTimeError, match="has not so much open time"):
        with_due(frame, once, start="start", within=timedelta(hours=2))
    lazy = with_due(frame.lazy(), once, start="start", within=timedelta(hours=2))
    assert [None] == read_column(lazy, "due_at")


def test_calendars_and_limits_go_with_their_columns() -> None:
    frame = make("polars", {"start": STARTS[:1], "site": ["desk"]}, KINDS)

    with pytest.raises(DefinitionError, match="one calendar needs no column 'site'"):
        with_is_open(frame, DESK, at="start", by="site")
    with pytest.raises(DefinitionError, match="several calendars need a column"):
        with_is_open(frame, CALENDARS, at="start")
    with pytest.raises(DefinitionError, match="one duration needs no column 'site'"):
        with_due(frame, DESK, start="start", within=timedelta(1), of="site")
    with pytest.raises(DefinitionError, match="several durations need a column"):
        with_due(frame, DESK, start="start", within=LIMITS)


@pytest.mark.parametrize("frame", [None, [1, 2], "rows"])
def test_what_is_no_frame_is_refused(frame: Any) -> None:
    with pytest.raises(ArgumentError, match="is no data frame; bring one of pandas"):
        with_is_open(frame, DESK, at="at")


# Parts


def test_batches_of_a_part_are_computed_together() -> None:
    table = make("pyarrow", {"start": STARTS[:4], "end": ENDS[:4]}, KINDS)

    def count(rows: Any) -> Any:
        return rows.group_by("start").agg(nw.len())

    batches = [*table.slice(0, 2).to_batches(), *table.slice(0, 3).to_batches()]
    (counted,) = compute_batches(batches, compute=count)

    assert sorted(zip(STARTS[:3], [2, 2, 1], strict=True)) == sorted(
        (row["start"], row["len"]) for row in counted.to_pylist()
    )
    assert [] == list(compute_batches([], compute=count))


def test_lazy_engine_that_is_not_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = make("polars lazy", {"at": STARTS}, KINDS)
    monkeypatch.setattr(engines, "find_engine", lambda _: nw.Implementation.IBIS)

    with pytest.raises(ArgumentError, match="are not supported when lazy; bring one of Polars"):
        with_is_open(frame, DESK, at="at")
