"""Service credits: which part of a price comes back for how much availability."""

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from itertools import combinations, groupby, pairwise

from attrs import field, frozen

from mof.documents import Table
from mof.documents._formats import format_limit
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.values import Term
from mof.values._checks import check_part, collect
from mof.values._shares import to_optional_share, to_share

_HUNDRED = 100


@frozen
class ShareRange:
    """All shares between two, each of which belongs to it or not."""

    lower: Fraction = field(converter=to_share)
    upper: Fraction = field(converter=to_share)
    has_lower: bool = True
    has_upper: bool = True

    def __contains__(self, share: Fraction) -> bool:
        above = share >= self.lower if self.has_lower else share > self.lower
        below = share <= self.upper if self.has_upper else share < self.upper
        return above and below

    @property
    def is_empty(self) -> bool:
        """Whether no share belongs to it."""
        if self.lower == self.upper:
            return not (self.has_lower and self.has_upper)
        return self.lower > self.upper

    def __str__(self) -> str:
        if self.lower == self.upper:
            return f"exactly {format_limit(self.lower)}"
        lower = f"{'from' if self.has_lower else 'above'} {format_limit(self.lower)}"
        upper = f"{'up to' if self.has_upper else 'below'} {format_limit(self.upper)}"
        return f"{lower}, {upper}"


def find_ranges(
    edges: Iterable[Fraction], classify: Callable[[Fraction], Hashable]
) -> tuple[ShareRange, ...]:
    """The widest ranges, lowest first, in which every share is classified alike and not as None.

    Nothing may change but at an edge, which itself may differ from both its sides.
    """
    points = sorted({Fraction(0), Fraction(1), *edges})
    # Each edge by itself, and what lies between two; a sample stands for all of that.
    cells = [(point, point, point) for point in points]
    cells += [(low, high, (low + high) / 2) for low, high in pairwise(points)]
    cells.sort(key=lambda cell: cell[2])
    found: list[ShareRange] = []
    for kind, group in groupby(cells, key=lambda cell: classify(cell[2])):
        members = list(group)
        (lower, first_end, _), (last_start, upper, _) = members[0], members[-1]
        if kind is not None:
            found.append(ShareRange(lower, upper, lower == first_end, last_start == upper))
    return tuple(found)


@frozen(kw_only=True)
class CreditTier:
    """The credit for an availability between two edges; each edge says whether it belongs.

    Without a lower edge the tier begins at nothing, without an upper one it ends at all.

    >>> tier = CreditTier(credit="0.1", above="0.99", at_most="0.999")
    >>> str(tier.range), Fraction("0.99") in tier.range
    ('above 99 %, up to 99.9 %', False)
    """

    credit: Fraction = field(converter=to_share)
    """The share of the price that comes back, such as ``"0.1"``."""
    at_least: Fraction | None = field(default=None, converter=to_optional_share)
    """The lower edge, which belongs to the tier; give this or ``above``."""
    above: Fraction | None = field(default=None, converter=to_optional_share)
    """The lower edge, which does not belong to the tier."""
    at_most: Fraction | None = field(default=None, converter=to_optional_share)
    """The upper edge, which belongs to the tier; give this or ``below``."""
    below: Fraction | None = field(default=None, converter=to_optional_share)
    """The upper edge, which does not belong to the tier."""

    def __attrs_post_init__(self) -> None:
        if None not in {self.at_least, self.above} or None not in {self.at_most, self.below}:
            raise DefinitionError("an edge of a tier belongs to it or not; it cannot do both")
        if self.range.is_empty:
            raise DefinitionError(f"no availability can lie in the tier {self.range}")

    @property
    def range(self) -> ShareRange:
        """The availabilities for which the tier gives its credit."""
        lower = self.above if self.above is not None else self.at_least or Fraction(0)
        upper = self.below if self.below is not None else self.at_most
        return ShareRange(
            lower,
            Fraction(1) if upper is None else upper,
            self.above is None,
            self.below is None,
        )

    def __str__(self) -> str:
        return f"{format_limit(self.credit)} credit, {self.range}"


class OverlapRule(Term):
    """Which tier counts where two speak of one availability."""

    REFUSED = "refused"
    """Tiers with different credits for one availability raise an error."""
    HIGHEST = "the highest credit"
    """The customer gets the highest of them."""
    LOWEST = "the lowest credit"
    """The customer gets the lowest of them."""


def _to_tiers(value: Iterable[CreditTier]) -> tuple[CreditTier, ...]:
    tiers = collect(value, CreditTier, "tiers")
    return tuple(sorted(tiers, key=lambda tier: (tier.range.lower, not tier.range.has_lower)))


@frozen(kw_only=True)
class TieredCredits(Tabular):
    """Credits in steps; above the highest tier there is none.

    Two tiers with different credits for one availability contradict each other, so they are
    refused unless ``overlaps`` says which of them counts. A hole between the tiers
    contradicts nothing: it is kept, and `find_holes` tells of it.
    """

    tiers: tuple[CreditTier, ...] = field(kw_only=False, converter=_to_tiers)
    overlaps: OverlapRule = OverlapRule.REFUSED

    def __attrs_post_init__(self) -> None:
        if not self.tiers:
            raise DefinitionError("credits in tiers have at least one tier")
        if self.overlaps is OverlapRule.REFUSED and (found := self.find_overlaps()):
            raise DefinitionError(
                f"two tiers give different credits {found[0]}; "
                "part them, or say with overlaps= which one counts"
            )

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """The availabilities at which the credit may change."""
        ranges = [tier.range for tier in self.tiers]
        return tuple(edge for each in ranges for edge in (each.lower, each.upper))

    def find_credit(self, share: Fraction) -> Fraction | None:
        """The credit for an availability; None in a hole, where the text says nothing."""
        credits_ = [tier.credit for tier in self.tiers if share in tier.range]
        if credits_:
            return min(credits_) if self.overlaps is OverlapRule.LOWEST else max(credits_)
        return Fraction(0) if all(share >= tier.range.upper for tier in self.tiers) else None

    def find_holes(self) -> tuple[ShareRange, ...]:
        """The availabilities below the top of the highest tier that no tier speaks of."""
        return find_ranges(
            self.edges, lambda share: True if self.find_credit(share) is None else None
        )

    def find_overlaps(self) -> tuple[ShareRange, ...]:
        """The availabilities for which two tiers give different credits."""

        def classify(share: Fraction) -> bool | None:
            credits_ = {tier.credit for tier in self.tiers if share in tier.range}
            return True if len(credits_) > 1 else None

        # Most agreements have none, and then nothing else is looked at.
        pairs = combinations(self.tiers, 2)
        if all(a.credit == b.credit or a.range.upper < b.range.lower for a, b in pairs):
            return ()
        return find_ranges(self.edges, classify)

    def to_table(self) -> Table:
        """The tiers, and the holes between them."""
        rows = [(str(tier.range), format_limit(tier.credit)) for tier in reversed(self.tiers)]
        holes = [(str(hole), "not said") for hole in self.find_holes()]
        return Table(("Availability", "Credit"), rows + holes, numbers=("Credit",))


@frozen(kw_only=True)
class LinearCredits(Tabular):
    """A credit for each point of availability that is missing, up to a cap.

    Our judgement: only full points count, unless the agreement says that they are shared out
    (``is_pro_rata``). A point is one hundredth; ``per_point`` and ``cap`` are shares of the
    price.
    """

    below: Fraction = field(converter=to_share)
    """The availability below which points are counted."""
    per_point: Fraction = field(converter=to_share)
    # Our judgement: no more comes back than was paid, unless the agreement says less.
    cap: Fraction = field(default=Fraction(1), converter=to_share)
    is_pro_rata: bool = False

    def __attrs_post_init__(self) -> None:
        if not (self.below and self.per_point and self.cap):
            raise DefinitionError("credits of nothing, or for nothing, can never be due")

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """The availability at which the credit begins; above it there is none."""
        first_point = self.below if self.is_pro_rata else self.below - Fraction(1, _HUNDRED)
        return (self.below, max(Fraction(0), first_point))

    def find_credit(self, share: Fraction) -> Fraction:
        """The credit for an availability."""
        points = max(Fraction(0), self.below - share) * _HUNDRED
        counted = points if self.is_pro_rata else Fraction(points // 1)
        return min(self.cap, counted * self.per_point)

    def find_holes(self) -> tuple[ShareRange, ...]:
        """None: every availability has its credit."""
        return ()

    def to_table(self) -> Table:
        """The terms in words."""
        points = "point, shared out" if self.is_pro_rata else "full point"
        rows = [
            ("begins below", format_limit(self.below)),
            (f"for each {points}", format_limit(self.per_point)),
            ("at most", format_limit(self.cap)),
        ]
        return Table(("Credit", "Share"), rows, numbers=("Share",))


class FlawKind(Term):
    """What is wrong with what a text says about credits."""

    HOLE = "in no tier"
    MET_YET_CREDITED = "kept, and credited all the same"
    MISSED_YET_UNCREDITED = "missed, and not credited"
    OVERLAP = "in two tiers"


@frozen
class Flaw:
    """A range of availability in which the text of an agreement is open or contradicts itself."""

    kind: FlawKind
    range: ShareRange

    def __str__(self) -> str:
        return f"{self.range}: {self.kind}"


class CreditScope(Term):
    """What a credit is a share of."""

    FEATURE = "what was paid for the feature"
    """Of the price of the feature that failed."""
    SERVICE = "what was paid for the service"
    """Of the price of the whole service; given once, whichever features failed."""


def _to_optional_days(value: int | None) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise DefinitionError(f"days are counted from 1, not {value!r}")
    return value


@frozen(kw_only=True)
class CreditTerms:
    """Which credits an agreement gives, of what, until when to be claimed, and with what limit.

    ``claim_within_days`` are calendar days after the end of the period, in its zone;
    ``most_paid_days`` says of how many days of the service, at its price in the period, all
    credits of that period may be.
    """

    schedule: TieredCredits | LinearCredits = field(kw_only=False)
    """How much comes back for which availability."""
    # Our judgement: the narrower reading; a text that means the whole price says so.
    scope: CreditScope = CreditScope.FEATURE
    """The price that the credit is a share of."""
    claim_within_days: int | None = field(default=None, converter=_to_optional_days)
    most_paid_days: int | None = field(default=None, converter=_to_optional_days)

    def __attrs_post_init__(self) -> None:
        check_part(self.schedule, (TieredCredits, LinearCredits), "the schedule of credits")

    def find_flaws(self, required: Fraction) -> tuple[Flaw, ...]:
        """Where the credits leave open or contradict what is required, in order of kind."""
        schedule = self.schedule
        tests: dict[FlawKind, Callable[[Fraction], bool]] = {
            FlawKind.HOLE: lambda share: schedule.find_credit(share) is None,
            FlawKind.MET_YET_CREDITED: lambda share: (
                share >= required and bool(schedule.find_credit(share))
            ),
            FlawKind.MISSED_YET_UNCREDITED: lambda share: (
                share < required and schedule.find_credit(share) == 0
            ),
        }
        edges = [*schedule.edges, required]
        found = [
            Flaw(kind, each)
            for kind, is_flawed in tests.items()
            for each in find_ranges(edges, _only_if(is_flawed))
        ]
        if isinstance(schedule, TieredCredits):
            found += [Flaw(FlawKind.OVERLAP, each) for each in schedule.find_overlaps()]
        return tuple(found)


def _only_if(test: Callable[[Fraction], bool]) -> Callable[[Fraction], bool | None]:
    return lambda share: test(share) or None
