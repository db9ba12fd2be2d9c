"""Agreements: what one party has promised another about a service, in numbers."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.agreements._agreement_lifecycle import (
        AGREEMENT_LIFECYCLE as AGREEMENT_LIFECYCLE,
    )
    from mof.agreements._agreement_lifecycle import (
        AgreementEvent as AgreementEvent,
    )
    from mof.agreements._agreement_lifecycle import (
        AgreementLife as AgreementLife,
    )
    from mof.agreements._agreement_lifecycle import (
        AgreementState as AgreementState,
    )
    from mof.agreements._agreements import (
        OLA as OLA,
    )
    from mof.agreements._agreements import (
        SLA as SLA,
    )
    from mof.agreements._agreements import (
        Agreement as Agreement,
    )
    from mof.agreements._agreements import (
        AssignmentCounting as AssignmentCounting,
    )
    from mof.agreements._agreements import (
        OnPriorityChange as OnPriorityChange,
    )
    from mof.agreements._agreements import (
        UnderpinningContract as UnderpinningContract,
    )
    from mof.agreements._agreements import (
        find_expiring as find_expiring,
    )
    from mof.agreements._availability_targets import (
        AvailabilityBasis as AvailabilityBasis,
    )
    from mof.agreements._availability_targets import (
        AvailabilityTarget as AvailabilityTarget,
    )
    from mof.agreements._availability_targets import (
        Overlap as Overlap,
    )
    from mof.agreements._availability_targets import (
        Span as Span,
    )
    from mof.agreements._availability_targets import (
        Treatment as Treatment,
    )
    from mof.agreements._clocks import (
        Clock as Clock,
    )
    from mof.agreements._conditions import (
        Condition as Condition,
    )
    from mof.agreements._exclusions import (
        Exclusion as Exclusion,
    )
    from mof.agreements._exclusions import (
        ExclusionReason as ExclusionReason,
    )
    from mof.agreements._pauses import (
        Pause as Pause,
    )
    from mof.agreements._precedence import (
        Selection as Selection,
    )
    from mof.agreements._precedence import (
        select_agreements as select_agreements,
    )
    from mof.agreements._reopening import (
        Reopening as Reopening,
    )
    from mof.agreements._service_credits import (
        CreditScope as CreditScope,
    )
    from mof.agreements._service_credits import (
        CreditTerms as CreditTerms,
    )
    from mof.agreements._service_credits import (
        CreditTier as CreditTier,
    )
    from mof.agreements._service_credits import (
        LinearCredits as LinearCredits,
    )
    from mof.agreements._service_credits import (
        OverlapRule as OverlapRule,
    )
    from mof.agreements._service_credits import (
        TieredCredits as TieredCredits,
    )
    from mof.agreements._targets import (
        Deadline as Deadline,
    )
    from mof.agreements._targets import (
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
