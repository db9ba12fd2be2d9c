"""Credit claims: what an availability that was missed gives back, and until when."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import frozen

from mof.agreements import AvailabilityTarget, CreditScope
from mof.values import Period, Term
from mof.values._instants import load_zone, resolve_wall_time, to_utc
from mof.values._shares import to_fraction


class ClaimState(Term):
    """Whether a credit can be claimed at an instant."""

    NO_CREDITS = "no credits agreed"
    """The agreement gives no credits."""
    NOT_OVER = "period not over"
    """The period is not over, so its availability may still change."""
    NO_DATA = "no data"
    """There is no share to give a credit for."""
    NOT_SAID = "not said"
    """The share lies in a hole between the tiers, where the text says nothing."""
    NOTHING_DUE = "nothing due"
    """The availability earns no credit."""
    CLAIMABLE = "claimable"
    """A credit is due, and there is still time to claim it."""
    LAPSED = "lapsed"
    """A credit was due, and the time to claim it is over."""


@frozen(kw_only=True)
class CreditClaim:
    """The credit for a period: which share of the price, until when, and whether it can be had.

    A credit of None is one that the text does not settle, or that there is no data for. The
    last instant to claim is not included.
    """

    target: AvailabilityTarget
    """The target whose terms give the credit."""
    period: Period
    """The period that it is for."""
    share: Fraction | None
    """The availability of the period; None without data."""
    state: ClaimState
    """Whether it can be claimed."""
    credit: Fraction | None = None
    """The share of the price that is due; None where no credit can be told."""
    claim_until: datetime | None = None
    """Until when to claim, not included; None without a limit."""
    is_partial: bool = False
    """Whether part of the period has not passed yet or has no data."""


def claim_credit(
    target: AvailabilityTarget,
    period: Period,
    share: Fraction | None,
    *,
    is_partial: bool,
    known_at: datetime,
    at: datetime,
) -> CreditClaim:
    """The credit for a share of a period as known at one instant, to be claimed at another."""
    at, terms = to_utc(at), target.credits
    credit = None if terms is None or share is None else terms.schedule.find_credit(share)
    until = None
    if terms is not None and terms.claim_within_days is not None:
        zone = load_zone(period.tz)
        wall = period.end.astimezone(zone).replace(tzinfo=None)
        until = resolve_wall_time(wall + timedelta(days=terms.claim_within_days), zone)
    if terms is None:
        state = ClaimState.NO_CREDITS
    elif min(at, known_at) < period.end:
        state = ClaimState.NOT_OVER
    elif share is None:
        state = ClaimState.NO_DATA
    elif credit is None:
        state = ClaimState.NOT_SAID
    elif not credit:
        state = ClaimState.NOTHING_DUE
    else:
        state = ClaimState.LAPSED if until is not None and at >= until else ClaimState.CLAIMABLE
    return CreditClaim(
        target=target,
        period=period,
        share=share,
        state=state,
        credit=credit,
        claim_until=until,
        is_partial=is_partial,
    )


def sum_credits(
    claims: Iterable[CreditClaim], paid: Mapping[str | None, Fraction | str | int]
) -> Fraction:
    """What can be claimed of one period in all, capped where the terms say so.

    ``paid`` is what was paid for each feature in the period, under None for the service as a
    whole; a feature that is not there was not paid for. Credits on the price of the whole
    service are given once, the highest of them. A cap in days is that many days at the price
    of the period, of everything paid.
    """
    claimed = [claim for claim in claims if claim.state is ClaimState.CLAIMABLE]
    amounts = {feature: to_fraction(amount) for feature, amount in paid.items()}
    total = max((_get_credit(c) for c in claimed if _is_of_service(c)), default=Fraction(0)) * sum(
        amounts.values()
    )
    for claim in claimed:
        if not _is_of_service(claim):
            total += _get_credit(claim) * amounts.get(claim.target.feature, Fraction(0))
    for claim in claimed:
        if claim.target.credits is not None and claim.target.credits.most_paid_days is not None:
            length = Fraction(
                (claim.period.end - claim.period.start) // timedelta(seconds=1), 86400
            )
            cap = sum(amounts.values()) * claim.target.credits.most_paid_days / length
            total = min(total, cap)
    return total


def _get_credit(claim: CreditClaim) -> Fraction:
    return claim.credit or Fraction(0)


def _is_of_service(claim: CreditClaim) -> bool:
    terms = claim.target.credits
    return terms is not None and terms.scope is CreditScope.SERVICE
