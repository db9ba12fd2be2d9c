"""Agreements: what one party has promised another about a service, in numbers."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.agreements._agreement_lifecycle import (
        AGREEMENT_LIFECYCLE as AGREEMENT_LIFECYCLE,
        AgreementEvent as AgreementEvent,
        AgreementLife as AgreementLife,
        AgreementState as AgreementState,
    )
    from mof.agreements._agreements import (
        OLA as OLA,
        SLA as SLA,
        Agreement as Agreement,
        AssignmentCounting as AssignmentCounting,
        OnPriorityChange as OnPriorityChange,
        UnderpinningContract as UnderpinningContract,
        find_expiring as find_expiring,
    )
    from mof.agreements._availability_targets import (
        AvailabilityBasis as AvailabilityBasis,
        AvailabilityTarget as AvailabilityTarget,
        Overlap as Overlap,
        Span as Span,
        Treatment as Treatment,
    )
    from mof.agreements._clocks import (
        Clock as Clock,
    )
    from mof.agreements._conditions import (
        Condition as Condition,
    )
    from mof.agreements._counted_by import (
        CountedBy as CountedBy,
    )
    from mof.agreements._exclusions import (
        Exclusion as Exclusion,
        ExclusionReason as ExclusionReason,
    )
    from mof.agreements._pauses import (
        Pause as Pause,
    )
    from mof.agreements._precedence import (
        Selection as Selection,
        select_agreements as select_agreements,
    )
    from mof.agreements._reopening import (
        Reopening as Reopening,
    )
    from mof.agreements._service_credits import (
        CreditScope as CreditScope,
        CreditTerms as CreditTerms,
        CreditTier as CreditTier,
        LinearCredits as LinearCredits,
        OverlapRule as OverlapRule,
        TieredCredits as TieredCredits,
    )
    from mof.agreements._targets import (
        Deadline as Deadline,
        Target as Target,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_agreement_lifecycle": (
                "AGREEMENT_LIFECYCLE",
                "AgreementEvent",
                "AgreementLife",
                "AgreementState",
            ),
            "_agreements": (
                "OLA",
                "SLA",
                "Agreement",
                "AssignmentCounting",
                "OnPriorityChange",
                "UnderpinningContract",
                "find_expiring",
            ),
            "_availability_targets": (
                "AvailabilityBasis",
                "AvailabilityTarget",
                "Overlap",
                "Span",
                "Treatment",
            ),
            "_clocks": ("Clock",),
            "_conditions": ("Condition",),
            "_counted_by": ("CountedBy",),
            "_exclusions": ("Exclusion", "ExclusionReason"),
            "_pauses": ("Pause",),
            "_precedence": ("Selection", "select_agreements"),
            "_reopening": ("Reopening",),
            "_service_credits": (
                "CreditScope",
                "CreditTerms",
                "CreditTier",
                "LinearCredits",
                "OverlapRule",
                "TieredCredits",
            ),
            "_targets": ("Deadline", "Target"),
        },
    )
