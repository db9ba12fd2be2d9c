"""The incident log as a small home-grown tool would export it: one row for each update."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from attrs import evolve, frozen

from example_world.hours import TZ, ZONE
from mof.help_requests import PendingReason
from mof.incidents import Incident, IncidentState
from mof.sources import DefectKind, EventLogMapping

_S = IncidentState
_STATUS: dict[str, tuple[IncidentState, str | None]] = {
    "New": (_S.OPEN, None),
    "Registered": (_S.RECORDED, None),
    "Sorted": (_S.CATEGORIZED, None),
    "Accepted": (_S.SUPPORTABLE, None),
    "Planned": (_S.PRIORITIZED, None),
    "At work": (_S.IN_PROGRESS, None),
    "Waits for user": (_S.PENDING, PendingReason.USER.value),
    "Waits for evidence": (_S.PENDING, PendingReason.EVIDENCE.value),
    "Waits for supplier": (_S.PENDING, PendingReason.SUPPLIER.value),
    "Waits for change": (_S.PENDING, PendingReason.CHANGE.value),
    "Service back": (_S.SERVICE_RESUMED, None),
    "Solved": (_S.RESOLVED, None),
    "Closed": (_S.CLOSED, None),
    "Closed, no objection": (_S.CLOSED, "no objection"),
    "Forwarded": (_S.REROUTED, None),
    "Not supported": (_S.REJECTED, "private equipment"),
    "Withdrawn": (_S.CANCELLED, "withdrawn by the user"),
    "Duplicate": (_S.CANCELLED, "duplicate"),
}
_WORDS = {step: word for word, step in _STATUS.items()}

_FACTS = {
    "customer": "Customer",
    "service": "Service",
    "contact": "Reported by",
    "alert": "Probe",
    "situation": "Text",
    "topic": "Topic",
    "impact": "Impact",
    "urgency": "Urgency",
    "priority": "Priority",
    "coordinator": "Owner",
    "team": "Team",
    "assignee": "Handled by",
    "level": "Line",
    "supplier": "Supplier",
    "change": "Change",
    "method": "Method",
    "resolution_code": "Solution",
    "known_error": "Known error",
    "symptom": "Suspicion",
    "master": "Duplicate of",
    "successor": "Forwarded as",
}
_COLUMNS = {
    "id": "Ticket",
    "at": "Time",
    "recorded_at": "Written",
    "state": "Status",
    "by": "By",
    "opened_at": "Opened",
    "origin": "Channel",
    **_FACTS,
}
HEADER = tuple(_COLUMNS.values())

MAPPING = EventLogMapping(
    columns=_COLUMNS,
    states=_STATUS,
    automated=["portal", "monitor", "timer"],
    date_formats="%d.%m.%Y %H:%M:%S",
    tz=TZ,
    delimiter=";",
)


@frozen
class Row:
    """One row of the log, and when it was written."""

    written_at: datetime
    cells: tuple[str, ...]

    def with_cell(self, name: str, text: str) -> "Row":
        """The same row with another text for a field."""
        place = list(_COLUMNS).index(name)
        return evolve(self, cells=(*self.cells[:place], text, *self.cells[place + 1 :]))


def list_rows(incidents: Iterable[Incident]) -> list[Row]:
    """One row for each entry of each history, in the order in which they were written."""
    rows = [row for incident in incidents for row in _list_updates(incident)]
    return sorted(rows, key=lambda row: row.written_at)


def _list_updates(incident: Incident) -> Iterator[Row]:
    opened, channel = _show_time(incident.opened_at), _show(incident.origin)
    facts = dict.fromkeys(_FACTS, "")
    status = ""
    for entry in incident.history:
        facts.update((name, _show(value)) for name, value in entry.changes if name in _FACTS)
        if entry.state is not None:
            status = _find_word(entry.state, entry.reason)
        at, written_at = entry.at, entry.recorded_at
        written = _show_time(written_at) if written_at != at else ""
        by = _show(entry.by.person if entry.by else None)
        cells = (incident.id, _show_time(at), written, status, by, opened, channel)
        yield Row(written_at, (*cells, *facts.values()))


def _find_word(state: IncidentState, reason: str | None) -> str:
    return _WORDS.get((state, reason)) or _WORDS[state, None]


def _show(value: object) -> str:
    return "" if value is None else str(value)


def _show_time(moment: datetime) -> str:
    local = moment.astimezone(ZONE)
    return f"{local.day}.{local.month}.{local.year} {local:%H:%M:%S}"


def plant_defects(rows: list[Row], after: datetime) -> tuple[list[Row], dict[int, DefectKind], int]:
    """The rows with broken ones among them: which line is broken how, and which says nothing new.

    Each broken row stands beside the sound one that it was made from, so that nothing is lost
    from the histories but what was never in them.
    """
    first = next(place for place, row in enumerate(rows) if row.written_at >= after)
    planted = [*rows]
    kinds: dict[int, DefectKind] = {}
    for number, (kind, spoil) in enumerate(_SPOILERS):
        place = first + 1 + 40 * number
        planted.insert(place, spoil(planted[place - 1]))
        kinds[_to_line(place)] = kind
    place = first + 1 + 40 * len(_SPOILERS)
    planted.insert(place, planted[place - 1])
    return planted, kinds, _to_line(place)


def _to_line(place: int) -> int:
    """Lines count from 1, and the first is the header."""
    return place + 2


_SPOILERS: tuple[tuple[DefectKind, Callable[[Row], Row]], ...] = (
    (DefectKind.UNKNOWN_STATE, lambda row: row.with_cell("state", "Parked")),
    (DefectKind.NO_TIME, lambda row: row.with_cell("at", "31.6.2026 25:10:00")),
    (DefectKind.NO_ID, lambda row: row.with_cell("id", "")),
    (DefectKind.RAGGED_ROW, lambda row: evolve(row, cells=row.cells[:-3])),
    (DefectKind.NO_TIME, lambda row: row.with_cell("at", "")),
    (DefectKind.UNREADABLE_VALUE, lambda row: row.with_cell("priority", "very urgent")),
)
