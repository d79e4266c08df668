"""The long lists as a visitor meets them: searched, ordered and a page at a time."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.ui.paging import ROWS, of_all
from tests.store_activities import START, a_track, an_activity, keep, keep_many, some_facts
from tests.visits import sound, texts, visit_in

pytestmark = pytest.mark.usefixtures("stores_closed")
RUNS = 2 * ROWS + 7
LAST = START + timedelta(days=RUNS - 1)
HOSTILE = "**x** [y](https://evil.example) :smile: <b>"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a little more than two pages of runs and of files; pages only read it."""
    folder = tmp_path_factory.mktemp("filled")
    with Store.open(folder) as store:
        keep_many(store, RUNS)
    return folder


def _visit(monkeypatch: pytest.MonkeyPatch, folder: Path, to: str = "runs", **query: str) -> AppTest:
    return sound(visit_in(monkeypatch, folder, f"pages/{to}.py", **query))


def _rows(app: AppTest, column: str) -> list[object]:
    return list(app.dataframe[-1].value[column])


def test_only_the_rows_of_a_page_are_sent_newest_first(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _visit(monkeypatch, filled)
    days = _rows(app, "Day")
    assert len(days) == ROWS
    assert days == [(LAST - timedelta(days=back)).date() for back in range(ROWS)]
    assert f"{RUNS} runs." in texts(app)


def test_the_pages_hold_every_run_once(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _visit(monkeypatch, filled)
    days = [day for page in (1, 2, 3) for day in _rows(app.pagination[0].set_value(page).run(), "Day")]
    assert days == [(LAST - timedelta(days=back)).date() for back in range(RUNS)]


def test_the_page_stands_in_the_address(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(_rows(_visit(monkeypatch, filled, page="3"), "Day")) == RUNS - 2 * ROWS


@pytest.mark.parametrize("page", ["4", "999999999999", "0", "-1", "abc", ""])
def test_a_page_that_is_not_there_is_the_first(page: str, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _visit(monkeypatch, filled, page=page)
    assert _rows(app, "Day")[0] == LAST.date()


def test_a_search_counts_what_fits_and_begins_at_its_first_page(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _visit(monkeypatch, filled)
    app.pagination[0].set_value(2).run()
    app.text_input[0].set_value("garmin").run()
    assert app.pagination[0].value == 1
    assert f"{RUNS} runs." in texts(app)
    app.text_input[0].set_value("june 2024").run()
    assert not app.pagination
    assert {day.month for day in _rows(app, "Day")} == {6}
    assert f"30 of {RUNS} runs." in texts(app)


def test_a_search_in_the_address_is_searched(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(_rows(_visit(monkeypatch, filled, search="june 2024"), "Day")) == 30


@pytest.mark.parametrize("search", [HOSTILE, "%", "' OR 1=1 --", "x" * 5000, "\x00\u202e"])
def test_no_search_does_harm(search: str, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _visit(monkeypatch, filled, search=search)
    assert not app.dataframe
    assert "No run fits" in texts(app)
    assert "**x** [y](" not in texts(app)


def test_an_empty_search_is_no_search(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"{RUNS} runs." in texts(_visit(monkeypatch, filled, search="   "))


def test_the_longest_run_of_all_comes_first_and_unknown_ones_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path) as store:
        for day, metres in enumerate((5000.0, None, 21_100.0, 10_000.0)):
            track = a_track(20, day, START + timedelta(days=day))
            facts = replace(some_facts(day), distance_m=metres)
            keep(store, f"{day}.fit", an_activity(f"{day}.fit", track=track, facts=facts))
    app = _visit(monkeypatch, tmp_path)
    app.selectbox[0].set_value("Longest").run()
    assert [None if metres != metres else metres for metres in _rows(app, "Distance, km")] == [21.1, 10, 5, None]


def test_one_run_is_a_list_without_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        keep_many(store, 1)
    app = _visit(monkeypatch, tmp_path)
    assert "1 run." in texts(app)
    assert len(_rows(app, "Day")) == 1
    assert not app.pagination


def test_from_a_run_one_comes_back_to_the_same_page(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(filled) as store:
        opened = reads.summaries(store)[0].id
    app = _visit(monkeypatch, filled, run=opened, page="2", search="garmin")
    assert not app.pagination
    next(button for button in app.button if button.label == "All runs").click().run()
    assert "run" not in app.query_params
    assert app.pagination[0].value == 2
    assert app.text_input[0].value == "garmin"


def test_the_history_of_files_is_paged_and_counted(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _visit(monkeypatch, filled, to="files")
    assert f"{RUNS} files." in texts(app)
    names = [name for page in (1, 2, 3) for name in _rows(app.pagination[0].set_value(page).run(), "File")]
    assert names == [f"{number}.fit" for number in reversed(range(RUNS))]


def test_the_history_is_searched_beyond_its_first_page(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _visit(monkeypatch, filled, to="files")
    app.text_input[0].set_value("imported 3.fit").run()
    assert f"11 of {RUNS} files." in texts(app)
    assert "3.fit" in _rows(app, "File")
    app.text_input[0].set_value(HOSTILE).run()
    assert "No file fits" in texts(app)
    assert "**x** [y](" not in texts(app)


def test_how_many_of_all() -> None:
    assert of_all(1, 1, "run") == "1 run"
    assert of_all(3000, 3000, "run") == "3,000 runs"
    assert of_all(134, 3000, "run") == "134 of 3,000 runs"
