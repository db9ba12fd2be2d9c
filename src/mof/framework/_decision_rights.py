"""Decision rights: what in the work of operations is for which role type to decide or to do."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_overview, cite_page
from mof.framework._roles import RoleType
from mof.values import Term


class OperationsActivity(Term):
    """An activity of operations or monitoring that is for certain role types.

    Read from what Table 4 of the Operate phase overview says that each role type is there for.
    """

    CHANGE_INSTRUCTIONS = "change work instructions"
    SET_TIMES = "set the times of work"
    RUN_INSTRUCTED_WORK = "run instructed work"
    RUN_UNINSTRUCTED_WORK = "run work without instructions"
    DECIDE_WHAT_TO_MONITOR = "decide what is monitored"
    DECIDE_HOW_TO_MONITOR = "decide how something is monitored"
    REVIEW_RESULTS = "review the results of work"


@frozen
class DecisionRight:
    """The role types that an activity is reserved for.

    >>> right: DecisionRight = find_decision_right(OperationsActivity.RUN_UNINSTRUCTED_WORK)
    >>> right.admits(RoleType.ADMINISTRATOR), right.admits(RoleType.OPERATOR)
    (True, False)
    """

    activity: OperationsActivity
    """What it is a right to."""
    role_types: tuple[RoleType, ...]
    """The role types that may; all others may not."""
    citations: Citations = field(kw_only=True)
    """Where it comes from; that no other role type may is our judgement throughout."""

    def admits(self, role_type: RoleType) -> bool:
        """Whether the activity is for a role type."""
        return role_type in self.role_types

    def explain_refusal(self, role_type: RoleType) -> str | None:
        """Why the activity is not for a role type; None where it is.

        >>> find_decision_right(OperationsActivity.SET_TIMES).explain_refusal(RoleType.OPERATOR)
        'operator may not set the times of work; may: scheduling manager'
        """
        if self.admits(role_type):
            return None
        return f"{role_type} may not {self.activity}; may: {', '.join(map(str, self.role_types))}"


_TABLE_4 = "Table 4"

DECISION_RIGHTS: tuple[DecisionRight, ...] = (
    DecisionRight(
        OperationsActivity.CHANGE_INSTRUCTIONS,
        (RoleType.TECHNOLOGY_AREA_MANAGER,),
        citations=(*cite_overview(_TABLE_4), *cite_judgement("that no other may")),
    ),
    DecisionRight(
        OperationsActivity.SET_TIMES,
        (RoleType.SCHEDULING_MANAGER,),
        citations=(*cite_overview(_TABLE_4), *cite_judgement("that no other may")),
    ),
    DecisionRight(
        OperationsActivity.RUN_INSTRUCTED_WORK,
        (RoleType.OPERATOR, RoleType.ADMINISTRATOR),
        citations=(*cite_overview(_TABLE_4, "operator"), *cite_judgement("administrator")),
    ),
    DecisionRight(
        OperationsActivity.RUN_UNINSTRUCTED_WORK,
        (RoleType.ADMINISTRATOR,),
        citations=(*cite_overview(_TABLE_4), *cite_judgement("that no other may")),
    ),
    DecisionRight(
        OperationsActivity.DECIDE_WHAT_TO_MONITOR,
        (RoleType.TECHNOLOGY_AREA_MANAGER, RoleType.SERVICE_LEVEL_MANAGER),
        citations=(
            *cite_overview(_TABLE_4, "that it is not for the monitoring manager"),
            *cite_judgement("whom it is for"),
        ),
    ),
    DecisionRight(
        OperationsActivity.DECIDE_HOW_TO_MONITOR,
        (RoleType.MONITORING_MANAGER,),
        citations=(*cite_overview(_TABLE_4), *cite_judgement("that no other may")),
    ),
    DecisionRight(
        OperationsActivity.REVIEW_RESULTS,
        (RoleType.OPERATIONS_MANAGER,),
        citations=(*cite_page("cc531142"), *cite_judgement("that no other may")),
    ),
)


def find_decision_right(activity: OperationsActivity) -> DecisionRight:
    """Whom an activity is reserved for.

    >>> print(*find_decision_right(OperationsActivity.SET_TIMES).role_types)
    scheduling manager
    """
    return next(right for right in DECISION_RIGHTS if right.activity is activity)
