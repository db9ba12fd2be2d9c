"""MSF: the stages in which a solution is made, and what it must build in for operations."""

from mof.framework._citations import cite_judgement, cite_knowledge, cite_page, cite_white_paper
from mof.framework._concepts import Concept, list_mapped_concepts
from mof.framework._functions import SMF

_PLACE = "Microsoft Solutions Framework (MSF)"

SOLUTION_STAGES: tuple[Concept, ...] = list_mapped_concepts(
    (*cite_white_paper(_PLACE, "name and meaning"), *cite_page("cc543223", "functions")),
    ("Envisioning", "say what the project is for and what to expect of it", (SMF.ENVISION,)),
    ("Planning", "settle what to build, by when and how", (SMF.PROJECT_PLANNING,)),
    ("Building", "develop the whole solution, test and refine it", (SMF.BUILD,)),
    ("Stabilizing", "test the solution and make it fit for release", (SMF.STABILIZE,)),
    ("Deploying", "bring the solution into production", (SMF.DEPLOY,)),
)

MILESTONES: tuple[Concept, ...] = (
    Concept("Vision/Scope Approved", None, (SMF.ENVISION,), citations=cite_page("cc531014")),
    Concept("Project Plans Approved", None, (SMF.PROJECT_PLANNING,), citations=cite_knowledge()),
    Concept(
        "Scope Complete",
        None,
        (SMF.BUILD,),
        citations=(*cite_page("cc543238", "name"), *cite_knowledge("functions")),
    ),
    Concept(
        "Release Readiness Approved",
        "it is a management review as well",
        (SMF.STABILIZE,),
        citations=cite_page("cc543313"),
    ),
    Concept("Deployment Complete", None, (SMF.DEPLOY,), citations=cite_page("cc465179")),
)

SERVICE_MANAGEMENT_CONCERNS: tuple[Concept, ...] = tuple(
    Concept(
        name,
        "what it requires is built into the solution",
        functions,
        citations=(*cite_white_paper(_PLACE, "name and meaning"), *cite_judgement("functions")),
    )
    for name, functions in (
        ("Service Level Management", (SMF.BUSINESS_IT_ALIGNMENT,)),
        ("IT Program Management", (SMF.BUSINESS_IT_ALIGNMENT, SMF.PROJECT_PLANNING)),
        ("IT Service Continuity Management", (SMF.RELIABILITY,)),
        ("Capacity Management", (SMF.RELIABILITY,)),
        ("Financial Management for IT Services", (SMF.FINANCIAL_MANAGEMENT,)),
        ("Availability Management", (SMF.RELIABILITY,)),
        ("Workforce Management", (SMF.TEAM,)),
        ("Resource Management", (SMF.PROJECT_PLANNING, SMF.TEAM)),
        ("Requirements Management", (SMF.ENVISION, SMF.BUSINESS_IT_ALIGNMENT)),
        ("Risk and Issue Management", (SMF.GOVERNANCE_RISK_AND_COMPLIANCE,)),
    )
)
