"""Tables: a few rows plain, many as a grid that sorts and searches."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

import pyarrow as pa
import streamlit as st

Row = Mapping[str, Any]
"""One row: column title to value."""

TALL_PX: Final = 560
TALL_FROM: Final = 13

_TWO_DIGITS: Final = st.column_config.NumberColumn(format="%.2f")
_PACE: Final = st.column_config.TimeColumn(format="m:ss")
COLUMNS: Final = {
    "Day": st.column_config.DateColumn(format="ddd D MMM YYYY", pinned=True),
    "Distance, km": _TWO_DIGITS,
    "Distance, mi": _TWO_DIGITS,
    "Time": st.column_config.TimeColumn(format="H:mm:ss"),
    "Pace, min/km": _PACE,
    "Pace, min/mi": _PACE,
    "Imported": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
}
"""How columns of these titles are written wherever they appear."""


def small_table(rows: Sequence[Row]) -> None:
    """A few rows of Markdown in one element: a browser draws it in half of the time of a table."""
    titles = list(rows[0]) if rows else []
    lines = [_line(titles), "|---" * len(titles) + "|", *(_line(row.values()) for row in rows)]
    st.markdown("\n".join(lines))


def _line(cells: Iterable[object]) -> str:
    return "".join(f"| :small[{cell}] " for cell in cells) + "|"


def as_grid(rows: Sequence[Row]) -> pa.Table:
    """Rows in the form that travels to the browser, made once and shown often."""
    return pa.Table.from_pylist([dict(row) for row in rows])


def grid(table: pa.Table, key: str) -> None:
    """Rows to sort and search; text is shown as it is, never as Markdown."""
    st.dataframe(table, height=_height(table), hide_index=True, column_config=COLUMNS, placeholder="", key=key)


def grid_to_choose(table: pa.Table, key: str) -> int | None:
    """The same, to choose a row from by the box before it: the number of the row just chosen.

    Not by its cells: they are chosen by merely walking through the page with the Tab key, and by sorting.
    """
    chosen = st.dataframe(
        table,
        height=_height(table),
        hide_index=True,
        column_config=COLUMNS,
        placeholder="",
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    picked = chosen["selection"]["rows"]
    return picked[0] if picked else None


def _height(table: pa.Table) -> int | Literal["auto"]:
    return TALL_PX if len(table) >= TALL_FROM else "auto"
