"""Techniques: five whys, fishbone and IS/IS-NOT, filled in, checked and shown.

Each is a record of how somebody looks for a cause. It may be as incomplete as the search is;
``find_gaps`` tells what is missing, and nothing missing is no proof of the cause.
"""

from collections import Counter
from collections.abc import Iterable

from attrs import field, frozen

from mof.documents import Table
from mof.documents._tables import Tabular
from mof.values import Term
from mof.values._graphs import AcyclicGraph

LEAST_WHYS = 5
"""How often one asks why, unless the root is reached before."""


def _to_texts(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(kw_only=True)
class FiveWhys(Tabular):
    """A chain of answers, each to why the one before is so.

    ``is_root`` says that the last answer is a cause that can be acted on, so that nobody has to
    ask on.
    """

    statement: str = field(kw_only=False)
    answers: tuple[str, ...] = field(default=(), converter=_to_texts)
    is_root: bool = False

    @property
    def root(self) -> str | None:
        """The last answer, if nothing is missing from the chain."""
        return None if self.find_gaps() else self.answers[-1]

    def find_gaps(self) -> tuple[str, ...]:
        """What is missing: answers, or an end to a chain that leads back to itself."""
        gaps = [] if self.statement.strip() else ["it is not said what happened"]
        gaps += [f"why {n} has no answer" for n, a in enumerate(self.answers, 1) if not a.strip()]
        said = Counter(text.strip().casefold() for text in (self.statement, *self.answers))
        gaps += [f"{text!r} is said {n} times" for text, n in said.items() if text and n > 1]
        if not self.answers:
            gaps.append("nobody has asked why")
        elif len(self.answers) < LEAST_WHYS and not self.is_root:
            gaps.append(f"asked {len(self.answers)} of {LEAST_WHYS} times, and not at the root")
        return tuple(gaps)

    def to_table(self) -> Table:
        """One row for each why."""
        asked = (self.statement, *self.answers)
        rows = ((n, f"Why: {asked[n - 1]}", answer) for n, answer in enumerate(self.answers, 1))
        return Table(("No.", "Question", "Answer"), tuple(rows), caption="Five whys")

    def to_mermaid(self) -> str:
        """The chain as the source text of a Mermaid flowchart, from what happened to the root."""
        said = dict(enumerate((self.statement, *self.answers)))
        steps = {n: [n + 1] if n + 1 in said else [] for n in said}
        return AcyclicGraph(steps).to_mermaid(lambda n: said[n])


class CauseVerdict(Term):
    """What is known about whether something is a cause."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled out"


@frozen(kw_only=True)
class PossibleCause:
    """Something that may be the cause, and what speaks for or against it."""

    text: str = field(kw_only=False)
    verdict: CauseVerdict = CauseVerdict.OPEN
    evidence: str | None = None

    def find_gap(self) -> str | None:
        """What is missing about it: the decision, or the evidence for it."""
        if self.verdict is CauseVerdict.OPEN:
            return f"{self.text!r} is neither confirmed nor ruled out"
        return None if self.evidence else f"{self.text!r} is {self.verdict} without evidence"


def _to_causes(value: Iterable[PossibleCause | str]) -> tuple[PossibleCause, ...]:
    return tuple(PossibleCause(each) if isinstance(each, str) else each for each in value)


@frozen
class FishboneCategory:
    """One kind of causes, and those of the kind that somebody thought of."""

    kind: str
    causes: tuple[PossibleCause, ...] = field(default=(), converter=_to_causes)


FISHBONE_CATEGORIES = ("people", "process", "technology", "environment", "information", "suppliers")
"""The kinds of causes to think of first; our judgement, after general practice."""


def _to_bones(value: Iterable[FishboneCategory]) -> tuple[FishboneCategory, ...]:
    return tuple(value)


@frozen
class Fishbone(Tabular):
    """An effect, and the causes that it may have, by their kind.

    >>> Fishbone.begin("mail is late").find_gaps()[0]
    'nobody has thought of people'
    """

    effect: str
    bones: tuple[FishboneCategory, ...] = field(converter=_to_bones)

    @classmethod
    def begin(cls, effect: str) -> "Fishbone":
        """An empty one, with the usual kinds."""
        return cls(effect, [FishboneCategory(kind) for kind in FISHBONE_CATEGORIES])

    @property
    def causes(self) -> tuple[PossibleCause, ...]:
        """The causes that were confirmed."""
        found = (cause for bone in self.bones for cause in bone.causes)
        return tuple(cause for cause in found if cause.verdict is CauseVerdict.CONFIRMED)

    def find_gaps(self) -> tuple[str, ...]:
        """What is missing: kinds nobody has thought of, causes nobody has decided on."""
        empty = [f"nobody has thought of {bone.kind}" for bone in self.bones if not bone.causes]
        gaps = (cause.find_gap() for bone in self.bones for cause in bone.causes)
        undecided = [gap for gap in gaps if gap]
        return (*empty, *undecided, *([] if self.causes else ["no cause is confirmed"]))

    def to_table(self) -> Table:
        """One row for each cause."""
        rows = (
            (bone.kind, cause.text, str(cause.verdict), cause.evidence)
            for bone in self.bones
            for cause in bone.causes
        )
        columns = ("Kind", "Possible cause", "Verdict", "Evidence")
        return Table(columns, tuple(rows), caption=f"Fishbone: {self.effect}")

    def to_mermaid(self) -> str:
        """The bones as the source text of a Mermaid flowchart, from the causes to the effect."""
        head: tuple[int, int] = (0, 0)
        words: dict[tuple[int, int], str] = {head: self.effect}
        edges: dict[tuple[int, int], list[tuple[int, int]]] = {head: []}
        for n, bone in enumerate(self.bones, 1):
            words[n, 0], edges[n, 0] = bone.kind, [head]
            for m, cause in enumerate(bone.causes, 1):
                words[n, m], edges[n, m] = f"{cause.text} ({cause.verdict})", [(n, 0)]
        return AcyclicGraph(edges).to_mermaid(lambda place: words[place])


class Dimension(Term):
    """What is asked about a problem that is described by what it is and what it is not."""

    # Kepner-Tregoe: identity, location, time and size.
    IDENTITY = "identity"
    LOCATION = "location"
    TIME = "time"
    SIZE = "size"


@frozen(kw_only=True)
class IsIsNot:
    """What the problem is, what it might be and is not, and what sets the two apart.

    ``distinction`` is what is peculiar to where it is, ``change`` what changed about that.
    """

    dimension: Dimension = field(kw_only=False)
    is_so: str | None = None
    is_not: str | None = None
    distinction: str | None = None
    change: str | None = None

    def find_gaps(self) -> tuple[str, ...]:
        """The parts that nobody has filled in."""
        parts = {
            "what it is": self.is_so,
            "what it is not": self.is_not,
            "what is distinct about it": self.distinction,
            "what changed": self.change,
        }
        return tuple(
            f"{self.dimension}: {part} is not said" for part, text in parts.items() if not text
        )


@frozen(kw_only=True)
class CauseTest:
    """Whether a possible cause explains what the problem is, and what it is not, in a dimension."""

    cause: str
    dimension: Dimension
    explains: bool
    assumption: str | None = None
    """What has to be so for it to explain it."""


def _to_comparisons(value: Iterable[IsIsNot]) -> tuple[IsIsNot, ...]:
    places = {dimension: place for place, dimension in enumerate(Dimension)}
    return tuple(sorted(value, key=lambda each: places[each.dimension]))


def _to_explanations(value: Iterable[CauseTest]) -> tuple[CauseTest, ...]:
    return tuple(value)


@frozen(kw_only=True)
class KepnerTregoe(Tabular):
    """A problem described by IS and IS NOT, and the causes that were tested against that.

    Two comparisons of one dimension both count: each aspect has its own row.
    """

    # Kepner-Tregoe: define, describe, establish possible causes, test the most probable, verify.
    deviation: str = field(kw_only=False)
    comparisons: tuple[IsIsNot, ...] = field(default=(), converter=_to_comparisons)
    causes: tuple[PossibleCause, ...] = field(default=(), converter=_to_causes)
    explanations: tuple[CauseTest, ...] = field(default=(), converter=_to_explanations)

    def list_probable(self) -> tuple[str, ...]:
        """The causes not ruled out, those first that leave least unexplained and assumed."""

        def weigh(cause: PossibleCause) -> tuple[int, int, str]:
            told = [each for each in self.explanations if each.cause == cause.text]
            failing = sum(not each.explains for each in told)
            return failing, sum(bool(each.assumption) for each in told), cause.text

        left = [each for each in self.causes if each.verdict is not CauseVerdict.RULED_OUT]
        return tuple(cause.text for cause in sorted(left, key=weigh))

    def find_gaps(self) -> tuple[str, ...]:
        """What is missing: dimensions, parts of them, tests of causes, and the verified cause."""
        told = {comparison.dimension for comparison in self.comparisons}
        gaps = [f"{each}: is not described" for each in Dimension if each not in told]
        gaps += [gap for comparison in self.comparisons for gap in comparison.find_gaps()]
        tested = {(each.cause, each.dimension) for each in self.explanations}
        gaps += [
            f"{cause.text!r} is not tested against {dimension}"
            for cause in self.causes
            for dimension in Dimension
            if (cause.text, dimension) not in tested
        ]
        known = {cause.text for cause in self.causes}
        unknown = sorted({each.cause for each in self.explanations} - known)
        gaps += [f"{text!r} is tested and not among the causes" for text in unknown]
        gaps += [gap for cause in self.causes if (gap := cause.find_gap())]
        if not any(cause.verdict is CauseVerdict.CONFIRMED for cause in self.causes):
            gaps.append("no cause is verified")
        return tuple(gaps)

    def to_table(self) -> Table:
        """One row for each comparison."""
        rows = (
            (str(each.dimension), each.is_so, each.is_not, each.distinction, each.change)
            for each in self.comparisons
        )
        columns = ("Dimension", "Is", "Is not", "Distinction", "Change")
        return Table(columns, tuple(rows), caption=f"Is and is not: {self.deviation}")

    def to_cause_table(self) -> Table:
        """One row for each cause, and whether it explains each dimension."""
        found = {(each.cause, each.dimension): each for each in self.explanations}

        def show(cause: PossibleCause, dimension: Dimension) -> str | None:
            told = found.get((cause.text, dimension))
            if told is None:
                return None
            answer = "yes" if told.explains else "no"
            return f"{answer}, if {told.assumption}" if told.assumption else answer

        rows = (
            (cause.text, *(show(cause, each) for each in Dimension), str(cause.verdict))
            for cause in self.causes
        )
        columns = ("Possible cause", *map(str, Dimension), "Verdict")
        return Table(columns, tuple(rows), caption=f"Possible causes: {self.deviation}")
