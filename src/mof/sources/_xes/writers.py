"""Writers of XES: incidents as tools of process mining take them."""

import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, cast

from attrs import asdict

from mof.errors import UnwritableTextError
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.records import Actor, Entry, Fact, RecordGap
from mof.records._records import iterate_once
from mof.sources._xes.keys import (
    ACTIVITY,
    AT,
    AUTOMATED,
    CLEARED,
    DURATION,
    EVENT,
    FACT,
    GAPS,
    GROUP,
    ID,
    OPENED,
    ORIGIN,
    PERSON,
    REASON,
    RECORDED,
    ROLE,
    STATE,
    TRANSITION,
)
from mof.values._instants import MICROSECOND

# All but the production Char of XML 1.0.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Tabs and line breaks too, which a reader of XML takes for blanks inside an attribute.
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    | {character: f"&#{ord(character)};" for character in "\t\n\r"}
)
_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" \
uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000000+00:00"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
"""


def write_xes(path: str | os.PathLike[str], incidents: Iterable[Incident]) -> None:
    """Write incidents as an XES file, packed with gzip if its name ends in ``.gz``.

    Each entry is an event whose name is the stage that it leads to, or else what happened;
    `read_xes` gives every incident back as it was. The file is there whole or not at all.

    Raises:
        UnwritableTextError: a text has characters that XML cannot hold.
        DefinitionError: the id of an incident comes twice.
    """
    target = Path(path)
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as raw:
            if target.suffix == ".gz":
                with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
                    _write(cast("IO[bytes]", packed), incidents)
            else:
                _write(raw, incidents)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write(out: IO[bytes], incidents: Iterable[Incident]) -> None:
    out.write(_HEAD.encode())
    for incident in iterate_once(incidents):
        out.write("".join(_tell_trace(incident)).encode())
    out.write(b"</log>\n")


def _tell_trace(incident: Incident) -> Iterator[str]:
    name = incident.id
    yield "  <trace>\n"
    yield _tell(name, ID, name, 4)
    yield _tell(name, OPENED, incident.opened_at, 4)
    if incident.origin:
        yield _tell(name, ORIGIN, incident.origin, 4)
    if incident.gaps:
        yield _tell(name, GAPS, tuple(map(_write_gap, incident.gaps)), 4)
    team: Fact = None
    stage = ""
    for entry in incident.history:
        if entry.state:
            stage = f"{entry.state} ({entry.reason})" if entry.reason else str(entry.state)
        team = dict(entry.changes).get("team", team)
        yield "    <event>\n"
        yield from _tell_entry(name, entry, stage, team)
        yield "    </event>\n"
    yield "  </trace>\n"


def _write_gap(gap: RecordGap) -> str:
    """A gap as the text of a JSON object, since XES has no attribute for such."""
    told = asdict(gap, filter=lambda _, value: value is not None)
    return json.dumps(told, default=datetime.isoformat)


def _tell_entry(
    name: str, entry: Entry[IncidentState, IncidentEvent], stage: str, team: Fact
) -> Iterator[str]:
    told: list[tuple[str, object]] = [
        (ACTIVITY, stage or str(entry.event or "update")),
        (AT, entry.at),
        (TRANSITION, "complete"),
        (GROUP, None if team is None else str(team)),
        (EVENT, entry.event),
        (STATE, entry.state),
        (REASON, entry.reason),
        *_list_actor(entry.by),
        (RECORDED, None if entry.recorded_at == entry.at else entry.recorded_at),
        *((_find_key(fact, value), value) for fact, value in entry.changes),
        (CLEARED, tuple(fact for fact, value in entry.changes if value is None) or None),
    ]
    yield from (_tell(name, key, value) for key, value in told if value is not None)


def _list_actor(by: Actor | None) -> list[tuple[str, object]]:
    if by is None:
        return []
    return [(AUTOMATED, by.is_automated), (PERSON, by.person), (ROLE, by.role)]


def _find_key(fact: str, value: Fact) -> str:
    return f"{DURATION if isinstance(value, timedelta) else FACT}{fact}"


def _tell(record: str, key: str, value: object, indent: int = 6) -> str:
    """An attribute as XES writes it."""
    blank, escaped = " " * indent, _escape(record, key)
    if isinstance(value, tuple):
        inside = "".join(_tell(record, "member", each, indent + 4) for each in value)
        return (
            f'{blank}<list key="{escaped}">\n{blank}  <values>\n{inside}'
            f"{blank}  </values>\n{blank}</list>\n"
        )
    kind, text = "string", str(value)
    if isinstance(value, bool):
        kind, text = "boolean", text.lower()
    elif isinstance(value, int):
        kind = "int"
    elif isinstance(value, timedelta):
        kind, text = "int", str(value // MICROSECOND)
    elif isinstance(value, datetime):
        kind, text = "date", value.isoformat(timespec="microseconds")
    return f'{blank}<{kind} key="{escaped}" value="{_escape(record, text)}"/>\n'


def _escape(record: str, text: str) -> str:
    if found := _ILLEGAL.search(text):
        raise UnwritableTextError(
            f"a text of {record!r} has the character {found[0]!r}, which XML cannot hold; "
            "take it out first",
            record=record,
            text=text,
        )
    return text.translate(_ESCAPES)
