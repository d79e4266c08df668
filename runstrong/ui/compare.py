"""Two spans side by side: how far apart at one heart rate, whether they compare, and what else differed."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from runstrong import coach
from runstrong.charts.compare import compare_chart
from runstrong.charts.theme import Chart
from runstrong.model.athlete import Units
from runstrong.model.trend import BlockComparison
from runstrong.store.database import Store
from runstrong.ui.compare_words import (
    capitalised,
    difference_text,
    paces_text,
    side_by_side,
    verdict_line,
)
from runstrong.ui.parts import bullets, chart, headline
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, today
from runstrong.ui.tables import small_table
from runstrong.ui.trend import chosen_days
from runstrong.ui.trend_words import detectable_line
from runstrong.units import bpm_text

Span = tuple[date, date]
Pair = tuple[Span, Span]

_OWN: Final = "Choose days"


def choose_pair() -> Pair | None:
    """The two spans to set against each other, b against a; None while a day is missing."""
    offered = {capitalised(one.name): (one.a, one.b) for one in ask(coach.suggested_comparisons, today())}
    if not offered:
        st.markdown(
            "Your runs do not reach back beyond this block: these are its two halves, or choose other days."
        )
        return _chosen_pair(_halves())
    names = [*offered, _OWN]
    chosen = st.segmented_control("Which two", names, default=names[0], required=True, wrap=True)
    return offered[chosen] if chosen in offered else _chosen_pair(offered[names[0]])


def _halves() -> Pair:
    """Both halves of the block: what a runner without an earlier block can look at."""
    first, last = ask(coach.block_span, today())
    middle = first + (last - first) / 2
    return (first, middle), (middle + timedelta(days=1), last)


def _chosen_pair(shown: Pair) -> Pair | None:
    left, right = st.columns(2, gap="medium")
    with left:
        a = chosen_days("Span a", shown[0])
    with right:
        b = chosen_days("Span b, set against a", shown[1])
    return None if a is None or b is None else (a, b)


def comparison_answer(comparison: BlockComparison, units: Units) -> None:
    """The difference, its verdict in whole sentences, and whether the two can be compared at all."""
    if comparison.difference_pct is None:
        st.info(plain(comparison.verdict_text))
        return
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="center")
    with left:
        at = bpm_text(comparison.reference_hr_bpm)
        headline(f"Pace at {at}, a → b", paces_text(comparison, units), difference_text(comparison))
    with right:
        st.markdown(verdict_line(comparison))
        if comparison.min_detectable_change_pct is not None:
            st.markdown(detectable_line(comparison))
    _comparable(comparison)


def _comparable(comparison: BlockComparison) -> None:
    if comparison.comparable and not comparison.caveats:
        heat = "temperatures that overlap" if comparison.temperature_adjusted else "no temperatures to compare"
        st.markdown(f"The two can be compared: one sensor, heart rates that overlap, and {heat}.")
        return
    st.markdown("With care:" if comparison.comparable else "**The two are not alike enough for a verdict:**")
    bullets(comparison.caveats)


def comparison_table(comparison: BlockComparison, units: Units) -> None:
    """Both spans with their runs, pace and strength work; no column is the cause of another."""
    small_table(side_by_side(comparison, units))
    if comparison.caption:
        st.caption(plain(comparison.caption))


def comparison_figure(comparison: BlockComparison, units: Units) -> None:
    """Both spans over their own weeks."""
    if comparison.difference_pct is None:
        return
    a, b = ((one.from_day, one.to_day) for one in (comparison.a, comparison.b))
    chart(ask(_drawn, a, b, units), key="comparison")


def _drawn(_: Store, a: Span, b: Span, units: Units) -> Chart:
    return compare_chart(ask(coach.compare, a, b), units)
