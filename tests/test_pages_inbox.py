"""The watched folder as a visitor meets it: offered, imported at once, missing, strangely named or not set."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import athlete, coach, importing
from runstrong.importing import background
from runstrong.importing.progress import Progress
from runstrong.inbox import folder as inbox_folder
from runstrong.inbox import watchable
from runstrong.inbox.watchable import OWN_FOLDER
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store.database import Store
from runstrong.ui import files, state
from runstrong.ui import inbox as ui_inbox
from runstrong.ui.plain import plain
from tests.files import START, gpx
from tests.visits import PATIENCE_S, press, texts, visit

pytestmark = pytest.mark.usefixtures("stores_closed")
HOSTILE = "**x** [y](https:) :smile: $z$ <b>"

Visit = Callable[..., AppTest]


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    watched = tmp_path / "GARMIN" / "Activity"
    watched.mkdir(parents=True)
    return watched


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder, with pages that are patient."""
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(files, "QUICK_S", PATIENCE_S)
    monkeypatch.setattr(ui_inbox, "QUICK_S", PATIENCE_S)
    monkeypatch.setattr(ui_inbox, "PATIENCE_S", PATIENCE_S)
    return tmp_path / "data"


def put(folder: Path, *numbers: int) -> None:
    """Runs, written a while ago."""
    for number in numbers:
        (folder / f"{number}.gpx").write_bytes(gpx(start=START + timedelta(days=number)))
        os.utime(folder / f"{number}.gpx", ns=(0, 0))


def watch(data: Path, folder: Path, mode: str = "offer") -> None:
    with Store.open(data) as store:
        athlete.save(store, {"inbox": str(folder), "inbox_mode": mode}, START.date())


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def runs() -> int:
    return len(coach.runs(state.workspace().own))


@pytest.mark.parametrize("page", ["app.py", "pages/files.py"])
def test_new_files_are_offered_and_imported_on_request(page: str, data: Path, watched: Path) -> None:
    watch(data, watched)
    put(watched, 1, 2)
    app = visit(page)
    assert "**2 new files** in GARMIN/Activity" in texts(app)
    assert runs() == 0
    press(app, "Import")
    assert not app.error
    assert app.success[0].value == "2 files: 2 imported."
    assert runs() == 2
    assert "new files" not in texts(app)
    assert sorted(file.name for file in watched.iterdir()) == ["1.gpx", "2.gpx"]


def test_not_now_is_heard_on_every_page_and_files_put_aside_can_still_be_had(data: Path, watched: Path) -> None:
    watch(data, watched)
    put(watched, 1)
    app = press(visit(), "Not now")
    assert "Import" not in labels(app)
    app.switch_page("pages/files.py").run()
    assert "1 new file in GARMIN/Activity, put aside." in texts(app)
    app.switch_page("app.py").run()
    put(watched, 2)
    assert "**2 new files**" in texts(app.run())
    press(press(app, "Not now").switch_page("pages/files.py").run(), "Import")
    assert runs() == 2


def test_by_setting_they_are_imported_at_once_and_told_until_put_away(data: Path, watched: Path) -> None:
    watch(data, watched, "import")
    put(watched, 1)
    (watched / "junk.fit").write_bytes(b"junk")
    os.utime(watched / "junk.fit", ns=(0, 0))
    app = visit()
    assert app.success[0].value == "2 files: 1 imported, 1 cannot be read."
    assert "junk\\.fit" in texts(app)
    assert len(background.imports(state.workspace().own)) == 1
    app.run()
    assert len(background.imports(state.workspace().own)) == 1, "junk is not tried again"
    assert not press(app, "Close").success


def test_how_far_a_longer_import_is_stands_on_this_week_too(
    data: Path, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()

    def slow(_: object, __: object, *, tell: Callable[[Progress], None], **___: object) -> Iterator[FileOutcome]:
        tell(Progress(1, 3, 0.4, 0.0, 42.0, "1.gpx"))
        yield FileOutcome("1.gpx", Outcome.IMPORTED)
        may_end.wait(PATIENCE_S)

    monkeypatch.setattr(background, "bulk", slow)
    monkeypatch.setattr(ui_inbox, "QUICK_S", 0.0)
    watch(data, watched, "import")
    put(watched, 1)
    try:
        app = visit().run()
        (one,) = background.imports(state.workspace().own)
        assert app.get("progress")
        assert "new file" not in texts(app)
    finally:
        may_end.set()
    assert one.wait(PATIENCE_S)
    app.run()
    assert not app.get("progress")
    assert app.success[0].value == "1 file: 1 imported."


def test_what_the_page_about_files_has_told_is_not_told_again(data: Path, watched: Path) -> None:
    watch(data, watched, "import")
    app = visit()
    put(watched, 1)
    app.switch_page("pages/files.py").run()
    assert app.success[0].value == "1 file: 1 imported."
    assert not app.switch_page("app.py").run().success


def test_a_missing_folder_is_a_calm_sentence_and_no_news_of_this_week(data: Path, watched: Path) -> None:
    watch(data, watched)
    watched.rmdir()
    app = visit("pages/files.py")
    assert plain(inbox_folder.NOT_THERE.format("GARMIN/Activity")) in texts(app)
    assert not app.error
    assert not app.warning
    assert "GARMIN" not in texts(app.switch_page("app.py").run())
    watched.mkdir()
    put(watched, 1)
    assert "**1 new file**" in texts(app.run())


def test_a_page_is_drawn_again_when_another_window_has_taken_files_in(data: Path, watched: Path) -> None:
    watch(data, watched)
    put(watched, 1)
    app = visit()
    drawn = state.workspace().own.revision
    assert not ui_inbox._is_outdated(drawn)
    press(app, "Import")
    assert ui_inbox._is_outdated(drawn)


def test_names_that_strangers_chose_are_shown_as_they_are(data: Path, tmp_path: Path) -> None:
    hostile = tmp_path / HOSTILE.replace("/", "")
    hostile.mkdir()
    watch(data, hostile)
    (hostile / f"{HOSTILE}.fit").write_bytes(b"junk")
    os.utime(hostile / f"{HOSTILE}.fit", ns=(0, 0))
    app = visit()
    said = texts(app)
    assert "**1 new file**" in said
    assert not any(raw in said for raw in ("**x**", "[y](", ":smile:", "$z$", "<b>"))
    said = texts(press(app, "Import"))
    assert "cannot be read" in said
    assert not any(raw in said for raw in ("**x**", "[y](", ":smile:", "$z$", "<b>"))


@pytest.mark.parametrize("page", ["app.py", "pages/files.py"])
def test_without_a_folder_nobody_looks(page: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    for name in ("inbox_of", "imports", "on_watches", "_noticing"):
        monkeypatch.setattr(ui_inbox, name, never)
    app = visit(page)
    assert not app.error
    assert not app.exception


def test_with_the_demo_runner_shown_files_go_to_the_own_store(data: Path, watched: Path) -> None:
    watch(data, watched)
    with Store.open(data / "demo") as demo:
        list(importing.import_bytes(demo, "demo.gpx", gpx(start=START - timedelta(days=9))))
    put(watched, 1)
    app = visit()
    assert "demo runner, not you" in texts(app)
    press(app, "Import")
    assert "the demo runner is put aside" in texts(app)
    assert runs() == 1
    demo_store = state.workspace().demo
    assert demo_store is not None
    assert len(coach.runs(demo_store)) == 1


def opened(app: AppTest) -> AppTest:
    app.session_state["watched folder"] = True
    return app.run()


def name(app: AppTest, folder: Path | str) -> None:
    next(field for field in app.text_input if field.label.startswith("Folder")).set_value(str(folder))
    press(app, "Save")


def test_the_folder_is_named_kept_refused_and_taken_back_on_the_page(data: Path, watched: Path) -> None:
    put(watched, 1)
    app = opened(visit("pages/files.py"))
    name(app, data / "originals")
    assert [error.value for error in app.error] == [plain(OWN_FOLDER)]
    name(app, "Activity")
    assert "full path" in app.error[0].value
    app.get("button_group")[-1].set_value("import")
    name(app, watched)
    assert runs() == 1
    wishes = coach.preferences(state.workspace().own)
    assert (wishes.inbox, wishes.inbox_mode) == (str(watched), "import")
    name(app, "")
    assert coach.preferences(state.workspace().own).inbox == ""


def test_a_watch_that_is_plugged_in_is_proposed(
    data: Path, tmp_path: Path, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui_inbox, "mounts", lambda: [tmp_path])
    put(watched, 1)
    app = opened(visit("pages/files.py"))
    (proposal,) = [label for label in labels(app) if label.startswith("Watch ")]
    press(app, proposal)
    assert coach.preferences(state.workspace().own).inbox == str(watched)
    assert "**1 new file**" in texts(app)
    assert not [label for label in labels(app) if label.startswith("Watch ")]


def test_mounts_are_folders_that_can_be_listed() -> None:
    assert all(mount.is_dir() for mount in watchable.mounts())
