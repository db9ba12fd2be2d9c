"""Incidents of an invented desk, week after week: nothing is wrong but what is planted.

Arrivals are Poisson, everything else is drawn by itself, and all of it follows from the seed. So
whatever a search for problems finds in what was not planted is a false alarm.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from attrs import field, frozen

from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.problems import ChangeMade, IdentificationRule
from mof.records import Entry
from mof.values import ChangeId, IncidentId, Period, ServiceId

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
WEEK = timedelta(days=7)
TEAMS = ("desk", "network", "platform", "workplace", "database")
_SERVICES, _TOPICS, _SYMPTOMS, _ITEMS = 8, 4, 5, 4
_HANDED_ON, _HANDED_BACK = 0.4, 0.15
_USUAL_LOSS = timedelta(hours=8)

IncidentEntry = Entry[IncidentState, IncidentEvent]


@frozen(kw_only=True)
class Plant:
    """Something that is wrong: how a rule should notice it, and how much there is of it.

    Of bursts, recurrences and what follows a change, ``size`` is the number of incidents more; of
    reassignments and losses, by how many times they are more frequent or longer.
    """

    rule: IdentificationRule = field(kw_only=False)
    size: int
    service: int = 0


@frozen(kw_only=True)
class Desk:
    """What was simulated, the last weeks of it to be reviewed; and what was planted where."""

    incidents: tuple[Incident, ...]
    changes: tuple[ChangeMade, ...]
    review: Period
    planted: dict[IdentificationRule, frozenset[str]]


def simulate(
    seed: int,
    *,
    weeks: int = 13,
    reviewed: int = 4,
    per_week: float = 60,
    plants: Iterable[Plant] = (),
) -> Desk:
    """So many weeks of a desk, of which the last are to be reviewed."""
    return _Simulation(Random(seed), weeks, reviewed, per_week).run(tuple(plants))


class _Simulation:
    def __init__(self, random: Random, weeks: int, reviewed: int, per_week: float) -> None:
        self.random = random
        end = MONDAY + weeks * WEEK
        self.whole = Period(MONDAY, end)
        self.review = Period(end - reviewed * WEEK, end)
        # Services differ in how much they are used.
        weights = [random.uniform(0.2, 2) for _ in range(_SERVICES)]
        self.rates = [per_week * weight / sum(weights) for weight in weights]
        self.shares = [
            [[random.uniform(0.2, 2) for _ in range(n)] for n in (_TOPICS, _SYMPTOMS, _ITEMS)]
            for _ in range(_SERVICES)
        ]
        self.incidents: list[Incident] = []
        self.planted: dict[IdentificationRule, set[str]] = {}

    def run(self, plants: tuple[Plant, ...]) -> Desk:
        changes = [self._make_change(number) for number in range(6)]
        wrong = {plant.rule: plant for plant in plants}
        self.planted = {rule: set() for rule in wrong}
        for service, rate in enumerate(self.rates):
            for at in self._draw_arrivals(rate):
                self._open(service, at, wrong)
        for plant in plants:
            for at in self._draw_more(plant, changes):
                self._open(plant.service, at, wrong, because=plant.rule)
        self.incidents.sort(key=lambda each: each.opened_at)
        return Desk(
            incidents=tuple(self.incidents),
            changes=tuple(changes),
            review=self.review,
            planted={rule: frozenset(ids) for rule, ids in self.planted.items()},
        )

    def _make_change(self, number: int) -> ChangeMade:
        # Early enough for what follows it to be in the period.
        at = self._draw_time(Period(self.review.start, self.review.end - timedelta(days=3)))
        service = number % _SERVICES
        return ChangeMade(ChangeId(f"RFC-{number}"), at, {ServiceId(f"service-{service}")})

    def _draw_time(self, within: Period) -> datetime:
        return within.start + (within.end - within.start) * self.random.random()

    def _draw_arrivals(self, per_week: float) -> Iterator[datetime]:
        at = self.whole.start + WEEK * self.random.expovariate(per_week)
        while at < self.whole.end:
            yield at
            at += WEEK * self.random.expovariate(per_week)

    def _draw_more(self, plant: Plant, changes: list[ChangeMade]) -> Iterator[datetime]:
        within = {
            IdentificationRule.RECURRENCE: self.review,
            IdentificationRule.BURST: Period(self.review.end - WEEK, self.review.end),
            IdentificationRule.CHANGE: Period(
                changes[plant.service].at, changes[plant.service].at + timedelta(days=2)
            ),
        }
        if plant.rule in within:
            for _ in range(plant.size):
                yield self._draw_time(within[plant.rule])

    def _draw_values(self, service: int, because: IdentificationRule | None) -> dict[str, str]:
        topic, symptom, item = (
            0
            if because is IdentificationRule.RECURRENCE
            else self.random.choices(range(len(each)), each)[0]
            for each in self.shares[service]
        )
        return {
            "service": f"service-{service}",
            "topic": f"topic-{topic}",
            "symptom": f"symptom-{symptom}",
            "configuration_item": f"item-{service}-{item}",
        }

    def _open(
        self,
        service: int,
        at: datetime,
        wrong: dict[IdentificationRule, Plant],
        *,
        because: IdentificationRule | None = None,
    ) -> None:
        id = IncidentId(f"INC-{len(self.incidents):05}")  # noqa: A001
        loss = _USUAL_LOSS * self.random.expovariate(1)
        slow = wrong.get(IdentificationRule.TIME_LOST)
        is_reviewed = at >= self.review.start
        if slow and slow.service == service and is_reviewed:
            loss *= slow.size
            self.planted[IdentificationRule.TIME_LOST].add(id)
        teams = self._draw_teams(service)
        quarrel = wrong.get(IdentificationRule.REASSIGNMENT)
        if quarrel and {*teams} == {*TEAMS[1:3]} and is_reviewed:
            if len(teams) == 2 and self.random.random() < _HANDED_BACK * (quarrel.size - 1):
                teams.append(teams[0])
            self.planted[IdentificationRule.REASSIGNMENT].add(id)
        if because:
            self.planted[because].add(id)
        values = self._draw_values(service, because)
        self.incidents.append(_tell(id, at, loss, teams, values))

    def _draw_teams(self, service: int) -> list[str]:
        first = TEAMS[service % len(TEAMS)]
        if self.random.random() > _HANDED_ON:
            return [first]
        second = self.random.choice([team for team in TEAMS if team != first])
        back = [first] if self.random.random() < _HANDED_BACK else []
        return [first, second, *back]


def _tell(
    id: IncidentId,  # noqa: A002
    at: datetime,
    loss: timedelta,
    teams: list[str],
    values: dict[str, str],
) -> Incident:
    steps = loss / (len(teams) + 1)
    opened = IncidentEntry(
        at,
        event=IncidentEvent.OPEN,
        state=IncidentState.OPEN,
        changes={**values, "team": teams[0]},
    )
    handed = [
        IncidentEntry(at + number * steps, changes={"team": team})
        for number, team in enumerate(teams[1:], start=1)
    ]
    resolved = IncidentEntry(at + loss, event=IncidentEvent.RESOLVE, state=IncidentState.RESOLVED)
    return Incident(id, (opened, *handed, resolved), opened_at=at)
