"""What only the runner knows: how the body is today, and what the days to come hold."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from runstrong import planning
from runstrong.model.diary import Checkin, Expectation
from runstrong.model.plan import DayKind, WeekPlan
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, today, workspace
from runstrong.units import weekday_text

KINDS: Final[dict[DayKind | str, str]] = {
    "habit": "as usual",
    "none": "no run",
    "easy": "easy run",
    "quality": "quality run",
    "long": "long run",
    "race": "race",
}


def body_today() -> None:
    """Soreness and illness, asked in one line and answered in one tap; both soften the plan."""
    known = ask(planning.checkin_on, today())
    with st.expander(_body_line(known), icon=":material/accessibility_new:"):
        sore = st.slider("How sore are your legs? 0 not at all, 10 cannot walk", 0, 10, known.soreness or 0)
        ill = st.toggle("I am ill (fever, or symptoms below the neck)", value=bool(known.ill))
        if st.button("Save", key="save body"):
            planning.checkin(workspace().store, Checkin(today(), sore, ill if ill != bool(known.ill) else None))
            st.rerun()


def _body_line(known: Checkin) -> str:
    if known.ill:
        return "You said that you are ill: legs wait until 48 h after you are well"
    if known.soreness is None:
        return "How are your legs today?"
    return f"Soreness today: {known.soreness} of 10"


def correct_the_week(plan: WeekPlan) -> None:
    """Say what a day holds where habit guesses wrong; a typed day beats habit, a recorded run beats both."""
    days = [day for day in _week(plan) if day >= today()]
    if not days:
        return
    with st.expander("Is a day different from what is expected?", icon=":material/edit_calendar:"):
        st.caption(plain(ask(planning.hit_line, today())))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            day = st.selectbox("Day", days, format_func=weekday_text, width=160)
            kind = st.selectbox("What it holds", list(KINDS), format_func=KINDS.__getitem__, width=160)
            minutes = st.number_input("Minutes", 5, 900, None, 5, placeholder="as usual", width=160)
            if st.button("Save", key="save day"):
                _expect(day, kind, minutes)


def _week(plan: WeekPlan) -> list[date]:
    return [plan.week_start + timedelta(days=offset) for offset in range(7)]


def _expect(day: date, kind: str, minutes: int | None) -> None:
    store = workspace().store
    if kind == "habit":
        planning.forget_expectation(store, day)
    else:
        planning.expect(store, Expectation(day, kind, minutes))  # type: ignore[arg-type]
    st.rerun()
