"""Sessions: management reviews as they were held, each with its four columns."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import field, frozen

from mof.documents import Document, format_count
from mof.errors import DefinitionError
from mof.framework import GateDecision, ReviewColumn
from mof.improvement import ReviewHeld
from mof.reviews._attendance import Meeting
from mof.reviews._decisions import Decision, DecisionStatus
from mof.reviews._next_review import list_actions, list_asked_for, list_deferrals
from mof.reviews._outputs import Output, make_action
from mof.reviews.sessions._charters import Charter
from mof.reviews.sessions._parts_in_order import Answer, BroughtInput, PartStatus, stand_parts
from mof.reviews.sessions._session_minutes import SessionMinutes
from mof.reviews.sessions._voting_rules import Vote
from mof.values import ServiceId
from mof.values._checks import collect
from mof.values._ids import check_distinct, check_known, to_service_ids


def _to_brought(value: Iterable[BroughtInput]) -> tuple[BroughtInput, ...]:
    return collect(value, BroughtInput, "inputs brought")


def _to_answers(value: Iterable[Answer]) -> tuple[Answer, ...]:
    return collect(value, Answer, "answers")


def _to_votes(value: Iterable[Vote]) -> tuple[Vote, ...]:
    return collect(value, Vote, "votes")


def _to_decisions(value: Iterable[Decision]) -> tuple[Decision, ...]:
    return collect(value, Decision, "decisions")


@frozen(kw_only=True)
class ReviewSession:
    """A management review as it was held by its charter, with all that was said in it.

    It decides by vote, if it is a gate or anybody voted; services in it are those voted on.

    Raises:
        UnknownReferenceError: something was brought, answered, voted or decided that is in no
            column of the charter, or by a person who was not there for that group.
        DefinitionError: a question is answered twice, a person votes twice, or something is
            decided that is for the members to vote on.
    """

    charter: Charter = field(kw_only=False)
    """How the review is held."""
    meeting: Meeting
    """Who met, and when."""
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    """The services that are voted on."""
    brought: tuple[BroughtInput, ...] = field(default=(), converter=_to_brought)
    """What was brought, each as one of the charter's inputs."""
    answers: tuple[Answer, ...] = field(default=(), converter=_to_answers)
    """What was found about the charter's questions, each once."""
    votes: tuple[Vote, ...] = field(default=(), converter=_to_votes)
    """Go or no-go of members, one each."""
    decisions: tuple[Decision, ...] = field(default=(), converter=_to_decisions)
    """What was decided besides the vote."""

    def __attrs_post_init__(self) -> None:
        name = self.charter.name
        groups = name(ReviewColumn.STAKEHOLDERS)
        self.meeting.check_groups(groups, of=str(self.charter.kind))
        self._check("inputs", ReviewColumn.INPUTS, (each.entry for each in self.brought))
        self._check("questions", ReviewColumn.ANALYSES, (each.question for each in self.answers))
        self._check("decisions", ReviewColumn.DECISIONS, (each.kind for each in self.decisions))
        check_distinct(f"answers in {self.meeting.id}", (each.question for each in self.answers))
        check_distinct(f"votes in {self.meeting.id}", (each.person for each in self.votes))
        for vote in self.votes:
            self.meeting.check_present(vote.person, vote.group, what="a vote")
        for decision in self.decisions:
            self.meeting.check_present(
                decision.decided_by, decision.group, what=repr(decision.text)
            )
            if decision.kind in self.charter.voted:
                raise DefinitionError(
                    f"{decision.kind!r} is for the members of the {self.charter.kind} review to "
                    "vote on; give their votes"
                )

    def _check(self, what: str, column: ReviewColumn, named: Iterable[str]) -> None:
        known = self.charter.name(column)
        check_known(
            f"{what} of the {self.charter.kind} review",
            known,
            named=named,
            by=self.meeting.id,
        )

    @cached_property
    def parts(self) -> tuple[tuple[str, PartStatus], ...]:
        """How each part stands that is taken in order."""
        return tuple(stand_parts(self.charter.parts, self.answers))

    @cached_property
    def missing_inputs(self) -> tuple[str, ...]:
        """The inputs of which nothing was brought, or only a title that leads nowhere."""
        there = {each.entry for each in self.brought if each.has_content}
        return tuple(
            entry for entry in self.charter.name(ReviewColumn.INPUTS) if entry not in there
        )

    @property
    def has_quorum(self) -> bool:
        """Whether enough people met to decide."""
        return self.charter.quorum.is_reached(self.meeting)

    @cached_property
    def objections(self) -> tuple[str, ...]:
        """Why the review does not let go: no quorum, a part not passed, or the votes."""
        lacking = (f"no quorum: {each}" for each in self.charter.quorum.find_missing(self.meeting))
        parts = (
            f"{part}: {status}" for part, status in self.parts if status is not PartStatus.PASSED
        )
        votes = self.charter.voting.find_objections(self.votes)
        return (*lacking, *parts, *self._find_silent(), *votes)

    def _find_silent(self) -> Iterator[str]:
        """The groups that are there and have to vote, and have not: silence is no consent."""
        if not self.votes:
            return
        spoken = {vote.group for vote in self.votes}
        quorum, there = self.charter.quorum, self.meeting.groups
        yield from (f"{group} have not voted" for group in sorted(quorum.groups & there - spoken))
        if len(spoken) < quorum.least_groups <= len(there):
            groups = format_count(len(spoken), "group")
            yield f"votes of {groups}, {quorum.least_groups} needed"

    @property
    def gate_decision(self) -> GateDecision | None:
        """Go or no-go; None of a review that is no gate and at which no votes."""
        if not self.votes and not self.charter.voted:
            return None
        return GateDecision.NO_GO if self.objections else GateDecision.GO

    @cached_property
    def outputs(self) -> tuple[Output, ...]:
        """What follows from the vote and from what was accepted; nothing without a quorum."""
        drafts = tuple(self._list_outputs())
        return tuple(self._make_output(place, *draft) for place, draft in enumerate(drafts, 1))

    def _list_outputs(self) -> Iterator[tuple[str, str, Decision | None]]:
        if self.gate_decision is GateDecision.GO:
            what = ", ".join(sorted(self.services)) or str(self.charter.kind)
            yield from (
                (kind, f"{GateDecision.GO} for {what}", None) for kind in self.charter.on_go
            )
        for decision in self.decisions:
            if self.has_quorum and decision.status is DecisionStatus.ACCEPTED:
                for kind in self.charter.find_outputs(decision.kind):
                    yield kind, decision.text, decision

    def _make_output(self, place: int, kind: str, title: str, decision: Decision | None) -> Output:
        name = f"{self.meeting.id}-action-{place:02}"
        return Output(
            id=f"{self.meeting.id}-output-{place:02}",
            kind=kind,
            title=title,
            decision=decision,
            record=make_action(name, decision) if decision else None,
        )

    def minutes(self, *, tz: str = "UTC") -> Document:
        """The review as a document, which renders as text, Markdown, HTML and JSON.

        The instant it was held at is shown in the time zone ``tz``.
        """
        return SessionMinutes(
            charter=self.charter,
            meeting=self.meeting,
            services=self.services,
            brought=self.brought,
            answers=self.answers,
            parts=self.parts,
            votes=self.votes,
            decisions=self.decisions,
            gate_decision=self.gate_decision,
            objections=self.objections,
            outputs=self.outputs,
            tz=tz,
        ).write()

    def to_held(self) -> ReviewHeld:
        """The review as gates, schedules and the next review need it."""
        return ReviewHeld(
            self.meeting.id,
            held_at=self.meeting.held_at,
            kind=self.charter.kind,
            decision=self.gate_decision,
            services=self.services,
            minutes=self.minutes().to_markdown(),
            actions=list_actions(self.outputs),
            trigger=self.meeting.trigger,
            has_quorum=self.has_quorum,
            missing_inputs=self.missing_inputs,
            asked_for=list_asked_for(self.outputs),
            deferrals=list_deferrals(self.decisions, is_binding=self.has_quorum),
        )

    def _repr_html_(self) -> str:
        return self.minutes()._repr_html_()

    def _repr_markdown_(self) -> str:
        return self.minutes().to_markdown()
