"""Underpinning gaps: what shows that the support of a promise cannot carry it."""

from datetime import datetime, timedelta
from fractions import Fraction

from attrs import frozen

from mof.agreements import AvailabilityTarget, Target
from mof.documents import format_duration, format_instant
from mof.documents._formats import format_limit
from mof.values import AgreementId, Term


class UnderpinningGapKind(Term):
    """Why what supports a promise cannot carry it."""

    # Our judgement: the framework asks that OLAs and contracts support the SLA, not how to see it.
    UNKNOWN_AGREEMENT = "the agreement that it supports is missing"
    UNKNOWN_SERVICE = "service not in the catalog"
    NO_AGREEMENT = "no supporting agreement for a service that it depends on"
    VALIDITY = "supporting agreement not valid all the time"
    NO_TIME = "supporting agreement has no target for the end of its part"
    CASES = "some cases have no supporting target"
    HOURS = "supporting team or supplier closed in promised hours"
    TIME = "supporting target exceeds promised target"
    TIMES = "supporting targets together exceed promised target"
    NO_AVAILABILITY = "no supporting availability target for so short a span"
    AVAILABILITY = "supporting availabilities together below promised availability"
    SHARE = "supporting targets may miss more cases than promised"


@frozen(kw_only=True)
class UnderpinningGap:
    """A place where what supports a promise cannot carry it.

    ``support`` are the ids of the agreements at fault, or of the services without one, and
    ``cases`` the priorities and kinds it is about; none where it is about all. What is
    ``promised`` stands against what was ``found``, in open time of the promise (None where the
    work never ends) or in shares. It shows from ``since`` until ``until``: in the time that is
    not covered, or in the case that begins and ends then. ``evidence`` names what was compared.
    """

    kind: UnderpinningGapKind
    """Why the support is not enough."""
    promise: AgreementId
    version: str
    """The version of the promise; blank where it is missing."""
    support: tuple[str, ...]
    target: Target | None = None
    """The target that is not underpinned; None where it is an availability or all of it."""
    availability: AvailabilityTarget | None = None
    """The availability target that is not underpinned; None where it is not about one."""
    cases: tuple[str, ...] = ()
    promised: timedelta | None = None
    found: timedelta | None = None
    promised_share: Fraction | None = None
    """The share promised, where shares are compared."""
    found_share: Fraction | None = None
    """The share that the support comes to, where shares are compared."""
    since: datetime | None = None
    until: datetime | None = None
    evidence: tuple[str, ...] = ()

    def __str__(self) -> str:
        subject = self.target or self.availability
        about = f", {subject}" if subject else ""
        parts = (", ".join(self.support), ", ".join(self.cases), self.figures_text)
        told = "; ".join(part for part in parts if part)
        return f"{self.promise}{about}: {self.kind} ({told})"

    @property
    def figures_text(self) -> str:
        """What was found and what was promised, in words, with instants in UTC."""
        return self.tell_figures(tz="UTC")

    def tell_figures(self, *, tz: str) -> str:
        """What was found and what was promised, in words, with instants in a time zone."""
        if self.promised_share is not None and self.found_share is not None:
            found, promised = map(format_limit, (self.found_share, self.promised_share))
            return f"support comes to {found}, the promise is {promised}"
        parts = (self._tell_times(), self._tell_since(tz))
        return ", ".join(part for part in parts if part)

    def _tell_times(self) -> str:
        if self.promised is None:
            return ""
        promised = format_duration(self.promised)
        if self.kind is UnderpinningGapKind.HOURS:
            return f"support is open for {format_duration(self.found)} of {promised}"
        found = "never ends" if self.found is None else f"takes {format_duration(self.found)}"
        return f"support {found}, the promise leaves {promised}"

    def _tell_since(self, tz: str) -> str:
        zone = " UTC" if tz == "UTC" else ""
        return f"from {format_instant(self.since, tz=tz)}{zone}" if self.since else ""
