"""Files: the lines of a text file, compressed or not, or a clear word why there are none."""

import bz2
import gzip
import io
import lzma
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TypeVar, cast

from mof.errors import UnreadableSourceError

_Piece = TypeVar("_Piece", str, bytes)

# Characters: our judgement, far more than a row of tickets has, and little memory. A file that
# has no lines at all is noticed by it.
_LONGEST_LINE = 1 << 20
# Our judgement: 4 GiB, more than public logs have, and an end to archives that unpack forever.
SIZE_LIMIT = 1 << 32
"""How much an unpacked file may have, in bytes or characters, unless the caller says otherwise."""
# Bytes that are read at once.
_CHUNK = 1 << 16
# What bytes that are no text become with `surrogateescape` (PEP 383).
_UNDECODED = re.compile("[\udc80-\udcff]")
# Damaged archives are noticed in many places of the modules that unpack them.
_DAMAGE = (
    *(OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile),
    *(NotImplementedError, IndexError, struct.error),
)
# How files begin: the three signatures of ZIP (a member, an empty archive, a split one), and the
# byte order marks of UTF-16.
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def open_lines(
    path: str | os.PathLike[str], encoding: str, *, size_limit: int = SIZE_LIMIT
) -> Iterator[Iterator[str]]:
    """The lines of a file, each with its line end; what it is packed with is seen by its content.

    Raises:
        UnreadableSourceError: it is not there, damaged, larger than allowed, or no text in that
            encoding.
    """
    with ExitStack() as stack:
        binary, start = _open_binary(path, stack)
        # Bytes that are no text come through as surrogates, so that their place can be told.
        text = io.TextIOWrapper(binary, encoding, errors="surrogateescape", newline="")
        lines = _read_lines(str(path), stack.enter_context(text), encoding, start)
        yield _limit(str(path), lines, size_limit)


@contextmanager
def open_chunks(
    path: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT
) -> Iterator[Iterator[bytes]]:
    """The content of a file in pieces; what it is packed with is seen by its content.

    Raises:
        UnreadableSourceError: it is not there, damaged, or larger than allowed.
    """
    with ExitStack() as stack:
        binary, _ = _open_binary(path, stack)
        yield _limit(str(path), _read_chunks(path, binary), size_limit)


def _limit(path: str, pieces: Iterator[_Piece], size_limit: int) -> Iterator[_Piece]:
    """The pieces of a file, as long as it is not larger than allowed."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > size_limit:
            unit = "characters" if isinstance(piece, str) else "bytes"
            raise UnreadableSourceError(
                f"{path} has more than {size_limit} {unit} when unpacked; raise size_limit if it "
                "may",
                path=path,
            )
        yield piece


def _read_chunks(path: str | os.PathLike[str], binary: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := binary.read(_CHUNK):
            yield chunk
    except _DAMAGE as error:
        raise _damaged(path, error) from error


def _open_binary(path: str | os.PathLike[str], stack: ExitStack) -> tuple[IO[bytes], bytes]:
    """The unpacked content, and how it begins."""
    try:
        path = Path(path)
        raw = stack.enter_context(path.open("rb"))
        binary = _unpack(path, raw, stack)
        start = binary.read(2)
        binary.seek(0)
    except UnreadableSourceError:
        raise
    # A path or a name within an archive may have what none can have.
    except (*_DAMAGE, ValueError) as error:
        raise _damaged(path, error) from error
    return binary, start


def _unpack(path: Path, raw: IO[bytes], stack: ExitStack) -> IO[bytes]:
    # The longest signature below, of xz, has six bytes.
    magic = raw.read(6)
    raw.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", stack.enter_context(gzip.open(raw)))
    if magic.startswith(b"BZh"):
        return stack.enter_context(bz2.open(raw))
    if magic.startswith((b"\xfd7zXZ\x00", b"\x5d\x00\x00")):
        return stack.enter_context(lzma.open(raw))
    if magic.startswith(_ZIP):
        return _open_member(path, stack.enter_context(zipfile.ZipFile(raw)), stack)
    return raw


def _open_member(path: Path, archive: zipfile.ZipFile, stack: ExitStack) -> IO[bytes]:
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    if len(names) != 1:
        raise UnreadableSourceError(
            f"{path} is an archive of {len(names)} files; take out the one to read "
            "(a spreadsheet is such an archive: save its sheet as CSV)",
            path=str(path),
        )
    try:
        return stack.enter_context(archive.open(names[0]))
    except (RuntimeError, NotImplementedError) as error:
        raise UnreadableSourceError(
            f"cannot unpack {names[0]!r} of {path} ({error}); unpack it first", path=str(path)
        ) from error


def _read_lines(path: str, text: io.TextIOBase, encoding: str, start: bytes) -> Iterator[str]:
    number = 0
    try:
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if "\0" in line or not line.isascii() or len(line) == _LONGEST_LINE:
                line = _check(path, line, number, encoding, start)
            yield line
    except _DAMAGE as error:
        raise _damaged(path, error) from error
    except UnicodeError as error:
        raise _undecodable(path, number + 1, str(error), encoding, start) from error


def _check(path: str, line: str, number: int, encoding: str, start: bytes) -> str:
    """The line, if it is text; a mark of byte order is no part of it, where files were joined."""
    if found := _UNDECODED.search(line):
        what = f"byte 0x{ord(found[0]) - 0xDC00:02x} at character {found.start() + 1}"
        raise _undecodable(path, number, what, encoding, start)
    if "\0" in line:
        raise _undecodable(path, number, "a NUL character", encoding, start)
    if len(line) == _LONGEST_LINE:
        raise UnreadableSourceError(
            f"line {number} of {path} has more than {_LONGEST_LINE} characters; "
            "a table has shorter lines",
            path=path,
        )
    return line.removeprefix("\ufeff")


def _undecodable(
    path: str, number: int, what: str, encoding: str, start: bytes
) -> UnreadableSourceError:
    guess = "utf-16" if start in _UTF_16 else "cp1252"
    hint = "it is no text file" if encoding == guess else f"if it is one, try encoding={guess!r}"
    return UnreadableSourceError(
        f"line {number} of {path} is no {encoding} text ({what}); {hint}", path=path
    )


def _damaged(path: str | os.PathLike[str], error: Exception) -> UnreadableSourceError:
    why = getattr(error, "strerror", None) or str(error)
    return UnreadableSourceError(f"cannot read {path}: {why}", path=str(path))
