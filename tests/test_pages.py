"""Every page as a visitor meets it: empty, full, with the demo runner, with bad luck and with bad files."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import athlete, coach, importing
from runstrong.errors import StoreInUse
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.strength.notices import GENERAL_NOTICE
from runstrong.ui import frame, state
from runstrong.workspace import Workspace
from tests.files import gpx, tcx
from tests.visits import PROJECT, links, press, texts, visit_in

T = TypeVar("T")

pytestmark = pytest.mark.usefixtures("stores_closed")
PAGES = ["app.py", *(f"pages/{path.name}" for path in sorted((PROJECT / "pages").glob("*.py")))]
ASKING_NOTHING = ["pages/evidence.py"]
"""Pages that show the same to everybody."""

HOSTILE = "**x** [y](https://evil.example) :smile: $z$ &lt;b&gt;"
WEEKS = 5
WAY_ON = "Look at the runs"


def _start(days_ago: int) -> datetime:
    today = datetime.now(UTC).replace(hour=6, minute=30, second=0, microsecond=0, tzinfo=None)
    return today - timedelta(days=days_ago)


def _runs() -> Iterator[tuple[str, bytes]]:
    """Three runs a week for five weeks; the last one has a hostile name."""
    for days_ago in sorted((7 * week + day for week in range(WEEKS) for day in (1, 3, 5)), reverse=True):
        name = HOSTILE if days_ago == 1 else "Morning run"
        yield f"run-{days_ago}.gpx", gpx(start=_start(days_ago), seconds=2400, hr=140 + days_ago % 5, name=name)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with five weeks of runs; pages only read it."""
    folder = tmp_path_factory.mktemp("filled")
    with Store.open(folder) as store:
        for name, data in _runs():
            assert [str(o.outcome) for o in importing.import_bytes(store, name, data)] == ["imported"]
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_install_says_what_would_be_here(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit_in(monkeypatch, tmp_path, page)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1
    assert GENERAL_NOTICE in texts(app)


@pytest.mark.parametrize("page", ["app.py", "pages/plan.py", "pages/economy.py", "pages/runs.py"])
def test_an_empty_page_offers_the_demo_runner(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [button.label for button in visit_in(monkeypatch, tmp_path, page).button] == [
        "Show me with a demo runner"
    ]


@pytest.mark.parametrize("page", PAGES)
def test_a_filled_page_shows_no_trouble(page: str, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, filled, page)
    assert not app.exception
    assert not app.error
    assert "demo runner" not in texts(app)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ASKING_NOTHING])
def test_no_page_ever_shows_a_traceback(page: str, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    for question in ("activities", "runs", "preferences"):
        monkeypatch.setattr(coach, question, fail)
    app = visit_in(monkeypatch, filled, page)
    assert not app.exception
    assert [error.value for error in app.error] == [frame.BROKEN]
    assert "secret" not in texts(app)
    assert GENERAL_NOTICE in texts(app)


def test_even_a_broken_menu_is_one_sentence(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "MENU", (("pages/nowhere.py", "Nowhere"),))
    app = visit_in(monkeypatch, filled)
    assert not app.exception
    assert [error.value for error in app.error] == [frame.BROKEN]


@pytest.mark.parametrize("page", PAGES)
def test_a_store_in_use_is_one_sentence(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: Path) -> Workspace:
        raise StoreInUse(4711)

    monkeypatch.setattr(state.Workspace, "open", busy)
    app = visit_in(monkeypatch, tmp_path, page)
    assert not app.exception
    assert len(app.error) == 1
    assert "process 4711" in app.error[0].value


def test_the_demo_runner_is_named_on_every_page_and_goes_with_one_click(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quick_demo(store: Store, _: object) -> Iterator[FileOutcome]:
        for name, data in _runs():
            yield from importing.import_bytes(store, name, data)

    monkeypatch.setattr("runstrong.ui.parts.make_demo", quick_demo)
    app = visit_in(monkeypatch, tmp_path)
    app.button[0].click().run()
    for page in PAGES:
        app.switch_page(page).run()
        assert not app.error
        assert "This is a demo runner, not you" in texts(app), page
    press(app, "Remove the demo runner")
    assert "demo runner, not you" not in texts(app)
    assert not (tmp_path / "demo").exists()


def test_the_week_has_seven_days_and_says_what_is_done(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, filled)
    assert sum("directions_run" in element.value for element in app.markdown) >= 1
    assert len(app.columns) >= 7


def test_a_trend_names_its_heart_rate_or_says_that_runs_are_missing(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit_in(monkeypatch, filled, "pages/economy.py")
    assert app.metric[0].label.startswith("Pace at")
    assert "running economy" in texts(app)


def test_another_span_is_another_answer(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, filled, "pages/economy.py")
    app.button_group[0].set_value("Last 26 weeks").run()
    assert not app.error
    app.button_group[0].set_value("Choose days").run()
    assert not app.error
    assert len(app.date_input) == 1


def test_next_week_can_be_seen(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, filled, "pages/plan.py")
    this_week = texts(app)
    app.button_group[0].set_value("Next week").run()
    assert not app.error
    assert texts(app) != this_week


def _latest(folder: Path) -> str:
    with Store.open(folder) as store:
        return reads.summaries(store)[-1].id


def test_the_list_of_runs_shows_the_load_by_week(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(visit_in(monkeypatch, filled, "pages/runs.py").get("plotly_chart")) == 1


def test_a_load_by_an_estimated_threshold_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        for name, data in _runs():
            list(importing.import_bytes(store, name, data))
    assert "which is estimated" in texts(visit_in(monkeypatch, tmp_path))
    own = {"threshold_pace": "4:30", "hr_threshold": "165"}
    athlete.save(state.workspace().store, own, state.today())
    said = texts(visit_in(monkeypatch, tmp_path))
    assert "100 is one hour at your threshold. " in said
    assert "which is estimated" not in said


def test_a_run_opens_by_its_address_and_its_name_is_harmless(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit_in(monkeypatch, filled, "pages/runs.py", run=_latest(filled))
    assert not app.error
    assert r"\*\*x\*\* \[y\]" in app.subheader[0].value
    assert len(app.get("plotly_chart")) == 1
    assert any("run-1.gpx" in text.value for text in app.text)


def test_an_unknown_run_is_one_sentence(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, filled, "pages/runs.py", run="nothing-0")
    assert not app.exception
    assert len(app.error) == 1


def test_a_wrong_heart_rate_is_marked_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        for name, data in _runs():
            list(importing.import_bytes(store, name, data))
    app = visit_in(monkeypatch, tmp_path, "pages/runs.py", run=_latest(tmp_path))
    for on in (True, False):
        app.toggle[0].set_value(on).run()
        assert not app.error
        assert app.toggle[0].value is on
        assert ("you marked its heart rate as wrong" in texts(app)) is on


def test_files_are_taken_in_once_and_each_gets_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [
        ("one.gpx", gpx(start=_start(3)), "application/gpx+xml"),
        ("two.tcx", tcx(start=_start(2)), "application/xml"),
        (f"{HOSTILE}.fit", b"no watch wrote this", "application/octet-stream"),
    ]
    app = visit_in(monkeypatch, tmp_path, "pages/files.py")
    app.file_uploader[0].set_value(files).run()
    assert not app.exception
    assert app.success[0].value == "3 files: 2 imported, 1 cannot be read."
    assert WAY_ON in links(app)
    app.run()
    added, history = (table.value for table in app.dataframe)
    assert list(added["Outcome"]) == ["imported", "imported", "cannot be read"]
    assert len(history) == 3
    assert f"{HOSTILE}.fit" in list(history["File"])
    app.text_input[0].set_value("two.tcx").run()
    assert list(app.dataframe[-1].value["File"]) == ["two.tcx"]


def test_an_import_of_which_nothing_came_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, tmp_path, "pages/files.py")
    app.file_uploader[0].set_value([("no.fit", b"no watch wrote this", "application/octet-stream")]).run()
    assert not app.success
    assert app.info[0].value == "1 file: 1 cannot be read."
    assert WAY_ON not in links(app)


def test_an_import_that_fails_is_not_tried_again_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fail(*_: object, **__: object) -> Iterator[FileOutcome]:
        tried.append(1)
        yield FileOutcome("first.gpx", Outcome.IMPORTED)
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("runstrong.importing.background.bulk", fail)
    app = visit_in(monkeypatch, tmp_path, "pages/files.py")
    app.file_uploader[0].set_value([("first.zip", b"x", "application/zip")]).run()
    assert [error.value for error in app.error] == [frame.BROKEN]
    app.run()
    assert app.success[0].value == "1 file: 1 imported."
    assert "secret" not in texts(app)
    assert tried == [1]


def test_own_runs_put_the_demo_runner_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workspace.open(tmp_path) as workspace:
        list(importing.import_bytes(workspace.open_demo(), "demo.gpx", gpx(start=_start(2))))
    app = visit_in(monkeypatch, tmp_path, "pages/files.py")
    assert "This is a demo runner" in texts(app)
    app.file_uploader[0].set_value([("own.gpx", gpx(start=_start(9)), "application/gpx+xml")]).run()
    assert "This is a demo runner" not in texts(app)
    assert "the demo runner is put aside" in texts(app)
    press(app, "Remove the demo runner")
    assert not app.error
    assert not (tmp_path / "demo").exists()


def _ask_own(question: Callable[[Store], T]) -> T:
    return question(state.workspace().own)


def _settings(monkeypatch: pytest.MonkeyPatch, folder: Path, group: str) -> AppTest:
    app = visit_in(monkeypatch, folder, "pages/athlete.py")
    return app.button_group[0].set_value(group).run()


def _save(app: AppTest) -> AppTest:
    return press(app, "Save")


def test_a_niggle_is_kept_with_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _settings(monkeypatch, tmp_path, "Niggles")
    app.multiselect[0].set_value(["achilles"]).run()
    app.slider[0].set_value(5).run()
    _save(app)
    assert _ask_own(coach.preferences).niggles == (("achilles", 5),)
    assert GENERAL_NOTICE in texts(app)


def test_kit_days_and_race_are_kept_as_the_settings_understand_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _settings(monkeypatch, tmp_path, "Strength")
    app.multiselect[0].set_value(["band", "dumbbell"])
    next(group for group in app.button_group if group.label.startswith("Days")).set_value(["sat", "mon"])
    _save(app)
    app.button_group[0].set_value("Block, race").run()
    next(number for number in app.number_input if number.label == "Race distance, km").set_value(42.195)
    _save(app)
    wishes = _ask_own(coach.preferences)
    assert wishes.equipment == ("dumbbell", "band")
    assert wishes.days == (0, 5)
    assert wishes.race_distance_m == 42_195
    assert not app.error


def test_a_choice_left_alone_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit_in(monkeypatch, tmp_path, "pages/athlete.py")
    for group in ("Heart rates", "Strength", "Block, race", "You, display", "Niggles"):
        app.button_group[0].set_value(group).run()
        assert [info.value for info in _save(app).info] == ["Nothing was changed."]
    assert _ask_own(reads.settings) == []


def test_settings_are_kept_and_a_wrong_one_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit_in(monkeypatch, tmp_path, "pages/athlete.py")
    app.number_input[0].set_value(190)
    app.number_input[1].set_value(50)
    _save(app)
    assert not app.error
    assert app.number_input[0].value == 190
    app.text_input[0].set_value("four minutes")
    _save(app)
    assert len(app.error) == 1
    assert "such as 4:45" in app.error[0].value
    app.text_input[0].set_value("")
    _save(app)
    assert [info.value for info in app.info] == ["Nothing was changed."]


def test_the_program_asks_the_store_once_per_state(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def runs(store: Store) -> list[object]:
        asked.append(store)
        return []

    monkeypatch.setenv("RUNSTRONG_DATA", str(filled))
    assert state.ask(runs) == state.ask(runs) == []
    assert len(asked) == 1
