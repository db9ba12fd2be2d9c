"""Monitors: what is watched and how, and who decided each."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from types import NoneType

from attrs import evolve, field, frozen

from mof.errors import DefinitionError, RoleError
from mof.framework import OperationsActivity, find_decision_right
from mof.monitoring._health_models import HealthModel
from mof.records import Actor
from mof.values import MonitorId, Term
from mof.values._checks import check_argument, check_part, collect
from mof.values._ids import check_distinct

# MOF 4.0, Operate phase overview, Table 4: the Monitoring Manager knows how to monitor, and does
# not say what.
_WHAT, _HOW = OperationsActivity.DECIDE_WHAT_TO_MONITOR, OperationsActivity.DECIDE_HOW_TO_MONITOR


@frozen(kw_only=True)
class Monitor:
    """Something that watches one service or component, with the two who answer for it.

    ``what`` says which condition is watched, ``how`` by which means. A monitor that is silent
    for longer than ``interval`` says nothing any more; without one, its last word holds.

    Raises:
        DefinitionError: the interval is no time at all, or a part is of another kind.
    """

    id: MonitorId = field(kw_only=False)
    """What events refer to it by."""
    subject: str
    """The id of the service or component that it watches, as in the health model."""
    what: str = ""
    """The condition that is watched, in words; empty while it is not decided."""
    what_by: Actor | None = None
    """Who decided what is watched; None while it is not decided."""
    how: str = ""
    """The means by which it is watched, in words; empty while it is not decided."""
    how_by: Actor | None = None
    """Who decided how, which is for the Monitoring Manager; None while it is not decided."""
    interval: timedelta | None = None
    """For how long its last word holds, in real time; None for ever."""

    def __attrs_post_init__(self) -> None:
        check_part(self.subject, str, f"what {self.id} watches")
        for by in (self.what_by, self.how_by):
            check_part(by, (Actor, NoneType), f"who decided on {self.id}")
        check_part(self.interval, (timedelta, NoneType), f"the interval of {self.id}")
        if self.interval is not None and self.interval <= timedelta():
            raise DefinitionError(f"the interval of {self.id} is no time at all: {self.interval}")

    def decide_what(self, what: str, *, by: Actor) -> "Monitor":
        """The same monitor, watching another condition.

        Raises:
            RoleError: that role may not decide it, such as the
                Monitoring Manager.
        """
        self._check(_WHAT, by)
        return evolve(self, what=what, what_by=by)

    def decide_how(self, how: str, *, by: Actor, interval: timedelta | None = None) -> "Monitor":
        """The same monitor, watching by other means.

        Raises:
            RoleError: that role may not decide it.
        """
        self._check(_HOW, by)
        return evolve(self, how=how, how_by=by, interval=interval)

    def _check(self, activity: OperationsActivity, by: Actor) -> None:
        check_argument(by, Actor, "say who decides, and in which role")
        if refusal := _explain_refusal(activity, by):
            raise RoleError(
                refusal,
                record=self.id,
                event=str(activity),
                role=str(by.role) if by.role else None,
                allowed=tuple(map(str, find_decision_right(activity).role_types)),
            )


def _explain_refusal(activity: OperationsActivity, by: Actor) -> str | None:
    if by.role is None:
        return f"{by}, whose role is not given, may not {activity}"
    return find_decision_right(activity).explain_refusal(by.role)


def collect_monitors(monitors: Iterable[Monitor]) -> dict[MonitorId, Monitor]:
    """Monitors by their ids.

    Raises:
        DefinitionError: two monitors share an id.
    """
    found = collect(monitors, Monitor, "monitors")
    check_distinct("monitors", (monitor.id for monitor in found))
    return {monitor.id: monitor for monitor in found}


class MonitorGapKind(Term):
    """What is missing where services are watched."""

    UNDECIDED = "undecided"
    NOT_ENTITLED = "decided by another role"
    UNKNOWN_SUBJECT = "unknown subject"
    UNWATCHED = "unwatched"


@frozen(kw_only=True)
class MonitorGap:
    """Something that is missing: of which monitor, or of which node of the model."""

    subject: str
    kind: MonitorGapKind
    message: str


def find_monitor_gaps(monitors: Iterable[Monitor], model: HealthModel) -> tuple[MonitorGap, ...]:
    """Monitors that are undecided, or decided by the wrong role, and what no monitor watches.

    Every node without parts is to be watched, since nothing else tells how it is.
    """
    check_argument(model, HealthModel, "hand over the model that services are watched by")
    by_id = collect_monitors(monitors)
    gaps = [gap for monitor in by_id.values() for gap in _find_gaps(monitor, model)]
    watched = {monitor.subject for monitor in by_id.values()}
    gaps += (
        MonitorGap(subject=name, kind=MonitorGapKind.UNWATCHED, message="no monitor watches it")
        for name, whole in model.nodes
        if whole is None and name not in watched
    )
    return tuple(gaps)


def _find_gaps(monitor: Monitor, model: HealthModel) -> Iterator[MonitorGap]:
    if monitor.subject not in model:
        yield MonitorGap(
            subject=monitor.id,
            kind=MonitorGapKind.UNKNOWN_SUBJECT,
            message=f"the model has no {monitor.subject!r}",
        )
    decisions = ((_WHAT, monitor.what, monitor.what_by), (_HOW, monitor.how, monitor.how_by))
    undecided = [str(activity) for activity, decided, by in decisions if not (decided and by)]
    if undecided:
        yield MonitorGap(
            subject=monitor.id,
            kind=MonitorGapKind.UNDECIDED,
            message=f"no decision on record to {' or to '.join(undecided)}",
        )
    refusals = [
        refusal
        for activity, decided, by in decisions
        if decided and by and (refusal := _explain_refusal(activity, by))
    ]
    if refusals:
        yield MonitorGap(
            subject=monitor.id, kind=MonitorGapKind.NOT_ENTITLED, message="; ".join(refusals)
        )
