"""Tables: rows of facts under named columns."""

import csv
import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from attrs import field, frozen

from mof.documents._escaping import (
    ABSENT,
    clean,
    clean_lines,
    escape_html,
    escape_markdown,
    measure_width,
    wrap,
)
from mof.documents._inlines import (
    Data,
    Inline,
    Text,
    check_optional_text,
    check_text,
    join_data,
    join_html,
    join_markdown,
    join_text,
    join_words,
    to_optional_parts,
    to_parts,
)
from mof.documents._renderables import Block
from mof.errors import DefinitionError

Cell: TypeAlias = Text | int | None
"""A text, a whole number, or None for what is not known."""

_EMPTY = "none"
_GAP = "  "
# Characters. Our judgement: narrower columns split most words, so one fact a line reads better.
_NARROWEST = 7
# Rows that are kept on one page in print. Our judgement: more would leave half a page empty.
_SHORT = 12
# Blanks and invisible marks are dropped by some spreadsheets before they look.
_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
# What begins a formula in a spreadsheet, in its wide forms too (OWASP, CSV injection).
_SIGN = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"[{_UNSEEN}]*[{_SIGN}\t\r\n]")
# Where lists are separated otherwise, a cell begins inside the text. What stands before a sign is
# taken whole, so that a long run of blanks is looked through once and not from each of them.
_BEFORE_SIGN = re.compile(rf"(?<![{_UNSEEN};\"'])[{_UNSEEN};\"']++(?=[{_SIGN}])")
_BEGINS_CELL = re.compile(rf"(?s:.*)[;\t\r\n][{_UNSEEN}]*+[\"']*+[{_UNSEEN}]*+")


def _check_list(values: object) -> tuple[object, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise DefinitionError(f"a list is needed, not {values!r}")
    return tuple(values)


def _to_names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(check_text, _check_list(values)))


def _to_rows(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(map(_check_cell, _check_list(row))) for row in _check_list(rows))


def _check_cell(value: object) -> Cell:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, tuple):
        return to_parts(value)
    (part,) = to_parts((value,))  # type: ignore[arg-type]
    return part


def _get_parts(cell: Cell) -> tuple[Inline, ...]:
    if cell is None:
        return (ABSENT,)
    return (str(cell),) if isinstance(cell, int) else to_parts(cell)


def _to_data(cell: Cell) -> Data:
    return cell if cell is None or isinstance(cell, int) else join_data(to_parts(cell))


@frozen
class Table(Block):
    """Rows of facts; the first column names what a row is about.

    Columns of whole numbers, and those named in ``numbers``, are set to the right. Of the last
    rows as many as ``folded`` are folded away in HTML under the words ``folded_as`` and their
    number, which is all that print shows of them until they are opened.

    >>> print(Table(["Service", "Incidents"], [["Payroll", 12], ["Mail", None]]))
    Service  Incidents
    -------  ---------
    Payroll         12
    Mail             –
    """

    columns: tuple[str, ...] = field(converter=_to_names)
    """The names of the columns, one at least."""
    rows: tuple[tuple[Cell, ...], ...] = field(converter=_to_rows, default=())
    """The cells of each row: a text, a whole number, or None for what is not known."""
    caption: str | None = field(default=None, kw_only=True, converter=check_optional_text)
    """The words above the table; None where there are none."""
    numbers: tuple[str, ...] = field(default=(), kw_only=True, converter=_to_names)
    note: tuple[Inline, ...] | None = field(default=None, kw_only=True, converter=to_optional_parts)
    """The words below the table, such as what the figures are of; None where there are none."""
    folded: int = field(default=0, kw_only=True)
    folded_as: str = field(default="More rows", kw_only=True, converter=check_text)

    def __attrs_post_init__(self) -> None:
        if not self.columns:
            raise DefinitionError("a table has at least one column")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise DefinitionError(
                    f"row {number} has {len(row)} cells, the table {len(self.columns)} columns: "
                    f"{row!r}"
                )
        if self.folded not in range(len(self.rows) + 1):
            raise DefinitionError(f"{self.folded!r} of {len(self.rows)} rows cannot be folded")
        for name in self.numbers:
            if name not in self.columns:
                raise DefinitionError(f"no column {name!r}; there are {', '.join(self.columns)}")

    def find_parts(self) -> Iterator[Inline]:
        """Every part of every cell and of the note."""
        for row in self.rows:
            for cell in row:
                yield from _get_parts(cell)
        yield from self.note or ()

    def to_data(self) -> dict[str, Data]:
        """The names of the columns, and for each row its cells; null for what is not known."""
        cells: list[Data] = [[_to_data(cell) for cell in row] for row in self.rows]
        return {
            "type": "table",
            "caption": self.caption,
            "columns": list(self.columns),
            "rows": cells,
            "note": None if self.note is None else join_data(self.note),
        }

    def to_text(self, width: int = 80) -> str:
        """Aligned columns with long cells wrapped, or one fact a line.

        The latter where columns would be too narrow, and where it takes no more lines than
        columns most of which split their words.
        """
        grid = [[join_text(_get_parts(cell)) for cell in row] for row in self.rows]
        columns = [
            [name, *(row[n] for row in grid)] for n, name in enumerate(map(clean, self.columns))
        ]
        words = [_measure_widest(" ".join(cells).split(" ")) for cells in columns]
        widths = _fit(columns, words, width - len(_GAP) * (len(columns) - 1))
        body = self._stack(grid, width) if widths is None else self._align(grid, widths)
        if widths is not None and _splits_most(words, widths):
            body = min(self._stack(grid, width), body, key=len)
        top = [] if self.caption is None else [*wrap(self.caption, width), ""]
        empty = [] if grid else [_EMPTY]
        bottom = [] if self.note is None else ["", *wrap(join_text(self.note), width)]
        return "\n".join([*top, *body, *empty, *bottom])

    def to_markdown(self) -> str:
        """A table of pipes and dashes."""
        head = [escape_markdown(name) for name in self.columns]
        rules = ["---:" if right else "---" for right in self._to_the_right]
        body = [[join_markdown(_get_parts(cell)) for cell in row] for row in self.rows]
        lines = [f"| {' | '.join(row)} |" for row in [head, rules, *body]]
        top = [] if self.caption is None else [f"**{escape_markdown(self.caption).strip()}**", ""]
        empty = [] if body else ["", _EMPTY]
        bottom = [] if self.note is None else ["", join_markdown(self.note)]
        return "\n".join([*top, *lines, *empty, *bottom])

    def to_html(self) -> str:
        """A table element with a caption, and headers for rows and columns."""
        shown = len(self.rows) - self.folded
        size = "table short" if shown <= _SHORT else "table"
        note = "" if self.note is None else f'<p class="note">{join_html(self.note)}</p>'
        table = self._write_table(self.rows[:shown], self.caption, self.caption or "table")
        return f'<div class="{size}">{table}{self._write_folded(shown)}{note}</div>'

    def _write_folded(self, shown: int) -> str:
        if not self.folded:
            return ""
        name = f"{self.folded_as}: {self.folded}"
        rest = self._write_table(self.rows[shown:], None, name)
        return f"<details><summary>{escape_html(name)}</summary>{rest}</details>"

    def _write_table(self, rows: Sequence[Sequence[Cell]], caption: str | None, label: str) -> str:
        above = "" if caption is None else f"<caption>{escape_html(caption)}</caption>"
        head = self._write_row(self.columns, ["th"] * len(self.columns), "col")
        kinds = ["th", *["td"] * (len(self.columns) - 1)]
        body = "".join(self._write_row(row, kinds, "row") for row in rows)
        empty = f'<tr><td class="none" colspan="{len(self.columns)}">{_EMPTY}</td></tr>'
        return (
            f'<div class="scroll" role="group" aria-label="{escape_html(label)}" '
            f'tabindex="0"><table>{above}<thead>{head}</thead>'
            f"<tbody>{body or empty}</tbody></table></div>"
        )

    def to_csv(self) -> str:
        """Comma-separated values that no spreadsheet takes for formulas.

        What a spreadsheet would execute gets an apostrophe before it, also inside a text
        behind what separates cells elsewhere; so does a text that looks like a signed number,
        such as a telephone number. Whole numbers given as such stay numbers, and what is not
        known stays empty. Control characters and marks of direction are replaced as everywhere,
        but tabs and line breaks stay. Write it with ``newline=""``.
        """
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(map(_disarm, self.columns))
        for row in self.rows:
            writer.writerow(map(_to_csv, row))
        return out.getvalue()

    @cached_property
    def _to_the_right(self) -> tuple[bool, ...]:
        return tuple(
            name in self.numbers or {type(row[place]) for row in self.rows} - {type(None)} == {int}
            for place, name in enumerate(self.columns)
        )

    def _write_row(self, cells: Sequence[Cell], kinds: Sequence[str], scope: str) -> str:
        written: list[str] = []
        for cell, kind, right in zip(cells, kinds, self._to_the_right, strict=True):
            scoped = f' scope="{scope}"' if kind == "th" else ""
            sided = ' class="number"' if right else ""
            written.append(f"<{kind}{scoped}{sided}>{join_html(_get_parts(cell))}</{kind}>")
        return f"<tr>{''.join(written)}</tr>"

    def _align(self, grid: list[list[str]], widths: list[int]) -> list[str]:
        rules = ["-" * width for width in widths]
        return [
            line for row in [list(self.columns), rules, *grid] for line in self._lay(row, widths)
        ]

    def _lay(self, cells: list[str], widths: list[int]) -> Iterator[str]:
        columns = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for number in range(max(map(len, columns))):
            pieces: list[str] = []
            for lines, width, right in zip(columns, widths, self._to_the_right, strict=True):
                line = lines[number] if number < len(lines) else ""
                blank = " " * (width - measure_width(line))
                pieces.append(blank + line if right else line + blank)
            yield _GAP.join(pieces).rstrip()

    def _stack(self, grid: list[list[str]], width: int) -> list[str]:
        lines: list[str] = []
        for row in grid:
            for name, cell in zip(self.columns, row, strict=True):
                lines.extend(wrap(f"{name}: {cell}", width))
            lines.append("-" * min(width, 20))
        return lines


class Tabular(ABC):
    """A value that reads as one table, and shows itself as that in a notebook."""

    __slots__ = ()

    @abstractmethod
    def to_table(self) -> Table:
        """What it says, in rows."""

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _repr_markdown_(self) -> str:
        return self.to_table().to_markdown()


def _measure_widest(texts: Iterable[str]) -> int:
    return max(map(measure_width, texts), default=0)


def _fit(columns: list[list[str]], words: list[int], room: int) -> list[int] | None:
    """The width of each column; None where wrapping would leave too little of them.

    Words are split only where the columns cannot be as wide as their longest words.
    """
    wanted = [
        max(_measure_widest(name.split(" ")), _measure_widest(cells)) for name, *cells in columns
    ]
    for least in (words, [1] * len(words)):
        widest = max(1, min(max(wanted), room))
        fitted = _cap(wanted, least, widest)
        while widest > 1 and sum(fitted) > room:
            widest -= 1
            fitted = _cap(wanted, least, widest)
        if sum(fitted) <= room and (fitted == wanted or widest >= _NARROWEST):
            return fitted
    return None


def _splits_most(words: list[int], widths: list[int]) -> bool:
    """Whether words would be split in more than half of the columns."""
    return 2 * sum(width < word for width, word in zip(widths, words, strict=True)) > len(words)


def _cap(wanted: list[int], least: list[int], widest: int) -> list[int]:
    return [max(one, min(width, widest)) for one, width in zip(least, wanted, strict=True)]


def _to_csv(cell: Cell) -> str | int:
    if cell is None:
        return ""
    return cell if isinstance(cell, int) else _disarm(join_words(to_parts(cell)))


def _disarm(text: str) -> str:
    guarded = _BEFORE_SIGN.sub(_guard_sign, text)
    return clean_lines(f"'{guarded}" if _FORMULA.match(text) else guarded)


def _guard_sign(before: re.Match[str]) -> str:
    """What stands before a sign, with an apostrophe where a cell begins there."""
    return f"{before[0]}'" if _BEGINS_CELL.fullmatch(before[0]) else before[0]
