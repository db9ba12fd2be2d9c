"""Processes: the steps that a service management function consists of."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_knowledge, cite_page
from mof.framework._functions import SMF


@frozen
class FunctionProcess:
    """One process of a service management function, by its number there."""

    smf: SMF
    number: int
    name: str
    citations: Citations = field(kw_only=True)


def _number(smf: SMF, *steps: tuple[str, Citations]) -> tuple[FunctionProcess, ...]:
    return tuple(
        FunctionProcess(smf, number, name, citations=citation)
        for number, (name, citation) in enumerate(steps, start=1)
    )


def _number_all(smf: SMF, citation: Citations, *names: str) -> tuple[FunctionProcess, ...]:
    return _number(smf, *((name, citation) for name in names))


_UNVERIFIED = cite_knowledge()

PROCESSES: tuple[FunctionProcess, ...] = (
    *_number(
        SMF.BUSINESS_IT_ALIGNMENT,
        ("define the IT service strategy", _UNVERIFIED),
        ("identify and map services", _UNVERIFIED),
        ("manage demand and business requests", _UNVERIFIED),
        ("manage the service portfolio", _UNVERIFIED),
        ("manage service levels", cite_page("cc543312")),
    ),
    *_number_all(
        SMF.RELIABILITY,
        cite_page("cc506068"),
        "planning",
        "implementation",
        "monitoring and improvement",
    ),
    *_number_all(
        SMF.OPERATIONS,
        cite_page("cc531140"),
        "define operational work requirements",
        "build operational work instructions",
        "plan operational work",
        "execute operational work",
        "maintain operational work instructions",
        "manage operational work",
    ),
    *_number_all(
        SMF.SERVICE_MONITORING_AND_CONTROL,
        _UNVERIFIED,
        "define service monitoring requirements",
        "implement monitoring for a new service",
        "monitor continuously",
        "control and report",
    ),
    *_number(
        SMF.CUSTOMER_SERVICE,
        ("record the user's request", cite_page("cc543282")),
        ("classify the request", cite_page("cc543283")),
        ("resolve the request", cite_page("cc543284")),
        ("confirm resolution and close the request", cite_page("cc543290")),
        ("ensure good service", _UNVERIFIED),
    ),
    *_number(
        SMF.PROBLEM_MANAGEMENT,
        ("document the problem", cite_page("cc543261")),
        ("filter the problem", cite_page("cc543295")),
        ("research the problem", cite_page("cc543298")),
        ("research the outcome", cite_page("cc543302")),
    ),
    *_number_all(
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
        cite_page("cc531019"),
        "establish IT governance",
        "assess, monitor and control risk",
        "comply with directives",
    ),
    *_number_all(
        SMF.CHANGE_AND_CONFIGURATION,
        cite_page("cc543208"),
        "baseline the configuration",
        "initiate the change",
        "classify the change",
        "approve and schedule the change",
        "develop and test the change",
        "release the change",
        "validate and review the change",
    ),
    *_number_all(
        SMF.TEAM,
        cite_page("cc543327"),
        "identify the changes needed",
        "align responsibilities",
        "assign roles",
    ),
)
