"""The framework's tables are complete, name nothing twice, and refer to what is there."""

from collections import Counter
from itertools import pairwise
from pickle import dumps, loads

import pytest

from mof.documents import Table
from mof.errors import UnknownReferenceError
from mof.framework import (
    SMF,
    Accountability,
    AnalysisKind,
    ChangeSubject,
    Citation,
    DecisionKind,
    EvaluatedItem,
    InputKind,
    LifeStage,
    OperationsActivity,
    OptimizationDimension,
    OptimizationLevel,
    OutputKind,
    Part,
    Phase,
    RankingCriterion,
    ReviewColumn,
    ReviewKind,
    ReviewTrigger,
    RoleType,
    Source,
    StakeholderGroup,
    find_decision_right,
    find_function,
    find_management_review,
    find_role,
    find_roles,
    get_rows,
    to_table,
)
from mof.framework._functions import FUNCTIONS, PROCESSES
from mof.framework._infrastructure_optimization import INFRASTRUCTURE_LEVELS, OptimizationEffect
from mof.framework._management_reviews import CONTROLLED_RISKS, MANAGEMENT_REVIEWS, ReviewScope
from mof.framework._mof_3 import PREDECESSORS, PredecessorKind, Quadrant
from mof.framework._phases import LIFECYCLE, PHASE_GOALS, GoalKind
from mof.framework._relations import MANAGE_LAYER, RELATIONS, REVIEW_RELATIONS, RelationKind
from mof.framework._review_columns import OPERATIONAL_HEALTH_COMPONENTS, OTHER_REVIEW_COMPONENTS
from mof.framework._roles import ACCOUNTABILITIES, ROLES, AccountabilityScope
from mof.framework._segregation_of_duties import DUTY_COMBINATIONS, CombinationExtent
from mof.framework._standards import (
    FUNCTION_CROSS_REFERENCES,
    REVIEW_CROSS_REFERENCES,
    IsoClause,
    ItilPractice,
)
from mof.framework._white_paper import STARTING_POINTS
from mof.values import Term

OPERATE = (
    SMF.OPERATIONS,
    SMF.SERVICE_MONITORING_AND_CONTROL,
    SMF.CUSTOMER_SERVICE,
    SMF.PROBLEM_MANAGEMENT,
)
NOT_STATED = "not stated in the sources"


# Counts


@pytest.mark.parametrize(
    "table, count",
    [
        (Phase, 4),
        (LifeStage, 5),
        (SMF, 16),
        (ReviewKind, 7),
        (InputKind, 9),
        (AnalysisKind, 8),
        (DecisionKind, 5),
        (ChangeSubject, 5),
        (OutputKind, 9),
        (EvaluatedItem, 8),
        (StakeholderGroup, 10),
        (RoleType, 32),
        (Accountability, 7),
        (Quadrant, 4),
        (OptimizationLevel, 4),
        (OptimizationDimension, 3),
        (OptimizationEffect, 4),
        (RankingCriterion, 4),
        (ItilPractice, 34),
        (IsoClause, 44),
    ],
)
def test_term_has_as_many_members_as_its_source(table: type[Term], count: int) -> None:
    assert count == len(table)


@pytest.mark.parametrize(
    "part, count",
    [
        (Part.LIFECYCLE, 4),
        (Part.SERVICE_LIFE, 5),
        (Part.FUNCTIONS, 16),
        (Part.PROCESSES, 32),
        (Part.RELATIONS, 23),
        (Part.REVIEW_RELATIONS, 6),
        (Part.PHASE_GOALS, 9),
        (Part.MANAGEMENT_REVIEWS, 7),
        (Part.OPERATIONAL_HEALTH, 54),
        (Part.OTHER_REVIEWS, 95),
        (Part.ACCOUNTABILITIES, 7),
        (Part.ROLES, 34),
        (Part.DECISION_RIGHTS, 7),
        (Part.DUTY_COMBINATIONS, 10),
        (Part.MANAGE_LAYER, 5),
        (Part.CONTROLLED_RISKS, 10),
        (Part.PREDECESSORS, 19),
        (Part.FRAMEWORK_GOALS, 4),
        (Part.FRAMEWORK_STRATEGY, 3),
        (Part.SOLUTION_STAGES, 5),
        (Part.MILESTONES, 4),
        (Part.SERVICE_MANAGEMENT_CONCERNS, 10),
        (Part.INFRASTRUCTURE_LEVELS, 4),
        (Part.OPTIMIZATION_PROGRESS, 4),
        (Part.OPTIMIZATION_EFFECTS, 4),
        (Part.IMPROVEMENT_ROADMAP, 3),
        (Part.RANKING_CRITERIA, 4),
        (Part.PRODUCTS, 6),
        (Part.PRODUCT_FEATURES, 3),
        (Part.ACCELERATOR_AREAS, 8),
        (Part.STARTING_POINTS, 5),
        (Part.ITIL_VERSIONS, 3),
        (Part.ITIL_PHASES, 5),
        (Part.NEIGHBORING_FRAMEWORKS, 6),
        (Part.FUNCTION_CROSS_REFERENCES, 16),
        (Part.REVIEW_CROSS_REFERENCES, 7),
    ],
)
def test_part_has_as_many_rows_as_its_source(part: Part, count: int) -> None:
    assert count == len(get_rows(part)) == len(to_table(part).rows)


# Every row


@pytest.mark.parametrize("part", Part)
def test_every_row_says_where_it_comes_from(part: Part) -> None:
    assert all(row.citations for row in get_rows(part))


@pytest.mark.parametrize("part", Part)
def test_no_row_is_there_twice(part: Part) -> None:
    assert len(get_rows(part)) == len(set(get_rows(part)))


@pytest.mark.parametrize("part", Part)
def test_documents_are_cited_with_the_place_in_them(part: Part) -> None:
    documents = {Source.OVERVIEW, Source.WHITE_PAPER, Source.PAGE}

    cited = {each for row in get_rows(part) for each in row.citations}

    assert [] == [each for each in cited if each.source in documents and not each.place]
    assert [] == [each for each in cited if "/" in each.place or "www" in each.place]


def test_only_what_the_library_needs_rests_on_general_knowledge() -> None:
    unverified = {
        part
        for part in Part
        for row in get_rows(part)
        if Source.GENERAL_KNOWLEDGE in {each.source for each in row.citations}
    }

    assert {Part.FUNCTIONS, Part.ACCOUNTABILITIES, Part.ROLES} == unverified


def test_citation_names_source_place_and_facts() -> None:
    citation = Citation(Source.WHITE_PAPER, "Figure 3", "levels")

    assert str(citation) == "levels: white paper on Microsoft and ITIL v3 (MOF 3.x), Figure 3"
    assert str(Citation(Source.JUDGEMENT)) == "our judgement"


# Lifecycle and functions


def test_three_phases_rest_on_one_layer() -> None:
    assert list(Phase) == [row.phase for row in LIFECYCLE]
    assert [Phase.MANAGE] == [row.phase for row in LIFECYCLE if row.is_layer]


def test_every_function_belongs_to_a_phase() -> None:
    counts = Counter(function.phase for function in FUNCTIONS)

    assert counts == {Phase.PLAN: 4, Phase.DELIVER: 5, Phase.OPERATE: 4, Phase.MANAGE: 3}


@pytest.mark.parametrize("smf", SMF)
def test_function_is_found_by_its_name(smf: SMF) -> None:
    assert find_function(smf).smf is smf


def test_functions_without_a_deliverable_are_those_that_no_document_at_hand_describes() -> None:
    assert [smf for smf in SMF if not find_function(smf).deliverable] == [
        SMF.FINANCIAL_MANAGEMENT,
        SMF.PROJECT_PLANNING,
        SMF.BUILD,
        SMF.STABILIZE,
        SMF.DEPLOY,
    ]


def test_functions_of_the_operate_phase_are_complete() -> None:
    functions = [find_function(smf) for smf in OPERATE]

    assert [1, 2, 3, 4] == [function.order for function in functions]
    assert [4, 2, 2, 2] == [len(function.purposes or ()) for function in functions]
    assert [4, 5, 3, 4] == [len(function.outcomes or ()) for function in functions]


def test_what_the_sources_leave_out_is_none_and_printed_as_not_stated() -> None:
    table = to_table(Part.FUNCTIONS)
    place = table.columns.index("Outcomes")

    silent = {str(function.smf) for function in FUNCTIONS if function.outcomes is None}
    cells = {row[0] for row in table.rows if row[place] == NOT_STATED}

    assert silent == cells
    assert silent == {
        *("Policy", "Financial Management"),
        *("Envision", "Project Planning", "Build", "Stabilize", "Deploy"),
    }


def test_no_other_name_of_a_function_is_a_canonical_one() -> None:
    names = [name for function in FUNCTIONS for name in function.also_called]

    assert len(names) == len(set(names))
    assert set(map(str, SMF)).isdisjoint(names)


def test_processes_are_numbered_in_order_and_without_gaps_but_for_what_no_page_names() -> None:
    for smf in SMF:
        numbers = [process.number for process in PROCESSES if process.smf is smf]

        first = 5 if smf is SMF.BUSINESS_IT_ALIGNMENT else 1
        assert list(range(first, first + len(numbers))) == numbers


def test_natural_order_is_a_chain_of_relations() -> None:
    edges = [
        (relation.origin, relation.target)
        for relation in RELATIONS
        if relation.kind is RelationKind.PRECEDES
    ]

    assert list(pairwise(OPERATE)) == edges


def test_manage_layer_supports_every_function_of_the_operate_phase() -> None:
    layer = {row.smf for row in FUNCTIONS if row.phase is Phase.MANAGE}

    supported = {
        (relation.origin, relation.target)
        for relation in RELATIONS
        if relation.kind is RelationKind.SUPPORTS
    }

    assert {(origin, target) for origin in layer for target in OPERATE} == supported


def test_relations_have_the_reviews_on_both_sides_of_the_four_functions() -> None:
    assert [(row.review, row.target) for row in REVIEW_RELATIONS] == [
        (ReviewKind.RELEASE_READINESS, SMF.OPERATIONS),
        (ReviewKind.POST_IMPLEMENTATION, SMF.OPERATIONS),
        *((ReviewKind.OPERATIONAL_HEALTH, smf) for smf in OPERATE),
    ]


def test_no_relation_leads_back_to_where_it_starts_nor_is_there_twice() -> None:
    edges = [(relation.origin, relation.kind, relation.target) for relation in RELATIONS]

    assert len(edges) == len(set(edges))
    assert [] == [origin for origin, _, target in edges if origin is target]


def test_goals_are_one_with_its_parts_conditions_and_helps() -> None:
    assert Counter(goal.kind for goal in PHASE_GOALS) == {
        GoalKind.PRIMARY: 1,
        GoalKind.SPECIFIC: 3,
        GoalKind.REQUIREMENT: 2,
        GoalKind.PRACTICE: 3,
    }


# Reviews


def test_six_reviews_are_management_reviews_and_one_stands_beside_them() -> None:
    assert list(ReviewKind) == [review.kind for review in MANAGEMENT_REVIEWS]
    assert [ReviewKind.POST_IMPLEMENTATION] == [
        review.kind for review in MANAGEMENT_REVIEWS if not review.is_management_review
    ]


@pytest.mark.parametrize("kind", ReviewKind)
def test_a_review_is_a_gate_exactly_where_it_stands_between_two_things(kind: ReviewKind) -> None:
    review = find_management_review(kind)

    between = [review.between_phases, review.between_functions]

    assert review.place
    assert {0, 2} >= {len(pair) for pair in between}
    assert any(between) == (ReviewTrigger.GATE in review.triggers)


def test_gates_between_functions_follow_the_order_of_the_life_of_a_service() -> None:
    pairs = {
        review.kind: review.between_functions
        for review in MANAGEMENT_REVIEWS
        if review.between_functions
    }

    assert pairs == {
        ReviewKind.PROJECT_PLAN_APPROVED: (SMF.PROJECT_PLANNING, SMF.BUILD),
        ReviewKind.RELEASE_READINESS: (SMF.STABILIZE, SMF.DEPLOY),
        ReviewKind.POST_IMPLEMENTATION: (SMF.DEPLOY, SMF.OPERATIONS),
    }


def test_operational_health_is_reviewed_regularly_or_in_an_emergency() -> None:
    review = find_management_review(ReviewKind.OPERATIONAL_HEALTH)

    assert review.triggers == (ReviewTrigger.CALENDAR, ReviewTrigger.EMERGENCY)
    assert review.scope is ReviewScope.BROAD


def test_every_phase_has_a_management_review() -> None:
    assert set(Phase) == {review.phase for review in MANAGEMENT_REVIEWS}


def test_operational_health_review_has_every_term_of_its_table() -> None:
    assert Counter(component.column for component in OPERATIONAL_HEALTH_COMPONENTS) == {
        ReviewColumn.EVALUATED_ITEMS: 8,
        ReviewColumn.STAKEHOLDERS: 10,
        ReviewColumn.INPUTS: 9,
        ReviewColumn.ANALYSES: 8,
        ReviewColumn.DECISIONS: 5,
        ReviewColumn.CHANGE_SUBJECTS: 5,
        ReviewColumn.OUTPUTS: 9,
    }


def test_other_reviews_are_described_too() -> None:
    described = {component.review for component in OTHER_REVIEW_COMPONENTS}

    assert set(ReviewKind) - {ReviewKind.OPERATIONAL_HEALTH} == described


# People


def test_every_role_type_is_described_and_once_under_each_accountability() -> None:
    keys = [(role.accountability, role.role_type) for role in ROLES]

    assert set(RoleType) == {role_type for _, role_type in keys}
    assert len(keys) == len(set(keys))


def test_roles_of_the_operate_phase_are_complete() -> None:
    roles = ROLES[:12]

    assert list(RoleType)[:12] == [role.role_type for role in roles]
    assert [1, 1, 3, 4, 4, 1, 3, 3, 2, 1, 1, 2] == [len(r.responsibilities or ()) for r in roles]
    assert [1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2] == [len(r.goals or ()) for r in roles]


@pytest.mark.parametrize(
    "accountability, count",
    list(zip(Accountability, [6, 6, 4, 3, 6, 3, 6], strict=True)),
)
def test_accountability_has_its_role_types(accountability: Accountability, count: int) -> None:
    assert count == len(find_roles(accountability))


@pytest.mark.parametrize("scope", ACCOUNTABILITIES, ids=lambda scope: str(scope.accountability))
def test_exactly_one_role_type_answers_for_each_accountability(
    scope: AccountabilityScope,
) -> None:
    roles = find_roles(scope.accountability)

    accountable = [role.role_type for role in roles if role.is_accountable]

    assert [scope.accountable] == accountable
    assert roles[-1].is_accountable


def test_every_accountability_is_for_functions_and_every_function_under_one() -> None:
    assert list(Accountability) == [each.accountability for each in ACCOUNTABILITIES]
    assert set(SMF) - {SMF.TEAM} == {smf for each in ACCOUNTABILITIES for smf in each.functions}


@pytest.mark.parametrize("role_type", RoleType)
def test_role_is_found_by_its_type(role_type: RoleType) -> None:
    assert find_role(role_type).role_type is role_type


def test_role_under_two_accountabilities_is_told_apart_by_them() -> None:
    shared = RoleType.IT_RISK_AND_COMPLIANCE_MANAGER

    first = find_role(shared)
    second = find_role(shared, accountability=Accountability.MANAGEMENT)

    assert (Accountability.COMPLIANCE, True) == (first.accountability, first.is_accountable)
    assert (Accountability.MANAGEMENT, False) == (second.accountability, second.is_accountable)


def test_role_is_not_found_where_it_does_not_belong() -> None:
    with pytest.raises(UnknownReferenceError) as caught:
        find_role(RoleType.OPERATOR, accountability=Accountability.SUPPORT)

    assert str(caught.value) == "no role type 'operator' under 'support'; it is under operations"
    assert caught.value.reference == "operator"


# Controls


def test_every_control_is_of_a_risk_and_every_risk_has_a_control() -> None:
    assert all(row.objective and row.risk and row.controls for row in CONTROLLED_RISKS)
    assert len(CONTROLLED_RISKS) == len({row.risk for row in CONTROLLED_RISKS})


def test_two_risks_of_the_operate_phase_are_controlled_by_its_review() -> None:
    controls = [row.controls for row in CONTROLLED_RISKS if row.phase is Phase.OPERATE]

    assert [(ReviewKind.OPERATIONAL_HEALTH,)] * 2 == controls


def test_manage_layer_attends_to_three_things_with_each_function() -> None:
    focus = {row.smf: len(row.focus) for row in MANAGE_LAYER if row.phase is Phase.OPERATE}

    assert focus == {
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE: 3,
        SMF.CHANGE_AND_CONFIGURATION: 3,
        SMF.TEAM: 3,
    }


# What the white paper adds


def test_names_of_mof_3_are_complete_and_lead_somewhere() -> None:
    assert Counter(row.kind for row in PREDECESSORS) == {
        PredecessorKind.QUADRANT: 4,
        PredecessorKind.FUNCTION: 5,
        PredecessorKind.REVIEW: 4,
        PredecessorKind.ROLE_CLUSTER: 6,
    }
    assert all(row.functions or row.reviews or row.accountabilities for row in PREDECESSORS)


def test_optimization_levels_are_ordered() -> None:
    basic, *_, dynamic = levels = list(OptimizationLevel)

    assert levels == [row.level for row in INFRASTRUCTURE_LEVELS]
    assert [1, 2, 3, 4] == [row.rank for row in INFRASTRUCTURE_LEVELS]
    assert levels == sorted([levels[place] for place in (2, 0, 3, 1)])
    assert basic < dynamic
    assert basic <= dynamic
    assert dynamic > basic
    assert dynamic >= dynamic  # noqa: PLR0124
    assert not dynamic < basic


def test_four_starting_points_are_followed_by_further_reading() -> None:
    assert [False] * 4 + [True] == [point.is_further_reading for point in STARTING_POINTS]


@pytest.mark.parametrize("part", Part)
def test_page_speaks_of_judgement_exactly_where_a_row_rests_on_it(part: Part) -> None:
    sources = {citation.source for row in get_rows(part) for citation in row.citations}

    shown = to_table(part).to_markdown()

    assert (Source.JUDGEMENT in sources) == ("said by this library, not by the framework" in shown)


@pytest.mark.parametrize(
    "part",
    [
        Part.SERVICE_LIFE,
        Part.PREDECESSORS,
        Part.SERVICE_MANAGEMENT_CONCERNS,
        Part.PRODUCTS,
        Part.ACCELERATOR_AREAS,
        Part.FUNCTION_CROSS_REFERENCES,
        Part.REVIEW_CROSS_REFERENCES,
    ],
)
def test_page_of_a_mapping_of_ours_says_so(part: Part) -> None:
    shown = to_table(part).to_markdown()

    assert "our judgement" in shown
    assert "said by this library, not by the framework" in shown


def test_every_function_and_review_has_its_cross_reference() -> None:
    assert list(SMF) == [row.smf for row in FUNCTION_CROSS_REFERENCES]
    assert list(ReviewKind) == [row.review for row in REVIEW_CROSS_REFERENCES]
    assert all(row.itil_4 and row.iso_20000 for row in FUNCTION_CROSS_REFERENCES)
    assert all(row.itil_4 and row.iso_20000 for row in REVIEW_CROSS_REFERENCES)


# Printing


@pytest.mark.parametrize("part", Part)
def test_every_part_is_printed_with_its_sources(part: Part) -> None:
    table = to_table(part)

    assert isinstance(table, Table)
    assert table.columns[-1] == "Sources"
    assert all(row[-1] for row in table.rows)
    assert table.caption
    assert all(shown for shown in (str(table), table.to_markdown(), table.to_html()))


def test_table_writes_flags_numbers_and_lists_as_people_do() -> None:
    roles, levels = to_table(Part.ROLES), to_table(Part.INFRASTRUCTURE_LEVELS)

    assert roles.columns[-2:] == ("Accountable", "Sources")
    assert {"yes", "no"} == {row[-2] for row in roles.rows}
    assert [1, 2, 3, 4] == [row[0] for row in levels.rows]
    assert levels.rows[0][4] == "people; process; technology"


@pytest.mark.parametrize("part", [Part.FUNCTIONS, Part.MANAGEMENT_REVIEWS, Part.PREDECESSORS])
def test_parts_with_many_columns_keep_their_words_whole_in_a_terminal(part: Part) -> None:
    table = to_table(part)

    words = {word for row in table.rows for cell in row for word in str(cell).split()}

    assert words - {"None"} <= set(table.to_text(80).split())


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    assert "Functions" not in to_table(Part.FRAMEWORK_GOALS).columns
    assert "Functions" in to_table(Part.PRODUCTS).columns


def test_note_tells_only_of_sources_that_the_table_has() -> None:
    assert to_table(Part.PHASE_GOALS).note is None
    assert "not verified" in to_table(Part.ROLES).to_markdown()
    assert "not verified" not in to_table(Part.PRODUCTS).to_markdown()


@pytest.mark.parametrize("part", Part)
def test_rows_are_values_that_can_be_pickled_and_hashed(part: Part) -> None:
    for row in get_rows(part):
        copy = loads(dumps(row))

        assert row == copy
        assert hash(row) == hash(copy)


# Who decides, and what goes together


@pytest.mark.parametrize("activity", OperationsActivity)
def test_every_activity_of_operations_is_for_somebody(activity: OperationsActivity) -> None:
    right = find_decision_right(activity)

    assert right.role_types
    assert [right.admits(role) for role in RoleType].count(True) == len(right.role_types)


def test_operations_are_decided_on_as_table_4_says() -> None:
    activity = OperationsActivity

    def may(role_type: RoleType, wanted: OperationsActivity) -> bool:
        return find_decision_right(wanted).admits(role_type)

    assert may(RoleType.TECHNOLOGY_AREA_MANAGER, activity.CHANGE_INSTRUCTIONS)
    assert may(RoleType.SCHEDULING_MANAGER, activity.SET_TIMES)
    assert may(RoleType.OPERATOR, activity.RUN_INSTRUCTED_WORK)
    assert not may(RoleType.OPERATOR, activity.RUN_UNINSTRUCTED_WORK)
    assert may(RoleType.ADMINISTRATOR, activity.RUN_UNINSTRUCTED_WORK)
    assert may(RoleType.MONITORING_MANAGER, activity.DECIDE_HOW_TO_MONITOR)
    assert not may(RoleType.MONITORING_MANAGER, activity.DECIDE_WHAT_TO_MONITOR)


def test_refusal_of_an_activity_says_whom_it_is_for() -> None:
    right = find_decision_right(OperationsActivity.CHANGE_INSTRUCTIONS)

    assert right.explain_refusal(RoleType.TECHNOLOGY_AREA_MANAGER) is None
    assert right.explain_refusal(RoleType.OPERATOR) == (
        "operator may not change work instructions; may: technology area manager"
    )


def test_every_combination_of_duties_is_marked_as_judgement() -> None:
    for rule in DUTY_COMBINATIONS:
        assert Source.JUDGEMENT in {citation.source for citation in rule.citations}


def test_duties_of_a_combination_can_be_seen() -> None:
    for rule in DUTY_COMBINATIONS:
        for duty in (rule.first, rule.second):
            on_record = duty.facts or duty.events
            assert duty.role_types or (on_record and rule.extent is CombinationExtent.RECORD)
        assert set(rule.first.role_types).isdisjoint(rule.second.role_types)
