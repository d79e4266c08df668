"""The pages about pace at heart rate as a sceptical runner uses them: what is in, what is out, what changed."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import coach, importing
from runstrong.store.database import Store
from runstrong.ui import state
from tests.files import gpx
from tests.visits import press, texts, visit_in
from tests.weeks_of_files import import_twenty_weeks, start_of_run

pytestmark = pytest.mark.usefixtures("stores_closed")


@pytest.fixture(scope="module")
def _imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    import_twenty_weeks(folder)
    return folder


@pytest.fixture
def filled(_imported: Path, tmp_path: Path) -> Path:
    """A data folder with twenty weeks of runs, to do with as one likes."""
    return Path(shutil.copytree(_imported, tmp_path / "filled"))


def _choose_row(app: AppTest, table: str, row: int) -> AppTest:
    """As a click on the box at the start of a row: the tables' keys end with the state of the store."""
    store = state.workspace().store
    span = state.ask(coach.block_span, state.today())
    key = f"{table} {span[0]} {span[1]} {store.revision}"
    app.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return app.run()


def _look_closer(app: AppTest, part: str) -> AppTest:
    return next(group for group in app.button_group if group.label == "Look closer").set_value(part).run()


def _choose_two(app: AppTest, which: str) -> AppTest:
    return next(group for group in app.button_group if group.label == "Which two").set_value(which).run()


def _reasons(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["Why"])


def test_the_headline_is_said_once_and_with_its_interval(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, filled, "pages/economy.py")
    assert not app.error
    paces = app.metric[0].value
    assert "→" in paces
    assert "90 % interval" in texts(app)
    assert texts(app).count(paces) == 1
    assert "running economy %" not in texts(app)


def test_a_run_is_taken_out_and_put_back_with_two_clicks_each(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _look_closer(visit_in(monkeypatch, filled, "pages/economy.py"), "Runs used")
    used = len(app.dataframe[0].value)
    app = press(_choose_row(app, "used", 0), "Leave it out")
    assert not app.error
    assert len(app.dataframe[0].value) == used - 1
    app = _look_closer(app, "Runs left out, and why")
    assert _reasons(app) == ["no heart rate", "you took it out"]
    app = press(_choose_row(app, "left out", 1), "Put it back")
    assert _reasons(app) == ["no heart rate"]


@pytest.mark.parametrize(
    ("label", "reason"),
    [("It was a race", "a race: all-out runs are not steady runs"), ("I was ill", "you were ill")],
)
def test_a_run_tagged_by_mistake_is_back_with_one_click(
    label: str, reason: str, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _look_closer(visit_in(monkeypatch, filled, "pages/economy.py"), "Runs used")
    before = texts(app)
    app = press(_choose_row(app, "used", 3), label)
    assert f"left out: {reason}" in texts(app)
    app = press(app, "Undo")
    assert texts(app) == before


def test_a_run_without_a_heart_rate_cannot_be_put_back_but_opened(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _choose_row(visit_in(monkeypatch, filled, "pages/economy.py"), "left out", 0)
    labels = [button.label for button in app.button]
    assert "Put it back" not in labels
    assert "Open the run" in labels


@pytest.mark.parametrize(("part", "table"), [("Runs left out, and why", "left out"), ("Runs used", "used")])
def test_a_hostile_name_is_harmless(part: str, table: str, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _look_closer(visit_in(monkeypatch, filled, "pages/economy.py"), part)
    app = _choose_row(app, table, 0)
    assert r"\*\*x\*\* \[y\]" in texts(app)
    assert "](https" not in texts(app)


def test_before_a_block_says_what_it_could_show(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _look_closer(visit_in(monkeypatch, filled, "pages/economy.py"), "Before a block")
    assert not app.error
    assert "usable runs a week" in texts(app)
    assert "One more steady run a week" in texts(app)
    assert "A check run each week" in texts(app)
    assert "Your check run" not in texts(app)


def test_the_long_view_is_drawn_and_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, filled, "pages/economy.py")
    charts = len(app.get("plotly_chart"))
    app = _look_closer(app, "The long view")
    assert not app.error
    assert len(app.get("plotly_chart")) == charts + 1
    assert "as pace at" in texts(app)
    assert "usable runs" in texts(app)


@pytest.mark.parametrize("part", ["Runs left out, and why", "Runs used", "Before a block", "The long view"])
def test_one_run_gives_words_everywhere(part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        list(importing.import_bytes(store, "one.gpx", gpx(start=start_of_run(1))))
    app = _look_closer(visit_in(monkeypatch, tmp_path, "pages/economy.py"), part)
    assert not app.error
    assert not app.exception


def test_this_block_stands_beside_the_one_before(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, filled, "pages/compare.py")
    assert not app.error
    assert "→" in app.metric[0].value
    said = texts(app)
    assert "90 % interval" in said
    assert "smallest change that these runs would show" in said
    assert "went together with 1 strength session" in said
    assert "with 2 strength sessions" in said
    assert "because of" not in said
    assert "Strength sessions recorded" in said
    assert len(app.get("plotly_chart")) == 1


def test_spans_of_ones_own_choice_are_compared(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _choose_two(visit_in(monkeypatch, filled, "pages/compare.py"), "Choose days")
    assert not app.error
    assert len(app.metric) == 1, "at first the pair offered"
    first, last = app.date_input[0].value
    app.date_input[1].set_value((first, last)).run()
    assert not app.error
    assert not app.metric
    assert "the same days" in app.info[0].value
    app.date_input[1].set_value((first,)).run()
    assert "Choose the first and the last day of both spans" in app.info[0].value


def test_without_an_earlier_block_its_halves_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        list(importing.import_bytes(store, "one.gpx", gpx(start=start_of_run(1))))
    app = visit_in(monkeypatch, tmp_path, "pages/compare.py")
    assert not app.error
    assert "two halves" in texts(app)
    assert not app.button_group, "a choice of one is none"
    assert "Not enough data yet" in app.info[0].value
