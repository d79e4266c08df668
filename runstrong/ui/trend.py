"""The pieces of the page about pace at heart rate."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from runstrong import coach
from runstrong.model.athlete import Units
from runstrong.model.trend import BlockTrend
from runstrong.ui.plain import plain
from runstrong.ui.run_words import list_row
from runstrong.ui.runs import rows_to_choose
from runstrong.ui.state import ask, today
from runstrong.ui.words import counted
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


def left_out_runs(trend: BlockTrend, units: Units) -> None:
    """Every run of the span that is not in the trend, and why; choosing one opens it."""
    st.subheader("Runs left out, and why", anchor=False)
    if not trend.left_out:
        st.markdown("None: every run of the span is in the trend.")
        return
    st.markdown(f"{counted(len(trend.left_out), 'run')}. Choose a row to open the run and correct what is wrong.")
    known = {run.summary.id: run for run in ask(coach.runs)}
    left = [out for out in reversed(trend.left_out) if out.id in known]
    rows = [{"Why": LEFT_OUT_TEXT[out.reason], **list_row(known[out.id], units)} for out in left]
    picked = rows_to_choose(rows, key="left_out")
    if picked is not None:
        st.switch_page("pages/runs.py", query_params={"run": left[picked].id})


def method(trend: BlockTrend) -> None:
    """How the number was made."""
    with st.expander("How this is worked out"):
        st.markdown(plain(trend.method))
