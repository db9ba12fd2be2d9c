"""Terms: closed vocabularies whose members read as the words a person would write."""

from enum import Enum


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


def to_optional_word(value: str | Term | None) -> str | None:
    """A term as its word, a word as it stands, or None where there is none."""
    return str(value) if isinstance(value, Term) else value
