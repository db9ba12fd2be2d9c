"""Workgroups: which of them a case counts for, and the monthly scorecard of them all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property

from attrs import field, frozen

from mof.agreements import Agreement, Target
from mof.calendars import Calendar
from mof.incidents import Incident
from mof.incidents._restorations import find_waits
from mof.indicators import Feedback
from mof.judgements import Judgement, Verdict, judge_all
from mof.outcomes._cutoffs import View
from mof.outcomes._lost_user_time import REAL_TIME
from mof.outcomes._scorecards import Scorecard, WorkgroupScore, is_missed
from mof.outcomes._time_to_restore import add_up_waits
from mof.outcomes._untold import RECOVERY, find_untold
from mof.values import Period, TeamId
from mof.values._checks import collect

_NO_FEEDBACK = Feedback()


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
    breached or met, the service came back, or a survey was answered; an incident counts as opened
    for the first workgroup that it was given to. Scorecards count by that instant whatever the
    targets say with ``counted_by``, which attainment follows.

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
    objectives: dict[TeamId | None, Counter[tuple[tuple[str, Target], bool]]] = field(factory=dict)
    """How many cases of each target there were, late and in time."""

    def _add(self, team: TeamId | None, what: str, id_: str) -> None:
        self.found.setdefault(team, {}).setdefault(what, {})[id_] = None

    @cached_property
    def faulty(self) -> dict[str, bool]:
        """The incidents whose recovery nothing tells, and whether at least their opening is."""
        untold = (
            (name, find_untold(incident, RECOVERY, as_of=self.view.edge))
            for name, incident in self.incidents.items()
        )
        return {name: gap.at is not None for name, gap in untold if gap is not None}

    def count_opened(self) -> None:
        faulty = self.faulty
        for incident in self.incidents.values():
            if not faulty.get(incident.id, True):
                continue
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
                assert judgement.target is not None  # or nothing would have been decided
                name = f"{judgement.agreement} {judgement.version}: {judgement.target}"
                objective, late = (name, judgement.target), judgement.breached_at is not None
                self.objectives.setdefault(team, Counter())[objective, late] += 1

    def _list_missed(self, team: TeamId | None) -> Iterator[str]:
        counts = self.objectives.get(team, Counter())
        for objective in dict.fromkeys(objective for objective, _ in counts):
            late, in_time = counts[objective, True], counts[objective, False]
            name, target = objective
            if is_missed(target, cases=late + in_time, late=late):
                yield name

    def count_recovered(self) -> None:
        for incident in self.incidents.values():
            if incident.id in self.faulty:
                continue
            waits = find_waits(incident)
            back_at = waits[-1].end if waits else None
            if waits and back_at is not None and back_at in self.view.period:
                team = find_workgroup(incident, back_at)
                self._add(team, "recovered", incident.id)
                taken = add_up_waits(waits, self.calendar, as_of=self.view.edge)
                self.times[team] = self.times.get(team, timedelta(0)) + taken

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
            faulty=self.faulty,
            scores=(
                WorkgroupScore(
                    team=team,
                    recovery_time=self.times.get(team, timedelta(0)),
                    missed=sorted(self._list_missed(team)),
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
