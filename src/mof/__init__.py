"""The Operate phase of the Microsoft Operations Framework as typed, executable Python."""

__version__ = "0.1.0"

__all__ = ["Calendar", "Period"]

# Where each name lives; its module is imported when the name is first asked for.
_HOMES = {
    "Calendar": "mof.calendars",
    "Period": "mof.periods",
}

# Type checkers know this name; importing typing would cost more than the rest of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof import agreements as agreements
    from mof import attainment as attainment
    from mof import calendars as calendars
    from mof import changes as changes
    from mof import charts as charts
    from mof import clocks as clocks
    from mof import converters as converters
    from mof import deviations as deviations
    from mof import documents as documents
    from mof import errors as errors
    from mof import framework as framework
    from mof import histories as histories
    from mof import ids as ids
    from mof import improvement as improvement
    from mof import incidents as incidents
    from mof import indicators as indicators
    from mof import instants as instants
    from mof import judgements as judgements
    from mof import lifecycles as lifecycles
    from mof import periods as periods
    from mof import priorities as priorities
    from mof import problems as problems
    from mof import records as records
    from mof import reviews as reviews
    from mof import services as services
    from mof import shares as shares
    from mof import sources as sources
    from mof import terms as terms
    from mof import timelines as timelines
    from mof import volumes as volumes
    from mof.calendars import Calendar
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
