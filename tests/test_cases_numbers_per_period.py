"""Numbers per period: what went wrong in tools of the field, case by case."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from frame_engines import ENGINES, INSTANT, TEXT, make
from lives import IncidentEntry
from mof import frames
from mof.agreements import OLA, SLA, Clock, CountedBy, OnPriorityChange, Reopening, Target
from mof.calendars import Calendar
from mof.converters import make_converter
from mof.errors import DefinitionError
from mof.incidents import Incident, IncidentState
from mof.judgements import Attainment, judge, measure_attainment
from mof.records import Fact, Priority
from mof.reviews import OperationalHealthInputs, compare_reviews, review_operational_health
from mof.sources import EventLogMapping
from mof.values import AgreementId, IncidentId, Period, ServiceId, TargetStatus, TeamId

S = IncidentState
MAIL = ServiceId("mail")
MARCH = Period.month(2026, 3, tz="UTC")
MAY = datetime(2026, 5, 1, tzinfo=UTC)
MONTHS = [Period.month(2026, month, tz="UTC") for month in (2, 3, 4, 5)]
CASES = {
    "A": ("02-25 08:00", "03-10 08:00"),
    "B": ("03-02 08:00", "03-03 08:00"),
    "C": ("03-05 08:00", "03-06 08:00"),
    "D": ("03-28 08:00", "04-06 08:00"),
    "E": ("02-27 20:00", "03-01 10:00"),
    "F": ("02-20 08:00", "03-20 08:00"),
}
TABLE = [
    ("decided", "BCE", "D", Fraction(3, 4), TargetStatus.MET),
    ("opened", "BC", "D", Fraction(2, 3), TargetStatus.OUTSIDE_TOLERANCE),
    ("stopped", "BCE", "AF", Fraction(3, 5), TargetStatus.OUTSIDE_TOLERANCE),
]


def at(told: str) -> datetime:
    return datetime.fromisoformat(f"2026-{told}+00:00")


def tell(name: str, opened: str, *states: tuple[str, S]) -> Incident:
    first = IncidentEntry(at(opened), state=S.OPEN, changes={"service": MAIL})
    later = [IncidentEntry(at(told), state=state) for told, state in states]
    return Incident(IncidentId(name), [first, *later], opened_at=at(opened))


def agree(target: Target | None = None, **terms: Any) -> SLA:
    promised = target or Target(
        Clock.RESOLUTION, timedelta(hours=40), required_share="0.7", **terms
    )
    return SLA(
        AgreementId("sla"),
        service=MAIL,
        calendar=Calendar.always(),
        targets=[promised],
        valid_from=datetime(2026, 1, 1, tzinfo=UTC),
        version="1",
    )


INCIDENTS = [tell(name, start, (stop, S.RESOLVED)) for name, (start, stop) in CASES.items()]


def attain(
    *incidents: Incident, by: str, during: Period = MARCH, as_of: datetime = MAY
) -> Attainment:
    (attainment,) = measure_attainment(
        incidents, agree(), during=during, as_of=as_of, counted_by=by
    )
    return attainment


CANCELLED = ("03-30 19:00", S.CANCELLED)
MAPPING = EventLogMapping(
    columns={"id": "id", "at": "at", "state": "state", "service": "service"},
    states={str(state): state for state in S},
)


class TestNP1:
    """Whose month is it."""

    @pytest.mark.parametrize("by, met, late, share, status", TABLE)
    def test_each_way_to_count_gives_its_answer(
        self, by: str, met: str, late: str, share: Fraction, status: TargetStatus
    ) -> None:
        attainment = attain(*INCIDENTS, by=by)

        assert (tuple(met), tuple(late)) == (attainment.met, attainment.breached)
        assert (share, status) == (attainment.share, attainment.status)
        assert CountedBy(by) is attainment.counted_by
        assert len(INCIDENTS) == attainment.counted + len(attainment.decided_outside)

    @pytest.mark.parametrize("by, met, late, share, status", TABLE)
    def test_it_is_a_term_of_the_target(
        self, by: str, met: str, late: str, share: Fraction, status: TargetStatus
    ) -> None:
        sla = agree(counted_by=by)

        (attainment,) = measure_attainment(INCIDENTS, sla, during=MARCH, as_of=MAY)

        assert (share, status) == (attainment.share, attainment.status)
        assert (CountedBy(by), CountedBy(by)) == (
            attainment.counted_by,
            attainment.counts.counted_by,
        )

    def test_argument_overrides_the_term(self) -> None:
        sla = agree(counted_by="opened")

        (attainment,) = measure_attainment(
            INCIDENTS, sla, during=MARCH, as_of=MAY, counted_by=CountedBy.STOPPED
        )

        assert Fraction(3, 5) == attainment.share
        assert "stopped" in attainment.to_table().to_text()

    def test_unknown_way_is_refused_with_the_words_that_exist(self) -> None:
        with pytest.raises(DefinitionError, match="'decided', 'stopped', 'opened', not 'closed'"):
            agree(counted_by="closed")
        with pytest.raises(DefinitionError, match="not 'closed'"):
            attain(*INCIDENTS, by="closed")

    @pytest.mark.parametrize("by", ["decided", "opened", "stopped"])
    def test_every_case_counts_in_one_month(self, by: str) -> None:
        months = [attain(*INCIDENTS, by=by, during=month) for month in MONTHS]

        assert sorted(CASES) == sorted(r for each in months for r in (*each.met, *each.breached))

    def test_february_and_april_by_decision(self) -> None:
        february, april = (attain(*INCIDENTS, by="decided", during=MONTHS[n]) for n in (0, 2))

        assert ((), ("A", "F")) == (february.met, february.breached)
        assert TargetStatus.NO_DATA is april.status

    def test_what_has_not_stopped_is_shown_with_what_of_it_is_late(self) -> None:
        early = at("03-30 12:00")
        fresh = tell("G", "03-30 09:00")

        attainment = attain(*INCIDENTS, fresh, by="stopped", as_of=early)

        assert (("D", "G"), ("D",)) == (attainment.unstopped, attainment.unstopped_late)
        assert () == attainment.undecided
        assert (2, 1) == (attainment.counts.unstopped, attainment.counts.unstopped_late)
        text = attainment.to_table().to_text()
        assert "not stopped                 2" in text
        assert "of them late                1" in text

    def test_what_was_opened_and_is_not_decided_is_undecided(self) -> None:
        early = at("04-02 09:00")
        others = [tell("G", "03-31 20:00"), tell("H", "04-01 20:00")]

        attainment = attain(*INCIDENTS, *others, by="opened", as_of=early)

        assert (("G",), ("D",)) == (attainment.undecided, attainment.breached)
        assert ("A", "E", "F", "H") == attainment.decided_outside

    def test_void_case_counts_where_it_ended_or_was_opened(self) -> None:
        void = tell("V", "02-27 20:00", ("03-01 10:00", S.CANCELLED))

        assert {"decided": ("V",), "stopped": ("V",), "opened": ()} == {
            by: attain(void, by=by).void for by in ("decided", "stopped", "opened")
        }

    def test_breach_that_was_cancelled_later_counts_where_it_ended(self) -> None:
        late = tell("V", "02-20 08:00", ("03-01 10:00", S.CANCELLED))

        assert {"decided": (), "stopped": ("V",), "opened": ()} == {
            by: attain(late, by=by).breached for by in ("decided", "stopped", "opened")
        }

    def test_reopened_case_is_opened_again_where_it_is_counted_again(self) -> None:
        anew = Clock("fix", stops=[S.RESOLVED], reopening=Reopening.NEW_CYCLE)
        sla = agree(Target(anew, timedelta(hours=40), counted_by="opened"))
        twice = tell(
            "I",
            "02-25 08:00",
            ("02-26 08:00", S.RESOLVED),
            ("03-05 08:00", S.IN_PROGRESS),
            ("03-06 08:00", S.RESOLVED),
        )

        months = [
            measure_attainment([twice], sla, during=month, as_of=MAY)[0].met for month in MONTHS
        ]

        assert [("I",), ("I",), (), ()] == months

    def test_assignment_counts_where_it_began(self) -> None:
        network = TeamId("network")
        ola = OLA(
            AgreementId("ola"),
            service=MAIL,
            team=network,
            calendar=Calendar.always(),
            targets=[Target(Clock.ASSIGNMENT, timedelta(hours=40), counted_by="opened")],
            valid_from=datetime(2026, 1, 1, tzinfo=UTC),
            version="1",
        )
        incident = Incident(
            IncidentId("I"),
            [
                IncidentEntry(at("02-25 08:00"), state=S.OPEN, changes={"service": MAIL}),
                IncidentEntry(at("03-02 08:00"), changes={"team": network}),
                IncidentEntry(at("03-03 08:00"), state=S.RESOLVED),
            ],
            opened_at=at("02-25 08:00"),
        )

        (attainment,) = measure_attainment([incident], ola, during=MARCH, as_of=MAY)

        assert ("I",) == attainment.met

    @pytest.mark.parametrize("rule", [OnPriorityChange.RESTART, OnPriorityChange.SEGMENTED])
    def test_change_of_priority_opens_no_new_case(self, rule: OnPriorityChange) -> None:
        facts: dict[str, Fact] = {"service": MAIL, "priority": Priority.P4}
        targets = [
            Target(Clock.RESOLUTION, timedelta(hours=400), priorities=[Priority.P4]),
            Target(Clock.RESOLUTION, timedelta(hours=40), priorities=[Priority.P1]),
        ]
        sla = SLA(
            AgreementId("sla"),
            service=MAIL,
            calendar=Calendar.always(),
            targets=targets,
            on_priority_change=rule,
            valid_from=datetime(2026, 1, 1, tzinfo=UTC),
            version="1",
        )
        raised = Incident(
            IncidentId("I"),
            [
                IncidentEntry(
                    at("02-25 08:00"),
                    state=S.OPEN,
                    changes=facts,
                ),
                IncidentEntry(at("03-02 08:00"), changes={"priority": Priority.P1}),
                IncidentEntry(at("03-03 08:00"), state=S.RESOLVED),
            ],
            opened_at=at("02-25 08:00"),
        )

        last = judge(raised, sla, as_of=MAY)[-1]

        assert at("03-02 08:00") == last.started_at
        assert at("02-25 08:00") == last.counts_at("opened")

    def test_it_is_written_and_read_back_and_older_documents_count_by_decision(self) -> None:
        converter = make_converter()
        target = Target(Clock.RESOLUTION, timedelta(hours=1), counted_by="opened")

        written = converter.unstructure(target)

        assert "opened" == written["counted_by"]
        assert target == converter.structure(written, Target)
        del written["counted_by"]
        assert CountedBy.DECIDED is converter.structure(written, Target).counted_by

    @pytest.mark.parametrize("by, met, late, share, status", TABLE)
    def test_review_counts_alike_and_says_so(
        self, by: str, met: str, late: str, share: Fraction, status: TargetStatus
    ) -> None:
        asked: dict[str, Any] = {"period": MARCH, "as_of": MAY, "incidents": INCIDENTS}
        overridden = review_operational_health(
            OperationalHealthInputs(**asked, agreements=[agree()], counted_by=by)
        )
        review = review_operational_health(
            OperationalHealthInputs(**asked, agreements=[agree(counted_by=by)])
        )

        for each in (overridden, review):
            (attainment,) = each.evidence.attainments
            assert (share, status) == (attainment.share, attainment.status)
            assert sorted(late) == sorted(b.record for b in each.evidence.breaches)
            text = " ".join(each.minutes().to_text().split())
            assert f"counts in the period in which it was {by}" in text

    def test_review_shows_what_has_not_stopped(self) -> None:
        inputs = OperationalHealthInputs(
            period=MARCH,
            as_of=at("04-02 09:00"),
            incidents=INCIDENTS,
            agreements=[agree(counted_by="stopped")],
        )

        text = " ".join(review_operational_health(inputs).minutes().to_text(200).split())

        assert "1 not stopped, 1 of them late" in text

    def test_review_says_which_targets_count_how(self) -> None:
        apart = [
            Target(Clock.RESPONSE, timedelta(hours=40), counted_by="opened"),
            Target(Clock.RESOLUTION, timedelta(hours=40)),
        ]
        inputs = OperationalHealthInputs(
            period=MARCH, as_of=MAY, agreements=[evolve(agree(), targets=apart)]
        )

        text = " ".join(review_operational_health(inputs).minutes().to_text().split())

        assert "in which it was opened, or counted anew. That holds for 1 target." in text

    def test_compared_reviews_say_that_cases_were_counted_otherwise(self) -> None:
        asked: dict[str, Any] = {"period": MARCH, "as_of": MAY, "incidents": INCIDENTS}
        reviews = [
            review_operational_health(
                OperationalHealthInputs(**asked, agreements=[agree()], counted_by=by)
            )
            for by in ("decided", "opened")
        ]

        text = " ".join(compare_reviews(*reviews).to_document().to_text(200).split())

        assert "by decided, then by opened" in text

    @pytest.mark.parametrize("engine", ENGINES)
    def test_frames_count_alike(self, engine: str) -> None:
        records = [*INCIDENTS, tell("G", "03-31 20:00"), tell("V", "03-30 09:00", CANCELLED)]
        rows = [
            (each.id, entry.at, str(entry.state), "mail")
            for each in records
            for entry in each.history
        ]
        names = ("id", "at", "state", "service")
        columns: dict[str, Any] = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        log = make(engine, columns, dict.fromkeys(names, TEXT) | {"at": INSTANT})
        apart = [
            Target(Clock.RESPONSE, timedelta(hours=40), counted_by="opened"),
            Target(Clock.RESOLUTION, timedelta(hours=40), counted_by="stopped"),
            Target(Clock.CLOSURE, timedelta(hours=40)),
        ]

        for sla, by, as_of in [
            *((agree(), by, MAY) for by, *_ in TABLE),
            *((agree(counted_by=by), None, at("04-02 09:00")) for by, *_ in TABLE),
            (evolve(agree(), targets=apart), None, at("04-02 09:00")),
        ]:
            asked: dict[str, Any] = {"during": MARCH, "as_of": as_of, "counted_by": by}
            found = frames.measure_attainment(log, sla, MAPPING, **asked)

            assert found == tuple(a.counts for a in measure_attainment(records, sla, **asked))
