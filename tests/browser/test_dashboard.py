"""From an empty install to one's own runs, and to the demo runner, in a real browser."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.browser.steps import PATIENCE_MS, drawn, no_trouble, open_page
from tests.files import gpx, tcx

if TYPE_CHECKING:
    from playwright.sync_api import Page, Position

pytestmark = pytest.mark.browser

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


def test_three_files_become_runs_a_plan_and_a_trend(page: "Page", dashboard: str) -> None:
    page.goto(dashboard)
    page.get_by_text("Show me with a demo runner").wait_for(timeout=PATIENCE_MS)
    open_page(page, "Files")
    page.get_by_test_id("stFileUploader").wait_for(timeout=PATIENCE_MS)
    page.locator("input[type=file]").set_input_files(_uploads())  # type: ignore[arg-type]
    page.get_by_text("3 files: 2 imported, 1 cannot be read.").wait_for(timeout=PATIENCE_MS)
    no_trouble(page)
    open_page(page, "Runs")
    a_head_and_two_runs = page.locator("[role=grid][aria-rowcount='3']")
    a_head_and_two_runs.wait_for(state="attached", timeout=PATIENCE_MS)
    drawn(page)  # until then a tick may be lost
    page.get_by_test_id("stDataFrame").click(position=FIRST_ROW)
    page.get_by_text("Where it comes from").wait_for(timeout=PATIENCE_MS)
    page.wait_for_url(re.compile("run="), timeout=PATIENCE_MS)
    page.get_by_test_id("stPlotlyChart").wait_for(timeout=PATIENCE_MS)
    no_trouble(page)
    open_page(page, "Plan")
    page.get_by_text("foundation", exact=False).first.wait_for(timeout=PATIENCE_MS)
    no_trouble(page)
    open_page(page, "Pace")
    page.get_by_text("Not enough runs to say", exact=False).wait_for(timeout=PATIENCE_MS)
    no_trouble(page)
    open_page(page, "This week")
    page.get_by_text("Run load, last 7 days").wait_for(timeout=PATIENCE_MS)
    no_trouble(page)


def test_the_demo_runner_fills_an_empty_install(page: "Page", dashboard: str) -> None:
    page.goto(dashboard)
    page.get_by_text("Show me with a demo runner").click(timeout=PATIENCE_MS)
    page.get_by_text("This is a demo runner, not you").wait_for(timeout=DEMO_PATIENCE_MS)
    page.get_by_text("Next session").first.wait_for(timeout=PATIENCE_MS)
    page.get_by_test_id("stPlotlyChart").first.wait_for(timeout=PATIENCE_MS)
    no_trouble(page)
