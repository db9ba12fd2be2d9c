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
    Role,
    RoleType,
    StakeholderGroup,
    find_role,
)
from mof.terms import Term

OPERATE = (Accountability.OPERATIONS, Accountability.SUPPORT)
OPERATE_ROLES = [role for role in ROLES if role.accountability in OPERATE]


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
    ],
)
def test_table_has_as_many_rows_as_the_framework(table: type[Term], count: int) -> None:
    assert count == len(table)


def test_operate_phase_has_six_role_types_under_each_of_two_accountabilities() -> None:
    assert Counter(role.accountability for role in OPERATE_ROLES) == dict.fromkeys(OPERATE, 6)
    assert len({role.role_type for role in OPERATE_ROLES}) == 12


def test_every_role_of_the_phase_has_something_to_do_and_to_reach() -> None:
    assert all(role.responsibilities and role.goals for role in OPERATE_ROLES)


def test_exactly_one_role_type_answers_for_each_accountability() -> None:
    accountable = {
        (role.accountability, role.role_type) for role in OPERATE_ROLES if role.is_accountable
    }

    assert accountable == {
        (Accountability.OPERATIONS, RoleType.OPERATIONS_MANAGER),
        (Accountability.SUPPORT, RoleType.CUSTOMER_SERVICE_MANAGER),
    }


@pytest.mark.parametrize("role", OPERATE_ROLES, ids=lambda role: role.role_type.name.lower())
def test_role_is_found_by_its_type(role: Role) -> None:
    assert find_role(role.role_type) == role
