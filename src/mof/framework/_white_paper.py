"""The white paper: what it names beside MOF, section by section, and what that bears on."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_page, cite_white_paper
from mof.framework._functions import SMF
from mof.values import Term


@frozen
class Concept:
    """A named thing, its meaning, and the functions it bears on."""

    name: str
    meaning: str | None = None
    functions: tuple[SMF, ...] = ()
    citations: Citations = field(kw_only=True)


def _list_concepts(citations: Citations, *concepts: tuple[str, str]) -> tuple[Concept, ...]:
    """Concepts of one place, from names and meanings."""
    return tuple(Concept(name, meaning, citations=citations) for name, meaning in concepts)


def _list_mapped_concepts(
    citations: Citations, *concepts: tuple[str, str, tuple[SMF, ...]]
) -> tuple[Concept, ...]:
    """Concepts with the functions that they bear on, all cited alike."""
    return tuple(
        Concept(name, meaning, functions, citations=citations)
        for name, meaning, functions in concepts
    )


# ITIL, and the other frameworks beside it

ITIL_VERSIONS: tuple[Concept, ...] = _list_concepts(
    cite_white_paper("Executive Summary"),
    ("version 1", "functions"),
    ("version 2", "processes"),
    ("version 3", "the life cycle of services, from idea to continual improvement"),
)

ITIL_PHASES: tuple[Concept, ...] = _list_concepts(
    cite_white_paper("How Microsoft Solutions Help Put the ITIL Framework into Practice"),
    ("Service Strategy", "service management as a capability and as a strategic asset"),
    ("Service Design", "services and processes that turn strategy into portfolios and assets"),
    ("Service Transition", "what was designed goes live"),
    ("Service Operation", "services managed day by day with success"),
    ("Continual Service Improvement", "value for customers, by ever better services"),
)

_NAMED_BESIDE = cite_white_paper("Why Service Management Matters")

# Of the four in the middle the paper says no more than the names.
NEIGHBORING_FRAMEWORKS: tuple[Concept, ...] = (
    Concept(
        "ITIL",
        "good practice of service management, to be adopted and adapted",
        citations=cite_white_paper("How Microsoft Solutions Help Put the ITIL Framework"),
    ),
    *(
        Concept(name, citations=_NAMED_BESIDE)
        for name in ("COBIT", "Balanced Scorecard", "Six Sigma", "ISO 20000")
    ),
    Concept(
        "MSF",
        "concepts, models and practices for technology projects",
        citations=cite_white_paper("Microsoft Solutions Framework (MSF)"),
    ),
)

# MSF: the stages in which a solution is made, and what it builds in for operations

_MSF = "Microsoft Solutions Framework (MSF)"

SOLUTION_STAGES: tuple[Concept, ...] = _list_mapped_concepts(
    (*cite_white_paper(_MSF, "name and meaning"), *cite_page("cc543223", "functions")),
    ("Envisioning", "say what the project is for and what to expect of it", (SMF.ENVISION,)),
    ("Planning", "settle what to build, by when and how", (SMF.PROJECT_PLANNING,)),
    ("Building", "develop the whole solution, test and refine it", (SMF.BUILD,)),
    ("Stabilizing", "test the solution and make it fit for release", (SMF.STABILIZE,)),
    ("Deploying", "bring the solution into production", (SMF.DEPLOY,)),
)

# Those that a page names; the paper names none.
MILESTONES: tuple[Concept, ...] = (
    Concept("Vision/Scope Approved", None, (SMF.ENVISION,), citations=cite_page("cc531014")),
    Concept(
        "Scope Complete",
        None,
        (SMF.BUILD,),
        citations=(*cite_page("cc543238", "name"), *cite_judgement("functions")),
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
        citations=(*cite_white_paper(_MSF, "name and meaning"), *cite_judgement("functions")),
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

# MOF in the words of its day: what it is after, and by which means

_MOF = cite_white_paper("Microsoft Operations Framework (MOF)")

FRAMEWORK_GOALS: tuple[Concept, ...] = tuple(
    Concept(name, "of mission-critical systems", citations=_MOF)
    for name in ("reliability", "availability", "supportability", "manageability")
)

FRAMEWORK_STRATEGY: tuple[Concept, ...] = _list_concepts(
    _MOF,
    ("processes", "they are consistent, and can be repeated"),
    ("roles", "what users are to do, answer for and be able to do is clearly defined"),
    ("automation", "products and tools do what need not be done by hand"),
)

# The Continuous Improvement Roadmap


class RankingCriterion(Term):
    """What the problem-opportunity statements of an assessment are put in order by.

    From the white paper's case study of the University of Kansas Hospital.
    """

    RISK = "risk"
    COST = "cost"
    TIME = "time"
    BUSINESS_VALUE = "business value"


IMPROVEMENT_ROADMAP: tuple[Concept, ...] = _list_concepts(
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

# System Center: the tools, and what they are for

_TOOLS = "System Center Family of Products"

PRODUCTS: tuple[Concept, ...] = _list_mapped_concepts(
    (*cite_white_paper(_TOOLS, "name and meaning"), *cite_judgement("functions")),
    (
        "System Center Operations Manager 2007",
        "monitors services made of distributed applications, for more control of IT",
        (SMF.SERVICE_MONITORING_AND_CONTROL,),
    ),
    (
        "System Center Configuration Manager 2007",
        "keeps desktops and servers configured as desired, installs and updates software",
        (SMF.CHANGE_AND_CONFIGURATION, SMF.DEPLOY, SMF.OPERATIONS),
    ),
    (
        "System Center Service Manager",
        "processes for incidents, problems and changes; a beta at the time",
        (SMF.CUSTOMER_SERVICE, SMF.PROBLEM_MANAGEMENT, SMF.CHANGE_AND_CONFIGURATION),
    ),
    (
        "System Center Data Protection Manager 2006",
        "protects Windows file servers continuously, by backup and restore",
        (SMF.RELIABILITY, SMF.OPERATIONS),
    ),
    (
        "System Center Essentials 2007",
        "monitors systems and installs software, in one tool for smaller organizations",
        (SMF.SERVICE_MONITORING_AND_CONTROL, SMF.CHANGE_AND_CONFIGURATION),
    ),
    (
        "System Center Virtual Machine Manager",
        "helps to consolidate applications on virtual servers",
        (SMF.OPERATIONS, SMF.RELIABILITY),
    ),
)

PRODUCT_FEATURES: tuple[Concept, ...] = _list_concepts(
    cite_white_paper(_TOOLS),
    ("embedded knowledge", "what is known of the infrastructure helps to automate processes"),
    ("integration", "products share one architecture, so that workflows cross them"),
    ("flexibility", "models and templates can be adapted, and other technologies take part"),
)

# Solution Accelerators: the areas for which guidance and technology came as one package

_ONLY_NAMED = "named only"

_PACKAGES = "Solution Accelerators"

ACCELERATOR_AREAS: tuple[Concept, ...] = (
    Concept(
        "Desktop, Device and Server Management",
        "an example is Business Desktop Deployment: less time, effort and cost by automation",
        (SMF.DEPLOY, SMF.OPERATIONS, SMF.CHANGE_AND_CONFIGURATION),
        citations=(
            *cite_white_paper(_PACKAGES, "name and example"),
            *cite_judgement("functions, and that the example belongs here"),
        ),
    ),
    *_list_mapped_concepts(
        (
            *cite_white_paper(_PACKAGES, "name"),
            *cite_judgement("functions, and that some areas belong to none"),
        ),
        ("Automated Assessments", _ONLY_NAMED, (SMF.ENVISION, SMF.PROJECT_PLANNING)),
        ("Communication and Collaboration", _ONLY_NAMED, ()),
        (
            "Security Process and Compliance",
            _ONLY_NAMED,
            (SMF.GOVERNANCE_RISK_AND_COMPLIANCE, SMF.POLICY),
        ),
        ("Content Management", _ONLY_NAMED, ()),
        ("Data Protection and Recovery", _ONLY_NAMED, (SMF.RELIABILITY,)),
        ("Identity and Access Management", _ONLY_NAMED, (SMF.POLICY, SMF.OPERATIONS)),
        ("IT Process and Frameworks", _ONLY_NAMED, ()),
    ),
)

# Getting started


@frozen
class StartingPoint:
    """A situation and what to begin with in it; the last one is only about reading more."""

    situation: str
    start: str
    is_further_reading: bool = False
    citations: Citations = field(kw_only=True)


_STARTING = cite_white_paper("Delivering IT Service Management: Getting Started")

STARTING_POINTS: tuple[StartingPoint, ...] = (
    StartingPoint(
        "how far the organization is able to run the whole life cycle is not known",
        "the Infrastructure Optimization model, and an assessment of oneself by it",
        citations=_STARTING,
    ),
    StartingPoint(
        "processes are to be automated, and tools are sought",
        "the System Center products",
        citations=_STARTING,
    ),
    StartingPoint(
        "the problems are roughly known",
        "the Solution Accelerators, choosing those that can be put to use",
        citations=_STARTING,
    ),
    StartingPoint(
        "help is needed to find or to narrow down the problems",
        "a Service Management Assessment, so that effort goes where it matters",
        citations=_STARTING,
    ),
    StartingPoint(
        "the strategy itself is of interest",
        "reading about MOF, MSF and the Continuous Improvement Roadmap",
        is_further_reading=True,
        citations=_STARTING,
    ),
)
