"""What surveys show: who was asked, who answered, how many are satisfied, and how sure that is."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from mof.errors import DefinitionError, UnknownReferenceError
from mof.help_requests import Complaint
from mof.indicators import (
    Feedback,
    RatingScale,
    Satisfaction,
    SatisfactionTarget,
    Survey,
    SurveyResponse,
    measure_satisfaction,
)
from mof.values import (
    ComplaintId,
    CustomerId,
    Period,
    ResponseId,
    ServiceId,
    SurveyId,
    TargetStatus,
)
from world import JUNE

DAY = timedelta(days=1)
SENT = JUNE.start + 3 * DAY
MAIL, TELEPHONY = ServiceId("mail"), ServiceId("telephony")
HEALTH = CustomerId("health")


def ask(number: int = 1, invited: int = 10, **facts: Any) -> Survey:
    return Survey(SurveyId(f"survey-{number}"), **{"sent_at": SENT, "invited": invited, **facts})


def answer(number: int, score: int, survey: int = 1, at: datetime = SENT + DAY) -> SurveyResponse:
    return SurveyResponse(
        ResponseId(f"response-{number}"),
        survey=SurveyId(f"survey-{survey}"),
        score=score,
        answered_at=at,
    )


def measure(feedback: Feedback, **facts: Any) -> Satisfaction:
    return measure_satisfaction(feedback, **{"during": JUNE, "as_of": JUNE.end, **facts})


def test_share_rate_and_mean_are_of_those_who_answered() -> None:
    responses = [answer(number, score) for number, score in enumerate([5, 4, 3, 1])]

    found = measure(Feedback(surveys=[ask()], responses=responses))

    assert (10, 4, 2) == (found.invited, found.answered, found.satisfied)
    assert (Fraction(2, 5), Fraction(1, 2)) == (found.response_rate, found.share)
    assert Fraction(13, 4) == found.mean
    assert ["response-2", "response-3"] == [each.id for each in found.unsatisfied]
    assert found.share_interval is not None
    assert (0.15, 0.85) == (
        round(float(found.share_interval.low), 2),
        round(float(found.share_interval.high), 2),
    )
    assert found.mean_interval is not None
    assert 2.72 == round(float(found.mean_interval.margin), 2)


def test_nobody_asked_and_nobody_who_answered_are_no_data() -> None:
    nothing, silence = measure(Feedback()), measure(Feedback(surveys=[ask()]))

    assert (None, None, None, None) == (
        nothing.response_rate,
        nothing.share,
        nothing.mean,
        nothing.share_interval,
    )
    assert (Fraction(0), None, None) == (silence.response_rate, silence.share, silence.mean)


def test_shares_of_two_scales_go_together_and_their_means_do_not() -> None:
    of_ten = RatingScale(lowest=0, highest=10, satisfied_from=9)
    surveys = [ask(), ask(2, scale=of_ten)]

    found = measure(Feedback(surveys=surveys, responses=[answer(1, 5), answer(2, 8, survey=2)]))

    assert (Fraction(1, 2), None, None) == (found.share, found.mean, found.mean_interval)


def test_only_surveys_about_the_service_and_of_the_customer_count() -> None:
    surveys = [ask(1, 1, service=MAIL), ask(2, 2, service=TELEPHONY, customer=HEALTH), ask(3, 4)]
    feedback = Feedback(surveys=surveys)

    assert 7 == measure(feedback).invited
    assert 1 == measure(feedback, service=MAIL).invited
    assert 2 == measure(feedback, customer=HEALTH).invited
    assert 0 == measure(feedback, service=MAIL, customer=HEALTH).invited


def test_response_counts_in_the_period_in_which_it_was_asked_for() -> None:
    late = answer(1, 5, at=JUNE.end + DAY)
    feedback = Feedback(surveys=[ask()], responses=[late])
    july = Period.month(2026, 7, tz=JUNE.tz)

    assert 0 == measure(feedback).answered
    assert 1 == measure(feedback, as_of=JUNE.end + DAY).answered
    assert 0 == measure(feedback, during=july, as_of=july.end).answered


def test_survey_sent_after_the_instant_is_not_known() -> None:
    assert 0 == measure(Feedback(surveys=[ask()]), as_of=SENT - DAY).invited


def test_target_says_how_a_share_stands_and_whether_it_stood_in_time() -> None:
    target = SatisfactionTarget("0.8", tolerance="0.05", set_on=date(2026, 6, 2))

    standings = [
        target.find_status(each) for each in (Fraction("0.8"), Fraction("0.75"), Fraction(0))
    ]

    assert [
        TargetStatus.MET,
        TargetStatus.MISSED_WITHIN_TOLERANCE,
        TargetStatus.OUTSIDE_TOLERANCE,
    ] == standings
    assert TargetStatus.NO_DATA is target.find_status(None)
    assert not target.was_set_before(JUNE)


@pytest.mark.parametrize(
    "ends",
    [
        {"lowest": 5},
        {"satisfied_from": 1},
        {"satisfied_from": 6},
        {"highest": True},
        {"lowest": "1"},
        {"highest": 5.0},
    ],
)
def test_scale_on_which_nobody_can_be_told_apart_is_refused(ends: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError):
        RatingScale(**ends)


@pytest.mark.parametrize("invited", [0, -1, "10", True])
def test_survey_that_was_sent_to_nobody_is_refused(invited: Any) -> None:
    with pytest.raises(DefinitionError, match="survey-1"):
        ask(invited=invited)


def complain() -> Complaint:
    return Complaint(ComplaintId("complaint-1"), ())


@pytest.mark.parametrize(
    "facts, words",
    [
        ({"surveys": [ask(), ask()]}, "two surveys are called 'survey-1'"),
        ({"responses": [answer(1, 5), answer(1, 4)]}, "two responses are called"),
        ({"complaints": [complain(), complain()]}, "two complaints are called"),
        (
            {"targets": [SatisfactionTarget(1, set_on=date(2026, 1, 1))] * 2},
            "two targets of satisfaction are called 'any service, any customer'",
        ),
        ({"surveys": [ask(invited=1)], "responses": [answer(1, 5), answer(2, 5)]}, "2 answered"),
        ({"responses": [answer(1, 6)]}, "has the score 6; survey-1 takes 1 to 5"),
        ({"responses": [answer(1, 5, at=SENT - DAY)]}, "before survey-1 was sent"),
        ({"surveys": ask()}, "surveys are given as a list"),
        ({"responses": ["satisfied"]}, "each of the responses is a SurveyResponse"),
    ],
)
def test_feedback_that_contradicts_itself_is_refused(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        Feedback(**{"surveys": [ask()], **facts})


def test_response_to_a_survey_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="a response names 'survey-2'") as caught:
        Feedback(surveys=[ask()], responses=[answer(1, 5, survey=2)])

    assert "survey-2" == caught.value.reference


def test_score_that_is_no_whole_number_is_refused() -> None:
    with pytest.raises(DefinitionError, match="the score of response-1 is a whole number"):
        answer(1, 4.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
