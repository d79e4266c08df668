"""How long a visit to each page takes beside an empty Streamlit page: python benchmarks/pages.py [RUNS]."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from streamlit.testing.v1 import AppTest

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from runstrong import importing  # noqa: E402
from runstrong.store.database import Store  # noqa: E402
from tests.files import gpx  # noqa: E402

VISITS = 20
EMPTY = "import streamlit as st\nst.set_page_config(page_title='empty', layout='wide')\nst.title('Empty')\n"


def empty_app(folder: Path, pages: list[str]) -> AppTest:
    """An app of as many pages with nothing but a title on each."""
    (folder / "pages").mkdir()
    for page in pages:
        (folder / page).write_text(EMPTY)
    return AppTest.from_file(str(folder / "app.py"), default_timeout=60).run()


def fill(folder: Path, runs: int) -> None:
    """Import `runs` runs of 45 minutes, every other day, the last one yesterday."""
    last = datetime.now(UTC).replace(hour=6, minute=30, second=0, microsecond=0, tzinfo=None) - timedelta(days=1)
    with Store.open(folder) as store:
        for number in range(runs):
            start = last - timedelta(days=2 * (runs - 1 - number))
            data = gpx(start=start, seconds=2700, hr=140 + number % 7, name=f"Run {number}")
            list(importing.import_bytes(store, f"run-{number}.gpx", data))


def best_ms(*visits: Callable[[], object]) -> list[float]:
    """The duration of the least disturbed of several visits of each kind, in ms, taken in turn."""
    times: list[list[float]] = [[] for _ in visits]
    for _ in range(VISITS):
        for visit, taken in zip(visits, times, strict=True):
            begin = time.perf_counter()
            visit()
            taken.append(1000 * (time.perf_counter() - begin))
    return [min(taken) for taken in times]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    pages = ["app.py", *(f"pages/{path.name}" for path in sorted((PROJECT / "pages").glob("*.py")))]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as empty:
        os.environ["RUNSTRONG_DATA"] = folder
        fill(Path(folder), runs)
        nothing = empty_app(Path(empty), pages)
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60).run()
        print(f"{runs} runs; best of {VISITS} visits\n")
        print(f"{'page':<20}{'ms':>8}{'empty ms':>10}{'ratio':>8}")
        for page in pages:
            took, base = best_ms(
                lambda page=page: app.switch_page(page).run(), lambda page=page: nothing.switch_page(page).run()
            )
            trouble = "  with trouble" if app.error or app.exception else ""
            print(f"{page:<20}{took:>8.1f}{base:>10.1f}{took / base:>8.1f}{trouble}")


if __name__ == "__main__":
    main()
