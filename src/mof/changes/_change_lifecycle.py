"""The lifecycle of a request for change: the seven processes of Change and Configuration."""

from mof.framework import RoleType
from mof.records import AnyOf, Edge, Lifecycle
from mof.values import Term


class ChangeCategory(Term):
    """How much rigor a change calls for."""

    # MOF 4.0, Change and Configuration: category and priority are different axes.
    STANDARD = "standard"
    """Known, tested, and approved once for all; it needs no decision of its own."""
    MINOR = "minor"
    """Few are affected; the change manager decides."""
    SIGNIFICANT = "significant"
    """Many are affected, or the risk is real; a board decides."""
    MAJOR = "major"
    """The business as a whole is affected; the board endorses it, and an executive decides."""


class ChangePriority(Term):
    """How soon a change is wanted."""

    # MOF 4.0, Change and Configuration: an emergency is a priority, not a category.
    LOW = "low"
    """It may wait for a convenient time."""
    MEDIUM = "medium"
    """It should come with the next releases."""
    HIGH = "high"
    """It should come as soon as it is ready."""
    EMERGENCY = "emergency"
    """It cannot wait: it is approved urgently, and documented afterwards."""


class ChangeOutcome(Term):
    """What the review after the release found."""

    SUCCESSFUL = "successful"
    """It did what it was wanted for."""
    FAILED = "failed"
    """It did not do what it was wanted for, or broke something."""
    BACKED_OUT = "backed out"
    """It was taken back."""


class ChangeState(Term):
    """Where a request for change stands."""

    # Our judgement: MOF 4.0 names seven processes, not states.
    DRAFT = "draft"
    """It is being written."""
    SUBMITTED = "submitted"
    """It waits to be classified."""
    CLASSIFIED = "classified"
    """Category and priority are judged; it waits for a decision."""
    ENDORSED = "endorsed"
    """The board recommends a major one, and the executive is to decide."""
    APPROVED = "approved"
    """It is decided on, and has no time yet."""
    SCHEDULED = "scheduled"
    """It is planned for a time."""
    IN_DEVELOPMENT = "in development"
    """It is being made."""
    TESTED = "tested"
    """It was tested by another person than its developer."""
    RELEASED = "released"
    """It has taken effect."""
    BACKED_OUT = "backed out"
    """It had taken effect, and was taken back."""
    REVIEWED = "reviewed"
    """Its outcome is judged."""
    CLOSED = "closed"
    """It is over."""
    RETURNED = "returned"
    """More is asked for before it can be decided on."""
    REJECTED = "rejected"
    """It was decided against."""
    WITHDRAWN = "withdrawn"
    """It was given up before it took effect."""


class ChangeEvent(Term):
    """What can happen to a request for change."""

    DRAFT = "draft"
    """It is begun."""
    RECORD_BASELINE = "record baseline"
    """The versions of the items that it touches are noted before they change."""
    SUBMIT = "submit"
    """It is handed in for a decision, again after a return."""
    CLASSIFY = "classify"
    """Category and priority are judged."""
    RECLASSIFY = "reclassify"
    """They are judged anew; where manager and initiator disagree, the IT manager may."""
    DISPUTE_PRIORITY = "dispute priority"
    """The initiator asks for another priority."""
    ASSESS_RISK = "assess risk"
    """What may go wrong is noted."""
    PREAPPROVE = "preapprove"
    """It goes by a standard change, and is scheduled without a decision."""
    APPROVE = "approve"
    """The change manager approves a minor one."""
    APPROVE_BY_BOARD = "approve by board"
    """The board approves a significant one."""
    ENDORSE = "endorse"
    """The board recommends a major one to the executive."""
    APPROVE_EXECUTIVELY = "approve executively"
    """The executive approves a major one."""
    APPROVE_URGENTLY = "approve urgently"
    """An emergency is approved, before all of it is documented."""
    REJECT = "reject"
    """It is decided against; the reason says why."""
    RETURN = "return"
    """More is asked for; the reason says what."""
    SCHEDULE = "schedule"
    """It is planned for a time."""
    RESCHEDULE = "reschedule"
    """It is planned for another time; the reason says why."""
    DEVELOP = "develop"
    """A developer begins to make it."""
    TEST = "test"
    """It is tested by another person than its developer."""
    REWORK = "rework"
    """Tests showed that it has to be made again."""
    RELEASE = "release"
    """It takes effect."""
    RELEASE_URGENTLY = "release urgently"
    """An emergency takes effect before all of it is tested."""
    DOCUMENT = "document"
    """It is described after its release."""
    BACK_OUT = "back out"
    """It is taken back; the reason says why."""
    REVIEW = "review"
    """It is judged whether it did what it was wanted for."""
    CLOSE = "close"
    """Nothing is left to do."""
    WITHDRAW = "withdraw"
    """It is given up before it takes effect; the reason says why."""


_S, _E = ChangeState, ChangeEvent
_CM = RoleType.CHANGE_MANAGER
_CA = RoleType.CONFIGURATION_ADMINISTRATOR
_CIO = RoleType.IT_EXECUTIVE_OFFICER
_CSR = RoleType.CUSTOMER_SERVICE_REPRESENTATIVE
_MAKERS = (RoleType.DEVELOPER, RoleType.ADMINISTRATOR, RoleType.TECHNOLOGY_AREA_MANAGER)
_TESTERS = (RoleType.TESTER, RoleType.ADMINISTRATOR, RoleType.TECHNOLOGY_AREA_MANAGER)
_RELEASERS = (RoleType.RELEASE_MANAGEMENT, RoleType.ADMINISTRATOR)
_PLANNERS = (_CM, RoleType.SCHEDULING_MANAGER)
_ANYBODY = tuple(RoleType)

_IS_EMERGENCY = (("priority", (ChangePriority.EMERGENCY,)),)
_BASELINE = ("baselined_items", "baseline_versions")
_RISK = tuple(
    AnyOf(("risk_assessment",), where="category", equals=category)
    for category in (ChangeCategory.SIGNIFICANT, ChangeCategory.MAJOR)
)
_NOT_THE_INITIATOR = ("approved_by", "requested_by")
_NOT_ON_THE_BOARD = ("board", "requested_by")

# Before an emergency is released, its papers may wait; after it, they have to come.
_NOT_YET_RELEASED = (
    *(_S.DRAFT, _S.SUBMITTED, _S.RETURNED, _S.CLASSIFIED, _S.ENDORSED),
    *(_S.APPROVED, _S.SCHEDULED, _S.IN_DEVELOPMENT, _S.TESTED),
)
_TO_BE_DECIDED = (_S.CLASSIFIED, _S.ENDORSED)


def _approve(
    role: RoleType,
    category: ChangeCategory,
    *,
    to: ChangeState = _S.APPROVED,
    by_board: bool = False,
) -> Edge[ChangeState]:
    """A decision on changes of one category, by others than the one who asked for them.

    A significant or major one is decided on only once its risk is assessed.
    """
    return Edge(
        to,
        roles=[role],
        given=("approved_by", "board") if by_board else ("approved_by",),
        recorded=() if category is ChangeCategory.MINOR else ("risk_assessment",),
        among=(("category", (category,)),),
        apart=(_NOT_THE_INITIATOR, _NOT_ON_THE_BOARD) if by_board else (_NOT_THE_INITIATOR,),
    )


# Our judgement, over the seven processes of MOF 4.0 Change and Configuration: baseline the
# configuration, initiate, classify, approve and schedule, develop and test, release, validate
# and review. Who approves follows the category; an emergency is approved by whoever sits on the
# emergency board, and documented afterwards.
_EDGES: dict[tuple[ChangeState | None, ChangeEvent], Edge[ChangeState]] = {
    (None, _E.DRAFT): Edge(_S.DRAFT, roles=_ANYBODY, given=("requested_by",)),
    (_S.DRAFT, _E.SUBMIT): Edge(_S.SUBMITTED, roles=_ANYBODY),
    (_S.RETURNED, _E.SUBMIT): Edge(_S.SUBMITTED, roles=_ANYBODY),
    **{
        (state, _E.RECORD_BASELINE): Edge(state, roles=[_CA], given=_BASELINE)
        for state in (*_NOT_YET_RELEASED, _S.RELEASED, _S.BACKED_OUT)
    },
    (_S.SUBMITTED, _E.CLASSIFY): Edge(_S.CLASSIFIED, roles=[_CM], given=("category", "priority")),
    # Where manager and initiator disagree, the IT manager may decide.
    (_S.CLASSIFIED, _E.RECLASSIFY): Edge(
        _S.CLASSIFIED,
        roles=[_CM, RoleType.IT_MANAGER],
        given=("category", "priority"),
        needs_reason=True,
    ),
    (_S.CLASSIFIED, _E.DISPUTE_PRIORITY): Edge(
        _S.CLASSIFIED, roles=_ANYBODY, given=("wanted_priority",), needs_reason=True
    ),
    (_S.CLASSIFIED, _E.PREAPPROVE): Edge(
        _S.SCHEDULED,
        roles=[_CM, _CA, _CSR, *_RELEASERS],
        is_automatable=True,
        given=("standard_change", "documentation", "planned_at"),
        among=(("category", (ChangeCategory.STANDARD,)),),
    ),
    (_S.CLASSIFIED, _E.APPROVE): _approve(_CM, ChangeCategory.MINOR),
    (_S.CLASSIFIED, _E.APPROVE_BY_BOARD): _approve(_CM, ChangeCategory.SIGNIFICANT, by_board=True),
    (_S.CLASSIFIED, _E.ENDORSE): _approve(_CM, ChangeCategory.MAJOR, to=_S.ENDORSED, by_board=True),
    (_S.ENDORSED, _E.APPROVE_EXECUTIVELY): _approve(_CIO, ChangeCategory.MAJOR),
    (_S.CLASSIFIED, _E.APPROVE_URGENTLY): Edge(
        _S.APPROVED,
        roles=[_CM, RoleType.IT_MANAGER, _CIO],
        given=("approved_by",),
        among=_IS_EMERGENCY,
        apart=(_NOT_THE_INITIATOR,),
    ),
    **{
        (state, _E.ASSESS_RISK): Edge(state, roles=_ANYBODY, given=("risk_assessment",))
        for state in (_S.SUBMITTED, _S.CLASSIFIED, _S.RELEASED, _S.BACKED_OUT)
    },
    **{
        (state, _E.REJECT): Edge(_S.REJECTED, roles=[_CM, _CIO], needs_reason=True)
        for state in _TO_BE_DECIDED
    },
    **{
        (state, _E.RETURN): Edge(_S.RETURNED, roles=[_CM, _CIO], needs_reason=True)
        for state in (_S.SUBMITTED, *_TO_BE_DECIDED)
    },
    (_S.APPROVED, _E.SCHEDULE): Edge(_S.SCHEDULED, roles=_PLANNERS, given=("planned_at",)),
    **{
        (state, _E.RESCHEDULE): Edge(
            state, roles=_PLANNERS, given=("planned_at",), needs_reason=True
        )
        for state in (_S.SCHEDULED, _S.IN_DEVELOPMENT, _S.TESTED)
    },
    (_S.SCHEDULED, _E.DEVELOP): Edge(_S.IN_DEVELOPMENT, roles=_MAKERS, given=("developer",)),
    (_S.IN_DEVELOPMENT, _E.TEST): Edge(
        _S.TESTED,
        roles=_TESTERS,
        given=("tester", "test_result", "documentation"),
        # Segregation of duties: developers do not find their own mistakes.
        apart=(("tester", "developer"),),
    ),
    (_S.TESTED, _E.REWORK): Edge(_S.IN_DEVELOPMENT, roles=[*_MAKERS, *_TESTERS], needs_reason=True),
    (_S.TESTED, _E.RELEASE): Edge(_S.RELEASED, roles=_RELEASERS, recorded=("planned_at",)),
    # A standard change was developed and tested before it was listed.
    (_S.SCHEDULED, _E.RELEASE): Edge(
        _S.RELEASED,
        roles=[_CSR, *_RELEASERS],
        is_automatable=True,
        among=(("category", (ChangeCategory.STANDARD,)),),
    ),
    **{
        (state, _E.RELEASE_URGENTLY): Edge(_S.RELEASED, roles=_RELEASERS, among=_IS_EMERGENCY)
        for state in (_S.APPROVED, _S.SCHEDULED, _S.IN_DEVELOPMENT)
    },
    (_S.RELEASED, _E.DOCUMENT): Edge(
        _S.RELEASED, roles=[_CM, *_MAKERS, *_RELEASERS], given=("documentation",)
    ),
    (_S.BACKED_OUT, _E.DOCUMENT): Edge(
        _S.BACKED_OUT, roles=[_CM, *_MAKERS, *_RELEASERS], given=("documentation",)
    ),
    (_S.RELEASED, _E.BACK_OUT): Edge(_S.BACKED_OUT, roles=_RELEASERS, needs_reason=True),
    (_S.RELEASED, _E.REVIEW): Edge(
        _S.REVIEWED,
        roles=[_CM],
        given=("outcome", "review"),
        recorded=("documentation",),
        any_of=_RISK,
    ),
    (_S.BACKED_OUT, _E.REVIEW): Edge(
        _S.REVIEWED,
        roles=[_CM],
        given=("review",),
        recorded=("documentation",),
        any_of=_RISK,
        fixed=(("outcome", ChangeOutcome.BACKED_OUT),),
    ),
    (_S.REVIEWED, _E.CLOSE): Edge(_S.CLOSED, roles=[_CM]),
    **{
        (state, _E.WITHDRAW): Edge(_S.WITHDRAWN, roles=_ANYBODY, needs_reason=True)
        for state in _NOT_YET_RELEASED
    },
}

CHANGE_LIFECYCLE = Lifecycle[ChangeState, ChangeEvent]("request for change", _EDGES)

OVER = frozenset(
    {
        *(ChangeState.RELEASED, ChangeState.BACKED_OUT, ChangeState.REVIEWED),
        *(ChangeState.CLOSED, ChangeState.REJECTED, ChangeState.WITHDRAWN),
    }
)
"""The states from which a change will not take effect any more, because it has or will not."""
