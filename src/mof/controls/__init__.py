"""Controls: objectives, what may keep them from being met, what is done about it, and the proof."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.controls._register_items import (
        Control as Control,
        ControlActivity as ControlActivity,
        ControlEvidence as ControlEvidence,
        Objective as Objective,
        Policy as Policy,
        Violation as Violation,
    )
    from mof.controls._registers import (
        ControlRegister as ControlRegister,
        start_register as start_register,
    )
    from mof.controls._risk_developments import (
        find_risk_developments as find_risk_developments,
        tabulate_risk_developments as tabulate_risk_developments,
    )
    from mof.controls._risks import (
        Risk as Risk,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_register_items": (
                "Control",
                "ControlActivity",
                "ControlEvidence",
                "Objective",
                "Policy",
                "Violation",
            ),
            "_registers": (
                "ControlRegister",
                "start_register",
            ),
            "_risk_developments": (
                "find_risk_developments",
                "tabulate_risk_developments",
            ),
            "_risks": ("Risk",),
        },
    )
