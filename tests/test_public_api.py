"""The façade is light and complete, and the public API changes on purpose only."""

import ast
import difflib
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import mof
from public_api import SNAPSHOT, describe, list_modules, list_public_modules

# The façade says nothing of ``__all__`` to type checkers.
FACADE: Any = mof
# It asks the same questions as `mof.judgements`, of tables.
REPEATING = "mof.frames"
ROOMS = [name.removeprefix("mof.") for name in list_public_modules() if name != "mof"]
FACES = [name for name in list_public_modules() if hasattr(import_module(name), "__path__")]


def run_python(code: str) -> str:
    """What a fresh interpreter prints, with the package that is tested here."""
    code = f"import sys; sys.path.insert(0, {str(Path(mof.__file__).parents[1])!r})\n{code}"
    command = [sys.executable, "-I", "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def list_typed_names(package: str) -> dict[str, str]:
    """What type checkers see in the face of a package: name → home."""
    tree = ast.parse(Path(import_module(package).__file__ or "").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.asname or "": f"{node.module}.{alias.name}"
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


@pytest.mark.parametrize("package", FACES)
def test_face_offers_the_same_names_to_people_and_to_type_checkers(package: str) -> None:
    face = import_module(package)
    rooms = ROOMS if package == "mof" else []

    typed = list_typed_names(package)

    assert sorted([*face.__all__, *rooms]) == sorted(typed) == dir(face)
    for name, home in typed.items():
        module, _, found = home.rpartition(".")
        assert name == found
        assert getattr(import_module(module), name) is getattr(face, name)


def test_every_public_name_has_one_home() -> None:
    homes: dict[str, list[str]] = {}
    for package in list_public_modules():
        if package not in {"mof", REPEATING}:
            for name in import_module(package).__all__:
                homes.setdefault(name, []).append(package)

    assert {} == {name: found for name, found in homes.items() if len(found) > 1}


def test_frames_repeat_names_of_judgements_and_no_others() -> None:
    others = {
        name
        for package in list_public_modules()
        if package not in {"mof", "mof.judgements", REPEATING}
        for name in import_module(package).__all__
    }

    assert set() == others & {*import_module(REPEATING).__all__}


def test_no_facade_name_is_also_a_room() -> None:
    assert set() == {*FACADE.__all__} & {*ROOMS}


def test_facade_is_short() -> None:
    assert len(FACADE.__all__) <= 60


def test_rooms_are_there_after_importing_the_package() -> None:
    assert run_python("import mof; print(mof.values.Period is mof.Period)") == "True"


def test_room_is_imported_when_it_is_first_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(mof, "values")

    assert import_module("mof.values") is mof.values


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'mof' has no attribute 'Ticket'"):
        _ = mof.Ticket  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def test_importing_the_package_loads_nothing_else() -> None:
    code = (
        "import sys; before = {*sys.modules}; import mof; print(*sorted({*sys.modules} - before))"
    )

    loaded = run_python(code)

    assert loaded == "mof mof._faces"


def test_importing_every_core_module_loads_no_optional_library() -> None:
    optional = ("mof.converters", "mof.strategies", "mof.frames", "mof.plots")
    names = [name for name in list_modules() if not name.startswith(optional)]
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
