"""Look at pages as people do who cannot see them well, in a browser without a window.

`accessibility.py PAGE…` runs axe on each page, on a wide and on a narrow screen, light and dark,
and adds what axe does not ask of tables and of the keyboard. It ends with 1 where something is
against a rule, and with 0 and the reason where there is no browser or no npm to look with.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

AXE = "axe-core@4.14.1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SIZES = ("1280,800", "500,800")
SCHEMES = {"light": 1, "dark": 0}
SECONDS = 120

LOOK = """
<pre id="seen" hidden></pre>
<script>
const faults = [];
const tell = (rule, element) => faults.push({rule, where: element.outerHTML.slice(0, 160)});
for (const table of document.querySelectorAll('table')) {
  if (!table.caption && !table.closest('[aria-label],[aria-labelledby]')) tell('no caption', table);
  for (const cell of table.querySelectorAll('th')) if (!cell.scope) tell('no scope', cell);
}
for (const box of document.querySelectorAll('main *')) {
  const style = getComputedStyle(box);
  const scrolls = /auto|scroll/.test(style.overflowX) && box.scrollWidth > box.clientWidth;
  if (scrolls && box.tabIndex < 0) tell('scrolls and cannot be reached by keyboard', box);
}
const first = document.querySelector('a[href], button, [tabindex="0"]');
if (!first || !first.matches('a[href^="#"]') || !document.querySelector('main')
    || document.getElementById(first.hash.slice(1)) !== document.querySelector('main'))
  tell('no link to the contents comes first', document.body);
if (document.documentElement.scrollWidth > innerWidth)
  tell('the page itself scrolls sideways', document.body);
axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(found => {
  for (const each of found.violations) for (const node of each.nodes)
    faults.push({rule: each.id + ': ' + each.help, where: node.html.slice(0, 160)});
  document.getElementById('seen').textContent = JSON.stringify({
    faults, passed: found.passes.length,
    unsure: found.incomplete.map(each => `${each.id} (${each.nodes.length} places)`),
  });
});
</script>
"""


def main(pages: list[str]) -> int:
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    npm = shutil.which("npm")
    if not browser or not npm:
        print(f"skipped: no {'npm' if browser else 'Chromium'} here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        axe = fetch_axe(npm, Path(folder))
        if axe is None:
            print(f"skipped: npm cannot install {AXE}")
            return 0
        faults = [fault for page in pages for fault in check(browser, axe, Path(page))]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def fetch_axe(npm: str, folder: Path) -> str | None:
    """The text of axe, from whichever registry npm is set to."""
    command = [npm, "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", str(folder)]
    done = subprocess.run([*command, AXE], capture_output=True, check=False, timeout=SECONDS)
    script = folder / "node_modules/axe-core/axe.min.js"
    return script.read_text(encoding="utf-8") if done.returncode == 0 else None


def check(browser: str, axe: str, page: Path) -> Iterator[str]:
    text = page.read_text(encoding="utf-8")
    # The page refuses all scripts, so the copy looked at is without its policy.
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    harmless = axe.replace("</script", r"<\/script")
    scripts = f"<script>{harmless}</script>{LOOK}"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "page.html")
        copy.write_text(bare.replace("</body>", f"{scripts}</body>"), encoding="utf-8")
        for size in SIZES:
            for name, scheme in SCHEMES.items():
                seen = look(browser, copy, size, scheme, Path(folder, "profile"))
                unsure = ", ".join(seen["unsure"]) or "none"
                print(
                    f"{page.name} {size} {name}: {seen['passed']} rules kept, "
                    f"{len(seen['faults'])} faults, not told by axe: {unsure}"
                )
                for fault in seen["faults"]:
                    yield f"{page.name} {size} {name}: {fault['rule']}: {fault['where']}"


def look(browser: str, page: Path, size: str, scheme: int, profile: Path) -> dict[str, Any]:
    command = [
        browser,
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *(f"--user-data-dir={profile}", f"--window-size={size}"),
        f"--blink-settings=preferredColorScheme={scheme}",
        *("--virtual-time-budget=60000", "--dump-dom", page.as_uri()),
    ]
    done = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)
    found = re.search(r'<pre id="seen"[^>]*>(.+?)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
    if found is None:
        sys.exit(f"{page}: the browser did not finish looking at it")
    seen: dict[str, Any] = json.loads(html.unescape(found[1]))
    return seen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
