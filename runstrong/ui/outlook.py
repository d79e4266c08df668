"""Beyond the span: what a block could show before it is run, and years of pace at one heart rate."""

import streamlit as st

from runstrong import coach
from runstrong.charts.longview import long_view_chart
from runstrong.charts.theme import Chart
from runstrong.model.athlete import Units
from runstrong.store.database import Store
from runstrong.ui.parts import bullets, chart
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, today
from runstrong.ui.trend_words import check_run_line, remedy_line


def before_a_block(units: Units) -> None:
    """The change the coming block could show for this runner, what would lower it, and their check run."""
    precision = ask(coach.precision, today())
    st.markdown(plain(precision.text))
    if precision.remedies:
        st.markdown("**What would lower it**")
        bullets(remedy_line(remedy) for remedy in precision.remedies)
    if precision.check_run is not None:
        st.markdown(f"**Your check run**\n\n{check_run_line(precision.check_run, units)}")


def long_view(units: Units) -> None:
    """Every year there is as one curve with its band, its gaps and its sensors."""
    view = ask(coach.long_view)
    st.markdown(plain(view.text))
    if not view.pieces:
        return
    chart(ask(_drawn, units), key="long_view")
    st.caption(
        "Each line is your level, the band its 90 % interval, a colour for each heart-rate sensor and watch. "
        "Lines break where you did not run for weeks; a dotted line marks the first day of a new sensor."
    )


def _drawn(_: Store, units: Units) -> Chart:
    return long_view_chart(ask(coach.long_view), units)
