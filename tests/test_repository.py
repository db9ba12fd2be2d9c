"""What is committed is fit for everybody's machine."""

import re
import subprocess

import pytest

import mof
from conftest import ROOT

# Assembled from pieces, so that this file does not contain what it looks for.
HOSTS = [
    *("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com"),
    *("deb" + "ian.org", "crates" + ".io", "anaconda" + ".org", "jsdeliv" + "r.net"),
]
PATHS = ["/" + top + "/" for top in ("work", "farm", "root", "home", "Users")]
HOST = re.compile("|".join(map(re.escape, HOSTS)))
PATH = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, PATHS))})")


def list_tracked_files() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: nothing is tracked here")
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    listing = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return [name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def find_lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name in list_tracked_files()
        for number, line in enumerate(
            (ROOT / name).read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if pattern.search(line)
    ]


def test_no_tracked_file_names_a_host_of_packages() -> None:
    assert find_lines(HOST) == []


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    assert find_lines(PATH) == []


def test_names_of_the_library_in_prose_are_there() -> None:
    """Of names in backticks; code is executed elsewhere."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*/*.md"), *(ROOT / "src").rglob("*.py")]
    named = {
        (page.name, name)
        for page in pages
        for name in re.findall(r"`(mof(?:\.[A-Za-z]\w*)+)`", page.read_text(encoding="utf-8"))
    }

    assert [] == [(page, name) for page, name in sorted(named) if not is_there(name)]


def is_there(name: str) -> bool:
    value: object = mof
    for part in name.split(".")[1:]:
        value = getattr(value, part, None)
    return value is not None


def test_generated_files_are_not_tracked() -> None:
    generated = re.compile(r"(^|/)(\.venv|dist|build|_build|demo)/|\.pyc$|uv\.lock$|\.xz$")

    assert [name for name in list_tracked_files() if generated.search(name)] == []


def test_changelog_begins_with_what_is_unreleased() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    headings = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)

    assert headings[0] == "Unreleased"
    for heading in headings[1:]:
        assert re.fullmatch(r"\d+\.\d+\.\d+ – \d{4}-\d{2}-\d{2}", heading), heading
