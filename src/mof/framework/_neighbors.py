"""Neighbors: the other frameworks that the white paper wants used together with this one."""

from mof.framework._citations import cite_knowledge, cite_white_paper
from mof.framework._concepts import Concept

_NAME = cite_white_paper("Why Service Management Matters", "name")
_MEANING = cite_knowledge("meaning")

NEIGHBORING_FRAMEWORKS: tuple[Concept, ...] = (
    Concept(
        "ITIL",
        "good practice of service management, to be adopted and adapted",
        citations=cite_white_paper("How Microsoft Solutions Help Put the ITIL Framework"),
    ),
    Concept("COBIT", "objectives of governance and control for IT", citations=(*_NAME, *_MEANING)),
    Concept(
        "Balanced Scorecard",
        "measures of finance, customers, processes and learning side by side",
        citations=(*_NAME, *_MEANING),
    ),
    Concept("Six Sigma", "fewer defects by reducing variation", citations=(*_NAME, *_MEANING)),
    Concept(
        "ISO 20000",
        "the standard that a service management system can be certified against",
        citations=(*_NAME, *_MEANING),
    ),
    Concept(
        "MSF",
        "concepts, models and practices for technology projects",
        citations=cite_white_paper("Microsoft Solutions Framework (MSF)"),
    ),
)
