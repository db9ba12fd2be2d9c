"""Risks are held against the tolerance of their time, and a register tells what it lacks."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.controls import (
    Control,
    ControlActivity,
    ControlEvidence,
    ControlRegister,
    Objective,
    Policy,
    Risk,
    Violation,
    find_risk_developments,
    start_register,
    tabulate_risk_developments,
)
from mof.controls._control_gaps import ControlGapKind, find_control_gaps
from mof.controls._risk_developments import DevelopmentKind
from mof.errors import DefinitionError, NaiveTimestampError, UnknownReferenceError
from mof.framework import Phase, ReviewKind
from mof.framework._management_reviews import CONTROLLED_RISKS
from mof.records import Level
from mof.values import (
    ControlId,
    EvidenceId,
    ObjectiveId,
    Period,
    PersonId,
    PolicyId,
    RiskId,
    TargetStatus,
    ViolationId,
)

ADA = PersonId("Ada")
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
MAIL = ObjectiveId("mail")

OUTAGE = Risk(RiskId("outage"), "mail fails for a day", objectives=[MAIL], unit="EUR")
BACKUP = Control(
    ControlId("backup"),
    "restore a backup",
    mitigates=[RiskId("outage")],
    owner=ADA,
    interval=30 * DAY,
)


def make_evidence(at: datetime = JUNE, name: str = "e1", **fields: Any) -> ControlEvidence:
    usual: dict[str, Any] = {"controls": [BACKUP.id], "what": "restored", "at": at, "by": ADA}
    return ControlEvidence(EvidenceId(name), **{**usual, **fields})


def make_register(*items: Any) -> ControlRegister:
    """One objective with its risk and control, nothing of which lacks anything."""
    risk = OUTAGE.assess(probability="0.1", impact=1000, at=JUNE, by=ADA)
    register = ControlRegister(
        objectives=[Objective(MAIL, "mail runs")],
        risks=[risk.tolerate(100, at=JUNE, by=ADA)],
        controls=[BACKUP],
        evidence=[make_evidence()],
    )
    return register.changed(*items)


def find_kinds(register: ControlRegister, as_of: datetime = JUNE) -> list[tuple[str, str]]:
    return [(str(gap.kind), gap.item) for gap in find_control_gaps(register, as_of=as_of)]


# Exposure


def test_exposure_is_probability_times_impact_exactly() -> None:
    risk = OUTAGE.assess(probability=0.1, impact=3, at=JUNE, by=ADA)

    assert 0.1 * 3 != 0.3  # what floats make of it
    assert Fraction(3, 10) == risk.find_exposure(JUNE).value


@pytest.mark.parametrize("probability", ["1.01", -0.1, 20])
def test_probability_beyond_certainty_is_refused(probability: float) -> None:
    with pytest.raises(DefinitionError, match="a probability is between 0 and 1"):
        OUTAGE.assess(probability=probability, impact=1, at=JUNE, by=ADA)


def test_negative_impact_and_boundary_are_refused() -> None:
    with pytest.raises(DefinitionError, match="not negative: -1"):
        OUTAGE.assess(probability=1, impact=-1, at=JUNE, by=ADA)
    with pytest.raises(DefinitionError, match="not negative: '-2'"):
        OUTAGE.tolerate("-2", at=JUNE, by=ADA)


@pytest.mark.parametrize(
    "impact, standing, words",
    [
        (999, TargetStatus.MET, "within tolerance"),
        (1000, TargetStatus.MET, "within tolerance"),
        ("1000.00001", TargetStatus.OUTSIDE_TOLERANCE, "outside tolerance"),
    ],
)
def test_boundary_itself_is_still_tolerated(
    impact: str, standing: TargetStatus, words: str
) -> None:
    risk = OUTAGE.tolerate(100, at=JUNE, by=ADA)

    exposure = risk.assess(probability="0.1", impact=impact, at=JUNE, by=ADA).find_exposure(JUNE)

    assert (standing, words) == (exposure.status, exposure.shown_status.text)


def test_risk_that_nobody_assessed_or_bounded_is_not_within_tolerance() -> None:
    assessed = OUTAGE.assess(probability=0, impact=0, at=JUNE, by=ADA)
    bounded = OUTAGE.tolerate(100, at=JUNE, by=ADA)

    assert {TargetStatus.NO_DATA} == {
        risk.find_exposure(JUNE).status for risk in (OUTAGE, assessed, bounded)
    }


def test_each_exposure_is_held_against_the_boundary_of_its_time() -> None:
    risk = (
        OUTAGE.assess(probability="0.1", impact=1000, at=JUNE, by=ADA)
        .tolerate(150, at=JUNE, by=ADA)
        .assess(probability="0.2", impact=1000, at=JUNE + 10 * DAY, by=ADA)
        .tolerate(250, at=JUNE + 20 * DAY, by=ADA)
    )

    traced = risk.trace_exposure(as_of=JUNE + 30 * DAY)

    expected: list[tuple[datetime, Fraction | None, TargetStatus]] = [
        (JUNE, Fraction(100), TargetStatus.MET),
        (JUNE + 10 * DAY, Fraction(200), TargetStatus.OUTSIDE_TOLERANCE),
        (JUNE + 20 * DAY, Fraction(200), TargetStatus.MET),
    ]
    assert expected == [(each.at, each.value, each.status) for each in traced]


def test_last_months_exposure_stays_what_it_was_known_to_be() -> None:
    late = JUNE + 20 * DAY
    risk = OUTAGE.assess(probability="0.1", impact=100, at=JUNE, by=ADA).assess(
        probability=1, impact=100, at=JUNE + DAY, by=ADA, recorded_at=late
    )

    assert [10] == [each.value for each in risk.trace_exposure(as_of=late - SECOND)]
    assert [10, 100] == [each.value for each in risk.trace_exposure(as_of=late)]
    assert 10 == risk.find_exposure(JUNE + 2 * DAY).value
    assert 100 == risk.find_exposure(JUNE + 2 * DAY, as_of=late).value


def test_boundary_decided_beforehand_holds_from_its_day() -> None:
    july = JUNE + 30 * DAY
    risk = OUTAGE.tolerate(5, at=july, by=ADA, recorded_at=JUNE)

    assert risk.find_exposure(july - SECOND).boundary is None
    assert risk.find_exposure(july, as_of=JUNE).boundary == risk.boundaries[0]
    assert risk.trace_exposure(as_of=JUNE) == ()


def test_exposure_prints_over_time_and_never_rounds_across_its_boundary() -> None:
    risk = OUTAGE.tolerate("0.3", at=JUNE, by=ADA).assess(
        probability=1, impact="0.3001", at=JUNE + DAY, by=PersonId("Bo")
    )

    first, second = risk.to_table(as_of=JUNE + DAY, tz="Europe/Oslo").rows

    assert ("2026-06-01 02:00", None, None, None, "0.3") == first[:5]
    assert ("100.0 %", "0.3", "0.3001", "0.3") == second[1:5]
    assert "✗ outside" in str(risk.to_table(as_of=JUNE + DAY))
    assert "Bo" == second[-1]


def test_unbounded_exposure_prints_too() -> None:
    risk = OUTAGE.assess(probability=1, impact=2, at=JUNE, by=ADA)

    assert ("2", None) == risk.to_table(as_of=JUNE).rows[0][3:5]


# Register


@pytest.mark.parametrize(
    "items, reference",
    [
        ({"risks": [OUTAGE]}, "mail"),
        ({"controls": [BACKUP]}, "outage"),
        ({"policies": [Policy(PolicyId("p"), "p", controls=[ControlId("x")])]}, "x"),
        ({"evidence": [make_evidence()]}, "backup"),
        (
            {
                "violations": [
                    Violation(
                        ViolationId("v"),
                        policies=[PolicyId("y")],
                        what="w",
                        at=JUNE,
                        severity=Level.LOW,
                    )
                ]
            },
            "y",
        ),
    ],
    ids=["risk", "control", "policy", "evidence", "violation"],
)
def test_reference_to_what_is_not_there_is_refused(items: Any, reference: str) -> None:
    with pytest.raises(UnknownReferenceError, match="which is not among the") as caught:
        ControlRegister(**items)

    assert reference == caught.value.reference


def test_two_of_a_kind_under_one_id_are_refused() -> None:
    objective = Objective(MAIL, "mail runs")

    with pytest.raises(DefinitionError, match="two objectives of a register are called 'mail'"):
        ControlRegister(objectives=[objective, objective])


def test_changed_item_takes_the_place_of_the_one_with_its_id() -> None:
    register = make_register(evolve(BACKUP, owner=None), Objective(ObjectiveId("web"), "web runs"))

    assert [None] == [control.owner for control in register.controls]
    assert ["mail", "web"] == [objective.id for objective in register.objectives]


def test_register_holds_nothing_but_its_kinds() -> None:
    with pytest.raises(DefinitionError, match="it holds: Objective, Risk, Control, Policy"):
        make_register("risk")


def test_links_are_many_to_many() -> None:
    both = [MAIL, ObjectiveId("web")]
    register = make_register(Objective(both[1], "web runs"), evolve(OUTAGE, objectives=both))

    rows = register.to_table(as_of=JUNE).rows

    assert [("mail runs", "restore a backup"), ("web runs", "restore a backup")] == [
        (row[0], row[3]) for row in rows
    ]


def test_what_stands_without_its_counterpart_is_printed_too() -> None:
    register = make_register(
        Objective(ObjectiveId("web"), "web runs"), Risk(RiskId("theft"), "data is stolen")
    )

    rows = [tuple(row[place] for place in (0, 1, 3)) for row in register.to_table(as_of=JUNE).rows]

    assert [
        ("mail runs", "mail fails for a day", "restore a backup"),
        ("web runs", None, None),
        (None, "data is stolen", None),
    ] == rows


def test_table_leaves_out_what_no_longer_holds() -> None:
    register = make_register(Objective(ObjectiveId("web"), "web runs", valid_until=JUNE))

    assert ["mail runs"] == [row[0] for row in register.to_table(as_of=JUNE).rows]
    assert 2 == len(register.to_table(as_of=JUNE - SECOND).rows)


# Gaps


def test_register_that_lacks_nothing_has_no_gaps() -> None:
    assert [] == find_kinds(make_register())


@pytest.mark.parametrize(
    "item, expected",
    [
        (Objective(ObjectiveId("web"), "web"), [("objective without risk", "web")]),
        (
            Risk(RiskId("theft"), "theft"),
            [
                ("risk without control", "theft"),
                ("risk without assessment", "theft"),
                ("risk without tolerance boundary", "theft"),
            ],
        ),
        (
            make_register().risks[0].assess(probability="0.5", impact=1000, at=JUNE, by=ADA),
            [("risk outside tolerance", "outage")],
        ),
        (evolve(BACKUP, owner=None), [("control without owner", "backup")]),
        (evolve(BACKUP, interval=None), [("control without date", "backup")]),
        (make_evidence(controls=[]), [("control without evidence", "backup")]),
        (make_evidence(has_worked=False), [("control not working", "backup")]),
        (make_evidence(recorded_at=JUNE + DAY), [("control without evidence", "backup")]),
        (make_evidence(JUNE - 31 * DAY), [("evidence out of date", "backup")]),
        (make_evidence(JUNE - DAY, valid_until=JUNE), [("evidence out of date", "backup")]),
        (Policy(PolicyId("p"), "p"), [("policy without control", "p")]),
        (Policy(PolicyId("p"), "p", controls=[BACKUP.id]), []),
        (
            evolve(BACKUP, valid_from=JUNE + SECOND),
            [("risk without control", "outage")],
        ),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_gap_is_found(item: Any, expected: list[tuple[str, str]]) -> None:
    assert expected == find_kinds(make_register(item))


def test_gaps_are_as_of_an_instant() -> None:
    register = make_register()

    assert [] == find_kinds(register, JUNE + 30 * DAY)
    assert [("evidence out of date", "backup")] == find_kinds(register, JUNE + 30 * DAY + SECOND)
    assert 3 == len(find_kinds(register, JUNE - SECOND))


def test_what_does_not_hold_any_more_has_no_gaps() -> None:
    register = ControlRegister(
        objectives=[Objective(MAIL, "mail runs", valid_until=JUNE)],
        risks=[evolve(OUTAGE, valid_until=JUNE)],
        controls=[evolve(BACKUP, valid_until=JUNE)],
        policies=[Policy(PolicyId("p"), "p", valid_until=JUNE)],
    )

    assert [] == find_kinds(register)
    assert ["risk without assessment", "risk without tolerance boundary"] == [
        kind for kind, item in find_kinds(register, JUNE - SECOND) if item == "outage"
    ]


def test_gap_says_what_was_found() -> None:
    risk = make_register().risks[0].assess(probability="0.5", impact=1000, at=JUNE, by=ADA)
    register = make_register(risk)

    outside, old = find_control_gaps(register, as_of=JUNE + 45 * DAY)

    assert ControlGapKind.RISK_OUTSIDE_TOLERANCE is outside.kind
    assert "exposure 500 EUR, boundary 100" == outside.message
    assert "e1 is 45 days old, allowed 30" == old.message
    assert "restore a backup" == old.name


def test_evidence_that_expired_says_so() -> None:
    register = make_register(make_evidence(JUNE - DAY, valid_until=JUNE))
    forever = make_register(
        make_evidence(JUNE - DAY, valid_until=JUNE), evolve(BACKUP, interval=None)
    )

    assert "e1 is no longer valid" == find_control_gaps(register, as_of=JUNE)[-1].message
    assert "e1 is no longer valid" == find_control_gaps(forever, as_of=JUNE)[-1].message


def test_later_evidence_decides_whether_a_control_works() -> None:
    failed = make_evidence(JUNE - DAY, has_worked=False)

    assert [] == find_kinds(make_register(failed, make_evidence(JUNE, "e2")))


# Controls, evidence, violations


def test_controls_print_with_their_last_evidence_and_when_more_is_due() -> None:
    by_hand, by_tool = ControlActivity("restore"), ControlActivity("copy", is_automated=True)
    register = make_register(evolve(BACKUP, activities=[by_hand, by_tool]))

    row, *_ = register.tabulate_controls(as_of=JUNE).rows

    assert ("manual and automated", "2026-06-01 00:00", "2026-07-01 00:00") == row[3:6]


@pytest.mark.parametrize(
    "item, expected",
    [
        (make_evidence(), "✓ working"),
        (make_evidence(has_worked=False), "✗ not working"),
        (make_evidence(JUNE - 31 * DAY), "✗ out of date"),
        (make_evidence(controls=[]), "– no evidence"),
        (evolve(BACKUP, valid_until=JUNE), "none"),
    ],
)
def test_control_prints_what_its_evidence_shows(item: Any, expected: str) -> None:
    table = make_register(item).tabulate_controls(as_of=JUNE)

    assert table.to_text(width=200).endswith(expected)


def make_violation(name: str = "v1", **fields: Any) -> Violation:
    usual: dict[str, Any] = {
        "policies": [PolicyId("p")],
        "what": "password on a note",
        "at": JUNE,
        "severity": Level.HIGH,
    }
    return Violation(ViolationId(name), **{**usual, **fields})


def test_violation_is_open_from_being_known_until_resolved() -> None:
    violation = make_violation(recorded_at=JUNE + DAY, resolved_at=JUNE + 3 * DAY)

    assert [False, True, False] == [violation.is_open(JUNE + n * DAY) for n in (0, 1, 3)]
    assert make_violation().is_open(JUNE + 999 * DAY)


def test_open_violations_print_the_earliest_first() -> None:
    register = make_register(
        Policy(PolicyId("p"), "p"),
        make_violation("v1", at=JUNE + DAY, severity=Level.LOW),
        make_violation("v2"),
        make_violation("v3", resolved_at=JUNE),
    )

    rows = register.tabulate_violations(as_of=JUNE + DAY).rows

    assert ["v2", "v1"] == [row[0] for row in rows]


def test_what_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DefinitionError, match="web is valid until after it is valid from"):
        Objective(ObjectiveId("web"), "web", valid_from=JUNE, valid_until=JUNE)
    with pytest.raises(DefinitionError, match=r"v1 is resolved at .*, before it happened"):
        make_violation(resolved_at=JUNE - SECOND)
    with pytest.raises(DefinitionError, match="is no time at all"):
        evolve(BACKUP, interval=timedelta(0))


def test_naive_instants_are_refused() -> None:
    naive = datetime(2026, 6, 1)

    with pytest.raises(NaiveTimestampError):
        OUTAGE.assess(probability=1, impact=1, at=naive, by=ADA)
    with pytest.raises(NaiveTimestampError):
        OUTAGE.find_exposure(naive)
    with pytest.raises(NaiveTimestampError):
        find_control_gaps(make_register(), as_of=naive)
    with pytest.raises(NaiveTimestampError):
        make_register().find_risks(MAIL, at=naive)
    with pytest.raises(NaiveTimestampError):
        make_violation().is_open(naive)


# Developments


def test_developments_of_a_period_tell_what_changed_and_not_what_was_confirmed() -> None:
    during = Period.month(2026, 6, tz="UTC")
    risk = (
        OUTAGE.assess(probability="0.1", impact=10, at=JUNE - DAY, by=ADA)
        .assess(probability="0.2", impact=5, at=JUNE, by=ADA)
        .assess(probability="0.5", impact=10, at=JUNE + DAY, by=ADA)
        .tolerate(2, at=JUNE + 2 * DAY, by=ADA)
    )
    violation = make_violation(at=JUNE + 3 * DAY, resolved_at=JUNE + 4 * DAY)
    register = make_register(risk, Policy(PolicyId("p"), "p"), violation)

    found = find_risk_developments(register, during=during, as_of=during.end)
    table = tabulate_risk_developments(found)

    assert [
        (DevelopmentKind.RISK_ASSESSMENT, "outage", 1, 5),
        (DevelopmentKind.TOLERANCE_BOUNDARY, "outage", None, 2),
        (DevelopmentKind.VIOLATION, "v1", None, None),
        (DevelopmentKind.RESOLUTION, "v1", None, None),
    ] == [(each.kind, each.item, each.before, each.after) for each in found]
    assert ("1", "5", "EUR") == table.rows[0][4:]
    assert (None, None, None) == table.rows[2][4:]


def test_developments_are_as_of_an_instant() -> None:
    register = make_register(
        Policy(PolicyId("p"), "p"),
        make_violation(at=JUNE + DAY, recorded_at=JUNE + 2 * DAY, resolved_at=JUNE + 9 * DAY),
    )

    def find(as_of: datetime) -> list[str]:
        during = Period(JUNE + SECOND, JUNE + 30 * DAY)
        return [str(d.kind) for d in find_risk_developments(register, during=during, as_of=as_of)]

    assert [] == find(JUNE + DAY)
    assert ["violation"] == find(JUNE + 2 * DAY)
    assert ["violation", "resolution of a violation"] == find(JUNE + 9 * DAY)


# What the framework names


def test_register_to_begin_with_holds_every_row_of_the_framework() -> None:
    register = start_register(Phase.PLAN, Phase.OPERATE)

    links = {(row[0], row[1], row[3]) for row in register.to_table(as_of=JUNE).rows}

    assert links == {
        (row.objective, row.risk, f"{control} Review")
        for row in CONTROLLED_RISKS
        for control in row.controls
    }


def test_register_to_begin_with_says_what_is_left_to_do() -> None:
    register = start_register()

    kinds = [gap.kind for gap in find_control_gaps(register, as_of=JUNE)]

    assert [ReviewKind.OPERATIONAL_HEALTH] == [control.review for control in register.controls]
    assert ["operate-risk-1", "operate-risk-2"] == [risk.id for risk in register.risks]
    assert [
        *[ControlGapKind.RISK_WITHOUT_ASSESSMENT] * 2,
        *[ControlGapKind.RISK_WITHOUT_BOUNDARY] * 2,
        ControlGapKind.CONTROL_WITHOUT_OWNER,
        ControlGapKind.CONTROL_WITHOUT_EVIDENCE,
        ControlGapKind.CONTROL_WITHOUT_DATE,
    ] == kinds
