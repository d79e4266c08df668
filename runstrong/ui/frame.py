"""The frame around every page: title, menu, demo banner, footer, and the last catch for every error."""

import logging
from collections.abc import Callable
from typing import Final

import streamlit as st

from runstrong.errors import RunstrongError, StoreClosed
from runstrong.strength.notices import GENERAL_NOTICE
from runstrong.ui.links import page_link
from runstrong.ui.parts import said_in_passing
from runstrong.ui.plain import plain
from runstrong.ui.state import shows_demo, workspace

MENU: Final = (
    ("app.py", "This week"),
    ("pages/plan.py", "Plan"),
    ("pages/economy.py", "Pace"),
    ("pages/runs.py", "Runs"),
    ("pages/files.py", "Files"),
)
MORE: Final = (
    ("pages/compare.py", "Compare two spans"),
    ("pages/exercises.py", "Exercises"),
    ("pages/evidence.py", "Evidence"),
    ("pages/athlete.py", "Athlete"),
    ("pages/data.py", "Your data"),
)
"""The pages one opens now and then: five names and a door fit the width of a phone, nine do not."""

PRIVATE: Final = "Everything stays on this computer: no account, nothing sent anywhere, no statistics."
BROKEN: Final = (
    "Something went wrong on this page; your runs are untouched. Reload the page. If it happens again, "
    "the details are in the window in which runstrong was started."
)

_log = logging.getLogger("runstrong.ui")


def frame(title: str, body: Callable[[], None]) -> None:
    """Draw the page `title` with what `body` draws in it; trouble in there becomes one plain sentence."""
    st.set_page_config(page_title=f"{title} · runstrong", page_icon="🏃", layout="wide")
    # A link to the page that is open changes what is shown and not the address: any click would go back there.
    st.query_params.update({})
    try:
        _menu(title)
        _demo_banner()
        st.title(title, anchor=False)
        body()
        said_in_passing()
    except StoreClosed:  # another visitor restored or deleted everything while this page was drawn
        st.rerun()
    except RunstrongError as trouble:
        st.error(plain(str(trouble)))
    except Exception:
        _log.exception("The page “%s” failed", title)
        st.error(BROKEN)
    _footer()


def _menu(title: str) -> None:
    """The way to every page; the door to those behind it bears the name of the one that is open."""
    behind = next((f"**{title}**" for _, label in MORE if label.startswith(title)), "More")
    with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
        for page, label in MENU:
            page_link(page, label)
        with st.popover(behind, type="tertiary"):
            for page, label in MORE:
                page_link(page, label)


def _demo_banner() -> None:
    if not shows_demo():
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown("**This is a demo runner, not you.** Made-up runs, so that you can look around.")
        if st.button("Remove the demo runner"):
            workspace().remove_demo()
            st.rerun()


def _footer() -> None:
    st.caption(f"---\n{GENERAL_NOTICE}  \n{PRIVATE}")
