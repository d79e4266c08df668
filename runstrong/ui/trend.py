"""The pieces of the page about pace at heart rate."""

from datetime import date, timedelta
from typing import Final

import pyarrow as pa
import streamlit as st

from runstrong import coach
from runstrong.charts.theme import Chart
from runstrong.charts.trend import trend_chart
from runstrong.model.athlete import Units
from runstrong.model.trend import BlockTrend
from runstrong.store.database import Store
from runstrong.ui.parts import chart, headline
from runstrong.ui.plain import plain
from runstrong.ui.run_words import short_row
from runstrong.ui.state import ask, today
from runstrong.ui.tables import as_grid, grid_to_choose
from runstrong.ui.words import VERDICT_TEXT, counted, trend_name, trend_pace_line
from runstrong.units import LEFT_OUT_TEXT

_BLOCK, _OWN = "This block", "Choose days"
_WEEKS: Final = {"Last 10 weeks": 10, "Last 26 weeks": 26}


def choose_span() -> tuple[date, date] | None:
    """The span to look at; None while only one of its days is chosen."""
    chosen = st.segmented_control("Span", [_BLOCK, *_WEEKS, _OWN], default=_BLOCK, required=True)
    block = ask(coach.block_span, today())
    if chosen == _OWN:
        return _chosen_days(block)
    if chosen in _WEEKS:
        return today() - timedelta(weeks=_WEEKS[chosen]) + timedelta(days=1), today()
    return block


def _chosen_days(block: tuple[date, date]) -> tuple[date, date] | None:
    days = st.date_input("From and to", value=block, max_value=today(), format="YYYY-MM-DD")
    return (days[0], days[1]) if isinstance(days, tuple) and len(days) == 2 else None


def trend_figure(trend: BlockTrend, units: Units, *, height: int) -> None:
    """The figure of a trend with the words that a legend would have needed."""
    if not trend.points:
        return
    chart(ask(_drawn, trend.from_day, trend.to_day, units, height), key="trend")
    st.caption(
        "Small dots are single runs. Large dots are weeks with their 90 % interval, hollow where one run stands "
        "alone. The line is the headline; the shade holds the lines that the 90 % interval of the change allows."
    )


def _drawn(_: Store, from_day: date, to_day: date, units: Units, height: int) -> Chart:
    return trend_chart(ask(coach.trend, from_day, to_day), units, height=height)


def trend_headline(trend: BlockTrend, units: Units) -> None:
    """Pace at heart rate with its verdict."""
    headline(trend_name(trend), trend_pace_line(trend, units), VERDICT_TEXT[trend.verdict])


def left_out_runs(trend: BlockTrend, units: Units) -> None:
    """Every run of the span that is not in the trend, and why; choosing one opens it."""
    if not trend.left_out:
        st.markdown("### Runs left out\nNone: every run of the span is in the trend.")
        return
    count = counted(len(trend.left_out), "run")
    st.markdown(f"### Runs left out, and why\n{count}. Choose a row to open the run and correct what is wrong.")
    picked = grid_to_choose(ask(_left_out_grid, trend.from_day, trend.to_day, units), key="left_out")
    if picked is not None:
        st.switch_page("pages/runs.py", query_params={"run": trend.left_out[picked].id})


def _left_out_grid(_: Store, from_day: date, to_day: date, units: Units) -> pa.Table:
    known = {run.summary.id: run for run in ask(coach.runs)}
    left_out = ask(coach.trend, from_day, to_day).left_out
    return as_grid([{"Why": LEFT_OUT_TEXT[out.reason], **short_row(known[out.id], units)} for out in left_out])


def method(trend: BlockTrend) -> None:
    """How the number was made."""
    with st.expander("How this is worked out"):
        st.markdown(plain(trend.method))
