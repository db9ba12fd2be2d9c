"""The framework's tables hold what the framework says, and nothing twice."""

from collections import Counter

import pytest

from mof.framework import (
    ROLES,
    Accountability,
    Analysis,
    ChangeSubject,
    DecisionKind,
    EvaluatedItem,
    Input,
    OutputKind,
    RoleType,
    StakeholderGroup,
    find_role,
)
from mof.terms import Term


@pytest.mark.parametrize(
    "table, count",
    [
        (Input, 9),
        (Analysis, 8),
        (DecisionKind, 5),
        (ChangeSubject, 5),
        (OutputKind, 9),
        (EvaluatedItem, 8),
        (StakeholderGroup, 10),
        (RoleType, 12),
        (Accountability, 2),
    ],
)
def test_table_has_as_many_rows_as_the_framework(table: type[Term], count: int) -> None:
    assert count == len(table)


def test_every_role_type_is_described_once() -> None:
    assert [role.role_type for role in ROLES] == list(RoleType)
    assert all(role.responsibilities and role.goals for role in ROLES)


def test_each_accountability_has_six_role_types() -> None:
    assert Counter({Accountability.OPERATIONS: 6, Accountability.SUPPORT: 6}) == Counter(
        role.accountability for role in ROLES
    )


def test_exactly_one_role_type_answers_for_each_accountability() -> None:
    accountable = [(role.accountability, role.role_type) for role in ROLES if role.is_accountable]

    assert accountable == [
        (Accountability.OPERATIONS, RoleType.OPERATIONS_MANAGER),
        (Accountability.SUPPORT, RoleType.CUSTOMER_SERVICE_MANAGER),
    ]


@pytest.mark.parametrize("role_type", RoleType)
def test_role_is_found_by_its_type(role_type: RoleType) -> None:
    assert find_role(role_type).role_type is role_type
