"""The Manage layer within a phase: what each of its functions attends to there."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_overview, cite_page
from mof.framework._functions import SMF
from mof.framework._phases import Phase


@frozen
class ManageLayerFocus:
    """What a function of the Manage layer attends to in a phase, and to what end."""

    phase: Phase
    smf: SMF
    focus: tuple[str, ...]
    aim: str | None = None
    citations: Citations = field(kw_only=True)


_TABLE = cite_overview("Table 3", "focus")
_TEXT = cite_overview("Integrating the Operate Phase with Manage Layer SMFs", "aim")

OPERATE_OBJECTIVE = "services run, are maintained and supported as SLAs between business and IT say"
"""What the Manage layer serves in the Operate phase (MOF 4.0, Operate phase overview, Table 3)."""

MANAGE_LAYER: tuple[ManageLayerFocus, ...] = (
    ManageLayerFocus(
        Phase.OPERATE,
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
        (
            "procedures and controls at work",
            "records and documentation",
            "compliance with policy",
        ),
        "information captured where the work happens, so that compliance can be shown",
        citations=(*_TABLE, *_TEXT),
    ),
    ManageLayerFocus(
        Phase.OPERATE,
        SMF.CHANGE_AND_CONFIGURATION,
        ("IT environment and configuration", "process and procedure", "standard change"),
        "few unplanned changes, performance and availability kept, standard changes smooth",
        citations=(*_TABLE, *_TEXT),
    ),
    ManageLayerFocus(
        Phase.OPERATE,
        SMF.TEAM,
        (
            "principles for organizing operations work",
            "principles for organizing monitoring work",
            "principles for organizing support work",
        ),
        citations=_TABLE,
    ),
    ManageLayerFocus(
        Phase.PLAN,
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
        (
            "strategy, from the corporation to IT",
            "decision rights",
            "high-level risks",
            "regulatory environment",
            "policies defined",
            "investment",
        ),
        "those who decide brought together on the right mix of investment and risk",
        citations=cite_page("cc543271"),
    ),
    ManageLayerFocus(
        Phase.PLAN,
        SMF.CHANGE_AND_CONFIGURATION,
        ("no change without review, approval and a trace",),
        citations=cite_page("cc543271"),
    ),
)
