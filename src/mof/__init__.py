"""The Operate phase of the Microsoft Operations Framework as typed, executable Python."""

__version__ = "0.1.0"

__all__ = ["Period"]

# Where each name lives; its module is imported when the name is first asked for.
_HOMES = {
    "Period": "mof.periods",
}

# Type checkers know this name; importing typing would cost more than the rest of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof import errors as errors
    from mof import ids as ids
    from mof import instants as instants
    from mof import periods as periods
    from mof.periods import Period
else:

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if home := _HOMES.get(name):
            value = getattr(import_module(home), name)
        elif name in _list_submodules():
            value = import_module(f"mof.{name}")
        else:
            raise AttributeError(f"module 'mof' has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES, *_list_submodules()})


def _list_submodules() -> list[str]:
    from pkgutil import iter_modules

    return [module.name for module in iter_modules(__path__) if not module.name.startswith("_")]
