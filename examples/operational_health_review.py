"""An Operational Health Review of one month, computed from the files of an invented organisation.

Writes a year of tickets, changes and observations as files, reads them back, reviews June 2026,
prints what the minutes ask for and writes them as one HTML file.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mof
from example_world import World, load_world, write_world
from example_world.decisions import DECISIONS
from example_world.meetings import MEETING, SCHEDULE, SPECIFICATIONS
from example_world.people import SCOPES
from mof.documents import Block, Document, Heading
from mof.reviews import OperationalHealthReview, SourceCount
from mof.sources import Extract


def review(world: World) -> OperationalHealthReview:
    """Bring everything that the files tell to the review, and what people decided."""
    inputs = mof.OperationalHealthInputs(
        period=world.period,
        catalog=world.catalog,
        agreements=world.agreements,
        incidents=world.incidents.records,
        changes=world.changes.records,
        indicators=world.indicators,
        observations=world.observations.records,
        organization=world.organization,
        scopes=SCOPES,
        register=world.register,
        maturity_ratings=world.maturity_ratings,
        maturity_goals=world.maturity_goals,
        programs=world.programs,
        feedback=world.feedback,
        ledger=world.ledger,
        workforce=world.workforce,
        operations=world.operations,
        monitoring=world.monitoring,
        previous=world.previous_reviews,
        schedules=[SCHEDULE],
        documents=SPECIFICATIONS,
        sources=(count(world.incidents), count(world.changes), count(world.observations)),
    )
    return mof.review_operational_health(inputs, decisions=DECISIONS, meeting=MEETING)


def count(extract: Extract[Any]) -> SourceCount:
    """How the rows of a file were accounted for."""
    return SourceCount(
        Path(extract.path).name,
        rows=extract.rows,
        entries=extract.entries,
        lost=extract.rows_lost,
        defects=len(extract.defects),
    )


def pick(minutes: Document) -> Iterator[Block]:
    """The figures, what asks for attention, and what was decided; the evidence is left out."""
    section: str | None = "attention"
    for block in minutes.blocks:
        if isinstance(block, Heading) and block.level == 2:
            section = block.anchor
        if section in {"attention", "decisions", "outputs"}:
            yield block


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="where files are written")
    parser.add_argument("--full", action="store_true", help="print the evidence too")
    options = parser.parse_args()
    folder: Path = options.folder
    write_world(folder / "world")
    world = load_world(folder / "world")
    minutes = review(world).minutes()
    page = folder / "operational_health_review.html"
    page.write_text(minutes.to_html(), encoding="utf-8")
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    width = min(shutil.get_terminal_size().columns, 140)
    if options.full:
        print(minutes.to_text(width))
    else:
        print(minutes.title, *(block.to_text(width) for block in pick(minutes)), sep="\n\n")
    print()
    for defect in (*world.incidents.defects, *world.changes.defects, *world.observations.defects):
        print(f"defect: {defect}")
    print(f"\nFiles: {folder / 'world'}\nMinutes, to be opened in a browser: {page}")


if __name__ == "__main__":
    main()
