"""Links from page to page."""

from collections.abc import Mapping
from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage


@cache
def _page(file: str) -> StreamlitPage:
    """A page of ours; by its name alone it would be looked for on the disk with every link of every visit."""
    return st.Page(file, default=file == "app.py")


def page_link(
    file: str, label: str, *, icon: str | None = None, query_params: Mapping[str, str] | None = None
) -> None:
    """A link to a page of ours, with what is to stand in its address."""
    st.page_link(_page(file), label=label, icon=icon, query_params=query_params)
