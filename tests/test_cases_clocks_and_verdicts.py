"""Clocks and verdicts: situations that tools decide differently, case by case."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.incidents import IncidentState
from mof.judgements import Verdict, judge, measure_attainment
from mof.records import Priority
from mof.sources import EventLogMapping, read_event_log
from mof.values import AgreementId, Period, ServiceId

CASES = Path(__file__).parent / "data" / "cases"


class TestCV9:
    """A word of a state that is in no mapping: records and frames say the same."""

    MAPPING = EventLogMapping(
        columns={
            "id": "number",
            "at": "sys_updated_at",
            "opened_at": "opened_at",
            "state": "incident_state",
            "priority": "priority",
        },
        constants={"service": "it"},
        states={
            "New": IncidentState.OPEN,
            "Resolved": IncidentState.RESOLVED,
            "Closed": IncidentState.CLOSED,
        },
    )
    AGREEMENT = SLA(
        AgreementId("closure"),
        service=ServiceId("it"),
        calendar=Calendar.weekdays("14:00-23:00", tz="UTC"),
        targets=[
            Target(
                Clock.CLOSURE.without_pauses(), timedelta(hours=62), priorities=[Priority.P3]
            )
        ],
        valid_from=date(2016, 1, 1),
        version="1",
    )
    AS_OF = datetime(2017, 3, 1, tzinfo=UTC)
    MAY = Period.month(2016, 5, tz="UTC")
    LOG = CASES / "unknown-state.csv"

    def test_record_with_an_unknown_state_is_unknown(self) -> None:
        extract = read_event_log(self.LOG, self.MAPPING)

        one, other = (
            judgement
            for record in extract.records
            for judgement in judge(record, self.AGREEMENT, as_of=self.AS_OF)
        )

        assert (Verdict.UNKNOWN, Verdict.MET) == (one.verdict, other.verdict)
        assert timedelta(hours=10) == other.elapsed
        assert one.at_least is not None
        assert one.at_least > timedelta(hours=62)
        assert [3, 4] == [gap.row for gap in extract.records[0].gaps]

    def test_attainment_counts_it_apart(self) -> None:
        records = read_event_log(self.LOG, self.MAPPING).records

        (attainment,) = measure_attainment(
            records, self.AGREEMENT, during=self.MAY, as_of=self.AS_OF
        )

        assert (("T-2",), (), ("T-1",)) == (
            attainment.met,
            attainment.breached,
            attainment.faulty,
        )
        assert 1 == attainment.share
