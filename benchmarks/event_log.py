"""What it costs to read and judge a real log, as a multiple of only splitting it into cells."""

import csv
import gc
import lzma
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mof.judgements import judge
from mof.sources import read_event_log

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))

from servicenow_log import FITTED, MAPPING, find_last_instant

ROOT = Path(__file__).parents[1]
DEFAULT = Path(os.environ.get("MOF_REAL_DATA", ROOT.parent / "shared" / "data"))
NAME = "servicenow_incident_log.csv.xz"
ROUNDS = 7
GOAL = 6.0


def split(path: Path) -> None:
    with path.open(newline="", encoding="utf-8-sig") as lines:
        for _ in csv.reader(lines):
            pass


def read(path: Path) -> None:
    read_event_log(path, MAPPING)


def read_and_judge(path: Path) -> None:
    extract = read_event_log(path, MAPPING)
    as_of = find_last_instant(extract)
    for record in extract.records:
        judge(record, FITTED, as_of=as_of)


def measure(action: Callable[[Path], None], path: Path) -> float:
    gc.collect()
    start = time.perf_counter()
    action(path)
    return time.perf_counter() - start


def compare(path: Path) -> None:
    actions = (split, read, read_and_judge)
    for mode in ("on", "off"):
        (gc.enable if mode == "on" else gc.disable)()
        rounds = [[measure(action, path) for action in actions] for _ in range(ROUNDS)]
        base, *times = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratios = [statistics.median(r[n] / r[0] for r in rounds) for n in (1, 2)]
        print(
            f"gc {mode:3}: csv.reader {base:.2f} s; read {times[0]:.2f} s, {ratios[0]:.1f}×; "
            f"read and judge {times[1]:.2f} s, {ratios[1]:.1f}×"
        )
    gc.enable()


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT / NAME
    if not path.is_file():
        print(f"skipped: no log at {path}; name one, or a folder with MOF_REAL_DATA")
        return
    print(f"{ROUNDS} interleaved rounds, medians; goal: read and judge in at most {GOAL:g}×")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "log.csv"
        with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as packed:
            plain.write_bytes(packed.read())
        compare(plain)


if __name__ == "__main__":
    main()
