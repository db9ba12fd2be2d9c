"""What is brought to reviews, what is decided there, and the rules that lead there."""

from datetime import timedelta

from attrs import evolve
from hypothesis import strategies as st

from mof.framework import (
    ChangeSubject,
    DecisionKind,
    GateDecision,
    InputKind,
    ReviewColumn,
    StakeholderGroup,
)
from mof.improvement import MaturityGoal, MaturityRating, ReviewHeld
from mof.indicators import Indicator, Ledger
from mof.monitoring import MonitoringData
from mof.operations import OperationsData
from mof.reviews import (
    CHARTERS,
    Answer,
    BroughtDocument,
    BroughtInput,
    Charter,
    Decision,
    DecisionStatus,
    EmergencyRule,
    Meeting,
    OperationalHealthInputs,
    OperationalHealthReview,
    OutputRule,
    ProposalRule,
    Quorum,
    ReviewSchedule,
    ReviewSession,
    Vote,
    VotingRule,
)
from mof.reviews._attendance import Attendance
from mof.reviews.operational_health._comparisons import ReviewComparison
from mof.services import OutageLog
from mof.strategies._agreements import chains, exclusions
from mof.strategies._calendars import periods
from mof.strategies._controls import control_registers
from mof.strategies._figures import feedback, observations
from mof.strategies._improvement import improvement_programs, resource_requests
from mof.strategies._operations import freezes
from mof.strategies._records import changes, foreign_incidents, incidents, problems
from mof.strategies._registry import Strategy, draws, generate, register, values
from mof.strategies._scalars import days, durations, identifiers, texts
from mof.strategies._services import catalogs
from mof.strategies._teams import organizations, scopes
from mof.teams import Workforce
from mof.values import PersonId

_SUBJECTS = st.sampled_from(ChangeSubject)


@st.composite
def _subjects(draw: st.DrawFn, name: str) -> dict[str, Strategy]:
    """A kind of decision under a name, and a subject where it is a request for change."""
    kind = draw(st.sampled_from(DecisionKind))
    subject = _SUBJECTS if kind is DecisionKind.REQUEST_CHANGE else st.none()
    return {name: st.just(kind), "subject": subject}


@draws(Decision)
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
        "group": st.sampled_from(StakeholderGroup),
        "finding": texts(),
        "decided_by": persons,
        "owner": st.none() | persons,
    }
    return draw(generate(Decision, {**draw(_subjects("kind")), **fields}))


@draws(ProposalRule)
@st.composite
def proposal_rules(draw: st.DrawFn) -> ProposalRule:
    """Rules that propose; those that propose to request a change say of what."""
    return draw(generate(ProposalRule, draw(_subjects("kind"))))


@draws(OutputRule)
@st.composite
def output_rules(draw: st.DrawFn) -> OutputRule:
    """Rules of what follows from decisions."""
    return draw(generate(OutputRule, draw(_subjects("decision"))))


register(
    Quorum,
    least_groups=st.integers(0, 9),
    least_persons=st.integers(0, 9),
    most_groups_each=st.none() | st.integers(1, 9),
)
register(EmergencyRule, count=st.integers(1, 9), within=durations(timedelta(microseconds=1)))
register(ReviewSchedule, grace=durations())
_EVIDENCE = st.lists(identifiers("record"), max_size=2).map(tuple)
register(Answer, evidence=_EVIDENCE)
register(BroughtInput, title=identifiers("input"), evidence=_EVIDENCE)
register(VotingRule, least_share=st.fractions("1/10", 1, max_denominator=10))


@draws(Vote)
@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """Votes; a no-go has a reason."""
    decision = draw(st.sampled_from(GateDecision))
    reason = st.just("not tried") if decision is GateDecision.NO_GO else texts()
    fields = {"decision": st.just(decision), "reason": reason, "evidence": _EVIDENCE}
    return draw(generate(Vote, fields))


@draws(BroughtDocument)
@st.composite
def brought_documents(draw: st.DrawFn) -> BroughtDocument:
    """Documents, some of them only titles; each says which part of its input it is."""
    kind = draw(st.sampled_from(InputKind))
    fields = {
        "brought_as": st.just(kind),
        "title": identifiers("document"),
        "part": st.sampled_from(kind.parts),
    }
    return draw(generate(BroughtDocument, fields))


@draws(Charter)
@st.composite
def charters(draw: st.DrawFn) -> Charter:
    """The charters of the library, with a quorum and a rule of voting of one's own."""
    charter = draw(st.sampled_from(CHARTERS))
    return evolve(charter, quorum=draw(values(Quorum)), voting=draw(values(VotingRule)))


@draws(ReviewSession)
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


@draws(ReviewComparison)
def review_comparisons() -> st.SearchStrategy[ReviewComparison]:
    """Comparisons of a review with itself, since two of them are a lot of data."""
    return generate(OperationalHealthReview).map(lambda each: ReviewComparison(each, each))


_PERIODS = periods()
_INDICATORS = st.lists(values(Indicator), max_size=2, unique_by=lambda each: each.id)
_OBSERVATIONS = observations()
_DELAYS = durations()
_BROUGHT: dict[str, Strategy] = {
    "catalog": catalogs(),
    "agreements": chains().map(lambda chain: chain.agreements),
    "incidents": st.lists(
        incidents() | foreign_incidents(), max_size=2, unique_by=lambda incident: incident.id
    ),
    "problems": st.lists(problems(), max_size=1).map(tuple),
    "changes": st.lists(changes(), max_size=1).map(tuple),
    "organization": organizations(),
    "scopes": st.lists(scopes(), max_size=2).map(tuple),
    "register": control_registers(),
    "maturity_ratings": st.lists(generate(MaturityRating), max_size=2).map(tuple),
    "maturity_goals": st.lists(generate(MaturityGoal), max_size=2).map(tuple),
    "feedback": feedback(),
    "ledger": values(Ledger),
    "workforce": values(Workforce),
    "freezes": st.lists(freezes(), max_size=1).map(tuple),
    "programs": st.lists(improvement_programs(), max_size=1).map(tuple),
    "operations": values(OperationsData),
    "monitoring": values(MonitoringData),
    "exclusions": st.lists(exclusions(), max_size=1).map(tuple),
    "outage_logs": st.lists(values(OutageLog), max_size=1).map(tuple),
    "previous": st.lists(generate(ReviewHeld), max_size=1).map(tuple),
    "requests": st.lists(resource_requests(), max_size=1).map(tuple),
    "documents": st.lists(brought_documents(), max_size=2).map(tuple),
    "schedules": st.lists(values(ReviewSchedule), max_size=1).map(tuple),
}
_KINDS_BROUGHT = st.sets(st.sampled_from(tuple(_BROUGHT)), max_size=6)


@draws(OperationalHealthInputs)
@st.composite
def review_inputs(draw: st.DrawFn) -> OperationalHealthInputs:
    """A little of some of what is brought to an Operational Health Review."""
    period, found = draw(_PERIODS), draw(_INDICATORS)
    # Each time some kinds only: all of them at once are more than Hypothesis will draw.
    kinds = draw(_KINDS_BROUGHT)
    return OperationalHealthInputs(
        period=period,
        as_of=period.start + draw(_DELAYS),
        indicators=tuple(found),
        observations=tuple(evolve(draw(_OBSERVATIONS), indicator=each.id) for each in found),
        **{name: draw(each) for name, each in _BROUGHT.items() if name in kinds},
    )
