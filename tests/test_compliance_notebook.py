"""The notebook that is kept as text: its cells run in order, and show what records say."""

import ast
import re
from collections import Counter
from typing import Any

import pytest
from attrs import evolve

from conftest import ROOT
from mof.documents import Document, Figure
from mof.incidents import Incident
from mof.judgements import find_breaches, judge, measure_attainment
from mof.sources import DefectKind

NOTEBOOK = ROOT / "examples" / "compliance_notebook.py"
CELL = re.compile(r"^# %%(?P<kind> \[markdown\])?\n", re.MULTILINE)


def list_cells() -> list[tuple[bool, str]]:
    """The cells in their order, each with whether it is of code."""
    head, *parts = CELL.split(NOTEBOOK.read_text(encoding="utf-8"))
    assert head == ""
    return [(kind is None, text) for kind, text in zip(parts[::2], parts[1::2], strict=True)]


class Notebook:
    """What cells have defined, and what each of them shows."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.shown: list[Any] = []

    def run(self, cell: str) -> None:
        """Run a cell; its last line is shown if it is a value."""
        tree = ast.parse(cell)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, str(NOTEBOOK), "exec"), self.names)
        if isinstance(last, ast.Expr):
            code = compile(ast.Expression(last.value), str(NOTEBOOK), "eval")
            self.shown.append(eval(code, self.names))

    def find(self, kind: type) -> list[Any]:
        """What is shown of a kind."""
        return [value for value in self.shown if isinstance(value, kind)]

    @property
    def sound(self) -> list[Incident]:
        """The records that frames judge."""
        faulty = {*self.names["faulty"]["Ticket"].dropna()}
        return [each for each in self.names["extract"].records if each.id not in faulty]


@pytest.fixture(scope="module")
def notebook() -> Notebook:
    for library in ("narwhals", "numpy", "pandas"):
        pytest.importorskip(library, reason=f"{library} is not installed")
    notebook = Notebook()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "examples"))
        for is_code, text in list_cells():
            if is_code:
                notebook.run(text)
    return notebook


def test_cells_of_words_are_comments() -> None:
    words = [text for is_code, text in list_cells() if not is_code]

    assert words
    assert all(line.startswith("#") for text in words for line in text.strip().splitlines())


def test_every_month_counts_what_the_records_count(notebook: Notebook) -> None:
    names = notebook.names
    faulty = {count.faulty for counts in names["counts"].values() for count in counts}

    for month in names["months"]:
        expected = measure_attainment(
            notebook.sound, names["sla"], during=month, as_of=names["june"].end
        )
        # Of judgements alone nothing is known of what is not covered.
        counts = [evolve(each.counts, looked_at=None, uncovered=0) for each in expected]
        assert counts == [evolve(count, faulty=0) for count in names["counts"][month]]
    assert 12 == len(names["months"])
    assert {names["faulty"]["Ticket"].size} == faulty


def test_verdicts_are_those_of_the_records(notebook: Notebook) -> None:
    names = notebook.names
    as_of = names["june"].end
    views = [record.as_of(as_of) for record in notebook.sound]
    expected = Counter(
        (judgement.record, str(judgement.verdict))
        for view in views
        if view.history
        for judgement in judge(view, names["sla"], as_of=as_of)
    )

    # A row that is of no ticket has no record.
    judged = names["judged"].dropna(subset=["Ticket", "verdict"])

    assert expected == Counter(zip(judged["Ticket"], judged["verdict"], strict=True))


def test_breaches_are_those_of_the_records(notebook: Notebook) -> None:
    names = notebook.names

    expected = find_breaches(notebook.sound, [names["sla"]], as_of=names["june"].end)

    assert sorted(each.record for each in expected) == sorted(names["breaches"]["Ticket"])
    assert names["judgement"].breached_at == names["worst"]["breached_at"]


def test_records_are_those_of_the_file(notebook: Notebook) -> None:
    extract, read = notebook.names["extract"], notebook.names["world"].incidents
    # A row that is too short is left out by the library, and filled up by pandas.
    (ragged,) = (each.row for each in read.defects if each.kind is DefectKind.RAGGED_ROW)

    pairs = zip(read.records, extract.records, strict=True)
    # A gap names the row, which is a line of the file and not that of a frame.
    different = [one.id for one, other in pairs if evolve(one, gaps=()) != evolve(other, gaps=())]

    assert [notebook.names["log"]["Ticket"][ragged - 2]] == different
    assert extract.rows == extract.entries + extract.rows_lost


def test_charts_and_minutes_are_shown(notebook: Notebook) -> None:
    line, bars = notebook.find(Figure)
    (minutes,) = notebook.find(Document)
    names = notebook.names

    june = names["counts"][names["june"]][names["restoration"]]
    assert f"Jun 2026 {100 * float(june.share):.1f} %" in line.alternative
    assert f"{june.met} of {june.counted}" in bars.alternative
    assert "<svg" in line._repr_html_()
    assert "outside-tolerance:sla-e-mail:restoration-p3" in {
        finding.id for finding in names["review"].findings
    }
    assert names["june"].label[:4] in minutes._repr_html_()
