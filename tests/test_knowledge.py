"""What was looked up for requests, and what it did."""

from fractions import Fraction

from lives import hours
from mof.help_requests import ArticleEffect, KnowledgeUse, measure_usefulness
from mof.values import ArticleId, KnownErrorId

RESTART, REINSTALL = ArticleId("restart"), KnownErrorId("reinstall")


def use(
    request: str, source: ArticleId | KnownErrorId, effect: ArticleEffect, at: int
) -> KnowledgeUse:
    return KnowledgeUse(request=request, source=source, effect=effect, at=hours(at))


USES = (
    use("r2", RESTART, ArticleEffect.HELPED, 2),
    use("r1", REINSTALL, ArticleEffect.MADE_WORSE, 3),
    use("r1", RESTART, ArticleEffect.NO_EFFECT, 1),
    use("r3", ArticleId("manual"), ArticleEffect.REVIEWED, 4),
)


def test_what_made_things_worse_comes_first() -> None:
    found = measure_usefulness(USES)

    assert [("reinstall", 0), ("manual", None), ("restart", Fraction(1, 2))] == [
        (each.source, each.success) for each in found
    ]
    assert [1, 0, 2] == [each.applied for each in found]
