"""Which agreement applies is told by rules in an order, and what is passed over is reported."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from lives import hours, tell
from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    Clock,
    OnPriorityChange,
    Target,
    UnderpinningContract,
    select_agreements,
)
from mof.agreements._precedence import PassedOver, Precedence, SelectionOutcome
from mof.errors import ArgumentError, DefinitionError
from mof.judgements import judge_all
from mof.records import Priority
from mof.values import AgreementId, CustomerId, ServiceId
from world import CALENDAR, CARRIER, HOUR, MAIL, NETWORK

SALES = CustomerId("sales")
RESOLUTION = Target(Clock.RESOLUTION, 8 * HOUR)
GIVEN: dict[str, Any] = {
    "service": MAIL,
    "calendar": CALENDAR,
    "targets": [RESOLUTION],
    "valid_from": date(2026, 1, 1),
    "version": "1",
}


def agree(id_: str = "general", **changes: Any) -> SLA:
    return SLA(AgreementId(id_), **{**GIVEN, **changes})


def choose(*agreements: Agreement, **facts: Any) -> tuple[list[str], list[PassedOver]]:
    record = tell(**{"customer": SALES, "priority": Priority.P2, **facts})
    selection = select_agreements(record, agreements, as_of=hours(1))
    return [str(each) for each in selection.agreements], list(selection.passed_over)


def test_agreement_that_speaks_of_the_record_applies() -> None:
    selection = select_agreements(tell(), [agree()], as_of=hours(1))

    assert (selection.agreements, selection.outcome) == ((agree(),), SelectionOutcome.APPLIES)


def test_nothing_applies_where_nothing_speaks_of_the_record() -> None:
    selection = select_agreements(tell(), [agree(service=ServiceId("web"))], as_of=hours(1))

    assert (selection.agreements, selection.outcome) == ((), SelectionOutcome.NO_AGREEMENT)


@pytest.mark.parametrize(
    "winner, why",
    [
        (agree("special", customer=SALES), Precedence.LESS_SPECIFIC),
        (agree("special", precedence=1), Precedence.LOWER_PRECEDENCE),
        (agree("general", version="2", valid_from=date(2026, 2, 1)), Precedence.OLDER_VERSION),
        (agree("a"), Precedence.TIE),
    ],
)
def test_agreements_give_way_by_rules_in_an_order(winner: SLA, why: Precedence) -> None:
    expected = PassedOver(AgreementId("general"), "1", winner.id, why)

    assert choose(agree(), winner) == choose(winner, agree()) == ([str(winner)], [expected])


def test_agreement_without_a_target_for_the_case_gives_way_first() -> None:
    urgent = Target(Clock.RESOLUTION, HOUR, priorities=[Priority.P1])
    special = agree("special", customer=SALES, precedence=9, targets=[urgent])

    assert choose(agree(), special)[0] == ["general 1"]
    assert choose(agree(), special, priority=Priority.P1)[0] == ["special 1"]


def test_precedence_goes_before_the_customer() -> None:
    assert choose(agree(precedence=1), agree("special", customer=SALES))[0] == ["general 1"]


def test_tie_is_contested() -> None:
    selection = select_agreements(tell(), [agree("b"), agree("a")], as_of=hours(1))

    assert selection.outcome is SelectionOutcome.CONTESTED
    assert selection.agreements == (agree("a"),)


def test_agreements_that_share_no_clock_apply_side_by_side() -> None:
    response = agree("response", targets=[Target(Clock.RESPONSE, HOUR)])

    assert choose(agree(), response) == (["general 1", "response 1"], [])


def test_each_team_and_supplier_has_an_agreement_of_its_own() -> None:
    ola = OLA(AgreementId("ola"), team=NETWORK, **GIVEN)
    contract = UnderpinningContract(AgreementId("contract"), supplier=CARRIER, **GIVEN)
    plain = Agreement(AgreementId("plain"), **GIVEN)

    chosen, passed_over = choose(
        agree(), ola, contract, plain, evolve(ola, id=AgreementId("ola-2"))
    )

    assert chosen == ["general 1", "ola 1", "contract 1", "plain 1"]
    assert [each.agreement for each in passed_over] == ["ola-2"]


def test_versions_that_follow_each_other_share_the_life_of_a_record() -> None:
    first = agree(valid_until=date(2026, 6, 3), on_new_version=OnPriorityChange.SEGMENTED)
    second = agree(
        valid_from=date(2026, 6, 3), version="2", on_new_version=OnPriorityChange.SEGMENTED
    )

    selection = select_agreements(tell(), [second, first], as_of=hours(100))

    assert selection.agreements == (first, second)


def test_selection_shows_what_gave_way() -> None:
    record = tell(customer=SALES)
    selection = select_agreements(
        record, [agree(), agree("special", customer=SALES)], as_of=hours(1)
    )

    text = selection.to_table().to_text()

    assert "special 1" in text
    assert "gives way to special" in text
    assert "the other names the customer" in text


def test_only_the_agreement_that_applies_judges() -> None:
    agreements = [agree(), agree("special", customer=SALES)]

    judgements = list(judge_all([tell(customer=SALES)], agreements, as_of=hours(1)))

    assert [judgement.agreement for judgement in judgements] == ["special"]


def test_what_is_no_record_or_no_agreement_is_refused() -> None:
    odd: Any = "incident-1"

    with pytest.raises(ArgumentError):
        select_agreements(odd, [agree()], as_of=hours(1))
    with pytest.raises(DefinitionError):
        select_agreements(tell(), odd, as_of=hours(1))


def test_agreement_that_applies_is_shown_by_its_name() -> None:
    selection = select_agreements(tell(), [agree(name="E-mail for all")], as_of=hours(1))

    assert '<span title="general">E-mail for all</span> ' in selection.to_table().to_html()
