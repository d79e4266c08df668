"""From an empty install to one's own runs, and to the demo runner, in a real browser."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.files import gpx, tcx

if TYPE_CHECKING:
    from playwright.sync_api import Page, Position

pytestmark = pytest.mark.browser

PATIENCE_MS = 30_000
DEMO_PATIENCE_MS = 120_000
FIRST_ROW: "Position" = {"x": 17, "y": 53}
"""The box at the start of the first row below the head."""


def _uploads() -> list[dict[str, object]]:
    today = datetime.now(UTC).replace(hour=6, minute=0, second=0, microsecond=0, tzinfo=None)
    return [
        {"name": "first.gpx", "mimeType": "application/gpx+xml", "buffer": gpx(start=today - timedelta(days=5))},
        {"name": "second.tcx", "mimeType": "application/xml", "buffer": tcx(start=today - timedelta(days=3))},
        {"name": "not-a-run.fit", "mimeType": "application/octet-stream", "buffer": b"no watch wrote this"},
    ]


def _open(page: "Page", label: str) -> None:
    page.get_by_test_id("stPageLink").get_by_role("link", name=label, exact=True).first.click()


def _no_trouble(page: "Page") -> None:
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0


def test_three_files_become_runs_a_plan_and_a_trend(page: "Page", dashboard: str) -> None:
    page.goto(dashboard)
    page.get_by_text("Show me with a demo runner").wait_for(timeout=PATIENCE_MS)
    _open(page, "Files")
    page.get_by_test_id("stFileUploader").wait_for(timeout=PATIENCE_MS)
    page.locator("input[type=file]").set_input_files(_uploads())  # type: ignore[arg-type]
    page.get_by_text("3 files: 2 imported, 1 cannot be read.").wait_for(timeout=PATIENCE_MS)
    _no_trouble(page)
    _open(page, "Runs")
    grid = page.locator("[role=grid]")
    grid.wait_for(state="attached", timeout=PATIENCE_MS)
    assert grid.get_attribute("aria-rowcount") == "3", "a head and two runs"
    page.get_by_test_id("stDataFrame").click(position=FIRST_ROW)
    page.get_by_text("Where it comes from").wait_for(timeout=PATIENCE_MS)
    assert "run=" in page.url
    page.get_by_test_id("stPlotlyChart").wait_for(timeout=PATIENCE_MS)
    _no_trouble(page)
    _open(page, "Plan")
    page.get_by_text("foundation", exact=False).first.wait_for(timeout=PATIENCE_MS)
    _no_trouble(page)
    _open(page, "Pace")
    page.get_by_text("Not enough runs to say", exact=False).wait_for(timeout=PATIENCE_MS)
    _no_trouble(page)
    _open(page, "This week")
    page.get_by_text("Run load, last 7 days").wait_for(timeout=PATIENCE_MS)
    _no_trouble(page)


def test_the_demo_runner_fills_an_empty_install(page: "Page", dashboard: str) -> None:
    page.goto(dashboard)
    page.get_by_text("Show me with a demo runner").click(timeout=PATIENCE_MS)
    page.get_by_text("This is a demo runner, not you").wait_for(timeout=DEMO_PATIENCE_MS)
    page.get_by_text("Next session").first.wait_for(timeout=PATIENCE_MS)
    page.get_by_test_id("stPlotlyChart").first.wait_for(timeout=PATIENCE_MS)
    _no_trouble(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, "the page must not scroll sideways on a phone"
