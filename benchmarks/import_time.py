"""How long ``import mof`` takes, beyond the bare start, on each Python found."""

import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
ROUNDS = 41
GOAL = 5.0


def find_pythons() -> list[tuple[str, str]]:
    """Version and path of each interpreter that is new enough."""
    command = [ROOT / ".ci" / "find-pythons"]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [(version, path) for version, path in map(str.split, listing.splitlines())]


def measure(python: str, code: str) -> float:
    """Milliseconds that a fresh process needs."""
    start = time.perf_counter()
    subprocess.run([python, "-I", "-S", "-c", code], check=True)
    return 1e3 * (time.perf_counter() - start)


def main() -> None:
    bare_code = f"import sys; sys.path.insert(0, {str(SOURCE)!r})"
    print(f"median of {ROUNDS} fresh processes, interleaved; goal: at most {GOAL:g} ms")
    for version, python in find_pythons():
        pairs = [
            (measure(python, bare_code), measure(python, f"{bare_code}; import mof"))
            for _ in range(ROUNDS)
        ]
        bare = statistics.median(start for start, _ in pairs)
        added = statistics.median(loaded for _, loaded in pairs) - bare
        print(f"Python {version:7} bare start {bare:5.1f} ms, import mof {added:+5.2f} ms")


if __name__ == "__main__":
    main()
