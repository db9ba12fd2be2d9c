"""The life of an incident: its plan acted out, event by event, as the lifecycle allows it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from example_world.hours import END, avoid_repeated_hour
from example_world.organisation import COORDINATORS, MEMBERS, SERVICE_DESK
from example_world.people import STAND_IN
from example_world.plans import MINUTE, NO_TIME, Fate, Plan, Setback, Story, Wait
from mof.framework import RoleType
from mof.help_requests import Origin, PendingReason, RequestCategory
from mof.incidents import Incident, ResolutionMethod
from mof.records import Actor
from mof.values import IncidentId, PersonId, TeamId

_PORTAL = Actor(PersonId("portal"), is_automated=True)
_MONITOR = Actor(PersonId("monitor"), is_automated=True)
_TIMER = Actor(PersonId("timer"), is_automated=True)
_SOURCES = {Origin.PORTAL: _PORTAL, Origin.EMAIL: _PORTAL, Origin.ALERT: _MONITOR}
_CLOSED_AFTER = timedelta(days=5)
_PAUSING = {PendingReason.USER, PendingReason.EVIDENCE}

_Step = tuple[timedelta, Callable[[], None]]


def live(plan: Plan, master: IncidentId, random: Random) -> Incident:
    """The incident that a plan becomes, as it stands at the end of the year.

    A duplicate is one of the master.
    """
    life = _Life(plan, random)
    life.reach_desk()
    match plan.fate:
        case Fate.REROUTED:
            life.reroute()
        case Fate.REJECTED:
            life.reject()
        case Fate.DUPLICATE:
            life.merge(master)
        case Fate.CANCELLED:
            life.cancel()
        case Fate.FIRST_CONTACT:
            life.resolve_at_first_contact()
        case Fate.RESOLVED:
            life.work()
    return life.incident.as_of(END)


class _Life:
    """An incident while it is lived through: where it stands, and how much open time has passed.

    Time that a plan does not count, such as waiting for the user, delays all that follows.
    """

    def __init__(self, plan: Plan, random: Random) -> None:
        self.plan = plan
        self.random = random
        self.passed = NO_TIME
        self.uncounted = NO_TIME
        self.at = plan.opened_at
        self.representative = Actor(
            random.choice(MEMBERS[SERVICE_DESK]), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE
        )
        self.coordinator = Actor(random.choice(COORDINATORS), RoleType.INCIDENT_COORDINATOR)
        self.resolver = self._draw_resolver(plan.team)
        if plan.story is Story.COORDINATOR_RESOLVES:
            self.coordinator = Actor(STAND_IN, RoleType.INCIDENT_COORDINATOR)
            self.resolver = Actor(STAND_IN, RoleType.INCIDENT_RESOLVER)
        self.incident = self._open()

    def _draw_resolver(self, team: TeamId) -> Actor:
        return Actor(self.random.choice(MEMBERS[team]), RoleType.INCIDENT_RESOLVER)

    def _reach(self, counted: timedelta) -> datetime:
        """Go on to where so much counted time has passed, or stay if that was earlier."""
        self.passed = max(self.passed, counted + self.uncounted)
        at = self.plan.calendar.due(self.plan.opened_at, self.passed).replace(microsecond=0)
        self.at = max(self.at, avoid_repeated_hour(at))
        return self.at

    def _linger(self, span: timedelta) -> datetime:
        """Let open time pass that does not count."""
        counted = self.passed - self.uncounted
        self.uncounted += span
        return self._reach(counted)

    def _open(self) -> Incident:
        plan = self.plan
        source = _SOURCES.get(plan.origin)
        is_alert = plan.origin is Origin.ALERT
        return Incident.open(
            plan.id,
            origin=plan.origin,
            contact=None if is_alert else plan.contact,
            alert=f"probe-{plan.service}" if is_alert else None,
            service=plan.service if source else None,
            customer=plan.customer,
            at=self.at,
            by=source or self.representative,
        )

    def reach_desk(self) -> None:
        source = _SOURCES.get(self.plan.origin)
        if source is None:
            self._reach(self._desk_time(2))
        self.incident = self.incident.record(
            situation=self.plan.situation, at=self.at, by=source or self.representative
        )

    def _desk_time(self, minutes: int) -> timedelta:
        """So many minutes, or less where the response comes sooner than in ten."""
        return min(self.plan.response / 10, MINUTE) * minutes

    def reroute(self) -> None:
        self.incident = self.incident.reroute(
            category=self.random.choice(
                (RequestCategory.INFORMATION, RequestCategory.SERVICE_FULFILLMENT)
            ),
            successor=self.plan.id.replace("INC", "REQ"),
            at=self._reach(self._desk_time(6)),
            by=self.representative,
        )

    def _categorize(self) -> None:
        self.incident = self.incident.categorize(
            service=self.plan.service,
            topic=self.plan.topic,
            at=self._reach(self._desk_time(4)),
            by=self.representative,
        )

    def reject(self) -> None:
        self._categorize()
        self.incident = self.incident.reject(
            reason="private equipment", at=self._reach(self._desk_time(7)), by=self.representative
        )

    def _prioritize(self) -> None:
        self._categorize()
        self.incident = self.incident.accept(
            at=self._reach(self._desk_time(5)), by=self.representative
        ).prioritize(
            impact=self.plan.impact,
            urgency=self.plan.urgency,
            coordinator=self.coordinator.person,
            at=self._reach(self._desk_time(8)),
            by=self.representative,
        )

    def merge(self, master: IncidentId) -> None:
        self._prioritize()
        self.incident = self.incident.merge(
            master=master, at=self._reach(self.plan.response), by=self.representative
        )

    def cancel(self) -> None:
        self._prioritize()
        self._dispatch()
        self.incident = self.incident.cancel(
            reason="withdrawn by the user",
            at=self._reach(self.plan.restoration * 0.8),
            by=self.coordinator,
        )

    def resolve_at_first_contact(self) -> None:
        self._prioritize()
        self.incident = self.incident.resolve(
            resolution="Solved together with the user.",
            resolution_code="solved at first contact",
            method=ResolutionMethod.FIX,
            at=self._reach(self.plan.response),
            by=self.representative,
        )
        self._close()

    def work(self) -> None:
        self._prioritize()
        self._dispatch()
        if self.plan.setback is None:
            self._restore(self.plan.restoration)
            self._resolve(self.plan.follow_up)
        else:
            self._work_twice(self.plan.setback)
        self._close()

    def _dispatch(self) -> None:
        assert self.resolver.person is not None
        self.incident = self.incident.dispatch(
            assignee=self.resolver.person,
            team=self.plan.team,
            at=self._reach(self.plan.response),
            by=self.coordinator,
        )

    def _restore(self, after: timedelta) -> None:
        """Do all that is planned until the service is back, after so much time."""
        for when, do in sorted(self._list_steps(), key=lambda step: step[0]):
            self._reach(when)
            do()
        self._resume(after)

    def _list_steps(self) -> list[_Step]:
        plan, steps = self.plan, list[_Step]()
        if plan.handover:
            steps.append((plan.handover.after, self._escalate))
        if plan.symptom:
            steps.append((plan.response * 1.2, self._suspect_problem))
        if plan.reassessment:
            steps.append((plan.reassessment.after, self._reassess))
        if plan.wait:
            wait = plan.wait
            steps.append((wait.after, lambda: self._wait(wait)))
        return steps

    def _escalate(self) -> None:
        handover = self.plan.handover
        assert handover is not None
        self.resolver = self._draw_resolver(handover.team)
        assert self.resolver.person is not None
        self.incident = self.incident.escalate(
            assignee=self.resolver.person,
            team=handover.team,
            reason=handover.reason,
            at=self.at,
            by=self.coordinator,
        )

    def _suspect_problem(self) -> None:
        assert self.plan.symptom is not None
        self.incident = self.incident.suspect_problem(
            symptom=self.plan.symptom, at=self.at, by=self.resolver
        )

    def _reassess(self) -> None:
        again = self.plan.reassessment
        assert again is not None
        self.incident = self.incident.reassess(
            impact=again.impact,
            urgency=again.urgency,
            reason=again.reason,
            at=self.at,
            by=self.coordinator,
        )

    def _wait(self, wait: Wait) -> None:
        self.incident = self.incident.wait(
            reason=wait.reason.value,
            supplier=wait.supplier,
            change=wait.change,
            at=self.at,
            by=self.resolver,
        )
        if wait.reason in _PAUSING:
            self._linger(wait.span)
        else:
            self._reach(wait.after + wait.span)
        self.incident = self.incident.continue_work(at=self.at, by=self.resolver)

    def _resume(self, after: timedelta) -> None:
        at = self._reach(after)
        is_late = self.plan.story is Story.BACK_DATED
        self.incident = self.incident.resume_service(
            method=ResolutionMethod.FIX,
            at=at,
            recorded_at=at + timedelta(hours=17) if is_late else at,
            by=self.resolver,
        )
        if is_late:  # nobody writes the next entry before the missing one
            self._linger(timedelta(hours=16))

    def _resolve(self, after: timedelta) -> None:
        """Resolve, so much counted time after the service was back."""
        counted = self.passed - self.uncounted
        is_workaround = self.random.random() < 0.08
        self.incident = self.incident.resolve(
            resolution="Worked around." if is_workaround else "Repaired and tested.",
            resolution_code="workaround" if is_workaround else "repaired",
            method=ResolutionMethod.WORKAROUND if is_workaround else None,
            known_error=f"known-error-{self.random.randrange(1, 40):02}" if is_workaround else None,
            at=self._reach(counted + after),
            by=self.resolver,
        )

    def _work_twice(self, setback: Setback) -> None:
        """Work, believe that it is done, and work again; both together take what is planned."""
        work = self.plan.restoration - self.plan.response
        self._restore(self.plan.response + work * 0.8)
        if setback is not Setback.RELAPSE:
            self._resolve(self.plan.follow_up / 2)
        if setback is Setback.RECURRENCE:
            self._close()
        # A relapse comes soon; a user who is not content may take days to say so.
        longest = 3 if setback is Setback.RELAPSE else 30
        self._linger(timedelta(hours=self.random.triangular(0.5, longest, 2)))
        self._go_back(setback)
        self._resume(self.passed - self.uncounted + work * 0.2)
        self._resolve(self.plan.follow_up / 2)

    def _go_back(self, setback: Setback) -> None:
        reason = "it does not work after all"
        match setback:
            case Setback.RELAPSE:
                self.incident = self.incident.relapse(
                    reason=reason, at=self.at, by=self.coordinator
                )
            case Setback.OBJECTION:
                self.incident = self.incident.object(reason=reason, at=self.at, by=self.coordinator)
            case Setback.RECURRENCE:
                self.incident = self.incident.reopen(
                    reason=reason,
                    recurrence="the same fault is back",
                    at=self.at,
                    by=self.coordinator,
                )

    def _close(self) -> None:
        if self.plan.is_confirmed:
            self.incident = self.incident.confirm(
                confirmation="The user confirms.",
                closure_code="confirmed",
                at=self._linger(timedelta(hours=self.random.triangular(0.2, 16, 1))),
                by=self.representative,
            )
        else:
            # The timer keeps no office hours.
            self.at = avoid_repeated_hour(self.at + _CLOSED_AFTER)
            self.incident = self.incident.close(closure_code="no objection", at=self.at, by=_TIMER)
            passed = self.plan.calendar.elapsed(self.plan.opened_at, self.at)
            self._linger(passed - self.passed)
