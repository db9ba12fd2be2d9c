"""Judgements: how one record stands against one agreement at one instant, and why."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.judgements._attainment import (
        Attainment as Attainment,
    )
    from mof.judgements._attainment import (
        AttainmentCounts as AttainmentCounts,
    )
    from mof.judgements._attainment import (
        CaseCount as CaseCount,
    )
    from mof.judgements._attainment import (
        Reconciliation as Reconciliation,
    )
    from mof.judgements._attainment import (
        measure_attainment as measure_attainment,
    )
    from mof.judgements._attainment import (
        reconcile_judgements as reconcile_judgements,
    )
    from mof.judgements._attainment import (
        summarize_attainment as summarize_attainment,
    )
    from mof.judgements._attainment import (
        summarize_trends as summarize_trends,
    )
    from mof.judgements._availability import (
        Availability as Availability,
    )
    from mof.judgements._availability import (
        AvailabilityLabel as AvailabilityLabel,
    )
    from mof.judgements._availability import (
        AvailabilityStretch as AvailabilityStretch,
    )
    from mof.judgements._availability import (
        Reliability as Reliability,
    )
    from mof.judgements._availability import (
        measure_availability as measure_availability,
    )
    from mof.judgements._chains.attributions import (
        Attribution as Attribution,
    )
    from mof.judgements._chains.attributions import (
        attribute_breach as attribute_breach,
    )
    from mof.judgements._chains.chains import (
        AgreementChain as AgreementChain,
    )
    from mof.judgements._chains.searches import (
        find_underpinning_gaps as find_underpinning_gaps,
    )
    from mof.judgements._chains.weak_links import (
        UnderpinningGap as UnderpinningGap,
    )
    from mof.judgements._credit_claims import (
        ClaimState as ClaimState,
    )
    from mof.judgements._credit_claims import (
        CreditClaim as CreditClaim,
    )
    from mof.judgements._credit_claims import (
        find_claim as find_claim,
    )
    from mof.judgements._entitlements import (
        Entitlement as Entitlement,
    )
    from mof.judgements._entitlements import (
        find_entitlement as find_entitlement,
    )
    from mof.judgements._error_budgets import (
        ErrorBudget as ErrorBudget,
    )
    from mof.judgements._irregularities.irregularities import (
        Irregularity as Irregularity,
    )
    from mof.judgements._irregularities.irregularities import (
        IrregularityThresholds as IrregularityThresholds,
    )
    from mof.judgements._irregularities.searches import (
        find_irregularities as find_irregularities,
    )
    from mof.judgements._judgements import (
        Explanation as Explanation,
    )
    from mof.judgements._judgements import (
        Judgement as Judgement,
    )
    from mof.judgements._judgements import (
        Superseded as Superseded,
    )
    from mof.judgements._judgements import (
        TimePart as TimePart,
    )
    from mof.judgements._judgements import (
        TimePartLabel as TimePartLabel,
    )
    from mof.judgements._judgements import (
        Verdict as Verdict,
    )
    from mof.judgements._judging import (
        find_breaches as find_breaches,
    )
    from mof.judgements._judging import (
        judge as judge,
    )
    from mof.judgements._judging import (
        judge_all as judge_all,
    )
    from mof.judgements._measurements import (
        Measurement as Measurement,
    )
    from mof.judgements._negotiations import (
        WhatIf as WhatIf,
    )
    from mof.judgements._negotiations import (
        what_if as what_if,
    )
    from mof.judgements._worklists import (
        NextInstant as NextInstant,
    )
    from mof.judgements._worklists import (
        NextInstantKind as NextInstantKind,
    )
    from mof.judgements._worklists import (
        Worklist as Worklist,
    )
    from mof.judgements._worklists import (
        next_instants as next_instants,
    )
    from mof.judgements._worklists import (
        worklist as worklist,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_attainment": (
                "Attainment",
                "AttainmentCounts",
                "CaseCount",
                "Reconciliation",
                "measure_attainment",
                "reconcile_judgements",
                "summarize_attainment",
                "summarize_trends",
            ),
            "_availability": (
                "Availability",
                "Reliability",
                "AvailabilityStretch",
                "AvailabilityLabel",
                "measure_availability",
            ),
            "_chains.attributions": (
                "Attribution",
                "attribute_breach",
            ),
            "_chains.chains": ("AgreementChain",),
            "_chains.searches": ("find_underpinning_gaps",),
            "_chains.weak_links": ("UnderpinningGap",),
            "_credit_claims": (
                "ClaimState",
                "CreditClaim",
                "find_claim",
            ),
            "_entitlements": (
                "Entitlement",
                "find_entitlement",
            ),
            "_error_budgets": ("ErrorBudget",),
            "_irregularities.irregularities": (
                "Irregularity",
                "IrregularityThresholds",
            ),
            "_irregularities.searches": ("find_irregularities",),
            "_judgements": (
                "Explanation",
                "Judgement",
                "TimePartLabel",
                "TimePart",
                "Superseded",
                "Verdict",
            ),
            "_judging": (
                "find_breaches",
                "judge",
                "judge_all",
            ),
            "_measurements": ("Measurement",),
            "_negotiations": (
                "WhatIf",
                "what_if",
            ),
            "_worklists": (
                "NextInstant",
                "NextInstantKind",
                "Worklist",
                "next_instants",
                "worklist",
            ),
        },
    )
