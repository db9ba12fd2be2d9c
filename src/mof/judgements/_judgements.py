"""Judgements: a verdict, all that it was reached from, and its explanation."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import frozen

from mof.agreements import CountedBy, Pause, Target
from mof.agreements._counted_by import to_counted_by
from mof.agreements._cycles import Cycle
from mof.calendars import Calendar
from mof.documents import Figure, Status, Table, Tone, format_duration, format_instant, format_share
from mof.documents._charts.timeline_strips import Marker, Stretch, draw_timeline
from mof.documents._renderables import show_blocks
from mof.documents._tables import Tabular
from mof.errors import HorizonError, NoOpenTimeError
from mof.judgements._at_risk import RiskPoint, find_risk_points
from mof.judgements._priority_changes import Superseded
from mof.judgements._time_parts import TimePart, TimePartLabel, label_time
from mof.judgements._verdicts import Verdict
from mof.records import Priority, RecordGap
from mof.values import AgreementId


@frozen
class Explanation(Tabular):
    """Every microsecond of a judgement, labelled; the parts add up to wall-clock time."""

    judgement: "Judgement"
    """What is explained."""
    parts: tuple[TimePart, ...]
    """The stretches in order of time, without gap or overlap."""

    def total(self, label: TimePartLabel | str) -> timedelta:
        """How much time has a label, or the label of that word."""
        label = TimePartLabel(label)
        return sum((p.duration for p in self.parts if p.label is label), timedelta(0))

    def to_table(self) -> Table:
        """The parts in order of time, in the zone of the calendar."""
        tz = self.judgement.calendar.tz if self.judgement.calendar else "UTC"
        return Table(
            columns=("From", "To", "Counts as", "Duration"),
            rows=tuple(
                (
                    format_instant(part.start, tz=tz),
                    format_instant(part.end, tz=tz),
                    f"{part.label} ({part.reason})" if part.reason else str(part.label),
                    format_duration(part.duration),
                )
                for part in self.parts
            ),
            caption=f"{self.judgement} ({tz})",
        )

    def to_text(self, width: int = 80) -> str:
        """The parts as a table of text, followed by the totals that add up to the whole."""
        totals = {label: self.total(label) for label in TimePartLabel}
        lines = [f"{label}: {format_duration(total)}" for label, total in totals.items() if total]
        return "\n".join([self.to_table().to_text(width), "", *lines])

    def _repr_html_(self) -> str:
        drawing = [self.to_figure()] if self.parts else []
        return show_blocks([*drawing, self.to_table()])

    def to_figure(self) -> Figure:
        """The parts as a strip of time, with when it was at risk, due, breached and stopped.

        Raises:
            DefinitionError: nothing was counted for any time.
        """
        judgement = self.judgement
        return draw_timeline(
            [
                Stretch(str(p.label), p.duration, p.label is TimePartLabel.RUNNING)
                for p in self.parts
            ],
            title=str(judgement),
            markers=_list_markers(judgement),
            start=judgement.started_at,
            tz=judgement.calendar.tz if judgement.calendar else "UTC",
        )


def _list_markers(judgement: "Judgement") -> Iterator[Marker]:
    start = judgement.started_at
    points = ((f"at risk ({format_share(p.share)})", p.at, Tone.WARNING) for p in judgement.at_risk)
    told = (
        *points,
        *(("target in force", at, Tone.NEUTRAL) for at in _list_later_turns(judgement)),
        ("due", judgement.due_at, Tone.NEUTRAL),
        ("breached", judgement.breached_at, Tone.BAD),
        ("stopped", judgement.stopped_at, Tone.GOOD),
    )
    for label, at, tone in told:
        if at is not None and start is not None and at >= start:
            yield Marker(label, at - start, tone)


def _list_later_turns(judgement: "Judgement") -> tuple[datetime, ...]:
    """When the target came into force, where that was after the start."""
    at = judgement.known_at
    return () if at is None or at == judgement.started_at else (at,)


@frozen(kw_only=True)
class Judgement(Tabular):
    """A verdict, and all that it was reached from.

    ``elapsed`` and ``paused`` are open time, and time with another team counts as paused;
    ``segment`` tells apart the stretches of a cycle that are judged by themselves. ``due_at``
    of a paused clock is computed as if it resumed at ``as_of``, and is None where no opening is
    long enough or no target applies.
    """

    record: str
    """The id of the record judged."""
    agreement: AgreementId
    """The agreement judged by."""
    version: str
    """Its version."""
    clock: str
    cycle: int
    segment: int = 1
    priority: Priority | None
    """The priority that chose the target; None where none was noted."""
    verdict: Verdict
    """How the record stands against the target."""
    as_of: datetime
    target: Target | None = None
    """The target judged by; None where none applies or the clock has not started."""
    calendar: Calendar | None = None
    """The hours that count; around the clock for a deadline, None without a target."""
    started_at: datetime | None = None
    """From when the clock counts; None where it has not started."""
    stopped_at: datetime | None = None
    """When it stopped; None while it has not."""
    voided_at: datetime | None = None
    """When it ended without a result; None where it has not."""
    due_at: datetime | None = None
    breached_at: datetime | None = None
    """The first instant that is late, in open time; None where nothing is late."""
    allowance: timedelta | None = None
    """The open time allowed, business days counted out; None without a target."""
    elapsed: timedelta = timedelta(0)
    paused: timedelta = timedelta(0)
    pauses: tuple[Pause, ...] = ()
    """The times in which it did not count, in order of time."""
    superseded: tuple[Superseded, ...] = ()
    """Breaches of targets that no longer hold, since the priority or version changed."""
    known_at: datetime | None = None
    """When the target came to hold for the record: the start of the clock, or the later change of
    priority, category or deadline that chose it; None without a target."""
    gap: RecordGap | None = None
    """What was not read, of an UNKNOWN verdict; what is told beside it is known up to there."""
    at_least: timedelta | None = None
    """What has elapsed at least, of an UNKNOWN verdict; None where that is not certain."""
    at_most: timedelta | None = None
    """What can have elapsed at most, of an UNKNOWN verdict; None where that is not certain."""
    ended_by: datetime | None = None
    """By when the clock of an UNKNOWN verdict had surely ended; None where it may still run."""
    opened_at: datetime | None = None
    """When the count began that this is of, whatever restarted or divided it since; None where it
    has not begun."""

    @property
    def remaining(self) -> timedelta | None:
        """Open time left, negative once it is too late; None without a target, or UNKNOWN."""
        if self.allowance is None or self.verdict is Verdict.UNKNOWN:
            return None
        return self.allowance - self.elapsed

    @property
    def is_retroactive(self) -> bool:
        """Whether the breach is dated back to before the target held, so that none could warn."""
        if self.breached_at is None or self.known_at is None:
            return False
        return self.breached_at < self.known_at

    @property
    def verdict_text(self) -> str:
        """The verdict in words, with whether the breach is dated back."""
        return f"{self.verdict} retroactively" if self.is_retroactive else str(self.verdict)

    @property
    def decided_at(self) -> datetime | None:
        """When the verdict became final: the stop if met, the breach if breached."""
        if self.verdict is Verdict.BREACHED:
            return self.breached_at
        return self.stopped_at or self.voided_at

    def counts_at(self, counted_by: CountedBy | str) -> datetime | None:
        """The instant whose period the case counts in; None where it counts in none yet."""
        way = to_counted_by(counted_by)
        if way is CountedBy.OPENED:
            return self.opened_at
        if way is CountedBy.STOPPED:
            return self.stopped_at or self.voided_at
        return self.decided_at

    @property
    def at_risk(self) -> tuple[RiskPoint, ...]:
        """When each share of the target that warns has passed, or will if the clock runs on."""
        if self.target is None or self.calendar is None or self.allowance is None:
            return ()
        if self.verdict is Verdict.UNKNOWN:
            return ()
        assert self.started_at is not None  # what has a target and an allowance has started
        cycle = Cycle(self.started_at, self.stopped_at, self.voided_at, self.pauses)
        return find_risk_points(
            cycle, self.allowance, self.calendar, shares=self.target.at_risk, as_of=self.as_of
        )

    @property
    def will_breach_at(self) -> datetime | None:
        """When it will be late if it runs on; None unless it runs, and where time never opens."""
        if self.verdict is not Verdict.RUNNING or self.calendar is None or self.due_at is None:
            return None
        try:
            return self.calendar.next_open(self.due_at)
        except (NoOpenTimeError, HorizonError):
            return None

    @property
    def is_open(self) -> bool:
        """Whether the clock has neither stopped nor become void; of UNKNOWN, whether it may not."""
        return self.stopped_at is None and self.voided_at is None and self.ended_by is None

    @property
    def is_at_risk(self) -> bool:
        """Whether it is not late yet, but past the first share of the target that warns."""
        is_in_time = self.is_open and self.breached_at is None
        return is_in_time and any(point.at <= self.as_of for point in self.at_risk[:1])

    @property
    def ended_at(self) -> datetime:
        """Until when the clock is looked at: its stop, a gap, or the instant of the judgement."""
        if self.gap is not None and self.started_at is not None:
            return max(self.gap.at or self.started_at, self.started_at)
        return self.stopped_at or self.voided_at or self.as_of

    def explain(self) -> Explanation:
        """Label every microsecond from the start to the stop, or to the instant judged at."""
        if self.calendar is None or self.started_at is None:
            return Explanation(self, ())
        parts = label_time(self.started_at, self.ended_at, self.calendar, self.pauses)
        return Explanation(self, tuple(parts))

    def to_table(self) -> Table:
        """What was promised, when it fell due, and what became of it."""
        tz = self.calendar.tz if self.calendar else "UTC"
        return Table(
            ("Judgement", "Value"),
            (
                ("verdict", Status(self.verdict_text, _TONES.get(self.verdict, Tone.NEUTRAL))),
                ("promise", str(self.target) if self.target else None),
                ("priority", str(self.priority) if self.priority else None),
                ("started", format_instant(self.started_at, tz=tz)),
                *(
                    ("target in force since", format_instant(at, tz=tz))
                    for at in _list_later_turns(self)
                ),
                ("due", format_instant(self.due_at, tz=tz)),
                ("breached", format_instant(self.breached_at, tz=tz)),
                ("ended", format_instant(self.stopped_at or self.voided_at, tz=tz)),
                ("as of", format_instant(self.as_of, tz=tz)),
                ("elapsed", format_duration(self.elapsed)),
                ("paused", format_duration(self.paused)),
                ("remaining", format_duration(self.remaining)),
                *self._list_doubts(),
            ),
            caption=f"{self} ({tz})",
        )

    def _list_doubts(self) -> Iterator[tuple[str, str]]:
        """What was not read, and between what the elapsed time lies all the same."""
        if self.gap is not None:
            yield "not read", str(self.gap)
        if self.at_least is not None:
            yield "elapsed at least", format_duration(self.at_least)
        if self.at_most is not None:
            yield "elapsed at most", format_duration(self.at_most)

    def _repr_html_(self) -> str:
        explanation = self.explain()
        drawing = [explanation.to_figure()] if explanation.parts else []
        return show_blocks([self.to_table(), *drawing])

    def __str__(self) -> str:
        return f"{self.record}: {self.clock} {self.verdict_text} ({self.agreement} {self.version})"


_TONES = {
    Verdict.MET: Tone.GOOD,
    Verdict.BREACHED: Tone.BAD,
    Verdict.PAUSED: Tone.WARNING,
    Verdict.UNKNOWN: Tone.WARNING,
}
