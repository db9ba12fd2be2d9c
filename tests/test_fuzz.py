"""Fuzzing in small: some inputs of each target, what fails is told, and what hangs is ended."""

from collections import Counter
from random import Random

import pytest

import fuzz
from fuzz import TARGETS, HangError, share_out


@pytest.mark.parametrize("target", TARGETS)
def test_some_inputs_come_to_a_good_end(target: str) -> None:
    outcomes, failures = fuzz.fuzz(target, seed=15, number=70)

    assert [] == list(map(str, failures))
    assert len(outcomes) > 1


def test_inputs_are_those_of_the_seed() -> None:
    assert fuzz.fuzz("xes", seed=1, number=40) == fuzz.fuzz("xes", seed=1, number=40)


def test_inputs_are_shared_out_among_the_targets() -> None:
    shares = dict(share_out(20_000))

    assert sum(shares.values()) >= 20_000
    assert {*TARGETS} == {*shares}
    assert {"csv": 10} == dict(share_out(10, only="csv"))


def never_end(random: Random) -> str:
    while True:
        random.random()


def divide_by_zero(random: Random) -> str:
    return str(1 // 0)


@pytest.mark.parametrize(
    "run, error", [(never_end, HangError), (divide_by_zero, ZeroDivisionError)]
)
def test_failure_is_told_by_the_name_that_makes_it_again(
    run: fuzz.Fuzz, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TARGETS, "csv", (run, 1))
    monkeypatch.setattr(fuzz, "LONGEST", 0.05)

    outcomes, (failure,) = fuzz.fuzz("csv", seed=3, number=1)

    assert Counter(failed=1) == outcomes
    assert isinstance(failure.error, error)
    assert "--only csv --seed 3 --at 0\n" in str(failure)
