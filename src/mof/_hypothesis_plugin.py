"""What Hypothesis is told when it starts: how to draw values of the library's classes."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from hypothesis import strategies as st

import mof

# They have no values of their own; frames need another extra, and strategies are not needed before
# something is drawn.
_LEFT_ALONE = {"converters", "frames", "strategies"}


def register() -> None:
    """Let ``st.from_type`` draw values of every class of the library."""
    for module in iter_modules(mof.__path__):
        if not module.name.startswith("_") and module.name not in _LEFT_ALONE:
            room = import_module(f"mof.{module.name}")
            for kind in (getattr(room, name) for name in room.__all__):
                if isinstance(kind, type) and "__attrs_attrs__" in vars(kind):
                    st.register_type_strategy(kind, _draw)


def _draw(kind: type) -> st.SearchStrategy[Any]:
    from mof.strategies._registry import values  # noqa: PLC0415 - only once it is needed

    return values(kind)
