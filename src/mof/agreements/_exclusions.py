"""Exclusions: cases that both parties agreed not to count, by whom and on what evidence."""

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.values import AgreementId, PersonId, Term
from mof.values._checks import check_part, collect
from mof.values._instants import to_utc


class ExclusionReason(Term):
    """Why a case may be left out of what a promise is measured by."""

    # Our judgement: the reasons that published agreements name most often.
    FORCE_MAJEURE = "force majeure"
    """An event out of the control of both parties, such as a flood."""
    CUSTOMER = "caused by the customer"
    """The customer brought it about, such as by a change of its own."""


def _to_evidence(value: Iterable[str]) -> tuple[str, ...]:
    return collect(value, str, "pieces of evidence")


@frozen(kw_only=True)
class Exclusion:
    """The approval to leave a case out, of every promise or of one agreement or clock.

    What is left out is shown beside what it is left out of: no share is adjusted without the
    raw one.

    Raises:
        DefinitionError: it is approved by no person, or without evidence.
    """

    record: str
    """The id of the record that is not to count."""
    reason: ExclusionReason
    """Why both parties leave it out."""
    approved_by: PersonId
    """The person who approved it; never blank."""
    approved_at: datetime = field(converter=to_utc)
    """Since when it holds; a view as of an earlier instant does not know it."""
    evidence: tuple[str, ...] = field(converter=_to_evidence)
    """What it was approved on, such as the ids of messages; at least one."""
    agreement: AgreementId | None = None
    """The agreement that it is about; None for all."""
    clock: str | None = None
    """The name of the clock that it is about; None for all."""

    def __attrs_post_init__(self) -> None:
        check_part(self.reason, ExclusionReason, f"the reason to exclude {self.record}")
        if not self.approved_by:
            raise DefinitionError(
                f"the exclusion of {self.record} needs approved_by, the person who approved it"
            )
        if not any(piece.strip() for piece in self.evidence):
            raise DefinitionError(f"the exclusion of {self.record} needs evidence")

    def covers(self, record: str, *, agreement: AgreementId, clock: str) -> bool:
        """Whether it leaves a case out."""
        is_of_agreement = self.agreement in {None, agreement}
        return record == self.record and is_of_agreement and self.clock in {None, clock}

    def is_known(self, as_of: datetime) -> bool:
        """Whether it had been approved by an instant."""
        return self.approved_at <= to_utc(as_of)
