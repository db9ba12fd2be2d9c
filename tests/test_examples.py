"""What we show is true: every example in documents, docstrings and ``examples/`` runs."""

import doctest
import os
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from conftest import ROOT
from public_api import list_modules

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]
EXAMPLES = sorted(
    path
    for path in (ROOT / "examples").glob("*.py")
    if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
)
# Examples that read something of the user's, or start Spark, are tested beside what they read.
WITH_ARGUMENTS = {
    "discover_process.py",
    "frames_servicenow.py",
    "servicenow_log.py",
    "spark_attainment.py",
}
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
ENGINES = re.compile(
    r"^\s*(?:import|from)\s+(dask|duckdb|pandas|polars|pyarrow|pyspark)\b", re.MULTILINE
)


def give_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write into, from which the examples can be seen."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    return tmp_path


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("path", DOCUMENTS, ids=give_id)
def test_code_blocks_of_documents_run(path: Path) -> None:
    sybil = Sybil(parsers=[PythonCodeBlockParser(doctest_optionflags=OPTIONS)])

    for example in sybil.parse(path).examples():
        if missing := find_missing_engine(example.parsed):
            pytest.skip(f"line {example.line} of {path.name} needs {missing}, not installed here")
        example.evaluate()


def find_missing_engine(block: Any) -> str | None:
    """An engine of frames that a code block imports, and that is not there."""
    engines = ENGINES.findall(str(getattr(block, "source", block)))
    return next((engine for engine in engines if find_spec(engine) is None), None)


def test_block_is_skipped_for_an_engine_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)

    assert find_missing_engine("import mof\nimport polars as pl\n") == "polars"
    assert find_missing_engine("from mof import polarsish\n") is None


@pytest.mark.parametrize("name", list_modules())
def test_examples_in_docstrings_are_true(name: str) -> None:
    failed, _ = doctest.testmod(import_module(name), optionflags=OPTIONS)

    assert failed == 0


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.name not in WITH_ARGUMENTS], ids=give_id
)
def test_examples_run(path: Path, elsewhere: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-W", "error", str(path)],
        cwd=elsewhere,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (result.returncode, result.stderr) == (0, "")
