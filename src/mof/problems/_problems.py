"""Problems: the unknown causes beneath incidents, and the search for them."""

from datetime import timedelta
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.documents import Table
from mof.errors import FactError
from mof.problems._cost_benefits import CostBenefit
from mof.problems._problem_lifecycle import (
    PROBLEM_LIFECYCLE,
    ProblemEvent,
    ProblemOrigin,
    ProblemState,
    ResearchKind,
)
from mof.records import Entry, Fact, Lifecycle, Noted, Priority, Record
from mof.records._acting_checks import find_time
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import ChangeId, PersonId, ProblemId, ServiceId
from mof.values._graphs import list_some

_E = ProblemEvent


@frozen
class Problem(Record[ProblemState, ProblemEvent]):
    """The unknown cause of one or more incidents, past or to be feared."""

    id: ProblemId
    history: tuple[Entry[ProblemState, ProblemEvent], ...] = field(converter=to_history)

    LIFECYCLE: ClassVar[Lifecycle[ProblemState, ProblemEvent]] = PROBLEM_LIFECYCLE

    title = Noted(str)
    symptoms = Noted(str)
    origin = Noted(ProblemOrigin)
    services = Noted[tuple[str, ...]](tuple)
    incidents = Noted[tuple[str, ...]](tuple)
    frequency = Noted(str)
    impact = Noted(str)
    category = Noted(str)
    priority = Noted(Priority)
    owner = Noted(PersonId)
    analyst = Noted(PersonId)
    master = Noted(ProblemId)
    expected_benefit = Noted(str)
    expected_cost = Noted(str)
    reproduction_effort = Noted(timedelta)
    budget = Noted(timedelta)
    justification = Noted(str)
    activity = Noted(str)
    activity_kind = Noted(ResearchKind)
    hypothesis = Noted(str)
    changed_variables = Noted[tuple[str, ...]](tuple)
    finding = Noted(str)
    research_pass = Noted(int)
    root_cause = Noted(str)
    known_error = Noted(str)
    workaround = Noted(str)
    instructions = Noted(str)
    change = Noted(ChangeId)
    is_standard_change = Noted(bool)
    change_outcome = Noted(str)
    observation_window = Noted(timedelta)
    proactive_action = Noted(str)
    informed = Noted(PersonId)
    evidence = Noted(str)

    @property
    def is_open(self) -> bool:
        """Whether the search still goes on."""
        return self.state not in {None, ProblemState.CLOSED}

    @classmethod
    def identify(
        cls,
        id: ProblemId | str,  # noqa: A002 - the field's own word
        *,
        title: str,
        symptoms: str,
        origin: ProblemOrigin,
        services: tuple[ServiceId, ...],
        frequency: str,
        impact: str,
        incidents: tuple[str, ...] | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """A new problem, picked out of the list of incidents or foreseen."""
        return cls(id=ProblemId(id), history=()).act(
            _E.IDENTIFY,
            title=title,
            symptoms=symptoms,
            origin=origin,
            services=services,
            frequency=frequency,
            impact=impact,
            incidents=incidents,
            **act,
        )

    def classify(
        self, *, category: str, priority: Priority, owner: PersonId, **act: Unpack[ActArguments]
    ) -> Self:
        """Say what kind it is, how soon it is handled, and who owns it."""
        return self.act(_E.CLASSIFY, category=category, priority=priority, owner=owner, **act)

    def merge(self, *, master: ProblemId, **act: Unpack[ActArguments]) -> Self:
        """Close it because the same problem is on record already."""
        return self.act(_E.MERGE, master=master, **act)

    def decline(
        self,
        *,
        expected_benefit: str,
        reproduction_effort: timedelta,
        expected_cost: str,
        justification: str,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Close it because a fix would not pay."""
        return self.act(
            _E.DECLINE,
            expected_benefit=expected_benefit,
            reproduction_effort=reproduction_effort,
            expected_cost=expected_cost,
            justification=justification,
            **act,
        )

    def pursue(
        self,
        *,
        justification: str,
        budget: timedelta,
        analyst: PersonId,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Decide that it is worth a search, and how much of one."""
        return self.act(
            _E.PURSUE, justification=justification, budget=budget, analyst=analyst, **act
        )

    def decide(
        self,
        cost_benefit: CostBenefit,
        *,
        reproduction_effort: timedelta,
        budget: timedelta,
        analyst: PersonId,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Pursue it if a fix pays significantly, else close it; the figures are on record."""
        figures = {
            "expected_benefit": cost_benefit.benefit_text,
            "expected_cost": cost_benefit.cost_text,
            "reproduction_effort": reproduction_effort,
            "justification": str(cost_benefit),
        }
        if not cost_benefit.is_significant:
            return self.act(_E.DECLINE, **figures, **act)
        return self.act(_E.PURSUE, budget=budget, analyst=analyst, **figures, **act)

    def research(
        self,
        *,
        activity: str,
        finding: str,
        kind: ResearchKind | None = None,
        hypothesis: str | None = None,
        changed_variables: tuple[str, ...] = (),
        root_cause: str | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Note one research activity and what it showed.

        Raises:
            FactError: a hypothesis is tested with none or several things changed at once, or
                none is named.
        """
        is_test = kind is ResearchKind.HYPOTHESIS_TEST
        if is_test and not hypothesis:
            raise self._refuse_research("hypothesis", "a test is of a hypothesis; name it")
        if len(changed_variables) > 1 or (is_test and not changed_variables):
            told = list_some(changed_variables) or "nothing"
            raise self._refuse_research(
                "changed_variables", f"one thing is changed at a time, not {told}"
            )
        return self.act(
            _E.RESEARCH,
            activity=activity,
            finding=finding,
            activity_kind=kind,
            hypothesis=hypothesis,
            changed_variables=changed_variables,
            root_cause=root_cause,
            **act,
        )

    def _refuse_research(self, fact: str, why: str) -> FactError:
        return FactError(
            f"cannot research {self.id}: {why}",
            record=self.id,
            event=str(_E.RESEARCH),
            fact=fact,
        )

    def to_research_table(self) -> Table:
        """One row for each research activity, in the order in which they happened."""
        rows = (
            (
                entry.at.isoformat(),
                *(
                    None if (value := facts.get(name)) is None else str(value)
                    for name in ("activity_kind", "activity", "hypothesis")
                ),
                list_some(_to_words(facts.get("changed_variables"))) or None,
                str(facts.get("finding")),
            )
            for entry in self.chronology
            if entry.event is _E.RESEARCH
            for facts in [dict(entry.changes)]
        )
        columns = ("At", "Kind", "Activity", "Hypothesis", "Changed", "Finding")
        return Table(columns, tuple(rows), caption=f"Research on {self.id}")

    def record_known_error(self, *, known_error: str, **act: Unpack[ActArguments]) -> Self:
        """Note that a known error exists, with or without its cause."""
        return self.act(_E.RECORD_KNOWN_ERROR, known_error=known_error, **act)

    def conclude(
        self, *, finding: str, root_cause: str | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """End one pass of the research."""
        research_pass = (self.research_pass or 0) + 1
        return self.act(
            _E.CONCLUDE,
            finding=finding,
            root_cause=root_cause,
            research_pass=research_pass,
            **act,
        )

    def repeat(self, *, expected_benefit: str, **act: Unpack[ActArguments]) -> Self:
        """Go back to the filter because nothing viable was found."""
        return self.act(_E.REPEAT, expected_benefit=expected_benefit, **act)

    def publish_workaround(self, *, workaround: str, **act: Unpack[ActArguments]) -> Self:
        """Give the known error its workaround and ask the filter whether to go on."""
        return self.act(_E.PUBLISH_WORKAROUND, workaround=workaround, **act)

    def request_change(
        self, *, change: ChangeId, is_standard_change: bool = False, **act: Unpack[ActArguments]
    ) -> Self:
        """Ask for the change that the fix needs."""
        return self.act(
            _E.REQUEST_CHANGE, change=change, is_standard_change=is_standard_change, **act
        )

    def apply_fix(self, *, instructions: str, **act: Unpack[ActArguments]) -> Self:
        """Apply a fix that needs no change."""
        return self.act(_E.APPLY_FIX, instructions=instructions, **act)

    def complete_change(self, *, change_outcome: str, **act: Unpack[ActArguments]) -> Self:
        """Note that the change was released and reviewed."""
        return self.act(_E.COMPLETE_CHANGE, change_outcome=change_outcome, **act)

    def fail_change(self, **act: Unpack[ActArguments]) -> Self:
        """Note that the change was rejected, failed or was backed out."""
        return self.act(_E.FAIL_CHANGE, **act)

    def close(
        self, *, observation_window: timedelta, proactive_action: str, **act: Unpack[ActArguments]
    ) -> Self:
        """Close it because nothing recurred while it was watched for the whole window.

        Raises:
            FactError: it has not been watched for so long.
        """
        after = self.act(
            _E.CLOSE,
            observation_window=observation_window,
            proactive_action=proactive_action,
            **act,
        )
        since = next(entry.at for entry in reversed(self.chronology) if entry.state)
        watched = find_time(act) - since
        if watched < observation_window:
            raise FactError(
                f"cannot close {self.id}: it has been watched for {watched}, "
                f"not for {observation_window}",
                record=self.id,
                event=str(_E.CLOSE),
                fact="observation_window",
            )
        return after

    def recur(self, *, incidents: tuple[str, ...], **act: Unpack[ActArguments]) -> Self:
        """Go back to the filter because it happened again; the new incidents join the old."""
        joined = incidents and tuple(dict.fromkeys((*(self.incidents or ()), *incidents)))
        return self.act(_E.RECUR, incidents=joined, **act)

    def accept_workaround(self, *, informed: PersonId, **act: Unpack[ActArguments]) -> Self:
        """Close it and live with the workaround; the customer service manager knows."""
        return self.act(_E.ACCEPT_WORKAROUND, informed=informed, **act)

    def reopen(self, *, evidence: str, **act: Unpack[ActArguments]) -> Self:
        """Take it up again on new evidence."""
        return self.act(_E.REOPEN, evidence=evidence, **act)


def _to_words(value: Fact) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
