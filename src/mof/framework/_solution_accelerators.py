"""Solution Accelerators: the areas for which guidance and technology came as one package."""

from mof.framework._citations import cite_judgement, cite_white_paper
from mof.framework._concepts import Concept, list_mapped_concepts
from mof.framework._functions import SMF

_NAMED = "named only"

_PLACE = "Solution Accelerators"

ACCELERATOR_AREAS: tuple[Concept, ...] = (
    Concept(
        "Desktop, Device and Server Management",
        "an example is Business Desktop Deployment: less time, effort and cost by automation",
        (SMF.DEPLOY, SMF.OPERATIONS, SMF.CHANGE_AND_CONFIGURATION),
        citations=(
            *cite_white_paper(_PLACE, "name and example"),
            *cite_judgement("functions, and that the example belongs here"),
        ),
    ),
    *list_mapped_concepts(
        (
            *cite_white_paper(_PLACE, "name"),
            *cite_judgement("functions, and that some areas belong to none"),
        ),
        ("Automated Assessments", _NAMED, (SMF.ENVISION, SMF.PROJECT_PLANNING)),
        ("Communication and Collaboration", _NAMED, ()),
        (
            "Security Process and Compliance",
            _NAMED,
            (SMF.GOVERNANCE_RISK_AND_COMPLIANCE, SMF.POLICY),
        ),
        ("Content Management", _NAMED, ()),
        ("Data Protection and Recovery", _NAMED, (SMF.RELIABILITY,)),
        ("Identity and Access Management", _NAMED, (SMF.POLICY, SMF.OPERATIONS)),
        ("IT Process and Frameworks", _NAMED, ()),
    ),
)
