"""The topics of the Operational Health Review, in the order in which they are told."""

from mof.reviews.analyses._agreement_coverage import AGREEMENTS
from mof.reviews.analyses._brought_documents import DOCUMENTS
from mof.reviews.analyses._costs_and_budgets import FINANCES
from mof.reviews.analyses._customer_satisfaction import SATISFACTION
from mof.reviews.analyses._duty_conflicts import DUTY_CONFLICTS
from mof.reviews.analyses._earlier_actions import EARLIER_ACTIONS
from mof.reviews.analyses._early_life import NEW_SERVICES
from mof.reviews.analyses._follow_ups import FOLLOW_UPS
from mof.reviews.analyses._improvement_progress import PROGRAMS
from mof.reviews.analyses._incident_flow import INCIDENTS
from mof.reviews.analyses._indicators import EXAMINED_INDICATORS, SHOWN_INDICATORS
from mof.reviews.analyses._irregular_patterns import IRREGULARITIES
from mof.reviews.analyses._lost_rows import LOST_ROWS
from mof.reviews.analyses._maturity_gaps import MATURITY
from mof.reviews.analyses._monitoring_gaps import MONITORING
from mof.reviews.analyses._open_problems import OPEN_PROBLEMS
from mof.reviews.analyses._operations_guide import OPERATIONS_GUIDE
from mof.reviews.analyses._posts_and_absences import WORKFORCE
from mof.reviews.analyses._practice_outcomes import MONITORING_OUTCOMES, OPERATIONS_OUTCOMES
from mof.reviews.analyses._process_conformance import CONFORMANCE
from mof.reviews.analyses._reviews_as_controls import REVIEWS_AS_CONTROLS
from mof.reviews.analyses._risk_register import RISK_REGISTER
from mof.reviews.analyses._role_gaps import ROLES
from mof.reviews.analyses._set_in_time import TARGETS_SET_LATE
from mof.reviews.analyses._target_attainment import TARGET_ATTAINMENT
from mof.reviews.analyses._topic import Topic
from mof.reviews.analyses._unsupported_promises import UNDERPINNING
from mof.reviews.analyses._upcoming_changes import UPCOMING_CHANGES
from mof.reviews.analyses._uptime_and_credits import AVAILABILITY

TOPICS: tuple[Topic, ...] = (
    EARLIER_ACTIONS,
    INCIDENTS,
    OPEN_PROBLEMS,
    UPCOMING_CHANGES,
    NEW_SERVICES,
    FOLLOW_UPS,
    TARGET_ATTAINMENT,
    AVAILABILITY,
    IRREGULARITIES,
    *EXAMINED_INDICATORS,
    SATISFACTION,
    FINANCES,
    ROLES,
    WORKFORCE,
    DUTY_CONFLICTS,
    MATURITY,
    CONFORMANCE,
    PROGRAMS,
    OPERATIONS_GUIDE,
    OPERATIONS_OUTCOMES,
    MONITORING,
    MONITORING_OUTCOMES,
    RISK_REGISTER,
    TARGETS_SET_LATE,
    UNDERPINNING,
    AGREEMENTS,
    LOST_ROWS,
    REVIEWS_AS_CONTROLS,
    *SHOWN_INDICATORS,
    *DOCUMENTS,
)
"""Every topic. The analyses and the inputs of a review go through them in this order, so that
the findings of an analysis, and the tables and charts of an input, stand in it."""
