"""Teams: who holds which role for what and when, what is missing, and who spent how long."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.teams._duties_on_records import (
        find_duty_conflicts as find_duty_conflicts,
    )
    from mof.teams._efforts import (
        measure_effort as measure_effort,
    )
    from mof.teams._organizations import (
        Organization as Organization,
    )
    from mof.teams._people import (
        EVERYTHING as EVERYTHING,
        Membership as Membership,
        Person as Person,
        RoleAssignment as RoleAssignment,
        Scope as Scope,
        SkillRequirement as SkillRequirement,
        Team as Team,
    )
    from mof.teams._permissions import (
        find_refusal as find_refusal,
        find_unheld_roles as find_unheld_roles,
    )
    from mof.teams._workforce import (
        Absence as Absence,
        AbsenceKind as AbsenceKind,
        Establishment as Establishment,
        Workforce as Workforce,
        WorkforceMeasure as WorkforceMeasure,
        WorkforceTarget as WorkforceTarget,
        measure_absence as measure_absence,
        measure_skills as measure_skills,
        measure_staffing as measure_staffing,
        measure_turnover as measure_turnover,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_duties_on_records": ("find_duty_conflicts",),
            "_efforts": ("measure_effort",),
            "_organizations": ("Organization",),
            "_people": (
                "EVERYTHING",
                "Membership",
                "Person",
                "RoleAssignment",
                "Scope",
                "SkillRequirement",
                "Team",
            ),
            "_permissions": (
                "find_refusal",
                "find_unheld_roles",
            ),
            "_workforce": (
                "Absence",
                "AbsenceKind",
                "Establishment",
                "Workforce",
                "WorkforceMeasure",
                "WorkforceTarget",
                "measure_absence",
                "measure_skills",
                "measure_staffing",
                "measure_turnover",
            ),
        },
    )
