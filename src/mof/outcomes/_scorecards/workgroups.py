"""Workgroups: the monthly metric scorecard, one row for each group that works on incidents."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import field, frozen

from mof.agreements import Agreement, Clock
from mof.agreements._cycles import follow
from mof.calendars import Calendar
from mof.documents import Status, Table, Tone, format_count, format_duration, format_share
from mof.documents._tables import Cell, Tabular
from mof.errors import DefinitionError
from mof.incidents import Incident
from mof.indicators import Feedback
from mof.judgements import Judgement, Verdict, judge_all
from mof.judgements._breaches import measure
from mof.outcomes._losses import REAL_TIME
from mof.outcomes._scorecards.movements import find_change, show_change
from mof.outcomes._views import View
from mof.values import Period, TeamId
from mof.values._checks import collect
from mof.values._instants import MICROSECOND, to_utc

_NOBODY = "(no workgroup)"
_NO_FEEDBACK = Feedback()


def _to_ids(value: Iterable[str]) -> tuple[str, ...]:
    return collect(value, str, "ids")


@frozen(kw_only=True)
class WorkgroupCounts:
    """What a workgroup did in a period, in numbers; `WorkgroupScore` has the cases."""

    team: TeamId | None
    opened: int = 0
    judged: int = 0
    broken: int = 0
    recovered: int = 0
    recovery_time: timedelta = timedelta(0)
    answered: int = 0
    satisfied: int = 0

    @property
    def mean_time_to_recovery(self) -> timedelta | None:
        """The mean over the incidents whose service came back; None where none did."""
        if not self.recovered:
            return None
        return self.recovery_time // MICROSECOND // self.recovered * MICROSECOND

    @property
    def satisfaction(self) -> Fraction | None:
        """Which share of those who answered was satisfied; None where nobody did."""
        return Fraction(self.satisfied, self.answered) if self.answered else None

    @property
    def is_in_breach(self) -> bool | None:
        """Whether it breached an objective; None where there was none to meet."""
        return bool(self.broken) if self.judged else None


def _to_counts(value: Iterable[WorkgroupCounts]) -> tuple[WorkgroupCounts, ...]:
    return collect(value, WorkgroupCounts, "scores")


@frozen(kw_only=True)
class ScorecardCounts(Tabular):
    """The scores of all workgroups in a period, in numbers; `Scorecard` has the cases.

    ``faulty`` are the records that could not be counted, because their source says nonsense.

    Raises:
        DefinitionError: a workgroup has two scores.
    """

    period: Period
    as_of: datetime = field(converter=to_utc)
    scores: tuple[WorkgroupCounts, ...] = field(default=(), converter=_to_counts)
    faulty: int = 0

    def __attrs_post_init__(self) -> None:
        _check_teams(self.scores, self.period)

    @property
    def total(self) -> WorkgroupCounts:
        """All cases together; shares are of all cases, and no mean of shares."""
        return WorkgroupCounts(
            team=None,
            opened=sum(score.opened for score in self.scores),
            judged=sum(score.judged for score in self.scores),
            broken=sum(score.broken for score in self.scores),
            recovered=sum(score.recovered for score in self.scores),
            recovery_time=sum((score.recovery_time for score in self.scores), timedelta(0)),
            answered=sum(score.answered for score in self.scores),
            satisfied=sum(score.satisfied for score in self.scores),
        )

    @property
    def in_breach(self) -> tuple[TeamId, ...]:
        """The workgroups that breached an objective."""
        return tuple(each.team for each in self.scores if each.team and each.is_in_breach)

    @property
    def share_in_breach(self) -> Fraction | None:
        """Which share of the workgroups that had an objective to meet breached one."""
        teams = [each for each in self.scores if each.team and each.is_in_breach is not None]
        return Fraction(len(self.in_breach), len(teams)) if teams else None

    def find(self, team: TeamId | None) -> WorkgroupCounts:
        """The score of a workgroup; an empty one where it had nothing to do."""
        found = (score for score in self.scores if score.team == team)
        return next(found, WorkgroupCounts(team=team))

    def to_table(self, earlier: "ScorecardCounts | None" = None) -> Table:
        """A row for each workgroup and one for all, beside the change since an earlier one."""
        measured = ("Breaches", "Mean time to recovery", "Satisfied", "Incidents")
        before = earlier.total if earlier else None
        columns = [each for name in measured for each in ((name, "Change") if earlier else (name,))]
        return Table(
            ("Workgroup", *columns),
            [
                *(
                    (
                        score.team or _NOBODY,
                        *_show(score, earlier.find(score.team) if earlier else None),
                    )
                    for score in self.scores
                ),
                ("all", *_show(self.total, before)),
            ],
            caption=f"Metric scorecard of {self.period}",
            note=(
                f"{self._describe_breaches(earlier)} Changes are since "
                f"{earlier.period if earlier else 'no earlier period'}; the row of all is of all "
                "cases, and no mean of shares. Which workgroup a case is of is our judgement."
                f"{self._describe_faulty()}"
            ),
        )

    def _describe_faulty(self) -> str:
        if not self.faulty:
            return ""
        return f" {format_count(self.faulty, 'record')} not counted: their source says nonsense."

    def _describe_breaches(self, earlier: "ScorecardCounts | None") -> str:
        if self.share_in_breach is None:
            return "No workgroup had an objective to meet."
        share = format_share(self.share_in_breach)
        count = format_count(len(self.in_breach), "workgroup")
        before = earlier.share_in_breach if earlier else None
        was = f", before {format_share(before)}" if before is not None else ""
        return f"{count} in breach, {share} of those with an objective{was}."


def _check_teams(scores: Iterable["WorkgroupCounts | WorkgroupScore"], period: Period) -> None:
    teams = [score.team for score in scores]
    if len(set(teams)) < len(teams):
        raise DefinitionError(f"a workgroup has two scores in {period}; give it one")


def _show(score: WorkgroupCounts, before: WorkgroupCounts | None) -> Iterator[Cell]:
    """The four figures, each with its change where there is an earlier score."""
    broken, judged = score.broken, score.judged
    tone = Tone.NEUTRAL if not judged else Tone.BAD if broken else Tone.GOOD
    yield Status(f"{broken} of {judged}", tone)
    if before:
        yield show_change(find_change(before.broken, broken))
    recovery = score.mean_time_to_recovery
    yield None if recovery is None else format_duration(recovery)
    if before:
        yield show_change(find_change(before.mean_time_to_recovery, recovery))
    satisfied = score.satisfaction
    yield None if satisfied is None else f"{format_share(satisfied)} of {score.answered}"
    if before:
        yield show_change(find_change(before.satisfaction, satisfied), is_better_up=True)
    yield score.opened
    if before:
        yield show_change(find_change(before.opened, score.opened))


@frozen(kw_only=True)
class WorkgroupScore:
    """What a workgroup did in a period: four figures, each with the cases that it is of.

    The incidents that nobody was given have a row of their own, without a workgroup. Of
    ``judged`` incidents, whose targets came due or were met in the period, ``broken`` are those
    that breached one. ``recovery_time`` is that of all ``recovered`` together.
    """

    team: TeamId | None
    opened: tuple[str, ...] = field(default=(), converter=_to_ids)
    judged: tuple[str, ...] = field(default=(), converter=_to_ids)
    broken: tuple[str, ...] = field(default=(), converter=_to_ids)
    recovered: tuple[str, ...] = field(default=(), converter=_to_ids)
    recovery_time: timedelta = timedelta(0)
    answered: tuple[str, ...] = field(default=(), converter=_to_ids)
    satisfied: tuple[str, ...] = field(default=(), converter=_to_ids)

    @property
    def counts(self) -> WorkgroupCounts:
        """The same in numbers alone."""
        return WorkgroupCounts(
            team=self.team,
            opened=len(self.opened),
            judged=len(self.judged),
            broken=len(self.broken),
            recovered=len(self.recovered),
            recovery_time=self.recovery_time,
            answered=len(self.answered),
            satisfied=len(self.satisfied),
        )

    @property
    def mean_time_to_recovery(self) -> timedelta | None:
        """The mean over the incidents whose service came back; None where none did."""
        return self.counts.mean_time_to_recovery

    @property
    def satisfaction(self) -> Fraction | None:
        """Which share of those who answered was satisfied; None where nobody did."""
        return self.counts.satisfaction

    @property
    def is_in_breach(self) -> bool | None:
        """Whether it breached an objective; None where there was none to meet."""
        return self.counts.is_in_breach


def _to_scores(value: Iterable[WorkgroupScore]) -> tuple[WorkgroupScore, ...]:
    return collect(value, WorkgroupScore, "scores")


@frozen(kw_only=True)
class Scorecard(Tabular):
    """The scores of all workgroups in a period, as known at an instant.

    Raises:
        DefinitionError: a workgroup has two scores.
    """

    # Microsoft and ITIL v3 white paper, case of a hospital: a monthly metric scorecard by
    # workgroup with breaches of objectives, mean time to recovery and satisfaction; and there
    # the volume of incidents and the number of workgroups in breach. Which workgroup a case is
    # of, and all formulas, are our judgement.
    period: Period
    as_of: datetime = field(converter=to_utc)
    scores: tuple[WorkgroupScore, ...] = field(default=(), converter=_to_scores)

    def __attrs_post_init__(self) -> None:
        _check_teams(self.scores, self.period)

    @property
    def total(self) -> WorkgroupScore:
        """All cases together; shares are of all cases, and no mean of shares."""
        return WorkgroupScore(
            team=None,
            opened=(each for score in self.scores for each in score.opened),
            judged=(each for score in self.scores for each in score.judged),
            broken=(each for score in self.scores for each in score.broken),
            recovered=(each for score in self.scores for each in score.recovered),
            recovery_time=sum((score.recovery_time for score in self.scores), timedelta(0)),
            answered=(each for score in self.scores for each in score.answered),
            satisfied=(each for score in self.scores for each in score.satisfied),
        )

    @property
    def counts(self) -> ScorecardCounts:
        """The same in numbers alone."""
        scores = tuple(score.counts for score in self.scores)
        return ScorecardCounts(period=self.period, as_of=self.as_of, scores=scores)

    @property
    def in_breach(self) -> tuple[TeamId, ...]:
        """The workgroups that breached an objective."""
        return self.counts.in_breach

    @property
    def share_in_breach(self) -> Fraction | None:
        """Which share of the workgroups that had an objective to meet breached one."""
        return self.counts.share_in_breach

    def find(self, team: TeamId | None) -> WorkgroupScore:
        """The score of a workgroup; an empty one where it had nothing to do."""
        found = (score for score in self.scores if score.team == team)
        return next(found, WorkgroupScore(team=team))

    def to_table(self, earlier: "Scorecard | None" = None) -> Table:
        """A row for each workgroup and one for all, beside the change since an earlier one."""
        return self.counts.to_table(earlier.counts if earlier else None)


def measure_scorecards(
    incidents: Iterable[Incident],
    agreements: Iterable[Agreement],
    feedback: Feedback = _NO_FEEDBACK,
    *,
    during: Iterable[Period],
    as_of: datetime,
    calendar: Calendar = REAL_TIME,
) -> tuple[Scorecard, ...]:
    """A scorecard for each period, of what was known at an instant.

    A case counts for the workgroup that had it at the instant that decides: when a target was
    breached or met, the service came back, or somebody answered; an incident counts as opened
    for the first workgroup that it was given to.

    Raises:
        DefinitionError: the id of an incident comes twice.
        ArgumentError: something is no incident, or no period.
    """
    periods, agreements = collect(during, Period, "periods"), tuple(agreements)
    incidents = tuple(incidents)
    cards: list[Scorecard] = []
    for period in periods:
        view = View.of(period, as_of)
        known = view.list_incidents(incidents)
        case = _Case(view=view, incidents={each.id: each for each in known}, calendar=calendar)
        case.count_opened()
        case.count_judged(judge_all(known, agreements, as_of=view.edge))
        case.count_recovered()
        case.count_answers(feedback)
        cards.append(case.to_scorecard())
    return tuple(cards)


@frozen(kw_only=True)
class _Case:
    """A period while it is counted."""

    view: View
    incidents: Mapping[str, Incident]
    calendar: Calendar
    found: dict[TeamId | None, dict[str, dict[str, None]]] = field(factory=dict)
    times: dict[TeamId | None, timedelta] = field(factory=dict)

    def _add(self, team: TeamId | None, what: str, id_: str) -> None:
        self.found.setdefault(team, {}).setdefault(what, {})[id_] = None

    def count_opened(self) -> None:
        for incident in self.incidents.values():
            if incident.opened_at in self.view.period:
                self._add(find_workgroup(incident, incident.opened_at), "opened", incident.id)

    def count_judged(self, judgements: Iterable[Judgement]) -> None:
        for judgement in judgements:
            decided_at = judgement.breached_at or judgement.stopped_at
            if judgement.verdict in {Verdict.VOID, Verdict.NO_TARGET}:
                continue
            if decided_at is not None and decided_at in self.view.period:
                team = find_workgroup(self.incidents[judgement.record], decided_at)
                self._add(team, "judged", judgement.record)
                if judgement.breached_at is not None:
                    self._add(team, "broken", judgement.record)

    def count_recovered(self) -> None:
        # As in the outcomes: whoever waits for a service waits through every pause of the desk.
        clock = Clock.RESTORATION.without_pauses()
        for incident in self.incidents.values():
            for cycle in follow(incident, clock, as_of=self.view.edge):
                back_at = cycle.stopped_at
                if back_at is not None and back_at in self.view.period:
                    taken = measure(cycle, timedelta(), self.calendar, as_of=self.view.edge)
                    team = find_workgroup(incident, back_at)
                    self._add(team, "recovered", incident.id)
                    self.times[team] = self.times.get(team, timedelta(0)) + taken.elapsed

    def count_answers(self, feedback: Feedback) -> None:
        scales = {survey.id: survey.scale for survey in feedback.surveys}
        for response in feedback.responses:
            incident = self.incidents.get(response.record or "")
            at = response.answered_at
            if incident and at in self.view.period and at <= self.view.as_of:
                team = find_workgroup(incident, at)
                self._add(team, "answered", response.id)
                if response.score >= scales[response.survey].satisfied_from:
                    self._add(team, "satisfied", response.id)

    def to_scorecard(self) -> Scorecard:
        teams = sorted(self.found, key=lambda team: (team is None, team or ""))
        return Scorecard(
            period=self.view.period,
            as_of=self.view.as_of,
            scores=(
                WorkgroupScore(
                    team=team,
                    recovery_time=self.times.get(team, timedelta(0)),
                    **{what: tuple(ids) for what, ids in self.found[team].items()},
                )
                for team in teams
            ),
        )


def find_workgroup(incident: Incident, at: datetime) -> TeamId | None:
    """The workgroup that had an incident at an instant, or the first that was given it later."""
    given: TeamId | None = None
    for entry in incident.chronology:
        team = dict(entry.changes).get("team")
        if team is not None:
            if given is not None and entry.at > at:
                return given
            given = TeamId(str(team))
    return given
