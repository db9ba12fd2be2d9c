"""Reviews and scorecards: what went wrong in tools of the field, case by case."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.errors import DefinitionError
from mof.framework import DecisionKind, GateDecision
from mof.improvement import ResourceRequest, ServiceImprovementProgram
from mof.reviews import OperationalHealthReview, review_operational_health
from mof.reviews.sessions._release_readiness import RELEASE_READINESS
from review_cases import bring
from test_reviews_meetings import GROUPS, decide, hold, meet
from test_reviews_sessions import hold as hold_session, meet as meet_for, vote
from world import JUNE

LATER = datetime(2026, 9, 3, tzinfo=UTC)


class TestRS5:
    """Silence is consent."""

    def test_group_that_has_to_say_go_and_is_silent_holds_the_release(self) -> None:
        votes = vote(meet_for(RELEASE_READINESS))
        customers = tuple(each for each in votes if each.group == "customers")

        session = hold_session(RELEASE_READINESS, votes=customers)

        assert session.gate_decision is GateDecision.NO_GO
        assert session.objections == ("operations and support staff have not voted", *self.few())

    @staticmethod
    def few() -> tuple[str, ...]:
        return ("votes of 1 group, 2 needed",)

    def test_where_no_group_is_named_as_many_vote_as_have_to_be_there(self) -> None:
        charter = evolve(RELEASE_READINESS, quorum=evolve(RELEASE_READINESS.quorum, groups=()))
        (first, *_) = vote(meet_for(charter))

        assert hold_session(charter, votes=(first,)).objections == self.few()
        assert hold_session(charter).gate_decision is GateDecision.GO


class TestRS6:
    """One decision, two promises."""

    def hold_june(self, **changes: Any) -> OperationalHealthReview:
        return hold(meet(*GROUPS), decide(**changes))

    def list_overdue(self, held: OperationalHealthReview, **brought: Any) -> list[str]:
        september = review_operational_health(
            bring(period=JUNE, as_of=LATER, previous=(held.to_held(),), **brought)
        )
        return [each.id for each in september.findings if each.id.startswith("overdue")]

    def test_granting_the_request_settles_the_action(self) -> None:
        june = self.hold_june(kind=DecisionKind.PROVIDE_RESOURCES)
        (request,) = (
            each.record for each in june.outputs if isinstance(each.record, ResourceRequest)
        )
        answered_at = request.requested_at + timedelta(days=9)
        granted = evolve(request, answered_at=answered_at, is_granted=True)

        assert self.list_overdue(june, requests=(granted,)) == []

    def test_nothing_done_is_one_finding(self) -> None:
        june = self.hold_june(kind=DecisionKind.PROVIDE_RESOURCES)
        (request,) = (
            each.record for each in june.outputs if isinstance(each.record, ResourceRequest)
        )

        assert self.list_overdue(june, requests=(request,)) == [f"overdue-request:{request.id}"]

    def test_initiative_of_a_program_settles_it_too(self) -> None:
        june = self.hold_june(kind=DecisionKind.IMPROVE_SERVICE)
        (program,) = (
            each.record
            for each in june.outputs
            if isinstance(each.record, ServiceImprovementProgram)
        )
        (initiative,) = program.initiatives
        start = datetime(2026, 7, 6, tzinfo=UTC)
        done = evolve(initiative, started_at=start, completed_at=start + timedelta(days=2))

        assert self.list_overdue(june, programs=(program,)) == [
            f"overdue-initiative:{initiative.id}"
        ]
        assert self.list_overdue(june, programs=(evolve(program, initiatives=(done,)),)) == []

    def test_action_without_the_record_of_its_decision_is_told_of_itself(self) -> None:
        june = self.hold_june(kind=DecisionKind.PROVIDE_RESOURCES)

        assert self.list_overdue(june) == ["overdue-action:review-june-action-02"]


def test_charter_that_names_an_entry_twice_is_refused() -> None:
    # Repeats in ``voted`` and ``on_go`` were dropped without a word.
    with pytest.raises(DefinitionError, match="two entries of a charter are called 'go'"):
        evolve(RELEASE_READINESS, voted=["go", "no-go", "go"])
