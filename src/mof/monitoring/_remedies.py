"""Responses: what is done about an alert, by a tool or by people."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, field, frozen

from mof.monitoring._alerts import Alert
from mof.monitoring._health_models import Health
from mof.values import EventId, InstructionId, RemedyId
from mof.values._checks import check_argument, collect
from mof.values._instants import to_utc


def _to_subjects(value: Iterable[str]) -> frozenset[str]:
    return frozenset(collect(value, str, "subjects"))


def _to_healths(value: Iterable[Health]) -> frozenset[Health]:
    return frozenset(collect(value, Health, "healths"))


@frozen(kw_only=True)
class Remedy:
    """Something that a tool can do about an alert; about any subject where none is named."""

    id: RemedyId = field(kw_only=False)
    """What runs refer to it by."""
    action: str
    """What is done, in words or as a command of the tool."""
    subjects: frozenset[str] = field(default=frozenset(), converter=_to_subjects)
    """The services or components that it is for; empty for any."""
    healths: frozenset[Health] = field(
        default=frozenset({Health.FAILED, Health.DEGRADED}), converter=_to_healths
    )
    """The healths at which it is tried."""
    instruction: InstructionId | None = None
    """The work instruction that it follows; None where there is none."""

    def fits(self, alert: Alert) -> bool:
        """Whether it is for such an alert."""
        is_subject = not self.subjects or alert.subject in self.subjects
        return is_subject and alert.health in self.healths


@frozen(kw_only=True)
class RemedyRun:
    """That a remedy was tried on an alert, and whether it worked, once that is known."""

    alert: EventId
    """The id of the alert that it was tried on."""
    remedy: RemedyId
    """The id of the remedy that was tried."""
    at: datetime = field(converter=to_utc)
    """When it was tried."""
    has_worked: bool | None = None
    """Whether the subject was healthy afterwards; None while that is not known."""


@frozen(kw_only=True)
class RemedialAction:
    """That a remedy is to be tried on an alert."""

    alert: EventId
    remedy: RemedyId
    action: str
    subject: str | None
    instruction: InstructionId | None = None


def respond_to_alert(
    alert: Alert, remedies: Iterable[Remedy], runs: Iterable[RemedyRun] = ()
) -> RemedialAction | Alert | None:
    """What to do about an alert: the next remedy that fits it, or else to tell people.

    Each remedy is tried once, in the order given. None stands for nothing more to do: one has
    worked, or it is not known yet whether one does. What people are told is the alert, with a
    text that says how it stands; `raise_incident` makes a help request of it.
    """
    check_argument(alert, Alert, "answer one alert at a time")
    own = [run for run in collect(runs, RemedyRun, "runs") if run.alert == alert.id]
    if any(run.has_worked is not False for run in own):
        return None
    tried = {run.remedy for run in own}
    for remedy in collect(remedies, Remedy, "remedies"):
        if remedy.fits(alert) and remedy.id not in tried:
            return RemedialAction(
                alert=alert.id,
                remedy=remedy.id,
                action=remedy.action,
                subject=alert.subject,
                instruction=remedy.instruction,
            )
    return evolve(alert, text=_describe(alert, len(tried)))


def _describe(alert: Alert, tried: int) -> str:
    subject = alert.subject or alert.service
    stands = f"{subject} is {alert.health}" if subject else ""
    failed = f"; remedies tried in vain: {tried}" if tried else ""
    return ": ".join(filter(None, (stands, alert.text))) + failed
