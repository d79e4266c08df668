"""Pace at heart rate: the headline, how sure it is, and every run in it or left out."""

import streamlit as st

from runstrong import coach
from runstrong.model.trend import BlockTrend
from runstrong.ui.frame import frame
from runstrong.ui.outlook import before_a_block, long_view
from runstrong.ui.parts import nothing_yet
from runstrong.ui.state import ask, wishes
from runstrong.ui.trend import choose_span, method, trend_answer, trend_figure
from runstrong.ui.trend_runs import left_out_runs, used_runs
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
    trend_answer(trend, wishes().units)
    trend_figure(trend, wishes().units, height=420)
    method(trend)
    look_closer(trend)


def look_closer(trend: BlockTrend) -> None:
    parts = {
        "Runs left out, and why": lambda units: left_out_runs(trend, units),
        "Runs used": lambda units: used_runs(trend, units),
        "Before a block": before_a_block,
        "The long view": long_view,
    }
    names = list(parts)
    part = st.segmented_control("Look closer", names, default=names[0], required=True, wrap=True)
    parts[part or names[0]](wishes().units)


frame("Pace at heart rate (aerobic efficiency)", pace_at_heart_rate)
