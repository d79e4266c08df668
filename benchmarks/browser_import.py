"""Ten years dropped on the page in a real Chromium, beside the same archive by command line.

    python benchmarks/browser_import.py [--files N] [--archive FILE] [--write]

An archive of one-hour FIT files is chosen on the Files page of a dashboard of its own. Measured are the seconds
until it is there and until its outcomes are said, the memory of the server and of its reading processes, and how
long another tab waits for its pages before, meanwhile and after. `--write` keeps the table in docs/bulk_import.md.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks import archives, sheet  # noqa: E402
from benchmarks.memory import Watched, children_of, peak_mb  # noqa: E402

HOUR_MS = 3_600_000
PAGES = ("", "plan", "runs", "economy")
"""This week, Plan, Runs, Pace: what another tab looks at meanwhile."""

LOOKS_MS = 3_000
"""So long a visitor looks at a page before going to the next."""

WATCH = """([going, all]) => {
    const start = performance.now();
    const look = setInterval(() => {
        const said = document.body.innerText, now = performance.now() - start;
        if (RegExp(all).test(said)) { window.over = now; window.begun ??= now; clearInterval(look); }
        if (RegExp(going).test(said)) window.begun ??= now;
    }, 100);
}"""
"""The page itself notes when it says that files go in, and that they are in."""


@dataclass(frozen=True)
class Dashboard:
    """A dashboard over a data folder of its own."""

    address: str
    pid: int


@contextmanager
def dashboard(folder: Path) -> Iterator[Dashboard]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(
        command, cwd=PROJECT, env={**os.environ, "RUNSTRONG_DATA": str(folder)}, **quiet
    ) as running:
        try:
            _wait_for(port, running)
            yield Dashboard(f"http://127.0.0.1:{port}", running.pid)
        finally:
            running.terminate()


def _wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    while running.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The dashboard did not start.")


@contextmanager
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("There is no Chromium on this machine: install it, then measure again.")
    with sync_playwright() as playwright:
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


def visits_s(tab: Page, address: str) -> list[float]:
    """How long a tab waits for each of some pages to be whole."""
    waited = []
    for page in PAGES:
        start = time.perf_counter()
        tab.goto(f"{address}/{page}")
        tab.get_by_text("Everything stays on this computer").wait_for(timeout=HOUR_MS)
        waited.append(time.perf_counter() - start)
        tab.wait_for_timeout(LOOKS_MS)
    return waited


def through_the_page(browser: Browser, archive: Path, number: int, folder: Path) -> dict[str, str]:
    """The archive chosen on the page, and all that was measured about it."""
    with dashboard(folder) as server, Watched(lambda: children_of(server.pid)) as readers:
        page, other = browser.new_page(), browser.new_page()
        visits_s(other, server.address)
        before = visits_s(other, server.address)
        page.goto(f"{server.address}/files")
        page.get_by_text("Everything stays on this computer").wait_for(timeout=HOUR_MS)
        page.evaluate(WATCH, [f"of {number:,} files", f"{number:,} files: [0-9,]+ imported"])
        page.locator("input[type=file]").set_input_files(archive)
        meanwhile: list[float] = []
        while page.evaluate("window.over === undefined"):
            meanwhile += visits_s(other, server.address)
        begun, over = (page.evaluate(f"window.{moment} / 1000") for moment in ("begun", "over"))
        after = visits_s(other, server.address)
        return {
            "by": "page in Chromium", "files": f"{number}", "seconds until it is there": f"{begun:.1f}",
            "seconds in all": f"{over:.1f}", "ms a file": f"{over / number * 1000:.1f}",
            "importing process MB": f"{peak_mb(server.pid):.0f}", "reading process MB": f"{readers.mb:.0f}",
            "another tab's page, s: before": f"{median(before):.2f}",
            "meanwhile": f"{median(meanwhile):.2f}" if meanwhile else "–",
            "the longest": f"{max(meanwhile):.2f}" if meanwhile else "–", "after": f"{median(after):.2f}",
        }  # fmt: skip


def by_command(archive: Path, number: int, folder: Path) -> dict[str, str]:
    """The same archive by command line."""
    command = [sys.executable, "-m", "runstrong.cli", "import", str(archive), "--json"]
    environment = {**os.environ, "RUNSTRONG_DATA": str(folder)}
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE) as running:
        with Watched(lambda: [running.pid]) as parent, Watched(lambda: children_of(running.pid)) as readers:
            said = running.stdout.read().count(b'"imported"') if running.stdout else 0
        seconds = time.perf_counter() - start
    if said != number:
        raise SystemExit(f"Of {number} files {said} were imported by command line.")
    return {
        "by": "command line", "files": f"{number}", "seconds until it is there": "–",
        "seconds in all": f"{seconds:.1f}", "ms a file": f"{seconds / number * 1000:.1f}",
        "importing process MB": f"{parent.mb:.0f}", "reading process MB": f"{readers.mb:.0f}",
        "another tab's page, s: before": "–", "meanwhile": "–", "the longest": "–", "after": "–",
    }  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--files", type=int, default=300)
    asked.add_argument("--archive", type=Path, help="where the archive is, or is to be kept")
    asked.add_argument("--write", action="store_true", help="keep the table in docs/bulk_import.md")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        whole = archives.archive(given.archive or work / "all.zip", given.files)
        archive = archives.first(whole, given.files, work / "export.zip")
        rows = [by_command(archive, given.files, work / "by-command")]
        with chromium() as browser:
            rows.append(through_the_page(browser, archive, given.files, work / "by-page"))
    block = f"Made on {sheet.made_on('streamlit', 'duckdb')}.\n\n{sheet.table(rows)}"
    print(block)
    if given.write:
        sheet.write("bulk_import.md", {"page": block})


if __name__ == "__main__":
    main()
