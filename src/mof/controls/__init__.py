"""Controls: objectives, what may keep them from being met, what is done about it, and the proof."""

from mof.controls.definitions import (
    Control,
    ControlActivity,
    Evidence,
    Objective,
    Policy,
    Violation,
)
from mof.controls.developments import (
    DevelopmentKind,
    RiskDevelopment,
    find_risk_developments,
    tabulate_risk_developments,
)
from mof.controls.framework_registers import start_register
from mof.controls.gaps import (
    ControlGap,
    ControlGapKind,
    find_control_gaps,
    tabulate_control_gaps,
)
from mof.controls.registers import ControlRegister, RegisterItem
from mof.controls.risks import Risk, RiskAssessment, RiskExposure, ToleranceBoundary

__all__ = [
    "Control",
    "ControlActivity",
    "ControlGap",
    "ControlGapKind",
    "ControlRegister",
    "DevelopmentKind",
    "Evidence",
    "Objective",
    "Policy",
    "RegisterItem",
    "Risk",
    "RiskAssessment",
    "RiskDevelopment",
    "RiskExposure",
    "ToleranceBoundary",
    "Violation",
    "find_control_gaps",
    "find_risk_developments",
    "start_register",
    "tabulate_control_gaps",
    "tabulate_risk_developments",
]
