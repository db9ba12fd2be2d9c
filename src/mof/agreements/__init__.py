"""Agreements: what one party has promised another about a service, in numbers."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.agreements._agreement_lives import (
        AGREEMENT_LIFECYCLE as AGREEMENT_LIFECYCLE,
    )
    from mof.agreements._agreement_lives import (
        AgreementEvent as AgreementEvent,
    )
    from mof.agreements._agreement_lives import (
        AgreementLife as AgreementLife,
    )
    from mof.agreements._agreement_lives import (
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
    from mof.agreements._clocks import (
        ClockState as ClockState,
    )
    from mof.agreements._clocks import (
        Reopening as Reopening,
    )
    from mof.agreements._conditions import (
        Condition as Condition,
    )
    from mof.agreements._cycles import (
        Cycle as Cycle,
    )
    from mof.agreements._cycles import (
        Pause as Pause,
    )
    from mof.agreements._cycles import (
        follow as follow,
    )
    from mof.agreements._exclusions import (
        Exclusion as Exclusion,
    )
    from mof.agreements._exclusions import (
        ExclusionReason as ExclusionReason,
    )
    from mof.agreements._precedence import (
        PassedOver as PassedOver,
    )
    from mof.agreements._precedence import (
        Precedence as Precedence,
    )
    from mof.agreements._precedence import (
        Selection as Selection,
    )
    from mof.agreements._precedence import (
        select_agreements as select_agreements,
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
        ShareRange as ShareRange,
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
            "_agreement_lives": (
                "AGREEMENT_LIFECYCLE",
                "AgreementEvent",
                "AgreementLife",
                "AgreementState",
            ),
            "_agreements": (
                "Agreement",
                "OnPriorityChange",
                "OLA",
                "SLA",
                "UnderpinningContract",
                "AssignmentCounting",
                "find_expiring",
            ),
            "_availability_targets": (
                "AvailabilityBasis",
                "AvailabilityTarget",
                "Overlap",
                "Span",
                "Treatment",
            ),
            "_clocks": (
                "Clock",
                "Reopening",
                "ClockState",
            ),
            "_conditions": ("Condition",),
            "_cycles": (
                "Cycle",
                "Pause",
                "follow",
            ),
            "_exclusions": (
                "Exclusion",
                "ExclusionReason",
            ),
            "_precedence": (
                "PassedOver",
                "Precedence",
                "Selection",
                "select_agreements",
            ),
            "_service_credits": (
                "CreditScope",
                "CreditTerms",
                "CreditTier",
                "LinearCredits",
                "OverlapRule",
                "ShareRange",
                "TieredCredits",
            ),
            "_targets": (
                "Deadline",
                "Target",
            ),
        },
    )
