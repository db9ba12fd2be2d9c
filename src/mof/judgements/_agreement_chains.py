"""The chain of agreements: each promise, and the promises that it rests on."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from attrs import evolve, field, frozen

from mof.agreements import Agreement
from mof.errors import CycleError, UnknownReferenceError
from mof.values import AgreementId, Period
from mof.values._checks import collect
from mof.values._graphs import AcyclicGraph, describe_cycle, list_some
from mof.values._ids import check_distinct


def _to_agreements(value: Iterable[Agreement]) -> tuple[Agreement, ...]:
    return collect(value, Agreement, "agreements of a chain")


@frozen
class AgreementChain:
    """Agreements, each resting on those that say they support it.

    A version rests on the versions that are valid for some of its own time. An agreement may
    support one that is not there: `dangling` lists those. Where an order matters, as in what
    passes from one team to the next, it is the order in which the agreements are given.

    Raises:
        DefinitionError: a version of an agreement is there twice.
        CycleError: agreements rest on each other in a circle.
    """

    agreements: tuple[Agreement, ...] = field(converter=_to_agreements)
    """The agreements in the order given, each version once."""

    def __attrs_post_init__(self) -> None:
        check_distinct("versions of agreements", map(str, self.agreements))
        try:
            len(self.graph)
        except CycleError as error:
            circle = describe_cycle(error.cycle, " on ")
            raise CycleError(
                f"agreements rest on each other in a circle: {circle}", cycle=error.cycle
            ) from None

    @cached_property
    def graph(self) -> AcyclicGraph[str]:
        """The versions by id and version, each leading to those that it rests on directly."""
        return AcyclicGraph(
            {
                str(promise): [str(each) for each in self.agreements if _supports(each, promise)]
                for promise in self.agreements
            }
        )

    @cached_property
    def _index(self) -> dict[str, Agreement]:
        return {str(agreement): agreement for agreement in self.agreements}

    @cached_property
    def dangling(self) -> tuple[tuple[Agreement, AgreementId], ...]:
        """The agreements that support one which is not there, each with the id of that."""
        known = {agreement.id for agreement in self.agreements}
        return tuple(
            (agreement, id_)
            for agreement in self.agreements
            for id_ in sorted(agreement.supports - known)
        )

    def __iter__(self) -> Iterator[Agreement]:
        return iter(self.agreements)

    def __len__(self) -> int:
        return len(self.agreements)

    def find(self, id: AgreementId, version: str) -> Agreement:  # noqa: A002
        """The agreement of an id in a version.

        Raises:
            UnknownReferenceError: the chain has no such version.
        """
        try:
            return self._index[f"{id} {version}"]
        except KeyError:
            known = list_some(self._index) or "none"
            raise UnknownReferenceError(
                f"the chain has no agreement {id} {version}; it has: {known}", reference=id
            ) from None

    def support_of(self, agreement: Agreement) -> tuple[Agreement, ...]:
        """All that a promise rests on, directly or by way of others, the nearest first.

        Raises:
            UnknownReferenceError: the chain has no such agreement.
        """
        return self._find_all(self.graph.find_descendants(str(agreement)))

    def impact_of(self, agreement: Agreement) -> tuple[Agreement, ...]:
        """All promises that rest on one, directly or by way of others, the nearest first.

        Raises:
            UnknownReferenceError: the chain has no such agreement.
        """
        return self._find_all(self.graph.find_ancestors(str(agreement)))

    def _find_all(self, names: Iterable[str]) -> tuple[Agreement, ...]:
        return tuple(self._index[name] for name in names)

    def to_mermaid(self) -> str:
        """The chain as the text of a Mermaid flowchart; arrows lead to what a promise rests on."""
        return self.graph.to_mermaid(self._label)

    def _label(self, name: str) -> str:
        agreement = self._index[name]
        return f"{agreement.title} ({' to '.join(agreement.parties)})"


def to_chain(agreements: Iterable[Agreement]) -> AgreementChain:
    """The chain of agreements, where it is not one already."""
    return agreements if isinstance(agreements, AgreementChain) else AgreementChain(agreements)


def _supports(agreement: Agreement, promise: Agreement) -> bool:
    """Whether a version supports another for some of their time."""
    return promise.id in agreement.supports and _are_together(agreement, promise)


def _are_together(one: Agreement, other: Agreement) -> bool:
    one_in_time = other.ends_at is None or one.starts_at < other.ends_at
    return one_in_time and (one.ends_at is None or other.starts_at < one.ends_at)


def clip(during: Period, *agreements: Agreement) -> Period | None:
    """The part of a period in which all agreements are valid, if there is one."""
    start = max((during.start, *(each.starts_at for each in agreements)))
    end = min((during.end, *(each.ends_at for each in agreements if each.ends_at)))
    return evolve(during, start=start, end=end) if start < end else None


def divide(
    during: Period, agreements: Iterable[Agreement]
) -> Iterator[tuple[Period, tuple[Agreement, ...]]]:
    """A period by which agreements are valid, so that in each part the same ones are."""
    agreements = tuple(agreements)
    clipped = [part for part in (clip(during, each) for each in agreements) if part]
    edges = {during.start, during.end}
    edges |= {at for part in clipped for at in (part.start, part.end)}
    for start, end in pairwise(sorted(edges)):
        part = evolve(during, start=start, end=end)
        yield part, tuple(each for each in agreements if clip(part, each))
