"""Reliability: how often a service fails, and how long that lasts (MTTR, MTBF, MTBSI)."""

from datetime import timedelta

from attrs import frozen

from mof.documents import Table, format_duration
from mof.documents._tables import Tabular


@frozen(kw_only=True)
class Reliability(Tabular):
    """How often a service failed, and how long that lasted; failures still open stand beside.

    Times are service hours that count. Means are rounded to the microsecond.
    """

    failures: int
    restored: int
    carried_in: int
    restoring: timedelta
    uptime: timedelta

    @property
    def still_open(self) -> int:
        """How many of the failures were not over at the end of what was looked at."""
        return self.failures - self.restored

    @property
    def mttr(self) -> timedelta | None:
        """Mean time to restore, of the failures that are over; None without any."""
        return self.restoring / self.restored if self.restored else None

    @property
    def mtbf(self) -> timedelta | None:
        """Mean time between failures: time without outage, for each failure; None without any."""
        return self.uptime / self.failures if self.failures else None

    @property
    def mtbsi(self) -> timedelta | None:
        """Mean time between service incidents: from failure to failure."""
        return None if self.mtbf is None or self.mttr is None else self.mtbf + self.mttr

    def to_table(self) -> Table:
        """The means, with the open failures beside them."""
        rows = [
            ("failures", str(self.failures)),
            ("still open", str(self.still_open)),
            ("carried in", str(self.carried_in)),
            ("mean time to restore", format_duration(self.mttr)),
            ("mean time between failures", format_duration(self.mtbf)),
            ("mean time between service incidents", format_duration(self.mtbsi)),
        ]
        return Table(("Reliability", "Figure"), rows, numbers=("Figure",))
