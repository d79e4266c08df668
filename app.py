"""This week: the plan beside the trend."""

import streamlit as st

from runstrong import coach
from runstrong.charts.load import load_chart
from runstrong.metrics.weeks import load_change, week_totals
from runstrong.ui.frame import frame
from runstrong.ui.parts import WHAT_IT_IS, chart, nothing_yet, notices, trend_figure, trend_summary
from runstrong.ui.state import ask, today, wishes
from runstrong.ui.week import next_session, session_card, week_strip
from runstrong.ui.words import load_change_line, load_line, plan_line

WEEKS_SHOWN = 12


def this_week() -> None:
    if not ask(coach.activities):
        nothing_yet(WHAT_IT_IS)
        return
    plan = ask(coach.plan, today())
    st.markdown(plan_line(plan))
    notices(plan.notices)
    week_strip(plan)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Next session", anchor=False)
        session = next_session(plan)
        if session is None:
            st.markdown("No strength session is left this week.")
        else:
            session_card(session)
    with right:
        trend = ask(coach.trend, *ask(coach.block_span, today()))
        trend_summary(trend, wishes().units)
        trend_figure(trend, wishes().units, height=260)
        st.page_link("pages/economy.py", label="How sure is that, and which runs are in it?")
        weekly_load()


def weekly_load() -> None:
    runs = ask(coach.runs)
    weeks = week_totals(runs, wishes().week_start, today())[-WEEKS_SHOWN:]
    if weeks:
        st.metric("Run load this week so far", f"{weeks[-1].load:.0f}")
        st.markdown(f"{load_line(weeks[-1])} {load_change_line(load_change(runs, today()))}")
        chart(load_chart(weeks, wishes().units), key="load")


frame("This week", this_week)
