"""How much work a question makes, counted in calls, so that no test depends on a machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def count_calls(ask: Callable[[], object]) -> int:
    """How many functions are called until a question is answered, those of Python in C too."""
    calls = 0

    def note(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        ask()
    finally:
        sys.setprofile(before)
    return calls


def find_growth(ask: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times as many calls a question twice as large makes; 2 where it is linear.

    ``ask`` makes ready for a size and gives the question, which alone is counted.
    """
    small, large = count_calls(ask(size)), count_calls(ask(2 * size))
    return large / small
