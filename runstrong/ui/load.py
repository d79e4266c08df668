"""The run load: of the last seven days beside the usual, and week by week."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

import streamlit as st

from runstrong import coach
from runstrong.charts.load import load_chart
from runstrong.charts.theme import Chart
from runstrong.metrics.weeks import last_seven_days, usual_load, week_totals
from runstrong.model.athlete import Units
from runstrong.model.facts import LoadMethod
from runstrong.model.week import WeekTotals
from runstrong.scored import body
from runstrong.store.database import Store
from runstrong.ui.parts import chart, headline
from runstrong.ui.state import ask, today, wishes
from runstrong.ui.words import load_change_text, load_line

LOAD_SCALE: Final = "100 is one hour at your threshold{}. Strength training is not in it."
ESTIMATED: Final = ", which is estimated: the page Athlete takes your own"
WEEKS_SHOWN: Final = 12


def load_headline() -> None:
    """The load of the last seven days beside the usual."""
    week = ask(_last_week, today())
    change = load_change_text(week.load, ask(_usual, today()))
    headline("Run load, last 7 days", f"{week.load:.0f}", change)


def load_in_words() -> None:
    """What the load is the load of: days, runs, method, and whose threshold it is measured by."""
    week = ask(_last_week, today())
    scale = LOAD_SCALE.format(ESTIMATED if _is_estimated(week.methods) else "")
    st.markdown(f"### Run load\n{load_line(week)} {scale}")


def _is_estimated(methods: Sequence[LoadMethod]) -> bool:
    """Whether one of the thresholds behind a load is not the runner's own word."""
    now = ask(body)(today())
    thresholds = {"pace": now.threshold_mps, "hr": now.hr_threshold}
    return any(thresholds[method].source != "you" for method in methods if method in thresholds)


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
