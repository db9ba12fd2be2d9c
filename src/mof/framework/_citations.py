"""Citations: where a fact of the framework comes from, and so how far it can be trusted."""

from typing import TypeAlias

from attrs import frozen

from mof.values import Term


class Source(Term):
    """What a fact rests on, the surest first."""

    OVERVIEW = "Operate phase overview (MOF 4.0)"
    WHITE_PAPER = "white paper on Microsoft and ITIL v3 (MOF 3.x)"
    PAGE = "public page"
    GENERAL_KNOWLEDGE = "general knowledge, unverified"
    JUDGEMENT = "our judgement"


@frozen
class Citation:
    """One source, the place in it, and which facts of a row it stands for if not for all.

    A page is named by the id of its document; pages of MOF 3 say so.

    >>> print(Citation(Source.PAGE, "cc543275", facts="deliverable"))
    deliverable: public page, cc543275
    """

    source: Source
    place: str = ""
    facts: str = ""

    def __str__(self) -> str:
        facts = f"{self.facts}: " if self.facts else ""
        place = f", {self.place}" if self.place else ""
        return f"{facts}{self.source}{place}"


Citations: TypeAlias = tuple[Citation, ...]
"""What a row rests on; the functions below make one citation each, to be joined with others."""


def cite_overview(place: str, facts: str = "") -> Citations:
    """A place in the overview of the Operate phase."""
    return (Citation(Source.OVERVIEW, place, facts),)


def cite_white_paper(place: str, facts: str = "") -> Citations:
    """A place in the white paper."""
    return (Citation(Source.WHITE_PAPER, place, facts),)


def cite_page(document: str, facts: str = "") -> Citations:
    """A public page, by the id of its document."""
    return (Citation(Source.PAGE, document, facts),)


def cite_knowledge(facts: str = "", *, place: str = "") -> Citations:
    """What is commonly known and was not found in any document at hand."""
    return (Citation(Source.GENERAL_KNOWLEDGE, place, facts),)


def cite_judgement(facts: str = "") -> Citations:
    """What this library decided."""
    return (Citation(Source.JUDGEMENT, "", facts),)
