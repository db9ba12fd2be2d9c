"""Tables and logs in files, with faults put in; the oracles are counts and a second reading."""

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from mof.errors import MappingError, UnreadableSourceError, UnwritableTextError
from mof.incidents import IncidentState
from mof.sources import (
    BlankMeaning,
    ChangeMapping,
    EventLogMapping,
    Extract,
    ObservationMapping,
    TicketMapping,
    read_csv,
    read_event_log,
    read_xes,
    write_xes,
)

TICKETS = TicketMapping(
    columns={"id": "Number", "opened_at": "Opened", "origin": "Channel", "priority": "Priority"},
    moments={"Resolved": IncidentState.RESOLVED, "Closed": IncidentState.CLOSED},
    tz="Europe/Berlin",
)
OBSERVATIONS = ObservationMapping(
    columns={"indicator": "Number", "value": "Priority", "observed_at": "Opened"}
)
CHANGES = ChangeMapping(columns={"id": "Number", "title": "Channel", "requested_at": "Opened"})
LOGS = tuple(
    EventLogMapping(
        columns={
            "id": "Number",
            "at": "Opened",
            "state": "State",
            "by": "Channel",
            "priority": "Priority",
        },
        states={"New": IncidentState.OPEN, "Waiting": (IncidentState.PENDING, "user")},
        blank=blank,
        tz=tz,
    )
    for blank in BlankMeaning
    for tz in ("UTC", "Europe/Berlin")
)
HEADER = ("Number", "Opened", "Resolved", "Closed", "Channel", "Priority", "State")
CELLS = {
    "Number": ("I-1", "I-2", "I-3", "", "\u00a0I-1", "I-1 "),
    "Channel": ("phone", "web", "anna", "", "e-mail"),
    "Priority": ("1", "2", "3.0", "", "high", "nan", "1e999", "-100"),
    "State": ("New", "New", "Waiting", "", "-100", "new"),
}
INSTANTS = (
    *("2026-03-01T09:00", "2026-03-01 10:30:00", "2026-03-02T09:00:00Z", "2026-03-29T02:30", ""),
    *("2026-10-25T02:30", "2026-03-02T09:00:00.1234567+01:00", "01/02/2026", "46000", "9999-12-31"),
    *("0001-01-01T00:00+14:00", "24:00", "2026-03-02T24:00", "now", "1772355600"),
)
ODD_CELLS = (
    *(
        "\x00",
        '"',
        '""',
        '"a',
        'a"b',
        "a\nb",
        "a,b",
        "\r",
        "\ud83d\ude00",
        "\u2028",
        "=1+1",
        "a" * 140_000,
    ),
    *("\ufeff", "-", "NULL", "٣", "1" * 5000),
)
ODD_BYTES = (
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b'"',
    b"\r",
    b"\n\n",
    b",,",
)


def fuzz_csv(random: Random) -> str:
    mapping: Any = random.choice((TICKETS, TICKETS, OBSERVATIONS, CHANGES))
    return fuzz_table(random, lambda path: read_csv(path, mapping))


def fuzz_event_log(random: Random) -> str:
    mapping = random.choice(LOGS)
    return fuzz_table(random, lambda path: read_event_log(path, mapping))


def fuzz_table(random: Random, read: Callable[[Path], Extract[Any]]) -> str:
    content = break_content(random, write_table(random).encode("utf-8", "surrogatepass"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        return check_reading(read, path)


def check_reading(read: Callable[[Path], Extract[Any]], path: Path) -> str:
    """Every row is counted once, and a second reading gives the same."""
    try:
        extract = read(path)
    except (MappingError, UnreadableSourceError):
        return "refused"
    assert extract.rows == extract.entries + extract.rows_lost
    assert extract == read(path)
    assert str(extract)
    for defect in extract.defects:
        assert len(str(defect)) < 2000
    ids = [record.id for record in extract.records if hasattr(record, "id")]
    assert len(ids) == len(set(ids))
    return "read with defects" if extract.defects else "read"


def write_table(random: Random) -> str:
    header: list[str] = list(HEADER)
    if random.random() < 0.1:
        header[random.randrange(len(header))] = random.choice((*HEADER, "", "Odd"))
    rows = [[write_cell(random, name) for name in HEADER] for _ in range(random.randint(0, 8))]
    if random.random() < 0.1:
        rows.insert(random.randint(0, len(rows)), header)
    if rows and random.random() < 0.1:
        ragged = random.choice(rows)
        ragged[random.randint(0, 6) :] = ["x"] * random.randint(0, 9)
    delimiter = random.choice((",", ",", ";", "\t"))
    ending = random.choice(("\n", "\n", "\r\n", "\r"))
    return ending.join(delimiter.join(row) for row in [header, *rows]) + ending


def write_cell(random: Random, name: str) -> str:
    if random.random() < 0.02:
        return random.choice(ODD_CELLS)
    text = random.choice(CELLS.get(name, INSTANTS))
    return f'"{text}"' if random.random() < 0.1 else text


def break_content(random: Random, content: bytes) -> bytes:
    """The content as it may arrive: recoded, damaged, packed, or cut off; mostly as it is."""
    chance = random.random()
    if chance < 0.05:
        encoding = random.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7"))
        content = content.decode("utf-8", "replace").encode(encoding, "replace")
    if chance < 0.3:
        content = damage(random, content)
    if 0.3 < chance < 0.4:
        content = pack(random, content)
        return damage(random, content) if random.random() < 0.7 else content
    return content


def damage(random: Random, content: bytes) -> bytes:
    for _ in range(random.choice((1, 1, 3))):
        place = random.randint(0, len(content))
        until = place + random.choice((0, 0, 1, 4))
        piece = random.choice((*ODD_BYTES, random.randbytes(2), b""))
        content = content[:place] + piece + content[until:]
    return content[: random.randint(0, len(content))] if random.random() < 0.2 else content


def pack(random: Random, content: bytes) -> bytes:
    ways: tuple[Callable[[bytes], bytes], ...] = (
        gzip.compress,
        bz2.compress,
        lzma.compress,
        zip_up,
    )
    return random.choice(ways)(content)


def zip_up(content: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("table.csv", content)
    return packed.getvalue()


XES = EventLogMapping(
    columns={"id": "case:concept:name", "at": "time:timestamp", "state": "concept:name"},
    states={"New": IncidentState.OPEN, "Waiting": (IncidentState.PENDING, "user")},
)
PIECES = (
    *("<log>", "</log>", "<trace>", "</trace>", "<event>", "</event>", "<values>", "</values>"),
    *("<list key='a'>", "</list>", "<string key='concept:name' value='New'/>", "x", "&amp;", "&b;"),
    *("<string key='concept:name' value='I-1'/>", "<!DOCTYPE log [<!ENTITY b 'b'>]>", "<?xml?>"),
    *("<date key='time:timestamp' value='2026-03-02T09:00:00Z'/>", "<!-- -->", "<![CDATA[x]]>"),
    *(
        "<int key='a' value='x'/>",
        "<float key='b' value='nan'/>",
        "<id key='c' value=''/>",
        "<odd/>",
    ),
)


def fuzz_xes(random: Random) -> str:
    mapping = random.choice((None, XES))
    text = random.choice(list_logs())
    for _ in range(random.choice((1, 1, 2, 5))):
        text = break_markup(random, text)
    content = text.encode("utf-8", "replace")
    content = break_content(random, content) if random.random() < 0.3 else content
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.xes"
        path.write_bytes(content)
        outcome = check_reading(lambda each: read_xes(each, mapping), path)
        if outcome == "read" and mapping is None:
            check_writing(path)
    return outcome


def check_writing(path: Path) -> None:
    """What was read without a defect comes back as it was, or cannot be told in XES."""
    records, copy = read_xes(path).records, path.with_name("copy.xes")
    try:
        write_xes(copy, records)
    except UnwritableTextError:
        return
    assert records == read_xes(copy).strict()


@cache
def list_logs() -> tuple[str, ...]:
    """Logs of other tools, one of our own, and one of nothing but pieces."""
    data = Path(__file__).parent / "data"
    lines = (
        (data / "desk_log_pm4py_lines.xes").read_text(encoding="utf-8").splitlines(keepends=True)
    )
    short = "".join(lines[: next(n for n, line in enumerate(lines) if "</trace>" in line) + 1])
    with TemporaryDirectory() as folder:
        log, own = Path(folder) / "log.csv", Path(folder) / "own.xes"
        rows = ["Number,Opened,State,Channel,Priority", "I-1,2026-03-01T09:00,New,anna,2"]
        rows += ["I-1,2026-03-01T10:00,Waiting,,1", "I-2,2026-03-02T09:00,New,,"]
        log.write_text("\n".join(rows), encoding="utf-8")
        write_xes(own, read_event_log(log, LOGS[0]).records)
        ours = own.read_text(encoding="utf-8")
    return (f"{short}</log>", ours, ours, "<log></log>")


def break_markup(random: Random, text: str) -> str:
    """The text with a piece put in at the edge of a tag, a stretch taken out, or a letter."""
    edges = [0, *(n for n, letter in enumerate(text) if letter == "<")]
    place = random.choice(edges)
    match random.randrange(4):
        case 0 | 1:
            return text[:place] + random.choice(PIECES) + text[place:]
        case 2:
            until = random.choice([edge for edge in edges if edge >= place][:4])
            return text[:place] + text[until:]
        case _:
            place = random.randint(0, len(text))
            return (
                text[:place] + random.choice(("", "<", ">", '"', "\x01", "é")) + text[place + 1 :]
            )
