"""Votes: what each member of a review says about going on, on which evidence, and what counts."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from mof.documents import format_share
from mof.documents._formats import format_limit
from mof.errors import DefinitionError
from mof.framework import GateDecision
from mof.reviews._attendance import to_word, to_words
from mof.reviews.sessions._parts_in_order import to_evidence
from mof.values import PersonId
from mof.values._shares import to_share


@frozen(kw_only=True)
class Vote:
    """Go or no-go of one member, for their group, with the evidence that it rests on.

    Raises:
        DefinitionError: a no-go has no reason.
    """

    person: PersonId
    """The member who votes; they attended for the group."""
    group: str = field(converter=to_word)
    """The group that they vote for, in words."""
    decision: GateDecision
    """Go or no-go."""
    evidence: tuple[str, ...] = field(default=(), converter=to_evidence)
    """Ids of records, or where else something that shows it can be found."""
    reason: str = ""
    """Why; a no-go needs one."""

    def __attrs_post_init__(self) -> None:
        if self.decision is GateDecision.NO_GO and not self.reason.strip():
            raise DefinitionError(f"the no-go of {self.person} has no reason; say what is amiss")


@frozen(kw_only=True)
class VotingRule:
    """When votes let go: what share of them it takes, whose no-go is enough, on what evidence.

    Our judgement: the sources say that a review ends in go or no-go, not how it is counted.
    Unless an organisation says otherwise everybody has to agree, and a go without evidence
    does not count as one.

    Raises:
        DefinitionError: no go at all would do.
    """

    least_share: Fraction = field(default=Fraction(1), converter=to_share)
    """The share of the votes that has to be go, more than 0; exact."""
    vetoes: frozenset[str] = field(default=frozenset(), converter=to_words)
    """Groups of which one no-go is enough."""
    needs_evidence: bool = True
    """Whether a go without evidence counts as none."""

    def __attrs_post_init__(self) -> None:
        if not self.least_share:
            raise DefinitionError("a vote that needs no go decides nothing; ask for some share")

    def counts(self, vote: Vote) -> bool:
        """Whether a vote counts as a go."""
        is_go = vote.decision is GateDecision.GO
        return is_go and (bool(vote.evidence) or not self.needs_evidence)

    def find_objections(self, votes: Iterable[Vote]) -> Iterator[str]:
        """Why votes do not let go, in words; nothing where they do."""
        votes = tuple(votes)
        if not votes:
            yield "no votes"
            return
        for vote in votes:
            if vote.decision is GateDecision.NO_GO and vote.group in self.vetoes:
                yield f"{vote.person} objects for {vote.group}: {vote.reason}"
        share = Fraction(sum(map(self.counts, votes)), len(votes))
        if share < self.least_share:
            yield (
                f"go from {format_share(share, against=self.least_share)} of the votes, "
                f"{format_limit(self.least_share)} needed"
            )
            yield from filter(None, map(self._explain, votes))

    def _explain(self, vote: Vote) -> str | None:
        if self.counts(vote) or vote.group in self.vetoes:
            return None
        return f"{vote.person} for {vote.group}: {vote.reason or 'go without evidence'}"

    def __str__(self) -> str:
        evidence = ", each on evidence" if self.needs_evidence else ""
        vetoes = f"; a no-go for {', '.join(sorted(self.vetoes))} is enough" if self.vetoes else ""
        return f"go from {format_limit(self.least_share)} of the votes{evidence}{vetoes}"
