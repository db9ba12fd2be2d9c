"""Standard changes: those that are known, tested, and approved once for all."""

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from mof.documents import Table
from mof.documents._tables import Tabular
from mof.errors import DefinitionError, UnknownReferenceError
from mof.values import PersonId, ProblemId, ServiceId
from mof.values._graphs import list_some
from mof.values._ids import check_distinct, to_service_ids
from mof.values._instants import to_optional_utc, to_utc


@frozen(kw_only=True)
class StandardChange:
    """A kind of change that needs no decision of its own as long as it stays as described.

    Without services it may be used for any. A problem is named where its fix is applied so
    often that it was made standard.

    Raises:
        DefinitionError: it ends before it begins.
    """

    id: str = field(kw_only=False)
    """What requests for change name it by."""
    title: str
    """What is changed, in a line."""
    procedure: str
    """Where it is described how it is done, such as the id of an article."""
    approved_by: PersonId
    """The person who approved it once for all."""
    approved_at: datetime = field(converter=to_utc)
    """From when on it may be used, inclusive."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    """Until when it may be used, exclusive; None is without end."""
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    """The services that it may be used for; empty is any."""
    problem: ProblemId | None = None
    """The problem whose fix it is; None where it comes from none."""

    def __attrs_post_init__(self) -> None:
        if self.valid_until is not None and self.valid_until <= self.approved_at:
            raise DefinitionError(
                f"the standard change {self.id!r} would end at {self.valid_until}, "
                f"and was approved at {self.approved_at}"
            )

    def is_valid(self, at: datetime) -> bool:
        """Whether it may be used at an instant."""
        at = to_utc(at)
        return self.approved_at <= at and (self.valid_until is None or at < self.valid_until)

    def find_fault(self, at: datetime, services: Iterable[ServiceId]) -> str | None:
        """Why it may not be used at an instant for some services; None if it may."""
        if not self.is_valid(at):
            until = f" until {self.valid_until}" if self.valid_until else ""
            return f"standard change {self.id!r} is valid from {self.approved_at}{until}"
        others = sorted(frozenset(services) - self.services) if self.services else []
        if others:
            known = list_some(sorted(self.services))
            return f"standard change {self.id!r} is for {known}, not for {list_some(others)}"
        return None


def _to_standard_changes(value: Iterable[StandardChange]) -> tuple[StandardChange, ...]:
    return tuple(sorted(value, key=lambda change: change.id))


@frozen
class StandardChangeCatalog(Tabular):
    """The standard changes of an organization, each with an id of its own.

    Raises:
        DefinitionError: two share an id.
    """

    changes: tuple[StandardChange, ...] = field(converter=_to_standard_changes)
    """The standard changes, by id."""

    def __attrs_post_init__(self) -> None:
        check_distinct("standard changes", (change.id for change in self.changes))

    def find(self, id: str) -> StandardChange:  # noqa: A002 - the field's own word
        """The standard change of an id.

        Raises:
            UnknownReferenceError: the catalog has no such change.
        """
        for change in self.changes:
            if change.id == id:
                return change
        known = list_some(change.id for change in self.changes) or "none"
        raise UnknownReferenceError(f"no standard change {id!r}; there are: {known}", reference=id)

    def list_usable(self, at: datetime, services: Iterable[ServiceId]) -> tuple[str, ...]:
        """The ids of those that may be used at an instant for some services."""
        wanted = frozenset(services)
        return tuple(each.id for each in self.changes if each.find_fault(at, wanted) is None)

    def to_table(self) -> Table:
        """One row for each standard change."""
        return Table(
            columns=("Standard change", "Title", "Services", "Procedure", "Approved by"),
            rows=tuple(
                (
                    each.id,
                    each.title,
                    ", ".join(sorted(each.services)) or "any",
                    each.procedure,
                    each.approved_by,
                )
                for each in self.changes
            ),
            caption="Standard changes",
        )
