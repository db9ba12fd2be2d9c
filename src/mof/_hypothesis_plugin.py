"""What Hypothesis is told when it is imported: how to draw values of the library's classes."""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from hypothesis import strategies as st


def register() -> None:
    """Let ``st.from_type`` draw values of each class as soon as its module is imported.

    Nothing else is imported, so that Hypothesis starts as fast as without this library.
    """
    if not any(isinstance(finder, _Watcher) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watcher())
    for name, module in [*sys.modules.items()]:
        if name.startswith("mof."):
            _register_classes(module)


class _Watcher(MetaPathFinder):
    """Finds our modules as Python itself does, and registers their classes once they are run."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith("mof."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.loader:
            spec.loader = _Registrar(spec.loader)
        return spec


class _Registrar(Loader):
    def __init__(self, loader: Loader) -> None:
        self.loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self.loader.exec_module(module)
        _register_classes(module)

    def __getattr__(self, name: str) -> object:
        return getattr(self.loader, name)


def _register_classes(module: ModuleType) -> None:
    for kind in vars(module).values():
        if isinstance(kind, type) and "__attrs_attrs__" in vars(kind):
            st.register_type_strategy(kind, _draw)


def _draw(kind: type) -> st.SearchStrategy[Any]:
    from mof.strategies import values  # noqa: PLC0415 - only once it is needed

    return values(kind)
