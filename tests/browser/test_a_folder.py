"""An export's folder, picked or dropped, as a real browser hands it over: its runs bear their titles."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.steps import PATIENCE_MS, drawn, open_page
from tests.files import gpx
from tests.test_strava import OLD

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def export(tmp_path: Path) -> Path:
    (tmp_path / "me" / "activities").mkdir(parents=True)
    (tmp_path / "me" / "activities" / "1.gpx").write_bytes(gpx(name="Running"))
    (tmp_path / "me" / "activities.csv").write_text(
        f"{OLD}1,d,Tempo with Ann,Run,,1,1,1,false,,activities/1.gpx\n"
    )
    (tmp_path / "me" / "photo.jpg").write_bytes(b"\xff\xd8 picture")
    return tmp_path / "me"


def _pick(page: "Page", folder: Path) -> None:
    page.locator("input[type=file]").set_input_files(folder)


def _drop(page: "Page", folder: Path) -> None:
    """As a mouse does: nothing else brings a real folder into a browser."""
    mouse = page.context.new_cdp_session(page)
    place = page.get_by_test_id("stFileUploaderDropzone").bounding_box()
    assert place is not None
    here = {"x": place["x"] + 20, "y": place["y"] + 20}
    dragged = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        mouse.send("Input.dispatchDragEvent", {"type": kind, "data": dragged, **here})


@pytest.mark.parametrize("hand_over", [_pick, _drop])
def test_runs_of_an_exports_folder_bear_their_titles(
    page: "Page", dashboard: str, export: Path, hand_over: Callable[["Page", Path], None]
) -> None:
    page.goto(f"{dashboard}/files")
    drawn(page)
    page.get_by_text("A whole folder").click()
    page.get_by_text("Upload directories").wait_for(timeout=PATIENCE_MS)
    drawn(page)
    hand_over(page, export)
    page.get_by_text("1 file: 1 imported.").wait_for(timeout=PATIENCE_MS)
    drawn(page)
    open_page(page, "Runs")
    page.get_by_placeholder("trail, March 2024").fill("tempo with ann")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search=tempo"), timeout=PATIENCE_MS)
    drawn(page)
    page.get_by_text(re.compile(r"^1 run\.")).wait_for(timeout=PATIENCE_MS)
