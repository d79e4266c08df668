"""How quick every page stays: python benchmarks/pages.py [--data FOLDER] [--write].

One program visits an empty Streamlit app of as many pages, the dashboard with 100 runs of an hour, and the one
with 3,000 (11 million samples), in turn. A visit is a re-run of the page, as after any click. "After an import"
is the first visit once one more run has come in. At the end pages are visited while 1,000 further files come in.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks.archives import archive, files  # noqa: E402
from benchmarks.sheet import made_on, table, write  # noqa: E402
from benchmarks.ten_years import SIX_A_WEEK, fill, is_filled  # noqa: E402
from runstrong.importing import background, from_paths, import_bytes  # noqa: E402
from runstrong.model.outcome import Outcome  # noqa: E402
from runstrong.simulate.runner import Habit  # noqa: E402
from runstrong.store import reads  # noqa: E402
from runstrong.store.database import Store  # noqa: E402
from runstrong.ui import state  # noqa: E402
from runstrong.workspace import Workspace  # noqa: E402

FEW, MANY, MORE = 100, 3_000, 1_000
VISITS, FIRST_VISITS = 20, 7
EMPTY = "import streamlit as st\nst.set_page_config(page_title='empty', layout='wide')\nst.title('Empty')\n"
NOON = {day: Habit("easy", 20, 12.0) for day in range(7)}
MEANWHILE = {"This week", "Plan", "Pace at heart rate", "Runs", "Files"}
Act = Callable[[AppTest], object]


@dataclass(frozen=True)
class Page:
    """A page to visit: its file, what stands in the address, and what is pressed first."""

    name: str
    file: str
    address: Callable[[Store], dict[str, str]] = lambda _: {}
    act: Act | None = None


def newest(store: Store) -> dict[str, str]:
    return {"run": reads.summaries(store)[-1].id}


def look_closer(part: str) -> Act:
    return lambda app: next(group for group in app.button_group if group.label == "Look closer").set_value(part)


PAGES = [
    Page("This week", "app.py"),
    Page("Plan", "pages/plan.py"),
    Page("Session", "pages/session.py"),
    Page("Pace at heart rate", "pages/economy.py"),
    Page("– runs used", "pages/economy.py", act=look_closer("Runs used")),
    Page("– before a block", "pages/economy.py", act=look_closer("Before a block")),
    Page("– the long view", "pages/economy.py", act=look_closer("The long view")),
    Page("Compare", "pages/compare.py"),
    Page("Runs", "pages/runs.py"),
    Page("– searched", "pages/runs.py", act=lambda app: app.text_input[0].set_value("quality")),
    Page("– one run", "pages/runs.py", newest),
    Page("Files", "pages/files.py"),
    Page("Exercises", "pages/exercises.py"),
    Page("– one exercise", "pages/exercises.py", lambda _: {"exercise": "air_squat"}),
    Page("Evidence", "pages/evidence.py"),
    Page("Athlete", "pages/athlete.py"),
    Page("Your data", "pages/data.py"),
]


@dataclass
class Visitor:
    """Somebody with a page open; `workspace` is what its process would have open, None for an empty app.

    `news` are files that come in there.
    """

    app: AppTest
    workspace: Workspace | None = None
    news: Iterator[bytes] = field(default_factory=lambda: iter(()))
    warm_ms: list[float] = field(default_factory=list)
    first_ms: list[float] = field(default_factory=list)
    alone_ms: list[float] = field(default_factory=list)

    def visit(self, clock: Callable[[], float] = time.process_time) -> float:
        """Milliseconds of a re-run: of the processor, so that other programs do not count, or on another clock."""
        state._opened = lambda: self.workspace  # type: ignore[assignment,return-value]
        begin = clock()
        self.app.run()
        return 1000 * (clock() - begin)

    def visit_first(self, clock: Callable[[], float] = time.process_time) -> float:
        """The same once one more run has come in."""
        if self.workspace is not None:
            for outcome in import_bytes(self.workspace.own, "noon.fit", next(self.news)):
                assert outcome.outcome == Outcome.IMPORTED, outcome
        return self.visit(clock)


def empty_app(folder: Path) -> AppTest:
    """An app of as many pages with nothing but a title on each."""
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "app.py").write_text(EMPTY)
    for page in (PROJECT / "pages").glob("*.py"):
        (folder / "pages" / page.name).write_text(EMPTY)
    return AppTest.from_file(str(folder / "app.py"), default_timeout=120)


def news(number: int) -> Iterator[bytes]:
    """So many runs at noon of the last days, when no other ones were."""
    return files(number, week=NOON, until=datetime.now(UTC).date())


def opened(page: Page, workspace: Workspace, news: Iterator[bytes]) -> Visitor:
    """The page drawn once, with what is pressed on it pressed."""
    visitor = Visitor(AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120), workspace, news)
    visitor.visit()
    if page.file != "app.py":
        visitor.app.switch_page(page.file)
    visitor.app.query_params.update(page.address(workspace.own))
    visitor.visit()
    if page.act is not None:
        page.act(visitor.app)
        visitor.visit()
    assert not visitor.app.exception, visitor.app.exception
    assert not visitor.app.error, visitor.app.error
    return visitor


def measure(page: Page, empty: AppTest, few: Workspace, many: Workspace) -> list[Visitor]:
    """An empty page, the page at 100 runs and at 3,000, visited in turn."""
    visitors = [Visitor(empty), *(opened(page, workspace, news(FIRST_VISITS)) for workspace in (few, many))]
    for _ in range(VISITS):
        for visitor in visitors:
            visitor.warm_ms.append(visitor.visit())
    for _ in range(FIRST_VISITS):
        for visitor in visitors:
            visitor.first_ms.append(visitor.visit_first())
    return visitors


def row(page: Page, empty: Visitor, few: Visitor, many: Visitor) -> dict[str, str]:
    """One line of the table: heading -> figure."""
    base, small, large = (min(visitor.warm_ms) for visitor in (empty, few, many))
    first = min(many.first_ms)
    return {
        "page": page.name,
        "empty ms": f"{base:.1f}",
        f"{FEW} runs ms": f"{small:.1f}",
        f"{MANY:,} runs ms": f"{large:.1f}",
        "x of empty": f"{large / base:.1f}",
        "by medians": f"{median(many.warm_ms) / median(empty.warm_ms):.1f}",
        f"x of {FEW}": f"{large / small:.2f}",
        f"after an import, {FEW} ms": f"{min(few.first_ms):.0f}",
        f"{MANY:,} ms": f"{first:.0f}",
        "x of a re-run": f"{first / large:.0f}",
    }


def in_peace_and_while_importing(
    workspace: Workspace, archive: Path, pages: list[Page]
) -> Iterator[dict[str, str]]:
    """Each page's visits in peace, then in turn while the archive comes in."""
    coming = news(FIRST_VISITS * len(pages))
    visitors = [opened(page, workspace, coming) for page in pages]
    for visitor in visitors:
        visitor.warm_ms = [visitor.visit(time.perf_counter) for _ in range(VISITS)]
        visitor.alone_ms = [visitor.visit_first(time.perf_counter) for _ in range(FIRST_VISITS)]
    begin = time.perf_counter()
    going_on = background.start(workspace.own, from_paths([archive], workspace.folder))
    while going_on.ended is None:
        for visitor in visitors:
            visitor.first_ms.append(visitor.visit(time.perf_counter))
            time.sleep(0.1)
    print(f"{going_on.counts.total()} files came in within {time.perf_counter() - begin:.1f} s", file=sys.stderr)
    for page, visitor in zip(pages, visitors, strict=True):
        peace, first = median(visitor.warm_ms), median(visitor.alone_ms)
        usual, worst = median(visitor.first_ms), max(visitor.first_ms)
        yield {
            "page": page.name,
            "in peace, a re-run ms": f"{peace:.1f}",
            "a first visit ms": f"{first:.0f}",
            "importing, median ms": f"{usual:.0f}",
            "longest ms": f"{worst:.0f}",
            "x of a first visit": f"{usual / first:.1f}",
            "x of a re-run": f"{usual / peace:.0f}",
            "visits": f"{len(visitor.first_ms)}",
        }


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """A copy of a filled store without its originals, to be imported into."""
    with tempfile.TemporaryDirectory() as copy:
        for file in folder.glob("*.duckdb*"):
            shutil.copy(file, copy)
        yield Path(copy)


def prepared(data: Path) -> None:
    """Fill what is not there yet."""
    today = datetime.now(UTC).date()
    data.mkdir(parents=True, exist_ok=True)
    for runs in (FEW, MANY):
        if not is_filled(data / f"runs-{runs}", runs):
            fill(data / f"runs-{runs}", runs, today)
    archive(data / "more.zip", MORE, week=SIX_A_WEEK, until=today - timedelta(weeks=520))


def side_by_side(data: Path, pages: list[Page]) -> str:
    """The table of re-runs and of first visits."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        empty = empty_app(Path(folder))
        for page in pages:
            with (
                copied(data / f"runs-{FEW}") as fewer,
                copied(data / f"runs-{MANY}") as more,
                Workspace.open(fewer) as few,
                Workspace.open(more) as many,
            ):
                rows.append(row(page, *measure(page, empty, few, many)))
            print("  ".join(rows[-1].values()), file=sys.stderr, flush=True)
    return table(rows)


def beside_an_import(data: Path) -> str:
    """The table of visits while files come in."""
    pages = [page for page in PAGES if page.name in MEANWHILE]
    with copied(data / f"runs-{MANY}") as folder, Workspace.open(folder) as workspace:
        return table(list(in_peace_and_while_importing(workspace, data / "more.zip", pages)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, help="a folder to fill once and use again for a few days")
    options.add_argument("--only", default="", help="pages whose name begins so; no import beside")
    options.add_argument("--import", action="store_true", dest="importing", help="the import beside alone")
    options.add_argument("--write", action="store_true", help="write docs/pages.md")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        data = given.data or Path(spare)
        prepared(data)
        blocks = {}
        if not given.importing:
            pages = [page for page in PAGES if page.name.startswith(given.only)]
            blocks["visits"] = side_by_side(data, pages)
        if not given.only:
            blocks["import"] = beside_an_import(data)
    blocks = {name: f"{made_on('streamlit', 'duckdb')}\n\n{found}" for name, found in blocks.items()}
    print("\n\n".join(blocks.values()))
    if given.write:
        write("pages.md", blocks)


if __name__ == "__main__":
    main()
