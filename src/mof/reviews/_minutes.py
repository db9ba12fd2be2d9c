"""Minutes: what all seven reviews write alike, of who met, what was decided, and what follows."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from attrs import evolve

from mof.documents import Status, Table, Tone, format_instant
from mof.documents._blocks import Callout
from mof.documents._inlines import Inline, Text
from mof.documents._renderables import Block
from mof.reviews._attendance import Meeting
from mof.reviews._decisions import Decision, DecisionStatus
from mof.reviews._outputs import Output
from mof.reviews._quorums import Quorum
from mof.values import Term

_TONES = {
    DecisionStatus.ACCEPTED: Tone.GOOD,
    DecisionStatus.REJECTED: Tone.NEUTRAL,
    DecisionStatus.DEFERRED: Tone.WARNING,
}


def write_attendance(
    meeting: Meeting,
    groups: Iterable[Term | str],
    quorum: Quorum,
    *,
    whose: str,
    tz: str,
    show_name: Callable[[str], Inline] = str,
) -> Iterator[Block]:
    """Whether there was a quorum, and who was there for which group.

    ``whose`` says whose judgement the quorum is; ``show_name`` shows the person of an id.
    """
    if missing := quorum.find_missing(meeting):
        yield Callout(
            f"No quorum: {'; '.join(missing)}. What was decided is shown, does not hold "
            "and leads to no output.",
            Tone.BAD,
            label="no quorum",
        )
    yield _tabulate_attendance(meeting, groups, quorum, whose=whose, tz=tz, show_name=show_name)


def _tabulate_attendance(
    meeting: Meeting,
    groups: Iterable[Term | str],
    quorum: Quorum,
    *,
    whose: str,
    tz: str,
    show_name: Callable[[str], Inline],
) -> Table:
    """Every group that takes part in a review, who was there for it, and who had to be."""
    there: dict[str, list[Inline]] = {}
    for each in meeting.attendances:
        there.setdefault(each.group, []).extend((", ", show_name(each.person)))
    missing = quorum.find_missing(meeting)
    return Table(
        ("Group", "Attended", "Has to attend"),
        [
            (
                str(group),
                tuple(there.get(str(group), ()))[1:] or None,
                "yes" if str(group) in quorum.groups else None,
            )
            for group in groups
        ],
        caption=f"Attendance of {meeting.id}, held at {format_instant(meeting.held_at, tz=tz)} "
        f"({tz})",
        note=(
            Status("no quorum", Tone.BAD) if missing else Status("quorum reached", Tone.GOOD),
            f": {'; '.join(missing)}" if missing else "",
            f". Asked for: {quorum}, {whose}.",
        ),
    )


def show_decision(
    decision: Decision, *, is_binding: bool, show_name: Callable[[str], Inline] = str
) -> tuple[Text | None, ...]:
    """The status of a decision, who took it for whom, who owns it, and by when."""
    return (
        show_status(decision, is_binding=is_binding),
        (show_name(decision.decided_by), f" for {decision.group}"),
        show_name(decision.owner) if decision.owner else None,
        show_day(decision.due_on),
    )


def show_outcome(decision: Decision, *, is_binding: bool) -> Status:
    """What became of a proposal; what was decided without a quorum does not hold."""
    if not is_binding:
        return Status(f"{decision.status}, without quorum", Tone.BAD)
    return Status(str(decision.status), _TONES[decision.status])


def show_status(decision: Decision, *, is_binding: bool) -> Status:
    """What became of a proposal, and until when it waits if it was put off."""
    status = show_outcome(decision, is_binding=is_binding)
    if not is_binding or decision.status is not DecisionStatus.DEFERRED:
        return status
    until = show_day(decision.until) or "the next review"
    return evolve(status, text=f"{status.text} until {until}")


def show_output(
    output: Output, *, show_name: Callable[[str], Inline] = str
) -> tuple[Text | None, ...]:
    """What leaves a review, as which record, who owns it, and by when."""
    decision = output.decision
    owner = decision.owner if decision else None
    return (
        output.title,
        output.record.id if output.record else None,
        show_name(owner) if owner else None,
        show_day(decision.due_on) if decision else None,
    )


def show_day(day: date | None) -> str | None:
    """A day in digits."""
    return day.isoformat() if day else None
