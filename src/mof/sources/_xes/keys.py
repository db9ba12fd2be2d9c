"""Keys: what the attributes of an XES file are called."""

CASE = "case:"
"""What stands before the key of an attribute of the trace where a mapping names it."""

# The extensions of IEEE 1849.
ID = ACTIVITY = "concept:name"
AT, TRANSITION = "time:timestamp", "lifecycle:transition"
PERSON, ROLE, GROUP = "org:resource", "org:role", "org:group"

# What XES has no keys for.
OURS = "mof."
OPENED, ORIGIN = "mof.opened_at", "mof.origin"
EVENT, STATE, REASON = "mof.event", "mof.state", "mof.reason"
AUTOMATED, RECORDED = "mof.automated", "mof.recorded_at"
FACT, DURATION, CLEARED = "mof.fact.", "mof.duration.", "mof.cleared"
GAPS = "mof.gaps"
