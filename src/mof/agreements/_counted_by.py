"""Which instant of a case says in which period it counts."""

from mof.values import Term
from mof.values._terms import to_member


class CountedBy(Term):
    """By which of its instants a case counts in a month, or in any other period.

    All of them are right answers to some contract, and they differ in every month in which a case
    goes on past its end. Over all periods each counts each case once.
    """

    # Our judgement: by decision is the default, since a period that is over can then be reported
    # at once, and its figures stay as they are.
    DECIDED = "decided"
    """When it was decided: its stop if the target was met, its breach if not."""
    STOPPED = "stopped"
    """When its clock ended, late or not. What has not ended counts nowhere yet, and is shown."""
    OPENED = "opened"
    """When it was opened: the start of the record; for what is counted several times on one
    record, as after a reopening or on an assignment to a team, the start of that count."""


def to_counted_by(value: CountedBy | str) -> CountedBy:
    """A way to count, or the way of that word.

    Raises:
        DefinitionError: there is no such way.
    """
    return to_member(CountedBy, value, "a case is counted by when it was")


def to_optional_counted_by(value: CountedBy | str | None) -> CountedBy | None:
    """The same, and None where the targets themselves say it."""
    return None if value is None else to_counted_by(value)
