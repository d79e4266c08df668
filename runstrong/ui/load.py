"""The run load: of the last seven days beside the usual, and week by week."""

from datetime import date
from typing import Final, Literal

import streamlit as st

from runstrong import coach
from runstrong.charts.load import load_chart
from runstrong.charts.theme import Chart
from runstrong.metrics.weeks import last_seven_days, usual_load, week_totals
from runstrong.model.athlete import Units
from runstrong.model.week import WeekTotals
from runstrong.store.database import Store
from runstrong.ui.parts import chart, headline
from runstrong.ui.state import ask, today, wishes
from runstrong.ui.words import load_change_text, load_line

LOAD_SCALE: Final = "100 is one hour at your threshold. Strength training is not in it."
WEEKS_SHOWN: Final = 12


def load_headline() -> None:
    """The load of the last seven days beside the usual."""
    week = ask(_last_week, today())
    change = load_change_text(week.load, ask(_usual, today()))
    headline("Run load, last 7 days", f"{week.load:.0f}", change)


def load_in_words() -> None:
    """What the load is the load of: days, runs, method."""
    st.markdown(f"### Run load\n{load_line(ask(_last_week, today()))} {LOAD_SCALE}")


def _last_week(_: Store, today: date) -> WeekTotals:
    return last_seven_days(ask(coach.runs), today)


def _usual(_: Store, today: date) -> float | None:
    return usual_load(ask(coach.runs), today)


def load_by_week() -> None:
    """The load of the last weeks, the one in progress lighter."""
    drawn = ask(_drawn, wishes().week_start, wishes().units, today())
    if drawn is not None:
        chart(drawn, key="load")


def _drawn(_: Store, week_start: Literal["monday", "sunday"], units: Units, today: date) -> Chart | None:
    weeks = week_totals(ask(coach.runs), week_start, today)[-WEEKS_SHOWN:]
    return load_chart(weeks, units) if any(week.load for week in weeks) else None
