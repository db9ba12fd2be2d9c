"""Verdicts on frames are those of records, and what cannot be judged is told."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from attrs import evolve

from frame_engines import EAGER, ENGINES, INSTANT, TEXT, make, read
from frame_histories import (
    FIELDS,
    KINDS,
    MAPPING,
    NIGHTS,
    START,
    Row,
    agree,
    judge_records,
    make_incidents,
    make_log,
    read_judgements,
)
from mof.agreements import OLA, Clock, Condition, Deadline, OnPriorityChange, Target
from mof.calendars import BusinessDays, Calendar
from mof.conformance import discover_process
from mof.errors import ArgumentError, ColumnError, DefinitionError, NaiveTimestampError
from mof.frames import (
    RECORDS_MAPPING,
    count_scorecards,
    find_breaches,
    from_records,
    measure_attainment,
    measure_transitions,
    to_records,
    with_judgement,
)
from mof.frames._types import Backend
from mof.help_requests import PendingReason
from mof.incidents import Incident, IncidentState
from mof.judgements import measure_attainment as measure_records
from mof.outcomes import measure_scorecards
from mof.outcomes._scorecards import WorkgroupCounts
from mof.records import Priority, RecordGap
from mof.sources import BlankMeaning, EventLogMapping, ObservationMapping, TicketMapping
from mof.values import AgreementId, CustomerId, Period, ServiceId, TargetStatus, TeamId

HOUR = timedelta(hours=1)
AS_OF = datetime(2026, 4, 3, 12, tzinfo=UTC)
QUICK = [engine for engine in ENGINES if engine not in {"duckdb", "pyspark"}]


def at(hours: float) -> datetime:
    return datetime(2026, 3, 23, 8, tzinfo=UTC) + hours * HOUR


def tell(*steps: tuple[float, str | None], number: str = "I1", priority: str = "1") -> list[Row]:
    return [
        Row(number, at(hours), at(hours), state, priority, "mail", place)
        for place, (hours, state) in enumerate(steps)
    ]


def judge_rows(engine: str, rows: list[Row], agreement: Any = None, **changes: Any) -> Any:
    given = {"as_of": AS_OF, "order": "row", "mapping": MAPPING, **changes}
    mapping = given.pop("mapping")
    return with_judgement(make_log(engine, rows), agreement or agree(), mapping, **given)


LOG = [
    *tell((0, "New"), (1, "Work"), (2, "Wait"), (20, "Work"), (50, "Done"), (60, "Work")),
    *tell((0, "New"), (0.5, "Done"), (0.5, "Closed"), number="I2", priority="2"),
    *tell((3, "New"), (4, "Void"), number="I3"),
    *tell((3, None), (30, "Vendor"), number="I4", priority="4"),
    *tell((240, "New"), (241, "Done"), number="I5"),
    Row("I6", at(5), AS_OF + HOUR, "New", "1", "mail", 0),
    Row("I7", at(5), at(5), "New", "1", "web", 0),
    Row("I8", AS_OF + HOUR, at(5), "New", "1", "mail", 0),
]
TARGETS = (
    Target(Clock.RESOLUTION, 4 * HOUR, priorities=[Priority.P1], required_share="0.5"),
    Target(Clock.RESOLUTION, 8 * HOUR, priorities=[Priority.P2]),
    Target(Clock.RESPONSE, HOUR),
    Target(Clock.RESPONSE, HOUR, calendar=NIGHTS),
)


@pytest.mark.parametrize("engine", ENGINES)
def test_one_log_is_judged_alike_on_every_engine(engine: str) -> None:
    agreement = agree(*TARGETS)

    judged = judge_rows(engine, LOG, agreement)

    assert judge_records(make_incidents(LOG), agreement, AS_OF) == read_judgements(
        judged, agreement
    )
    assert type(judged) is type(make_log(engine, LOG))


@pytest.mark.parametrize("engine", QUICK)
def test_share_used_is_of_the_limit_and_unknown_without_one(engine: str) -> None:
    judged = read(judge_rows(engine, LOG, agree(TARGETS[0])))

    shares = {row["number"]: row["share_used"] for row in judged}
    elapsed = {row["number"]: row["elapsed"] for row in judged}
    assert pytest.approx(elapsed["I1"] / (4 * HOUR)) == shares["I1"]
    assert shares["I2"] is None  # priority 2 has no target


@pytest.mark.parametrize("engine", QUICK)
def test_record_of_an_unknown_state_is_not_judged(engine: str) -> None:
    rows = [*tell((0, "New"), (1, "Parked")), *tell((0, "New"), number="I2")]

    judged = read(judge_rows(engine, rows))

    defects = {row["number"]: (row["verdict"], row["defect"]) for row in judged}
    assert {
        "I1": ("unknown", "a row has a state that the mapping does not know"),
        "I2": ("breached", None),
    } == defects


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize(
    "change, defect",
    [
        ({"priority": "high"}, "a row has a priority that the mapping does not know"),
        ({"at": None, "recorded": None}, "a row has no time"),
        ({"number": None}, "a row has no id"),
    ],
)
def test_row_that_cannot_be_placed_is_told(
    engine: str, change: dict[str, Any], defect: str
) -> None:
    rows = tell((0, "New"), (1, "Done"))
    columns = {name: [getattr(row, name) for row in rows] for name in Row._fields}
    for name, value in change.items():
        columns[name][-1] = value

    frame = make(engine, columns, KINDS)
    judged = read(with_judgement(frame, agree(TARGETS[0]), MAPPING, as_of=AS_OF, order="row"))

    assert defect in {row["defect"] for row in judged}
    assert all(row["verdict"] == "unknown" for row in judged if row["defect"])


@pytest.mark.parametrize("engine", QUICK)
def test_rows_of_one_instant_need_an_order_if_they_differ(engine: str) -> None:
    rows = [
        *tell((0, "New"), (1, "Wait"), (1, "Done")),
        *tell((0, "New"), (1, "Done"), (1, "Done"), number="I2"),
    ]

    judged = read(judge_rows(engine, rows, order=None))

    defects = {row["number"]: row["defect"] for row in judged}
    assert "rows of one instant differ, and nothing tells their order" == defects["I1"]
    assert defects["I2"] is None


@pytest.mark.parametrize("engine", EAGER)
def test_row_beyond_the_years_that_count_is_told(engine: str) -> None:
    rows = [Row("I1", datetime(1899, 1, 1, tzinfo=UTC), at(0), "New", "1", "mail", 0)]

    (judged,) = read(judge_rows(engine, rows))

    assert "a row is outside the years that count" == judged["defect"]


@pytest.mark.parametrize("engine", QUICK)
def test_lazy_engines_refuse_an_instant_of_evaluation_beyond_their_years(engine: str) -> None:
    rows = tell((0, "New"), (1, "Done"))
    late = datetime(2150, 1, 1, tzinfo=UTC)

    if engine == "polars lazy":
        with pytest.raises(ArgumentError, match="lazy engines count from 1970 to 2099"):
            judge_rows(engine, rows, as_of=late)
    else:
        assert ["met"] == [row["verdict"] for row in read(judge_rows(engine, rows, as_of=late))]


# Lists of tickets

TICKETS = TicketMapping(
    columns={"id": "ticket", "opened_at": "opened", "priority": "priority", "customer": "who"},
    constants={"service": "mail"},
    moments={"resumed": IncidentState.SERVICE_RESUMED, "resolved": IncidentState.RESOLVED},
)
TICKET_KINDS = {
    "ticket": TEXT,
    "opened": INSTANT,
    "resumed": INSTANT,
    "resolved": INSTANT,
    "priority": TEXT,
    "who": TEXT,
}


def make_tickets(engine: str, **changes: list[Any]) -> Any:
    columns: dict[str, list[Any]] = {
        "ticket": ["T1", "T2", "T3"],
        "opened": [at(0), at(1), at(26)],
        "resumed": [at(2), None, at(27)],
        "resolved": [at(30), None, at(27.5)],
        "priority": ["1", "2", None],
        "who": ["sales", "sales", "plant"],
    }
    return make(engine, {**columns, **changes}, TICKET_KINDS)


@pytest.mark.parametrize("engine", ENGINES)
def test_list_of_tickets_is_judged_as_its_records(engine: str) -> None:
    agreement = agree(
        Target(Clock.RESOLUTION, 4 * HOUR, priorities=[Priority.P1]),
        Target(Clock.RESTORATION, 2 * HOUR),
        customer=CustomerId("sales"),
    )

    judged = with_judgement(make_tickets(engine), agreement, TICKETS, as_of=AS_OF)

    records = to_records(make_tickets("polars"), TICKETS).records
    assert judge_records(records, agreement, AS_OF) == read_judgements(judged, agreement, "ticket")


@pytest.mark.parametrize("engine", QUICK)
def test_ticket_that_comes_twice_or_was_never_opened_is_told(engine: str) -> None:
    frame = make_tickets(engine, ticket=["T1", "T1", "T3"], opened=[at(0), at(1), None])

    judged = read(with_judgement(frame, agree(), TICKETS, as_of=AS_OF))

    defects = {row["ticket"]: row["defect"] for row in judged}
    assert {"T1": "the id comes twice", "T3": "a row has no time"} == defects


# Facts


def test_words_of_the_source_are_read_by_the_mapping() -> None:
    mapping = evolve(
        MAPPING,
        words={"priority": {"urgent": Priority.P1}, "service": {"E-mail": "mail"}},
        missing={"?"},
        blank=BlankMeaning.KEEPS,
    )
    rows = [
        Row("I1", at(0), at(0), "New", "urgent", "E-mail", 0),
        Row("I1", at(1), at(1), "?", "?", "?", 1),
        Row("I1", at(2), at(2), "Done", "?", "?", 2),
        Row("I2", at(2), at(2), "Done", "?", "web", 2),
    ]

    (judged,) = read(judge_rows("polars", rows, mapping=mapping))

    assert ("I1", "1", "met") == (judged["number"], judged["priority"], judged["verdict"])


@pytest.mark.parametrize(
    "by, word, verdict",
    [
        ("probe", "anna", "met"),
        ("monitor 7", "monitor 7", "met"),
        ("probe", "probe", "running"),
        ("monitor 7", "probe", "running"),
    ],
)
def test_accounts_that_are_tools_respond_to_nothing(by: str, word: str, verdict: str) -> None:
    mapping = evolve(MAPPING, words={"by": {by: word}})
    rows = [*tell((0, "New")), Row("I1", at(5), at(5), "Work", "1", "mail", 1, None, by)]
    agreement = agree(Target(Clock.RESPONSE, timedelta(days=999)))

    (judged,) = read(judge_rows("polars", rows, agreement, mapping=mapping))

    assert verdict == judged["verdict"]


def test_constants_stand_for_columns() -> None:
    columns = {"id": "number", "at": "at", "state": "state"}
    mapping = EventLogMapping(
        columns=columns,
        states=dict[str, Any]((word, (state, reason)) for word, state, reason in MAPPING.states),
        constants={"service": "mail", "priority": "2"},
    )
    elsewhere = evolve(mapping, constants={"service": "web"})
    rows = tell((0, "New"), (1, "Done"))

    (judged,) = read(judge_rows("polars", rows, agree(*TARGETS[:2]), mapping=mapping))

    assert "2" == judged["priority"]
    assert [] == read(judge_rows("polars", rows, mapping=elsewhere))
    with pytest.raises(DefinitionError, match="nothing says of which service"):
        judge_rows("polars", rows, mapping=evolve(mapping, constants={}))


# What only records can be judged by


@pytest.mark.parametrize(
    "agreement, why",
    [
        (agree(Target(Clock.NEXT_RESPONSE, HOUR)), "asks for more than states"),
        (
            agree(
                Target(evolve(Clock.CLOSURE, resets=[Condition(states=["open"])]), HOUR),
            ),
            "asks for more than states",
        ),
        (agree(Target(evolve(Clock.CLOSURE, since="from"), HOUR)), "asks for more than states"),
        (agree(Target(Clock.CLOSURE, BusinessDays(2))), "is not a limit in hours"),
        (agree(Target(Clock.CLOSURE, Deadline("due"))), "is not a limit in hours"),
        (agree(on_priority_change=OnPriorityChange.RESTART), "when the priority changes"),
        (agree(on_new_version=OnPriorityChange.SEGMENTED), "when a new version begins"),
        (
            OLA(
                AgreementId("ola"),
                service=ServiceId("mail"),
                team=TeamId("network"),
                calendar=Calendar.always(),
                targets=[Target(Clock.ASSIGNMENT, HOUR)],
                valid_from=date(2026, 1, 1),
                version="1",
            ),
            "counts the assignments to one party",
        ),
    ],
)
def test_what_frames_cannot_tell_is_refused(agreement: Any, why: str) -> None:
    with pytest.raises(DefinitionError, match=f"{why}.*judge the records with mof.judge"):
        judge_rows("polars", tell((0, "New")), agreement)


def test_target_for_other_kinds_of_record_judges_no_incident() -> None:
    agreement = agree(Target(Clock.RESOLUTION, HOUR, kinds=["problem"]))

    assert [] == read(judge_rows("polars", tell((0, "New")), agreement))
    assert [] == read(judge_rows("polars lazy", tell((0, "New")), agreement))


def test_what_is_no_agreement_or_no_mapping_is_refused() -> None:
    frame = make_log("polars", tell((0, "New")))
    observations = ObservationMapping(columns={"indicator": "i", "observed_at": "at", "value": "v"})

    with pytest.raises(ArgumentError, match="judge a frame by one agreement at a time"):
        with_judgement(frame, [agree()], MAPPING, as_of=AS_OF)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="ObservationMapping is for no records"):
        with_judgement(frame, agree(), observations, as_of=AS_OF)  # type: ignore[arg-type]
    with pytest.raises(ColumnError, match="no column 'number'"):
        with_judgement(frame.drop("number"), agree(), MAPPING, as_of=AS_OF)


# Sums


@pytest.mark.parametrize("engine", ENGINES)
def test_attainment_is_that_of_the_records(engine: str) -> None:
    agreement, during = agree(*TARGETS[:2]), Period(at(0), at(48))
    rows = [*LOG, *tell((0, "Parked"), number="I9")]

    found = measure_attainment(
        make_log(engine, rows), agreement, MAPPING, during=during, as_of=AS_OF, order="row"
    )

    records = [each for each in make_incidents(LOG) if each.as_of(AS_OF).history]
    expected = measure_records(records, agreement, during=during, as_of=AS_OF)
    assert [(e.target, e.share, e.status) for e in expected] == [
        (f.target, f.share, f.status) for f in found
    ]
    places = ("met", "breached", "undecided", "void", "decided_outside")
    assert [[len(getattr(e, name)) for name in places] for e in expected] == [
        [getattr(f, name) for name in places] for f in found
    ]
    assert [1, 0] == [f.faulty for f in found]

    whole = measure_records(make_incidents(LOG), agreement, during=during, as_of=AS_OF)
    looked_at = [(e.counts.looked_at, e.counts.uncovered) for e in whole]
    assert [(known + 1, missed) for known, missed in looked_at if known] == [
        (f.looked_at, f.uncovered) for f in found
    ]


@pytest.mark.parametrize("engine", QUICK)
def test_what_the_agreement_does_not_cover_is_counted(engine: str) -> None:
    agreement, during = agree(service=ServiceId("MAIL")), Period(at(0), at(48))

    (found,) = measure_attainment(
        make_log(engine, LOG), agreement, MAPPING, during=during, as_of=AS_OF, order="row"
    )

    records = len(make_incidents(LOG))
    assert (None, records, records) == (found.share, found.looked_at, found.uncovered)
    assert f"{records} of {records} records" in found.to_table().to_text(100)


def test_attainment_of_nothing_is_no_data() -> None:
    (found,) = measure_attainment(
        make_log("polars", []), agree(), MAPPING, during=Period(at(0), at(1)), as_of=AS_OF
    )

    assert (None, TargetStatus.NO_DATA, 0) == (found.share, found.status, found.counted)


@pytest.mark.parametrize("engine", QUICK)
def test_breaches_come_in_the_order_of_time(engine: str) -> None:
    agreement = agree(Target(Clock.RESPONSE, HOUR))
    breaches = find_breaches(
        make_log(engine, LOG),
        agreement,
        MAPPING,
        as_of=AS_OF,
        order="row",
    )

    parts = [part.compute() for part in breaches.partitions] if engine == "dask" else [breaches]
    told = [[(row["breached_at"], row["number"]) for row in read(part)] for part in parts]
    expected = judge_records(make_incidents(LOG), agreement, AS_OF).items()
    breached = {key[0]: facts[FIELDS.index("breached_at")] for key, facts in expected}
    found = {name: at for part in told for at, name in part}
    assert {name: at for name, at in breached.items() if at} == found
    assert all(sorted(part) == part for part in told)


@pytest.mark.parametrize("engine", ENGINES)
def test_transitions_are_those_of_the_process(engine: str) -> None:
    rows = [row for row in LOG if row.state]

    matrix = measure_transitions(make_log(engine, rows), MAPPING, as_of=AS_OF, order="row")

    process = discover_process(make_incidents(rows), as_of=AS_OF)
    stages = {str(use.stage): use.stage for use in process.stages}
    expected = {
        (origin, to): process.count(stages.get(origin), stages.get(to))
        for origin in ("begin", *stages)
        for to in (*stages, "end")
    }
    found = {
        (str(row[0]), column): count or 0
        for row in matrix.rows
        for column, count in zip(matrix.columns[1:], row[1:], strict=True)
    }
    assert expected == found


def test_moves_are_told_by_event_logs_alone() -> None:
    with pytest.raises(ArgumentError, match="moves are told by event logs alone"):
        measure_transitions(make_tickets("polars"), TICKETS, as_of=AS_OF)  # type: ignore[arg-type]


# Records and frames


@pytest.mark.parametrize("engine", EAGER)
def test_records_survive_the_way_to_a_frame_and_back(engine: Backend) -> None:
    rows = [row._replace(priority=row.priority or "3", team="network") for row in LOG]
    records = make_incidents(rows)

    extract = to_records(from_records(records, backend=engine), RECORDS_MAPPING)

    assert not extract.defects
    agreement = agree(*TARGETS)
    assert judge_records(records, agreement, AS_OF) == judge_records(
        extract.records, agreement, AS_OF
    )


def test_defects_of_rows_are_reported_with_their_place() -> None:
    extract = to_records(make_log("polars", tell((0, "New"), (1, "Parked"))), MAPPING)

    (defect,) = extract.defects
    assert ("frame", "state", "Parked") == (defect.file, defect.field, defect.value)
    assert 1 == len(extract.records)


def test_frame_has_no_room_for_a_fact_taken_back_or_for_an_unknown_reason() -> None:
    back = make_incidents([Row("I1", START, START, "New", None, "mail", 0)])
    odd = Incident(
        back[0].id,
        [evolve(back[0].history[0], state=IncidentState.PENDING, reason="moon", changes=())],
        opened_at=START,
    )

    with pytest.raises(ArgumentError, match="I1 takes back a fact"):
        from_records(back, backend="polars")
    with pytest.raises(ArgumentError, match=r"I1 is pending \(moon\), for which a frame"):
        from_records([odd], backend="polars")


def test_cells_of_pandas_may_hold_nothing_in_any_way_it_has() -> None:
    rows = tell((0, "New"), (1, "Done"))
    frame = make_log("pandas", rows).astype({"priority": "string", "service": object})
    frame.loc[0, "priority"] = import_module("pandas").NA
    frame.loc[0, "service"] = float("nan")

    extract = to_records(frame, MAPPING)

    facts = extract.records[0].history[0].changes
    assert not extract.defects
    assert {"priority", "service"}.isdisjoint(dict(facts))


def test_lazy_frame_holds_no_records_yet() -> None:
    with pytest.raises(ArgumentError, match="collect it first"):
        to_records(make_log("polars lazy", LOG), MAPPING)
    with pytest.raises(NaiveTimestampError):
        to_records(
            make_log("polars", LOG).with_columns(at=datetime(2026, 1, 1)),
            MAPPING,
        )


def test_every_reason_to_wait_has_its_word() -> None:
    words = {word for word, _, _ in RECORDS_MAPPING.states}

    assert {f"pending ({reason})" for reason in PendingReason} <= words


# Scorecards


@pytest.mark.parametrize("engine", ENGINES)
def test_record_with_a_defect_is_counted_for_no_workgroup(engine: str) -> None:
    rows = [
        *tell((0, "New"), (1, "Parked")),
        Row("I2", at(0), at(0), "New", "1", "mail", 0, "network"),
        Row("I2", at(1), at(1), "Parked", "1", "mail", 1, "network"),
        Row("I3", at(0), at(0), "New", "1", "mail", 0, "network"),
    ]

    card = count_scorecards(
        make_log(engine, rows),
        agree(),
        MAPPING,
        during=Period(at(0), at(48)),
        as_of=AS_OF,
        order="row",
    )

    assert 2 == card.faulty
    # What was opened was read of all, and only I3 is judged.
    score = WorkgroupCounts(team=TeamId("network"), opened=2, judged=1, broken=1, missed=1)
    assert [score, WorkgroupCounts(team=None, opened=1)] == [*card.scores]


@pytest.mark.parametrize("engine", QUICK)
def test_recovery_recorded_after_the_period_counts_in_it(engine: str) -> None:
    rows = [
        Row("I1", at(0), at(0), "New", "1", "mail", 0, "network"),
        Row("I1", at(5), at(60), "Back", "1", "mail", 1, "network"),
    ]
    during = Period(at(0), at(48))

    card = count_scorecards(
        make_log(engine, rows), agree(), MAPPING, during=during, as_of=AS_OF, order="row"
    )

    (expected,) = measure_scorecards(make_incidents(rows), [agree()], during=[during], as_of=AS_OF)
    assert (1, 5 * HOUR) == (card.total.recovered, card.total.recovery_time)
    assert expected.counts == card


def test_only_a_scorecard_asks_for_the_workgroup() -> None:
    frame = make_log("polars", tell((0, "New"))).drop("team")

    assert ["breached"] == [
        row["verdict"] for row in read(with_judgement(frame, agree(), MAPPING, as_of=AS_OF))
    ]
    with pytest.raises(ColumnError, match="no column 'team'"):
        count_scorecards(frame, agree(), MAPPING, during=Period(at(0), at(48)), as_of=AS_OF)


def test_workgroups_are_named_by_the_mapping_or_by_nobody() -> None:
    rows = [Row("I1", at(0), at(0), "New", "1", "mail", 0, "NET")]
    asked: dict[str, Any] = {"during": Period(at(0), at(48)), "as_of": AS_OF}
    frame = make_log("polars", rows)
    columns = {name: column for name, column in MAPPING.columns if name != "team"}
    words = evolve(MAPPING, words={"team": {"NET": "network"}})

    cards = [
        count_scorecards(frame, agree(), mapping, **asked)
        for mapping in (
            words,
            evolve(MAPPING, columns=columns, constants={"team": "desk"}),
            evolve(MAPPING, columns=columns),
        )
    ]

    assert ["network", "desk", None] == [card.scores[0].team for card in cards]


# What was not read

STATES = TicketMapping(
    columns={"id": "ticket", "opened_at": "opened", "priority": "priority", "state": "now"},
    constants={"service": "mail"},
    moments=(
        ("opened", IncidentState.REJECTED),
        ("resumed", IncidentState.SERVICE_RESUMED),
        ("resolved", IncidentState.RESOLVED),
        ("resolved", IncidentState.CANCELLED),
    ),
    states={
        "New": IncidentState.OPEN,
        "Hold": (IncidentState.PENDING, "user"),
        "Done": IncidentState.RESOLVED,
        "Gone": IncidentState.CANCELLED,
        "Spam": IncidentState.REJECTED,
    },
)
NOW = ["New", "Hold", "Done", "Gone", "Spam", "Odd", None, "New"]


def make_states(engine: str) -> Any:
    """Tickets in every state, with every moment or none."""
    cases = [(now, resumed, resolved) for now in NOW for resumed in (0, 1) for resolved in (0, 1)]
    columns: dict[str, list[Any]] = {
        "ticket": [f"T{n}" for n in range(len(cases))],
        "opened": [at(0)] * len(cases),
        "resumed": [at(2) if each[1] else None for each in cases],
        "resolved": [at(5) if each[2] else None for each in cases],
        "priority": ["1", "high", None, "2"] * 8,
        "now": [each[0] for each in cases],
    }
    kinds = {**TICKET_KINDS, "now": TEXT}
    del kinds["who"]
    return make(engine, columns, kinds)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("hours", [1, 3, 48])
def test_list_with_states_is_judged_as_its_records(engine: str, hours: int) -> None:
    agreement = agree(
        Target(Clock.RESOLUTION, 4 * HOUR, priorities=[Priority.P1]),
        Target(Clock.RESTORATION, 2 * HOUR),
        Target(Clock.RESPONSE, 2 * HOUR),
    )

    judged = with_judgement(make_states(engine), agreement, STATES, as_of=at(hours))

    records = to_records(make_states("polars"), STATES).records
    expected = judge_records(records, agreement, at(hours))
    assert expected == read_judgements(judged, agreement, "ticket", is_sound=False)
    assert {"unknown", "void"} <= {each[0] for each in expected.values()}


@pytest.mark.parametrize("engine", QUICK)
def test_columns_of_states_that_tell_nothing_of_two_leave_the_first(engine: str) -> None:
    mapping = evolve(STATES, columns={n: c for n, c in STATES.columns if n != "state"}, states={})

    judged = with_judgement(make_states(engine), agree(), mapping, as_of=AS_OF)

    records = to_records(make_states("polars"), mapping).records
    assert judge_records(records, agree(), AS_OF) == read_judgements(judged, agree(), "ticket")


@pytest.mark.parametrize("engine", QUICK)
def test_row_without_a_time_is_of_its_own_agreement(engine: str) -> None:
    rows = [*tell((0, "New"), (1, "Done")), *tell((0, "New"), (1, "Done"), number="I2")]
    columns = {name: [getattr(row, name) for row in rows] for name in Row._fields}
    columns["at"][1] = columns["at"][3] = None
    columns["service"][2:] = ["web", "web"]
    frame = make(engine, columns, KINDS)

    judged = read(with_judgement(frame, agree(), MAPPING, as_of=AS_OF, order="row"))

    assert [("I1", "unknown")] == [(row["number"], row["verdict"]) for row in judged]


@pytest.mark.parametrize("state", ["New", "Odd"])
@pytest.mark.parametrize("priority", ["2", "high"])
def test_gap_of_a_record_is_a_row_of_its_frame(state: str, priority: str) -> None:
    rows = [
        Row("I1", at(0), at(0), "New", "2", "mail", 0),
        Row("I1", at(1), at(1), state, priority, "mail", 1),
        Row("I1", at(2), at(2), "Work", "2", "mail", 2),
        Row("I1", at(3), at(3), "Done", "2" if state == "New" else priority, "mail", 3),
    ]
    columns = {name: [getattr(row, name) for row in rows] for name in Row._fields}
    records = to_records(make("polars", columns, KINDS), MAPPING).records
    agreement = agree(*TARGETS)

    frame = from_records(records, backend="polars")
    judged = with_judgement(frame, agreement, RECORDS_MAPPING, as_of=AS_OF, order="order")

    assert judge_records(records, agreement, AS_OF) == read_judgements(
        judged, agreement, "id", is_sound=False
    )


@pytest.mark.parametrize("field, verdicts", [("row", {"unknown"}), ("topic", {"met", "breached"})])
def test_gap_without_a_time_touches_what_it_may(field: str, verdicts: set[str]) -> None:
    rows = tell((0, "New"), (1, "Done"))
    columns = {name: [getattr(row, name) for row in rows] for name in Row._fields}
    (record,) = to_records(make("polars", columns, KINDS), MAPPING).records
    lost = evolve(record, gaps=[RecordGap(field, "cannot read it")])

    frame = from_records([lost], backend="polars")
    judged = with_judgement(frame, agree(*TARGETS), RECORDS_MAPPING, as_of=AS_OF, order="order")

    assert {*judged["verdict"].to_list()} <= verdicts
