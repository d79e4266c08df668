"""A whole export dropped on the page: other pages stay free while it goes in, and its runs are found again."""

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from benchmarks import archives
from tests.browser.steps import PATIENCE_MS, drawn, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FILES = 60


def _export() -> dict[str, object]:
    """Sixty short runs, and a file that is none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as export:
        for number, data in enumerate(archives.files(FILES, minutes=10)):
            export.writestr(f"activities/{number:05}.fit", data)
        export.writestr("activities/torn.fit", b"")
    return {"name": "export.zip", "mimeType": "application/zip", "buffer": stream.getvalue()}


def test_an_export_goes_in_while_other_pages_are_looked_at_and_its_runs_are_found(
    page: "Page", dashboard: str
) -> None:
    page.goto(f"{dashboard}/files")
    drawn(page)
    page.locator("input[type=file]").set_input_files([_export()])  # type: ignore[list-item]
    going_on_or_over = re.compile(f"of {FILES + 1} files|{FILES + 1} files: ")
    page.get_by_text(going_on_or_over).first.wait_for(timeout=PATIENCE_MS)
    open_page(page, "Plan")
    page.get_by_role("heading", name="Plan").wait_for(timeout=PATIENCE_MS)
    drawn(page)
    open_page(page, "Files")
    page.get_by_text(f"{FILES + 1} files: {FILES} imported, 1 cannot be read.").wait_for(timeout=PATIENCE_MS)
    page.get_by_text("export.zip/activities/torn.fit: The file is empty").wait_for(timeout=PATIENCE_MS)
    drawn(page)
    open_page(page, "Runs")
    page.get_by_text(f"{FILES} runs. Tick a row").wait_for(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Next page").click()
    page.wait_for_url(re.compile("page=2"), timeout=PATIENCE_MS)
    page.get_by_placeholder("trail, March 2024").fill("00007.fit")
    page.keyboard.press("Enter")
    page.get_by_text(f"1 of {FILES} runs. Tick a row").wait_for(timeout=PATIENCE_MS)
    page.wait_for_url(re.compile(r"runs\?search=00007\.fit$"), timeout=PATIENCE_MS)
    page.reload()
    page.get_by_text(f"1 of {FILES} runs. Tick a row").wait_for(timeout=PATIENCE_MS)
    page.get_by_placeholder("trail, March 2024").fill("no such words")
    page.keyboard.press("Enter")
    page.get_by_text("No run fits “no such words”").wait_for(timeout=PATIENCE_MS)
    drawn(page)
