"""Registers: objectives, risks, controls and policies linked by id, and one to begin with."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Protocol, Self, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from mof.controls._register_items import Control, ControlEvidence, Objective, Policy, Violation
from mof.controls._risks import Risk
from mof.documents import Status, Table, Tone, format_instant
from mof.errors import DefinitionError
from mof.framework import Phase, ReviewKind
from mof.framework._management_reviews import CONTROLLED_RISKS
from mof.records import Level
from mof.records._histories import list_known
from mof.values import ControlId, ObjectiveId, RiskId
from mof.values._ids import check_distinct, check_known
from mof.values._instants import to_utc

RegisterItem: TypeAlias = Objective | Risk | Control | Policy | ControlEvidence | Violation


class _Named(Protocol):
    @property
    @abstractmethod
    def id(self) -> str:
        """What it is called by."""


_N = TypeVar("_N", bound=_Named)
_K = TypeVar("_K")
_V = TypeVar("_V")


def _sort(items: Iterable[_N]) -> tuple[_N, ...]:
    return tuple(sorted(items, key=lambda item: item.id))


def _to_objectives(value: Iterable[Objective]) -> tuple[Objective, ...]:
    return _sort(value)


def _to_risks(value: Iterable[Risk]) -> tuple[Risk, ...]:
    return _sort(value)


def _to_controls(value: Iterable[Control]) -> tuple[Control, ...]:
    return _sort(value)


def _to_policies(value: Iterable[Policy]) -> tuple[Policy, ...]:
    return _sort(value)


def _to_evidence(value: Iterable[ControlEvidence]) -> tuple[ControlEvidence, ...]:
    return _sort(value)


def _to_violations(value: Iterable[Violation]) -> tuple[Violation, ...]:
    return _sort(value)


_PLACES: Mapping[type, str] = {
    Objective: "objectives",
    Risk: "risks",
    Control: "controls",
    Policy: "policies",
    ControlEvidence: "evidence",
    Violation: "violations",
}
_TONES = {Level.HIGH: Tone.BAD, Level.MEDIUM: Tone.WARNING, Level.LOW: Tone.NEUTRAL}


@frozen(kw_only=True)
class ControlRegister:
    """Objectives, the risks to them, the controls of these risks, and how well they work.

    All of it is linked by id, many to many: a risk names its objectives, a control its
    risks, a policy and a piece of evidence their controls, a violation its policies.

    Raises:
        DefinitionError: two of a kind share an id.
        UnknownReferenceError: something is named that the register lacks.
    """

    objectives: tuple[Objective, ...] = field(default=(), converter=_to_objectives)
    """What is to be achieved, by id."""
    risks: tuple[Risk, ...] = field(default=(), converter=_to_risks)
    """What may prevent it, by id."""
    controls: tuple[Control, ...] = field(default=(), converter=_to_controls)
    """What is done about the risks, by id."""
    policies: tuple[Policy, ...] = field(default=(), converter=_to_policies)
    """The rules that people follow, by id."""
    evidence: tuple[ControlEvidence, ...] = field(default=(), converter=_to_evidence)
    """What shows that controls are carried out, by id."""
    violations: tuple[Violation, ...] = field(default=(), converter=_to_violations)
    """Breaches of the policies, by id, those put right among them."""

    def __attrs_post_init__(self) -> None:
        for place in _PLACES.values():
            check_distinct(f"{place} of a register", (each.id for each in getattr(self, place)))
        self._check("objectives", ((each, each.objectives) for each in self.risks))
        self._check("risks", ((each, each.mitigates) for each in self.controls))
        self._check("controls", ((each, each.controls) for each in self.policies))
        self._check("controls", ((each, each.controls) for each in self.evidence))
        self._check("policies", ((each, each.policies) for each in self.violations))

    def _check(self, place: str, links: Iterable[tuple[_Named, Iterable[str]]]) -> None:
        known = {each.id for each in getattr(self, place)}
        for item, named in links:
            check_known(f"{place} of the register", known, named=named, by=item.id)

    def changed(self, *items: RegisterItem) -> Self:
        """The register with items added, each in place of the one of its kind with its id.

        Raises:
            DefinitionError: an item is of no kind that a register holds.
        """
        found = {
            place: {each.id: each for each in getattr(self, place)} for place in _PLACES.values()
        }
        for item in items:
            if type(item) not in _PLACES:
                kinds = ", ".join(kind.__name__ for kind in _PLACES)
                raise DefinitionError(f"a register holds no {item!r}; it holds: {kinds}")
            found[_PLACES[type(item)]][item.id] = item
        return evolve(self, **{place: each.values() for place, each in found.items()})

    def find_risks(self, objective: ObjectiveId, *, at: datetime) -> tuple[Risk, ...]:
        """The risks to an objective that there are at an instant."""
        return tuple(each for each in self._risks.get(objective, ()) if each.is_valid(at))

    def find_controls(self, risk: RiskId, *, at: datetime) -> tuple[Control, ...]:
        """The controls of a risk that are in force at an instant."""
        return tuple(each for each in self._controls.get(risk, ()) if each.is_valid(at))

    def find_evidence(self, control: ControlId, *, as_of: datetime) -> tuple[ControlEvidence, ...]:
        """The evidence of a control that was known by an instant, the latest last."""
        as_of = to_utc(as_of)
        return tuple(list_known(self._evidence.get(control, ()), as_of, as_of))

    @cached_property
    def _risks(self) -> dict[ObjectiveId, list[Risk]]:
        return _index((objective, risk) for risk in self.risks for objective in risk.objectives)

    @cached_property
    def _controls(self) -> dict[RiskId, list[Control]]:
        return _index((risk, control) for control in self.controls for risk in control.mitigates)

    @cached_property
    def _evidence(self) -> dict[ControlId, list[ControlEvidence]]:
        return _index((control, each) for each in self.evidence for control in each.controls)

    def to_table(self, *, as_of: datetime) -> Table:
        """Objectives, risks and controls as they are linked at an instant, one row a link.

        What stands without its counterpart has a row too, with nothing beside it.
        """
        return Table(
            ("Objective", "Risk", "Exposure", "Control", "Owner"),
            self._list_links(to_utc(as_of)),
            caption="Objectives, risks and controls",
        )

    def _list_links(self, at: datetime) -> Iterator[tuple[str | Status | None, ...]]:
        orphans = {risk.id for risk in self.risks if risk.is_valid(at)}
        for objective in self.objectives:
            if objective.is_valid(at):
                risks = self.find_risks(objective.id, at=at)
                orphans -= {risk.id for risk in risks}
                yield from self._list_risks(objective.name, risks, at)
        alone = tuple(risk for risk in self.risks if risk.id in orphans)
        yield from self._list_risks(None, alone, at) if alone else ()

    def _list_risks(
        self, objective: str | None, risks: tuple[Risk, ...], at: datetime
    ) -> Iterator[tuple[str | Status | None, ...]]:
        for risk in risks:
            status, controls = (
                risk.find_exposure(at).shown_status,
                self.find_controls(risk.id, at=at),
            )
            for control in controls:
                yield objective, risk.name, status, control.name, control.owner
            if not controls:
                yield objective, risk.name, status, None, None
        if not risks:
            yield objective, None, None, None, None

    def tabulate_controls(self, *, as_of: datetime, tz: str = "UTC") -> Table:
        """The controls in force at an instant, with their last evidence and when more is due."""
        as_of = to_utc(as_of)
        return Table(
            ("Control", "Name", "Owner", "Carried out", "Last evidence", "Next due", "Status"),
            [self._write_control(c, as_of, tz) for c in self.controls if c.is_valid(as_of)],
            caption="Controls and their evidence",
        )

    def _write_control(
        self, control: Control, as_of: datetime, tz: str
    ) -> tuple[str | Status | None, ...]:
        evidence = self.find_evidence(control.id, as_of=as_of)
        current = [each for each in evidence if control.accepts(each, at=as_of)]
        last = evidence[-1].at if evidence else None
        due = last + control.interval if last and control.interval else None
        return (
            control.id,
            control.name,
            control.owner,
            control.manner,
            format_instant(last, tz=tz) if last else None,
            format_instant(due, tz=tz) if due else None,
            _judge_evidence(evidence, current),
        )

    def tabulate_violations(self, *, as_of: datetime, tz: str = "UTC") -> Table:
        """The violations that are open at an instant, the earliest first."""
        found = [each for each in self.violations if each.is_open(as_of)]
        return Table(
            ("Violation", "What", "Of", "Since", "Severity"),
            [
                (
                    each.id,
                    each.what,
                    ", ".join(sorted(each.policies)),
                    format_instant(each.at, tz=tz),
                    Status(str(each.severity), _TONES[each.severity]),
                )
                for each in sorted(found, key=lambda each: each.at)
            ],
            caption="Open violations of policies",
        )


def _judge_evidence(
    evidence: Sequence[ControlEvidence], current: Sequence[ControlEvidence]
) -> Status:
    if not evidence:
        return Status("no evidence", Tone.NEUTRAL)
    if not current:
        return Status("out of date", Tone.BAD)
    return (
        Status("working", Tone.GOOD) if current[-1].has_worked else Status("not working", Tone.BAD)
    )


def _index(links: Iterable[tuple[_K, _V]]) -> dict[_K, list[_V]]:
    found: dict[_K, list[_V]] = {}
    for key, value in links:
        found.setdefault(key, []).append(value)
    return found


def start_register(*phases: Phase) -> ControlRegister:
    """A register of the objectives, risks and controls that the framework names of phases.

    Without a phase it is that of the Operate phase. It says what holds for every
    organisation, so nothing has an owner or an assessment yet: `mof.outcomes.find_gaps`
    lists what is left to do.
    """
    # MOF 4.0, Operate phase overview, Table 6; for other phases see their citations.
    rows = [row for row in CONTROLLED_RISKS if row.phase in (phases or (Phase.OPERATE,))]
    names = dict.fromkeys((row.phase, row.objective) for row in rows)
    objectives = _number([phase for phase, _ in names], "objective")
    by_name = dict(zip(names, map(ObjectiveId, objectives), strict=True))
    risks = list(map(RiskId, _number([row.phase for row in rows], "risk")))
    return ControlRegister(
        objectives=[Objective(by_name[phase, name], name, phase=phase) for phase, name in names],
        risks=[
            Risk(risk, row.risk, objectives=[by_name[row.phase, row.objective]])
            for risk, row in zip(risks, rows, strict=True)
        ],
        controls=[
            Control(
                ControlId(f"{review}-review".lower().replace(" ", "-")),
                f"{review} Review",
                review=review,
                mitigates=[
                    risk for risk, row in zip(risks, rows, strict=True) if review in row.controls
                ],
            )
            for review in ReviewKind
            if any(review in row.controls for row in rows)
        ],
    )


def _number(phases: list[Phase], noun: str) -> list[str]:
    """An id for each row of a list, counted within its phase."""
    return [
        f"{phase.value.lower()}-{noun}-{phases[: place + 1].count(phase)}"
        for place, phase in enumerate(phases)
    ]
