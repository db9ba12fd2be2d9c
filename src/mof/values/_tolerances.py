"""Tolerances: how a value stands against its target, and how far it may fall short."""

from fractions import Fraction

from mof.values._terms import Term


class TargetStatus(Term):
    """How a value stands against its target and the tolerance of it.

    With a target of 95 % and a tolerance of 2 %, which are both included:

    >>> from mof.documents import ShareBar
    >>> for share in ("0.95", "0.93", "0.9299", None):
    ...     print(ShareBar("SLA Mail", share, required="0.95", tolerance="0.02").status)
    met
    missed within tolerance
    outside tolerance
    no data
    """

    MET = "met"
    """The value is the target or better."""
    MISSED_WITHIN_TOLERANCE = "missed within tolerance"
    """It is worse than the target, by the tolerance at most: watched, and no finding."""
    OUTSIDE_TOLERANCE = "outside tolerance"
    """It is worse by more than the tolerance: what an Operational Health Review looks for."""
    NO_DATA = "no data"
    """Nothing was measured, such as in a month without cases; it never counts as met."""


def to_target_status(
    value: Fraction | None, required: Fraction, tolerance: Fraction
) -> TargetStatus:
    """How a value stands; the tolerance lies on the worse side of what is required.

    >>> to_target_status(Fraction("0.94"), Fraction("0.95"), Fraction("0.02"))
    <TargetStatus.MISSED_WITHIN_TOLERANCE: 'missed within tolerance'>
    """
    if value is None:
        return TargetStatus.NO_DATA
    if value >= required:
        return TargetStatus.MET
    # MOF 4.0, Operate phase overview, Table 2: the review looks for performance outside tolerance.
    # Our judgement: exactly at the tolerance is not outside of it.
    if value >= required - tolerance:
        return TargetStatus.MISSED_WITHIN_TOLERANCE
    return TargetStatus.OUTSIDE_TOLERANCE
