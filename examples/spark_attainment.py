"""Measure a month of a log of incidents on a cluster, from partitioned Parquet files.

    spark-submit examples/spark_attainment.py hdfs:///itsm/incident_log --month 2016-03
    spark-submit … --month 2016-03 --breaches hdfs:///itsm/breaches/2016-03

The log has one row for each update, and was written with `partitionBy("month")`, the month of the
update in UTC. Every worker needs `mof-itsm[frames]` and PyArrow. Without a path, a small log is
made up and measured, on this machine if Spark is told of no other.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mof
from mof.documents import Table, format_share
from mof.frames import find_breaches, measure_attainment
from mof.help_requests import PendingReason
from mof.incidents import IncidentState
from mof.judgements import AttainmentCounts
from mof.sources import EventLogMapping
from mof.values import AgreementId, ServiceId

TZ = "Europe/Lisbon"
MAPPING = EventLogMapping(
    columns={
        "id": "number",
        "at": "updated_at",
        "opened_at": "opened_at",
        "state": "state",
        "priority": "priority",
        "service": "service",
    },
    states={
        "New": IncidentState.OPEN,
        "Active": IncidentState.IN_PROGRESS,
        "Awaiting User Info": (IncidentState.PENDING, PendingReason.USER),
        "Resolved": IncidentState.RESOLVED,
        "Closed": IncidentState.CLOSED,
    },
)
ORDER = "step"
"""The column that tells which of two updates of one instant came first."""

HOUR = timedelta(hours=1)
URGENT = (mof.Priority.P1, mof.Priority.P2)
OTHERS = (mof.Priority.P3, mof.Priority.P4, mof.Priority.P5)
SLA = mof.SLA(
    AgreementId("sla-service-desk"),
    service=ServiceId("service desk"),
    calendar=mof.Calendar.weekdays("08:00-20:00", tz=TZ, annual_holidays=["12-25", "01-01"]),
    targets=[
        mof.Target(
            mof.Clock.RESOLUTION,
            within,
            priorities=priorities,
            required_share="0.9",
            tolerance="0.05",
        )
        for within, priorities in ((8 * HOUR, URGENT), (40 * HOUR, OTHERS))
    ],
    valid_from=date(2015, 1, 1),
    version="1",
)


def read_log(spark: Any, path: str, period: mof.Period) -> Any:
    """What of the log can matter to a period; files of later months are not even opened."""
    log = spark.read.parquet(path)
    # An incident may have been open for long, so earlier months are needed. What happened at the
    # very instant of the question counts too, hence the month in which it lies.
    told = log.where(f"month <= '{period.end:%Y-%m}'") if "month" in log.columns else log
    return told.select(*MAPPING.needed_columns, ORDER)


def tabulate(counts: Sequence[AttainmentCounts]) -> Table:
    """How each target was met."""
    return Table(
        ("Target", "Required", "Attained", "Status", "Met", "Breached", "Undecided", "Void"),
        [
            (
                str(each.target),
                format_share(each.target.required_share, digits=0),
                "–" if each.share is None else format_share(each.share),
                str(each.status),
                each.met,
                each.breached,
                each.undecided,
                each.void,
            )
            for each in counts
        ],
        caption=f"{SLA.id} in {counts[0].period}, not to be judged: {counts[0].faulty}",
        numbers=("Required", "Attained", "Met", "Breached", "Undecided", "Void"),
    )


def make_up_rows() -> Iterator[tuple[Any, ...]]:
    """The updates of a few hundred incidents in the first months of 2016, always the same."""
    first = datetime(2016, 1, 4, 8, tzinfo=UTC)
    for n in range(400):
        at = opened = first + n * timedelta(hours=5, minutes=17)
        number, priority = f"INC{n:07}", str(1 + n % 5)
        steps = [("New", 0.0), ("Active", 0.25 + n % 3)]
        if n % 4 == 0:
            steps += [("Awaiting User Info", 1.5), ("Active", 20.0 + n % 7)]
        if n % 29:  # the others are still open
            steps += [("Resolved", 1.0 + (n * n) % 37), ("Closed", 120.0)]
        for step, (state, hours) in enumerate(steps):
            at += hours * HOUR
            # One word that the mapping does not know.
            told = "Parked" if (n, step) == (371, 1) else state
            yield number, step, told, priority, SLA.service, opened, at, f"{at:%Y-%m}"


def write_log(spark: Any, path: str) -> None:
    """Write the made-up log as one would write a real one."""
    kinds = (
        "number string, step int, state string, priority string, service string, "
        "opened_at timestamp, updated_at timestamp, month string"
    )
    rows = spark.createDataFrame(list(make_up_rows()), kinds)
    rows.write.partitionBy("month").mode("overwrite").parquet(path)


def to_month(text: str) -> mof.Period:
    """The period of a month such as 2016-03."""
    first = datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC)
    return mof.Period.month(first.year, first.month, tz=TZ)


def measure(spark: Any, path: str, period: mof.Period, breaches: str | None) -> None:
    """Print how each target was met, and write the breaches if somebody wants them."""
    log = read_log(spark, path, period)
    counts = measure_attainment(log, SLA, MAPPING, during=period, as_of=period.end, order=ORDER)
    print(tabulate(counts).to_text(120))
    if breaches:
        found = find_breaches(log, SLA, MAPPING, as_of=period.end, order=ORDER)
        found.write.mode("overwrite").parquet(breaches)
        print(f"\nBreaches up to the end of {period}: {breaches}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("log", nargs="?", help="Parquet files of the log")
    parser.add_argument("--month", type=to_month, default=to_month("2016-03"))
    parser.add_argument("--breaches", help="where to write the breaches, as Parquet")
    options = parser.parse_args(arguments)
    if not options.log:
        # Workers on this machine; on a cluster it is Spark that knows their Python.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = import_module("pyspark.sql").SparkSession.builder.appName("attainment")
    spark = builder.getOrCreate()
    if options.log:
        measure(spark, options.log, options.month, options.breaches)
        return
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "incident_log")
        write_log(spark, path)
        measure(spark, path, options.month, options.breaches)


if __name__ == "__main__":
    main()
