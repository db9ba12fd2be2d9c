"""Partitions: frames of Dask and PySpark, computed part by part as frames in memory.

Dask has parts of pandas and PySpark of PyArrow. Workers need this library too.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import narwhals as nw
from attrs import frozen

from mof.frames._cell_texts import read_id
from mof.frames._types import OWN, Eager

KEY = f"{OWN}key"


def add_key(rows: Any, *, column: str, missing: Iterable[str]) -> Any:
    """The rows with what tells which of them belong together; blanks around an id do not."""
    return rows.with_columns(read_id(column, rows.collect_schema()[column], missing).alias(KEY))


@frozen
class Partitioned(ABC):
    """A frame in parts, nothing of which is computed yet."""

    native: Any

    def to_native(self) -> Any:
        """The frame as its engine has it."""
        return self.native

    def list_columns(self) -> list[str]:
        """The names of its columns."""
        return list(self.native.columns)

    @abstractmethod
    def bring_together(self, column: str, missing: Iterable[str]) -> "Partitioned":
        """The frame with all rows of each id in one part, and all without one."""

    @abstractmethod
    def map_parts(self, compute: Callable[[Eager], Eager]) -> "Partitioned":
        """The frame with each part computed by itself.

        What is wrong with the columns is found at once, on a part without rows.
        """

    @abstractmethod
    def collect(self) -> Eager:
        """All parts, computed, in one frame."""


class DaskParts(Partitioned):
    """A frame of Dask."""

    def bring_together(self, column: str, missing: Iterable[str]) -> Partitioned:
        """See `Partitioned`; this shuffles."""
        keyed = self.map_parts(partial(add_key, column=column, missing=missing))
        return DaskParts(keyed.native.shuffle(on=KEY))

    def map_parts(self, compute: Callable[[Eager], Eager]) -> Partitioned:
        """See `Partitioned`."""

        def compute_part(part: Any) -> Any:
            return compute(nw.from_native(part, eager_only=True)).to_native()

        meta = compute_part(self.native._meta)  # noqa: SLF001 - Dask has no other name for it
        return DaskParts(self.native.map_partitions(compute_part, meta=meta))

    def collect(self) -> Eager:
        """See `Partitioned`."""
        return nw.from_native(self.native.compute(), eager_only=True)


class SparkParts(Partitioned):
    """A frame of PySpark."""

    def bring_together(self, column: str, missing: Iterable[str]) -> Partitioned:
        """See `Partitioned`; this shuffles."""
        keyed: Any = add_key(nw.from_native(self.native), column=column, missing=missing)
        return SparkParts(keyed.to_native().repartition(KEY))

    def map_parts(self, compute: Callable[[Eager], Eager]) -> Partitioned:
        """See `Partitioned`."""
        schema = nw.from_native(self.native).collect_schema()
        empty = compute(nw.DataFrame.from_dict({}, schema, backend="pyarrow")).to_native()
        kinds = self.native.sparkSession.createDataFrame(empty).schema
        return SparkParts(self.native.mapInArrow(partial(compute_batches, compute=compute), kinds))

    def collect(self) -> Eager:
        """See `Partitioned`."""
        return nw.from_native(self.native.toArrow(), eager_only=True)


def compute_batches(batches: Iterable[Any], *, compute: Callable[[Eager], Eager]) -> Iterator[Any]:
    """What is computed of one part, which comes in batches of PyArrow and goes in such."""
    parts = [nw.from_arrow(batch, backend="pyarrow") for batch in batches]
    if parts:
        computed: Any = compute(nw.concat(parts)).to_native()
        yield from computed.to_batches()


def is_dask(frame: object) -> bool:
    """Whether a native frame is one of Dask."""
    return type(frame).__module__.partition(".")[0] == "dask" and hasattr(frame, "_meta")
