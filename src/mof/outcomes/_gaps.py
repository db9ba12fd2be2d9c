"""Gaps: what an organisation should have and lacks, whichever room knows the rule."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import field, frozen

from mof.agreements import Agreement, AgreementLife
from mof.agreements._agreement_lifecycle import find_agreement_gaps
from mof.controls import ControlRegister
from mof.controls._control_gaps import find_control_gaps
from mof.documents import Named, Table, format_instant
from mof.documents._tables import Tabular
from mof.framework import Accountability, DutyCombination, RoleType
from mof.framework._segregation_of_duties import DUTY_COMBINATIONS
from mof.improvement import ReviewHeld
from mof.monitoring import MonitoringData
from mof.monitoring._monitors import find_monitor_gaps
from mof.operations import LogEntry, OperationsData, OperationsGuide
from mof.operations._guide_gaps import find_guide_gaps, find_practice_gaps
from mof.records import Lifecycle
from mof.services import SERVICE_LIFECYCLE, Service, ServiceEvent, ServiceState
from mof.services._gate_gaps import find_gate_gaps
from mof.teams import EVERYTHING, Organization, Scope
from mof.teams._staffing_gaps import find_staffing_gaps, list_broadest
from mof.values import Period
from mof.values._instants import to_optional_utc, to_utc


def _to_ids(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Gap:
    """One thing that an organisation should have and lacks, and by which rule."""

    where: str
    """The room whose rule it is: agreements, controls, monitoring, operations, services, teams."""
    kind: str
    """What is missing, in the words of that room, such as "control without owner"."""
    subject: str
    """The id of what lacks it: an agreement, risk, control, task, monitor or service; of a gap
    in staffing what the role is for, such as "service mail"."""
    name: str | None = None
    """What people call the subject; None where it has no name besides its id."""
    text: str
    """What was found, in a sentence."""
    since: datetime | None = field(default=None, converter=to_optional_utc)
    """When a service passed the gate at which something is missing; None of all other gaps."""
    evidence: tuple[str, ...] = field(default=(), converter=_to_ids)
    """The ids of what shows it: entries of a log, instructions, persons."""
    rule: str
    """What is to be the case, and what that rests on."""


def _to_gaps(value: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple(value)


@frozen
class GapReport(Tabular):
    """The gaps of an organisation in one order: by room, then as the room orders them."""

    gaps: tuple[Gap, ...] = field(default=(), converter=_to_gaps)
    """Every gap; empty where nothing is missing in what was looked at."""

    def __iter__(self) -> Iterator[Gap]:
        return iter(self.gaps)

    def __len__(self) -> int:
        return len(self.gaps)

    def __getitem__(self, place: int) -> Gap:
        return self.gaps[place]

    def to_table(self, *, tz: str = "UTC") -> Table:
        """One row for each gap."""
        return Table(
            ("Gap", "Of", "In", "Found", "Since", "Rule"),
            [
                (
                    gap.kind,
                    Named(gap.subject, gap.name),
                    gap.where,
                    gap.text,
                    None if gap.since is None else format_instant(gap.since, tz=tz),
                    gap.rule,
                )
                for gap in self.gaps
            ],
            caption="Gaps",
        )


# What is asked. Which gaps to look for is our judgement everywhere; the sources named are those
# of what has to be there.
_AGREED = (
    "an agreement in use was agreed, and each version was asked for by a request for change "
    "(MOF 4.0, Operate phase overview, Table 2)"
)
_CONTROLLED = (
    "objectives, risks and controls are linked, and controls have evidence "
    "(MOF 4.0, Operate phase overview)"
)
_WATCHED = (
    "each part of a service is watched, by a monitor that two roles decided on "
    "(MOF 4.0, Operate phase overview, Table 4)"
)
_GUIDED = "each task has an approved instruction (MOF 4.0, Operate phase overview)"
_PRACTICED = (
    "what is documented is done, what is done is documented, and both serve something "
    "(Microsoft white paper on ITIL v3 and MOF 4.0: the knowing-doing gap)"
)
_REVIEWED = (
    "a service passes from phase to phase by a management review or its waiver "
    "(MOF 4.0: Release Readiness before operation; the other gates are our judgement)"
)


def find_gaps(
    *,
    as_of: datetime,
    during: Period | None = None,
    agreements: Iterable[Agreement] = (),
    agreement_lives: Iterable[AgreementLife] | None = None,
    register: ControlRegister | None = None,
    monitoring: MonitoringData | None = None,
    operations: OperationsData | None = None,
    services: Iterable[Service] = (),
    reviews: Iterable[ReviewHeld] = (),
    lifecycle: Lifecycle[ServiceState, ServiceEvent] = SERVICE_LIFECYCLE,
    organization: Organization | None = None,
    scopes: Iterable[Scope] = (EVERYTHING,),
    accountabilities: Iterable[Accountability] = (
        Accountability.OPERATIONS,
        Accountability.SUPPORT,
    ),
    role_types: Iterable[RoleType] | None = None,
    combinations: Iterable[DutyCombination] = DUTY_COMBINATIONS,
) -> GapReport:
    """What an organisation lacks, as known as of an instant; only what is given is looked at.

    - ``agreements`` with ``agreement_lives``: valid ones that were not agreed, or changed without
      a request for change. Without lives (None), nothing is asked of them.
    - ``register``: objectives, risks, controls and policies without what belongs to them.
    - ``monitoring``: what no monitor watches, and monitors that the wrong role decided on.
    - ``operations``: tasks without an approved instruction, and those done for none of the
      ``agreements`` and none of the objectives of the ``register``; with a log and a period
      (``during``) also what is documented and not done, or done and not documented.
    - ``services``, such as a catalogue, with the ``reviews`` that were held: gates of their
      ``lifecycle`` that they passed without the review that decides so.
    - ``organization``: roles of the ``accountabilities`` that are vacant or held twice, holders
      who left or lack a skill, and ``combinations`` of duties in one hand, for each of the
      ``scopes``. ``role_types`` narrows down which roles have to be held (None: all). What is
      missing for everything is not said of its parts again.
    """
    as_of, agreements = to_utc(as_of), tuple(agreements)
    gaps: list[Gap] = []
    if agreement_lives is not None:
        gaps += _ask_agreements(agreements, agreement_lives, as_of)
    if register is not None:
        gaps += _ask_controls(register, as_of)
    if monitoring is not None:
        gaps += _ask_monitoring(monitoring)
    if operations is not None and operations.guide is not None:
        gaps += _ask_guide(operations.guide, as_of)
        objectives = register.objectives if register else ()
        serves = {*(each.id for each in agreements), *(each.id for each in objectives)}
        gaps += _ask_practice(operations.guide, operations.log, during, as_of, serves)
    gaps += _ask_gates(tuple(services), reviews, lifecycle)
    if organization is not None:
        found = find_staffing_gaps(
            organization,
            as_of=as_of,
            scopes=scopes,
            accountabilities=accountabilities,
            role_types=role_types,
            combinations=combinations,
        )
        gaps += (
            Gap(
                where="teams",
                kind=str(gap.kind),
                subject=str(gap.scope),
                text=gap.message,
                evidence=gap.persons,
                rule=f"{gap.rule} ({'; '.join(map(str, gap.citations))})",
            )
            for gap in list_broadest(found)
        )
    return GapReport(gaps)


def _ask_agreements(
    agreements: tuple[Agreement, ...], lives: Iterable[AgreementLife], as_of: datetime
) -> Iterator[Gap]:
    names = {(each.id, each.version): each.name for each in agreements}
    for gap in find_agreement_gaps(agreements, lives, as_of=as_of):
        yield Gap(
            where="agreements",
            kind=str(gap.kind),
            subject=gap.agreement,
            name=names[gap.agreement, gap.version],
            text=f"version {gap.version}: {gap.lack}",
            rule=_AGREED,
        )


def _ask_controls(register: ControlRegister, as_of: datetime) -> Iterator[Gap]:
    for gap in find_control_gaps(register, as_of=as_of):
        yield Gap(
            where="controls",
            kind=str(gap.kind),
            subject=gap.item,
            name=gap.name,
            text=gap.message,
            rule=_CONTROLLED,
        )


def _ask_monitoring(data: MonitoringData) -> Iterator[Gap]:
    if data.model is not None:
        for gap in find_monitor_gaps(data.monitors, data.model):
            yield Gap(
                where="monitoring",
                kind=str(gap.kind),
                subject=gap.subject,
                text=gap.message,
                rule=_WATCHED,
            )


def _ask_guide(guide: OperationsGuide, as_of: datetime) -> Iterator[Gap]:
    names: dict[str, str] = {task.id: task.name for task in guide.tasks}
    for gap in find_guide_gaps(guide, as_of=as_of):
        yield Gap(
            where="operations",
            kind=str(gap.kind),
            subject=gap.subject,
            name=names.get(gap.subject),
            text=gap.message,
            rule=_GUIDED,
        )


def _ask_practice(
    guide: OperationsGuide,
    log: Iterable[LogEntry] | None,
    during: Period | None,
    as_of: datetime,
    serves: set[str],
) -> Iterator[Gap]:
    names: dict[str, str] = {task.id: task.name for task in guide.tasks}
    for gap in find_practice_gaps(guide, log, during=during, as_of=as_of, serves=serves):
        yield Gap(
            where="operations",
            kind=str(gap.kind),
            subject=gap.subject,
            name=names.get(gap.subject),
            text=gap.message,
            evidence=gap.evidence,
            rule=_PRACTICED,
        )


def _ask_gates(
    services: tuple[Service, ...],
    reviews: Iterable[ReviewHeld],
    lifecycle: Lifecycle[ServiceState, ServiceEvent],
) -> Iterator[Gap]:
    names = {service.id: service.name for service in services}
    for gap in find_gate_gaps(services, reviews, lifecycle=lifecycle):
        yield Gap(
            where="services",
            kind=str(gap.kind),
            subject=gap.service,
            name=names[gap.service],
            text=gap.message,
            since=gap.at,
            rule=_REVIEWED,
        )
