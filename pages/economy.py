"""Pace at heart rate: the headline, how sure it is, and every run in it or left out."""

import streamlit as st

from runstrong import coach
from runstrong.ui.frame import frame
from runstrong.ui.parts import nothing_yet
from runstrong.ui.state import ask, wishes
from runstrong.ui.trend import choose_span, method, trend_answer, trend_figure
from runstrong.ui.trend_runs import left_out_runs, used_runs
from runstrong.ui.words import NOT_ECONOMY

LEFT_OUT, USED = "Runs left out, and why", "Runs used"


def pace_at_heart_rate() -> None:
    st.markdown(NOT_ECONOMY)
    if not ask(coach.runs):
        nothing_yet("How your pace at one heart rate develops will show here, and how sure that is.")
        return
    span = choose_span()
    if span is None:
        st.info("Choose the last day of the span as well.")
        return
    trend = ask(coach.trend, *span)
    trend_answer(trend, wishes().units)
    trend_figure(trend, wishes().units, height=420)
    method(trend)
    part = st.segmented_control("Look closer", [LEFT_OUT, USED], default=LEFT_OUT, required=True, wrap=True)
    if part == LEFT_OUT:
        left_out_runs(trend, wishes().units)
    else:
        used_runs(trend, wishes().units)


frame("Pace at heart rate (aerobic efficiency)", pace_at_heart_rate)
