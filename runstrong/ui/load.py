"""The run load: of the last seven days beside the usual, and week by week."""

from typing import Final

import streamlit as st

from runstrong import coach
from runstrong.charts.load import load_chart
from runstrong.metrics.weeks import last_seven_days, usual_load, week_totals
from runstrong.ui.parts import chart, headline
from runstrong.ui.state import ask, today, wishes
from runstrong.ui.words import load_change_text, load_line

WEEKS_SHOWN: Final = 12


def load_headline() -> None:
    """The load of the last seven days beside the usual."""
    runs = ask(coach.runs)
    week = last_seven_days(runs, today())
    headline("Run load, last 7 days", f"{week.load:.0f}", load_change_text(week.load, usual_load(runs, today())))


def load_by_week() -> None:
    """What the load is the load of, and the weeks up to today."""
    runs = ask(coach.runs)
    st.subheader("Run load", anchor=False)
    st.markdown(load_line(last_seven_days(runs, today())))
    weeks = week_totals(runs, wishes().week_start, today())[-WEEKS_SHOWN:]
    if weeks:
        chart(load_chart(weeks, wishes().units), key="load")
