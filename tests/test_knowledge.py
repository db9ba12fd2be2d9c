"""What was looked up for a request is linked both ways, with what it did."""

from fractions import Fraction

from lives import hours
from mof.help_requests import ArticleEffect, KnowledgeUse, list_requests, measure_usefulness
from mof.help_requests._knowledge import Article, list_sources
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


def test_links_lead_both_ways() -> None:
    assert [RESTART, REINSTALL] == [each.source for each in list_sources(USES, "r1")]
    assert ["r1", "r2"] == [each.request for each in list_requests(USES, RESTART)]


def test_what_made_things_worse_comes_first() -> None:
    found = measure_usefulness(USES)

    assert [("reinstall", 0), ("manual", None), ("restart", Fraction(1, 2))] == [
        (each.source, each.success) for each in found
    ]
    assert [1, 0, 2] == [each.applied for each in found]


def test_only_what_is_ready_is_sent_to_users() -> None:
    draft = Article(RESTART, title="Restart")
    ready = Article(RESTART, title="Restart", is_user_ready=True, retired_at=hours(5))

    assert [False, True, False] == [
        draft.may_be_sent(hours(1)),
        ready.may_be_sent(hours(4)),
        ready.may_be_sent(hours(5)),
    ]
    assert Article(RESTART, title="Restart", is_user_ready=True).may_be_sent(hours(9))
