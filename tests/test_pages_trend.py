"""The pages about pace at heart rate as a sceptical runner uses them: what is in, what is out, what changed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import coach
from runstrong.ui import state
from tests.weeks_of_files import import_twenty_weeks

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def _imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    import_twenty_weeks(folder)
    return folder


@pytest.fixture
def filled(_imported: Path, tmp_path: Path) -> Path:
    """A data folder with twenty weeks of runs, to do with as one likes."""
    return Path(shutil.copytree(_imported, tmp_path / "filled"))


@pytest.fixture(autouse=True)
def _close_stores() -> Iterator[None]:
    """What a page opened is closed again, so that the next test finds the store free."""
    yield
    if state._opened.cache_info().currsize:
        state.workspace().close()
        state._opened.cache_clear()


def _visit(monkeypatch: pytest.MonkeyPatch, folder: Path, page: str) -> AppTest:
    monkeypatch.setenv("RUNSTRONG_DATA", str(folder))
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=30)
    app.run().switch_page(page)
    return app.run()


def _texts(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.info, app.error, app.metric)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def _choose_row(app: AppTest, table: str, row: int) -> AppTest:
    """As a click on the box at the start of a row: the tables' keys end with the state of the store."""
    store = state.workspace().store
    span = state.ask(coach.block_span, state.today())
    key = f"{table} {span[0]} {span[1]} {store.revision}"
    app.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return app.run()


def _click(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def _look_closer(app: AppTest, part: str) -> AppTest:
    return next(group for group in app.button_group if group.label == "Look closer").set_value(part).run()


def _reasons(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["Why"])


def test_the_headline_is_said_once_and_with_its_interval(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _visit(monkeypatch, filled, "pages/economy.py")
    assert not app.error
    paces = app.metric[0].value
    assert "→" in paces
    assert "90 % interval" in _texts(app)
    assert _texts(app).count(paces) == 1
    assert "running economy %" not in _texts(app)


def test_a_run_is_taken_out_and_put_back_with_two_clicks_each(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _look_closer(_visit(monkeypatch, filled, "pages/economy.py"), "Runs used")
    used = len(app.dataframe[0].value)
    app = _click(_choose_row(app, "used", 0), "Leave it out")
    assert not app.error
    assert len(app.dataframe[0].value) == used - 1
    app = _look_closer(app, "Runs left out, and why")
    assert _reasons(app) == ["no heart rate", "you took it out"]
    app = _click(_choose_row(app, "left out", 1), "Put it back")
    assert _reasons(app) == ["no heart rate"]


@pytest.mark.parametrize(
    ("label", "reason"),
    [("It was a race", "a race: all-out runs are not steady runs"), ("I was ill", "you were ill")],
)
def test_a_run_tagged_by_mistake_is_back_with_one_click(
    label: str, reason: str, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _look_closer(_visit(monkeypatch, filled, "pages/economy.py"), "Runs used")
    before = _texts(app)
    app = _click(_choose_row(app, "used", 3), label)
    assert f"left out: {reason}" in _texts(app)
    app = _click(app, "Undo")
    assert _texts(app) == before


def test_a_run_without_a_heart_rate_cannot_be_put_back_but_opened(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _choose_row(_visit(monkeypatch, filled, "pages/economy.py"), "left out", 0)
    labels = [button.label for button in app.button]
    assert "Put it back" not in labels
    assert "Open the run" in labels


@pytest.mark.parametrize(("part", "table"), [("Runs left out, and why", "left out"), ("Runs used", "used")])
def test_a_hostile_name_is_harmless(part: str, table: str, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _look_closer(_visit(monkeypatch, filled, "pages/economy.py"), part)
    app = _choose_row(app, table, 0)
    assert r"\*\*x\*\* \[y\]" in _texts(app)
    assert "](https" not in _texts(app)
