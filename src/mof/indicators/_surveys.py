"""Surveys: who was asked, who answered what, who counts as satisfied, and what that shows."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.help_requests import Complaint
from mof.values import (
    ConfidenceInterval,
    CustomerId,
    Period,
    PersonId,
    ResponseId,
    ServiceId,
    SurveyId,
    TargetStatus,
)
from mof.values._checks import check_part, collect
from mof.values._confidence_intervals import find_mean_interval, find_share_interval
from mof.values._ids import check_distinct, check_known
from mof.values._instants import to_utc
from mof.values._shares import to_share
from mof.values._tolerances import to_target_status


def _check_count(value: int, what: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise DefinitionError(f"{what} is a whole number, not {value!r}")


@frozen(kw_only=True)
class RatingScale:
    """The scores that a survey takes, and from which of them on a respondent is satisfied.

    Our judgement: the two highest of five are, as customer satisfaction scores are commonly
    counted ("top two box").

    >>> 4 in RatingScale(lowest=0, highest=10, satisfied_from=9)
    True
    """

    lowest: int = 1
    """The lowest score that can be given."""
    highest: int = 5
    """The highest score that can be given."""
    satisfied_from: int = 4
    """The lowest score of those who count as satisfied."""

    def __attrs_post_init__(self) -> None:
        for end in (self.lowest, self.highest, self.satisfied_from):
            _check_count(end, "a score")
        if not self.lowest < self.satisfied_from <= self.highest:
            raise DefinitionError(
                f"satisfied scores must begin above {self.lowest} and at most at {self.highest}, "
                f"got {self.satisfied_from}"
            )

    def __contains__(self, score: int) -> bool:
        return self.lowest <= score <= self.highest

    def __str__(self) -> str:
        return f"{self.lowest} to {self.highest}"


DEFAULT_SCALE = RatingScale()
"""From 1 to 5, of which 4 and 5 are satisfied."""


@frozen(kw_only=True)
class Survey:
    """A question to so many people at once, about a service, by a customer, or about all of it.

    Surveys that follow tickets are one for each service, customer and month, say.
    """

    id: SurveyId = field(kw_only=False)
    """By which responses name it."""
    sent_at: datetime = field(converter=to_utc)
    """When it was sent, which decides for which period its responses count."""
    invited: int
    """How many people it was sent to, at least 1."""
    service: ServiceId | None = None
    """The service that was asked about; None where it was about all."""
    customer: CustomerId | None = None
    """The customer whose people were asked; None where it was all of them."""
    scale: RatingScale = DEFAULT_SCALE
    """The scores that could be given; 1 to 5 unless told otherwise."""

    def __attrs_post_init__(self) -> None:
        _check_count(self.invited, f"how many {self.id} was sent to")
        if self.invited < 1:
            raise DefinitionError(f"{self.id} was sent to {self.invited}; it needs at least 1")
        check_part(self.scale, RatingScale, f"the scale of {self.id}")


@frozen(kw_only=True)
class SurveyResponse:
    """What one of them answered, and about which ticket if it was about one."""

    id: ResponseId = field(kw_only=False)
    """By which findings name it; each is there once."""
    survey: SurveyId
    """The survey that it answers."""
    score: int
    """The score that was given, on the scale of the survey."""
    answered_at: datetime = field(converter=to_utc)
    """When it was given, not before the survey was sent."""
    record: str | None = None
    """The ticket that it is about; None where it is about none."""
    comment: str = ""
    """What was written beside it; blank where nothing was."""

    def __attrs_post_init__(self) -> None:
        _check_count(self.score, f"the score of {self.id}")


@frozen(kw_only=True)
class SatisfactionTarget:
    """Which share is to be satisfied, of whom; set on a day, since one set later proves nothing.

    Without a service and a customer it is of all who answered.
    """

    required_share: Fraction = field(kw_only=False, converter=to_share)
    """The share of those who answered that is to be satisfied."""
    tolerance: Fraction = field(default=Fraction(0), converter=to_share)
    """How many points of share below that are tolerated."""
    service: ServiceId | None = None
    """The service whose surveys it is for; None for any."""
    customer: CustomerId | None = None
    """The customer whose surveys it is for; None for any."""
    set_on: date
    """The day on which it was set."""
    set_by: PersonId | None = None
    """Who set it; None where that is not known."""

    def find_status(self, share: Fraction | None) -> TargetStatus:
        """How a share stands against target and tolerance."""
        return to_target_status(share, self.required_share, self.tolerance)

    def was_set_before(self, period: Period) -> bool:
        """Whether it stood when a period began; one set on its first day did."""
        return period.is_in_time(self.set_on)


@frozen(kw_only=True)
class Satisfaction:
    """What the surveys of a period show; nothing is rounded."""

    period: Period
    """When the surveys were sent."""
    surveys: tuple[Survey, ...]
    """The surveys that count."""
    responses: tuple[SurveyResponse, ...]
    """What was answered to them by then."""

    @property
    def invited(self) -> int:
        """How many were asked."""
        return sum(survey.invited for survey in self.surveys)

    @property
    def answered(self) -> int:
        """How many answered."""
        return len(self.responses)

    @property
    def response_rate(self) -> Fraction | None:
        """The share of those asked who answered; None where no survey was sent."""
        return Fraction(self.answered, self.invited) if self.invited else None

    @property
    def unsatisfied(self) -> tuple[SurveyResponse, ...]:
        """The responses of those who are not satisfied."""
        scales = {survey.id: survey.scale for survey in self.surveys}
        return tuple(
            each for each in self.responses if each.score < scales[each.survey].satisfied_from
        )

    @property
    def satisfied(self) -> int:
        """How many of those who answered are satisfied."""
        return self.answered - len(self.unsatisfied)

    @property
    def share(self) -> Fraction | None:
        """The share of those who answered that is satisfied; None without an answer."""
        return Fraction(self.satisfied, self.answered) if self.responses else None

    @property
    def share_interval(self) -> ConfidenceInterval | None:
        """Where the share of all may lie, with 95 % confidence.

        It takes those who answered for a sample of a great many. Where few were asked it is
        too wide, which is the safe side; and it says nothing of those who never answer.
        """
        return find_share_interval(self.satisfied, self.answered)

    @property
    def mean(self) -> Fraction | None:
        """The mean score; None without an answer, or on different scales."""
        scores = self._scores
        return sum(scores, Fraction(0)) / len(scores) if scores else None

    @property
    def mean_interval(self) -> ConfidenceInterval | None:
        """Where the mean of all may lie; None where fewer than two answered."""
        return find_mean_interval(self._scores)

    @property
    def _scores(self) -> tuple[Fraction, ...]:
        if len({survey.scale for survey in self.surveys}) != 1:
            return ()
        return tuple(Fraction(response.score) for response in self.responses)


def _to_surveys(value: Iterable[Survey]) -> tuple[Survey, ...]:
    return collect(value, Survey, "surveys")


def _to_responses(value: Iterable[SurveyResponse]) -> tuple[SurveyResponse, ...]:
    return collect(value, SurveyResponse, "responses")


def _to_complaints(value: Iterable[Complaint]) -> tuple[Complaint, ...]:
    return collect(value, Complaint, "complaints")


def _to_targets(value: Iterable[SatisfactionTarget]) -> tuple[SatisfactionTarget, ...]:
    return collect(value, SatisfactionTarget, "targets of satisfaction")


@frozen(kw_only=True)
class Feedback:
    """What customers and users say: surveys with their responses, and complaints.

    Raises:
        DefinitionError: something is there twice, a response is older than its survey or of
            no score on its scale, or more answered than were asked.
        UnknownReferenceError: a response is to a survey that is not there.
    """

    surveys: tuple[Survey, ...] = field(default=(), converter=_to_surveys)
    """Who was asked what, each survey once."""
    responses: tuple[SurveyResponse, ...] = field(default=(), converter=_to_responses)
    """What was answered, each response once."""
    complaints: tuple[Complaint, ...] = field(default=(), converter=_to_complaints)
    """Complaints as they were kept, each once."""
    targets: tuple[SatisfactionTarget, ...] = field(default=(), converter=_to_targets)
    """Which shares are to be satisfied, one for each service and customer."""

    def __attrs_post_init__(self) -> None:
        check_distinct("surveys", (survey.id for survey in self.surveys))
        check_distinct("responses", (response.id for response in self.responses))
        check_distinct("complaints", (complaint.id for complaint in self.complaints))
        check_distinct(
            "targets of satisfaction",
            (_name_subject(each) for each in self.targets),
        )
        named = {response.survey for response in self.responses}
        known = {survey.id for survey in self.surveys}
        check_known("surveys", known, named=named, by="a response")
        for survey in self.surveys:
            _check_responses(survey, self._responses.get(survey.id, ()))

    @cached_property
    def _responses(self) -> Mapping[SurveyId, tuple[SurveyResponse, ...]]:
        found: dict[SurveyId, list[SurveyResponse]] = {}
        for response in self.responses:
            found.setdefault(response.survey, []).append(response)
        return {survey: tuple(responses) for survey, responses in found.items()}

    def find_responses(self, survey: SurveyId, *, as_of: datetime) -> Iterator[SurveyResponse]:
        """The responses to a survey that were there at an instant."""
        as_of = to_utc(as_of)
        return (each for each in self._responses.get(survey, ()) if each.answered_at <= as_of)


def _name_subject(target: SatisfactionTarget) -> str:
    service = "any service" if target.service is None else target.service
    customer = "any customer" if target.customer is None else target.customer
    return f"{service}, {customer}"


def _check_responses(survey: Survey, responses: tuple[SurveyResponse, ...]) -> None:
    if len(responses) > survey.invited:
        raise DefinitionError(
            f"{len(responses)} answered {survey.id}, which was sent to {survey.invited}"
        )
    for response in responses:
        if response.score not in survey.scale:
            raise DefinitionError(
                f"{response.id} has the score {response.score}; {survey.id} takes {survey.scale}"
            )
        if response.answered_at < survey.sent_at:
            raise DefinitionError(
                f"{response.id} was given at {response.answered_at}, "
                f"before {survey.id} was sent at {survey.sent_at}"
            )


def measure_satisfaction(
    feedback: Feedback,
    *,
    during: Period,
    as_of: datetime,
    service: ServiceId | None = None,
    customer: CustomerId | None = None,
) -> Satisfaction:
    """What the surveys that were sent in a period show, as known at an instant.

    With a service or a customer, only the surveys about that or of that. A response counts in
    the period in which it was asked for, so that shares and rates are of the same people.
    """
    as_of = to_utc(as_of)
    surveys = tuple(
        survey
        for survey in feedback.surveys
        if survey.sent_at in during
        and survey.sent_at <= as_of
        and service in {None, survey.service}
        and customer in {None, survey.customer}
    )
    responses = (r for survey in surveys for r in feedback.find_responses(survey.id, as_of=as_of))
    return Satisfaction(period=during, surveys=surveys, responses=tuple(responses))
