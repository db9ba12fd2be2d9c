"""The framework itself as data: what MOF 4.0 says, and where it says it."""

from mof.framework.operational_health import (
    Analysis,
    ChangeSubject,
    DecisionKind,
    EvaluatedItem,
    Input,
    OutputKind,
    StakeholderGroup,
)
from mof.framework.roles import (
    ROLES,
    Accountability,
    Role,
    RoleType,
    find_role,
)

__all__ = [
    "ROLES",
    "Accountability",
    "Analysis",
    "ChangeSubject",
    "DecisionKind",
    "EvaluatedItem",
    "Input",
    "OutputKind",
    "Role",
    "RoleType",
    "StakeholderGroup",
    "find_role",
]
