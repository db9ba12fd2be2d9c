"""Concepts: things that the sources name, what they say of them, and what they bear on."""

from attrs import field, frozen

from mof.framework._citations import Citations
from mof.framework._functions import SMF


@frozen
class Concept:
    """A named thing, its meaning, and the functions it bears on."""

    name: str
    meaning: str | None = None
    functions: tuple[SMF, ...] = ()
    citations: Citations = field(kw_only=True)


def list_concepts(citations: Citations, *concepts: tuple[str, str]) -> tuple[Concept, ...]:
    """Concepts of one place, from names and meanings."""
    return tuple(Concept(name, meaning, citations=citations) for name, meaning in concepts)


def list_mapped_concepts(
    citations: Citations, *concepts: tuple[str, str, tuple[SMF, ...]]
) -> tuple[Concept, ...]:
    """Concepts with the functions that they bear on, all cited alike."""
    return tuple(
        Concept(name, meaning, functions, citations=citations)
        for name, meaning, functions in concepts
    )
