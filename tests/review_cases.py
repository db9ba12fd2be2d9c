"""A review of June with promises kept and broken, to look at the document that it makes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import evolve

from mof.documents import Document, Heading, Table
from mof.documents._inlines import join_text
from mof.documents._renderables import Block
from mof.documents._tables import _get_parts
from mof.framework import DecisionKind, EvaluatedItem, StakeholderGroup
from mof.improvement import ActionItem, ReviewHeld
from mof.indicators import Direction, Indicator, Observation
from mof.reviews import (
    Decision,
    DecisionStatus,
    OperationalHealthInputs,
    OperationalHealthReview,
    review_operational_health,
)
from mof.values import ActionId, IndicatorId, PersonId, ReviewId
from world import (
    CATALOG,
    CONTRACT_CARRIER,
    HOUR,
    JUNE,
    MONDAY,
    NETWORK,
    OLA_NETWORK,
    SLA_MAIL,
    resolve_incident,
)

LATE_MAIL = "outside-tolerance:sla-mail:restoration"
LATE_NETWORK = "outside-tolerance:ola-network:restoration"
SATISFACTION = Indicator(
    IndicatorId("satisfaction"),
    name="satisfied users",
    unit="share",
    item=EvaluatedItem.SATISFACTION,
    target="0.8",
    tolerance="0.05",
    set_on=date(2026, 1, 1),
)
COST = Indicator(
    IndicatorId("cost"),
    name="cost of licences",
    unit="kEUR",
    item=EvaluatedItem.COSTS,
    direction=Direction.LOWER,
    target=100,
    tolerance=10,
    set_on=date(2026, 1, 1),
)
MAY_REVIEW = ReviewHeld(
    ReviewId("review-may"),
    period=JUNE.preceding(1)[0],
    held_at=datetime(2026, 6, 5, tzinfo=UTC),
    actions=(
        ActionItem(
            ActionId("action-1"),
            title="train the desk",
            owner=PersonId("person-004"),
            due_on=date(2026, 6, 20),
        ),
    ),
)


def bring(**changes: Any) -> OperationalHealthInputs:
    inputs = OperationalHealthInputs(
        period=JUNE,
        catalog=CATALOG,
        agreements=[SLA_MAIL, OLA_NETWORK, CONTRACT_CARRIER],
        incidents=[
            resolve_incident("INC1"),
            resolve_incident("INC2", after=6 * HOUR, team=NETWORK),
            resolve_incident("INC3", MONDAY + timedelta(days=1), after=5 * HOUR),
        ],
    )
    return evolve(inputs, **changes)


def review(*decisions: Decision, **changes: Any) -> OperationalHealthReview:
    return review_operational_health(bring(**changes), decisions=decisions)


def decide(finding: str, status: DecisionStatus, **facts: Any) -> Decision:
    return Decision(
        **{
            "finding": finding,
            "kind": DecisionKind.IMPROVE_SERVICE,
            "status": status,
            "decided_by": PersonId("person-007"),
            "group": StakeholderGroup.SERVICE_MANAGERS,
            "text": "see to it",
            **facts,
        }
    )


def observe(indicator: Indicator, month: int, value: str, day: int = 28) -> Observation:
    at = datetime(2026, month, day, tzinfo=UTC)
    return Observation(indicator.id, value=value, observed_at=at, basis="survey")


def find_section(document: Document, anchor: str) -> Iterator[Block]:
    """The blocks below a heading of level 2."""
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            inside = block.anchor == anchor
        elif inside:
            yield block


def find_table(document: Document, caption: str) -> Table:
    (table,) = (
        block
        for block in document.blocks
        if isinstance(block, Table) and block.caption and block.caption.startswith(caption)
    )
    return table


def list_rows(table: Table) -> list[list[str]]:
    """The cells of a table as they are read."""
    return [[join_text(_get_parts(cell)) for cell in row] for row in table.rows]
