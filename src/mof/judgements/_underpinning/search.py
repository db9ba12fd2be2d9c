"""The search for underpinning gaps, promise by promise."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve

from mof.agreements import OLA, SLA, Agreement, UnderpinningContract
from mof.calendars._timelines import subtract, unite
from mof.judgements._agreement_chains import AgreementChain, clip, to_chain
from mof.judgements._underpinning.availability_support import find_by_availability
from mof.judgements._underpinning.gaps import UnderpinningGap, UnderpinningGapKind
from mof.judgements._underpinning.target_support import Carrying
from mof.services import Dependency, Service, ServiceCatalog
from mof.values import AgreementId, Period
from mof.values._instants import from_microseconds, to_microseconds


def find_underpinning_gaps(
    agreements: Iterable[Agreement],
    *,
    during: Period,
    catalog: ServiceCatalog | None = None,
    dependencies: Mapping[AgreementId, Dependency] = MappingProxyType({}),
) -> tuple[UnderpinningGap, ...]:
    """Where what supports a promise cannot carry it in a period, promise by promise.

    What is compared, for each target and each priority and kind that it names:

    - The time of a team counts in an SLA, one team after another. That of a supplier counts
      where the clock runs on while its answer is awaited, and lies within the time of a team
      whose own clock does so too. A promise is held against the worst case that may begin in
      the period, on the calendars of all involved (see `find_worst_case`).
    - Support counts if it promises an end on the same clock, or both on clocks that go on
      until the service works again, at the least; the nearest one is compared.
    - Hours and validity contain those of the promise.
    - If each case passes through all support, the shares of cases missed add up.
    - Availabilities of support are combined as ``dependencies`` say for the id of the promise,
      in the ids of what supports it: in series they multiply, and of several some may do.
      Without that, all direct support is needed. They are taken to fail independently.
    - With a catalogue, each service that the one of an SLA stands on has an agreement that
      supports the SLA: about that service, of its team, or with one of its partners.

    Raises:
        DefinitionError: a version of an agreement is there twice.
        CycleError: agreements rest on each other in a circle.
        UnknownReferenceError: a dependency names what does not support the promise.
    """
    chain = to_chain(agreements)
    found = [*_find_dangling(chain)]
    for promise in chain:
        window = clip(during, promise)
        if window is not None:
            found += _find_by_service(chain, promise, window, catalog)
            found += _find_by_validity(chain, promise, window)
            found += find_by_availability(chain, promise, window, dependencies)
            for target in promise.targets:
                found += Carrying(chain, promise, target, window).find()
    return tuple(found)


def _find_dangling(chain: AgreementChain) -> Iterator[UnderpinningGap]:
    for agreement, id_ in chain.dangling:
        yield UnderpinningGap(
            kind=UnderpinningGapKind.UNKNOWN_AGREEMENT,
            promise=id_,
            version="",
            support=(agreement.id,),
            evidence=(str(agreement),),
        )


def _find_by_service(
    chain: AgreementChain, promise: Agreement, window: Period, catalog: ServiceCatalog | None
) -> Iterator[UnderpinningGap]:
    """The services that an SLA stands on without an agreement that supports it."""
    if catalog is None or not isinstance(promise, SLA):
        return
    gap = UnderpinningGap(
        kind=UnderpinningGapKind.UNKNOWN_SERVICE,
        promise=promise.id,
        version=promise.version,
        support=(promise.service,),
    )
    if promise.service not in catalog:
        yield gap
        return
    support = [each for each in chain.support_of(promise) if clip(window, each)]
    for service in catalog.support_of(promise.service):
        if not any(_speaks_of(each, service) for each in support):
            others = (str(each) for each in chain if _speaks_of(each, service))
            yield evolve(
                gap,
                kind=UnderpinningGapKind.NO_AGREEMENT,
                support=(service.id,),
                evidence=tuple(others),
            )


def _speaks_of(agreement: Agreement, service: Service) -> bool:
    if agreement.service == service.id:
        return True
    if isinstance(agreement, OLA):
        return agreement.team == service.team
    return isinstance(agreement, UnderpinningContract) and agreement.supplier in service.partners


def _find_by_validity(
    chain: AgreementChain, promise: Agreement, window: Period
) -> Iterator[UnderpinningGap]:
    """The support that is not valid all the time, its versions taken together."""
    whole = [(to_microseconds(window.start), to_microseconds(window.end))]
    for id_ in dict.fromkeys(each.id for each in chain if promise.id in each.supports):
        versions = [each for each in chain if each.id == id_ and promise.id in each.supports]
        clipped = (clip(window, each) for each in versions)
        valid = ((to_microseconds(c.start), to_microseconds(c.end)) for c in clipped if c)
        for start, end in subtract(whole, unite(valid)):
            yield UnderpinningGap(
                kind=UnderpinningGapKind.VALIDITY,
                promise=promise.id,
                version=promise.version,
                support=(id_,),
                since=from_microseconds(start),
                until=from_microseconds(end),
                evidence=tuple(map(str, versions)),
            )
