"""Runs: the list, and one run whole. Which run is open stands in the address."""

import streamlit as st

from runstrong import coach
from runstrong.ui.frame import frame
from runstrong.ui.load import load_by_week
from runstrong.ui.parts import nothing_yet
from runstrong.ui.removing import said
from runstrong.ui.run_list import back_to_the_list, choose_run
from runstrong.ui.runs import run_page
from runstrong.ui.state import ask, wishes


def runs_page() -> None:
    chosen = st.query_params.get("run")
    if chosen is None:
        list_of_runs()
        return
    back_to_the_list()
    run_page(ask(coach.run_detail, chosen), wishes().units)


def list_of_runs() -> None:
    said()
    if not ask(coach.runs):
        nothing_yet(
            "All your runs will show here: figures, curves, load, and whether they count for the pace trend."
        )
        return
    load_by_week()
    chosen = choose_run(wishes().units)
    if chosen is not None:
        st.query_params["run"] = chosen
        st.rerun()


frame("Runs", runs_page)
