"""An import that goes on while its page is left, and what the page shows of it."""

import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.errors import RunstrongError
from runstrong.importing import background
from runstrong.importing.progress import Progress
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store.database import Store
from runstrong.ui import files, state
from tests.files import gpx
from tests.visits import PATIENCE_S, press, visit


def a_source() -> importing.Source:
    return importing.Source(iter(()), 0, 0)


class Slow:
    """Stands in for the import: it goes no further than its first file until it is let go or stopped."""

    def __init__(self) -> None:
        self.is_going = threading.Event()
        self.may_end = threading.Event()

    def bulk(
        self, _: Store, __: object, *, tell: Callable[[Progress], None], is_stopped: Callable[[], bool]
    ) -> Iterator[FileOutcome]:
        tell(Progress(1, 3, 0.4, 0.0, 42.0, "first.gpx"))
        yield FileOutcome("first.gpx", Outcome.IMPORTED)
        self.is_going.set()
        while not (is_stopped() or self.may_end.wait(0.01)):
            pass


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow()
    monkeypatch.setattr(background, "bulk", slow.bulk)
    yield slow
    slow.may_end.set()


def test_it_goes_on_by_itself_and_keeps_its_outcomes(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        source = importing.from_uploads([("run.gpx", io.BytesIO(gpx()))])
        one = background.start(store, source)
        assert one.wait(PATIENCE_S)
        assert ([o.outcome for o in one.outcomes], one.trouble) == ([Outcome.IMPORTED], None)
        assert one.progress is not None
        assert one.progress.share == 1
        assert len(coach.runs(store)) == 1


def test_of_thousands_of_files_the_first_are_remembered_and_all_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def many(*_: object, **__: object) -> Iterator[FileOutcome]:
        for number in range(3000):
            yield FileOutcome(f"{number}.fit", Outcome.SKIPPED if number % 3 else Outcome.IMPORTED)
        yield FileOutcome("last.fit", Outcome.REJECTED, "It is broken.")

    monkeypatch.setattr(background, "bulk", many)
    with Store.in_memory() as store:
        one = background.start(store, a_source())
        assert one.wait(PATIENCE_S)
    assert len(one.outcomes) == 2 * background.MOST_OUTCOMES + 1
    assert one.outcomes[-1].name == "last.fit"
    assert files.summary(one.counts) == "3,001 files: 1,000 imported, 2,000 without an activity, 1 cannot be read."


def test_of_one_store_one_import_goes_on_at_a_time(slow: Slow) -> None:
    with Store.in_memory() as store:
        first, second = (background.start(store, a_source()) for _ in range(2))
        assert slow.is_going.wait(PATIENCE_S)
        assert background.imports(store) == [first, second]
        assert sorted(len(one.outcomes) for one in (first, second)) == [0, 1]
        slow.may_end.set()
        assert first.wait(PATIENCE_S)
        assert second.wait(PATIENCE_S)
        assert (len(first.outcomes), len(second.outcomes)) == (1, 1)


@pytest.mark.parametrize("trouble", [RunstrongError("The disk is full."), ZeroDivisionError("a fault of ours")])
def test_trouble_ends_it_and_is_kept_beside_what_was_done(
    trouble: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> Iterator[FileOutcome]:
        yield FileOutcome("first.gpx", Outcome.IMPORTED)
        raise trouble

    monkeypatch.setattr(background, "bulk", failing)
    with Store.in_memory() as store:
        one = background.start(store, a_source())
        assert one.wait(PATIENCE_S)
    assert (one.trouble, len(one.outcomes)) == (trouble, 1)


@pytest.mark.usefixtures("stores_closed")
def test_the_page_shows_it_can_be_left_and_stops_it(
    slow: Slow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path))
    monkeypatch.setattr(files, "QUICK_S", 0.0)
    app = visit("pages/files.py")
    app.file_uploader[0].set_value([("all.zip", b"x", "application/zip")]).run()
    assert slow.is_going.wait(PATIENCE_S)
    app.switch_page("pages/runs.py").run().switch_page("pages/files.py").run()
    assert not app.error
    assert app.get("progress")[0].text == "1 of 3 files, about 45 seconds left"
    press(app, "Stop")
    (one,) = background.imports(state.workspace().own)
    assert one.wait(PATIENCE_S)
    app.run()
    assert app.success[0].value == "1 file: 1 imported."
    assert app.info[0].value == files.STOPPED, "a part must not look like the whole"
    assert not app.get("progress")
