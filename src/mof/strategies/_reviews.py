"""What people decide in reviews, the rules that lead there, and what reviews ask for."""

from datetime import timedelta

from attrs import evolve
from hypothesis import strategies as st

from mof.framework import ChangeSubject, DecisionKind, GateDecision, ReviewColumn
from mof.improvement import ResourceRequest
from mof.reviews import (
    CHARTERS,
    Attendance,
    Charter,
    Decision,
    DecisionStatus,
    EmergencyRule,
    Meeting,
    OperationalHealthReview,
    OutputRule,
    ProposalRule,
    Quorum,
    ReviewComparison,
    ReviewSchedule,
    ReviewSession,
    Vote,
    VotingRule,
)
from mof.strategies._agreements import Fields
from mof.strategies._generic import generate
from mof.strategies._scalars import days, durations, identifiers, instants, texts
from mof.values import PersonId

_SUBJECTS = st.sampled_from(ChangeSubject)


@st.composite
def _subjects(draw: st.DrawFn, name: str) -> dict[str, Fields]:
    """A kind of decision under a name, and a subject where it is a request for change."""
    kind = draw(st.sampled_from(DecisionKind))
    subject = _SUBJECTS if kind is DecisionKind.REQUEST_CHANGE else st.none()
    return {name: st.just(kind), "subject": subject}


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Decisions; those that request a change say of what, and only deferred ones until when."""
    status = draw(st.sampled_from(DecisionStatus))
    is_put_off = status is DecisionStatus.DEFERRED
    until = st.none() | days() if is_put_off else st.none()
    persons = identifiers("person").map(PersonId)
    fields = {
        "status": st.just(status),
        "until": until,
        "decided_by": persons,
        "owner": st.none() | persons,
    }
    return draw(generate(Decision, {**draw(_subjects("kind")), **fields}))


@st.composite
def proposal_rules(draw: st.DrawFn) -> ProposalRule:
    """Rules that propose; those that propose to request a change say of what."""
    return draw(generate(ProposalRule, draw(_subjects("kind"))))


@st.composite
def output_rules(draw: st.DrawFn) -> OutputRule:
    """Rules of what follows from decisions."""
    return draw(generate(OutputRule, draw(_subjects("decision"))))


def quorums() -> st.SearchStrategy[Quorum]:
    """Quorums of a few groups and persons."""
    few = st.integers(0, 9)
    most = st.none() | st.integers(1, 9)
    facts = {"least_groups": few, "least_persons": few, "most_groups_each": most}
    return generate(Quorum, facts)


def emergency_rules() -> st.SearchStrategy[EmergencyRule]:
    """Rules that call a review."""
    moment = timedelta(microseconds=1)
    return generate(EmergencyRule, {"count": st.integers(1, 9), "within": durations(moment)})


def review_schedules() -> st.SearchStrategy[ReviewSchedule]:
    """Schedules of reviews with some grace."""
    return generate(ReviewSchedule, {"grace": durations()})


@st.composite
def resource_requests(draw: st.DrawFn) -> ResourceRequest:
    """Requests that nobody answered, or somebody after they were made."""
    asked_at, is_answered = draw(instants()), draw(st.booleans())
    answered_at = st.just(asked_at + draw(durations()) if is_answered else None)
    fields = {
        "requested_at": st.just(asked_at),
        "answered_at": answered_at,
        "is_granted": st.booleans() if is_answered else st.none(),
    }
    return draw(generate(ResourceRequest, fields))


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """Votes; a no-go has a reason."""
    decision = draw(st.sampled_from(GateDecision))
    reason = st.just("not tried") if decision is GateDecision.NO_GO else texts()
    return draw(generate(Vote, {"decision": st.just(decision), "reason": reason}))


def voting_rules() -> st.SearchStrategy[VotingRule]:
    """Rules of voting, from one tenth of the votes on."""
    return generate(VotingRule, {"least_share": st.fractions("1/10", 1, max_denominator=10)})


@st.composite
def charters(draw: st.DrawFn) -> Charter:
    """The charters of the library, with a quorum and a rule of voting of one's own."""
    charter = draw(st.sampled_from(CHARTERS))
    return evolve(charter, quorum=draw(quorums()), voting=draw(voting_rules()))


@st.composite
def review_sessions(draw: st.DrawFn) -> ReviewSession:
    """Reviews at which everybody was there for some group, and voted."""
    charter = draw(charters())
    groups = st.sampled_from(charter.name(ReviewColumn.STAKEHOLDERS))
    persons = draw(st.lists(identifiers("person"), max_size=3, unique=True))
    cast = [
        evolve(draw(votes()), person=PersonId(person), group=draw(groups)) for person in persons
    ]
    there = [Attendance(vote.group, vote.person) for vote in cast]
    meeting = draw(generate(Meeting, {"attendances": st.just(there)}))
    return ReviewSession(charter, meeting=meeting, votes=cast)


def review_comparisons() -> st.SearchStrategy[ReviewComparison]:
    """Comparisons of a review with itself, since two of them are a lot of data."""
    return generate(OperationalHealthReview).map(lambda each: ReviewComparison(each, each))
