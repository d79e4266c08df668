"""Files: add watch files, and see what became of every one."""

import streamlit as st

from runstrong.ui.files import history, uploads
from runstrong.ui.frame import frame
from runstrong.ui.inbox import inbox_state, watched_folder
from runstrong.ui.removing import what_was_removed


def files_page() -> None:
    inbox_state()
    uploads()
    watched_folder()
    st.subheader("Every file so far", anchor=False)
    history()
    what_was_removed()


frame("Files", files_page)
