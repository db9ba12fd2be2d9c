"""Knowledge: what articles and known errors did for the requests that they were used on."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from attrs import field, frozen

from mof.values import ArticleId, KnownErrorId, PersonId, Term
from mof.values._instants import to_utc


class ArticleEffect(Term):
    """What came of looking something up."""

    # MOF 4.0, Customer Service, closing a request: which articles were applied, did any seem to
    # apply and have no effect, did any make it worse.
    HELPED = "helped"
    """It was applied, and it resolved the request or brought it on."""
    REVIEWED = "reviewed"
    """It was read and not applied; it says nothing of what the article is worth."""
    NO_EFFECT = "no effect"
    """It was applied, and nothing changed."""
    MADE_WORSE = "made worse"
    """It was applied, and the user was worse off."""


@frozen(kw_only=True)
class KnowledgeUse:
    """One link between a help request and an article or a known error, and what it did."""

    request: str
    """The id of the help request it was used for."""
    source: ArticleId | KnownErrorId
    """The article or known error that was looked up."""
    effect: ArticleEffect
    """What came of it."""
    at: datetime = field(converter=to_utc)
    """When it was looked up."""
    by: PersonId | None = None
    """The person who did; None where that is not known."""


@frozen(kw_only=True)
class Usefulness:
    """How often something was looked up, and what came of it."""

    source: str
    """The article or known error."""
    counts: tuple[tuple[ArticleEffect, int], ...]
    """How often it had each effect, all effects in their order."""

    @property
    def applied(self) -> int:
        """How often it was applied, and not only read."""
        return sum(count for effect, count in self.counts if effect is not ArticleEffect.REVIEWED)

    @property
    def success(self) -> Fraction | None:
        """The part of its applications that helped; None where it was never applied."""
        return (
            Fraction(dict(self.counts)[ArticleEffect.HELPED], self.applied)
            if self.applied
            else None
        )


def measure_usefulness(uses: Iterable[KnowledgeUse]) -> tuple[Usefulness, ...]:
    """What came of each article and known error, those first that made most things worse."""
    by_source: dict[str, Counter[ArticleEffect]] = {}
    for use in uses:
        by_source.setdefault(use.source, Counter())[use.effect] += 1
    found = sorted(
        by_source.items(), key=lambda pair: (-pair[1][ArticleEffect.MADE_WORSE], pair[0])
    )
    return tuple(
        Usefulness(source=source, counts=tuple((each, counts[each]) for each in ArticleEffect))
        for source, counts in found
    )
