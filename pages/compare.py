"""Compare: two spans of running set against each other at one heart rate."""

import streamlit as st

from runstrong import coach
from runstrong.ui.compare import choose_pair, comparison_answer, comparison_figure, comparison_table
from runstrong.ui.frame import frame
from runstrong.ui.parts import nothing_yet
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, wishes

WHAT_IT_IS = (
    "Two spans of your running side by side: how fast you ran in each at the same heart rate, how sure the "
    "difference is, and what strength work was done in each. It cannot say what caused a difference."
)


def compare_page() -> None:
    st.markdown(WHAT_IT_IS)
    if not ask(coach.runs):
        nothing_yet("It takes at least eight usable runs in each span: add your watch files to begin.")
        return
    pair = choose_pair()
    if pair is None:
        st.info("Choose the first and the last day of both spans.")
        return
    comparison = ask(coach.compare, *pair)
    comparison_answer(comparison, wishes().units)
    comparison_figure(comparison, wishes().units)
    comparison_table(comparison, wishes().units)
    with st.expander("How this is worked out"):
        st.markdown(plain(comparison.method))


frame("Compare", compare_page)
