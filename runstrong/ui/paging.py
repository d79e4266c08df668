"""Long lists a page at a time: what is not looked at is neither built nor sent. The page stands in the address."""

from typing import Final

import streamlit as st

from runstrong.ui.words import counted

ROWS: Final = 50
LONGEST_SEARCH: Final = 100
MOST_SHOWN: Final = 5
WIDTH_PX: Final = 260
"""Room for as many numbers and two arrows: left to find its own width, a choice of three pages would hide one."""


def search_box(label: str, placeholder: str, *, page: str, key: str) -> str:
    """Words to search for, kept in the address under `key`; other words begin at the first page again."""
    found = st.text_input(
        label,
        type="search",
        placeholder=placeholder,
        label_visibility="collapsed",
        max_chars=LONGEST_SEARCH,
        key=key,
        bind="query-params",
        on_change=to_the_first,
        args=(page,),
    )
    return (found or "")[:LONGEST_SEARCH]


def to_the_first(page: str) -> None:
    """Look at the first page of the list whose page is kept under this key."""
    st.session_state[page] = 1


def of_all(number: int, everything: int, thing: str) -> str:
    """How many of all things are listed."""
    return counted(everything, thing) if number == everything else f"{number:,} of {counted(everything, thing)}"


def page_of(number: int, *, key: str, rows: int = ROWS) -> int:
    """Which page of so many things is looked at, counted from 1; there is no choice where one page holds all."""
    if number <= rows:
        return 1
    return st.pagination(
        -(-number // rows), max_visible_pages=MOST_SHOWN, width=WIDTH_PX, key=key, bind="query-params"
    )
