"""Uncovered reasons: why an agreement does not speak of a record, the least that fits first."""

from mof.values import Term


class UncoveredReason(Term):
    """Why an agreement does not cover a record, by what comes first in its way."""

    NO_AGREEMENT = "no agreement is given"
    UNKNOWN_YET = "nothing is recorded by then"
    NO_SERVICE = "no service is noted"
    OTHER_SERVICE = "another service"
    OTHER_KIND = "no target for its kind"
    TOO_EARLY = "began before the agreement is valid"
    TOO_LATE = "began after the agreement ended"
    NO_CUSTOMER = "no customer is noted"
    OTHER_CUSTOMER = "another customer"
