"""Errors: what the library raises when it is misused."""

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
    """The root of every error raised here; the facts of the case are its attributes."""

    def __init__(self, message: str, /, **facts: object) -> None:
        super().__init__(message)
        self.__dict__.update(facts)


class ArgumentError(MofError, TypeError):
    """An argument of another kind than the question takes."""

    value: object


class NaiveTimestampError(MofError, ValueError):
    """A datetime without a time zone where an instant is needed."""

    value: object


class ZoneError(MofError, ValueError):
    """A time zone that the zone database does not know."""

    tz: str


class HorizonError(MofError, ValueError):
    """An instant outside the years that business time is kept for."""

    value: object


class CalendarError(MofError, ValueError):
    """A calendar definition that cannot be meant."""


class NoOpenTimeError(MofError, LookupError):
    """A calendar that has no open time where some is needed."""


class DefinitionError(MofError, ValueError):
    """A lifecycle, agreement, target or other definition that contradicts itself."""


class CycleError(DefinitionError):
    """Things that lead to each other in a circle where none may.

    ``cycle`` is one such circle, in order; the last is the first again.
    """

    cycle: tuple[object, ...]


class CurrencyError(MofError, ValueError):
    """Amounts of two currencies where one is needed."""

    currencies: tuple[str, str]


class UnknownReferenceError(MofError, LookupError):
    """An id that nothing answers to."""

    reference: str


class UnheldRoleError(MofError, ValueError):
    """A role that a person is said to act in and does not hold at that time."""

    person: str
    role: str
    held: tuple[str, ...]


class ActingError(MofError, ValueError):
    """The root of the reasons why a record refuses an event."""

    record: str
    event: str


class TransitionError(ActingError):
    """An event that the lifecycle does not allow from the current state."""

    state: str | None
    allowed: tuple[str, ...]


class RoleError(ActingError):
    """An actor whose role may not do this."""

    role: str | None
    allowed: tuple[str, ...]


class MissingFactError(ActingError):
    """Facts that the event needs and that nobody has recorded."""

    missing: tuple[str, ...]


class FactError(ActingError):
    """A fact that is unknown, of the wrong type, or in contradiction with what is recorded."""

    fact: str


class SeparationError(ActingError):
    """One person in two parts that nobody may play both of, such as to ask and to approve."""

    facts: tuple[str, str]
    person: str


class ChronologyError(ActingError):
    """An event earlier than what has already happened."""

    at: object
    last_at: object


class MappingError(MofError, ValueError):
    """A source mapping that does not fit the file it is used on."""


class ColumnError(MofError, ValueError):
    """A column that a data frame lacks, or that holds something else than it should."""

    column: str


class UnreadableSourceError(MofError, ValueError):
    """A file that cannot be read as the text or table it is said to be."""

    path: str


class UnwritableTextError(MofError, ValueError):
    """A text with characters that a format has no way to hold."""

    record: str
    text: str


class StructureError(MofError, ValueError):
    """Plain data that does not have the shape of the value it should become.

    ``problems`` lists each fault with the path at which it was found.
    """

    problems: tuple[str, ...]


class DefectError(MofError, ValueError):
    """A defect of a file that was asked to have none."""

    defect: object
