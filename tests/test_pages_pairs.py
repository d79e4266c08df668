"""On a run's page: which files it comes from, what each gave; splitting them, and saying whether two are one."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import coach
from runstrong.importing.merging import ORIGINAL_GONE
from runstrong.ingest.merge import MERGED
from runstrong.model.facts import Filled
from runstrong.store.database import Store
from runstrong.ui import state
from runstrong.ui.run_files import STREAM_TEXT, given
from tests.imports import crop, taken_in, three_files
from tests.two_devices import a_run, as_tcx, device
from tests.visits import press, sound, texts, visit

pytestmark = pytest.mark.usefixtures("stores_closed")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path))


def shown(run_id: str) -> AppTest:
    return sound(visit("pages/runs.py", run=run_id))


def prepared(folder: Path, files: dict[str, bytes]) -> list[str]:
    with Store.open(folder) as store:
        return taken_in(store, files)


def test_a_run_says_which_file_gave_what_and_is_split_with_a_button(tmp_path: Path) -> None:
    files = three_files()
    strap, phone = prepared(tmp_path, {name: files[name] for name in ("strap.tcx", "phone.gpx")})
    app = shown(strap)
    assert "File: all.zip/strap.tcx" in texts(app)
    assert "The same run is also in: all.zip/phone.gpx" in texts(app)
    assert "From it: distance and pace, places, altitude." in texts(app)
    press(app, "These are two different runs")
    assert "also in" not in texts(app)
    assert "Is this the same run?" not in texts(app)
    assert {run.summary.id for run in coach.runs(state.workspace().store)} == {strap, phone}


def test_two_that_may_be_one_are_asked_about_on_both_pages_until_it_is_answered(tmp_path: Path) -> None:
    whole, cut = prepared(tmp_path, {"whole.tcx": as_tcx(device(a_run(1, 900), 1)), "crop.tcx": crop()})
    app = shown(cut)
    assert "Is this the same run?" in texts(app)
    assert "whole.tcx\nSun 1 Mar 2026, 08:00: 2.60 km, 14:59, 141 bpm on average" in texts(app)
    press(shown(whole), "Two runs")
    for run in (whole, cut):
        assert "Is this the same run?" not in texts(shown(run))


def test_two_that_may_be_one_become_one_and_the_address_still_leads_there(tmp_path: Path) -> None:
    whole, cut = prepared(tmp_path, {"whole.tcx": as_tcx(device(a_run(1, 900), 1)), "crop.tcx": crop()})
    app = press(shown(cut), "The same run")
    assert "File: all.zip/whole.tcx" in texts(app)
    assert "The same run is also in: all.zip/crop.tcx" in texts(app)
    assert "It adds nothing to what the file above holds." in texts(app)
    assert [run.summary.id for run in coach.runs(state.workspace().store)] == [whole]


def test_what_cannot_be_done_is_said_once(tmp_path: Path) -> None:
    _, phone, _ = prepared(tmp_path, three_files())
    for original in (tmp_path / "originals").glob("??/*.gz"):
        original.unlink()
    app = shown(phone)
    button = next(button for button in app.button if button.key == f"split {phone}")
    button.click().run()
    assert [warning.value.replace("\\", "") for warning in app.warning] == [ORIGINAL_GONE]
    assert [*app.run().warning] == []


def test_what_a_file_gave_is_one_sentence_or_two() -> None:
    filled = [
        Filled("hr_bpm", "a-0", 3000.0, whole=True), Filled("position", "a-0", 745.0, whole=False),
        Filled("cadence_spm", "b-0", 40.0, whole=False),
    ]  # fmt: skip
    assert given(filled, "a-0") == "From it: heart rate. It filled 12 min of holes in places."
    assert given(filled, "b-0") == "It filled 40 s of holes in cadence."
    assert STREAM_TEXT.keys() == {stream.name for stream in MERGED}
