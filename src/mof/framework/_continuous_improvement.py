"""Continuous improvement: the components of its roadmap, and what findings are ranked by."""

from mof.framework._citations import cite_white_paper
from mof.framework._concepts import Concept, list_concepts
from mof.values import Term


class RankingCriterion(Term):
    """What the problem-opportunity statements of an assessment are put in order by."""

    # White paper, case study of the University of Kansas Hospital.
    RISK = "risk"
    COST = "cost"
    TIME = "time"
    BUSINESS_VALUE = "business value"


IMPROVEMENT_ROADMAP: tuple[Concept, ...] = list_concepts(
    cite_white_paper("Continuous Improvement Roadmap (CIR)"),
    ("Service Assessment", "a tool that finds where service management hurts"),
    ("Service Management Guidance", "links to practices that are established already"),
    ("Service Improvement", "a method for carrying out projects that improve services"),
)

RANKING_CRITERIA: tuple[Concept, ...] = tuple(
    Concept(
        str(criterion),
        "ranks the problem-opportunity statements of an assessment",
        citations=cite_white_paper("Case Study: The University of Kansas Hospital"),
    )
    for criterion in RankingCriterion
)
