"""Mutants of the rooms that count time: a seeded sample made by cosmic-ray, and who survives.

A place of the source is taken at most once. Every run works on a copy in `.mutants`, keeps each
result as it comes, and goes on where the last one stopped; a changed source is a new sample.
"""

import argparse
import ast
import functools
import hashlib
import json
import os
import random
import resource
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIED = ("src", "tests", "examples", "docs/reference")
EQUIVALENT = ROOT / "tests" / "data" / "equivalent_mutants.toml"
MEMORY = 4 * 2**30  # what a mutant that never ends may take
HANGS = 3600.0  # seconds after which tests are ended that wait and take no time
COSMIC_RAY = str(Path(sys.executable).with_name("cosmic-ray"))

# The tests of each room, most likely to notice first; those of the other rooms come after them,
# in a process of their own, so that most mutants need not wait until they are imported.
TESTS = {
    "calendars": (
        *("test_timelines", "test_vectors", "test_cases_business_time", "test_calendars"),
        *("test_calendar_rules", "test_conformance_cases"),
        *("property/test_calendars_oracle", "property/test_calendars_algebra"),
    ),
    "agreements": (
        *("test_agreements", "test_clocks", "test_clock_moments", "test_precedence"),
        *("test_priority_changes", "test_exclusions", "test_service_credits", "test_tolerances"),
        *(
            "test_agreement_lifecycle",
            "test_cases_clocks_and_verdicts",
            "test_retroactive_breaches",
        ),
        *("property/test_clocks_oracle", "property/test_policies_algebra"),
    ),
    "judgements": (
        *("test_judgements", "test_attainment", "test_availability", "test_worklists"),
        *(
            "test_what_if",
            "test_support_references",
            "test_outages",
            "test_irregularities",
            "test_notebooks",
            "test_gaps",
        ),
        *("test_chains", "test_cases_numbers_per_period", "test_growth", "test_vectors_judged"),
        *("property/test_priority_changes_oracle", "property/test_judgements_algebra"),
        *("property/test_availability_oracle", "property/test_chains_oracle"),
    ),
}

# What could have been meant: the boundary, the opposite, the neighbouring operation. The other
# replacements, such as a shift of two instants, fail wherever they are executed.
NEIGHBOURS = {
    *("Add_Sub", "Sub_Add", "Mul_FloorDiv", "Mul_Add", "FloorDiv_Mul", "Div_Mul", "Mod_FloorDiv"),
    *("BitOr_BitAnd", "BitAnd_BitOr", "BitXor_BitOr", "RShift_LShift", "LShift_RShift"),
    *("Pow_Mul", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Lt_GtE", "LtE_Gt", "Gt_LtE", "GtE_Lt"),
    *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is"),
}

Position = tuple[int, int]
Mutant = tuple[str, str, int]  # module, operator, which occurrence of it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=40, help="how many mutants (default: 40)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (default: 1)")
    parser.add_argument("--again", action="store_true", help="run the survivors again")
    given = parser.parse_args()
    session = ROOT / ".mutants" / f"{given.seed}-{find_digest()}"
    copy(session / "tree")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for room in TESTS:
        init(session, room)
    taken = take(session, given.number, given.seed)
    for room in TESTS:
        choose(session / f"{room}.sqlite", taken, again=given.again)
        execute(session, room)
    report(session, taken)


def find_digest() -> str:
    """What the sources of the rooms are known by."""
    digest = hashlib.sha256()
    for room in TESTS:
        for path in sorted((ROOT / "src" / "mof" / room).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def copy(tree: Path) -> None:
    """A fresh copy to be broken; also heals what an interrupted run left mutated."""
    shutil.rmtree(tree, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tree / folder, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tree)


def find_command(room: str, *, seconds: int) -> list[str]:
    """The tests of the room, and those of the others if none of its own has failed.

    Each part is ended after so many seconds of the processor: time by the clock on the wall says
    nothing where others are at work.
    """
    own = list_files(room)
    others = [file for other in TESTS if other != room for file in list_files(other)]
    vectors = ROOT.parent / "shared" / "vectors" / "sla_vectors.json"
    pytest = [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", "--no-header"]
    parts = (shlex.join([*pytest, f"--vectors={vectors}", *files]) for files in (own, others))
    return ["sh", "-c", " && ".join([f"ulimit -t {seconds}", *parts])]


def list_files(room: str) -> list[str]:
    files = [f"tests/{name}.py" for name in TESTS[room]]
    return [file for file in files if (ROOT / file).is_file()]


def init(session: Path, room: str) -> None:
    """Find every mutant of a room, once."""
    database = session / f"{room}.sqlite"
    if database.exists():
        return
    unfinished = database.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    configure(session, room, seconds=1)
    run([COSMIC_RAY, "init", f"../{room}.toml", str(unfinished)], session)
    unfinished.rename(database)


def configure(session: Path, room: str, *, seconds: int) -> None:
    (session / f"{room}.toml").write_text(
        f"""\
[cosmic-ray]
module-path = ["src/mof/{room}"]
excluded-modules = ["**/__init__.py"]
timeout = {HANGS}
test-command = {json.dumps(shlex.join(find_command(room, seconds=seconds)))}
[cosmic-ray.distributor]
name = "local"
""",
        encoding="utf-8",
    )


def take(session: Path, number: int, seed: int) -> set[Mutant]:
    """The mutants of the sample: a larger one holds every smaller one of the same seed."""
    places: dict[tuple[str, Position], list[Mutant]] = {}
    for room in TESTS:
        with sqlite3.connect(session / f"{room}.sqlite") as database:
            for module, operator, occurrence, *position in database.execute(
                "SELECT module_path, operator_name, occurrence, start_pos_row, start_pos_col"
                " FROM mutation_specs ORDER BY 1, 4, 5, 2, 3"
            ):
                row, column = position
                if is_meant(operator, session / "tree" / module, (row, column)):
                    mutants = places.setdefault((module, (row, column)), [])
                    mutants.append((module, operator, occurrence))
    chosen = random.Random(seed)
    order = [chosen.choice(mutants) for mutants in places.values()]
    chosen.shuffle(order)
    print(f"mutants: {min(number, len(order))} of {len(order)} places, seed {seed}", flush=True)
    return set(order[:number])


def is_meant(operator: str, path: Path, position: Position) -> bool:
    """Whether a mutant could be a mistake of ours: no annotation, no star of a signature."""
    annotations, operations = read_places(path)
    if any(start <= position < end for start, end in annotations):
        return False
    kind, _, words = operator.removeprefix("core/").partition("Operator_")
    if kind == "ReplaceBinary" and not any(a <= position < b for a, b in operations):
        return False
    return kind not in {"ReplaceBinary", "ReplaceComparison"} or words in NEIGHBOURS


@functools.cache
def read_places(
    path: Path,
) -> tuple[list[tuple[Position, Position]], list[tuple[Position, Position]]]:
    """Where the annotations of a module stand, and the operators between two operands."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    annotations = [
        (find_start(part), find_end(part))
        for node in nodes
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if isinstance(part, ast.expr)
    ]
    operations = [
        (find_end(node.left), find_start(node.right))
        for node in nodes
        if isinstance(node, ast.BinOp)
    ]
    return annotations, operations


def find_start(node: ast.expr) -> Position:
    return node.lineno, node.col_offset


def find_end(node: ast.expr) -> Position:
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return node.end_lineno, node.end_col_offset


def choose(database: Path, taken: set[Mutant], *, again: bool) -> None:
    """Leave only the sample to be run; what has a result keeps it."""
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM work_results WHERE worker_outcome = 'SKIPPED'")
        if again:
            connection.execute("DELETE FROM work_results WHERE test_outcome = 'SURVIVED'")
        done = {job for (job,) in connection.execute("SELECT job_id FROM work_results")}
        skipped = [
            (job,)
            for job, *mutant in connection.execute(
                "SELECT job_id, module_path, operator_name, occurrence FROM mutation_specs"
            )
            if tuple(mutant) not in taken and job not in done
        ]
        connection.executemany(
            "INSERT INTO work_results (job_id, worker_outcome) VALUES (?, 'SKIPPED')", skipped
        )


def execute(session: Path, room: str) -> None:
    """Run what has no result yet, if the tests pass on the copy as it is."""
    with sqlite3.connect(session / f"{room}.sqlite") as database:
        (left,) = database.execute(
            "SELECT count(*) FROM mutation_specs WHERE job_id NOT IN"
            " (SELECT job_id FROM work_results)"
        ).fetchone()
    if not left:
        return
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run(find_command(room, seconds=int(HANGS)), session, stdout=subprocess.DEVNULL)
    taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    print(f"{room}: {left} to run; without a mutant the tests take {taken:.0f} s", flush=True)
    configure(session, room, seconds=int(3 * taken) + 10)
    run([COSMIC_RAY, "exec", f"../{room}.toml", f"../{room}.sqlite"], session)


def run(command: list[str], session: Path, stdout: int | None = None) -> None:
    """Run in the copy, importing what is there; a test that fails is not made smaller."""
    tree = session / "tree"
    environment = {"PYTHONPATH": str(tree / "src"), "HYPOTHESIS_PROFILE": "unshrunk"}
    subprocess.run(command, cwd=tree, env=os.environ | environment, stdout=stdout, check=True)


def report(session: Path, taken: set[Mutant]) -> None:
    """Count what came of the sample, and show each survivor that is not known as equivalent."""
    results = [
        (module, outcome, tuple(changed(diff)))
        for room in TESTS
        for module, outcome, diff, *mutant in read_results(session / f"{room}.sqlite")
        if (module, *mutant) in taken
    ]
    equivalent: dict[tuple[str, tuple[str, ...]], str] = {
        (known["module"], (f"-{known['before']}", f"+{known['after']}")): known["reason"]
        for known in tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["mutant"]
    }
    survived = [(module, lines) for module, outcome, lines in results if outcome == "SURVIVED"]
    for module, lines in survived:
        print("", f"{module}: {equivalent.get((module, lines), 'SURVIVED')}", *lines, sep="\n")
    same = sum(survivor in equivalent for survivor in survived)
    killed, found = len(results) - len(survived), len(results) - same
    print(f"\n{killed} of {found} killed ({killed / max(found, 1):.1%}); {same} equivalent")


def read_results(database: Path) -> list[tuple[str, str, str, str, int]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(
            "SELECT module_path, test_outcome, diff, operator_name, occurrence FROM work_results"
            " JOIN mutation_specs USING (job_id) WHERE test_outcome IS NOT NULL"
            " ORDER BY module_path, start_pos_row, start_pos_col"
        ).fetchall()


def changed(diff: str) -> list[str]:
    """The lines that differ, without how far they are indented."""
    return [
        line[0] + line[1:].strip()
        for line in diff.splitlines()
        if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))
    ]


if __name__ == "__main__":
    main()
