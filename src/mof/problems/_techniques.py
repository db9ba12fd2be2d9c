"""Techniques: five whys, fishbone and IS/IS-NOT, filled in, checked and shown.

Each is a record of the search for a cause. It may be as incomplete as the search is;
``find_gaps`` tells what is missing, and nothing missing is no proof of the cause.
"""

from collections import Counter
from collections.abc import Iterable

from attrs import field, frozen

from mof.documents import Table
from mof.documents._tables import Tabular
from mof.values import Term
from mof.values._graphs import AcyclicGraph

# The five whys of the Toyota Production System; fewer tend to end at a symptom.
LEAST_WHYS = 5
"""How often one asks why, unless the root is reached before."""


def _to_texts(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(kw_only=True)
class FiveWhys(Tabular):
    """A chain of answers, each to why the one before is so."""

    statement: str = field(kw_only=False)
    """What happened, such as "mail is late"."""
    answers: tuple[str, ...] = field(default=(), converter=_to_texts)
    """The first tells why it happened, each other one why the answer before it is so."""
    is_root: bool = False
    """Whether the last answer is a cause that can be acted on, so that the asking may end."""

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
            gaps.append("no why is asked")
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
    """It is not decided yet."""
    CONFIRMED = "confirmed"
    """It is a cause, as the evidence shows."""
    RULED_OUT = "ruled out"
    """It is no cause, as the evidence shows: the relay was fast while mail was late."""


@frozen(kw_only=True)
class PossibleCause:
    """Something that may be the cause, and what speaks for or against it.

    >>> PossibleCause("full disk", verdict=CauseVerdict.CONFIRMED).find_gap()
    "'full disk' is confirmed without evidence"
    """

    text: str = field(kw_only=False)
    """The cause in words; tests of it name it by the same words."""
    verdict: CauseVerdict = CauseVerdict.OPEN
    """Whether it is a cause, as far as that is decided."""
    evidence: str | None = None
    """What the verdict rests on; a verdict without it is a gap."""

    def find_gap(self) -> str | None:
        """What is missing about it: the decision, or the evidence for it."""
        if self.verdict is CauseVerdict.OPEN:
            return f"{self.text!r} is neither confirmed nor ruled out"
        return None if self.evidence else f"{self.text!r} is {self.verdict} without evidence"


def _to_causes(value: Iterable[PossibleCause | str]) -> tuple[PossibleCause, ...]:
    return tuple(PossibleCause(each) if isinstance(each, str) else each for each in value)


@frozen
class FishboneCategory:
    """One category of causes, and the causes of it that were thought of.

    >>> FishboneCategory("technology", ["full disk"]).causes[0].verdict
    <CauseVerdict.OPEN: 'open'>
    """

    name: str
    """The category, such as "technology"."""
    causes: tuple[PossibleCause, ...] = field(default=(), converter=_to_causes)
    """What may be the cause; a text is a cause that is not decided on."""


FISHBONE_CATEGORIES = ("people", "process", "technology", "environment", "information", "suppliers")
"""The categories to think of first.

Our judgement: after the fishbones of manufacturing (people, methods, machines, environment), in the
words of IT, and with suppliers, on whom IT services depend.
"""


def _to_categories(value: Iterable[FishboneCategory]) -> tuple[FishboneCategory, ...]:
    return tuple(value)


@frozen
class Fishbone(Tabular):
    """An effect, and the causes that it may have, by their category.

    >>> Fishbone.begin("mail is late").find_gaps()[0]
    'people: no cause is named'
    """

    effect: str
    """What happened, at the head of the fish."""
    categories: tuple[FishboneCategory, ...] = field(converter=_to_categories)
    """Its bones: the categories of causes, each with those thought of."""

    @classmethod
    def begin(cls, effect: str) -> "Fishbone":
        """An empty one, with the usual categories."""
        return cls(effect, [FishboneCategory(name) for name in FISHBONE_CATEGORIES])

    @property
    def causes(self) -> tuple[PossibleCause, ...]:
        """The causes that were confirmed."""
        found = (cause for category in self.categories for cause in category.causes)
        return tuple(cause for cause in found if cause.verdict is CauseVerdict.CONFIRMED)

    def find_gaps(self) -> tuple[str, ...]:
        """What is missing: categories without a cause, and causes that are not decided on."""
        empty = [
            f"{category.name}: no cause is named"
            for category in self.categories
            if not category.causes
        ]
        gaps = (cause.find_gap() for category in self.categories for cause in category.causes)
        undecided = [gap for gap in gaps if gap]
        return (*empty, *undecided, *([] if self.causes else ["no cause is confirmed"]))

    def to_table(self) -> Table:
        """One row for each cause."""
        rows = (
            (category.name, cause.text, str(cause.verdict), cause.evidence)
            for category in self.categories
            for cause in category.causes
        )
        columns = ("Category", "Possible cause", "Verdict", "Evidence")
        return Table(columns, tuple(rows), caption=f"Fishbone: {self.effect}")

    def to_mermaid(self) -> str:
        """The fishbone as the source text of a Mermaid flowchart, from the causes to the effect."""
        head: tuple[int, int] = (0, 0)
        words: dict[tuple[int, int], str] = {head: self.effect}
        edges: dict[tuple[int, int], list[tuple[int, int]]] = {head: []}
        for n, category in enumerate(self.categories, 1):
            words[n, 0], edges[n, 0] = category.name, [head]
            for m, cause in enumerate(category.causes, 1):
                words[n, m], edges[n, m] = f"{cause.text} ({cause.verdict})", [(n, 0)]
        return AcyclicGraph(edges).to_mermaid(lambda place: words[place])


class Dimension(Term):
    """What is asked about a problem that is described by what it is and what it is not."""

    # Kepner-Tregoe: identity, location, time and size.
    IDENTITY = "identity"
    """What fails, and in which way."""
    LOCATION = "location"
    """Where it fails: at which sites, on which machines, in which part."""
    TIME = "time"
    """When it fails: since when, how often, after what."""
    SIZE = "size"
    """How much fails: how many, how far, and whether it grows."""


@frozen(kw_only=True)
class IsIsNot:
    """What the problem is, what it might be and is not, and what sets the two apart.

    None stands for what is not found out yet.
    """

    dimension: Dimension = field(kw_only=False)
    """What the row is about: what fails, where, when, or how much."""
    is_so: str | None = None
    """What the problem is, such as "mornings"."""
    is_not: str | None = None
    """What it might be and is not, such as "afternoons"."""
    distinction: str | None = None
    """What is peculiar to where it is, such as "backups end at nine"."""
    change: str | None = None
    """What changed about the distinction, such as "backups got larger"."""

    def find_gaps(self) -> tuple[str, ...]:
        """The parts that are not filled in."""
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
    """The text of the cause that is tested."""
    dimension: Dimension
    """The dimension of the specification that it is tested against."""
    explains: bool
    """Whether it explains both that the problem is there and that it is not elsewhere."""
    assumption: str | None = None
    """What has to be so for it to explain it; None where it does without."""


def _to_specification(value: Iterable[IsIsNot]) -> tuple[IsIsNot, ...]:
    places = {dimension: place for place, dimension in enumerate(Dimension)}
    return tuple(sorted(value, key=lambda each: places[each.dimension]))


def _to_tests(value: Iterable[CauseTest]) -> tuple[CauseTest, ...]:
    return tuple(value)


@frozen(kw_only=True)
class KepnerTregoe(Tabular):
    """A problem described by IS and IS NOT, and the causes that were tested against that.

    Two rows of one dimension both count: each aspect has its own row.
    """

    # Kepner-Tregoe: define, describe, establish possible causes, test the most probable, verify.
    deviation: str = field(kw_only=False)
    """What should be and is not, such as "mail is late"."""
    specification: tuple[IsIsNot, ...] = field(default=(), converter=_to_specification)
    """What the problem is and is not, in the order of the dimensions."""
    causes: tuple[PossibleCause, ...] = field(default=(), converter=_to_causes)
    """What may be the cause; a text is a cause that is not decided on."""
    tests: tuple[CauseTest, ...] = field(default=(), converter=_to_tests)
    """How each cause fares against each dimension."""

    def list_probable(self) -> tuple[str, ...]:
        """The causes not ruled out, those first that leave least unexplained and assumed."""

        def weigh(cause: PossibleCause) -> tuple[int, int, str]:
            told = [each for each in self.tests if each.cause == cause.text]
            failing = sum(not each.explains for each in told)
            return failing, sum(bool(each.assumption) for each in told), cause.text

        left = [each for each in self.causes if each.verdict is not CauseVerdict.RULED_OUT]
        return tuple(cause.text for cause in sorted(left, key=weigh))

    def find_gaps(self) -> tuple[str, ...]:
        """What is missing: dimensions, parts of them, tests of causes, and the verified cause."""
        told = {aspect.dimension for aspect in self.specification}
        gaps = [f"{each}: is not described" for each in Dimension if each not in told]
        gaps += [gap for aspect in self.specification for gap in aspect.find_gaps()]
        tested = {(each.cause, each.dimension) for each in self.tests}
        gaps += [
            f"{cause.text!r} is not tested against {dimension}"
            for cause in self.causes
            for dimension in Dimension
            if (cause.text, dimension) not in tested
        ]
        known = {cause.text for cause in self.causes}
        unknown = sorted({each.cause for each in self.tests} - known)
        gaps += [f"{text!r} is tested and not among the causes" for text in unknown]
        gaps += [gap for cause in self.causes if (gap := cause.find_gap())]
        if not any(cause.verdict is CauseVerdict.CONFIRMED for cause in self.causes):
            gaps.append("no cause is verified")
        return tuple(gaps)

    def to_table(self) -> Table:
        """One row for each aspect that was described."""
        rows = (
            (str(each.dimension), each.is_so, each.is_not, each.distinction, each.change)
            for each in self.specification
        )
        columns = ("Dimension", "Is", "Is not", "Distinction", "Change")
        return Table(columns, tuple(rows), caption=f"Is and is not: {self.deviation}")

    def to_cause_table(self) -> Table:
        """One row for each cause, and whether it explains each dimension."""
        found = {(each.cause, each.dimension): each for each in self.tests}

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
