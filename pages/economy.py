"""Pace at heart rate: the headline, how sure it is, and every run in it or left out."""

import streamlit as st

from runstrong import coach
from runstrong.ui.frame import frame
from runstrong.ui.parts import nothing_yet
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, wishes
from runstrong.ui.trend import choose_span, left_out_runs, method, trend_figure, trend_headline
from runstrong.ui.words import NOT_ECONOMY


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
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="center")
    with left:
        trend_headline(trend, wishes().units)
    with right:
        st.markdown(plain(trend.verdict_text))
    trend_figure(trend, wishes().units, height=420)
    left_out_runs(trend, wishes().units)
    method(trend)


frame("Pace at heart rate (aerobic efficiency)", pace_at_heart_rate)
