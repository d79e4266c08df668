"""Your data: what there is, a copy to keep, the way back, everything as tables, and an end."""

import streamlit as st

from runstrong.ui.data import back_up, done, export, has_own_data, what_there_is
from runstrong.ui.deleting import delete
from runstrong.ui.frame import frame
from runstrong.ui.restoring import restore


def data_page() -> None:
    done()
    what_there_is()
    if has_own_data():
        choose_what_to_do()
    else:
        restore()


def choose_what_to_do() -> None:
    parts = {"Back up": back_up, "Restore": restore, "Export": export, "Delete": delete}
    names = list(parts)
    part = st.segmented_control("What to do", names, default=names[0], required=True, wrap=True)
    parts[part or names[0]]()


frame("Your data", data_page)
