"""Traces: the cases and events of an XES file, taken from it piece by piece."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

from attrs import define, field

from mof.errors import UnreadableSourceError
from mof.sources._extracts import shorten
from mof.sources._unpacking import open_chunks

# Longer than any text of a ticket should be.
_LONGEST_TAG = 1 << 22
# Our judgement: lists within lists of a ticket are a few deep, and memory is not for more.
_DEEPEST = 64

# IEEE 1849, XES: the kinds of attributes.
_SCALARS = frozenset({"string", "date", "int", "float", "boolean", "id"})
_COLLECTIONS = frozenset({"list", "container"})
_DECLARATIONS = frozenset({"extension", "global", "classifier"})


@define
class Attribute:
    """A value under a key, with the attributes that stand within it."""

    kind: str
    key: str
    value: str
    inside: "list[Attribute]" = field(factory=list)


@define
class Event:
    """An event and the line at which it begins."""

    line: int
    attributes: dict[str, Attribute] = field(factory=dict)


@define
class Trace:
    """A case with its events; an event that stands outside any is in a case without a key."""

    line: int
    attributes: dict[str, Attribute] = field(factory=dict)
    events: list[Event] = field(factory=list)


@define
class Oddity:
    """Something that is well-formed, and yet nothing that an XES file may have there."""

    line: int
    reason: str


@contextmanager
def open_traces(
    path: str | os.PathLike[str], *, size_limit: int
) -> Iterator[Iterator[Trace | Oddity]]:
    """The traces of an XES file, packed or not.

    Raises:
        UnreadableSourceError: the file is not there, damaged, no XES, larger than allowed, or
            declares a document type.
    """
    with open_chunks(path, size_limit=size_limit) as chunks:
        yield _read_traces(os.fspath(path), chunks)


def _read_traces(path: str, chunks: Iterable[bytes]) -> Iterator[Trace | Oddity]:
    reader = _Reader(path)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield from reader.read(chunk, size)
    yield from reader.finish()


class _Reader:
    """What stands in an XES file, as far as it was read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Trace | Oddity] = []
        self.stack: list[Trace | Event | Attribute | str | None] = []
        self.has_root = False
        self.trace: Trace | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        # Without a document type there are no entities to expand or to fetch.
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type

    def read(self, chunk: bytes, size: int, *, is_last: bool = False) -> Iterator[Trace | Oddity]:
        """What a piece of the file brought to its end."""
        try:
            self.parser.Parse(chunk, is_last)
        except (expat.ExpatError, LookupError, ValueError) as error:
            if isinstance(error, UnreadableSourceError):
                raise
            raise UnreadableSourceError(
                f"{self.path} is no well-formed XML: {error}", path=self.path
            ) from error
        if size - max(0, self.parser.CurrentByteIndex) > _LONGEST_TAG:
            raise self._refuse(f"has a tag of more than {_LONGEST_TAG} bytes")
        found, self.found = self.found, []
        yield from found

    def finish(self) -> Iterator[Trace | Oddity]:
        """What the end of the file brought to its end."""
        yield from self.read(b"", 0, is_last=True)

    def _refuse(self, what: str) -> UnreadableSourceError:
        line = self.parser.CurrentLineNumber
        return UnreadableSourceError(f"line {line} of {self.path} {what}", path=self.path)

    def _refuse_document_type(self, *_: object) -> None:
        raise self._refuse("declares a document type, which no XES file needs; take it out")

    def _start(self, tag: str, written: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(self.stack) >= _DEEPEST:
            raise self._refuse(f"has elements within each other more than {_DEEPEST} deep")
        if not self.has_root:
            if name != "log":
                raise self._refuse(f"begins with {shorten(tag)!r}; an XES file begins with 'log'")
            self.has_root = True
            self.stack.append("log")
            return
        self.stack.append(self._open(name, written))

    def _open(self, name: str, written: dict[str, str]) -> Trace | Event | Attribute | str | None:
        """What an element stands for; None, as is everything within it, if it does for nothing."""
        above, line = self.stack[-1], self.parser.CurrentLineNumber
        if above is None:
            return None
        if name == "trace" and above == "log":
            self.trace = Trace(line)
            return self.trace
        if name == "event" and (above == "log" or isinstance(above, Trace)):
            event = Event(line)
            (self.trace or Trace(line)).events.append(event)
            return event
        if name == "values" and isinstance(above, Attribute):
            return above  # where newer files put the members of a list
        if name in _SCALARS | _COLLECTIONS:
            # What is said of the log as a whole says nothing of its cases.
            if not isinstance(above, str):
                return self._open_attribute(name, written, above, line)
        elif name not in _DECLARATIONS or above != "log":
            self.found.append(Oddity(line, f"XES has no element {shorten(name)!r} here"))
        return None

    def _open_attribute(
        self,
        kind: str,
        written: dict[str, str],
        above: Trace | Event | Attribute,
        line: int,
    ) -> Attribute | None:
        key, value = written.get("key"), written.get("value")
        if key is None or (value is None and kind in _SCALARS):
            self.found.append(Oddity(line, f"a {kind} without a key or a value"))
            return None
        attribute = Attribute(kind, key, value or "")
        if isinstance(above, Attribute):
            above.inside.append(attribute)
        elif key in above.attributes:
            self.found.append(Oddity(line, f"the key {shorten(key)!r} comes twice"))
            return None
        else:
            above.attributes[key] = attribute
        return attribute

    def _end(self, _: str) -> None:
        closed = self.stack.pop()
        if isinstance(closed, Trace):
            self.found.append(closed)
            self.trace = None
        elif isinstance(closed, Event) and self.trace is None:
            self.found.append(Trace(closed.line, events=[closed]))
