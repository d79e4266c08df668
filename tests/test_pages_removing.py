"""A run's page offers to remove it and asks twice; the page Files lists what was removed and lets it in again."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import coach, importing
from runstrong.model.outcome import Outcome
from runstrong.store import originals
from runstrong.store.database import Store
from runstrong.store.removed import going
from runstrong.ui import state
from runstrong.ui.plain import plain
from tests.imports import bulk, runs, taken_in, three_files
from tests.visits import press, sound, texts, visit

pytestmark = pytest.mark.usefixtures("stores_closed")
LAST = "Yes, remove it for good"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path))


def prepared(folder: Path, files: dict[str, bytes]) -> list[str]:
    with Store.open(folder) as store:
        return taken_in(store, files)


def here() -> set[str]:
    return {run.summary.id for run in coach.runs(state.workspace().store)}


def labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


def test_a_run_goes_after_two_questions_and_the_list_says_so(tmp_path: Path) -> None:
    first, second = prepared(tmp_path, runs(2))
    app = press(sound(visit("pages/runs.py", run=first)), "Remove this run")
    assert "the copy kept here of the file it is from: all\\.zip/000\\.gpx" in texts(app)
    assert "Your own files are not touched" in texts(app)
    assert LAST not in labels(app)
    press(app, "Remove it")
    assert "there is no way back" in texts(app)
    assert here() == {first, second}
    sound(press(app, LAST))
    assert here() == {second}
    assert "The run is removed \\(all\\.zip/000\\.gpx\\)" in texts(app)
    assert "run" not in app.query_params
    assert "is removed" not in texts(app.run())


@pytest.mark.parametrize("steps", [["Remove this run"], ["Remove this run", "Remove it"]])
def test_it_stays_when_the_runner_keeps_it(tmp_path: Path, steps: list[str]) -> None:
    (only,) = prepared(tmp_path, runs(1))
    app = visit("pages/runs.py", run=only)
    for step in steps:
        press(app, step)
    sound(press(app, "Keep it"))
    assert here() == {only}
    assert "Remove this run" in labels(app)


def test_a_question_about_one_run_is_not_asked_on_the_page_of_another(tmp_path: Path) -> None:
    first, second = prepared(tmp_path, runs(2))
    app = press(visit("pages/runs.py", run=first), "Remove this run")
    app.query_params["run"] = second
    app.run()
    assert "Remove this run" in labels(app)
    assert "Remove it" not in labels(app)


def test_all_files_of_a_run_are_named_and_how_to_be_rid_of_one(tmp_path: Path) -> None:
    ids = prepared(tmp_path, three_files())
    app = press(visit("pages/runs.py", run=ids[1]), "Remove this run")
    assert all(name.replace(".", "\\.") in texts(app) for name in three_files())
    assert "To remove one of its files only" in texts(app)
    press(press(app, "Remove it"), LAST)
    assert here() == set()
    assert originals.all_hashes(tmp_path) == []


def test_who_looks_at_a_run_that_another_visitor_removes_gets_a_sentence(tmp_path: Path) -> None:
    first, second = prepared(tmp_path, runs(2))
    looking, asked = (sound(visit("pages/runs.py", run=first)) for _ in range(2))
    press(press(asked, "Remove this run"), "Remove it")
    store = state.workspace().store
    importing.remove(store, going(store, first), date(2026, 3, 3))
    for app in (looking.run(), press(asked, LAST), visit("pages/runs.py", run=first)):
        [trouble] = app.error
        assert trouble.value == plain("You removed this run on 3 March 2026.")
        assert not app.exception
    sound(press(looking, "All runs"))
    assert here() == {second}
    for page in ("app.py", "pages/economy.py", "pages/files.py", "pages/plan.py", "pages/data.py"):
        sound(visit(page))


def test_a_removed_file_is_listed_and_comes_again_once_it_is_let_in(tmp_path: Path) -> None:
    first, _ = prepared(tmp_path, runs(2))
    assert "What you removed" not in texts(visit("pages/files.py"))
    store = state.workspace().own
    importing.remove(store, going(store, first), date(2026, 3, 3))
    app = sound(visit("pages/files.py"))
    assert "all.zip/000.gpx\nrun of 2 Mar 2026; removed 3 Mar 2026" in texts(app)
    assert {o.outcome for o in bulk(store, runs(2))} == {Outcome.REMOVED, Outcome.DUPLICATE}
    sound(press(app, "Let it in again"))
    assert "may come in again" in texts(app)
    assert "What you removed" not in texts(app)
    bulk(store, runs(2))
    assert first in here()
