"""Gaps: what was not read of a record, which clocks that touches, and what is said of them."""

import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import (
    OLA,
    SLA,
    Clock,
    Condition,
    Deadline,
    OnPriorityChange,
    Target,
    UnderpinningContract,
)
from mof.calendars import Calendar
from mof.converters import make_converter
from mof.errors import DefinitionError
from mof.incidents import Correspondent, Incident, IncidentState
from mof.judgements import (
    CaseCount,
    Judgement,
    Verdict,
    attribute_breach,
    find_breaches,
    judge,
    measure_attainment,
    next_instants,
    reconcile_judgements,
    what_if,
    worklist,
)
from mof.judgements._breach_attribution import ChainOutcome
from mof.outcomes import measure_scorecards
from mof.outcomes._detected_outages import measure_breaches
from mof.outcomes._time_to_restore import measure_time_to_resolve, measure_time_to_restore
from mof.records import Priority, RecordGap
from mof.sources import BlankMeaning, EventLogMapping, TicketMapping, read_csv, read_event_log
from mof.values import AgreementId, Period, SupplierId, TeamId
from world import MAIL

S = IncidentState
HOUR = timedelta(hours=1)
AS_OF = hours(100)
P2, P3, P5 = Priority.P2, Priority.P3, Priority.P5
LOG = EventLogMapping(
    date_only="start",
    columns={"id": "id", "at": "at", "state": "state", "priority": "priority"},
    constants={"service": MAIL},
    states={"New": S.OPEN, "Active": S.IN_PROGRESS, "Solved": S.RESOLVED, "Closed": S.CLOSED},
)


def agree(*targets: Target, **terms: Any) -> SLA:
    usual: dict[str, Any] = {
        "service": MAIL,
        "calendar": Calendar.always(),
        "targets": targets or [Target(Clock.RESOLUTION, 8 * HOUR)],
        "valid_from": datetime(2020, 1, 1, tzinfo=UTC),
        "version": "1",
    }
    return SLA(AgreementId("sla"), **usual | terms)


def lack(field: str = "state", at: float | None = 2, **more: Any) -> RecordGap:
    return RecordGap(field, "cannot read it", 3, at=None if at is None else hours(at), **more)


def lose(record: Incident, *gaps: RecordGap) -> Incident:
    return evolve(record, gaps=gaps)


def judge_all(record: Incident, *targets: Target, **terms: Any) -> list[tuple[str, Verdict]]:
    return [
        (str(each.clock), each.verdict)
        for each in judge(record, agree(*targets, **terms), as_of=AS_OF)
    ]


def judge_one(record: Incident, *targets: Target, **terms: Any) -> Judgement:
    (judgement,) = judge(record, agree(*targets, **terms), as_of=AS_OF)
    return judgement


SOLVED = tell(note(4, S.RESOLVED))


class TestRecords:
    def test_gap_is_part_of_the_record(self) -> None:
        lost = lose(SOLVED, lack())
        converter = make_converter()

        assert lost != SOLVED
        assert lost == pickle.loads(pickle.dumps(lost))
        assert lost == converter.loads(converter.dumps(lost, Incident), Incident)

    def test_document_of_old_has_none(self) -> None:
        converter = make_converter()
        plain = converter.unstructure(SOLVED)
        del plain["gaps"]

        assert SOLVED == converter.structure(plain, Incident)

    def test_gap_shows_its_place_and_its_reason(self) -> None:
        assert "state, row 3: cannot read it" == str(lack())
        assert "row: no id" == str(RecordGap("row", "no id"))

    def test_view_has_what_was_known_then(self) -> None:
        known = lack(at=2, until=hours(3))
        later = lack(at=1, recorded_at=hours(9))
        lost = lose(SOLVED, known, later, lack("row", at=None))

        assert lost is lost.as_of(hours(9))
        assert (known, lack("row", at=None)) == lost.as_of(hours(8)).gaps
        assert (lack(at=2), lack("row", at=None)) == lost.as_of(hours(2)).gaps
        assert (lack("row", at=None),) == lost.as_of(hours(1)).gaps


class TestClocks:
    def test_clock_that_has_not_ended_is_unknown(self) -> None:
        judgement = judge_one(lose(SOLVED, lack()))

        assert Verdict.UNKNOWN is judgement.verdict
        assert lack() == judgement.gap
        assert (2 * HOUR, 4 * HOUR) == (judgement.at_least, judgement.at_most)
        assert hours(4) == judgement.ended_by
        assert (None, None, None) == (
            judgement.stopped_at,
            judgement.breached_at,
            judgement.remaining,
        )
        assert 2 * HOUR == sum((p.duration for p in judgement.explain().parts), timedelta())
        assert () == judgement.at_risk
        assert not judgement.is_open
        table = str(judgement.to_table())
        assert "state, row 3: cannot read it" in table
        assert "elapsed at most" in table

    def test_it_is_so_though_it_is_late_by_what_was_read(self) -> None:
        late = lose(tell(note(30, S.RESOLVED)), lack(at=20))

        assert Verdict.UNKNOWN is judge_one(late).verdict
        assert 20 * HOUR == judge_one(late).at_least
        assert () == find_breaches([late], [agree()], as_of=AS_OF)

    def test_clock_that_has_ended_for_good_stands(self) -> None:
        answered = lose(tell(note(1, S.IN_PROGRESS), note(4, S.RESOLVED)), lack())
        cancelled = lose(tell(note(1, S.CANCELLED)), lack())

        assert Verdict.MET is judge_one(answered, Target(Clock.RESPONSE, HOUR)).verdict
        assert Verdict.VOID is judge_one(cancelled).verdict

    def test_stop_that_may_have_been_undone_does_not(self) -> None:
        judgement = judge_one(lose(SOLVED, lack(at=5)))

        assert Verdict.UNKNOWN is judgement.verdict
        assert (4 * HOUR, 99 * HOUR, None) == (
            judgement.at_least,
            judgement.at_most,
            judgement.ended_by,
        )
        assert judgement.is_open

    def test_gap_of_the_future_touches_nothing(self) -> None:
        (judgement,) = judge(lose(SOLVED, lack(at=99)), agree(), as_of=hours(50))

        assert Verdict.MET is judgement.verdict

    def test_end_after_the_question_is_none(self) -> None:
        ahead = lose(tell(note(60, S.RESOLVED, recorded=1)), lack())

        (judgement,) = judge(ahead, agree(), as_of=hours(50))

        assert (None, 50 * HOUR) == (judgement.ended_by, judgement.at_most)

    def test_row_without_a_time_may_have_told_anything(self) -> None:
        judgement = judge_one(lose(SOLVED, lack("at", at=None)))

        assert (Verdict.UNKNOWN, None, None) == (
            judgement.verdict,
            judgement.target,
            judgement.started_at,
        )
        assert (None, None) == (judgement.at_least, judgement.at_most)
        assert () == judgement.explain().parts

    def test_opening_that_was_not_read_moves_what_counts_from_it(self) -> None:
        noted = Clock("noted", stops=[S.RESOLVED], since="affected_at")
        lost = lose(tell(note(4, S.RESOLVED), affected_at=hours(1)), lack("opened_at", at=None))

        assert [("resolution", Verdict.UNKNOWN), ("noted", Verdict.MET)] == judge_all(
            lost, Target(Clock.RESOLUTION, 8 * HOUR), Target(noted, 8 * HOUR)
        )
        assert (
            Verdict.UNKNOWN
            is judge_one(
                lose(SOLVED, lack("affected_at", at=None)), Target(noted, 8 * HOUR)
            ).verdict
        )

    def test_moment_of_a_known_state_moves_only_what_it_moves(self) -> None:
        solved = lose(SOLVED, lack(at=4, state="closed"))
        waiting = lose(tell(), lack(at=0, state="pending", state_reason="user"))
        targets = [
            Target(Clock.RESOLUTION, 8 * HOUR),
            Target(Clock.CLOSURE, 8 * HOUR),
            Target(Clock.RESPONSE, 8 * HOUR),
        ]

        assert ["met", "unknown", "met"] == [str(v) for _, v in judge_all(solved, *targets)]
        assert ["unknown", "unknown", "breached"] == [
            str(v) for _, v in judge_all(waiting, *targets)
        ]

    def test_gaps_that_move_nothing_are_passed_by(self) -> None:
        lost = lose(
            SOLVED,
            lack(at=0, state="in progress"),
            lack("contact", at=1),
            lack("recorded_at", at=1),
            lack("state", at=3),
        )

        assert lack(at=3) == judge_one(lost).gap

    def test_clock_that_waits_for_its_start_may_have_begun(self) -> None:
        asked = tell(
            note(1, correspondent=Correspondent.CUSTOMER),
            note(2, S.IN_PROGRESS, correspondent=Correspondent.DESK),
        )
        target = Target(Clock.NEXT_RESPONSE, HOUR)

        assert Verdict.UNKNOWN is judge_one(lose(asked, lack(at=5)), target).verdict
        assert [] == judge_all(lose(SOLVED, lack()), target)

    def test_count_that_begins_anew_has_no_lower_bound(self) -> None:
        resets = Clock("resets", stops=[S.RESOLVED], resets=[Condition(changes=["update"])])

        judgement = judge_one(lose(SOLVED, lack()), Target(resets, HOUR))

        assert (None, 4 * HOUR) == (judgement.at_least, judgement.at_most)

    def test_facts_move_what_asks_for_them(self) -> None:
        topic = Clock("topic", stops=[Condition(facts={"topic": "vpn"})])

        assert (
            Verdict.UNKNOWN is judge_one(lose(SOLVED, lack("topic")), Target(topic, HOUR)).verdict
        )
        assert Verdict.BREACHED is judge_one(lose(SOLVED, lack()), Target(topic, HOUR)).verdict

    def test_deadline_that_was_not_read_leaves_open_when_it_was(self) -> None:
        record = tell(note(4, S.RESOLVED), resolve_by=hours(5))
        target = Target(Clock.RESOLUTION, Deadline("resolve_by"))

        assert Verdict.UNKNOWN is judge_one(lose(record, lack("resolve_by")), target).verdict
        assert target == judge_one(lose(record, lack("resolve_by")), target).target
        for gap in (lack("resolve_by", at=9), lack("resolve_by", until=hours(3)), lack("topic")):
            assert Verdict.MET is judge_one(lose(record, gap), target).verdict


URGENT = (
    Target(Clock.RESOLUTION, 8 * HOUR, priorities=[P2]),
    Target(Clock.RESOLUTION, 16 * HOUR, priorities=[P3]),
)


class TestPriorities:
    def test_priority_moves_only_targets_that_differ_by_it(self) -> None:
        lost = lose(tell(note(4, S.RESOLVED), priority=P2), lack("priority"))

        assert (Verdict.UNKNOWN, None) == (
            judge_one(lost, *URGENT).verdict,
            judge_one(lost, *URGENT).target,
        )
        assert Verdict.MET is judge_one(lost).verdict

    def test_priority_that_is_told_again_counts(self) -> None:
        record = tell(note(4, S.RESOLVED), priority=P2)

        for gap in (lack("priority", until=hours(3)), lack("priority", at=9)):
            assert Verdict.MET is judge_one(lose(record, gap), *URGENT).verdict
        again = lose(record, lack("priority", until=hours(3)))
        for rule in (OnPriorityChange.RESTART, OnPriorityChange.SEGMENTED):
            verdict = judge_one(again, *URGENT, on_priority_change=rule).verdict
            assert Verdict.UNKNOWN is verdict

    def test_target_is_told_where_the_priority_stays(self) -> None:
        stays = lose(tell(note(4, S.RESOLVED), priority=P2), lack())
        changes = lose(tell(note(3, priority=P3), note(4, S.RESOLVED), priority=P2), lack())
        none = lose(tell(note(4, S.RESOLVED), priority=P5), lack())
        later = lose(tell(note(3, priority=P2), note(4, S.RESOLVED), priority=P5), lack())

        assert URGENT[0] == judge_one(stays, *URGENT).target
        assert None is judge_one(changes, *URGENT).target
        assert Verdict.UNKNOWN is judge_one(changes, *URGENT).verdict
        assert Verdict.NO_TARGET is judge_one(none, *URGENT).verdict
        assert Verdict.UNKNOWN is judge_one(later, *URGENT).verdict

    def test_restart_leaves_no_upper_bound(self) -> None:
        record = lose(tell(note(4, S.RESOLVED), priority=P2), lack())

        judgement = judge_one(record, *URGENT, on_priority_change=OnPriorityChange.RESTART)

        assert (2 * HOUR, None) == (judgement.at_least, judgement.at_most)

    def test_part_before_the_gap_is_known(self) -> None:
        record = tell(note(1, priority=P3), note(4, S.RESOLVED), priority=P2)

        first, second = judge(
            lose(record, lack()),
            agree(*URGENT, on_priority_change=OnPriorityChange.SEGMENTED),
            as_of=AS_OF,
        )

        assert (Verdict.VOID, Verdict.UNKNOWN) == (first.verdict, second.verdict)


class TestParties:
    def test_visit_to_a_team_may_have_been_missed(self) -> None:
        def promise(team: str) -> OLA:
            return OLA(
                AgreementId("ola"),
                service=MAIL,
                calendar=Calendar.always(),
                targets=[Target(Clock.RESOLUTION, 8 * HOUR)],
                valid_from=datetime(2020, 1, 1, tzinfo=UTC),
                version="1",
                team=TeamId(team),
            )

        record = tell(note(1, team="net"), note(2, team="web"), note(5, S.RESOLVED))
        verdicts = {
            (field, team): [
                str(j.verdict)
                for j in judge(lose(record, lack(field, at=3)), promise(team), as_of=AS_OF)
            ]
            for field in ("state", "row", "team", "topic")
            for team in ("net", "web", "db")
        }

        assert ["met", "unknown"] == verdicts["state", "net"]
        assert ["unknown"] == verdicts["state", "web"] == verdicts["row", "db"]
        assert [] == verdicts["state", "db"] == verdicts["topic", "db"]
        assert ["unknown"] == verdicts["team", "db"]
        assert ["met"] == verdicts["topic", "net"]

    def test_wait_for_a_supplier_may_have_been_missed(self) -> None:
        contract = UnderpinningContract(
            AgreementId("uc"),
            service=MAIL,
            calendar=Calendar.always(),
            targets=[Target(Clock.RESOLUTION, 8 * HOUR)],
            valid_from=datetime(2020, 1, 1, tzinfo=UTC),
            version="1",
            supplier=SupplierId("acme"),
        )
        named = tell(note(1, supplier="acme"), note(5, S.RESOLVED))

        assert [Verdict.UNKNOWN] == [
            each.verdict for each in judge(lose(named, lack()), contract, as_of=AS_OF)
        ]
        assert () == judge(lose(SOLVED, lack()), contract, as_of=AS_OF)


class TestVersions:
    def test_gap_after_the_version_ended_is_of_the_next(self) -> None:
        terms = {"on_new_version": OnPriorityChange.SEGMENTED}
        first = agree(valid_until=hours(2), **terms)
        second = agree(valid_from=hours(2), **{**terms, "version": "2"})
        lost = lose(tell(), lack(at=3))

        assert [Verdict.VOID] == [j.verdict for j in judge(lost, first, as_of=AS_OF)]
        assert [Verdict.UNKNOWN] == [j.verdict for j in judge(lost, second, as_of=AS_OF)]


MONTH = Period(hours(0), hours(700), tz="UTC")


class TestCounts:
    def test_attainment_counts_it_apart_and_names_it(self) -> None:
        lost = lose(tell(note(4, S.RESOLVED), name="lost"), lack())

        (attainment,) = measure_attainment([SOLVED, lost], agree(), during=MONTH, as_of=AS_OF)

        assert 1 == attainment.share
        assert (("lost",), 1) == (attainment.faulty, attainment.counts.faulty)
        assert ((), (), ()) == (
            attainment.breached,
            attainment.undecided,
            attainment.decided_outside,
        )
        assert "Not to be judged: lost." in str(attainment.to_table())

    def test_what_has_no_target_to_tell_counts_for_each(self) -> None:
        lost = lose(tell(priority=P2), lack("priority"))
        other = Target(Clock.CLOSURE, HOUR)

        found = measure_attainment([lost], agree(*URGENT, other), during=MONTH, as_of=AS_OF)

        assert [("incident-1",), ("incident-1",), ()] == [each.faulty for each in found]

    def test_worklist_says_it_and_no_instant_is_told(self) -> None:
        lost = lose(tell(), lack())

        listed = worklist([lost], [agree()], as_of=hours(3))

        assert [Verdict.UNKNOWN] == [each.verdict for each in listed]
        assert "unknown" in str(listed.to_table())
        assert () == next_instants(lost, [agree()], as_of=hours(3))
        assert 0 == len(worklist([lose(SOLVED, lack())], [agree()], as_of=AS_OF))

    def test_every_other_count_leaves_it_out_and_says_so(self) -> None:
        lost = lose(SOLVED, lack())
        judgement = judge_one(lost)
        (target,) = agree().targets

        places = reconcile_judgements([lost.id], [judgement], clock="resolution")
        measured = what_if([lost], agree(), target, as_of=AS_OF)
        breaches = measure_breaches([judgement], during=MONTH, as_of=AS_OF)

        assert 1 == places[CaseCount.UNKNOWN]
        assert (0, 0, 1) == (measured.ended, measured.open, measured.unknown)
        assert "1 not to be judged" in str(measured.to_table())
        assert (0, ("incident-1",)) == (breaches.cases, breaches.unknown)
        outcome = attribute_breach(judgement, lost, [agree()]).outcome
        assert ChainOutcome.NOT_KNOWN is outcome

    @pytest.mark.parametrize("measure", [measure_time_to_resolve, measure_time_to_restore])
    def test_times_are_of_what_was_read(self, measure: Any) -> None:
        lost = lose(tell(note(4, S.RESOLVED), name="lost"), lack())

        median, _ = measure([SOLVED, lost], during=MONTH, as_of=AS_OF)

        assert (1, ("lost",)) == (median.cases, median.unknown)

    def test_times_of_a_period_pass_by_what_came_later(self) -> None:
        early = Period(hours(0), hours(6), tz="UTC")
        lost = lose(SOLVED, lack(at=9), lack("topic", at=None))

        median, _ = measure_time_to_resolve([lost], during=early, as_of=AS_OF)

        assert 1 == median.cases

    def test_scorecard_counts_it_apart(self) -> None:
        lost = lose(tell(note(4, S.RESOLVED), name="lost"), lack())
        unopened = lose(tell(note(4, S.RESOLVED), name="unopened"), lack("at", at=None))

        (card,) = measure_scorecards(
            [SOLVED, lost, unopened], [agree()], during=[MONTH], as_of=AS_OF
        )

        assert ("lost", "unopened") == card.faulty
        assert 2 == card.counts.faulty
        total = card.total
        assert (("incident-1", "lost"), ("incident-1",), ("incident-1",)) == (
            total.opened,
            total.judged,
            total.recovered,
        )


def read_log(
    folder: Path,
    *rows: str,
    mapping: EventLogMapping = LOG,
    header: str = "id,at,priority,state",
) -> Any:
    path = folder / "log.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return read_event_log(path, mapping)


def list_gaps(record: Incident) -> list[tuple[Any, ...]]:
    return [(gap.field, gap.row, gap.at, gap.until) for gap in record.gaps]


MAY = datetime(2026, 5, 1, tzinfo=UTC)


class TestReaders:
    def test_unknown_word_for_a_state_is_a_gap_and_the_rest_of_its_row_is_kept(
        self, tmp_path: Path
    ) -> None:
        log = read_log(tmp_path, "A,2026-05-01,2,New", "A,2026-05-02,1,-100", "A,2026-05-03,1,New")

        (record,) = log.records

        day = timedelta(days=1)
        assert [("state", 3, MAY + day, MAY + 2 * day)] == list_gaps(record)
        assert Priority.P1 is record.as_of(MAY + day).priority
        assert [S.OPEN, None, S.OPEN] == [entry.state for entry in record.history]
        assert [False] == [defect.is_row_lost for defect in log.defects]
        assert "cannot read '-100' in 'state'" == record.gaps[0].reason

    def test_row_without_a_time_and_row_without_its_cells_are_gaps(self, tmp_path: Path) -> None:
        log = read_log(
            tmp_path,
            "A,2026-05-01,2,New",
            "A,soon,2,Solved",
            "A,2026-05-03,2,Sol,ved",
            "B,2026-05-03,2,New,",
            "A",
        )

        (record,) = log.records

        assert [("at", 3, None, None), ("row", 4, None, None), ("row", 6, None, None)] == (
            list_gaps(record)
        )

    def test_row_with_a_broken_quote_is_a_gap(self, tmp_path: Path) -> None:
        log = read_log(tmp_path, "A,2026-05-01,2,New", 'A,2026-05-03,2,"Sol"ved')

        (record,) = log.records

        assert [("row", 3, None, None)] == list_gaps(record)

    def test_row_whose_id_stands_behind_the_fault_is_of_no_record(self, tmp_path: Path) -> None:
        mapping = evolve(LOG, columns={**dict(LOG.columns), "id": "zid"})
        path = tmp_path / "log.csv"
        path.write_text(
            "at,priority,state,zid\n2026-05-01,2,New,A\n2026-05-02,2\n", encoding="utf-8"
        )

        (record,) = read_event_log(path, mapping).records

        assert () == record.gaps

    @pytest.mark.parametrize("blank, until", [(BlankMeaning.CLEARS, 3), (BlankMeaning.KEEPS, 4)])
    def test_fact_is_a_gap_until_it_is_told_again(
        self, tmp_path: Path, blank: BlankMeaning, until: int
    ) -> None:
        log = read_log(
            tmp_path,
            "A,2026-05-01,2,New",
            "A,2026-05-02,high,New",
            "A,2026-05-03,high,New",
            "A,2026-05-04,,New",
            "A,2026-05-05,2,New",
            mapping=evolve(LOG, blank=blank),
        )

        (record,) = log.records

        expected = ("priority", 3, MAY + timedelta(days=1), MAY + timedelta(days=until))
        assert [expected] == list_gaps(record)

    def test_opening_and_time_of_recording_are_gaps(self, tmp_path: Path) -> None:
        columns = {**dict(LOG.columns), "opened_at": "opened", "recorded_at": "written"}
        log = read_log(
            tmp_path,
            "A,2026-05-01,,2,soon,New",
            mapping=evolve(LOG, columns=columns),
            header="id,at,opened,priority,written,state",
        )

        (record,) = log.records

        assert {("opened_at", None), ("recorded_at", MAY)} == {
            (gap.field, gap.at) for gap in record.gaps
        }

    def test_acting_leaves_none(self) -> None:
        assert () == SOLVED.gaps


class TestLists:
    MAPPING = TicketMapping(
        date_only="start",
        columns={"id": "id", "opened_at": "opened", "priority": "priority"},
        constants={"service": MAIL},
        moments={"started": S.IN_PROGRESS, "solved": S.RESOLVED, "closed": S.CLOSED},
    )

    def read(self, folder: Path, *rows: str) -> Any:
        path = folder / "list.csv"
        header = "id,opened,priority,started,solved,closed"
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return read_csv(path, self.MAPPING)

    def test_moment_that_is_not_read_is_a_gap_between_those_that_are(self, tmp_path: Path) -> None:
        (record,) = self.read(tmp_path, "A,2026-05-01,high,2026-05-02,soon,2026-05-04").records

        day = timedelta(days=1)
        priority, solved = record.gaps
        assert ("priority", MAY, None) == (priority.field, priority.at, priority.state)
        assert ("state", MAY + day, MAY + 3 * day, "resolved") == (
            solved.field,
            solved.at,
            solved.until,
            solved.state,
        )

    def test_second_row_of_an_id_is_a_gap_of_the_first(self, tmp_path: Path) -> None:
        extract = self.read(
            tmp_path, "A,2026-05-01,2,,,", "A,2026-05-01,2,,,2026-05-02", "A,2026,1", "B"
        )

        (record,) = extract.records
        assert [("row", 3, None), ("row", 4, None)] == [
            (gap.field, gap.row, gap.at) for gap in record.gaps
        ]

    def test_present_state_without_a_moment_is_a_gap(self, tmp_path: Path) -> None:
        extract = self.read_states(
            tmp_path,
            "A,2026-05-01,,,,New",
            "B,2026-05-01,,,,Hold",
            "C,2026-05-01,,2026-05-02,,New",
            "D,2026-05-01,,2026-05-02,,Solved",
            "E,2026-05-01,,,2026-05-02,Gone",
            "F,2026-05-01,,2026-05-02,,Odd",
            "G,2026-05-01,,,2026-05-02,",
        )

        day = timedelta(days=1)
        assert [
            ("B", "pending", "user", MAY),
            ("C", "open", None, MAY + day),
            ("F", None, None, MAY + day),
        ] == [
            (record.id, gap.state, gap.state_reason, gap.at)
            for record in extract.records
            for gap in record.gaps
        ]
        assert ["state without a moment", "state without a moment", "unknown state"] == [
            str(defect.kind) for defect in extract.defects
        ]
        assert "'Hold' in 'now', and nothing tells since when; kept as told" in str(
            extract.defects[0]
        )
        assert [S.CANCELLED, S.CLOSED] == [
            record.state for record in extract.records if record.id in "EG"
        ]

    def read_states(self, folder: Path, *rows: str) -> Any:
        path = folder / "list.csv"
        header = "id,opened,started,solved,closed,now"
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return read_csv(path, STATES)

    def test_state_that_ends_may_be_entered_with_the_opening(self, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        path.write_text("id,opened,closed,now\nA,2026-05-01,2026-05-02,Gone\n", encoding="utf-8")
        columns = {"id": "id", "opened_at": "opened", "state": "now"}
        moments = (("opened", S.CANCELLED), ("closed", S.CLOSED))
        mapping = TicketMapping(
            columns=columns, moments=moments, states={"Gone": S.CANCELLED}, date_only="start"
        )

        extract = read_csv(path, mapping)

        assert () == extract.defects
        assert [[S.OPEN, S.CANCELLED, S.CLOSED]] == [
            [entry.state for entry in record.history] for record in extract.records
        ]

    @pytest.mark.parametrize(
        "columns, states, hint",
        [
            ({"state": "now"}, {}, "a column of states is no text"),
            ({}, {"Hold": S.PENDING}, "say which column has the words of states"),
            ({"state": "now"}, {"Gone": S.CANCELLED}, "say when 'Gone' was entered"),
        ],
    )
    def test_column_of_states_has_words_and_ends_have_moments(
        self, columns: dict[str, str], states: Any, hint: str
    ) -> None:
        with pytest.raises(DefinitionError, match=hint):
            TicketMapping(
                columns={"id": "id", "opened_at": "opened", **columns},
                moments={"closed": S.CLOSED},
                states=states,
            )


STATES = TicketMapping(
    date_only="start",
    columns={"id": "id", "opened_at": "opened", "state": "now"},
    constants={"service": MAIL},
    moments=(
        ("started", S.IN_PROGRESS),
        ("solved", S.RESOLVED),
        ("closed", S.CLOSED),
        ("closed", S.CANCELLED),
    ),
    states={
        "New": S.OPEN,
        "Hold": (S.PENDING, "user"),
        "Solved": S.RESOLVED,
        "Gone": S.CANCELLED,
    },
)
