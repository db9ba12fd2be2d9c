"""Dependencies: how well a whole works that needs all of its parts, or so many of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from typing import Self

from attrs import field, frozen

from mof.agreements import Overlap
from mof.errors import DefinitionError
from mof.services._outages import Outage, WeightedStretch, join_stretches, weigh_outages
from mof.values._checks import collect
from mof.values._ids import check_known
from mof.values._instants import from_microseconds, to_microseconds, to_utc
from mof.values._shares import to_share


def _to_parts(value: Iterable["str | Dependency"]) -> tuple["str | Dependency", ...]:
    return collect(value, (str, Dependency), "parts")


@frozen
class Dependency:
    """A whole that works while so many of its parts do; a part may be such a whole itself.

    >>> site = Dependency.on_all("network", Dependency.on_some(1, "db-1", "db-2"))
    >>> print(site.find_share({"network": "0.99", "db-1": "0.9", "db-2": "0.9"}))
    9801/10000
    """

    needed: int
    """How many of the parts have to work, from 1 up to all of them."""
    parts: tuple["str | Dependency", ...] = field(converter=_to_parts)
    """Ids of services or components, or wholes of such; each id at most once."""

    def __attrs_post_init__(self) -> None:
        if isinstance(self.needed, bool) or self.needed not in range(1, len(self.parts) + 1):
            raise DefinitionError(
                f"of {len(self.parts)} parts, from 1 to {len(self.parts)} are needed, "
                f"not {self.needed!r}; a whole has at least one part"
            )
        if twice := [name for name, count in Counter(self.names).items() if count > 1]:
            raise DefinitionError(
                f"{twice[0]!r} is a part twice, so the parts do not fail by themselves; "
                "name it once, nearer to the whole"
            )

    @classmethod
    def on_all(cls, *parts: "str | Dependency") -> Self:
        """A whole that works while all of its parts do: parts in series."""
        return cls(len(parts), parts)

    @classmethod
    def on_some(cls, needed: int, *parts: "str | Dependency") -> Self:
        """A whole that works while so many of its parts do: k of n in parallel."""
        return cls(needed, parts)

    @property
    def names(self) -> tuple[str, ...]:
        """The parts that are no wholes themselves, in order."""
        return tuple(name for part in self.parts for name in _list_names(part))

    def find_share(self, shares: Mapping[str, Fraction | str | float]) -> Fraction:
        """The availability of the whole from those of its parts, if they fail independently.

        That is seldom so: where there are outages, `find_outages` needs no such assumption.

        Raises:
            UnknownReferenceError: a part has no availability.
        """
        check_known("shares", shares, named=self.names, by="the dependency")
        return self._find_share({name: to_share(shares[name]) for name in self.names})

    def _find_share(self, shares: Mapping[str, Fraction]) -> Fraction:
        # The chance that exactly so many parts work, one part after the other.
        chances = [Fraction(1)]
        for part in self.parts:
            share = shares[part] if isinstance(part, str) else part._find_share(shares)  # noqa: SLF001
            works = [Fraction(0), *(chance * share for chance in chances)]
            fails = [*(chance * (1 - share) for chance in chances), Fraction(0)]
            chances = [a + b for a, b in zip(works, fails, strict=True)]
        return sum(chances[self.needed :], Fraction(0))

    def find_outages(
        self,
        outages: Mapping[str, Iterable[Outage]],
        *,
        as_of: datetime,
        overlap: Overlap = Overlap.WORST,
    ) -> tuple[Outage, ...]:
        """The outages of the whole that those of its parts make together, as known at an instant.

        Our judgement on partial outages: the whole works as well as the part that is the last
        one needed when they are ranked by how well they work. In series that is the worst part.

        Raises:
            UnknownReferenceError: nothing is said of a part; give an empty list if it never failed.
        """
        as_of = to_utc(as_of)
        check_known("parts with outages", outages, named=self.names, by="the dependency")
        until = to_microseconds(as_of)
        known = {
            name: [view for each in outages[name] if (view := each.as_of(as_of)) is not None]
            for name in self.names
        }
        weighed = {name: weigh_outages(known[name], until=until, overlap=overlap) for name in known}
        return tuple(
            Outage(
                from_microseconds(start),
                # What lasts until then has no known end.
                None if end == until else from_microseconds(end),
                weight=weight,
            )
            for start, end, weight in self._combine(weighed)
        )

    def _combine(self, weighed: Mapping[str, list[WeightedStretch]]) -> list[WeightedStretch]:
        parts = [
            weighed[part] if isinstance(part, str) else part._combine(weighed)  # noqa: SLF001
            for part in self.parts
        ]
        return list(join_stretches(self._rank(parts)))

    def _rank(self, parts: list[list[WeightedStretch]]) -> Iterator[WeightedStretch]:
        changes: dict[int, dict[int, Fraction]] = {}
        for place, stretches in enumerate(parts):
            for start, end, weight in stretches:
                changes.setdefault(end, {}).setdefault(place, Fraction(0))
                changes.setdefault(start, {})[place] = weight
        weights = [Fraction(0)] * len(parts)
        for since, until in pairwise(sorted(changes)):
            for place, weight in changes[since].items():
                weights[place] = weight
            yield since, until, sorted(weights)[self.needed - 1]


def _list_names(part: "str | Dependency") -> tuple[str, ...]:
    return (part,) if isinstance(part, str) else part.names
