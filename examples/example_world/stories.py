"""What is out of the ordinary: the stories that a review of June 2026 ought to find."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random

from attrs import evolve

from example_world.agreements import RESPONSE, RESTORATION, hours
from example_world.arrivals import draw_moments, plan_incident
from example_world.changes import FLAWED_CHANGE, REPAIRING_CHANGE
from example_world.hours import ZONE, at
from example_world.organisation import (
    EMAIL,
    FILE_STORAGE,
    IDENTITY,
    LOADS,
    NETWORK,
    PAYROLL,
    REMOTE_ACCESS,
    TELECOM,
    TELEPHONY,
    Load,
)
from example_world.plans import (
    Fate,
    Handover,
    Plan,
    Reassessment,
    Story,
    Wait,
    find_limit,
    find_sla,
)
from mof.help_requests import PendingReason
from mof.records import Level, Priority
from mof.values import ServiceId

_Month = tuple[int, int]
_MARCH, _APRIL, _MAY, _JUNE = ((2026, month) for month in (3, 4, 5, 6))
# The later an incident is opened in June, the less likely it is to be decided in June.
_LAST_OPENING = at(2026, 6, 24)
_TOLD_MONTHS = {_MARCH, _APRIL, _MAY, _JUNE}
_BAD_MONTH = (PAYROLL, (2026, 1))
_SCRIPT = "<script>alert('payslip')</script> shows instead of my name"
_FORMULA = "=cmd|' /C calc'!A0"


def add_stories(plans: Iterable[Plan], random: Random) -> list[Plan]:
    """The plans of ordinary times with everything that went wrong."""
    everything = [*plans, *_plan_wave(random), *_plan_late_lowerings(random)]
    teller = _Teller(everything, random)
    teller.slow_down_now_and_then()
    teller.let_network_delay_email()
    teller.let_supplier_delay_telephony()
    teller.write_hostile_texts()
    teller.write_down_late()
    teller.let_coordinator_resolve()
    return teller.plans


def _find_load(service: ServiceId) -> Load:
    return next(load for load in LOADS if load.service == service)


def _plan_wave(random: Random) -> list[Plan]:
    """What follows a flawed change of the mail relay."""
    levels = (Level.MEDIUM, Level.MEDIUM)
    wave = [
        plan_incident(_find_load(EMAIL), opened_at, random, levels=levels, fate=Fate.RESOLVED)
        for day, count in ((10, 7), (11, 5), (12, 3))
        for opened_at in draw_moments(date(2026, 6, day), count, random)
    ]
    situation = f"External mail is delayed for hours since {FLAWED_CHANGE}."
    return [
        evolve(
            plan,
            handover=None,
            wait=None,
            reassessment=None,
            setback=None,
            symptom=None,
            topic="delivery",
            situation=situation,
        )
        for plan in wave
    ]


def _plan_late_lowerings(random: Random) -> list[Plan]:
    """Incidents whose priority is lowered once the higher one has been breached."""
    return [
        _lower_late(plan_incident(_find_load(service), opened_at, random, fate=Fate.RESOLVED))
        for service, opened_at in (
            (IDENTITY, at(2026, 4, 21, 9, 12)),
            (FILE_STORAGE, at(2026, 5, 5, 8, 41)),
            (REMOTE_ACCESS, at(2026, 5, 19, 10, 3)),
            (IDENTITY, at(2026, 6, 3, 8, 55)),
            (FILE_STORAGE, at(2026, 6, 10, 9, 27)),
            (REMOTE_ACCESS, at(2026, 6, 16, 9, 6)),
        )
    ]


def _lower_late(plan: Plan) -> Plan:
    limit = find_limit(plan.service, plan.customer, plan.opened_at, RESTORATION, Priority.P2)
    assert limit is not None
    return evolve(
        plan,
        impact=Level.MEDIUM,
        urgency=Level.HIGH,
        response=timedelta(minutes=20),
        restoration=limit * 1.6,
        follow_up=hours(2),
        reassessment=Reassessment(
            limit * 1.3, Level.MEDIUM, Level.MEDIUM, "impact was overestimated"
        ),
        handover=None,
        wait=None,
        setback=None,
        symptom=None,
        story=Story.LOWERED_LATE,
    )


class _Teller:
    """Plans, some of which are made worse."""

    def __init__(self, plans: list[Plan], random: Random) -> None:
        self.plans = plans
        self.random = random

    def _find(self, fits: Callable[[Plan], bool], *, month: _Month | None = None) -> list[int]:
        return [
            place
            for place, plan in enumerate(self.plans)
            if (month is None or _find_month(plan) == month) and fits(plan)
        ]

    def _choose(self, places: list[int], count: int) -> list[int]:
        return sorted(self.random.sample(places, min(count, len(places))))

    def slow_down_now_and_then(self) -> None:
        """Now and then somebody is late, but hardly ever so often that a promise is broken."""
        groups: dict[tuple[str, _Month], list[int]] = defaultdict(list)
        for place, plan in enumerate(self.plans):
            sla = find_sla(plan.service, plan.customer, plan.opened_at)
            if sla is not None and _is_counted(plan):
                groups[sla.id, _find_month(plan)].append(place)
        for (_, month), places in groups.items():
            self._slow_down_group(month, places)

    def _slow_down_group(self, month: _Month, places: list[int]) -> None:
        service = self.plans[places[0]].service
        is_bad = (service, month) == _BAD_MONTH
        is_told = month in _TOLD_MONTHS and service in {EMAIL, TELEPHONY}
        ordinary = [place for place in places if self.plans[place].priority is Priority.P3]
        plain = [place for place in ordinary if self._is_free(place)]
        share = 0.2 if is_bad else 0.0 if is_told else 0.042
        for place in self._choose(plain, int(share * len(ordinary))):
            self.plans[place] = _delay_restoration(self.plans[place], self.random)
        lesser = [p for p in places if self.plans[p].priority.rank >= 3 and self._is_free(p)]
        for place in self._choose(lesser, int(0.03 * len(places))):
            self.plans[place] = _delay_response(self.plans[place], self.random)

    def _is_free(self, place: int) -> bool:
        plan = self.plans[place]
        return plan.is_plain and plan.handover is None and plan.opened_at < _LAST_OPENING

    def let_network_delay_email(self) -> None:
        """The network team takes longer each month, and after the flawed change far too long."""
        for month, share in ((_APRIL, 0.027), (_MAY, 0.06), (_JUNE, 0.2)):
            counted = self._find(_is_ordinary_email, month=month)
            after = at(2026, 6, 10) if month == _JUNE else at(*month, 1)
            free = [p for p in counted if self._is_free(p) and self.plans[p].opened_at >= after]
            for place in self._choose(free, round(share * len(counted))):
                self.plans[place] = self._delay_at_network(self.plans[place])

    def _delay_at_network(self, plan: Plan) -> Plan:
        is_june = _find_month(plan) == _JUNE
        waits = is_june and self.random.random() < 0.4
        wait = Wait(hours(5), hours(9), PendingReason.CHANGE, change=REPAIRING_CHANGE)
        return evolve(
            plan,
            response=hours(0.6),
            handover=Handover(
                hours(self.random.uniform(1.2, 2.5)), NETWORK, "mail relay is not reachable"
            ),
            wait=wait if waits else None,
            restoration=hours(self.random.uniform(19, 27)),
            follow_up=hours(3),
            symptom="mail relay drops connections" if is_june else None,
            story=Story.DELAYED_BY_TEAM,
        )

    def let_supplier_delay_telephony(self) -> None:
        """The telecom supplier exceeds its contract, now and then at the customer's cost."""
        counted = self._find(_is_ordinary_telephony, month=_JUNE)
        free = [place for place in counted if self._is_free(place)]
        for place in self._choose(free, round(0.065 * len(counted))):
            plan = self.plans[place]
            self.plans[place] = self._wait_too_long(
                plan, hours(self.random.uniform(21, 30)), Story.DELAYED_BY_SUPPLIER
            )
        for month in (_MAY, _JUNE):
            minor = filter(self._is_free, self._find(_is_minor_telephony, month=month))
            for place in self._choose(list(minor), 1):
                self.plans[place] = self._wait_too_long(
                    self.plans[place], hours(18), Story.SUPPLIER_TOO_SLOW
                )

    def _wait_too_long(self, plan: Plan, span: timedelta, story: Story) -> Plan:
        wait = Wait(hours(3.5), span, PendingReason.SUPPLIER, supplier=TELECOM)
        return evolve(
            plan,
            response=hours(1),
            wait=wait,
            restoration=wait.after + span + hours(1),
            follow_up=hours(2),
            story=story,
        )

    def write_hostile_texts(self) -> None:
        """Two users, or their programs, write what no program should run."""
        free = self._find(lambda plan: plan.service == PAYROLL and plan.is_plain, month=_JUNE)
        for place, story, text in zip(
            self._choose(free, 2),
            (Story.SCRIPT, Story.FORMULA),
            (_SCRIPT, _FORMULA),
            strict=True,
        ):
            self.plans[place] = evolve(self.plans[place], situation=text, story=story)

    def write_down_late(self) -> None:
        """One entry is written down the day after it happened."""
        free = self._find(lambda p: p.service == FILE_STORAGE and p.is_plain, month=_JUNE)
        for place in self._choose([place for place in free if self._is_free(place)], 1):
            self.plans[place] = evolve(self.plans[place], story=Story.BACK_DATED)

    def let_coordinator_resolve(self) -> None:
        """Three times in June, one person coordinates an incident and resolves it too."""
        free = self._find(lambda p: p.service == REMOTE_ACCESS and p.is_plain, month=_JUNE)
        ordinary = [p for p in free if self.plans[p].fate is Fate.RESOLVED and self._is_free(p)]
        for place in ordinary[:3]:
            self.plans[place] = evolve(self.plans[place], story=Story.COORDINATOR_RESOLVES)


def _find_month(plan: Plan) -> _Month:
    local = plan.opened_at.astimezone(ZONE)
    return local.year, local.month


def _is_counted(plan: Plan) -> bool:
    return plan.fate in {Fate.RESOLVED, Fate.FIRST_CONTACT}


def _is_ordinary_email(plan: Plan) -> bool:
    return plan.service == EMAIL and plan.priority is Priority.P3 and _is_counted(plan)


def _is_ordinary_telephony(plan: Plan) -> bool:
    return plan.service == TELEPHONY and plan.priority is Priority.P3 and _is_counted(plan)


def _is_minor_telephony(plan: Plan) -> bool:
    return plan.service == TELEPHONY and plan.priority.rank > 3 and _is_counted(plan)


def _delay_restoration(plan: Plan, random: Random) -> Plan:
    limit = find_limit(plan.service, plan.customer, plan.opened_at, RESTORATION, plan.priority)
    assert limit is not None
    return evolve(
        plan, restoration=limit * random.uniform(1.05, 1.5), follow_up=hours(2), story=Story.SLOW
    )


def _delay_response(plan: Plan, random: Random) -> Plan:
    limit = find_limit(plan.service, plan.customer, plan.opened_at, RESPONSE, plan.priority)
    assert limit is not None
    response = limit * random.uniform(1.1, 1.8)
    return evolve(
        plan,
        response=response,
        restoration=max(plan.restoration, response + hours(1)),
        story=Story.SLOW,
    )
