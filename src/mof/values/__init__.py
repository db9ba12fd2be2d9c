"""Values: ids, instants, periods, shares, terms and chances; nothing of service management."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.values._confidence_intervals import (
        ConfidenceInterval as ConfidenceInterval,
    )
    from mof.values._ids import (
        AbsenceId as AbsenceId,
    )
    from mof.values._ids import (
        ActionId as ActionId,
    )
    from mof.values._ids import (
        AgreementId as AgreementId,
    )
    from mof.values._ids import (
        ArticleId as ArticleId,
    )
    from mof.values._ids import (
        AssessmentId as AssessmentId,
    )
    from mof.values._ids import (
        ChangeId as ChangeId,
    )
    from mof.values._ids import (
        ComplaintId as ComplaintId,
    )
    from mof.values._ids import (
        ConfigurationItemId as ConfigurationItemId,
    )
    from mof.values._ids import (
        ControlId as ControlId,
    )
    from mof.values._ids import (
        CustomerId as CustomerId,
    )
    from mof.values._ids import (
        EventId as EventId,
    )
    from mof.values._ids import (
        EvidenceId as EvidenceId,
    )
    from mof.values._ids import (
        GuidanceId as GuidanceId,
    )
    from mof.values._ids import (
        HelpRequestId as HelpRequestId,
    )
    from mof.values._ids import (
        IncidentId as IncidentId,
    )
    from mof.values._ids import (
        IndicatorId as IndicatorId,
    )
    from mof.values._ids import (
        InitiativeId as InitiativeId,
    )
    from mof.values._ids import (
        InstructionId as InstructionId,
    )
    from mof.values._ids import (
        KnownErrorId as KnownErrorId,
    )
    from mof.values._ids import (
        LedgerEntryId as LedgerEntryId,
    )
    from mof.values._ids import (
        MajorIncidentId as MajorIncidentId,
    )
    from mof.values._ids import (
        MonitorId as MonitorId,
    )
    from mof.values._ids import (
        ObjectiveId as ObjectiveId,
    )
    from mof.values._ids import (
        OpportunityId as OpportunityId,
    )
    from mof.values._ids import (
        PersonId as PersonId,
    )
    from mof.values._ids import (
        PolicyId as PolicyId,
    )
    from mof.values._ids import (
        ProblemId as ProblemId,
    )
    from mof.values._ids import (
        ProgramId as ProgramId,
    )
    from mof.values._ids import (
        RemedyId as RemedyId,
    )
    from mof.values._ids import (
        RequestId as RequestId,
    )
    from mof.values._ids import (
        ResponseId as ResponseId,
    )
    from mof.values._ids import (
        ReviewId as ReviewId,
    )
    from mof.values._ids import (
        RiskId as RiskId,
    )
    from mof.values._ids import (
        ServiceId as ServiceId,
    )
    from mof.values._ids import (
        SupplierId as SupplierId,
    )
    from mof.values._ids import (
        SurveyId as SurveyId,
    )
    from mof.values._ids import (
        TaskId as TaskId,
    )
    from mof.values._ids import (
        TeamId as TeamId,
    )
    from mof.values._ids import (
        TechnologyAreaId as TechnologyAreaId,
    )
    from mof.values._ids import (
        ViolationId as ViolationId,
    )
    from mof.values._periods import (
        Period as Period,
    )
    from mof.values._terms import (
        Term as Term,
    )
    from mof.values._tolerances import (
        TargetStatus as TargetStatus,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_confidence_intervals": ("ConfidenceInterval",),
            "_ids": (
                "AbsenceId",
                "ActionId",
                "AgreementId",
                "ArticleId",
                "AssessmentId",
                "ChangeId",
                "ComplaintId",
                "ConfigurationItemId",
                "ControlId",
                "CustomerId",
                "EventId",
                "EvidenceId",
                "GuidanceId",
                "HelpRequestId",
                "IncidentId",
                "IndicatorId",
                "InitiativeId",
                "InstructionId",
                "KnownErrorId",
                "LedgerEntryId",
                "MajorIncidentId",
                "MonitorId",
                "ObjectiveId",
                "OpportunityId",
                "PersonId",
                "PolicyId",
                "ProblemId",
                "ProgramId",
                "RemedyId",
                "RequestId",
                "ResponseId",
                "ReviewId",
                "RiskId",
                "ServiceId",
                "SupplierId",
                "SurveyId",
                "TaskId",
                "TeamId",
                "TechnologyAreaId",
                "ViolationId",
            ),
            "_periods": ("Period",),
            "_terms": ("Term",),
            "_tolerances": ("TargetStatus",),
        },
    )
