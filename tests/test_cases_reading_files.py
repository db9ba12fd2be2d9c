"""Files as tools write them: what was misread without a word, case by case."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest
from attrs import evolve

from frame_engines import ENGINES, INSTANT, TEXT, make, read
from mof import frames
from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.errors import ArgumentError, DefinitionError, MappingError
from mof.incidents import Incident, IncidentState
from mof.judgements import Judgement, Verdict, judge, measure_attainment
from mof.records import Priority
from mof.sources import (
    DefectKind,
    EventLogMapping,
    Extract,
    TicketMapping,
    read_csv,
    read_event_log,
    read_xes,
)
from mof.values import AgreementId, Period, ServiceId

DAY_FIRST, MONTH_FIRST = "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"


def map_list(**changes: Any) -> TicketMapping:
    given: dict[str, Any] = {
        "columns": {"id": "id", "opened_at": "opened"},
        "moments": {"done": IncidentState.RESOLVED},
    }
    return TicketMapping(**{**given, **changes})


def write(folder: Path, *rows: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(["id,opened,done", *rows, ""]), encoding="utf-8")
    return path


class TestRF3AndRF4:
    """Patterns of dates that cannot be right."""

    @pytest.mark.parametrize(
        "pattern, hint", [("%d/%b/%y %H:%M %p", "write %I"), ("%d/%m/%Y %I:%M", "add %p")]
    )
    def test_hour_and_half_of_the_day_belong_together(self, pattern: str, hint: str) -> None:
        with pytest.raises(DefinitionError, match=hint):
            map_list(date_formats=[pattern])


class TestRF5:
    """Two patterns for one column."""

    @pytest.mark.parametrize("formats", [(DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST)])
    def test_cell_that_both_read_differently_is_a_defect(
        self, tmp_path: Path, formats: tuple[str, str]
    ) -> None:
        path = write(tmp_path, "T1,03/04/2026 09:00,", "T2,13/04/2026 09:00,14/04/2026 09:00")

        extract = read_csv(path, map_list(date_formats=formats))

        assert ["T2"] == [record.id for record in extract.records]
        (defect,) = extract.defects
        assert "03 April 2026" in defect.remedy
        assert "04 March 2026" in defect.remedy

    def test_cell_that_both_read_alike_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path, "T1,04/04/2026 09:00,")

        extract = read_csv(path, map_list(date_formats=(DAY_FIRST, MONTH_FIRST)))

        assert [datetime(2026, 4, 4, 9, tzinfo=UTC)] == [each.opened_at for each in extract.records]


class TestRF1:
    """Cancelled and on hold in a list."""

    MAPPING = TicketMapping(
        columns={"id": "number", "opened_at": "opened_at", "state": "state"},
        constants={"service": "it"},
        moments=(
            ("opened_at", IncidentState.CANCELLED),
            ("resolved_at", IncidentState.RESOLVED),
            ("closed_at", IncidentState.CLOSED),
        ),
        states={
            "New": IncidentState.OPEN,
            "On Hold": IncidentState.PENDING,
            "Closed": IncidentState.CLOSED,
            "Canceled": IncidentState.CANCELLED,
        },
    )

    def test_states_without_a_moment_get_no_verdict_that_depends_on_it(self) -> None:
        extract = read_csv(CASES / "servicenow-list-cancelled.csv", self.MAPPING)

        judged = judge_each(extract.records, 48)

        assert [
            ("INC0000001", Verdict.MET, timedelta(hours=1)),
            ("INC0000002", Verdict.VOID, timedelta(0)),
            ("INC0000003", Verdict.UNKNOWN, timedelta(0)),
            ("INC0000004", Verdict.BREACHED, timedelta(days=29, hours=15)),
        ] == [(each.record, each.verdict, each.elapsed) for each in judged]
        assert timedelta(days=29, hours=15) == judged[2].at_most
        (defect,) = extract.defects
        assert ("INC0000003", DefectKind.STATE_WITHOUT_MOMENT) == (defect.record, defect.kind)

    def test_cancelled_with_its_own_moment_keeps_the_breach_before_it(self) -> None:
        moments = (*self.MAPPING.moments[1:], ("closed_at", IncidentState.CANCELLED, None))
        extract = read_csv(
            CASES / "servicenow-list-cancelled.csv", evolve(self.MAPPING, moments=moments)
        )

        late, in_time = judge_each(extract.records, 48)[1], judge_each(extract.records, 120)[1]

        assert (Verdict.BREACHED, Verdict.VOID) == (late.verdict, in_time.verdict)
        assert timedelta(days=4, hours=1) == late.elapsed == in_time.elapsed

    def test_state_is_refused_as_a_free_text(self) -> None:
        with pytest.raises(DefinitionError, match="say what its words stand for, such as states="):
            evolve(self.MAPPING, states={})


class TestRF7:
    """An end that cannot be read leaves a ticket open."""

    MAPPING = TicketMapping(
        columns={"id": "id", "opened_at": "created"},
        constants={"service": "it"},
        moments={"resolved": IncidentState.RESOLVED},
    )

    def test_zone_at_the_end_is_read(self) -> None:
        extract = read_csv(CASES / "unreadable-resolved.csv", self.MAPPING)

        (attainment,) = measure_attainment(
            extract.records, promise(8), during=Period.month(2026, 6, tz="UTC"), as_of=JULY
        )

        assert extract.defects == ()
        assert (attainment.share, attainment.counted) == (Fraction(1), 10)

    @pytest.mark.parametrize(
        "end",
        ["10:00 UTC", "10:00Z", "10:00 GMT", "12:00 +0200", "12:00 GMT+2", "05:30 UTC-04:30"],
    )
    @pytest.mark.parametrize("pattern", ["iso", "%Y-%m-%d %H:%M"])
    def test_offset_behind_a_time_is_read_whatever_the_pattern(
        self, tmp_path: Path, end: str, pattern: str
    ) -> None:
        mapping = map_list(date_formats=pattern, tz="Asia/Tokyo")

        (record,) = read_csv(
            write(tmp_path, f"A,2026-06-01 09:00,2026-06-01 {end}"), mapping
        ).records

        assert record.resolved_at == datetime(2026, 6, 1, 10, tzinfo=UTC)

    @pytest.mark.parametrize("end", ["10:00 +2500", "10:00 GMT+15"])
    def test_offset_of_no_zone_is_a_defect(self, tmp_path: Path, end: str) -> None:
        extract = read_csv(write(tmp_path, f"A,2026-06-01 09:00,2026-06-01 {end}"), map_list())

        assert [each.kind for each in extract.defects] == [DefectKind.UNREADABLE_VALUE]

    def test_hours_that_follow_without_a_blank_are_no_offset(self, tmp_path: Path) -> None:
        path = write(tmp_path, "A,2026-06-01 09:00,2026-06-01 10:00-11:00")

        extract = read_csv(path, map_list(date_formats="%Y-%m-%d %H:%M"))

        assert [each.field for each in extract.defects] == ["done"]

    def test_name_of_a_zone_in_a_pattern_is_refused(self) -> None:
        with pytest.raises(DefinitionError, match="leave %Z out"):
            map_list(date_formats="%Y-%m-%d %H:%M %Z")

    @pytest.mark.parametrize("text", ["A\ud83d", "\ud83d"])
    def test_half_a_character_is_a_defect(self, text: str) -> None:
        assert "half a character" in map_list().make_reader("id")[text].remedy

    def test_abbreviation_of_several_zones_is_named_in_the_remedy(self, tmp_path: Path) -> None:
        rows = write(tmp_path, "A,2026-06-01 09:00,2026-06-01 10:00 CST")

        (defect,) = read_csv(rows, map_list()).defects

        assert "'CST' is no zone for certain; write an offset such as +01:00" in defect.remedy

    def test_ends_that_are_not_read_are_counted_apart(self, tmp_path: Path) -> None:
        text = (CASES / "unreadable-resolved.csv").read_text(encoding="utf-8")
        path = tmp_path / "list.csv"
        path.write_text(text.replace("UTC", "o'clock"), encoding="utf-8")
        extract = read_csv(path, self.MAPPING)

        (attainment,) = measure_attainment(
            extract.records, promise(8), during=Period.month(2026, 6, tz="UTC"), as_of=JULY
        )

        assert (None, 0, 10) == (attainment.share, attainment.counted, len(attainment.faulty))
        assert 10 == len(extract.defects)
        assert {"resolved"} == {gap.state for each in extract.records for gap in each.gaps}
        assert "Not to be judged: T1, T2" in str(attainment.to_table())


class TestRF9:
    """Headers twice."""

    def test_message_says_which_columns_they_are(self) -> None:
        mapping = TicketMapping(
            columns={"id": "Issue key", "opened_at": "Created", "labels": "Labels"},
            moments={"Resolved": IncidentState.RESOLVED},
            date_formats="%d/%b/%y %I:%M %p",
        )

        with pytest.raises(MappingError, match="'Labels' twice or more, as columns 11, 12"):
            read_csv(CASES / "jira-duplicate-header.csv", mapping)

    def test_row_that_is_too_wide_tells_of_columns_that_come_twice(self, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        path.write_text("id,opened,done,Label,Label\nA,2026-06-01 10:00,,a,b,c\n", encoding="utf-8")

        (defect,) = read_csv(path, map_list()).defects

        assert "columns that the header repeats may be the cause" in defect.remedy


class TestRF18:
    """A foreign XES log."""

    def test_name_of_an_activity_is_no_id(self) -> None:
        mapping = EventLogMapping(
            columns={"id": "concept:name", "at": "time:timestamp", "state": "concept:name"},
            states={"open": IncidentState.OPEN},
        )

        with pytest.raises(MappingError, match="that of the case is 'case:concept:name'"):
            read_xes(CASES / "traces-twice-on-lines.xes", mapping)


class TestRF19:
    """A column of numbers with one hole."""

    def test_whole_number_that_became_a_float_is_that_number(self) -> None:
        pd = pytest.importorskip("pandas")
        frame = pd.DataFrame(
            {
                "id": [1.0, 2.0, 3.0, 4.0],
                "priority": [1, 2, None, 3],
                "team": [10.0, 10.5, None, 10.0],
                "opened": pd.Timestamp("2026-06-01T09:00Z"),
                "done": pd.Timestamp("2026-06-01T10:00Z"),
            }
        )
        mapping = map_list(
            columns={"id": "id", "opened_at": "opened", "priority": "priority", "team": "team"}
        )

        extract = frames.to_records(frame, mapping)

        assert () == extract.defects
        assert [("1", "1", "10"), ("2", "2", "10.5"), ("3", None, None), ("4", "3", "10")] == [
            (each.id, None if each.priority is None else str(each.priority), each.team)
            for each in extract.records
        ]

    def test_cell_that_holds_a_list_is_refused(self) -> None:
        pd = pytest.importorskip("pandas")
        at = pd.Timestamp("2026-06-01T09:00Z")
        frame = pd.DataFrame({"id": ["A"], "opened": at, "done": at, "labels": [["a", "b"]]})
        columns = {"id": "id", "opened_at": "opened", "labels": "labels"}

        with pytest.raises(ArgumentError, match=r"a cell holds a list, \['a', 'b'\]"):
            frames.to_records(frame, map_list(columns=columns))

    @pytest.mark.parametrize("engine", ENGINES)
    def test_it_is_judged_as_that_number_too(self, engine: str) -> None:
        opened = datetime(2026, 6, 1, 9, tzinfo=UTC)
        columns: dict[str, Any] = {
            "id": ["1", "2", "3", "4"],
            "priority": [1.0, 2.0, None, 3.0],
            "opened": [opened] * 4,
            "done": [opened + timedelta(hours=1)] * 4,
        }
        kinds = {"id": TEXT, "priority": nw.Float64(), "opened": INSTANT, "done": INSTANT}
        mapping = map_list(
            columns={"id": "id", "opened_at": "opened", "priority": "priority"},
            constants={"service": "it"},
        )
        target = Target(
            Clock.RESOLUTION, timedelta(hours=8), priorities=[Priority.P1, Priority.P2, Priority.P3]
        )

        judged = frames.with_judgement(
            make(engine, columns, kinds), evolve(promise(8), targets=[target]), mapping, as_of=JULY
        )

        verdicts = {row["id"]: row["verdict"] for row in read(judged)}
        assert {"1": "met", "2": "met", "3": "no target", "4": "met"} == verdicts


class TestRF20:
    """Blanks inside an id."""

    def test_number_in_groups_is_that_number(self) -> None:
        mapping = TicketMapping(
            columns={"id": "ID", "opened_at": "Date d'ouverture"},
            moments={"Date de résolution": IncidentState.RESOLVED},
            date_formats="%d-%m-%Y %H:%M",
        )

        extract = read_csv(CASES / "glpi-french.csv", mapping)

        assert ["5732943", "5732944"] == [record.id for record in extract.records]

    @pytest.mark.parametrize("text", ["57\xa0329\xa0435", "1\u202f000"])
    def test_of_every_blank_that_keeps_a_line_together(self, tmp_path: Path, text: str) -> None:
        extract = read_csv(write(tmp_path, f"{text},2026-06-01 10:00,"), map_list())

        assert ["".join(text.split())] == [record.id for record in extract.records]

    @pytest.mark.parametrize("text", ["5732\xa0943", "5\xa073", "A\xa0100", "5 732"])
    def test_other_texts_stay_as_they_are(self, tmp_path: Path, text: str) -> None:
        extract = read_csv(write(tmp_path, f"{text},2026-06-01 10:00,"), map_list())

        assert [text] == [record.id for record in extract.records]


class TestRF6:
    """A date without a time."""

    MAPPING = TicketMapping(
        columns={"id": "id", "opened_at": "created"},
        constants={"service": "it"},
        moments={"resolved": IncidentState.RESOLVED},
    )

    def test_it_is_no_instant(self) -> None:
        extract = read_csv(CASES / "date-only.csv", self.MAPPING)

        assert ["T1"] == [record.id for record in extract.records]
        assert [(2, "resolved", False), (3, "created", True)] == [
            (each.row, each.field, each.is_row_lost) for each in extract.defects
        ]
        assert {
            "a date alone is no instant; say in the mapping's date_only whether its start or end"
        } == {each.remedy for each in extract.defects}
        assert [Verdict.UNKNOWN] == [each.verdict for each in judge_each(extract.records, 8)]

    def test_mapping_may_say_what_it_stands_for(self) -> None:
        path = CASES / "date-only.csv"

        first, second = read_csv(path, evolve(self.MAPPING, date_only="end")).records
        start = read_csv(path, evolve(self.MAPPING, date_only="start")).records[1]

        moment = timedelta(microseconds=1)
        assert first.resolved_at == datetime(2026, 6, 2, tzinfo=UTC) - moment
        assert second.resolved_at == datetime(2026, 6, 3, tzinfo=UTC) - moment
        assert (start.opened_at, start.resolved_at) == (
            datetime(2026, 6, 1, tzinfo=UTC),
            datetime(2026, 6, 2, tzinfo=UTC),
        )

    @pytest.mark.parametrize(
        "pattern, opened",
        [("iso", "20260601"), ("iso", "2026-W23-1"), ("%d.%m.%Y", "01.06.2026")],
    )
    def test_however_it_is_written(self, tmp_path: Path, pattern: str, opened: str) -> None:
        extract = read_csv(write(tmp_path, f"A,{opened},"), map_list(date_formats=pattern))

        assert ["a date alone is no instant"] == [
            each.remedy.split(";")[0] for each in extract.defects
        ]

    def test_its_end_is_the_last_of_its_instants_where_the_last_hour_comes_twice(
        self, tmp_path: Path
    ) -> None:
        mapping = map_list(date_only="end", tz="America/Sao_Paulo")

        (record,) = read_csv(write(tmp_path, "A,2018-02-17,"), mapping).records

        moment = timedelta(microseconds=1)
        assert record.opened_at == datetime(2018, 2, 18, 3, tzinfo=UTC) - moment

    @pytest.mark.parametrize(
        "text", ["2026-06-01x10:00", "2026-06-01T10:00:00.Z", "2026-06-01  10:00", "2026-06-01T10:"]
    )
    def test_time_that_is_put_together_otherwise_is_a_defect(
        self, tmp_path: Path, text: str
    ) -> None:
        extract = read_csv(write(tmp_path, f"A,{text},"), map_list())

        assert [DefectKind.NO_TIME] == [each.kind for each in extract.defects]

    @pytest.mark.parametrize(
        "text",
        [
            "2026-06-01T10:00:00.000000000Z",
            "20260601T100000Z",
            "2026-W23-1T10",
            "2026-06-01 12:00:00,000+0200",
        ],
    )
    def test_other_ways_of_iso_8601_are_read(self, tmp_path: Path, text: str) -> None:
        (record,) = read_csv(write(tmp_path, f'A,"{text}",'), map_list()).records

        assert record.opened_at == datetime(2026, 6, 1, 10, tzinfo=UTC)

    def test_day_ends_with_24_00(self, tmp_path: Path) -> None:
        mapping = map_list()
        rows = write(tmp_path, "A,2024-05-28T09:00Z,2024-05-28T24:00:00Z")

        (record,) = read_csv(rows, mapping).records

        assert record.resolved_at == datetime(2024, 5, 29, tzinfo=UTC)

    def test_other_words_for_it_are_refused(self) -> None:
        with pytest.raises(DefinitionError, match="cannot stand for 'noon'; write 'start'"):
            map_list(date_only="noon")


class TestRF8:
    """The repeated hour."""

    STEPS = EventLogMapping(
        columns={"id": "n", "at": "at", "state": "state"},
        constants={"service": "it"},
        states={"New": IncidentState.OPEN, "Solved": IncidentState.RESOLVED},
        tz="Europe/Berlin",
    )
    MOMENTS = TicketMapping(
        columns={"id": "n", "opened_at": "opened"},
        constants={"service": "it"},
        moments={"done": IncidentState.RESOLVED},
        tz="Europe/Berlin",
    )

    def judge(self, extract: Extract[Incident]) -> tuple[Verdict, timedelta]:
        assert extract.defects == ()
        ((judgement,),) = ([*judge_each([record], 1)] for record in extract.records)
        return judgement.verdict, judgement.elapsed

    def test_order_of_rows_tells_which_occurrence_it_is(self) -> None:
        extract = read_event_log(CASES / "repeated-hour-log.csv", self.STEPS)

        assert self.judge(extract) == (Verdict.MET, timedelta(minutes=30))

    def test_order_of_moments_does_too(self) -> None:
        extract = read_csv(CASES / "repeated-hour-list.csv", self.MOMENTS)

        assert self.judge(extract) == (Verdict.MET, timedelta(minutes=30))

    def read_steps(self, folder: Path, *times: str) -> Extract[Incident]:
        path = folder / "log.csv"
        rows = (
            f"A,2020-10-25 {time},{'New' if n % 2 else 'Solved'}" for n, time in enumerate(times)
        )
        path.write_text("\n".join(["n,at,state", *rows]), encoding="utf-8")
        return read_event_log(path, self.STEPS)

    @pytest.mark.parametrize(
        "times, expected",
        [
            (["02:40"], ["00:40"]),
            (["01:30", "02:40", "03:30"], ["23:30", "00:40", "02:30"]),
            (["02:40", "02:10", "02:20"], ["00:40", "01:10", "01:20"]),
            (["02:10", "02:40", "02:10", "02:40"], ["00:10", "00:40", "01:10", "01:40"]),
            # The newest first.
            (["03:30", "02:10", "02:40", "01:30"], ["02:30", "01:10", "00:40", "23:30"]),
        ],
    )
    def test_rows_in_order_of_time_or_in_the_opposite_one_tell(
        self, tmp_path: Path, times: list[str], expected: list[str]
    ) -> None:
        extract = self.read_steps(tmp_path, *times)

        assert extract.defects == ()
        assert expected == [f"{each.at:%H:%M}" for each in extract.records[0].history]

    def test_where_no_order_tells_it_is_a_defect_and_a_gap(self, tmp_path: Path) -> None:
        extract = self.read_steps(tmp_path, "01:30", "03:30", "02:40", "01:45", "03:45")

        (defect,) = extract.defects
        (record,) = extract.records
        assert "comes twice that night, and the order of the rows does not tell" in defect.reason
        assert [each.row for each in record.gaps] == [4]

    def test_moments_in_no_order_are_told_as_before(self, tmp_path: Path) -> None:
        mapping = evolve(self.MOMENTS, columns={"id": "id", "opened_at": "opened"})
        rows = write(tmp_path, "A,2020-10-25 03:40,2020-10-25 02:10")

        (defect,) = read_csv(rows, mapping).defects

        assert defect.kind is DefectKind.IMPOSSIBLE_ORDER


CASES = Path(__file__).parent / "data" / "cases"
JULY = datetime(2026, 7, 1, tzinfo=UTC)


def promise(hours: int) -> SLA:
    return SLA(
        AgreementId("sla"),
        service=ServiceId("it"),
        calendar=Calendar.always(),
        targets=[Target(Clock.RESOLUTION, timedelta(hours=hours), required_share="0.9")],
        valid_from=date(2020, 1, 1),
        version="1",
    )


def judge_each(records: Iterable[Incident], hours: int) -> list[Judgement]:
    return [each for record in records for each in judge(record, promise(hours), as_of=JULY)]
