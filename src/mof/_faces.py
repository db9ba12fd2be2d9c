"""Faces: what a package offers, and nothing of it imported before it is asked for."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

listeners: "list[Callable[[object], None]]" = []
"""Functions that are told of every name when a package first gives it out."""


def open_face(
    package: str, homes: dict[str, tuple[str, ...]], rooms: tuple[str, ...] = ()
) -> tuple[object, object, list[str]]:
    """What a package has as ``__getattr__``, ``__dir__`` and ``__all__``.

    ``homes`` has, for each module of the package, the names that are offered from it; ``rooms``
    are modules to be had as attributes themselves. Each is imported when it is first asked for,
    so that one name costs no more than what it needs.
    """
    found = {name: f"{package}.{home}" for home, names in homes.items() for name in names}
    offered = sorted(found)

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if home := found.get(name):
            value = getattr(import_module(home), name)
        elif name in rooms:
            value = import_module(f"{package}.{name}")
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        setattr(sys.modules[package], name, value)
        for listen in listeners:
            listen(value)
        return value

    def __dir__() -> list[str]:
        return sorted({*offered, *rooms})

    return __getattr__, __dir__, offered
