"""The list of runs, searched, ordered and paged here: a browser gets the rows of one page."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import pyarrow as pa
import streamlit as st

from runstrong import coach
from runstrong.model.athlete import Units
from runstrong.model.facts import Run
from runstrong.store.database import Store
from runstrong.ui.paging import ROWS, of_all, page_of, search_box, to_the_first
from runstrong.ui.plain import plain
from runstrong.ui.run_search import fits, search_text, words_of
from runstrong.ui.run_words import list_row, mean_pace
from runstrong.ui.state import ask
from runstrong.ui.tables import as_grid, grid_to_choose

_SEARCH, _ORDER, _PAGE = "search", "order", "page"
"""What of the list stands in the address."""


EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - naive UTC, as every stored start


def _started_s(run: Run) -> float:
    return (run.summary.start_utc - EPOCH).total_seconds()


ORDERS: Final[dict[str, Callable[[Run], float | None]]] = {
    "Newest": _started_s,
    "Oldest": lambda run: -_started_s(run),
    "Longest": lambda run: run.summary.facts.distance_m,
    "Fastest": lambda run: None if (pace := mean_pace(run.summary.facts)) is None else -pace,
    "Most load": lambda run: run.score.load.value,
    "Most climb": lambda run: run.summary.facts.ascent_m,
}
"""What puts a run before another: the higher of these; runs without it come last."""


def choose_run(units: Units) -> str | None:
    """The runs that fit the search, a page of them; the id of the one just chosen."""
    search, order = _wanted()
    found = ask(_found, search, order)
    page = _count_and_page(len(found), search)
    if not found:
        return None
    # A choice must not outlive the rows it was made from.
    key = f"runs {search} {order} {page}"
    picked = grid_to_choose(ask(_grid, search, order, page, units), key=key)
    return None if picked is None else found[(page - 1) * ROWS + picked].summary.id


def back_to_the_list() -> None:
    """The way back to the runs as they were searched, ordered and paged: that still stands in the address."""
    # No link: it would begin the list anew.
    st.button("All runs", icon=":material/arrow_back:", type="tertiary", on_click=_close_run)


def _close_run() -> None:
    st.query_params.pop("run", None)


def _wanted() -> tuple[str, str]:
    with st.container(horizontal=True):
        search = search_box(
            "Search the runs", "trail, March 2024, Forerunner, a file name …", page=_PAGE, key=_SEARCH
        )
        order = st.selectbox(
            "Order",
            list(ORDERS),
            label_visibility="collapsed",
            width=140,
            key=_ORDER,
            bind="query-params",
            on_change=to_the_first,
            args=(_PAGE,),
        )
    return search.strip(), order


def _count_and_page(number: int, search: str) -> int:
    """How many runs there are, how many of them fit, and the page to look at."""
    everything = len(ask(coach.runs))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if number:
            st.markdown(f"{of_all(number, everything, 'run')}. Tick a row to open the run.", width="content")
        else:
            st.markdown(f"No run fits “{plain(search)}”. Every word must be in its name, day, files or watch.")
        return page_of(number, key=_PAGE)


def _found(_: Store, search: str, order: str) -> list[Run]:
    words, runs = words_of(search), ask(coach.runs)
    fitting = [run for run, text in zip(runs, ask(_texts), strict=True) if fits(text, words)] if words else runs
    return sorted(fitting, key=lambda run: _place(run, order))


def _place(run: Run, order: str) -> tuple[bool, float]:
    value = ORDERS[order](run)
    return value is None, -(value or 0.0)


def _texts(_: Store) -> list[str]:
    return [search_text(run) for run in ask(coach.runs)]


def _grid(_: Store, search: str, order: str, page: int, units: Units) -> pa.Table:
    runs = ask(_found, search, order)[(page - 1) * ROWS : page * ROWS]
    return as_grid([list_row(run, units) for run in runs])
