"""Scorecards: what each workgroup did in a period, in cases and in numbers, as a table."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import field, frozen

from mof.agreements import Target
from mof.documents import Status, Table, Tone, format_count, format_duration, format_share
from mof.documents._tables import Cell, Tabular
from mof.errors import DefinitionError
from mof.outcomes._shown import find_change, show_change
from mof.values import Period, TargetStatus, TeamId
from mof.values._checks import collect
from mof.values._instants import MICROSECOND, to_utc
from mof.values._tolerances import to_target_status

_NO_WORKGROUP = "(no workgroup)"


def is_missed(target: Target, *, cases: int, late: int) -> bool:
    """Whether too few of a workgroup's cases were in time for a target."""
    share = Fraction(cases - late, cases) if cases else None
    status = to_target_status(share, target.required_share, target.tolerance)
    return status is TargetStatus.OUTSIDE_TOLERANCE


def _to_ids(value: Iterable[str]) -> tuple[str, ...]:
    return collect(value, str, "ids")


@frozen(kw_only=True)
class WorkgroupCounts:
    """What a workgroup did in a period, in numbers; `WorkgroupScore` has the cases."""

    team: TeamId | None
    """The workgroup; None for incidents without one, and for the row of all."""
    opened: int = 0
    """How many incidents were opened for it."""
    judged: int = 0
    """Of how many incidents a target came due or was met."""
    broken: int = 0
    """How many of those breached a target."""
    recovered: int = 0
    """How many incidents came to the end of their wait for the service."""
    recovery_time: timedelta = timedelta(0)
    """How long users waited for the service in all of those together."""
    answered: int = 0
    """How many answered a survey about its incidents."""
    satisfied: int = 0
    """How many of those were satisfied."""
    missed: int = 0
    """Of how many targets too few of its cases were in time, by more than is tolerated."""

    @property
    def mean_time_to_recovery(self) -> timedelta | None:
        """The mean over the incidents whose service came back; None where none did."""
        if not self.recovered:
            return None
        return self.recovery_time // MICROSECOND // self.recovered * MICROSECOND

    @property
    def satisfaction(self) -> Fraction | None:
        """Which share of those who answered was satisfied; None where there was no answer."""
        return Fraction(self.satisfied, self.answered) if self.answered else None

    @property
    def share_late(self) -> Fraction | None:
        """Which share of the incidents judged breached a target; None where none was judged."""
        return Fraction(self.broken, self.judged) if self.judged else None

    @property
    def is_in_breach(self) -> bool | None:
        """Whether it missed an objective by more than is tolerated; None where it had none.

        A late case is no missed objective: the share that a target requires decides.
        """
        return bool(self.missed) if self.judged else None


def _to_counts(value: Iterable[WorkgroupCounts]) -> tuple[WorkgroupCounts, ...]:
    return collect(value, WorkgroupCounts, "scores")


@frozen(kw_only=True)
class ScorecardCounts(Tabular):
    """The scores of all workgroups in a period, in numbers; `Scorecard` has the cases.

    It is what `mof.frames.count_scorecards` gives, and `Scorecard.counts`.

    >>> from mof import Period
    >>> june = Period.month(2026, 6, tz="Europe/Oslo")
    >>> print(ScorecardCounts(period=june, as_of=june.end).share_in_breach)
    None

    Raises:
        DefinitionError: a workgroup has two scores.
    """

    period: Period
    """The period that is counted."""
    as_of: datetime = field(converter=to_utc)
    """What was recorded after this instant is not seen."""
    scores: tuple[WorkgroupCounts, ...] = field(default=(), converter=_to_counts)
    """One for each workgroup that had something to do; those without one under None."""
    faulty: int = 0
    """How many records could not be counted, since something of them was not read."""

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
            missed=sum(score.missed for score in self.scores),
        )

    @property
    def in_breach(self) -> tuple[TeamId, ...]:
        """The workgroups that missed an objective."""
        return tuple(each.team for each in self.scores if each.team and each.is_in_breach)

    @property
    def share_in_breach(self) -> Fraction | None:
        """Which share of the workgroups that had an objective missed one."""
        teams = [each for each in self.scores if each.team and each.is_in_breach is not None]
        return Fraction(len(self.in_breach), len(teams)) if teams else None

    def find(self, team: TeamId | None) -> WorkgroupCounts:
        """The score of a workgroup; an empty one where it had nothing to do."""
        found = (score for score in self.scores if score.team == team)
        return next(found, WorkgroupCounts(team=team))

    def to_table(self, earlier: "ScorecardCounts | None" = None) -> Table:
        """A row for each workgroup and one for all, beside the change since an earlier one."""
        measured = ("Late", "Mean time to recovery", "Satisfied", "Incidents")
        before = earlier.total if earlier else None
        columns = [each for name in measured for each in ((name, "Change") if earlier else (name,))]
        return Table(
            ("Workgroup", *columns),
            [
                *(
                    (
                        score.team or _NO_WORKGROUP,
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
        return f" {format_count(self.faulty, 'record')} not counted: something was not read."

    def _describe_breaches(self, earlier: "ScorecardCounts | None") -> str:
        if self.share_in_breach is None:
            return "No workgroup had an objective to meet."
        share = format_share(self.share_in_breach)
        count = format_count(len(self.in_breach), "workgroup")
        before = earlier.share_in_breach if earlier else None
        was = f", before {format_share(before)}" if before is not None else ""
        return (
            f"{count} in breach, {share} of those with an objective{was}: it missed the share that "
            "a target requires by more than is tolerated."
        )


def _check_teams(scores: Iterable["WorkgroupCounts | WorkgroupScore"], period: Period) -> None:
    teams = [score.team for score in scores]
    if len(set(teams)) < len(teams):
        raise DefinitionError(f"a workgroup has two scores in {period}; give it one")


def _show(score: WorkgroupCounts, before: WorkgroupCounts | None) -> Iterator[Cell]:
    """The four figures, each with its change where there is an earlier score."""
    tone = Tone.NEUTRAL if not score.judged else Tone.BAD if score.is_in_breach else Tone.GOOD
    yield Status(f"{score.broken} of {score.judged}", tone)
    if before:
        yield _show_shares(before.share_late, score.share_late)
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


def _show_shares(before: Fraction | None, now: Fraction | None) -> Status:
    """What a share was and is; a count tells little where there were more or fewer cases."""
    if before is None or now is None:
        return Status("not known", Tone.NEUTRAL)
    shares = f"{format_share(before)} → {format_share(now)}"
    tone = Tone.NEUTRAL if now == before else Tone.WARNING if now > before else Tone.GOOD
    return Status(shares, tone)


@frozen(kw_only=True)
class WorkgroupScore:
    """What a workgroup did in a period: four figures, each with the cases that it is of.

    The incidents that were given to no workgroup have a row of their own, without one.
    """

    team: TeamId | None
    """The workgroup; None for incidents without one, and for the row of all."""
    opened: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The incidents that were opened for it."""
    judged: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The incidents of which a target came due or was met."""
    broken: tuple[str, ...] = field(default=(), converter=_to_ids)
    """Those of them that breached a target."""
    recovered: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The incidents whose users had the service back."""
    recovery_time: timedelta = timedelta(0)
    """How long users waited for the service in all of those together."""
    answered: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The responses to surveys about its incidents."""
    satisfied: tuple[str, ...] = field(default=(), converter=_to_ids)
    """Those of them with a score that counts as satisfied."""
    missed: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The targets of which too few of its cases were in time, by more than is tolerated; each with
    its agreement and version."""

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
            missed=len(self.missed),
        )

    @property
    def mean_time_to_recovery(self) -> timedelta | None:
        """The mean over the incidents whose service came back; None where none did."""
        return self.counts.mean_time_to_recovery

    @property
    def satisfaction(self) -> Fraction | None:
        """Which share of those who answered was satisfied; None where there was no answer."""
        return self.counts.satisfaction

    @property
    def is_in_breach(self) -> bool | None:
        """Whether it missed an objective by more than is tolerated; None where it had none."""
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
    """The period that is counted."""
    as_of: datetime = field(converter=to_utc)
    """What was recorded after this instant is not seen."""
    scores: tuple[WorkgroupScore, ...] = field(default=(), converter=_to_scores)
    """One for each workgroup that had something to do; those without one under None."""
    faulty: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The incidents that could not be counted, since something of them was not read."""

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
            missed=(each for score in self.scores for each in score.missed),
        )

    @property
    def counts(self) -> ScorecardCounts:
        """The same in numbers alone."""
        scores = tuple(score.counts for score in self.scores)
        return ScorecardCounts(
            period=self.period, as_of=self.as_of, scores=scores, faulty=len(self.faulty)
        )

    @property
    def in_breach(self) -> tuple[TeamId, ...]:
        """The workgroups that missed an objective."""
        return self.counts.in_breach

    @property
    def share_in_breach(self) -> Fraction | None:
        """Which share of the workgroups that had an objective missed one."""
        return self.counts.share_in_breach

    def find(self, team: TeamId | None) -> WorkgroupScore:
        """The score of a workgroup; an empty one where it had nothing to do."""
        found = (score for score in self.scores if score.team == team)
        return next(found, WorkgroupScore(team=team))

    def to_table(self, earlier: "Scorecard | None" = None) -> Table:
        """A row for each workgroup and one for all, beside the change since an earlier one."""
        return self.counts.to_table(earlier.counts if earlier else None)
