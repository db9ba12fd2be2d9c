"""Variants: the different paths that records took, and how many took each."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import field, frozen

from mof.conformance._paths import (
    AnyRecord,
    Key,
    Stage,
    list_stays,
    rank,
    to_stage,
    view,
)
from mof.documents import Table, format_count, format_duration, format_share
from mof.documents._tables import Tabular
from mof.values._instants import to_utc
from mof.values._percentiles import find_median


@frozen(kw_only=True)
class Variant:
    """One path, the records that took it, and how long it took them in the middle.

    A record takes the time from its first entry to that into its last stage.
    """

    stages: tuple[Stage, ...]
    """The path."""
    records: tuple[str, ...]
    """The ids of the records that took it."""
    median: timedelta | None
    """The median time from the first entry to the entry into the last stage."""

    def __str__(self) -> str:
        return " → ".join(map(str, self.stages))


@frozen(kw_only=True)
class Variants(Tabular):
    """Every path that was taken, the most frequent first; equals in the order of their stages."""

    as_of: datetime = field(converter=to_utc)
    """The instant as known at which records are taken."""
    records: int
    """How many records were looked at."""
    variants: tuple[Variant, ...]
    """The paths, the most frequent first."""

    def find_share(self, variant: Variant) -> Fraction:
        """Which part of all records took a path."""
        return Fraction(len(variant.records), self.records)

    # Our judgement: ten rows are seen at a glance, and the text below says how much they are of.
    def to_table(self, most: int = 10) -> Table:
        """One row for each of the most frequent paths, and what part they are of."""
        shown = self.variants[:most]
        covered = sum(len(variant.records) for variant in shown)
        share = Fraction(covered, self.records) if self.records else None
        return Table(
            ("Path", "Records", "Share", "Median"),
            [
                (
                    str(variant),
                    len(variant.records),
                    format_share(self.find_share(variant)),
                    format_duration(variant.median, seconds=False),
                )
                for variant in shown
            ],
            caption="The most frequent paths",
            numbers=("Share", "Median"),
            note=f"{len(shown)} of {format_count(len(self.variants), 'path')}, "
            f"taken by {format_share(share)} of {format_count(self.records, 'record')}.",
        )


def find_variants(
    records: Iterable[AnyRecord], *, as_of: datetime, by_reason: bool = True
) -> Variants:
    """The paths that records took, as known at an instant.

    Stays of one record in one stage after the other count once. Without ``by_reason`` a state
    is one stage, whatever it was entered for.

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: it is no records.
    """
    takers: defaultdict[tuple[Key, ...], list[tuple[str, timedelta]]] = defaultdict(list)
    for record in view(records, as_of):
        stays = list(list_stays(record.chronology, by_reason=by_reason))
        path = tuple(key for key, _, _ in stays)
        takers[path].append((record.id, stays[-1][1] - stays[0][1]))
    ordered = sorted(takers, key=lambda path: (-len(takers[path]), tuple(map(rank, path))))
    return Variants(
        as_of=as_of,
        records=sum(map(len, takers.values())),
        variants=tuple(
            Variant(
                stages=tuple(map(to_stage, path)),
                records=tuple(sorted(name for name, _ in takers[path])),
                median=find_median([lasted for _, lasted in takers[path]]),
            )
            for path in ordered
        ),
    )
