"""What operations has on record: its guide, its schedule, its log, and the hours of its staff."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from mof.calendars import Calendar
from mof.operations._guides import OperationsGuide
from mof.operations._logs import LogEntry, collect_log
from mof.operations._schedules import OperationsSchedule
from mof.values import PersonId

_Hours = tuple[tuple[PersonId, Calendar], ...]


def _to_hours(value: Mapping[PersonId, Calendar] | _Hours) -> _Hours:
    return tuple(sorted(dict(value).items(), key=lambda pair: pair[0]))


def _to_log(value: Iterable[LogEntry] | None) -> tuple[LogEntry, ...] | None:
    return None if value is None else collect_log(value)


@frozen(kw_only=True)
class OperationsData:
    """All that operations has on record; None for what is not kept.

    ``hours`` are when each person of the staff was available: the open time of a calendar in
    which absences are breaks or shifts.

    Raises:
        DefinitionError: two entries of the log share an id.
    """

    guide: OperationsGuide | None = None
    """What is to be done and how; None where there is no guide."""
    schedule: OperationsSchedule | None = None
    """When it is to be done; None where nothing is planned."""
    log: tuple[LogEntry, ...] | None = field(default=None, converter=_to_log)
    """What was done, each entry once; None where no log is kept."""
    hours: tuple[tuple[PersonId, Calendar], ...] = field(default=(), converter=_to_hours)
