"""A sceptical runner on a phone: a run out of the trend and back, what a block could show, two blocks compared."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.steps import PATIENCE_MS, drawn, no_trouble
from tests.weeks_of_files import import_twenty_weeks

if TYPE_CHECKING:
    from playwright.sync_api import Page, Position

pytestmark = pytest.mark.browser

FIRST_ROW: "Position" = {"x": 17, "y": 53}
"""The box at the start of the first row below the head."""


def _choose_first_row(page: "Page") -> None:
    drawn(page)  # until then the table chosen before stands beside it
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed(timeout=PATIENCE_MS)
    table.click(position=FIRST_ROW)


def test_a_run_leaves_the_trend_and_comes_back(page: "Page", dashboard: str, tmp_path: Path) -> None:
    import_twenty_weeks(tmp_path / "data")
    page.goto(f"{dashboard}/economy")
    page.get_by_text("1 run. Tick a row").wait_for(timeout=PATIENCE_MS)
    page.get_by_role("radio", name="Runs used").click()
    page.get_by_text("20 runs. Tick a row").wait_for(timeout=PATIENCE_MS)
    _choose_first_row(page)
    page.get_by_role("button", name="I was ill").click(timeout=PATIENCE_MS)
    page.get_by_text("left out: you were ill").wait_for(timeout=PATIENCE_MS)
    page.get_by_text("19 runs. Tick a row").wait_for(timeout=PATIENCE_MS)
    no_trouble(page)
    page.get_by_role("radio", name="Runs left out, and why").click()
    page.get_by_text("2 runs. Tick a row").wait_for(timeout=PATIENCE_MS)
    _choose_first_row(page)
    page.get_by_text("Nothing you could say").wait_for(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("1 run. Tick a row").wait_for(timeout=PATIENCE_MS)
    no_trouble(page)


def test_a_block_is_looked_at_ahead_over_the_years_and_beside_another(
    page: "Page", dashboard: str, tmp_path: Path
) -> None:
    import_twenty_weeks(tmp_path / "data")
    page.goto(f"{dashboard}/economy")
    drawn(page)
    page.get_by_role("radio", name="Before a block").click(timeout=PATIENCE_MS)
    page.get_by_text("A check run each week").first.wait_for(timeout=PATIENCE_MS)
    page.get_by_role("radio", name="The long view").click()
    page.get_by_text("Each line is your level").wait_for(timeout=PATIENCE_MS)
    no_trouble(page)
    page.get_by_role("button", name="More").click()
    page.get_by_test_id("stPageLink").get_by_role("link", name="Compare two spans", exact=True).click()
    page.get_by_text("went together with").wait_for(timeout=PATIENCE_MS)
    page.get_by_test_id("stPlotlyChart").wait_for(timeout=PATIENCE_MS)
    no_trouble(page)
