"""The Portfolio review: which initiatives are chosen and funded, and so become services."""

from mof.framework import ReviewKind
from mof.reviews.sessions._charters import Charter

PORTFOLIO = Charter(
    ReviewKind.PORTFOLIO,
    voted=["go, no-go or later"],
    on_go=["approved project with charter and team", "updated portfolio"],
    leads={"priority": ["updated portfolio"], "funding": ["updated portfolio"]},
)
"""How a Portfolio review is held."""
