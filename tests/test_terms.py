"""Terms are closed vocabularies of words that a person would write."""

import inspect
import pickle
from importlib import import_module
from pkgutil import iter_modules

import pytest

import mof
from mof.terms import Term

HOMES = ["agreements", "attainment", "changes", "clocks", "deviations", "framework", "incidents"]
HOMES += ["indicators", "judgements", "lifecycles", "priorities", "problems", "shares"]
VOCABULARIES = sorted(
    {
        value
        for home in HOMES
        for value in vars(import_module(f"mof.{home}")).values()
        if inspect.isclass(value) and issubclass(value, Term) and value is not Term
    },
    key=lambda vocabulary: vocabulary.__name__,
)


class Weather(Term):
    RAIN = "rain"
    SUN = "sun"


class Scene(Term):
    RAIN = "rain"


def test_term_is_printed_as_its_word() -> None:
    assert str(Weather.RAIN) == "rain"
    assert f"{Weather.SUN}" == "sun"


def test_term_is_found_by_its_word() -> None:
    assert Weather("rain") is Weather.RAIN
    with pytest.raises(ValueError, match="'snow' is not a valid Weather"):
        Weather("snow")


def test_terms_of_two_vocabularies_differ_even_with_the_same_word() -> None:
    distinct = {Weather.RAIN, Scene.RAIN, Weather("rain")}

    assert len(distinct) == 2


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda each: each.__name__)
def test_words_of_a_vocabulary_are_distinct_and_unaliased(vocabulary: type[Term]) -> None:
    words = [member.value for member in vocabulary]

    assert all(isinstance(word, str) and word == word.strip() and word for word in words)
    assert len({word.lower() for word in words}) == len(vocabulary.__members__)


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda each: each.__name__)
def test_terms_survive_pickling(vocabulary: type[Term]) -> None:
    assert all(pickle.loads(pickle.dumps(member)) is member for member in vocabulary)


def test_every_home_of_vocabularies_is_a_module() -> None:
    assert {*HOMES} <= {module.name for module in iter_modules(mof.__path__)}
    assert len(VOCABULARIES) > 20
