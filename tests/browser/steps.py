"""What every journey does: open a page, wait until it is drawn, see that nothing went wrong."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE_MS = 60_000
PHONE_PX = 390


def open_page(page: "Page", label: str) -> None:
    """By the menu, as a visitor does: an address typed in would begin a visit of its own."""
    page.get_by_test_id("stPageLink").get_by_role("link", name=label, exact=True).first.click()


def drawn(page: "Page") -> None:
    """Wait until the page is whole and at rest: what is chosen before may be lost to the drawing."""
    page.get_by_text("Everything stays on this computer").wait_for(timeout=PATIENCE_MS)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=PATIENCE_MS)
    no_trouble(page)


def no_trouble(page: "Page") -> None:
    """No page fails, and none is wider than the phone."""
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE_PX, "the page must not scroll sideways on a phone"
