"""Texts of cells: what the cells of a column say, as readers of files read them."""

from collections.abc import Iterable
from typing import Any

import narwhals as nw


def read_text(column: str) -> "nw.Expr":
    """The text of each cell without the blanks around it; numbers and categories have one too."""
    return nw.col(column).cast(nw.String()).str.strip_chars()


def settle_whole_floats(frame: Any, columns: Iterable[str]) -> Any:
    """The frame with the numbers that a hole made floats as texts: 1.0 was 1 before.

    So a column of priorities or teams reads as it was; what is no number says nothing.
    """
    schema = frame.collect_schema()
    floats = [name for name in columns if name in schema and schema[name].is_float()]
    return frame.with_columns(*map(_settle, floats)) if floats else frame


def _settle(column: str) -> "nw.Expr":
    number = nw.col(column)
    text = number.cast(nw.String()).str.replace_all(r"\.0$", "")
    settled: nw.Expr = nw.when(~(number.is_null() | number.is_nan())).then(text).alias(column)
    return settled


def is_blank(column: str, missing: Iterable[str] = ()) -> "nw.Expr":
    """Whether a cell says nothing."""
    empty = read_text(column).is_in(["", *missing])
    return nw.col(column).is_null() | empty.fill_null(value=False)


def read_id(column: str, kind: object, missing: Iterable[str] = ()) -> "nw.Expr":
    """The id in each cell, null where there is none; of texts without the blanks around them."""
    if not isinstance(kind, (nw.String, nw.Categorical, nw.Enum)):
        return nw.col(column)
    return nw.when(~is_blank(column, missing)).then(read_text(column))
