"""Frames as they come: names that clash, blanks, odd types, rows that nothing puts in order."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any

import narwhals as nw
import pytest

from frame_engines import EAGER, INSTANT, NUMBER, TEXT, make, read, read_column
from frame_histories import KINDS, MAPPING, agree, make_log
from mof.agreements import Clock, Target
from mof.calendars import Calendar
from mof.errors import (
    ArgumentError,
    ColumnError,
    DefinitionError,
    NoOpenTimeError,
    UnknownReferenceError,
)
from mof.frames import (
    count_scorecards,
    find_breaches,
    from_records,
    measure_transitions,
    summarize_attainment,
    with_due,
    with_elapsed,
    with_is_open,
    with_judgement,
)
from mof.incidents import IncidentState
from mof.sources import TicketMapping
from mof.values import Period

ENGINES = (*EAGER, "polars lazy", "duckdb", "dask")
HOUR = timedelta(hours=1)
START = datetime(2026, 6, 5, 8, tzinfo=UTC)
AS_OF = datetime(2026, 7, 1, tzinfo=UTC)
DESK = Calendar.weekdays("09:00-17:00", tz="Europe/Berlin")
JUNE = Period.month(2026, 6, tz="UTC")
TICKETS = TicketMapping(
    columns={"id": "ticket", "opened_at": "opened"},
    constants={"service": "mail"},
    moments={"resolved": IncidentState.RESOLVED},
)


def make_rows(engine: str, **changes: list[Any]) -> Any:
    columns: dict[str, list[Any]] = {
        "number": ["A", "A"],
        "at": [START, START],
        "recorded": [START, START],
        "state": ["New", "Done"],
        "priority": ["1", "1"],
        "service": ["mail", "mail"],
        "row": [1, 2],
        "team": ["x", "x"],
    }
    return make(engine, {**columns, **changes}, KINDS)


def judge(engine: str, *, order: str = "row", **changes: list[Any]) -> list[dict[str, Any]]:
    frame = make_rows(engine, **changes)
    return read(with_judgement(frame, agree(), MAPPING, as_of=AS_OF, order=order))


# The order of rows


@pytest.mark.parametrize("places", [[1, 1], [None, 1], [None, None]])
@pytest.mark.parametrize("engine", ["polars", "pyarrow", "polars lazy", "duckdb"])
def test_rows_of_one_instant_that_nothing_puts_in_order_are_told(
    engine: str, places: list[Any]
) -> None:
    (judged,) = judge(engine, row=places)

    assert "rows of one instant differ, and nothing tells their order" == judged["defect"]


@pytest.mark.parametrize("engine", ENGINES)
def test_workgroups_of_one_instant_that_nothing_puts_in_order_are_told(engine: str) -> None:
    frame = make_rows(engine, state=["New", "New"], team=["x", "y"], row=[1, 1])
    asked: dict[str, Any] = {"as_of": AS_OF, "order": "row"}

    card = count_scorecards(frame, agree(), MAPPING, during=JUNE, **asked)
    judged = read(with_judgement(frame, agree(), MAPPING, **asked))

    assert (1, ()) == (card.faulty, card.scores)
    assert [None] == [row["defect"] for row in judged]  # who had it moves no clock


@pytest.mark.parametrize("engine", ENGINES)
def test_steps_of_one_instant_that_nothing_puts_in_order_are_refused(engine: str) -> None:
    frame = make_rows(engine)

    with pytest.raises(DefinitionError, match="nothing tells their order; name the column"):
        measure_transitions(frame, MAPPING, as_of=AS_OF)
    ordered = measure_transitions(frame, MAPPING, as_of=AS_OF, order="row")
    assert ("1 step from row to row.",) == ordered.note


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_that_are_no_steps_are_counted(engine: str) -> None:
    frame = make_rows(engine, state=["New", "Parked"])

    matrix = measure_transitions(frame, MAPPING, as_of=AS_OF, order="row")

    assert "1 row left out: without id or time, or of a state" in str(matrix.note)
    assert [("begin", 1, None), ("open", None, 1)] == [tuple(row) for row in matrix.rows]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_cannot_be_judged_has_no_cycle_and_no_share(engine: str) -> None:
    (judged,) = judge(engine, at=[START, None], recorded=[START, None])

    assert (0, None, None) == (judged["cycle"], judged["share_used"], judged["elapsed"])


def test_share_that_is_not_there_is_nothing_rather_than_no_number() -> None:
    frame = make_rows("polars", state=["New", "Parked"])

    judged = with_judgement(frame, agree(), MAPPING, as_of=AS_OF, order="row")

    assert [None] == judged["share_used"].to_list()


@pytest.mark.parametrize("engine", ENGINES)
def test_order_is_told_by_whole_numbers(engine: str) -> None:
    with pytest.raises(ColumnError, match=r"'team' holds .*; an order is told by whole numbers"):
        judge(engine, order="team", team=["9", "10"])


def test_list_of_tickets_needs_no_order() -> None:
    frame = make_tickets("polars")

    with pytest.raises(DefinitionError, match="a list of tickets needs no column 'row'"):
        with_judgement(frame, agree(), TICKETS, as_of=AS_OF, order="row")


# Names


def make_times(engine: str, **more: list[Any]) -> Any:
    kinds = {"start": INSTANT, "end": INSTANT} | dict.fromkeys(more, NUMBER)
    return make(engine, {"start": [START], "end": [START + HOUR], **more}, kinds)


@pytest.mark.parametrize("engine", ENGINES)
def test_names_that_are_kept_are_refused(engine: str) -> None:
    with pytest.raises(ColumnError, match="'Mof_row' has a name that begins with mof_"):
        with_elapsed(make_times(engine, Mof_row=[1]), DESK, start="start", end="end")
    with pytest.raises(ColumnError, match="'mof_x' has a name that begins with mof_"):
        with_elapsed(make_times(engine), DESK, start="start", end="end", name="mof_x")


@pytest.mark.parametrize("engine", ENGINES)
def test_new_column_does_not_differ_from_another_by_case_alone(engine: str) -> None:
    frame = make_times(engine, ELAPSED=[1])

    with pytest.raises(ColumnError, match="'elapsed' and the column 'ELAPSED' differ by case"):
        with_elapsed(frame, DESK, start="start", end="end")


@pytest.mark.parametrize("engine", ENGINES)
def test_new_column_takes_the_place_of_one_with_its_name(engine: str) -> None:
    frame = make_times(engine, elapsed=[1], row=[1])

    counted = with_elapsed(frame, DESK, start="start", end="end")

    assert [HOUR] == read_column(counted, "elapsed")


@pytest.mark.parametrize("engine", ENGINES)
def test_ids_are_not_called_as_a_column_of_judgements(engine: str) -> None:
    mapping = TicketMapping(
        columns={"id": "Verdict", "opened_at": "opened"}, constants={"service": "mail"}, moments={}
    )
    frame = make(
        engine, {"Verdict": ["A"], "opened": [START]}, {"Verdict": TEXT, "opened": INSTANT}
    )

    with pytest.raises(ColumnError, match="ids is called 'Verdict', as a column of judgements is"):
        with_judgement(frame, agree(), mapping, as_of=AS_OF)


@pytest.mark.parametrize("engine", ["pandas", "pyarrow"])
def test_name_that_comes_twice_is_refused(engine: str) -> None:
    frame = make_times(engine)
    twice = (
        import_module("pandas").concat([frame, frame[["start"]]], axis=1)
        if engine == "pandas"
        else frame.append_column("start", frame["start"])
    )

    with pytest.raises(ColumnError, match="a name of a column comes twice"):
        with_elapsed(twice, DESK, start="start", end="end")


def test_names_that_are_no_texts_are_named_all_the_same() -> None:
    frame = make_times("pandas").rename(columns={"end": 0})

    with pytest.raises(ColumnError, match="no column 'end'; there are: start, 0"):
        with_elapsed(frame, DESK, start="start", end="end")


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_of_words_have_to_be_there(engine: str) -> None:
    frame = make_times(engine)

    with pytest.raises(ColumnError, match="no column 'site'"):
        with_is_open(frame, {"x": DESK}, at="start", by="site")
    with pytest.raises(ColumnError, match="no column 'rank'"):
        with_due(frame, DESK, start="start", within={"1": HOUR}, of="rank")


def test_frame_without_judgements_is_not_summarized() -> None:
    with pytest.raises(ColumnError, match="no column 'clock'"):
        summarize_attainment(make_times("polars"), agree(), during=JUNE, as_of=AS_OF)
    with pytest.raises(ArgumentError, match="name the period"):
        summarize_attainment(make_times("polars"), agree(), during=None, as_of=AS_OF)  # type: ignore[arg-type]


# Texts


@pytest.mark.parametrize("engine", ENGINES)
def test_blanks_around_words_mean_nothing(engine: str) -> None:
    (judged,) = judge(
        engine,
        number=["A", " A "],
        state=["New", "Done "],
        priority=["1 ", " 1"],
        service=["mail ", "mail"],
        at=[START, START + HOUR],
        recorded=[START, START + HOUR],
    )

    assert ("A", "met", "1", HOUR, None) == tuple(
        judged[name] for name in ("number", "verdict", "priority", "elapsed", "defect")
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_blank_id_is_none(engine: str) -> None:
    (judged,) = judge(engine, number=["", "  "])

    assert (None, "a row has no id") == (judged["number"], judged["defect"])


@pytest.mark.parametrize("engine", ENGINES)
def test_ids_may_be_numbers(engine: str) -> None:
    columns: dict[str, list[Any]] = {"ticket": [7], "opened": [START], "resolved": [START + HOUR]}
    kinds = {"ticket": NUMBER, "opened": INSTANT, "resolved": INSTANT}

    judged = with_judgement(make(engine, columns, kinds), agree(), TICKETS, as_of=AS_OF)

    assert [(7, "met")] == [(row["ticket"], row["verdict"]) for row in read(judged)]


@pytest.mark.parametrize("engine", ENGINES)
def test_words_that_say_what_counts_may_be_numbers(engine: str) -> None:
    frame = make_times(engine, row=[1], site=[7])

    counted = with_due(frame, {"7": DESK}, by="site", start="start", within={"7": HOUR}, of="site")

    assert [START + HOUR] == read_column(counted, "due_at")


def test_row_without_a_word_is_named() -> None:
    columns: dict[str, list[Any]] = {"start": [START], "site": [None]}
    frame = make("polars", columns, {"start": INSTANT, "site": TEXT})

    with pytest.raises(UnknownReferenceError, match=r"a row without a word in 'site'; .* '7'"):
        with_is_open(frame, {"7": DESK}, at="start", by="site")


# Instants and durations


def make_tickets(engine: str) -> Any:
    columns: dict[str, list[Any]] = {"ticket": ["A"], "opened": [START], "resolved": [START + HOUR]}
    return make(engine, columns, {"ticket": TEXT, "opened": INSTANT, "resolved": INSTANT})


@pytest.mark.parametrize("kind", [nw.Datetime("ns", "UTC"), nw.Datetime("us", "Asia/Tokyo")])
@pytest.mark.parametrize("engine", [*EAGER, "polars lazy"])
def test_moments_may_differ_in_unit_and_zone(engine: str, kind: Any) -> None:
    frame: Any = nw.from_native(make_tickets(engine))
    mixed = frame.with_columns(nw.col("resolved").cast(kind)).to_native()

    (judged,) = read(with_judgement(mixed, agree(), TICKETS, as_of=AS_OF))

    assert ("met", HOUR) == (judged["verdict"], judged["elapsed"])


@pytest.mark.parametrize("engine", EAGER)
def test_duration_beyond_all_years_never_comes(engine: str) -> None:
    with pytest.raises(NoOpenTimeError, match="in the years 1900 to 2199"):
        with_due(make_times(engine), DESK, start="start", within=timedelta.max)


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
def test_duration_beyond_all_years_leads_to_nothing(engine: str) -> None:
    due = with_due(make_times(engine, row=[1]), DESK, start="start", within=timedelta.max)

    assert [None] == read_column(due, "due_at")


def test_limit_beyond_all_years_is_refused() -> None:
    agreement = agree(Target(Clock.RESOLUTION, timedelta.max), valid_from=date(2026, 1, 1))

    with pytest.raises(DefinitionError, match="longer than all years that count"):
        find_breaches(make_log("polars", []), agreement, MAPPING, as_of=AS_OF)


# Kinds of arguments


@pytest.mark.parametrize(
    "calendar, hint", [("desk", "give a calendar, or"), ({"x": "desk"}, "a calendar for each")]
)
def test_what_is_no_calendar_is_refused(calendar: Any, hint: str) -> None:
    with pytest.raises(ArgumentError, match=hint):
        with_is_open(make_times("polars"), calendar, at="start", by="site")


@pytest.mark.parametrize(
    "within, hint", [(3600, "give a duration, or"), ({"1": 3600}, "a duration for each")]
)
def test_what_is_no_duration_is_refused(within: Any, hint: str) -> None:
    with pytest.raises(ArgumentError, match=hint):
        with_due(make_times("polars"), DESK, start="start", within=within, of="end")


def test_no_durations_are_refused() -> None:
    with pytest.raises(DefinitionError, match="several durations need a column"):
        with_due(make_times("polars lazy"), DESK, start="start", within={}, of="end")


def test_engine_that_holds_no_frame_is_refused() -> None:
    with pytest.raises(ArgumentError, match="'dask' holds no whole frame; name one of pandas"):
        from_records([], backend="dask")  # type: ignore[arg-type]
