"""Reopening: what a clock does when its stop is undone, as when a closed incident is reopened."""

from mof.values import Term


class Reopening(Term):
    """What a clock does when its stop is undone.

    >>> from attrs import evolve
    >>> from mof.agreements import Clock
    >>> each_time_anew = evolve(Clock.RESOLUTION, reopening=Reopening.NEW_CYCLE)
    """

    # Our judgement: the framework lets requests be reopened and does not say what becomes of
    # their time. CONTINUE is the default, since a customer counts until the fix that lasts.
    CONTINUE = "continue"
    """It runs on, and the time between the stop and the reopening counts as paused: resolved
    after 3 hours and again 2 hours after it was reopened, it took 5."""
    NEW_CYCLE = "new cycle"
    """The stop stands, and a second cycle begins at the reopening, with all the time again."""
    IGNORE = "ignore"
    """The first stop stands for good, as with a first response, which cannot be taken back."""

    @property
    def keeps_stop(self) -> bool:
        """Whether what happens after the first stop changes nothing."""
        return self is Reopening.IGNORE

    @property
    def begins_cycle(self) -> bool:
        """Whether the clock begins anew where a stop is undone."""
        return self is Reopening.NEW_CYCLE
