"""Cases of scorecards: the cases of a scorecard, counted on the engine."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import narwhals as nw
import numpy as np
from attrs import frozen

from mof.agreements import SLA, Agreement, Clock, Target
from mof.calendars import Calendar
from mof.frames._clock_walk import NEVER
from mof.frames._engine_choice import compute_by_record, list_rows
from mof.frames._engines import settle
from mof.frames._history_joins import number_lazily
from mof.frames._judgeable_terms import name_targets
from mof.frames._judgement_columns import VERDICTS
from mof.frames._judging_arrays import judge_numbers, number_eager
from mof.frames._judging_joins import judge_lazily
from mof.frames._record_rows import Log, RecordMapping, read_log
from mof.frames._types import Eager, Lazy
from mof.incidents._restorations import NO_INCIDENT
from mof.judgements import Verdict
from mof.outcomes import ScorecardCounts
from mof.outcomes._cutoffs import View
from mof.outcomes._lost_user_time import REAL_TIME
from mof.outcomes._scorecards import WorkgroupCounts, is_missed
from mof.values import AgreementId, Period, ServiceId, TeamId
from mof.values._instants import MICROSECOND, to_microseconds, to_utc

_UNJUDGED = tuple(map(str, (Verdict.VOID, Verdict.NO_TARGET, Verdict.UNKNOWN)))
_CASE = ("mof_id", "mof_what", "mof_cycle", "mof_when")
_JUDGED, _LATE = _OBJECTIVE = "+", "-"
"""What cases of one target, and the late ones, are called, before the number of the target."""


def count_scorecards(
    frame: object,
    agreement: Agreement,
    mapping: RecordMapping,
    *,
    during: Period,
    as_of: datetime,
    order: str | None = None,
    calendar: Calendar = REAL_TIME,
) -> ScorecardCounts:
    """What each workgroup did in a period, of what was known at an instant.

    As `mof.outcomes.measure_scorecards` counts it for one agreement, without satisfaction. The
    engine counts; a few numbers for each workgroup come back, by decision whatever the targets say
    with ``counted_by``. Other arguments are those of
    `with_judgement`.

    Raises:
        ArgumentError: as `with_judgement`.
        ColumnError: as `with_judgement`, also of the column of workgroups.
        NaiveTimestampError: as `with_judgement`.
        DefinitionError: as `with_judgement`.
    """
    count = _Count(
        agreement=agreement,
        mapping=mapping,
        order=order,
        view=View.of(during, as_of),
        recovery=_promise_recovery(calendar),
    )
    computed = compute_by_record(frame, mapping, count.count_eager, count.count_lazy)
    return _assemble(list_rows(computed), agreement, during, as_of)


def _promise_recovery(calendar: Calendar) -> SLA:
    """What lets the time to recovery be judged of every incident, whatever it is about."""
    # The clock that ends where `mof.incidents` says that waits end, through every pause.
    return SLA(
        AgreementId("recovery"),
        service=ServiceId("any"),
        calendar=calendar,
        # Any limit would do: the time that elapsed is read, and no verdict.
        targets=[Target(Clock.RESTORATION.without_pauses(), timedelta(hours=1))],
        # The first date that lies within the years that count in every zone.
        valid_from=date(1900, 1, 2),
        version="1",
    )


def _assemble(
    rows: Iterable[tuple[Any, ...]], agreement: Agreement, during: Period, as_of: datetime
) -> ScorecardCounts:
    found: dict[str | None, dict[str, Any]] = defaultdict(lambda: defaultdict(int))
    objectives: dict[str | None, Counter[str]] = defaultdict(Counter)
    for what, name, number, amount, cases in rows:
        team = name if isinstance(name, str) else None
        if what[0] in _OBJECTIVE:
            objectives[team][what] += int(cases)
            continue
        found[team][what] += int(number)
        if what == "recovered":
            found[team]["recovery_time"] += int(amount)
    for team, counts in objectives.items():
        found[team]["missed"] = _count_missed(counts, agreement)
    faulty = sum(counts.pop("faulty", 0) for counts in found.values())
    return ScorecardCounts(
        period=during,
        as_of=to_utc(as_of),
        scores=tuple(
            WorkgroupCounts(
                team=team if team is None else TeamId(team),
                **{**counts, "recovery_time": counts.get("recovery_time", 0) * MICROSECOND},
            )
            for team, counts in sorted(
                found.items(), key=lambda item: (item[0] is None, item[0] or "")
            )
            if counts
        ),
        faulty=faulty,
    )


def _count_missed(counts: Counter[str], agreement: Agreement) -> int:
    """How many targets a workgroup missed, of its cases and of those that were late."""
    return sum(
        is_missed(target, cases=counts[f"{_JUDGED}{number}"], late=counts[f"{_LATE}{number}"])
        for number, (_, _, target) in enumerate(name_targets(agreement))
    )


@frozen(kw_only=True)
class _Count:
    """What is asked of every engine, or of every part of a frame."""

    agreement: Agreement
    mapping: RecordMapping
    order: str | None
    view: View
    recovery: SLA

    def count_eager(self, rows: Eager) -> Eager:
        log = read_log(rows, self.mapping, self.agreement, order=self.order, needs_team=True)
        numbered = self._cut(number_eager(log.rows))
        judged = _tell_eager(numbered, log, self.agreement, self._edge)
        recovered = _tell_eager(_cover(numbered), log, self.recovery, self._edge)
        return self._count(numbered, log, judged, recovered)  # type: ignore[no-any-return]

    def count_lazy(self, lazy: Lazy) -> Lazy:
        log = read_log(lazy, self.mapping, self.agreement, order=self.order, needs_team=True)
        numbered = settle(self._cut(number_lazily(log.rows)))
        judged = settle(_tell_lazy(numbered, log, self.agreement, self._edge))
        recovered = settle(_tell_lazy(_cover(numbered), log, self.recovery, self._edge))
        return self._count(numbered, log, judged, recovered)  # type: ignore[no-any-return]

    @property
    def _edge(self) -> int:
        return to_microseconds(self.view.edge)

    def _cut(self, rows: Any) -> Any:
        """The rows that the view reaches; those without a time too, so that they are told of."""
        as_of, end = to_microseconds(self.view.as_of), to_microseconds(self.view.period.end)
        at, opened = nw.col("mof_at"), nw.col("mof_opened")
        has_come = (at <= as_of) & (at < end) & (opened <= as_of) & (opened < end)
        is_known = has_come & (nw.col("mof_recorded") <= as_of)
        return rows.filter(is_known | ~nw.col("mof_is_timed"))

    def _count(self, rows: Any, log: Log, judged: Any, recovered: Any) -> Any:
        """How many cases of each sort each workgroup had, and how long they took."""
        cases = self._list_cases(judged, recovered)
        cases = cases.join(_find_no_incidents(rows, log), on="mof_id", how="anti")
        cases = cases.join(_find_teams(cases, rows), on=list(_CASE), how="left")
        by_record = cases.group_by("mof_what", "mof_team", "mof_id").agg(
            nw.col("mof_spent").sum(), nw.len().alias("mof_cases")
        )
        sums = by_record.group_by("mof_what", "mof_team").agg(
            nw.len().alias("mof_count"), nw.col("mof_spent").sum(), nw.col("mof_cases").sum()
        )
        return sums.with_columns(nw.col("mof_spent").cast(nw.Int64()))

    def _list_cases(self, judged: Any, recovered: Any) -> Any:
        is_breached = nw.col("breached_at") < int(NEVER)
        judged = judged.filter(~nw.col("verdict").is_in(list(_UNJUDGED))).with_columns(
            mof_decided=nw.when(is_breached)
            .then(nw.col("breached_at"))
            .otherwise(nw.col("stopped_at"))
        )
        first = recovered.filter(nw.col("cycle") == 1)
        parts = (
            self._keep(first, "opened", "started_at"),
            self._keep(recovered, "recovered", "stopped_at"),
            self._keep(judged, "judged", "mof_decided"),
            self._keep(judged.filter(is_breached), "broken", "mof_decided"),
            self._keep(judged, _name_objective(_JUDGED), "mof_decided"),
            self._keep(judged.filter(is_breached), _name_objective(_LATE), "mof_decided"),
            recovered.filter(nw.col("is_faulty")).select(
                "mof_id",
                nw.lit("faulty").alias("mof_what"),
                *(nw.lit(0).cast(nw.Int64()).alias(n) for n in (*_CASE[2:], "mof_spent")),
            ),
        )
        return nw.concat(list(parts), how="vertical")

    def _keep(self, told: Any, what: Any, when: str) -> Any:
        """The cases that belong to the period by one of their instants."""
        period = self.view.period
        start, end = to_microseconds(period.start), to_microseconds(period.end)
        at = nw.col(when)
        return told.filter((at >= start) & (at < end)).select(
            "mof_id",
            (nw.lit(what) if isinstance(what, str) else what).alias("mof_what"),
            nw.col("cycle").alias("mof_cycle"),
            at.alias("mof_when"),
            nw.col("elapsed").alias("mof_spent"),
        )


def _name_objective(sort: str) -> Any:
    """What the cases of the target are called that each case was judged by."""
    return nw.concat_str(nw.lit(sort), nw.col("target").cast(nw.String()))


def _cover(rows: Any) -> Any:
    """The rows as an agreement sees them that speaks of every service, and knows them at once.

    A recovery counts that was recorded after the period; a verdict is of what was known then.
    """
    return rows.with_columns(
        mof_is_covered=nw.lit(1).cast(nw.Int64()), mof_recorded=nw.col("mof_at")
    )


def _tell_eager(rows: Eager, log: Log, agreement: Agreement, as_of: int) -> Eager:
    """What a scorecard asks of judgements."""
    ids, judged = judge_numbers(rows, log, agreement, as_of=as_of)
    words = np.array([*VERDICTS, ""], dtype=object)
    told = {
        "cycle": judged.cycle,
        "started_at": judged.started_at,
        "stopped_at": judged.stopped_at,
        "breached_at": judged.breached_at,
        "elapsed": judged.elapsed,
        "target": judged.target,
        "is_faulty": judged.defect >= 0,
    }
    engine = ids.implementation
    verdicts = words[judged.verdict].tolist()
    return (
        ids.alias("mof_id")
        .to_frame()
        .with_columns(
            nw.new_series("verdict", verdicts, nw.String(), backend=engine),
            *(nw.new_series(name, values, backend=engine) for name, values in told.items()),
        )
    )


def _tell_lazy(rows: Lazy, log: Log, agreement: Agreement, as_of: int) -> Lazy:
    """The same on an engine."""
    judged = judge_lazily(rows, log, agreement, as_of=as_of)
    return judged.select(
        "mof_id",
        nw.col("verdict").fill_null(""),
        "cycle",
        *(nw.col(name).fill_null(int(NEVER)) for name in ("started_at", "stopped_at")),
        nw.col("breached_at").fill_null(int(NEVER)),
        nw.col("elapsed").fill_null(0),
        target=_number_targets(agreement),
        is_faulty=~nw.col("defect").is_null(),
    )


def _number_targets(agreement: Agreement) -> Any:
    """The number of the target that a judgement names; -1 without one."""
    number: Any = nw.lit(-1)
    for place, (clock, name, _) in enumerate(name_targets(agreement)):
        is_it = (nw.col("clock") == clock) & (nw.col("target") == name)
        number = nw.when(is_it).then(nw.lit(place)).otherwise(number)
    return number


def _find_no_incidents(rows: Any, log: Log) -> Any:
    """The ids of what has turned out to be no incident."""
    told = rows.filter(nw.col("mof_state") >= 0).select("mof_id", "mof_row", "mof_state")
    last = told.group_by("mof_id").agg(nw.col("mof_row").max())
    ends = [n for n, (state, _) in enumerate(log.steps) if state in NO_INCIDENT]
    found = told.join(last, on=["mof_id", "mof_row"], how="inner")
    return found.filter(nw.col("mof_state").is_in(ends)).select("mof_id")


def _find_teams(cases: Any, rows: Any) -> Any:
    """The workgroup that had each case at its instant, or the first that was given it later."""
    told = rows.filter(~nw.col("mof_team").is_null()).select(
        "mof_id", "mof_row", "mof_at", "mof_team"
    )
    had = nw.when(nw.col("mof_at") <= nw.col("mof_when")).then(nw.col("mof_row"))
    pairs = cases.select(*_CASE).join(told.drop("mof_team"), on="mof_id", how="inner")
    chosen = (
        pairs.with_columns(mof_had=had.otherwise(nw.lit(-1)))
        .group_by(*_CASE)
        .agg(nw.col("mof_had").max(), nw.col("mof_row").min())
        .with_columns(
            mof_row=nw.when(nw.col("mof_had") >= 0)
            .then(nw.col("mof_had"))
            .otherwise(nw.col("mof_row"))
        )
    )
    named = told.select("mof_id", "mof_row", "mof_team")
    return chosen.join(named, on=["mof_id", "mof_row"], how="inner").select(*_CASE, "mof_team")
