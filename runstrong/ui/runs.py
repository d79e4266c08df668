"""One run whole."""

from typing import Final

import pyarrow as pa
import streamlit as st

from runstrong import coach
from runstrong.charts.run import Over, run_chart
from runstrong.charts.theme import Chart
from runstrong.coach import RunDetail
from runstrong.model.athlete import Units
from runstrong.model.facts import Run
from runstrong.store.database import Store
from runstrong.ui.parts import bullets, chart
from runstrong.ui.plain import plain
from runstrong.ui.removing import removal
from runstrong.ui.run_files import origin, question
from runstrong.ui.run_words import (
    figure_rows,
    headline,
    lap_rows,
    load_rows,
    run_name,
    run_start,
    trend_line,
)
from runstrong.ui.state import ask, today, workspace
from runstrong.ui.tables import as_grid, grid, small_table

MARKS: Final = {
    "heart_rate_wrong": (
        "Heart rate is wrong",
        "Its heart rate is used nowhere: not for load, zones or the trend.",
    ),
    "race": ("It was a race", "All-out runs count as load, but not for pace at heart rate."),
    "ill": ("I was ill", "The run counts as load, but not for pace at heart rate."),
    "check_run": ("It was a check run", "The same route and pace as always, to measure by: it counts for more."),
    "taken_out": ("Keep it out of the trend", "For whatever reason only you know."),
}


def run_page(detail: RunDetail, units: Units) -> None:
    """One run: figures, streams, load, laps, and what only the runner knows."""
    run = detail.run
    st.subheader(run_name(run), anchor=False)
    st.markdown(f"{run_start(run.summary)}  \n**{headline(run.summary.facts, units)}**")
    question(detail, units)
    bullets(run.summary.warnings)
    _streams(detail, units)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("Figures", anchor=False)
        small_table(figure_rows(run, units))
        _laps(detail, units)
    with right:
        _load(run)
        _marks(run)
        origin(detail)
        removal(detail)


def _streams(detail: RunDetail, units: Units) -> None:
    over: dict[str, Over] = {"Distance": "distance", "Time": "time"}
    chosen = st.segmented_control("Drawn over", list(over), default="Distance", required=True)
    drawn = ask(_drawn, detail.run.summary.id, units, over[chosen or "Distance"])
    if drawn is None:
        st.markdown("This file holds no pace, heart rate or elevation to draw over that.")
        return
    chart(drawn, key="streams")


def _drawn(_: Store, run_id: str, units: Units, over: Over) -> Chart | None:
    detail = ask(coach.run_detail, run_id)
    return run_chart(detail.columns, detail.stretch, units, over)


def _laps(detail: RunDetail, units: Units) -> None:
    if len(detail.laps) > 1:
        st.subheader("Laps", anchor=False)
        grid(ask(_lap_table, detail.run.summary.id, units), key="laps")


def _lap_table(_: Store, run_id: str, units: Units) -> pa.Table:
    return as_grid(lap_rows(ask(coach.run_detail, run_id).laps, units))


def _load(run: Run) -> None:
    load = run.score.load
    value = "Unknown." if load.value is None else f"**{load.value:.0f}** (100 = one hour at threshold)"
    st.subheader("Load", anchor=False)
    st.markdown(f"{value}\n\n{plain(load.why[:1].upper() + load.why[1:])}")
    rows = load_rows(run)
    if len(rows) > 1:
        small_table(rows)


def _marks(run: Run) -> None:
    st.subheader("What only you know", anchor=False)
    st.markdown(trend_line(run, ask(coach.trend, *ask(coach.block_span, today()))))
    for key, (name, meaning) in MARKS.items():
        _mark(run, key, name, meaning)
    if run.score.left_out is not None or "put_back" in run.summary.marks:
        _mark(run, "put_back", "Use it for the trend all the same", "Overrides the reason above where it can.")


def _mark(run: Run, key: str, name: str, meaning: str) -> None:
    told = key in run.summary.marks
    if st.toggle(name, value=told, help=meaning, key=f"{key} {run.summary.id}") != told:
        coach.mark(workspace().store, run.summary.id, key, on=not told)
        st.rerun()
