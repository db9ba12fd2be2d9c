"""Terms are closed vocabularies of words that a person would write."""

import inspect
import pickle
from importlib import import_module

import pytest

from mof.values import Term
from public_api import list_modules

VOCABULARIES = sorted(
    {
        value
        for name in list_modules()
        for value in vars(import_module(name)).values()
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
