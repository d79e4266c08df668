"""A whole folder dropped on the page about files: its runs, their titles, and not a word about the rest."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import coach
from runstrong.ui import files, state
from tests.files import gpx
from tests.test_strava import OLD
from tests.visits import PATIENCE_S, sound, texts, visit_in

pytestmark = pytest.mark.usefixtures("stores_closed")

TABLE = ("me/activities.csv", f"{OLD}1,d,Tempo with Ann,Run,,1,1,1,false,,activities/1.gpx\n".encode(), "text/csv")
RUN = ("me/activities/1.gpx", gpx(name="Running"), "application/gpx+xml")
PROFILE = ("me/profile.csv", b"Name\nAnn\n", "text/csv")


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "QUICK_S", PATIENCE_S)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    app = visit_in(monkeypatch, tmp_path, "pages/files.py")
    return app.button_group[0].set_value("A whole folder").run()


def test_an_export_gives_its_runs_with_their_titles(page: AppTest) -> None:
    sound(page.file_uploader[0].set_value([TABLE, RUN, PROFILE]).run())
    assert page.success[0].value == "1 file: 1 imported."
    assert [run.summary.name for run in coach.runs(state.workspace().own)] == ["Tempo with Ann"]


def test_its_runs_get_their_titles_also_if_they_were_here_before(page: AppTest) -> None:
    page.file_uploader[0].set_value([RUN]).run()
    sound(page.file_uploader[0].set_value([TABLE, RUN]).run())
    assert page.success[0].value == "1 file: 1 already here."
    assert [run.summary.name for run in coach.runs(state.workspace().own)] == ["Tempo with Ann"]


def test_a_folder_dropped_among_files_is_taken_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = [(f"{number}.jpg", b"\xff\xd8 picture", "image/jpeg") for number in range(files.PICKED_AT_MOST)]
    page = visit_in(monkeypatch, tmp_path, "pages/files.py")
    sound(page.file_uploader[0].set_value([RUN, *pictures]).run())
    assert page.success[0].value == "1 file: 1 imported."
    page.file_uploader[0].set_value(pictures[:2]).run()
    assert "2 files: 2 cannot be read." in texts(page)


def test_a_folder_without_runs_is_said_to_be_one(page: AppTest) -> None:
    sound(page.file_uploader[0].set_value([PROFILE]).run())
    assert [info.value for info in page.info] == [files.NONE_FOUND]
