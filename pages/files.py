"""Files: add watch files, and see what became of every one."""

import streamlit as st

from runstrong.ui.files import history, uploads
from runstrong.ui.frame import frame
from runstrong.ui.inbox import inbox_state, watched_folder


def files_page() -> None:
    inbox_state()
    uploads()
    watched_folder()
    st.subheader("Every file so far", anchor=False)
    search = st.text_input("Search by name or reason", placeholder="part of a name, such as 2024 or .gpx")
    history(search)


frame("Files", files_page)
