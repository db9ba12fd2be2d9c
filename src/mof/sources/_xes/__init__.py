"""XES: event logs as tools of process mining exchange them (IEEE 1849), read and written."""
