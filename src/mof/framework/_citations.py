"""Citations: where a fact of the framework comes from, and so how far it can be trusted."""

from typing import TypeAlias

from attrs import frozen

from mof.values import Term


class Source(Term):
    """What a fact rests on, the surest first."""

    OVERVIEW = "Operate phase overview (MOF 4.0)"
    """The overview of the Operate phase: the model of this library."""
    WHITE_PAPER = "white paper on Microsoft and ITIL v3 (MOF 3.x)"
    """The white paper, which speaks of MOF 3 where it speaks of MOF."""
    PAGE = "public page"
    """One page about MOF, named by the id of its document."""
    GENERAL_KNOWLEDGE = "general knowledge, unverified"
    """Commonly said, and found in no document at hand."""
    JUDGEMENT = "our judgement"
    """What this library says, and neither the framework nor any other source."""


@frozen
class Citation:
    """A source, the place in it, and which facts of a row it stands for.

    >>> print(Citation(Source.PAGE, "cc543275", facts="deliverable"))
    deliverable: public page, cc543275
    """

    source: Source
    """What kind of source it is."""
    place: str = ""
    """The section, table or figure, or the id of a page's document; pages of MOF 3 say so."""
    facts: str = ""
    """Which facts of the row it stands for; blank where it stands for all."""

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
