"""Controls: objectives, what may keep them from being met, what is done about it, and the proof."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.controls._definitions import (
        Control as Control,
    )
    from mof.controls._definitions import (
        ControlActivity as ControlActivity,
    )
    from mof.controls._definitions import (
        ControlEvidence as ControlEvidence,
    )
    from mof.controls._definitions import (
        Objective as Objective,
    )
    from mof.controls._definitions import (
        Policy as Policy,
    )
    from mof.controls._definitions import (
        Violation as Violation,
    )
    from mof.controls._developments import (
        DevelopmentKind as DevelopmentKind,
    )
    from mof.controls._developments import (
        RiskDevelopment as RiskDevelopment,
    )
    from mof.controls._developments import (
        find_risk_developments as find_risk_developments,
    )
    from mof.controls._developments import (
        tabulate_risk_developments as tabulate_risk_developments,
    )
    from mof.controls._framework_registers import (
        start_register as start_register,
    )
    from mof.controls._registers import (
        ControlRegister as ControlRegister,
    )
    from mof.controls._risks import (
        Risk as Risk,
    )
    from mof.controls._risks import (
        RiskAssessment as RiskAssessment,
    )
    from mof.controls._risks import (
        RiskTolerance as RiskTolerance,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_definitions": (
                "Control",
                "ControlActivity",
                "ControlEvidence",
                "Objective",
                "Policy",
                "Violation",
            ),
            "_developments": (
                "DevelopmentKind",
                "RiskDevelopment",
                "find_risk_developments",
                "tabulate_risk_developments",
            ),
            "_framework_registers": ("start_register",),
            "_registers": ("ControlRegister",),
            "_risks": (
                "Risk",
                "RiskAssessment",
                "RiskTolerance",
            ),
        },
    )
