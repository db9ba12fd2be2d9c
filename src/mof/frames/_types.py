"""The words of this package for arrays and frames."""

from typing import Any, Literal, TypeVar

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Eager = nw.DataFrame[Any]
Lazy = nw.LazyFrame[Any]
Backend = Literal["pandas", "polars", "pyarrow"]
"""The engines that hold a whole frame in memory."""

OWN = "mof_"
"""How the names of columns begin that are needed on the way to an answer."""

F = TypeVar("F")
"""A frame of pandas, Polars, PyArrow, DuckDB, Dask or PySpark."""
