"""Identifiers: what records call each other by.

They are strings at run time; for type checkers each kind is a type of its own, so that a team is
never taken for a service.
"""

from collections.abc import Collection, Iterable
from typing import NewType

from mof.errors import DefinitionError, UnknownReferenceError

PersonId = NewType("PersonId", str)
"""A person, or the account of a tool."""
TeamId = NewType("TeamId", str)
"""A team, such as a resolver group."""
TechnologyAreaId = NewType("TechnologyAreaId", str)
"""A technology area, such as networking, that services rest on."""
CustomerId = NewType("CustomerId", str)
"""A customer, who agrees to service levels and pays."""
SupplierId = NewType("SupplierId", str)
"""A supplier, with whom an underpinning contract is made."""
ServiceId = NewType("ServiceId", str)
"""A service of the catalogue."""
AgreementId = NewType("AgreementId", str)
"""An SLA, OLA or underpinning contract, in all of its versions."""
HelpRequestId = NewType("HelpRequestId", str)
"""A help request of any category that is not an incident."""
IncidentId = NewType("IncidentId", str)
"""An incident."""
ProblemId = NewType("ProblemId", str)
"""A problem."""
KnownErrorId = NewType("KnownErrorId", str)
"""A known error, whose cause or workaround is known."""
ArticleId = NewType("ArticleId", str)
"""An article of the knowledge base."""
ComplaintId = NewType("ComplaintId", str)
"""A complaint."""
MajorIncidentId = NewType("MajorIncidentId", str)
"""A major incident, which one or several incidents belong to."""
ChangeId = NewType("ChangeId", str)
"""A change."""
IndicatorId = NewType("IndicatorId", str)
"""An indicator, such as the cost of a service, in all of its observations."""
ActionId = NewType("ActionId", str)
"""An action that a review decided on."""
ReviewId = NewType("ReviewId", str)
"""A review that was held."""
RequestId = NewType("RequestId", str)
"""A request for resources that a review puts out, such as staff or budget."""
ConfigurationItemId = NewType("ConfigurationItemId", str)
"""A configuration item, which services consist of."""
ObjectiveId = NewType("ObjectiveId", str)
"""A control objective."""
RiskId = NewType("RiskId", str)
"""A risk of the register."""
ControlId = NewType("ControlId", str)
"""A control."""
PolicyId = NewType("PolicyId", str)
"""A policy."""
EvidenceId = NewType("EvidenceId", str)
"""A piece of evidence that a control was performed."""
ViolationId = NewType("ViolationId", str)
"""A violation of a policy."""
AssessmentId = NewType("AssessmentId", str)
"""An assessment of the maturity of processes."""
OpportunityId = NewType("OpportunityId", str)
"""An opportunity for improvement."""
GuidanceId = NewType("GuidanceId", str)
"""An established practice that helps with opportunities of a roadmap."""
InitiativeId = NewType("InitiativeId", str)
"""An improvement initiative."""
ProgramId = NewType("ProgramId", str)
"""An improvement program, which initiatives belong to."""
SurveyId = NewType("SurveyId", str)
"""A survey of satisfaction."""
ResponseId = NewType("ResponseId", str)
"""One answer to a survey."""
LedgerEntryId = NewType("LedgerEntryId", str)
"""An entry of the ledger: one cost, budget or income."""
AbsenceId = NewType("AbsenceId", str)
"""An absence of a person."""
TaskId = NewType("TaskId", str)
"""A task of the operations guide."""
InstructionId = NewType("InstructionId", str)
"""A work instruction, which tasks are done by."""
MonitorId = NewType("MonitorId", str)
"""A monitor, which measures a component."""
EventId = NewType("EventId", str)
"""An event that a monitor reported."""
RemedyId = NewType("RemedyId", str)
"""A remedy: what is done on an alert."""


def to_service_ids(value: Iterable[ServiceId]) -> frozenset[ServiceId]:
    """The distinct services named.

    Raises:
        DefinitionError: it is a single id.
    """
    if isinstance(value, str):
        raise DefinitionError(f"services are given as a list, such as [{value!r}], not {value!r}")
    return frozenset(value)


def check_distinct(what: str, ids: Iterable[str]) -> None:
    """Refuse two things under one id.

    Raises:
        DefinitionError: an id comes twice.
    """
    seen: set[str] = set()
    for id in ids:  # noqa: A001
        if id in seen:
            raise DefinitionError(f"two {what} are called {id!r}; give each an id of its own")
        seen.add(id)


def check_known(what: str, known: Collection[str], *, named: Iterable[str], by: str) -> None:
    """Refuse references to what is not there.

    Raises:
        UnknownReferenceError: an id that is named is not known.
    """
    for id in sorted(named):  # noqa: A001
        if id not in known:
            there = ", ".join(sorted(known)) or "none"
            raise UnknownReferenceError(
                f"{by} names {id!r}, which is not among the {what}: {there}", reference=id
            )
