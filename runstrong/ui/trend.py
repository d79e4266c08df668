"""Pace at heart rate: the span, the headline with how sure it is, the figure."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from runstrong import coach
from runstrong.charts.theme import Chart
from runstrong.charts.trend import MOST_RUNS, trend_chart
from runstrong.model.athlete import Units
from runstrong.model.trend import BlockTrend
from runstrong.store.database import Store
from runstrong.ui.parts import chart, headline
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, today
from runstrong.ui.trend_words import detectable_line, method_lines, verdict_line, wander_line
from runstrong.ui.words import VERDICT_TEXT, span_text, trend_name, trend_pace_line, trend_verdict_line

_BLOCK, _OWN = "This block", "Choose days"
_WEEKS: Final = {"Last 10 weeks": 10, "Last 26 weeks": 26}


def choose_span() -> tuple[date, date] | None:
    """The span to look at; None while only one of its days is chosen."""
    chosen = st.segmented_control("Span", [_BLOCK, *_WEEKS, _OWN], default=_BLOCK, required=True, wrap=True)
    block = ask(coach.block_span, today())
    if chosen == _OWN:
        return chosen_days("From and to", block)
    if chosen in _WEEKS:
        return today() - timedelta(weeks=_WEEKS[chosen]) + timedelta(days=1), today()
    return block


def chosen_days(label: str, shown: tuple[date, date]) -> tuple[date, date] | None:
    """Two days of the runner's own choice, at first `shown`; None while one is missing."""
    days = st.date_input(label, value=shown, max_value=today(), format="YYYY-MM-DD")
    return (days[0], days[1]) if isinstance(days, tuple) and len(days) == 2 else None


def trend_answer(trend: BlockTrend, units: Units) -> None:
    """The headline, its verdict in whole sentences, and what these runs could have shown at all."""
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="center")
    with left:
        _paces(trend, units)
    with right:
        st.markdown(verdict_line(trend, units))
        if trend.min_detectable_change_pct is not None:
            st.markdown(f"{wander_line(trend)}  \n{detectable_line(trend)}")


def _paces(trend: BlockTrend, units: Units) -> None:
    known = trend.change_pct is not None
    detail = span_text(*trend.covered) if known else VERDICT_TEXT[trend.verdict]
    headline(trend_name(trend), trend_pace_line(trend, units), detail)


def trend_headline(trend: BlockTrend, units: Units) -> None:
    """Pace at heart rate with its verdict and how sure that is."""
    headline(trend_name(trend), trend_pace_line(trend, units), trend_verdict_line(trend))


def trend_figure(trend: BlockTrend, units: Units, *, height: int) -> None:
    """The figure of a trend with the words that a legend would have needed."""
    if not trend.points:
        return
    chart(ask(_drawn, trend.from_day, trend.to_day, units, height), key="trend")
    thinned = " Of so many runs those that stand out are drawn." if len(trend.points) > MOST_RUNS else ""
    st.caption(
        f"Small dots are single runs.{thinned} Large dots are weeks with their 90 % interval, hollow where one "
        "run stands alone. The line is the headline; the shade holds the lines that the 90 % interval of the "
        "change allows."
    )


def _drawn(_: Store, from_day: date, to_day: date, units: Units, height: int) -> Chart:
    return trend_chart(ask(coach.trend, from_day, to_day), units, height=height)


def method(trend: BlockTrend) -> None:
    """How the number was made."""
    with st.expander("How this is worked out"):
        st.markdown("\n\n".join(plain(line) for line in method_lines(trend)))
