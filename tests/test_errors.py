"""Errors say what happened and carry the facts of the case."""

import inspect

import pytest

from mof import errors
from mof.errors import MofError, TransitionError

ERRORS = [
    value
    for value in vars(errors).values()
    if inspect.isclass(value) and issubclass(value, MofError) and value is not MofError
]


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_is_also_a_builtin_error(kind: type[MofError]) -> None:
    assert issubclass(kind, ValueError | LookupError | TypeError)


def test_error_says_its_message_and_carries_its_facts() -> None:
    error = TransitionError("incident cannot resolve", state="closed", allowed=("reopen",))

    assert str(error) == "incident cannot resolve"
    assert (error.state, error.allowed) == ("closed", ("reopen",))
