"""What a pattern is, what shows it, and from where on it is reported."""

from datetime import datetime, timedelta
from fractions import Fraction

from attrs import field, frozen

from mof.documents import Table, format_instant, format_share
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.values import Term
from mof.values._instants import to_utc
from mof.values._shares import to_share


class IrregularityRule(Term):
    """What is looked for."""

    LATE_DOWNGRADE = "priority lowered just before due"
    LATE_PAUSE = "paused just before due"
    LATE_STOP = "ended just before due"
    ESCAPED_CYCLE = "ended just before due and reopened soon after"
    BACK_DATED = "ended in time by an entry written later"
    BULK_END = "many closed or cancelled at once"


def _to_positive(value: Fraction | str | float) -> Fraction:
    share = to_share(value)
    if not 0 < share <= Fraction(1, 2):
        raise DefinitionError(f"the last stretch is more than 0 and at most a half, not {value!r}")
    return share


@frozen(kw_only=True)
class IrregularityThresholds:
    """From where on something is looked at, and reported. All of them are our judgement.

    ``last_share`` of the time that a target leaves is its last stretch, and at most half of
    it; ``chance`` is the largest at which a pattern is still reported (1 reports all).
    """

    # A tenth, so that a case ended in the ordinary course seldom falls into it.
    last_share: Fraction = field(default=Fraction(1, 10), converter=_to_positive)
    # A user who is not helped says so by the next day; later a failure may be a new one.
    reopened_within: timedelta = timedelta(days=1)
    """How soon after its end a reopened case looks as if it was ended too early."""
    # Writing up a call takes less than an hour.
    written_later_by: timedelta = timedelta(hours=1)
    """How much later than it happened an entry counts as written late."""
    # Five in five minutes are more than can be worked on, one after the other.
    bulk_count: int = 5
    """How many ends by one person at once are a bulk; 2 or more."""
    bulk_within: timedelta = timedelta(minutes=5)
    """The time within which they lie."""
    # The customary level of significance, 5 %.
    chance: Fraction = field(default=Fraction(1, 20), converter=to_share)

    def __attrs_post_init__(self) -> None:
        if self.bulk_count < 2 or self.bulk_within <= timedelta(0):
            raise DefinitionError(
                "a bulk is two or more within some time, "
                f"not {self.bulk_count} within {self.bulk_within}"
            )


@frozen(order=True)
class IrregularitySighting:
    """Where a pattern shows: on which record, and when."""

    at: datetime = field(converter=to_utc)
    record: str


@frozen(kw_only=True)
class Irregularity(Tabular):
    """A pattern, what shows it, and how often chance alone would show it so often or oftener.

    ``sightings`` are of ``compared`` acts of the same kind; ``model`` says what chance means
    here. The chance is exact in six digits; it is 1 where no more are seen than expected.
    """

    rule: IrregularityRule
    """What was looked for."""
    subject: str
    """Agreement and clock, or what was done to many records at once."""
    sightings: tuple[IrregularitySighting, ...]
    compared: int
    chance: Fraction
    """The p-value: how often chance alone would show it so often or oftener."""
    model: str

    @property
    def records(self) -> tuple[str, ...]:
        """The records on which it shows, each once."""
        return tuple(dict.fromkeys(sighting.record for sighting in self.sightings))

    def to_table(self, *, tz: str = "UTC") -> Table:
        """Where it shows, with what chance means in the caption."""
        return Table(
            columns=("Record", "At"),
            rows=tuple((each.record, format_instant(each.at, tz=tz)) for each in self.sightings),
            caption=f"{self}. {self.model}",
        )

    def __str__(self) -> str:
        return (
            f"{self.subject}: {self.rule}, {len(self.sightings)} of {self.compared}; "
            f"by chance in {format_share(self.chance, digits=2)} of such periods"
        )
