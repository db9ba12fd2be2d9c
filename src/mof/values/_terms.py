"""Terms: closed vocabularies whose members read as the words a person would write."""

from enum import Enum
from typing import TypeVar

from mof.errors import DefinitionError


class Term(Enum):
    """One word of a closed vocabulary; printed as that word.

    The states, events and kinds of this library are terms. Make a vocabulary of your own in the
    same way; it is then written to JSON as its words.

    >>> class Site(Term):
    ...     OSLO = "Oslo"
    ...     BERGEN = "Bergen"
    >>> print(Site.OSLO, Site("Bergen") is Site.BERGEN)
    Oslo True
    """

    __hash__ = object.__hash__  # members are singletons, and Enum's own hash is slow

    def __str__(self) -> str:
        return str(self.value)


_Member = TypeVar("_Member", bound=Term)


def to_member(kind: type[_Member], value: _Member | str, what: str) -> _Member:
    """A term of a vocabulary, or the one of that word.

    Raises:
        DefinitionError: the vocabulary has no such term.
    """
    found = next((term for term in kind if value in (term, term.value)), None)
    if found is None:
        words = ", ".join(repr(term.value) for term in kind)
        raise DefinitionError(f"{what} one of {words}, not {value!r}")
    return found


def to_optional_word(value: str | Term | None) -> str | None:
    """A term as its word, a word as it stands, or None where there is none."""
    return str(value) if isinstance(value, Term) else value
