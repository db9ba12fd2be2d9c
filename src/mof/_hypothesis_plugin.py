"""What Hypothesis is told when it starts: how to draw values of the library's classes.

It starts wherever it is imported, so nothing of the library is imported for it: a class is told
of when a room first gives it out.
"""

import sys
from typing import Any

from hypothesis import strategies as st

from mof._faces import listeners


def register() -> None:
    """Let ``st.from_type`` draw values of every class of the library."""
    if _tell not in listeners:
        listeners.append(_tell)
    for name, module in list(sys.modules.items()):
        if name.startswith("mof."):
            for value in list(vars(module).values()):
                _tell(value)


def _tell(value: object) -> None:
    """Tell of a value that a room has, where it is a class of the library that is data."""
    if (
        isinstance(value, type)
        and value.__module__.startswith("mof.")
        and "__attrs_attrs__" in vars(value)
    ):
        st.register_type_strategy(value, _draw)


def _draw(kind: type) -> st.SearchStrategy[Any]:
    from mof.strategies._registry import values  # noqa: PLC0415 - only once it is needed

    return values(kind)
