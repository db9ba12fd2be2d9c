"""Imports of the library point down; the layers themselves are listed in pyproject.toml."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "mof"
FACADE = SOURCE / "__init__.py"
# Hypothesis asks for the strategies only when it needs them.
HOOK = SOURCE / "_hypothesis_plugin.py"
# What a face offers stands in a block for type checkers, and is imported when it is asked for.
FACES = {*SOURCE.glob("*/__init__.py")}
MODULES = sorted({*SOURCE.rglob("*.py")} - {FACADE, HOOK, *FACES})


def iterate_imports(tree: ast.AST) -> Iterator[tuple[ast.Import | ast.ImportFrom, list[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield node, [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            yield node, ["." * node.level + (node.module or "")]


def find_faults(text: str) -> list[str]:
    tree = ast.parse(text)
    faults = []
    for node, names in iterate_imports(tree):
        ours = [name for name in names if name.split(".")[0] in {"mof", ""}]
        if ours and node not in tree.body:
            faults.append(f"line {node.lineno}: {ours[0]} is imported inside a block")
        if {"mof", "."} & {*ours}:
            faults.append(f"line {node.lineno}: the façade is imported; name the home module")
        if "TYPE_CHECKING" in ast.unparse(node) or "__future__" in names:
            faults.append(f"line {node.lineno}: an annotation would not be there at run time")
    return faults


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_import_each_other_at_their_top_from_their_homes(path: Path) -> None:
    assert find_faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    from mof.errors import MofError",
        "import mof",
        "from mof import errors",
        "from . import errors",
        "from typing import TYPE_CHECKING",
        "from __future__ import annotations",
    ],
)
def test_faulty_imports_are_found(text: str) -> None:
    assert find_faults(text)
