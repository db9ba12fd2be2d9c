"""Files as tools write them: what was misread without a word, case by case."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.errors import DefinitionError
from mof.incidents import Incident, IncidentState
from mof.judgements import Judgement, Verdict, judge, measure_attainment
from mof.sources import DefectKind, TicketMapping, read_csv
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
