"""Errors: what the library raises when it is misused.

A message says what went wrong, on what, and what would have worked. The facts of the case are
attributes, so that a program need not read the message. What is wrong with data that were read
from a file is no error but a defect, and what is not known is a value.
"""

__all__ = [
    "ActingError",
    "ArgumentError",
    "CalendarError",
    "ChronologyError",
    "ColumnError",
    "CurrencyError",
    "CycleError",
    "DefectError",
    "DefinitionError",
    "FactError",
    "HorizonError",
    "MappingError",
    "MissingFactError",
    "MofError",
    "NaiveTimestampError",
    "NoOpenTimeError",
    "RoleError",
    "SeparationError",
    "StructureError",
    "TransitionError",
    "UnheldRoleError",
    "UnknownReferenceError",
    "UnreadableSourceError",
    "UnwritableTextError",
    "ZoneError",
]


class MofError(Exception):
    """The root of every error raised here; the facts of the case are its attributes.

    Each is a `ValueError`, a `TypeError` or a `LookupError` as well, so that code which does not
    know this library handles it in the usual way.
    """

    def __init__(self, message: str, /, **facts: object) -> None:
        super().__init__(message)
        self.__dict__.update(facts)


class ArgumentError(MofError, TypeError):
    """An argument of another kind than the question takes, such as an id instead of a record.

    The message names the kind that is expected, with an example.
    """

    value: object
    """What was given."""


class NaiveTimestampError(MofError, ValueError):
    """A datetime without a time zone where an instant is needed.

    It is not guessed which zone is meant: give one, as ``value.replace(tzinfo=ZoneInfo(...))``.
    """

    value: object
    """The datetime; on a data frame the name of its column."""


class ZoneError(MofError, ValueError):
    """A time zone that the zone database does not know.

    An IANA name works, such as ``Europe/Oslo``. A machine without zone data needs the package
    ``tzdata``.
    """

    tz: str
    """The name that was given."""


class HorizonError(MofError, ValueError):
    """An instant or a date outside the years 1900 to 2199, for which calendars count open time.

    It is raised too where the answer lies outside, such as a due date centuries away.
    """

    value: object
    """The instant or the date; on a `Timeline` its microseconds since 1970."""


class CalendarError(MofError, ValueError):
    """A calendar whose hours are malformed, overlap, or never open.

    The message shows the form that works, such as ``("09:00", "17:00")``.
    """


class NoOpenTimeError(MofError, LookupError):
    """A calendar with less open time left than the question needs.

    It happens to calendars of shifts alone, which end with their last shift; weekly hours go on.
    """


class DefinitionError(MofError, ValueError):
    """An agreement, lifecycle, target or other definition that is malformed or contradicts itself.

    The message says which part and what is allowed there. It is raised when the value is made, so
    that nothing is judged by a definition that is no definition. It is also raised where records
    or definitions that are given together share an id.
    """


class CycleError(DefinitionError):
    """Things that lead to each other in a circle where none may, such as services that depend.

    Taking one of the steps of ``cycle`` out works.
    """

    cycle: tuple[object, ...]
    """One such circle, in order; the last is the first again."""


class CurrencyError(MofError, ValueError):
    """Amounts of two currencies that are added or compared; exchange one of them first."""

    currencies: tuple[str, str]
    """The two currencies, that of the left amount first."""


class UnknownReferenceError(MofError, LookupError):
    """An id under which nothing is found; the message lists those that are known."""

    reference: str
    """The id that was asked for."""


class UnheldRoleError(MofError, ValueError):
    """A role that a person does not hold at that time, by the roster of the organization.

    Assigning the role from that day on works, or acting in one of the roles ``held``.
    """

    person: str
    """The id of the person."""
    role: str
    """The role that the person was said to act in."""
    held: tuple[str, ...]
    """The roles that the person holds at that time; empty for none."""


class ActingError(MofError, ValueError):
    """The root of the reasons why a record refuses an event; the record stays as it was."""

    record: str
    """The id of the record."""
    event: str
    """The event as its word, such as ``resolve``."""


class TransitionError(ActingError):
    """An event that the lifecycle does not allow from the current state.

    Each of the events ``allowed`` works, where the role and the facts that it takes are there.
    """

    state: str | None
    """The current state as its word; None before the record has begun."""
    allowed: tuple[str, ...]
    """The events that the lifecycle has from this state; empty after the end of a life."""


class RoleError(ActingError):
    """An actor whose role may not do this; an actor in one of the roles ``allowed`` may."""

    role: str | None
    """The role of the actor; None where it is not given, and for tools."""
    allowed: tuple[str, ...]
    """The roles that may; empty where only a tool may."""


class MissingFactError(ActingError):
    """Facts that the event needs and that are neither given with it nor on record.

    Giving them with the event works, as keyword arguments.
    """

    missing: tuple[str, ...]
    """The names of the facts, such as ``resolution``; ``a reason`` stands for the reason."""


class FactError(ActingError):
    """A fact that is unknown, of the wrong type, or in contradiction with what is recorded.

    The message names the facts that are known, the type, or the value that it has to have.
    """

    fact: str
    """The name of the fact."""


class SeparationError(ActingError):
    """A segregation-of-duties conflict: one person in two parts, such as to ask and to approve.

    The same event by another person works.
    """

    facts: tuple[str, str]
    """The two parts, as the names of facts; ``by`` is the part of the actor."""
    person: str
    """The id of the person in both."""


class ChronologyError(ActingError):
    """An event earlier than the last entry of the history.

    An entry of an earlier instant that is written down now belongs into the history itself, with
    its ``recorded_at``; facts are noted afterwards by ``note(recorded_at=...)``.
    """

    at: object
    """The instant that was given, in UTC."""
    last_at: object
    """The instant of the last entry, which is the earliest that works."""


class MappingError(MofError, ValueError):
    """A source mapping that does not fit its file, such as a column that the file lacks.

    The message lists the columns that are there, the most similar name first.
    """


class ColumnError(MofError, ValueError):
    """A column that a data frame lacks, or that holds something else than it should.

    The message lists the columns that are there, or the type that is needed.
    """

    column: str
    """The name of the column; empty where a name comes twice."""


class UnreadableSourceError(MofError, ValueError):
    """A file that cannot be read as the text or table it is said to be.

    Another encoding or delimiter works, where the message suggests it. Single bad rows are no
    error: they are defects of the extract.
    """

    path: str
    """The file."""


class UnwritableTextError(MofError, ValueError):
    """A text with characters that a format has no way to hold, such as control marks in XML.

    Taking the characters out before writing works; nothing is dropped silently.
    """

    record: str
    """The id of the record that the text is of."""
    text: str
    """The whole text."""


class StructureError(MofError, ValueError):
    """Plain data that do not have the shape of the value that they should become."""

    problems: tuple[str, ...]
    """Each fault with the path at which it was found, such as ``$.history[0].at: …``."""


class DefectError(MofError, ValueError):
    """A defect of a file that was asked to have none, by ``extract.strict()``.

    Without that call the records are there, and the defects beside them.
    """

    defect: object
    """The `Defect`: file, row, field, and what is wrong."""
