"""What type checkers are to understand of the public API; checked, never run."""

from datetime import UTC, datetime
from typing import assert_type

import mof

assert_type(mof.Period.month(2026, 6, tz="Europe/Oslo"), mof.Period)
assert_type(mof.values.Period.year(2026, tz="UTC").start, datetime)
assert_type(mof.Calendar.always().next_open(datetime(2026, 6, 1, tzinfo=UTC)), datetime)
