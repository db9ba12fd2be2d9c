"""Whether the availabilities of support together reach the promised one."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from mof.agreements import Agreement, AvailabilityTarget
from mof.judgements._agreement_chains import AgreementChain, divide
from mof.judgements._underpinning.gaps import UnderpinningGap, UnderpinningGapKind
from mof.services import Dependency
from mof.values import AgreementId, Period
from mof.values._ids import check_known


@frozen
class Availabilities:
    """A promised availability, to be held against those of what supports it in a period.

    ``needed`` says how the support works together; without it all of it is needed that
    supports the promise directly and promises an availability.
    """

    chain: AgreementChain
    promise: Agreement
    target: AvailabilityTarget
    window: Period
    needed: Dependency | None

    def find(self) -> tuple[UnderpinningGap, ...]:
        """Where it is not carried: each way of failing once."""
        beneath = {each.id: each for each in self.chain.support_of(self.promise)}
        if self.needed is not None:
            check_known(
                f"support of {self.promise}", beneath, named=self.needed.names, by="a dependency"
            )
        in_order = (each for each in self.chain if each in beneath.values())
        found = (
            (gap.support, gap.evidence, gap)
            for _, valid in divide(self.window, in_order)
            for gap in self._find_in({each.id: each for each in valid})
        )
        return tuple({(names, told): gap for names, told, gap in found}.values())

    def _find_in(self, valid: Mapping[str, Agreement]) -> Iterator[UnderpinningGap]:
        names = self._list_needed(valid.values())
        found = {name: _find_target(valid[name], self.target) for name in names if name in valid}
        for name, target in found.items():
            if target is None:
                told = (f"{valid[name]}: {each}" for each in valid[name].availability)
                yield self._tell(UnderpinningGapKind.NO_AVAILABILITY, (name,), evidence=tuple(told))
        targets = {name: target for name, target in found.items() if target}
        # What is not valid is told as such, and nothing is known of the whole without it.
        if names and len(targets) == len(names):
            yield from self._compare(names, valid, targets)

    def _list_needed(self, valid: Iterable[Agreement]) -> tuple[str, ...]:
        if self.needed is not None:
            return self.needed.names
        id_ = self.promise.id
        return tuple(e.id for e in valid if id_ in e.supports and e.availability)

    def _compare(
        self,
        names: tuple[str, ...],
        valid: Mapping[str, Agreement],
        targets: Mapping[str, AvailabilityTarget],
    ) -> Iterator[UnderpinningGap]:
        needed = self.needed or Dependency.on_all(*names)
        shares: dict[str, Fraction | str | float] = {
            name: target.required_share for name, target in targets.items()
        }
        share = needed.find_share(shares)
        if share < self.target.required_share:
            yield self._tell(
                UnderpinningGapKind.AVAILABILITY,
                names,
                promised_share=self.target.required_share,
                found_share=share,
                evidence=tuple(f"{valid[name]}: {targets[name]}" for name in names),
            )

    def _tell(
        self,
        kind: UnderpinningGapKind,
        names: tuple[str, ...],
        **figures: Any,  # noqa: ANN401 - whatever the gap has
    ) -> UnderpinningGap:
        return UnderpinningGap(
            kind=kind,
            promise=self.promise.id,
            version=self.promise.version,
            availability=self.target,
            support=names,
            **figures,
        )


def _find_target(support: Agreement, promised: AvailabilityTarget) -> AvailabilityTarget | None:
    """What support promises of the same feature or of the whole, for no longer a time at once.

    Over a longer time all that may fail of it could fail within one of the promised times.
    """
    own = [
        target
        for target in support.availability
        if target.feature in {None, promised.feature}
        and target.basis is promised.basis
        and target.covers_span_of(promised)
    ]
    return max(own, key=lambda target: target.required_share, default=None)


def find_by_availability(
    chain: AgreementChain,
    promise: Agreement,
    window: Period,
    dependencies: Mapping[AgreementId, Dependency],
) -> Iterator[UnderpinningGap]:
    """Where the availabilities of support do not reach those of a promise."""
    for target in promise.availability:
        needed = dependencies.get(promise.id)
        yield from Availabilities(chain, promise, target, window, needed).find()
