"""Files: add watch files, and see what became of every one."""

import streamlit as st

from runstrong.ui.files import history, uploads
from runstrong.ui.frame import frame


def files_page() -> None:
    uploads()
    st.subheader("Every file so far", anchor=False)
    search = st.text_input("Search by name or reason", placeholder="part of a name, such as 2024 or .gpx")
    history(search)


frame("Files", files_page)
