"""Candidates: what may be a problem, by which rule it was found, and what speaks for it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from math import floor, log10

from attrs import field, frozen

from mof.documents import Table, format_duration
from mof.documents._formats import format_number
from mof.documents._tables import Tabular
from mof.problems._sightings import Subject, describe_subject, to_subject
from mof.values import ChangeId, IncidentId, Period, ProblemId, ServiceId, Term
from mof.values._checks import collect
from mof.values._ids import to_service_ids
from mof.values._instants import to_utc
from mof.values._shares import to_fraction, to_share


class IdentificationRule(Term):
    """By which rule a candidate was found."""

    # Our judgement: MOF 4.0 has problems picked from the incident list, and leaves open how.
    RECURRENCE = "recurring combination"
    """Two values come together more often than if independent: one symptom at one component."""
    BURST = "burst"
    """A group has more incidents in some weeks than it usually has."""
    REASSIGNMENT = "reassignment to and fro"
    """Two teams hand incidents to each other and back more often than others do."""
    TIME_LOST = "time lost"
    """A group has more of the longest fifth of all incidents than its part."""
    CHANGE = "after a change"
    """The services of a change have more incidents after it than usual at that time of the week."""


@frozen
class ChangeMade:
    """A change that took effect: which, when, and on which services."""

    id: ChangeId
    """The change."""
    at: datetime = field(converter=to_utc)
    """When it took effect."""
    services: frozenset[ServiceId] = field(converter=to_service_ids)
    """The services that it was about; their incidents are counted."""


def _to_ids(value: Iterable[str]) -> tuple[IncidentId, ...]:
    return tuple(map(IncidentId, value))


def _to_problems(value: Iterable[str]) -> tuple[ProblemId, ...]:
    return tuple(map(ProblemId, value))


@frozen(kw_only=True)
class Candidate:
    """What may be a problem: what the incidents share, how many, and against how many expected.

    ``chance`` is how often so many come about if nothing is wrong, as a bound from above.
    ``shared`` is what else all the incidents have in common. ``problems`` have already been
    named on some of them.
    """

    rule: IdentificationRule
    """The rule that found it."""
    subject: Subject = field(converter=to_subject)
    """What the incidents share: names of facts and their values."""
    period: Period
    """The stretch of time that was counted."""
    count: int
    """How many incidents there were."""
    expected: Fraction = field(converter=to_fraction)
    """How many there would be if nothing were wrong; exact."""
    compared_with: str
    """What the expectation rests on, in words."""
    chance: Fraction = field(converter=to_share)
    """How often so many come about if nothing is wrong: an upper bound, from 0 to 1."""
    incidents: tuple[IncidentId, ...] = field(converter=_to_ids)
    """The incidents that were counted, in the order of their opening."""
    time_lost: timedelta
    """How long users were without, all its incidents together, by the clock on the wall."""
    shared: Subject = field(default=(), converter=to_subject)
    """What else all of its incidents have in common."""
    problems: tuple[ProblemId, ...] = field(default=(), converter=_to_problems)
    """The problems that its incidents name already."""

    @property
    def excess(self) -> Fraction:
        """How many incidents more than expected."""
        return self.count - self.expected

    @property
    def score(self) -> Fraction:
        """By how many powers of ten the chance lies below one, to a tenth: 3 is one in 1,000."""
        # No chance at all counts as the least that `mof.values._chances` tells, one in 10**30.
        return Fraction(floor(-10 * log10(self.chance)), 10) if self.chance else Fraction(30)

    def __str__(self) -> str:
        return (
            f"{self.rule}: {describe_subject(self.subject)}, {self.count} against "
            f"{format_number(self.expected)} expected"
        )


@frozen(kw_only=True)
class Trial:
    """How one rule fared: against how many tests it guarded, and how rare is rare enough.

    Where it could not be applied, ``untested`` says why.
    """

    rule: IdentificationRule
    tests: int = 0
    limit: Fraction = field(default=Fraction(0), converter=to_share)
    untested: str | None = None


def _to_candidates(value: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return collect(value, Candidate, "candidates")


def _to_trials(value: Iterable[Trial]) -> tuple[Trial, ...]:
    return collect(value, Trial, "trials")


@frozen(kw_only=True)
class Identification(Tabular):
    """Which problems a list of incidents gives reason to suspect, the least likely chance first.

    ``false_alarms`` is how many candidates there would be on average in a review like this one
    if nothing were wrong; at most so many, whatever the incidents are. Of the incidents that
    were known, ``considered`` were opened in the period, and ``left_out`` besides turned out to
    be none.
    """

    period: Period
    as_of: datetime = field(converter=to_utc)
    """The instant as known at which incidents are taken."""
    false_alarms: Fraction = field(converter=to_fraction)
    considered: int
    left_out: int
    candidates: tuple[Candidate, ...] = field(converter=_to_candidates)
    trials: tuple[Trial, ...] = field(converter=_to_trials)
    """How each rule fared, in the order of the rules."""

    def to_table(self) -> Table:
        """The candidates with what they are compared with."""
        rows = [
            (
                describe_subject(each.subject),
                str(each.rule),
                each.count,
                format_number(each.expected),
                each.compared_with,
                format_number(each.score),
                format_duration(each.time_lost),
                ", ".join(each.problems) or None,
            )
            for each in self.candidates
        ]
        columns = (
            "What they share",
            "Rule",
            "Incidents",
            "Expected",
            "Compared with",
            "Score",
            "Time lost",
            "Problems",
        )
        return Table(
            columns,
            rows,
            caption="Candidates for problems",
            numbers=("Expected", "Score", "Time lost"),
            note=f"If nothing were wrong, {format_number(self.false_alarms)} candidates would be "
            "expected at most. Rules and thresholds are our judgement.",
        )

    def tabulate_trials(self) -> Table:
        """What each rule looked for, and how rare a count had to be."""
        rows = [
            (
                str(each.rule),
                None if each.untested else each.tests,
                None if each.untested else f"{float(each.limit):.1e}",
                each.untested,
            )
            for each in self.trials
        ]
        return Table(
            (
                "Rule",
                "Tests guarded against",
                "Chance at most",
                "Not applied because",
            ),
            rows,
            caption="Rules of the search",
            numbers=("Chance at most",),
        )
