"""Classifications: what is reported, looked up in a matrix that says what it usually is."""

from collections.abc import Iterable

from attrs import field, frozen

from mof.documents import Table
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.help_requests._categories import UNKNOWN, UNKNOWN_SERVICE, RequestCategory
from mof.records import Level
from mof.values import ServiceId, TeamId
from mof.values._graphs import list_some
from mof.values._ids import check_distinct


def _to_choices(value: Iterable[str]) -> tuple[str, ...]:
    choices = tuple(dict.fromkeys(value))
    return choices if UNKNOWN in choices else (*choices, UNKNOWN)


@frozen
class PickList:
    """What may be chosen from instead of writing freely; "unknown" is always a choice.

    >>> PickList("device", ["printer", "phone"]).choices
    ('printer', 'phone', 'unknown')
    """

    # MOF 4.0, Customer Service: every list has a choice for those who do not know.
    name: str
    """What is chosen, such as "device"; errors name it."""
    choices: tuple[str, ...] = field(converter=_to_choices)
    """The choices in their order, "unknown" among them, last unless it was given a place."""

    def choose(self, word: str | None) -> str:
        """The choice that a word stands for, whatever its case; unknown where there is no word.

        Raises:
            DefinitionError: it is none of the choices.
        """
        if word is None or not word.strip():
            return UNKNOWN
        for choice in self.choices:
            if choice.casefold() == word.strip().casefold():
                return choice
        raise DefinitionError(f"{word!r} is no {self.name}; choose {list_some(self.choices)}")


@frozen(kw_only=True)
class Classification:
    """What is reported by one name usually is, and how it is usually handled.

    Impact and urgency are where to begin; who prioritizes judges the case.
    """

    reported: str = field(kw_only=False)
    """What is reported, in a user's words, such as "no mail"; upper and lower case are alike."""
    category: RequestCategory
    """The category of help request that it usually is."""
    service: ServiceId = UNKNOWN_SERVICE
    """The service that it is usually about; "unknown" where that is open."""
    impact: Level | None = None
    """The usual impact; None where it has to be judged from case to case."""
    urgency: Level | None = None
    """The usual urgency; None likewise."""
    team: TeamId | None = None
    """The team that usually resolves it; None where there is no usual one."""


def _to_rows(value: Iterable[Classification]) -> tuple[Classification, ...]:
    return tuple(value)


@frozen
class ClassificationMatrix(Tabular):
    """What is reported → category, service, usual impact and urgency, and the team for it.

    Raises:
        DefinitionError: a thing that is reported has two rows, whatever the case of its letters.
    """

    rows: tuple[Classification, ...] = field(converter=_to_rows)
    """One row for each thing that may be reported."""

    def __attrs_post_init__(self) -> None:
        check_distinct("rows of the matrix", (row.reported.casefold() for row in self.rows))

    @property
    def pick_list(self) -> PickList:
        """What may be reported."""
        return PickList("reported symptom", [row.reported for row in self.rows])

    def classify(self, reported: str | None) -> Classification | None:
        """The row of what is reported; None where it is unknown.

        Raises:
            DefinitionError: the matrix knows no such thing.
        """
        choice = self.pick_list.choose(reported)
        return next((row for row in self.rows if row.reported == choice), None)

    def to_table(self) -> Table:
        """One row for each thing that may be reported."""
        return Table(
            columns=("Reported", "Category", "Service", "Impact", "Urgency", "Team"),
            rows=tuple(
                (
                    row.reported,
                    str(row.category),
                    row.service,
                    str(row.impact or UNKNOWN),
                    str(row.urgency or UNKNOWN),
                    row.team or UNKNOWN,
                )
                for row in self.rows
            ),
            caption="What is reported, and what it usually is",
        )
