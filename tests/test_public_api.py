"""The façade is light and complete, and the public API changes on purpose only."""

import ast
import difflib
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version

import pytest

import mof
from conftest import ROOT
from public_api import SNAPSHOT, describe, list_public_modules

FACADE = ROOT / "src" / "mof" / "__init__.py"
SUBMODULES = [name.removeprefix("mof.") for name in list_public_modules() if name.count(".") == 1]


def run_python(code: str) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-I", "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def list_typed_names() -> dict[str, str]:
    """What type checkers see in the façade: name → home."""
    tree = ast.parse(FACADE.read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.name: node.module or ""
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_public_api_is_the_one_of_the_snapshot() -> None:
    expected = SNAPSHOT.read_text(encoding="utf-8").splitlines()

    actual = describe().splitlines()

    diff = "\n".join(difflib.unified_diff(expected, actual, "snapshot", "now", lineterm="", n=2))
    if diff:
        pytest.fail(
            f"the public API changed; if that is meant, run make api\n{diff}", pytrace=False
        )


def test_facade_lists_the_same_names_for_people_and_for_type_checkers() -> None:
    homes = {**mof._HOMES, **dict.fromkeys(SUBMODULES, "mof")}

    assert sorted(mof._HOMES) == sorted(mof.__all__)
    assert homes == list_typed_names()


@pytest.mark.parametrize("name", mof.__all__)
def test_facade_name_is_the_object_of_its_home(name: str) -> None:
    assert getattr(import_module(mof._HOMES[name]), name) is getattr(mof, name)


def test_no_facade_name_is_also_a_submodule() -> None:
    assert set() == {*mof.__all__} & {*SUBMODULES}


def test_facade_lists_its_names_and_submodules() -> None:
    assert {*mof.__all__, *SUBMODULES} <= {*dir(mof)}


def test_submodules_are_there_after_importing_the_package() -> None:
    assert run_python("import mof; print(mof.periods.Period is mof.Period)") == "True"


def test_submodule_is_imported_when_it_is_first_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(mof, "periods")

    assert import_module("mof.periods") is mof.periods


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'mof' has no attribute 'Ticket'"):
        _ = mof.Ticket  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys; before = {*sys.modules}; import mof; print(*({*sys.modules} - before))"

    loaded = run_python(code)

    assert loaded == "mof"


def test_importing_every_core_module_loads_no_optional_library() -> None:
    optional = {"mof.converters", "mof.strategies", "mof.frames", "mof.plots"}
    names = [name for name in list_public_modules() if name not in optional]
    code = (
        f"import sys\nfor name in {names}: __import__(name)\n"
        "print(*sorted({'cattrs', 'hypothesis', 'narwhals', 'pandas', 'numpy'} & {*sys.modules}))"
    )

    loaded = run_python(code)

    assert loaded == ""


def test_importing_the_package_takes_milliseconds_only() -> None:
    code = "from time import process_time as now; start = now(); import mof; print(now() - start)"

    fastest = min(float(run_python(code)) for _ in range(5))

    assert fastest < 0.005


def test_installed_version_is_the_one_of_the_package() -> None:
    assert version("mof-itsm") == mof.__version__, "set up anew: touch pyproject.toml"
