"""Judgements: how one record stands against one agreement at one instant, and why."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.judgements._agreement_chains import (
        AgreementChain as AgreementChain,
    )
    from mof.judgements._attainment import (
        Attainment as Attainment,
        AttainmentCounts as AttainmentCounts,
        measure_attainment as measure_attainment,
        summarize_attainment as summarize_attainment,
    )
    from mof.judgements._availability import (
        Availability as Availability,
        AvailabilityLabel as AvailabilityLabel,
        measure_availability as measure_availability,
    )
    from mof.judgements._breach_attribution import (
        Attribution as Attribution,
        attribute_breach as attribute_breach,
    )
    from mof.judgements._coverages import (
        Coverage as Coverage,
        measure_coverage as measure_coverage,
    )
    from mof.judgements._credit_claims import (
        ClaimState as ClaimState,
        CreditClaim as CreditClaim,
        sum_credits as sum_credits,
    )
    from mof.judgements._entitlements import (
        Entitlement as Entitlement,
        find_entitlement as find_entitlement,
    )
    from mof.judgements._error_budgets import (
        ErrorBudget as ErrorBudget,
    )
    from mof.judgements._irregularities.irregularities import (
        Irregularity as Irregularity,
        IrregularityThresholds as IrregularityThresholds,
    )
    from mof.judgements._irregularities.search import (
        find_irregularities as find_irregularities,
    )
    from mof.judgements._judgements import (
        Explanation as Explanation,
        Judgement as Judgement,
    )
    from mof.judgements._judging import (
        find_breaches as find_breaches,
        judge as judge,
        judge_all as judge_all,
    )
    from mof.judgements._next_instants import (
        NextInstant as NextInstant,
        NextInstantKind as NextInstantKind,
        next_instants as next_instants,
    )
    from mof.judgements._reconciliation import (
        CaseCount as CaseCount,
        reconcile_judgements as reconcile_judgements,
    )
    from mof.judgements._time_parts import (
        TimePartLabel as TimePartLabel,
    )
    from mof.judgements._underpinning.gaps import (
        UnderpinningGap as UnderpinningGap,
    )
    from mof.judgements._underpinning.search import (
        find_underpinning_gaps as find_underpinning_gaps,
    )
    from mof.judgements._verdicts import (
        Verdict as Verdict,
    )
    from mof.judgements._what_if import (
        WhatIf as WhatIf,
        what_if as what_if,
    )
    from mof.judgements._worklists import (
        Worklist as Worklist,
        worklist as worklist,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_agreement_chains": ("AgreementChain",),
            "_attainment": (
                "Attainment",
                "AttainmentCounts",
                "measure_attainment",
                "summarize_attainment",
            ),
            "_availability": ("Availability", "AvailabilityLabel", "measure_availability"),
            "_breach_attribution": ("Attribution", "attribute_breach"),
            "_coverages": ("Coverage", "measure_coverage"),
            "_credit_claims": ("ClaimState", "CreditClaim", "sum_credits"),
            "_entitlements": ("Entitlement", "find_entitlement"),
            "_error_budgets": ("ErrorBudget",),
            "_irregularities.irregularities": ("Irregularity", "IrregularityThresholds"),
            "_irregularities.search": ("find_irregularities",),
            "_judgements": ("Explanation", "Judgement"),
            "_judging": ("find_breaches", "judge", "judge_all"),
            "_next_instants": ("NextInstant", "NextInstantKind", "next_instants"),
            "_reconciliation": ("CaseCount", "reconcile_judgements"),
            "_time_parts": ("TimePartLabel",),
            "_underpinning.gaps": ("UnderpinningGap",),
            "_underpinning.search": ("find_underpinning_gaps",),
            "_verdicts": ("Verdict",),
            "_what_if": ("WhatIf", "what_if"),
            "_worklists": ("Worklist", "worklist"),
        },
    )
