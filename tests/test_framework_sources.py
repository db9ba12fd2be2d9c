"""The framework's tables have as many entries as the documents they come from, and their names."""

import pytest

from conftest import SHARED
from mof.framework import (
    SMF,
    AnalysisKind,
    ChangeSubject,
    DecisionKind,
    EvaluatedItem,
    InputKind,
    OutputKind,
    Part,
    Phase,
    ReviewKind,
    StakeholderGroup,
    find_function,
    get_rows,
    to_table,
)
from mof.framework._management_reviews import CONTROLLED_RISKS
from mof.framework._phases import PHASE_GOALS, GoalKind
from mof.framework._relations import MANAGE_LAYER
from mof.framework._roles import ROLES

SOURCES = SHARED / "sources"
BULLET = "·"


def read(name: str) -> str:
    path = SOURCES / name
    if not path.is_file():
        pytest.skip(f"the source document is not at {path}")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def overview() -> str:
    return read("mof-operate-phase-overview.txt")


@pytest.fixture(scope="module")
def paper() -> str:
    return read("microsoft-itil-v3-white-paper.txt")


def cut(text: str, start: str, end: str) -> str:
    _, _, rest = text.partition(start)
    assert end in rest
    return rest.partition(end)[0]


def read_cells(text: str, start: str, end: str) -> list[str]:
    """The cells of a table, the names of its columns included."""
    _, *cells = cut(text, start, end).split("\n\t")
    return [cell.strip() for cell in cells]


def count(cells: list[str]) -> list[int]:
    return [cell.count(BULLET) for cell in cells]


def test_table_1_is_complete(overview: str) -> None:
    cells = read_cells(overview, "Table 1. ", "The SMFs in this phase")[3:]

    for name, deliverable, outcomes in zip(cells[::3], cells[1::3], cells[2::3], strict=True):
        function = find_function(SMF(name))
        assert f"Deliverable: {function.deliverable}".lower() in deliverable.lower()
        assert [len(function.purposes or ()), len(function.outcomes or ())] == count(
            [deliverable, outcomes]
        )


def test_table_2_is_complete(overview: str) -> None:
    cells = read_cells(overview, "Table 2. ", "Integrating the Operate Phase")[4:]

    terms = (
        [*InputKind],
        [*AnalysisKind],
        [*DecisionKind, *ChangeSubject],
        [*OutputKind],
    )
    assert list(map(len, terms)) == count(cells)


def test_items_to_evaluate_and_stakeholders_are_complete(overview: str) -> None:
    items = cut(overview, "Items to evaluate:", "The key stakeholders")
    stakeholders = cut(overview, "participate in the OHR meeting include:", "Table 2. ")

    assert [len(EvaluatedItem), len(StakeholderGroup)] == count([items, stakeholders])


def test_goals_are_complete(overview: str) -> None:
    goals = cut(overview, "\nGoals of the Operate Phase", "Operate Phase Workflow\n")
    practices = cut(overview, "help IT professionals:", "This phase is characterized")

    kinds = [goal.kind for goal in PHASE_GOALS]
    assert [
        kinds.count(GoalKind.SPECIFIC) + kinds.count(GoalKind.REQUIREMENT),
        kinds.count(GoalKind.PRACTICE),
    ] == count([goals, practices])


def test_table_3_is_complete(overview: str) -> None:
    cells = read_cells(overview, "Table 3. ", "Team SMF Focuses\n")[5:]

    assert count(cells) == [len(r.focus) for r in MANAGE_LAYER if r.phase is Phase.OPERATE]


@pytest.mark.parametrize(
    "start, end, first",
    [
        ("Table 4. ", "\nSupport Accountability\n", 0),
        ("Table 5. ", "\nObjectives, Risks, and Controls", 6),
    ],
)
def test_tables_4_and_5_are_complete(overview: str, start: str, end: str, first: int) -> None:
    cells = read_cells(overview, start, end)[3:]

    roles = ROLES[first : first + 6]
    assert [str(role.role_type) for role in roles] == [name.lower() for name in cells[::3]]
    assert [len(role.responsibilities or ()) for role in roles] == count(cells[1::3])
    assert [len(role.goals or ()) for role in roles] == count(cells[2::3])
    assert [role.is_accountable for role in roles] == [
        "Accountable for" in duties for duties in cells[1::3]
    ]


def test_table_6_is_complete(overview: str) -> None:
    cells = read_cells(overview, "Table 6. ", "Conclusion\n")[3:]

    rows = [row for row in CONTROLLED_RISKS if row.phase is Phase.OPERATE]
    assert len(cells[::3]) == len(rows)
    assert {f"{ReviewKind.OPERATIONAL_HEALTH} MR"} == set(cells[2::3])


def test_natural_order_is_that_of_the_overview(overview: str) -> None:
    order = cut(overview, "possess a natural order:", "documented in its own guide")

    places = [order.index(f"{smf} ") for smf in SMF if find_function(smf).order]
    assert places == sorted(places)
    assert len(places) == order.count(BULLET)


@pytest.mark.parametrize(
    "part, start, end",
    [
        (Part.ITIL_PHASES, "five phases of the service life cycle", "Through the integration"),
        (Part.SOLUTION_STAGES, "composed of five stages:", "MSF works closely"),
        (Part.SERVICE_MANAGEMENT_CONCERNS, "solution being developed:", "[bookmark"),
        (Part.FRAMEWORK_GOALS, "The goal of MOF is", "Because MOF practices"),
        (Part.RANKING_CRITERIA, "prioritized these statements", "Using this information"),
        (Part.PRODUCT_FEATURES, "three key features", "The System Center family"),
        (Part.PRODUCTS, "includes the following tools:", "System Center is consequently"),
        (Part.ACCELERATOR_AREAS, "IT infrastructure, including:", "For example, the Solution"),
        (Part.OPTIMIZATION_EFFECTS, "what that means in terms of", "The IO Model defines"),
    ],
)
def test_names_of_the_white_paper_are_there_in_its_order(
    paper: str, part: Part, start: str, end: str
) -> None:
    passage = cut(paper, start, end).lower()

    names = [row[0] for row in to_table(part).rows]
    places = [passage.find(str(name).lower()) for name in names]

    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    "part, start, end",
    [
        (Part.SERVICE_MANAGEMENT_CONCERNS, "solution being developed:", "[bookmark"),
        (Part.PRODUCTS, "includes the following tools:", "System Center is consequently"),
        (Part.ACCELERATOR_AREAS, "IT infrastructure, including:", "For example, the Solution"),
        (Part.FRAMEWORK_STRATEGY, "strategy to achieve this goal:", "MOF simplifies"),
        (Part.STARTING_POINTS, "challenges are. For example:", "[end]"),
    ],
)
def test_lists_of_the_white_paper_are_complete(
    paper: str, part: Part, start: str, end: str
) -> None:
    passage = cut(f"{paper}[end]", start, end)

    lines = [line for line in passage.split("\n") if line.strip()]

    assert len(lines) == len(get_rows(part))


def test_levels_are_those_of_the_white_paper_with_what_it_is_at_each(paper: str) -> None:
    passage = " ".join(cut(paper, "business capability:", "Figure 3. The IO Model").split())
    table = to_table(Part.INFRASTRUCTURE_LEVELS)

    said = [f"IT is {row[3]} {str(row[1]).capitalize()}" for row in table.rows]
    places = [passage.find(words) for words in said]

    assert -1 not in places
    assert places == sorted(places)
    assert all(str(row[4]).title().replace(";", ",") in passage for row in table.rows)
