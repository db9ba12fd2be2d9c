"""How long ``import mof`` takes, beyond the bare start, on each Python found."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
ROUNDS = 41
GOAL = 5.0


def find_pythons() -> list[str]:
    """Interpreters that are new enough, the running one first."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [sys.executable, *map(str, sorted(root.glob("3.*/bin/python")))]
    candidates += filter(None, (shutil.which(f"python3.{minor}") for minor in range(11, 20)))
    found = {version: path for path in reversed(candidates) if (version := ask_version(path))}
    return [found[version] for version in sorted(found, key=sort_version)]


def ask_version(python: str) -> str | None:
    code = "import platform, sys; print(platform.python_version() * (sys.version_info >= (3, 11)))"
    result = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=False)
    return result.stdout.strip() or None


def sort_version(version: str) -> tuple[int, ...]:
    return tuple(int("".join(filter(str.isdigit, part)) or 0) for part in version.split("."))


def measure(python: str, code: str) -> float:
    """Milliseconds that a fresh process needs."""
    start = time.perf_counter()
    subprocess.run([python, "-I", "-S", "-c", code], check=True)
    return 1e3 * (time.perf_counter() - start)


def main() -> None:
    bare_code = f"import sys; sys.path.insert(0, {str(SOURCE)!r})"
    print(f"median of {ROUNDS} fresh processes, interleaved; goal: at most {GOAL:g} ms")
    for python in find_pythons():
        pairs = [
            (measure(python, bare_code), measure(python, f"{bare_code}; import mof"))
            for _ in range(ROUNDS)
        ]
        bare = statistics.median(start for start, _ in pairs)
        added = statistics.median(loaded for _, loaded in pairs) - bare
        name = f"Python {ask_version(python)}"
        print(f"{name:14} bare start {bare:5.1f} ms, import mof {added:+5.2f} ms")


if __name__ == "__main__":
    main()
