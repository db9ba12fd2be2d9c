"""Knowledge: articles for users and for support, and what they did where they were used."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from attrs import field, frozen

from mof.values import ArticleId, KnownErrorId, PersonId, ServiceId, Term
from mof.values._ids import to_service_ids
from mof.values._instants import to_optional_utc, to_utc


class ArticleEffect(Term):
    """What came of looking something up."""

    # MOF 4.0, Customer Service, closing a request: which articles were applied, did any seem to
    # apply and have no effect, did any make it worse.
    HELPED = "helped"
    REVIEWED = "reviewed"
    NO_EFFECT = "no effect"
    MADE_WORSE = "made worse"


@frozen(kw_only=True)
class Article:
    """A text that tells how to do or solve something.

    It is for users only once ``is_user_ready``; after ``retired_at`` it is for nobody.
    """

    id: ArticleId = field(kw_only=False)
    title: str
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    is_user_ready: bool = False
    owner: PersonId | None = None
    known_error: KnownErrorId | None = None
    retired_at: datetime | None = field(default=None, converter=to_optional_utc)

    def may_be_sent(self, at: datetime) -> bool:
        """Whether it may be given to a user at an instant."""
        return self.is_user_ready and (self.retired_at is None or to_utc(at) < self.retired_at)


@frozen(kw_only=True)
class KnowledgeUse:
    """One link between a help request and an article or a known error, and what it did."""

    request: str
    source: ArticleId | KnownErrorId
    effect: ArticleEffect
    at: datetime = field(converter=to_utc)
    by: PersonId | None = None


def list_sources(uses: Iterable[KnowledgeUse], request: str) -> tuple[KnowledgeUse, ...]:
    """What was looked up for a request, in the order in which it was."""
    return tuple(sorted((u for u in uses if u.request == request), key=lambda use: use.at))


def list_requests(uses: Iterable[KnowledgeUse], source: str) -> tuple[KnowledgeUse, ...]:
    """The requests for which an article or known error was looked up, the earliest first."""
    return tuple(sorted((u for u in uses if u.source == source), key=lambda use: use.at))


@frozen(kw_only=True)
class Usefulness:
    """How often something was looked up, and what came of it."""

    source: str
    counts: tuple[tuple[ArticleEffect, int], ...]

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
