"""Identifiers: what records call each other by."""

from collections.abc import Collection, Iterable
from typing import NewType

from mof.errors import DefinitionError, UnknownReferenceError

PersonId = NewType("PersonId", str)
TeamId = NewType("TeamId", str)
TechnologyAreaId = NewType("TechnologyAreaId", str)
CustomerId = NewType("CustomerId", str)
SupplierId = NewType("SupplierId", str)
ServiceId = NewType("ServiceId", str)
AgreementId = NewType("AgreementId", str)
HelpRequestId = NewType("HelpRequestId", str)
IncidentId = NewType("IncidentId", str)
ProblemId = NewType("ProblemId", str)
KnownErrorId = NewType("KnownErrorId", str)
ArticleId = NewType("ArticleId", str)
ComplaintId = NewType("ComplaintId", str)
MajorIncidentId = NewType("MajorIncidentId", str)
ChangeId = NewType("ChangeId", str)
IndicatorId = NewType("IndicatorId", str)
ActionId = NewType("ActionId", str)
ReviewId = NewType("ReviewId", str)
RequestId = NewType("RequestId", str)
ConfigurationItemId = NewType("ConfigurationItemId", str)
ObjectiveId = NewType("ObjectiveId", str)
RiskId = NewType("RiskId", str)
ControlId = NewType("ControlId", str)
PolicyId = NewType("PolicyId", str)
EvidenceId = NewType("EvidenceId", str)
ViolationId = NewType("ViolationId", str)
AssessmentId = NewType("AssessmentId", str)
OpportunityId = NewType("OpportunityId", str)
GuidanceId = NewType("GuidanceId", str)
InitiativeId = NewType("InitiativeId", str)
ProgramId = NewType("ProgramId", str)
SurveyId = NewType("SurveyId", str)
ResponseId = NewType("ResponseId", str)
LedgerEntryId = NewType("LedgerEntryId", str)
AbsenceId = NewType("AbsenceId", str)
TaskId = NewType("TaskId", str)
InstructionId = NewType("InstructionId", str)
MonitorId = NewType("MonitorId", str)
EventId = NewType("EventId", str)
RemedyId = NewType("RemedyId", str)


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
