"""The end: everything of the runner's deleted, when a word is typed and a button pressed."""

from typing import Final

import streamlit as st

from runstrong import takeout
from runstrong.ui.data import own_holdings, say_next
from runstrong.ui.parts import bullets
from runstrong.ui.state import let_go

WORD: Final = "delete"


def delete() -> None:
    """What would go; then the word; then, once it stands there, the button."""
    there = own_holdings()
    st.markdown("This deletes from this computer, for good:")
    bullets(takeout.what_goes(there))
    st.markdown("Backups and exports that lie elsewhere stay. There is no way back without one.")
    turn = st.session_state.setdefault("delete_turn", 0)
    typed = st.text_input(f"To go on, type the word {WORD} and press Enter", key=f"delete word {turn}")
    if not typed:
        return
    if typed.strip().lower() != WORD:
        st.error("Another word: nothing was deleted.")
        return
    st.warning("Really everything?")
    with st.container(horizontal=True):
        if st.button("Keep it all"):
            st.session_state["delete_turn"] = turn + 1
            st.rerun()
        if st.button("Yes, delete everything for good", type="primary"):
            _delete()


def _delete() -> None:
    with st.spinner("Deleting …"), let_go() as folder:
        deleted = takeout.delete(folder)
    say_next(
        "Everything of yours is deleted.",
        *(f"{path} holds something that runstrong did not put there: that stayed." for path in deleted.stayed),
    )
    st.rerun()
