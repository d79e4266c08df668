"""The page of the runner's own data, as a visitor uses it: out, back, and gone."""

import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import coach, importing, takeout
from runstrong.importing import background
from runstrong.model.athlete import Setting
from runstrong.store import copies, originals, schema
from runstrong.store.database import Store
from runstrong.store.own import save_settings
from runstrong.ui import data, state
from runstrong.ui.frame import BROKEN
from tests.files import gpx
from tests.visits import press, texts, visit

pytestmark = pytest.mark.usefixtures("stores_closed")
TODAY = datetime.now(UTC).replace(hour=6, minute=30, second=0, microsecond=0, tzinfo=None)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer of the test's own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path / "data"))
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with two runs, and settings."""
    with Store.open(tmp_path / "data") as store:
        _runs(store, 2)
        save_settings(store, [Setting("hr_max", "188", None)])
    return tmp_path / "data"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of three other runs."""
    with Store.open(tmp_path / "other") as store:
        _runs(store, 3, hr=150)
        takeout.backup(store, tmp_path / "other.zip")
    return tmp_path / "other.zip"


def _runs(store: Store, number: int, hr: int = 140) -> None:
    for day in range(number):
        data = gpx(start=TODAY - timedelta(days=20 + day), hr=hr)
        assert [o.outcome.value for o in importing.import_bytes(store, "a.gpx", data)] == ["imported"]


def _visit(part: str | None = None, page: str = "pages/data.py") -> AppTest:
    app = visit(page)
    assert not app.error
    return app if part is None else app.button_group[0].set_value(part).run()


def _texts(app: AppTest) -> str:
    return texts(app).replace("\\", "")


def _parts(app: AppTest) -> list[str]:
    return list(app.button_group[0].options)


def _files(folder: Path) -> dict[str, bytes]:
    """What lies in a data folder, but for the database's log, which comes and goes."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".wal")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def _tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a runner could miss."""
    with store.read() as cursor:
        return {
            table: cursor.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
            for table in {*schema.OWN, *schema.DERIVED}
        }


def _originals(folder: Path) -> set[bytes]:
    return {originals.get(folder, sha256) for sha256 in originals.all_hashes(folder)}


def test_an_empty_page_offers_to_put_a_backup_back() -> None:
    app = _visit()
    assert "Nothing of yours is here yet" in _texts(app)
    assert "Back up" not in _parts(app)
    assert len(app.file_uploader) == 1


def test_what_there_is_stands_at_the_top_with_its_sizes(folder: Path) -> None:
    app = _visit()
    assert "2 runs, " in _texts(app)
    assert "2 original files" in _texts(app)
    assert "kB" in _texts(app) or "MB" in _texts(app)
    assert str(folder) in _texts(app)
    assert _parts(app) == ["Back up", "Restore", "Export", "Delete"]


def test_the_demo_runner_is_no_part_of_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data" / "demo") as demo:
        _runs(demo, 2)
    app = _visit()
    assert "Nothing of yours is here yet" in _texts(app)
    assert "2 runs" not in _texts(app)
    assert "Back up" not in _parts(app)
    assert len(app.file_uploader) == 1


def test_a_backup_is_written_where_it_is_wanted_and_never_over_another(folder: Path, home: Path) -> None:
    app = _visit("Back up")
    for _ in range(2):
        press(app, "Write the backup there")
        assert not app.error
        assert "with 2 original files" in app.success[0].value
    first, second = sorted(home.iterdir(), key=lambda path: len(path.name))
    assert (first.stem + "-2", first.suffix) == (second.stem, ".zip")
    for file in (first, second):
        assert takeout.look_into(folder, file).runs == 2


@pytest.mark.parametrize("typed", ["", "backups", "/nowhere/at/all", "~nobody/x", "\0", "x" * 5000, "/dev/null"])
def test_a_folder_that_is_none_is_one_sentence(typed: str, folder: Path) -> None:
    app = _visit("Back up")
    app.text_input[0].set_value(typed).run()
    press(app, "Write the backup there")
    assert not app.exception
    assert len(app.error) == 1
    assert "There is no such folder" in app.error[0].value
    assert not app.success


def test_a_backup_that_fails_is_one_sentence_and_leaves_nothing(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(originals, "get", full)
    app = _visit("Back up")
    before = set(_files(folder))
    press(app, "Write the backup there")
    assert "The disk is full" in app.error[0].value
    assert list(home.iterdir()) == []
    app.button_group[0].set_value("Export").run()
    press(app, "Write the tables there")
    assert "The disk is full" in app.error[0].value
    assert list(home.iterdir()) == []
    assert set(_files(folder)) == before


def test_what_is_downloaded_is_a_whole_backup(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(data.st, "download_button", lambda label, make, *_, **__: made.update({label: make}))
    app = _visit("Back up")
    assert takeout.look_into(tmp_path, BytesIO(made["Download a backup"]())).runs == 2
    app.button_group[0].set_value("Export").run()
    with zipfile.ZipFile(BytesIO(made["Download as one zip"]())) as tables:
        assert {"activities.csv", "samples.csv", "settings.csv"} < set(tables.namelist())
    app.radio[0].set_value("Parquet, small and fast").run()
    with zipfile.ZipFile(BytesIO(made["Download as one zip"]())) as tables:
        assert sum(name.startswith("originals/") for name in tables.namelist()) == 2
        assert "samples.parquet" in tables.namelist()


def test_what_would_not_fit_into_memory_is_only_written_to_the_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "LARGEST_DOWNLOAD", 1000)
    for part in ("Back up", "Export"):
        app = _visit(part)
        assert not app.get("download_button")
        assert data.TOO_LARGE in _texts(app)


def test_tables_are_written_into_a_new_folder(folder: Path, home: Path) -> None:
    app = _visit("Export")
    app.radio[0].set_value("Parquet, small and fast").run()
    press(app, "Write the tables there")
    assert not app.error
    [written] = home.iterdir()
    assert (written / "activities.parquet").exists()
    assert {path.read_bytes() for path in (written / "originals").iterdir()} == _originals(folder)


def _choose(app: AppTest, file: Path) -> AppTest:
    app.button_group[1].set_value("From this computer").run()
    return app.text_input[0].set_value(str(file)).run()


def test_a_backup_is_looked_into_before_anything_changes(folder: Path, backup: Path) -> None:
    before = set(_files(folder))
    app = _choose(_visit("Restore"), backup)
    assert "3 runs" in app.info[0].value
    assert "What is here now (2 runs, " in _texts(app)
    assert set(_files(folder)) == before
    assert len(coach.runs(state.workspace().own)) == 2


def test_what_is_put_back_is_there_bit_for_bit_and_the_old_is_kept(folder: Path, backup: Path) -> None:
    with Store.open(folder.parent / "other") as other:
        wanted, files = _tables(other), _originals(folder.parent / "other")
    replaced = _originals(folder)
    app = press(_choose(_visit("Restore"), backup), "Put it in place of what is here")
    assert not app.error
    assert "Restored: 3 runs" in app.success[0].value
    assert not [button for button in app.button if button.label.startswith("Put it")]
    assert "3 runs, " in _texts(app)
    assert _tables(state.workspace().own) == wanted
    assert _originals(folder) == files
    aside = folder / f"before-restore-{state.today()}"
    assert _originals(aside) == replaced
    with Store.open(aside) as old:
        assert (len(coach.runs(old)), coach.preferences(old)) == (2, coach.preferences(old))
    assert not app.run().success


def test_an_uploaded_backup_is_put_back_too(backup: Path) -> None:
    app = _visit()
    app.file_uploader[0].set_value([("mine.zip", backup.read_bytes(), "application/zip")]).run()
    assert "3 runs" in app.info[0].value
    press(app, "Put it back")
    assert not app.error
    assert len(coach.runs(state.workspace().own)) == 3
    assert not list(state.workspace().folder.glob("before-restore*"))


def test_the_answer_after_the_way_out_and_back_is_the_same(folder: Path, home: Path) -> None:
    week, runs = _visit(page="app.py"), _visit(page="pages/runs.py")
    said = _texts(week), _texts(runs)
    press(_visit("Back up"), "Write the backup there")
    with state.workspace().own.write() as cursor:
        cursor.execute("UPDATE settings SET value = '199' WHERE key = 'hr_max'")
    press(_choose(_visit("Restore"), next(home.iterdir())), "Put it in place of what is here")
    assert (_texts(week.run()), _texts(runs.run())) == said


@pytest.mark.parametrize(
    "spoil",
    [lambda file: file.write_bytes(b"junk"), lambda file: file.write_bytes(file.read_bytes()[:-200])],
)
def test_what_is_no_whole_backup_is_one_sentence(
    spoil: Callable[[Path], object], folder: Path, backup: Path
) -> None:
    spoil(backup)
    before = set(_files(folder))
    app = _choose(_visit("Restore"), backup)
    assert len(app.error) == 1
    assert takeout.NOT_OURS in _texts(app)
    assert not [button for button in app.button if button.label.startswith("Put it")]
    assert set(_files(folder)) == before


@pytest.mark.parametrize("typed", ["nowhere.zip", "/nowhere.zip", "~nobody", "\0", "x" * 5000, "/"])
def test_a_backup_that_is_not_there_is_one_sentence(typed: str, folder: Path) -> None:
    app = _choose(_visit("Restore"), Path("x"))
    app.text_input[0].set_value(typed).run()
    assert not app.exception
    assert len(app.error) == 1
    assert "There is no such file" in app.error[0].value


def test_an_exchange_that_fails_leaves_everything_as_it_was(
    folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _choose(_visit("Restore"), backup)
    before = _tables(state.workspace().own), set(_files(folder))
    rename, renamed = Path.rename, []

    def refuse_the_third(path: Path, target: Path) -> Path:
        renamed.append(path)
        if len(renamed) == 3:
            raise PermissionError(13, "no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_the_third)
    press(app, "Put it in place of what is here")
    assert len(app.error) == 1
    assert "cannot be written" in app.error[0].value
    assert (_tables(state.workspace().own), set(_files(folder))) == before


@pytest.fixture
def import_going_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    is_going, may_end = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> Iterator[None]:
        is_going.set()
        may_end.wait(30)
        yield from ()

    monkeypatch.setattr(background, "bulk", slow)
    one = background.start(state.workspace().own, importing.from_uploads([]))
    is_going.wait()
    yield
    may_end.set()
    assert one.wait(30)


@pytest.mark.usefixtures("import_going_on")
def test_while_files_are_added_nothing_is_replaced_or_deleted(folder: Path, backup: Path) -> None:
    own, before = state.workspace().own, set(_files(folder))
    app = press(_choose(_visit("Restore"), backup), "Put it in place of what is here")
    assert "Files are being added" in app.error[0].value
    app = _visit("Delete")
    app.text_input[0].set_value("delete").run()
    press(app, "Yes, delete everything for good")
    assert "Files are being added" in app.error[0].value
    assert state.workspace().own is own
    assert set(_files(folder)) == before


def test_another_visitor_finds_what_was_put_back(folder: Path, backup: Path) -> None:
    other = _visit(page="pages/runs.py")
    press(_choose(_visit("Restore"), backup), "Put it in place of what is here")
    other.run()
    assert not other.error
    assert not other.exception
    assert len(other.dataframe[0].value) == 3


def test_a_page_drawn_during_the_exchange_is_drawn_again(
    folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is exchanged by another thread just when this page is about to ask it."""
    page = _visit(page="pages/runs.py")
    asked = []

    def restored_meanwhile(store: Store) -> object:
        if not asked:
            asked.append(store)
            with takeout.unpacked(folder, backup) as fresh, state.let_go() as let_go:
                takeout.exchange(let_go, fresh, date(2026, 3, 4), force=True)
        return runs(store)

    runs = coach.runs
    monkeypatch.setattr(coach, "runs", restored_meanwhile)
    page.run()
    assert not page.error
    assert not page.exception
    assert len(page.dataframe[0].value) == 3


def test_everything_goes_when_the_word_is_typed_and_the_button_pressed(folder: Path) -> None:
    other = _visit(page="pages/runs.py")
    (folder / "notes.txt").write_text("mine")
    app = _visit("Delete")
    assert "2 original files" in _texts(app)
    app.text_input[0].set_value("Delete ").run()
    press(app, "Yes, delete everything for good")
    assert not app.error
    assert app.success[0].value == "Everything of yours is deleted\\."
    assert "Nothing of yours is here yet" in _texts(app)
    assert set(_files(folder)) == {"notes.txt", "runstrong.duckdb"}
    assert not _originals(folder)
    assert [button.label for button in other.run().button] == ["Show me with a demo runner"]


def test_what_others_put_there_is_told_before_anything_else(folder: Path) -> None:
    (folder / "originals" / "mine.txt").write_text("mine")
    app = _visit("Delete")
    app.text_input[0].set_value("delete").run()
    press(app, "Yes, delete everything for good")
    assert "is deleted" in app.success[0].value
    assert str(folder / "originals") in _texts(app)
    assert "Nothing of yours is here yet" in _texts(app)


@pytest.mark.parametrize("word", ["", "yes", "deleted"])
def test_without_the_word_there_is_no_button(word: str, folder: Path) -> None:
    app = _visit("Delete")
    app.text_input[0].set_value(word).run()
    assert not [button for button in app.button if "delete" in button.label]


def test_who_thinks_again_keeps_it_all(folder: Path) -> None:
    before = set(_files(folder))
    app = _visit("Delete")
    app.text_input[0].set_value("delete").run()
    press(app, "Keep it all")
    assert not [button for button in app.button if "delete" in button.label]
    assert app.text_input[0].value == ""
    assert set(_files(folder)) == before


def test_a_wish_to_delete_does_not_outlast_the_page(folder: Path) -> None:
    app = _visit("Delete")
    app.text_input[0].set_value("delete").run()
    app.switch_page("pages/runs.py").run().switch_page("pages/data.py").run()
    app.button_group[0].set_value("Delete").run()
    assert not [button for button in app.button if "delete" in button.label]


def test_trouble_is_never_a_traceback(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(copies, "has_anything", fail)
    monkeypatch.setattr(data, "has_anything", fail)
    app = visit("pages/data.py")
    assert [error.value for error in app.error] == [BROKEN]
