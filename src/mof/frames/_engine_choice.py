"""Choice of engine: rows in memory are counted there, others on the engine that has them."""

from collections.abc import Callable, Iterator
from typing import Any

import narwhals as nw

from mof.frames._columns import check_names, open_frame
from mof.frames._engines import find_engine
from mof.frames._partitions import Partitioned, SparkParts
from mof.frames._record_rows import find_id
from mof.frames._types import Eager, Lazy
from mof.sources import SourceMapping

Computed = Eager | Lazy | Partitioned


def compute_by_row(
    frame: object, eagerly: Callable[[Eager], Eager], lazily: Callable[[Lazy], Lazy]
) -> Computed:
    """What is computed of each row by itself, by the way that suits the engine of a frame."""
    opened = open_frame(frame)
    if isinstance(opened, nw.DataFrame):
        return eagerly(opened)
    if isinstance(opened, Partitioned):
        return opened.map_parts(eagerly)
    return lazily(opened)


def compute_by_record(
    frame: object,
    mapping: SourceMapping,
    eagerly: Callable[[Eager], Eager],
    lazily: Callable[[Lazy], Lazy],
) -> Computed:
    """What is computed of all rows of each record.

    A frame in parts moves its rows once, so that those of a record are together.
    """
    opened, name = open_frame(frame), find_id(mapping)
    if isinstance(opened, nw.LazyFrame) and find_engine(opened) is nw.Implementation.PYSPARK:
        # It would plan a question of many windows anew for each of them.
        opened = SparkParts(opened.to_native())
    if isinstance(opened, nw.DataFrame):
        return eagerly(opened)
    if isinstance(opened, Partitioned):
        check_names(opened.list_columns(), name)
        return opened.bring_together(name, mapping.missing).map_parts(eagerly)
    return lazily(opened)


def list_rows(computed: Computed) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, brought back from its engine."""
    whole = computed if isinstance(computed, nw.DataFrame) else computed.collect()
    return iter(whole.iter_rows())
