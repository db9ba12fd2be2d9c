"""Agreements: what one party has promised another about a service, in numbers."""

from mof.agreements._agreements import (
    OLA,
    SLA,
    Agreement,
    Carryover,
    UnderpinningContract,
    Visits,
    find_expiring,
)
from mof.agreements._lives import (
    AGREEMENT_LIFECYCLE,
    AgreementEvent,
    AgreementGap,
    AgreementLife,
    AgreementState,
    find_agreement_gaps,
)
from mof.agreements._selections import (
    PassedOver,
    Precedence,
    Selection,
    SelectionOutcome,
    select_agreements,
)
from mof.agreements._targets import Deadline, Target, kind_of

__all__ = [
    "AGREEMENT_LIFECYCLE",
    "OLA",
    "SLA",
    "Agreement",
    "AgreementEvent",
    "AgreementGap",
    "AgreementLife",
    "AgreementState",
    "Carryover",
    "Deadline",
    "PassedOver",
    "Precedence",
    "Selection",
    "SelectionOutcome",
    "Target",
    "UnderpinningContract",
    "Visits",
    "find_agreement_gaps",
    "find_expiring",
    "kind_of",
    "select_agreements",
]
