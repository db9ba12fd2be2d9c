"""The basis of preparation: what a review was computed from, so that it can be computed again."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import TZPATH

from mof.documents import Heading, Paragraph, Status, Table, Tone, format_instant
from mof.documents._renderables import Block
from mof.judgements import CaseCount
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.operational_health._not_counted import tabulate_outsiders


def describe_basis(evidence: ReviewEvidence) -> tuple[Block, ...]:
    """Period, instant, versions and reconciled counts."""
    inputs = evidence.inputs
    tz = inputs.period.tz
    facts = (
        ("Period", str(inputs.period)),
        ("As of", f"{format_instant(inputs.as_of, tz=tz)} ({tz})"),
        ("Library", f"mof-itsm {_find_version('mof-itsm')}"),
        ("Time zone data", find_zone_data_version()),
    )
    return (
        Heading("Basis of preparation", anchor="basis"),
        Paragraph(
            "Nothing recorded after the instant named here was used. A case counts in the period "
            "in which it was decided: when it was stopped if the target was met, when it was "
            "breached if not. Cases that are void or not yet decided are no part of any share."
        ),
        Table(("Fact", "Value"), facts, caption="What the review rests on"),
        _show_agreements(evidence),
        *((evidence.coverage.to_table(),) if evidence.coverage.uncovered else ()),
        _show_fingerprints(evidence),
        _show_sources(evidence),
        _show_tickets(evidence),
        _show_volumes(evidence),
        tabulate_outsiders(evidence),
    )


def _show_agreements(evidence: ReviewEvidence) -> Table:
    inputs = evidence.inputs
    judged = [len(judgements) for judgements in evidence.judgements]
    return Table(
        ("Agreement", "Targets", "Judgements"),
        tuple(
            (
                (evidence.show_name(agreement.id), f" version {agreement.version}"),
                len(agreement.targets),
                count,
            )
            for agreement, count in zip(inputs.agreements, judged, strict=True)
        ),
        caption="Versions of agreements that cases were judged by, all periods",
        note=_tell_doubts(evidence),
    )


def _tell_doubts(evidence: ReviewEvidence) -> str | None:
    """What of the calendars is in doubt, and until when their holidays are known."""
    inputs = evidence.inputs
    start, end = inputs.period.start, min(inputs.period.end, inputs.as_of)
    doubts = {
        f"{evidence.name_of(agreement.id)}: {doubt}": None
        for agreement in inputs.agreements
        for calendar in agreement.calendars
        for doubt in (*calendar.find_doubts(), *calendar.find_unknown_holidays(start, end))
    }
    return f"In doubt: {'; '.join(doubts)}." if doubts else None


def _show_fingerprints(evidence: ReviewEvidence) -> Table:
    return Table(
        ("Input", "Values", "SHA-256"),
        tuple((each.name, each.count, each.sha256) for each in evidence.fingerprints),
        caption="What was brought",
        note="The same values give the same SHA-256, in whatever order they come: it is what "
        "mof.values._digests.digest makes of them.",
    )


def _show_sources(evidence: ReviewEvidence) -> Table:
    return Table(
        ("Source", "Rows", "Entries", "Lost", "Defects", "Adds up"),
        tuple(
            (s.name, s.rows, s.entries, s.lost, s.defects, _show_check(is_right=s.is_reconciled))
            for s in evidence.inputs.sources
        ),
        caption="Rows of the sources: rows = entries + lost",
    )


def _show_tickets(evidence: ReviewEvidence) -> Table:
    return Table(
        ("Clock", "Tickets", *(str(count) for count in CaseCount), "Adds up"),
        tuple(
            (
                each.clock,
                each.total,
                *(each[count] for count in CaseCount),
                _show_check(is_right=each.is_reconciled),
            )
            for each in evidence.reconciliations
        ),
        caption="Tickets by how they stand against the SLAs, all periods",
    )


def _show_volumes(evidence: ReviewEvidence) -> Table:
    volume = evidence.volumes[-1]
    return Table(
        ("Open at start", "Opened", "Reopened", "Finished", "Open at end", "Adds up"),
        (
            (
                volume.open_at_start,
                volume.opened,
                volume.reopened,
                volume.finished,
                volume.open_at_end,
                _show_check(is_right=volume.is_reconciled),
            ),
        ),
        caption=f"Incidents in {volume.period}",
    )


def _show_check(*, is_right: bool) -> Status:
    return Status("yes", Tone.GOOD) if is_right else Status("no", Tone.BAD)


def find_zone_data_version() -> str:
    """The version of the time zone data in use, as far as it can be told."""
    for folder in TZPATH:
        for name in ("+VERSION", "tzdata.zi"):
            file = Path(folder, name)
            if file.is_file():
                with file.open(encoding="utf-8") as lines:
                    return lines.readline().removeprefix("# version ").strip()
    return f"tzdata {_find_version('tzdata')}"


def _find_version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
