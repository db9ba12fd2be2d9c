"""MOF in the white paper's words of its day: what it is after, and by which means."""

from mof.framework._citations import cite_white_paper
from mof.framework._concepts import Concept, list_concepts

_PLACE = cite_white_paper("Microsoft Operations Framework (MOF)")

FRAMEWORK_GOALS: tuple[Concept, ...] = tuple(
    Concept(name, "of mission-critical systems", citations=_PLACE)
    for name in ("reliability", "availability", "supportability", "manageability")
)

FRAMEWORK_STRATEGY: tuple[Concept, ...] = list_concepts(
    _PLACE,
    ("processes", "they are consistent, and can be repeated"),
    ("roles", "what users are to do, answer for and be able to do is clearly defined"),
    ("automation", "products and tools do what need not be done by hand"),
)
