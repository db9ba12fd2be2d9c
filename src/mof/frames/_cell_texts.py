"""Texts of cells: what the cells of a column say, as readers of files read them."""

from collections.abc import Iterable

import narwhals as nw


def read_text(column: str) -> "nw.Expr":
    """The text of each cell without the blanks around it; numbers and categories have one too."""
    return nw.col(column).cast(nw.String()).str.strip_chars()


def is_blank(column: str, missing: Iterable[str] = ()) -> "nw.Expr":
    """Whether a cell says nothing."""
    empty = read_text(column).is_in(["", *missing])
    return nw.col(column).is_null() | empty.fill_null(value=False)


def read_id(column: str, kind: object, missing: Iterable[str] = ()) -> "nw.Expr":
    """The id in each cell, null where there is none; of texts without the blanks around them."""
    if not isinstance(kind, (nw.String, nw.Categorical, nw.Enum)):
        return nw.col(column)
    return nw.when(~is_blank(column, missing)).then(read_text(column))
