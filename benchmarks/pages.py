"""How long a visit to each page takes beside an empty Streamlit page: python benchmarks/pages.py [RUNS]."""

import os
import statistics
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

VISITS = 15
EMPTY = "import streamlit as st\nst.set_page_config(page_title='empty', layout='wide')\nst.title('Empty')\n"


def fill(folder: Path, runs: int) -> None:
    """Import `runs` runs of 45 minutes, every other day, the last one yesterday."""
    last = datetime.now(UTC).replace(hour=6, minute=30, second=0, microsecond=0, tzinfo=None) - timedelta(days=1)
    with Store.open(folder) as store:
        for number in range(runs):
            start = last - timedelta(days=2 * (runs - 1 - number))
            data = gpx(start=start, seconds=2700, hr=140 + number % 7, name=f"Run {number}")
            list(importing.import_bytes(store, f"run-{number}.gpx", data))


def median_ms(visit: Callable[[], object]) -> float:
    """The median duration of a visit, in ms, after one that does not count."""
    visit()
    times = []
    for _ in range(VISITS):
        begin = time.perf_counter()
        visit()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RUNSTRONG_DATA"] = folder
        fill(Path(folder), runs)
        empty = AppTest.from_string(EMPTY, default_timeout=60).run()
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60).run()
        base = median_ms(empty.run)
        print(f"{runs} runs; median of {VISITS} visits\n{'page':<20}{'ms':>8}{'x empty':>10}")
        print(f"{'an empty page':<20}{base:>8.1f}{1:>10.1f}")
        for page in ["app.py", *(f"pages/{path.name}" for path in sorted((PROJECT / "pages").glob("*.py")))]:
            took = median_ms(lambda page=page: app.switch_page(page).run())
            trouble = "  with trouble" if app.error or app.exception else ""
            print(f"{page:<20}{took:>8.1f}{took / base:>10.1f}{trouble}")


if __name__ == "__main__":
    main()
