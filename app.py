"""This week: the plan beside the trend."""

import streamlit as st

from runstrong import coach, planning
from runstrong.model.plan import WeekPlan
from runstrong.model.trend import BlockTrend
from runstrong.ui.checkin import body_today
from runstrong.ui.frame import frame
from runstrong.ui.inbox import inbox_news
from runstrong.ui.links import page_link
from runstrong.ui.load import load_headline, load_in_words
from runstrong.ui.parts import WHAT_IT_IS, nothing_yet, notices
from runstrong.ui.screening import screening_card
from runstrong.ui.state import ask, today, wishes
from runstrong.ui.trend import trend_figure, trend_headline
from runstrong.ui.week import next_session, next_session_card, next_session_headline, week_line, week_strip
from runstrong.ui.words import trend_interval_line


def this_week() -> None:
    inbox_news()
    if not ask(coach.activities):
        nothing_yet(WHAT_IT_IS)
        return
    plan = ask(planning.show, today())
    trend = ask(coach.trend, *ask(coach.block_span, today()))
    week_line(plan)
    screening_card()
    notices(plan.notices)
    headlines(plan, trend)
    week_strip(plan)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("### Next session")
        next_session_card(next_session(plan))
        body_today()
    with right:
        st.markdown(f"### Pace at heart rate\n{trend_interval_line(trend)}")
        trend_figure(trend, wishes().units, height=260)
        page_link("pages/economy.py", "How sure is that?", icon=":material/arrow_forward:")
        load_in_words()


def headlines(plan: WeekPlan, trend: BlockTrend) -> None:
    first, second, third = st.columns(3)
    with first:
        next_session_headline(next_session(plan))
    with second:
        trend_headline(trend, wishes().units)
    with third:
        load_headline()


frame("This week", this_week)
