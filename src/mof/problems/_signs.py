"""Grounds: what a search looks at, and how what it finds becomes a candidate."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import combinations

from attrs import frozen

from mof.problems._candidates import Candidate, IdentificationRule
from mof.problems._sightings import ProblemSighting, Subject
from mof.values import Period
from mof.values._chances import to_chance

WEEK = timedelta(days=7)


@frozen(kw_only=True)
class Ground:
    """The incidents opened in a period, and those of some whole weeks before it."""

    period: Period
    until: datetime
    attributes: tuple[str, ...]
    sightings: tuple[ProblemSighting, ...]
    earlier: tuple[ProblemSighting, ...]
    weeks: int
    fewest: int

    @property
    def length(self) -> timedelta:
        """How much of the period had passed."""
        return self.until - self.period.start

    @property
    def elapsed(self) -> Period:
        """The part of the period that had passed."""
        return Period(self.period.start, self.until, tz=self.period.tz)

    @property
    def usual(self) -> timedelta:
        """How long the stretch is that tells what is usual."""
        return self.weeks * WEEK

    def name(self, places: Iterable[int], values: Iterable[str]) -> Subject:
        """The values of the attributes at some places, with their names."""
        names = (self.attributes[place] for place in places)
        return tuple(zip(names, values, strict=True))

    def list_groupings(self) -> list[tuple[int, ...]]:
        """Which attributes make groups: each alone, and each together with the first."""
        count = len(self.attributes)
        return [(n,) for n in range(count)] + [(0, n) for n in range(1, count)]

    def list_pairs(self) -> list[tuple[int, int]]:
        """Which attributes may depend on each other, given the first."""
        return list(combinations(range(1, len(self.attributes)), 2))


def count_weeks(weeks: int) -> str:
    """So many weeks in words."""
    return "the week" if weeks == 1 else f"the {weeks} weeks"


Key = tuple[tuple[int, ...], tuple[str, ...]]
"""Places of attributes, and the value at each."""


def find_keys(sighting: ProblemSighting, groupings: Sequence[tuple[int, ...]]) -> Iterator[Key]:
    """The groups that an incident belongs to; what is not known makes none."""
    values = sighting.values
    for places in groupings:
        if len(places) == 1:
            value = values[places[0]]
            if value is not None:
                yield places, (value,)
        else:
            first, second = values[places[0]], values[places[1]]
            if first is not None and second is not None:
                yield places, (first, second)


@frozen(kw_only=True)
class Sign:
    """A count that is rare enough, with the incidents that were counted."""

    subject: Subject
    period: Period
    expected: Fraction
    compared_with: str
    bound: float
    evidence: tuple[ProblemSighting, ...]

    @property
    def rank(self) -> tuple[float, float, Subject, datetime]:
        """The rarest first; of equally rare ones, what goes beyond what was expected by more."""
        excess = len(self.evidence) - self.expected
        return self.bound, -float(excess), self.subject, self.period.start


def to_candidates(
    rule: IdentificationRule, signs: Iterable[Sign], ground: Ground
) -> Iterator[Candidate]:
    """The signs, without those most of whose incidents speak for a rarer one already."""
    told: set[str] = set()
    for sign in sorted(signs, key=lambda each: each.rank):
        ids = {each.id for each in sign.evidence}
        # Our judgement: a sign is news as long as half of its incidents are.
        if 2 * len(ids & told) <= len(ids):
            yield _to_candidate(rule, sign, ground)
            told |= ids


def _to_candidate(rule: IdentificationRule, sign: Sign, ground: Ground) -> Candidate:
    evidence = sorted(sign.evidence, key=lambda each: (each.opened_at, each.id))
    return Candidate(
        rule=rule,
        subject=sign.subject,
        period=sign.period,
        count=len(evidence),
        expected=sign.expected,
        compared_with=sign.compared_with,
        chance=to_chance(sign.bound),
        incidents=[each.id for each in evidence],
        time_lost=sum((each.time_lost for each in evidence), timedelta()),
        shared=_find_shared(sign, ground.attributes),
        problems=sorted({each.problem for each in evidence if each.problem is not None}),
    )


def _find_shared(sign: Sign, attributes: tuple[str, ...]) -> Subject:
    told = {name for name, _ in sign.subject}
    first = sign.evidence[0].values
    return tuple(
        (name, value)
        for place, (name, value) in enumerate(zip(attributes, first, strict=True))
        if name not in told and value is not None
        if all(each.values[place] == value for each in sign.evidence)
    )
