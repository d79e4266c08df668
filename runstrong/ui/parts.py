"""Pieces that several pages are made of."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import streamlit as st

from runstrong.charts.theme import Chart
from runstrong.charts.trend import trend_chart
from runstrong.model.athlete import Units
from runstrong.model.trend import BlockTrend
from runstrong.simulate import make_demo
from runstrong.ui.plain import plain
from runstrong.ui.state import today, workspace
from runstrong.ui.words import VERDICT_TEXT, counted, trend_interval_line, trend_name, trend_pace_line

_STILL: Final[dict[str, Any]] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}

WHAT_IT_IS: Final = (
    "runstrong reads the files your running watch writes, plans strength training around your runs, and shows "
    "how your pace at one heart rate develops – with how sure that is."
)


def chart(drawn: Chart, key: str) -> None:
    """A figure across the full width, with its words for those who cannot see it."""
    st.plotly_chart(drawn.figure, width="stretch", config=_STILL, alt=drawn.alt, key=key)


def bullets(sentences: Iterable[str]) -> None:
    """Sentences as a list in one element."""
    lines = [f"- {plain(sentence)}" for sentence in sentences]
    if lines:
        st.markdown("\n".join(lines))


def notices(sentences: Sequence[str]) -> None:
    """What the runner should know before anything else on the page."""
    for sentence in sentences:
        st.info(plain(sentence))


def trend_summary(trend: BlockTrend, units: Units) -> None:
    """The headline of a trend: paces, verdict, interval."""
    st.metric(trend_name(trend), trend_pace_line(trend, units))
    st.markdown(f"**{VERDICT_TEXT[trend.verdict]}.** {plain(trend_interval_line(trend))}")


def trend_figure(trend: BlockTrend, units: Units, *, height: int) -> None:
    """The figure of a trend with the words that a legend would have needed."""
    if not trend.points:
        return
    chart(trend_chart(trend, units, height=height), key="trend")
    st.caption(
        "Faint dots are single runs; ringed dots are weeks with their 90 % interval, hollow where one run stands "
        "alone; the line is the headline and the shade holds the lines its 90 % interval allows."
    )


def nothing_yet(sentence: str) -> None:
    """An empty page: what would be here, and the two ways to fill it."""
    st.markdown(sentence)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("pages/files.py", label="Add your watch files", icon="📂")
        if st.button("Show me with a demo runner", type="primary"):
            _make_demo()
            st.switch_page("app.py")
    st.caption(
        "The demo runner is made up on this computer in under a minute, lives in a folder of its own, "
        "and goes with one click."
    )


def _make_demo() -> None:
    line = st.empty()
    for number, _ in enumerate(make_demo(workspace().open_demo(), today()), start=1):
        line.info(f"Making the demo runner: {counted(number, 'file')} written and read.", icon="⏳")
