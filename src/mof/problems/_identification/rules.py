"""Rules: what a Problem Manager looks for in a list of incidents."""

from mof.values import Term


class IdentificationRule(Term):
    """By which rule a candidate was found."""

    # Our judgement: MOF 4.0 has problems picked from the incident list, and leaves open how.
    RECURRENCE = "recurring combination"
    BURST = "burst"
    REASSIGNMENT = "reassignment to and fro"
    TIME_LOST = "time lost"
    CHANGE = "after a change"
