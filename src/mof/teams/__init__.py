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
    )
    from mof.teams._people import (
        Membership as Membership,
    )
    from mof.teams._people import (
        Person as Person,
    )
    from mof.teams._people import (
        RoleAssignment as RoleAssignment,
    )
    from mof.teams._people import (
        Scope as Scope,
    )
    from mof.teams._people import (
        SkillRequirement as SkillRequirement,
    )
    from mof.teams._people import (
        Team as Team,
    )
    from mof.teams._permissions import (
        find_refusal as find_refusal,
    )
    from mof.teams._permissions import (
        find_unheld_roles as find_unheld_roles,
    )
    from mof.teams._workforce import (
        Absence as Absence,
    )
    from mof.teams._workforce import (
        AbsenceKind as AbsenceKind,
    )
    from mof.teams._workforce import (
        Establishment as Establishment,
    )
    from mof.teams._workforce import (
        Workforce as Workforce,
    )
    from mof.teams._workforce import (
        WorkforceMeasure as WorkforceMeasure,
    )
    from mof.teams._workforce import (
        WorkforceTarget as WorkforceTarget,
    )
    from mof.teams._workforce import (
        measure_absence as measure_absence,
    )
    from mof.teams._workforce import (
        measure_skills as measure_skills,
    )
    from mof.teams._workforce import (
        measure_staffing as measure_staffing,
    )
    from mof.teams._workforce import (
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
