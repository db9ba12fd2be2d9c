"""Solved problems: who owns them, what became of them, and which never became an incident."""

from collections.abc import Callable, Container, Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from mof.calendars import Calendar
from mof.incidents import Incident
from mof.outcomes._cutoffs import View
from mof.outcomes._lost_user_time import REAL_TIME
from mof.outcomes._measures import MEASURES, Measure
from mof.outcomes._open_cases import SHARES, tell_count, tell_percentiles
from mof.outcomes._outcomes import Outcome
from mof.problems import (
    Closure,
    KnownError,
    KnownErrorState,
    Problem,
    ProblemState,
)
from mof.problems._known_error_lifecycle import KnownErrorEvent
from mof.records import Record
from mof.values import Period, Term

_Found = Problem | KnownError
_OVER: frozenset[Term | None] = frozenset(
    {ProblemState.CLOSED, KnownErrorState.RETIRED, KnownErrorState.DISCARDED}
)


def measure_unassigned_problems(
    problems: Iterable[Problem], *, during: Period, as_of: datetime
) -> Outcome:
    """How many problems had no owner at the end of a period."""
    view = View.of(during, as_of)
    books = _Books.of(problems, (), view)
    unassigned = [each.id for each in books.problems if each.is_open and not each.owner]
    return tell_count(
        MEASURES["unassigned problems"], view, unassigned, cases=len(books.present_problems)
    )


def measure_owned_problems(
    problems: Iterable[Problem], *, during: Period, as_of: datetime
) -> Outcome:
    """How many problems had an owner at the end of a period."""
    view = View.of(during, as_of)
    books = _Books.of(problems, (), view)
    owned = [each.id for each in books.problems if each.is_open and each.owner]
    return tell_count(MEASURES["owned problems"], view, owned, cases=len(books.present_problems))


def measure_problems(problems: Iterable[Problem], *, during: Period, as_of: datetime) -> Outcome:
    """How many problems were identified in a period."""
    view = View.of(during, as_of)
    books = _Books.of(problems, (), view)
    identified = [
        each.id
        for each in books.present_problems
        if _is_in(each.started_at, during) and each.state_reason != Closure.DUPLICATE.value
    ]
    return tell_count(MEASURES["problems"], view, identified, cases=len(books.present_problems))


def measure_workarounds(
    problems: Iterable[Problem],
    known_errors: Iterable[KnownError] = (),
    *,
    during: Period,
    as_of: datetime,
) -> Outcome:
    """How many problems got a workaround in a period.

    It may be noted on the problem or on a known error of it; known errors that name no problem
    count as one each.
    """
    view = View.of(during, as_of)
    books = _Books.of(problems, known_errors, view)
    return books.count(MEASURES["workarounds"], _find_workaround)


def measure_permanent_solutions(
    problems: Iterable[Problem],
    known_errors: Iterable[KnownError] = (),
    *,
    during: Period,
    as_of: datetime,
) -> Outcome:
    """How many problems were solved for good in a period.

    Known errors that name no problem count as one each.
    """
    view = View.of(during, as_of)
    books = _Books.of(problems, known_errors, view)
    return books.count(MEASURES["permanent solutions"], _find_solution)


def measure_time_to_solve(
    problems: Iterable[Problem],
    *,
    during: Period,
    as_of: datetime,
    shares: Iterable[Fraction | str | float] = SHARES,
    calendar: Calendar = REAL_TIME,
) -> tuple[Outcome, ...]:
    """Within which time problems were solved, for shares of them; one outcome for each.

    Raises:
        DefinitionError: a share is not between 0 and 1.
    """
    view = View.of(during, as_of)
    ended: list[tuple[str, timedelta]] = []
    still_open: list[timedelta] = []
    for problem in view.list_records(problems, Problem):
        begun, solved_at = problem.chronology[0].at, _find_solution(problem)
        if problem.is_open:
            still_open.append(calendar.elapsed(begun, view.edge))
        elif solved_at is not None and solved_at in during:
            ended.append((problem.id, calendar.elapsed(begun, solved_at)))
    return tell_percentiles(
        MEASURES["time to solve"],
        view,
        ended=ended,
        still_open=still_open,
        shares=shares,
        calendar=calendar,
    )


def measure_prevented_problems(
    problems: Iterable[Problem],
    known_errors: Iterable[KnownError] = (),
    incidents: Iterable[Incident] = (),
    *,
    during: Period,
    as_of: datetime,
) -> Outcome:
    """How many problems were solved in a period before there was an incident of theirs.

    An incident is of a problem if either names the other, or a known error of the problem
    names it; one opened after the problem was closed does not count.
    """
    view = View.of(during, as_of)
    books = _Books.of(problems, known_errors, view)
    incidents = view.list_records(incidents, Incident)
    opened_at = {str(each.id): each.opened_at for each in incidents}
    named = {(str(each.problem), str(each.id)) for each in incidents if each.problem}
    for record in books.records:
        named |= {(books.find_key(record), incident) for incident in record.incidents or ()}
    solved = {
        str(each.id): at
        for each in books.problems
        if (at := _find_solution(each)) is not None and at in during
    }
    seen = {
        problem
        for problem, incident in named
        if problem in solved and opened_at.get(incident, solved[problem]) <= solved[problem]
    }
    prevented = [problem for problem in solved if problem not in seen]
    return tell_count(
        MEASURES["problems closed before a first incident"], view, prevented, cases=len(solved)
    )


@frozen
class _Books:
    """The problems and known errors on the books by the end of a period."""

    view: View
    problems: tuple[Problem, ...]
    known_errors: tuple[KnownError, ...]
    problem_of: dict[str, str] = field(factory=dict)
    """The problem of each known error that is known to have one."""

    @classmethod
    def of(
        cls, problems: Iterable[Problem], known_errors: Iterable[KnownError], view: View
    ) -> "_Books":
        found = view.list_records(problems, Problem)
        errors = view.list_records(known_errors, KnownError)
        problem_of = {each.known_error: str(each.id) for each in found if each.known_error}
        problem_of |= {each.id: str(each.problem) for each in errors if each.problem}
        return cls(view, found, errors, problem_of)

    @property
    def records(self) -> tuple[_Found, ...]:
        return (*self.problems, *self.known_errors)

    @property
    def present_problems(self) -> tuple[Problem, ...]:
        """The problems that were open at some time in the period."""
        return tuple(each for each in self.problems if self._is_present(each))

    def count(self, measure: Measure, find: Callable[[_Found], datetime | None]) -> Outcome:
        """For how many problems something was found in the period."""
        present = [each for each in self.records if self._is_present(each)]
        found = {self.find_key(each) for each in present if _is_in(find(each), self.view.period)}
        cases = len({self.find_key(each) for each in present})
        return tell_count(measure, self.view, sorted(found), cases=cases)

    def find_key(self, record: _Found) -> str:
        """The problem that a record is or is of; a known error of none is its own."""
        if isinstance(record, Problem):
            return record.id
        return self.problem_of.get(record.id, record.id)

    def _is_present(self, record: _Found) -> bool:
        over_since = _find_stand(record, _OVER)
        return over_since is None or over_since >= self.view.period.start


def _is_in(at: datetime | None, during: Period) -> bool:
    return at is not None and at in during


def _find_stand(record: Record[Any, Any], states: Container[Term | None]) -> datetime | None:
    """Since when a record is in one of some states; None if it is not."""
    since: datetime | None = None
    for entry in record.chronology:
        if entry.state in states:
            since = since or entry.at
        elif entry.state:
            since = None
    return since


def _find_solution(record: _Found) -> datetime | None:
    """When it was solved for good, if it is."""
    if isinstance(record, KnownError):
        return _find_stand(record, {KnownErrorState.RETIRED})
    is_solved = record.state_reason == Closure.RESOLVED.value
    return _find_stand(record, {ProblemState.CLOSED}) if is_solved else None


def _find_workaround(record: _Found) -> datetime | None:
    """When its latest workaround was noted, unless that was withdrawn or taken back."""
    at: datetime | None = None
    for entry in record.chronology:
        for name, fact in entry.changes:
            if name == "workaround":
                at = entry.at if fact else None
        if entry.event is KnownErrorEvent.WITHDRAW_WORKAROUND:
            at = None
    return at
