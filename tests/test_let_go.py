"""What every visitor shares is let go of and opened anew, without one of them noticing."""

import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.errors import RunstrongError
from runstrong.importing import background
from runstrong.store.database import Store
from runstrong.ui import state
from tests.files import gpx


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path))
    yield tmp_path
    state.workspace().close()
    state._opened.cache_clear()


def test_nothing_is_open_meanwhile_and_what_lies_there_is_found_after(folder: Path) -> None:
    before = state.workspace()
    assert state.ask(coach.activities) == []
    with state.let_go() as let_go, Store.open(let_go) as store:
        assert let_go == folder
        list(importing.import_bytes(store, "a.gpx", gpx()))
    assert state.workspace() is not before
    assert len(state.ask(coach.activities)) == 1


def test_who_asks_meanwhile_waits(folder: Path) -> None:
    state.workspace()
    with ThreadPoolExecutor(1) as other:
        with state.let_go() as let_go:
            asked = other.submit(state.ask, coach.activities)
            with Store.open(let_go) as store:
                list(importing.import_bytes(store, "a.gpx", gpx()))
        assert len(asked.result()) == 1


def test_after_a_failure_everything_is_open_again(folder: Path) -> None:
    list(importing.import_bytes(state.workspace().own, "a.gpx", gpx()))
    with pytest.raises(ZeroDivisionError), state.let_go():
        raise ZeroDivisionError
    assert len(state.ask(coach.activities)) == 1


def test_while_files_are_added_nothing_is_let_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_going, may_end = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> Iterator[None]:
        is_going.set()
        may_end.wait()
        yield from ()

    monkeypatch.setattr(background, "bulk", slow)
    own = state.workspace().own
    one = background.start(own, importing.from_uploads([]))
    is_going.wait()
    with pytest.raises(RunstrongError, match="Files are being added"), state.let_go():
        pass
    assert state.workspace().own is own
    may_end.set()
    assert one.wait(30)
    with state.let_go():
        pass
    assert state.workspace().own is not own


def test_an_import_that_comes_too_late_adds_nothing(folder: Path) -> None:
    own = state.workspace().own
    with state.let_go():
        one = background.start(own, importing.from_uploads([("a.gpx", io.BytesIO(gpx()))]))
        assert not one.outcomes
    assert one.wait(30)
    assert "closed" in str(one.trouble)
    assert list(folder.glob("originals/*/*")) == []
