"""How large the house is: rooms, arrows, floors, names, sizes, and what an import costs.

Run as a script, it prints the figures; ``--room agreements`` lists what is missing in one room.
"""

import argparse
import ast
import enum
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

from public_api import is_data, list_public_modules, list_public_names

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "mof"
RIM = {"converters", "strategies"}
# The members are names of the framework's own, which its tables explain and cite.
EXPLAINED_BY_TABLES = {"framework"}

# Rooms and arrows


def list_arrows() -> set[tuple[str, str]]:
    """Which room imports from which, the façade left out."""
    return {
        (room, other)
        for path in SOURCE.rglob("*.py")
        if (room := find_room(path))
        for other in _list_imported_rooms(path)
        if other not in {room, "_faces"}
    }


def find_room(path: Path) -> str:
    """The room of a file; blank for what stands in none."""
    first = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return "" if first.startswith("_") else first


def _list_imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mof."):
            yield (node.module or "").split(".")[1]


def count_floors(arrows: set[tuple[str, str]]) -> int:
    """How many rooms the longest way down passes."""
    below: dict[str, set[str]] = {}
    for room, other in arrows:
        below.setdefault(room, set()).add(other)

    def climb(room: str) -> int:
        return 1 + max(map(climb, below.get(room, ())), default=0)

    return max(map(climb, below))


# Names


def list_rooms() -> list[str]:
    """The names of the rooms."""
    return [name.removeprefix("mof.") for name in list_public_modules() if name != "mof"]


def list_names(room: str) -> list[str]:
    """The public names of a room."""
    return list_public_names(import_module(f"mof.{room}"))


def list_mentioned() -> set[str]:
    """Every word of code in the guides, the examples and the examples in docstrings."""
    words: set[str] = set()
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    generated = ROOT / "docs" / "reference"
    for page in pages:
        if generated not in page.parents or "conformance" in page.parts:
            text = page.read_text(encoding="utf-8")
            for code in re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL):
                words |= {*re.findall(r"\w+", code)}
    for script in (ROOT / "examples").rglob("*.py"):
        words |= {*re.findall(r"\w+", script.read_text(encoding="utf-8"))}
    for path in SOURCE.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.match(r"\s*(>>>|\.\.\.) ", line):
                words |= {*re.findall(r"\w+", line)}
    return words


def list_unmentioned(room: str, mentioned: set[str]) -> list[str]:
    """The names of a room that stand in no guide, example or docstring example."""
    return [name for name in list_names(room) if name not in mentioned]


def list_undocumented(room: str) -> list[str]:
    """The names, fields and members of a room of which nothing is said."""
    module = import_module(f"mof.{room}")
    return [missing for name in list_names(room) for missing in _find_missing(module, room, name)]


def _find_missing(module: ModuleType, room: str, name: str) -> Iterator[str]:
    value: Any = getattr(module, name)
    if is_data(value):
        return
    if not (value.__doc__ or "").strip() or (value.__doc__ or "").startswith(f"{name}("):
        yield name
    if not isinstance(value, type):
        return
    if issubclass(value, enum.Enum):
        facts = [] if room in EXPLAINED_BY_TABLES else [member.name for member in value]
    elif attrs.has(value):
        facts = [field.name for field in attrs.fields(value) if field.name[0] != "_"]
    else:
        facts = []
    documented = set().union(*(_list_documented(base) for base in value.__mro__))
    yield from (f"{name}.{fact}" for fact in facts if fact not in documented)


def _list_documented(kind: type) -> set[str]:
    """What the docstring of a class names, and what has a docstring of its own below it."""
    module = sys.modules.get(kind.__module__)
    if module is None or not kind.__module__.startswith("mof."):
        return set()
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    (node,) = [n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == kind.__name__][:1]
    named = {*re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", kind.__doc__ or "")))}
    for fact, after in zip(node.body, node.body[1:], strict=False):
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            if isinstance(fact, ast.AnnAssign):
                named.add(ast.unparse(fact.target))
            elif isinstance(fact, ast.Assign):
                named |= {ast.unparse(target) for target in fact.targets}
    return named


# Sizes


def measure_sizes() -> tuple[list[int], list[int]]:
    """The lines of each file, and those of each function."""
    files, functions = [], []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        files.append(text.count("\n"))
        found = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
        functions += [(each.end_lineno or each.lineno) - each.lineno + 1 for each in found]
    return files, functions


def describe_sizes(sizes: list[int]) -> str:
    """Number, median, ninth decile and largest."""
    ninth = statistics.quantiles(sizes, n=10)[-1]
    return f"{len(sizes)}; median {statistics.median(sizes):g}, p90 {ninth:g}, most {max(sizes)}"


# Imports


def measure_import(code: str, source: Path = ROOT / "src", rounds: int = 15) -> tuple[int, float]:
    """How many modules of the library a statement loads, and its milliseconds."""
    start = f"import sys; sys.path.insert(0, {str(source)!r}); "
    count = f"{start}{code}; print(sum(m.split('.')[0] == 'mof' for m in sys.modules))"
    pairs = [(_time(start), _time(start + code)) for _ in range(rounds)]
    loaded = subprocess.run([sys.executable, "-c", count], check=True, capture_output=True)
    return int(loaded.stdout), statistics.median(after - before for before, after in pairs)


def _time(code: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return 1e3 * (time.perf_counter() - begun)


def print_room(room: str) -> None:
    """What a room offers, and what is missing of it."""
    print(f"{len(list_names(room))} names: {' '.join(list_names(room))}")
    print(f"stand nowhere: {' '.join(list_unmentioned(room, list_mentioned())) or 'none'}")
    print(f"undocumented: {' '.join(list_undocumented(room)) or 'none'}")


def print_figures(beside: Path | None) -> None:
    """All figures, with the import times of another checkout beside them where one is named."""
    arrows, rooms, mentioned = list_arrows(), list_rooms(), list_mentioned()
    names = {room: list_names(room) for room in rooms}
    print(f"rooms          {len(rooms)}")
    print(f"arrows         {len(arrows)} between rooms")
    print(f"floors         {count_floors(arrows)}")
    print(f"public names   {sum(map(len, names.values()))}")
    print("               " + ", ".join(f"{room} {len(found)}" for room, found in names.items()))
    print(f"stand nowhere  {sum(len(list_unmentioned(room, mentioned)) for room in rooms)}")
    print(f"undocumented   {sum(len(list_undocumented(room)) for room in rooms)}")
    files, functions = measure_sizes()
    print(f"files          {describe_sizes(files)} lines; {sum(files)} lines in all")
    print(f"functions      {describe_sizes(functions)} lines")
    for code in (
        "import mof",
        "import mof; mof.judge",
        "import mof; mof.review_operational_health",
    ):
        for where in filter(None, (ROOT, beside)):
            modules, spent = measure_import(code, where / "src")
            label = "" if where == ROOT else f"  ({where.name})"
            print(f"{code!r:45} {modules} modules, {spent:.1f} ms{label}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--room", help="list what is missing in one room")
    parser.add_argument("--beside", type=Path, help="another checkout, timed in the same run")
    arguments = parser.parse_args()
    if arguments.room:
        print_room(arguments.room)
    else:
        print_figures(arguments.beside)


if __name__ == "__main__":
    main()
