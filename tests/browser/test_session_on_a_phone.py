"""A session beside the mat, on a phone: opened from the plan, one exercise swapped, done set by set, rated."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runstrong import importing
from runstrong.store.database import Store
from tests.browser.steps import PATIENCE_MS, drawn, open_page
from tests.files import gpx
from tests.weeks_of_files import start_of_run

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SOON_MS, OPENINGS = 2_000, 10


def _five_weeks(folder: Path) -> None:
    """Three short runs a week, the last of them yesterday."""
    with Store.open(folder) as store:
        for days_ago in sorted((7 * week + day for week in range(5) for day in (1, 3, 5)), reverse=True):
            data = gpx(start=start_of_run(days_ago) - timedelta(minutes=30), seconds=1200)
            list(importing.import_bytes(store, f"{days_ago}.gpx", data))


def _open_a_session(page: "Page") -> None:
    """The first one to do, of this week or, late in it, the next."""
    drawn(page)
    if page.get_by_role("link", name="Start").count() == 0:
        page.get_by_role("radio", name="Next week").click()
    page.get_by_role("link", name="Start").first.click()
    page.get_by_role("button", name="Set done").wait_for(timeout=PATIENCE_MS)
    drawn(page)


def _choose(page: "Page", label: str, *, at: int) -> str:
    """What is chosen; a list folds up again where the page still moves below it, and is opened once more."""
    from playwright.sync_api import TimeoutError as Late

    option = page.get_by_role("option").nth(at)
    for _ in range(OPENINGS):
        page.get_by_role("combobox", name=label).click()
        with suppress(Late):
            option.wait_for(timeout=SOON_MS)
            break
    name = option.inner_text()
    option.click()
    drawn(page)
    return name


def _swap_the_last_exercise(page: "Page") -> str:
    """Whatever stands for it from now on."""
    page.get_by_text("Change this session").click()
    _choose(page, "Swap", at=-1)
    name = _choose(page, "for one of the same purpose", at=0)
    page.get_by_role("button", name="Swap", exact=True).click()
    return name


def test_a_session_is_opened_changed_done_and_rated(page: "Page", dashboard: str, tmp_path: Path) -> None:
    _five_weeks(tmp_path / "data")
    page.goto(f"{dashboard}/plan")
    _open_a_session(page)
    instead = _swap_the_last_exercise(page)
    page.get_by_role("listitem").filter(has_text=instead).first.wait_for(timeout=PATIENCE_MS)
    page.get_by_text("0 of ").first.wait_for(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Set done").click()
    page.get_by_text("1 of ").first.wait_for(timeout=PATIENCE_MS)
    drawn(page)
    page.get_by_role("slider", name="How hard was it?").press("ArrowRight")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for(timeout=PATIENCE_MS)
    drawn(page)
    open_page(page, "Plan")
    page.get_by_text("What was done: 1 session").wait_for(timeout=PATIENCE_MS)
    drawn(page)
    page.get_by_text("· done").wait_for(timeout=PATIENCE_MS)
