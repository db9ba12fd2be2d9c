"""Teams: who holds which role for what and when, what is missing, and who spent how long."""

from mof.teams.duties import (
    DutyConflict,
    UnheldRole,
    find_duty_conflicts,
    find_unheld_roles,
)
from mof.teams.efforts import PersonEffort, measure_effort
from mof.teams.organizations import Holding, Organization
from mof.teams.people import (
    EVERYTHING,
    Membership,
    Person,
    RoleAssignment,
    Scope,
    SkillRequirement,
    Team,
)
from mof.teams.refusals import PersonRefusal, find_refusal
from mof.teams.staffing import (
    SkillShortfall,
    StaffingGap,
    StaffingGapKind,
    find_staffing_gaps,
    tabulate_gaps,
)

__all__ = [
    "EVERYTHING",
    "DutyConflict",
    "Holding",
    "Membership",
    "Organization",
    "Person",
    "PersonEffort",
    "PersonRefusal",
    "RoleAssignment",
    "Scope",
    "SkillRequirement",
    "SkillShortfall",
    "StaffingGap",
    "StaffingGapKind",
    "Team",
    "UnheldRole",
    "find_duty_conflicts",
    "find_refusal",
    "find_staffing_gaps",
    "find_unheld_roles",
    "measure_effort",
    "tabulate_gaps",
]
