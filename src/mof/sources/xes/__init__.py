"""XES: event logs as tools of process mining exchange them (IEEE 1849), read and written."""

from mof.sources.xes.readers import read_xes
from mof.sources.xes.traces import SIZE_LIMIT
from mof.sources.xes.writers import write_xes

__all__ = ["SIZE_LIMIT", "read_xes", "write_xes"]
