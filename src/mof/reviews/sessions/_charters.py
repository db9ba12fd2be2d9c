"""Charters: what a management review brings, works out, decides and puts out, and by which rule."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from mof.documents import Status, Table, Tone
from mof.errors import DefinitionError
from mof.framework import ReviewColumn, ReviewKind, Source
from mof.framework._citations import cite_judgement
from mof.framework._review_columns import OTHER_REVIEW_COMPONENTS, ReviewComponent
from mof.reviews._quorums import Quorum
from mof.reviews.sessions._voting_rules import VotingRule
from mof.values._checks import collect
from mof.values._ids import check_distinct

COLUMNS = (
    ReviewColumn.STAKEHOLDERS,
    ReviewColumn.INPUTS,
    ReviewColumn.ANALYSES,
    ReviewColumn.DECISIONS,
    ReviewColumn.OUTPUTS,
)
"""The four columns of a review, and before them who takes part."""

_SOURCED = frozenset({Source.OVERVIEW, Source.WHITE_PAPER, Source.PAGE})


def judge_components(
    kind: ReviewKind, column: ReviewColumn, *entries: str
) -> tuple[ReviewComponent, ...]:
    """Entries of a column that the sources do not give: our judgement."""
    return tuple(
        ReviewComponent(kind, column, entry, citations=cite_judgement()) for entry in entries
    )


def is_sourced(component: ReviewComponent) -> bool:
    """Whether a source at hand gives an entry; what is only commonly known, none does."""
    return any(citation.source in _SOURCED for citation in component.citations)


def name_source(component: ReviewComponent) -> str | Status:
    """Where an entry comes from; marked where it is our judgement."""
    if is_sourced(component):
        return "; ".join(map(str, component.citations))
    return Status("our judgement", Tone.NEUTRAL)


_Leads = tuple[tuple[str, tuple[str, ...]], ...]


def _to_leads(value: Mapping[str, Iterable[str]] | _Leads) -> _Leads:
    pairs = value.items() if isinstance(value, Mapping) else value
    return tuple((decision, collect(outputs, str, "outputs")) for decision, outputs in pairs)


def _to_entries(value: Iterable[str]) -> tuple[str, ...]:
    entries = collect(value, str, "entries")
    check_distinct("entries of a charter", entries)
    return entries


def _to_components(value: Iterable[ReviewComponent]) -> tuple[ReviewComponent, ...]:
    return collect(value, ReviewComponent, "components")


@frozen(kw_only=True)
class Charter:
    """How a kind of management review is held: its columns, its order and its rules.

    The columns are those of the framework with ``added`` behind them. ``parts`` are the
    questions that are asked in order, each only once the one before it is answered well;
    they stand ``instead_of`` coarser ones. ``voted`` are the decisions that the members vote
    on; ``on_go`` is what leaves the review if the vote lets go, and ``leads`` what follows
    from the other decisions. What leads to what is our judgement, or the organisation's.

    Raises:
        DefinitionError: a column is empty, or an entry named is in no column.
    """

    kind: ReviewKind = field(kw_only=False)
    """The management review that it is for."""
    added: tuple[ReviewComponent, ...] = field(default=(), converter=_to_components)
    """Entries of columns behind those of the framework."""
    parts: tuple[str, ...] = field(default=(), converter=_to_entries)
    """Questions of the column of analyses that are taken in this order, each only once the one
    before it is answered well and with evidence."""
    instead_of: tuple[str, ...] = field(default=(), converter=_to_entries)
    """Coarser entries of the framework that the parts take the place of."""
    voted: tuple[str, ...] = field(default=(), converter=_to_entries)
    """Decisions that the members vote on; no single person decides on them."""
    on_go: tuple[str, ...] = field(default=(), converter=_to_entries)
    """Outputs that leave the review if the vote lets go."""
    leads: _Leads = field(default=(), converter=_to_leads)
    """Outputs that follow from each other decision, as pairs; a mapping is taken too."""
    quorum: Quorum = field(factory=lambda: Quorum(least_groups=2))
    """Who has to be there so that what is decided holds."""
    voting: VotingRule = field(factory=VotingRule)
    """How votes are counted."""

    def __attrs_post_init__(self) -> None:
        for column in COLUMNS:
            if not self.list(column):
                raise DefinitionError(f"the {self.kind} review has no {column}; add some")
        self._check(ReviewColumn.ANALYSES, self.parts)
        self._check(ReviewColumn.DECISIONS, (*self.voted, *dict(self.leads)))
        outputs = (output for _, each in self.leads for output in each)
        self._check(ReviewColumn.OUTPUTS, (*self.on_go, *outputs))

    def _check(self, column: ReviewColumn, named: Iterable[str]) -> None:
        known = self.name(column)
        for entry in named:
            if entry not in known:
                raise DefinitionError(
                    f"{entry!r} is no {column} of the {self.kind} review; these are: "
                    f"{'; '.join(known)}"
                )

    @property
    def components(self) -> tuple[ReviewComponent, ...]:
        """Every entry of every column: what the framework gives, then what was added."""
        given = (each for each in OTHER_REVIEW_COMPONENTS if each.review is self.kind)
        return (*given, *self.added)

    def list(self, column: ReviewColumn) -> tuple[ReviewComponent, ...]:
        """The entries of a column; parts come first, in their order."""
        entries = [
            each
            for each in self.components
            if each.column is column and each.entry not in self.instead_of
        ]
        return tuple(sorted(entries, key=lambda each: each.entry not in self.parts))

    def name(self, column: ReviewColumn) -> tuple[str, ...]:
        """The entries of a column in words."""
        return tuple(each.entry for each in self.list(column))

    def is_judged(self, column: ReviewColumn) -> bool:
        """Whether no source gives any entry of a column, so that all of it is our judgement."""
        return not any(map(is_sourced, self.list(column)))

    def find_outputs(self, decision: str) -> tuple[str, ...]:
        """What follows from a decision that is not voted on."""
        return dict(self.leads).get(decision, ())

    def to_table(self) -> Table:
        """Every column with its entries, and where each comes from."""
        return Table(
            ("Column", "Entry", "Source"),
            [
                (str(column), each.entry, name_source(each))
                for column in COLUMNS
                for each in self.list(column)
            ],
            caption=f"The {self.kind} review",
            note="What is our judgement, the sources at hand do not give.",
        )
