"""Schedules: when reviews are due, and whether each of them operated as the control that it is."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from attrs import field, frozen

from mof.controls import ControlEvidence
from mof.documents import Status, Table, Tone, format_instant
from mof.documents._tables import Cell
from mof.errors import DefinitionError
from mof.framework import Phase, ReviewKind, ReviewTrigger
from mof.framework._management_reviews import CONTROLLED_RISKS
from mof.improvement import ReviewHeld
from mof.operations import Recurrence
from mof.values import ControlId, EvidenceId, Period, PersonId, ReviewId, Term
from mof.values._instants import to_utc

GRACE = timedelta(days=7)
"""How far from its day a review may be held, and is still held when due. Our judgement."""

_AHEAD = timedelta(days=5 * 366)  # within which the next review of any sensible schedule is due


@frozen(kw_only=True)
class ReviewSchedule:
    """When reviews of a kind come round, and how far from that they still count as in time.

    Raises:
        DefinitionError: the grace is negative.
    """

    recurrence: Recurrence
    """When reviews come round, in a time zone."""
    kind: ReviewKind = ReviewKind.OPERATIONAL_HEALTH
    """The management review that comes round."""
    grace: timedelta = GRACE
    """How far before or after its day a review is still held when due; real time, from 0 on."""

    def __attrs_post_init__(self) -> None:
        if self.grace < timedelta(0):
            raise DefinitionError(f"grace must not be negative, got {self.grace}")

    def list_due(self, during: Period) -> tuple[datetime, ...]:
        """When reviews are due in a period."""
        return self.recurrence.expand(during)

    def find_next(self, after: datetime) -> datetime | None:
        """When the first review after an instant is due; None where none is for five years."""
        after = to_utc(after)
        ahead = Period(after, after + _AHEAD, tz=self.recurrence.tz)
        return next((at for at in self.list_due(ahead) if at > after), None)


class ControlFault(Term):
    """Why a review did not operate as a control, or why that is not known."""

    # MOF 4.0, Operate phase overview, Table 6 names the review as the control; what it takes
    # for it to have operated is our judgement.
    NOT_HELD = "not held when due"
    """No review was held within the grace around its day."""
    NO_QUORUM = "held without a quorum"
    """It was held, and too few attended to decide."""
    INPUTS_MISSING = "inputs missing"
    """Nothing at all was brought of one or more inputs."""
    ACTIONS_OPEN = "earlier actions not closed"
    """An action of an earlier review was overdue when it was held."""
    QUORUM_UNKNOWN = "attendance not known"
    """The minutes do not say who attended; a gap in what is known, and no fault."""
    INPUTS_UNKNOWN = "inputs brought not known"
    """The minutes do not say what was brought; a gap in what is known, and no fault."""

    @property
    def is_known(self) -> bool:
        """Whether it is a fault, and not only a gap in what is known."""
        return self not in {ControlFault.QUORUM_UNKNOWN, ControlFault.INPUTS_UNKNOWN}


class ControlVerdict(Term):
    """Whether a review operated as a control."""

    OPERATED = "operated"
    """Held when due, with a quorum, all inputs, and earlier actions closed."""
    FAILED = "did not operate"
    """At least one known fault, such as a review that was not held."""
    NOT_KNOWN = "not known"
    """No known fault, and not everything is known: it never counts as operated."""
    NOT_DUE = "not due"
    """It may still be held in time, or none was due in the period."""


@frozen(kw_only=True)
class ReviewOccasion:
    """One time that a review was due: whether it was held, and what was wrong with it.

    A review that still may be held in time is not due.
    """

    kind: ReviewKind
    due_at: datetime = field(converter=to_utc)
    review: ReviewId | None = None
    held_at: datetime | None = None
    faults: tuple[ControlFault, ...] = ()
    details: tuple[str, ...] = ()
    is_pending: bool = False

    @property
    def verdict(self) -> ControlVerdict:
        """Whether it operated: held when due, with quorum, inputs and earlier actions closed."""
        if self.is_pending:
            return ControlVerdict.NOT_DUE
        if any(fault.is_known for fault in self.faults):
            return ControlVerdict.FAILED
        return ControlVerdict.NOT_KNOWN if self.faults else ControlVerdict.OPERATED

    def describe(self) -> str:
        """What was wrong, in words; nothing where all was well."""
        return "; ".join((*map(str, self.faults), *self.details))


_WORST = (ControlVerdict.FAILED, ControlVerdict.NOT_KNOWN, ControlVerdict.OPERATED)


@frozen(kw_only=True)
class ControlOperation:
    """How a review operated as a control in a period: as badly as its worst occasion."""

    kind: ReviewKind
    during: Period
    occasions: tuple[ReviewOccasion, ...]

    @property
    def verdict(self) -> ControlVerdict:
        """Whether it operated every time; a period in which none was due tells nothing."""
        verdicts = {occasion.verdict for occasion in self.occasions}
        return next((each for each in _WORST if each in verdicts), ControlVerdict.NOT_DUE)

    def to_evidence(self, control: ControlId, *, by: PersonId) -> tuple[ControlEvidence, ...]:
        """What a register of controls keeps of it: evidence for each time that is known."""
        return tuple(
            ControlEvidence(
                EvidenceId(f"{control}-{occasion.due_at.date()}"),
                controls=[control],
                what=occasion.describe() or "held when due, with all that it takes",
                at=occasion.held_at or occasion.due_at,
                by=by,
                has_worked=occasion.verdict is ControlVerdict.OPERATED,
            )
            for occasion in self.occasions
            if occasion.verdict in {ControlVerdict.OPERATED, ControlVerdict.FAILED}
        )

    def to_table(self) -> Table:
        """Every time that the review was due, and how it went."""
        tz = self.during.tz
        return Table(
            ("Due", "Held", "Review", "As a control", "What was wrong"),
            [
                (
                    format_instant(each.due_at, tz=tz),
                    format_instant(each.held_at, tz=tz) if each.held_at else None,
                    each.review,
                    _show_verdict(each.verdict),
                    each.describe() or None,
                )
                for each in self.occasions
            ],
            caption=f"{self.kind} reviews due in {self.during}",
            note="A review operated when it was held when due, with a quorum, with all inputs and "
            "with earlier actions closed: the judgement of this library.",
        )


def evaluate_reviews(
    schedule: ReviewSchedule, held: Iterable[ReviewHeld], *, during: Period, as_of: datetime
) -> ControlOperation:
    """Whether the reviews due in a period operated as controls, as known as of an instant.

    An emergency review stands for none that was due, and no review for two.
    """
    as_of = to_utc(as_of)
    known = sorted(
        (each for each in held if each.kind is schedule.kind and each.held_at <= as_of),
        key=lambda each: (each.held_at, each.id),
    )
    regular = [each for each in known if each.trigger is not ReviewTrigger.EMERGENCY]
    occasions: list[ReviewOccasion] = []
    for due_at in schedule.list_due(during):
        timely = (each for each in regular if abs(each.held_at - due_at) <= schedule.grace)
        review = next(timely, None)
        if review is not None:
            regular.remove(review)
        occasions.append(_judge(schedule, due_at, review, known, as_of))
    return ControlOperation(kind=schedule.kind, during=during, occasions=tuple(occasions))


def _judge(
    schedule: ReviewSchedule,
    due_at: datetime,
    review: ReviewHeld | None,
    known: list[ReviewHeld],
    as_of: datetime,
) -> ReviewOccasion:
    if review is None:
        is_pending = as_of <= due_at + schedule.grace
        faults = () if is_pending else (ControlFault.NOT_HELD,)
        return ReviewOccasion(
            kind=schedule.kind, due_at=due_at, faults=faults, is_pending=is_pending
        )
    late = _find_late_actions(review, known, schedule.recurrence.tz)
    return ReviewOccasion(
        kind=schedule.kind,
        due_at=due_at,
        review=review.id,
        held_at=review.held_at,
        faults=(
            *_judge_quorum(review),
            *_judge_inputs(review),
            *((ControlFault.ACTIONS_OPEN,) if late else ()),
        ),
        details=(*(review.missing_inputs or ()), *late),
    )


def _judge_quorum(review: ReviewHeld) -> Iterator[ControlFault]:
    if review.has_quorum is None:
        yield ControlFault.QUORUM_UNKNOWN
    elif not review.has_quorum:
        yield ControlFault.NO_QUORUM


def _judge_inputs(review: ReviewHeld) -> Iterator[ControlFault]:
    if review.missing_inputs is None:
        yield ControlFault.INPUTS_UNKNOWN
    elif review.missing_inputs:
        yield ControlFault.INPUTS_MISSING


def _find_late_actions(review: ReviewHeld, known: list[ReviewHeld], tz: str) -> tuple[str, ...]:
    """The actions of earlier reviews that were overdue when a review was held."""
    earlier = [each for each in known if each.held_at < review.held_at]
    # A later review may tell that an action was done after all, so the last word counts.
    last = {action.id: action for each in known for action in each.actions}
    promised = dict.fromkeys(action.id for each in earlier for action in each.actions)
    return tuple(id_ for id_ in promised if last[id_].is_overdue(review.held_at, tz=tz))


_TONES = {
    ControlVerdict.OPERATED: Tone.GOOD,
    ControlVerdict.FAILED: Tone.BAD,
    ControlVerdict.NOT_KNOWN: Tone.WARNING,
    ControlVerdict.NOT_DUE: Tone.NEUTRAL,
}


def _show_verdict(verdict: ControlVerdict) -> Status:
    return Status(str(verdict), _TONES[verdict])


def tabulate_controls(
    operations: Iterable[ControlOperation], *, phase: Phase = Phase.OPERATE
) -> Table:
    """The objectives and risks of a phase with the reviews that control them, and how these did.

    For the Operate phase that is its Table 6.
    """
    by_kind = {operation.kind: operation for operation in operations}
    return Table(
        ("Objective", "Risk", "Control", "Operated", "What was wrong"),
        [
            (risk.objective, risk.risk, f"{kind} Review", *_show_operation(by_kind.get(kind)))
            for risk in CONTROLLED_RISKS
            if risk.phase is phase
            for kind in risk.controls
        ],
        caption=f"Objectives, risks and controls of the {phase} phase",
        note="The framework names the control; when it operated is the judgement of this library.",
    )


def _show_operation(operation: ControlOperation | None) -> tuple[Cell, ...]:
    if operation is None:
        return Status("no data", Tone.NEUTRAL), "no schedule says when it is due"
    wrong = (f"{o.due_at.date()}: {o.describe()}" for o in operation.occasions if o.faults)
    return _show_verdict(operation.verdict), "; ".join(wrong) or None
