"""Discover from a log which process its tickets went through, and draw it.

    python examples/discover_process.py examples/desk_log.csv examples/desk_log.json
    python examples/discover_process.py incident_log.csv.xz examples/servicenow_log.json

The log is delimited text or, if so named, XES. The mapping says what its columns and words mean:
it is a value of `mof.sources` as JSON, so that a log in another vocabulary is one file away.
The drawing is written as process.svg and process.mmd.
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from mof.conformance import (
    Conformance,
    LogSummary,
    Process,
    Rework,
    Variants,
    WaitPart,
    Waits,
    discover_process,
    find_variants,
    measure_conformance,
    measure_rework,
    measure_waits,
    summarize_log,
)
from mof.converters import make_converter
from mof.documents import Block, Document, Heading, ItemList
from mof.incidents import INCIDENT_LIFECYCLE, Incident
from mof.sources import (
    EventLogMapping,
    Extract,
    SourceMapping,
    TicketMapping,
    read_csv,
    read_event_log,
    read_xes,
)

SHOWN_DEFECTS = 5
WIDTH = 110


@frozen(kw_only=True)
class Findings:
    """Everything that a log tells, as known at an instant."""

    extract: Extract[Incident]
    log: LogSummary
    process: Process
    variants: Variants
    rework: Rework
    waits: Waits
    conformance: Conformance

    @classmethod
    def make(cls, extract: Extract[Incident], as_of: datetime) -> "Findings":
        records = extract.records
        recorded = {e.state for record in records for e in record.history if e.state}
        states = recorded & {*INCIDENT_LIFECYCLE.states}
        return cls(
            extract=extract,
            log=summarize_log(records, as_of=as_of),
            process=discover_process(records, as_of=as_of),
            variants=find_variants(records, as_of=as_of),
            rework=measure_rework(records, as_of=as_of),
            waits=measure_waits(records, as_of=as_of, by=[WaitPart.STATE, WaitPart.REASON]),
            conformance=measure_conformance(
                records, INCIDENT_LIFECYCLE.observing(states), as_of=as_of
            ),
        )


def read_mapping(path: Path) -> SourceMapping:
    text = path.read_text(encoding="utf-8")
    return make_converter().loads(text, SourceMapping)


def read_log(path: Path, mapping: SourceMapping) -> Extract[Incident]:
    if isinstance(mapping, TicketMapping):
        return read_csv(path, mapping)
    if not isinstance(mapping, EventLogMapping):
        raise SystemExit(f"a {type(mapping).__name__} tells of no tickets")
    if path.name.removesuffix(".gz").endswith(".xes"):
        return read_xes(path, mapping)
    return read_event_log(path, mapping)


def find_last_instant(extract: Extract[Incident]) -> datetime:
    instants = (entry.recorded_at for record in extract.records for entry in record.history)
    return max(instants, default=datetime(1900, 1, 1, tzinfo=UTC))


def tell(findings: Findings) -> Document:
    return Document(
        f"The process of {Path(findings.extract.path).name}",
        [
            findings.log.to_table(),
            *tell_defects(findings.extract),
            Heading("The process"),
            findings.process.to_table(),
            findings.process.to_matrix(),
            findings.variants.to_table(),
            Heading("Rework and waiting"),
            findings.rework.to_table(),
            findings.rework.to_ping_pong_table(5),
            findings.waits.to_table(),
            Heading("Conformance"),
            findings.conformance.to_table(),
            findings.conformance.to_deviation_table(),
            findings.conformance.to_entry_deviation_table(),
        ],
    )


def tell_defects(extract: Extract[Incident]) -> Iterator[Block]:
    if extract.defects:
        shown = extract.defects[:SHOWN_DEFECTS]
        yield ItemList([f"{extract}, the first of them:", *map(str, shown)])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("log", type=Path, help="the log, plain or compressed")
    parser.add_argument("mapping", type=Path, help="what its columns mean, as JSON")
    parser.add_argument("--as-of", type=datetime.fromisoformat, help="tell what was known then")
    parser.add_argument("--into", type=Path, default=Path(), help="the folder for the drawing")
    arguments = parser.parse_args()
    extract = read_log(arguments.log, read_mapping(arguments.mapping))
    as_of = arguments.as_of.astimezone(UTC) if arguments.as_of else find_last_instant(extract)
    findings = Findings.make(extract, as_of)
    print(tell(findings).to_text(WIDTH))
    drawing = arguments.into / "process.svg"
    drawing.write_text(findings.process.draw().svg, encoding="utf-8")
    source = arguments.into / "process.mmd"
    source.write_text(findings.process.to_mermaid(), encoding="utf-8")
    print(f"\nwritten: {drawing}, {source}")


if __name__ == "__main__":
    main()
