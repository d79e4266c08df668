"""The runs of a trend, used and left out, each to be taken out or put back with two clicks."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import pyarrow as pa
import streamlit as st

from runstrong import coach
from runstrong.model.athlete import Units
from runstrong.model.facts import LeftOut, Run
from runstrong.model.trend import BlockTrend, TrendPoint
from runstrong.store.database import Store
from runstrong.ui.run_words import short_row
from runstrong.ui.state import ask, shown_store, workspace
from runstrong.ui.tables import Row, as_grid, grid_to_choose
from runstrong.ui.trend_words import run_title, standing_line
from runstrong.ui.words import counted
from runstrong.units import LEFT_OUT_TEXT, pace_text

Marks = Mapping[str, bool]
"""What to say about a run: mark to whether it holds."""

SAID: Final = {
    LeftOut.TAKEN_OUT: "taken_out",
    LeftOut.ILL: "ill",
    LeftOut.RACE: "race",
    LeftOut.HEART_RATE_MARKED_WRONG: "heart_rate_wrong",
}
"""Reasons that the runner gave, and the mark each stands for."""

JUDGED: Final = frozenset({LeftOut.RACE, LeftOut.HEART_RATE_POOR})
"""Reasons that the program found and the runner may overrule."""

TAKE_OUT: Final = {"Leave it out": "taken_out", "It was a race": "race", "I was ill": "ill"}
_LAST: Final = "last_marks"


def marks_to_put_back(run: Run, reason: LeftOut) -> Marks:
    """What to say about a run so that `reason` holds no longer; nothing where it is not the runner's to say."""
    marks = {SAID[reason]: False} if SAID.get(reason) in run.summary.marks else {}
    return {**marks, "put_back": True} if reason in JUDGED else marks


def left_out_runs(trend: BlockTrend, units: Units) -> None:
    """Every run of the span that is not in the trend, newest first, and why."""
    _last_change(trend)
    if not trend.left_out:
        st.markdown("None: every run of this span is in the trend.")
        return
    hint = f"{counted(len(trend.left_out), 'run')}. Tick a row to put the run back or to open it."
    table = ask(_left_out_grid, trend.from_day, trend.to_day, units)
    _choose(table, f"left out {_state(trend)}", hint, lambda row: _left_out_bar(trend, row))


def used_runs(trend: BlockTrend, units: Units) -> None:
    """Every run behind the trend, newest first, with its own pace at the trend's heart rate."""
    _last_change(trend)
    if not trend.runs_used:
        st.markdown("None yet.")
        return
    hint = f"{counted(len(trend.runs_used), 'run')}. Tick a row to take the run out or to open it."
    table = ask(_used_grid, trend.from_day, trend.to_day, units)
    _choose(table, f"used {_state(trend)}", hint, lambda row: _used_bar(trend, row))


def _state(trend: BlockTrend) -> str:
    """Part of a table's key: a choice must not outlive the rows it was made from."""
    return f"{trend.from_day} {trend.to_day} {shown_store().shown_revision}"


def _choose(table: pa.Table, key: str, hint: str, bar: Callable[[int], None]) -> None:
    """The table, and above it what can be done with the row chosen: below, a phone would not show it."""
    place = st.container(horizontal=True, vertical_alignment="center")
    st.caption(hint)
    picked = grid_to_choose(table, key=key)
    if picked is not None:
        with place:
            bar(len(table) - 1 - picked)


def _left_out_bar(trend: BlockTrend, row: int) -> None:
    out = trend.left_out[row]
    run = _known()[out.id]
    marks = marks_to_put_back(run, out.reason)
    st.markdown(standing_line(run, trend), width="content")
    if not marks:
        st.caption("Nothing you could say would make it comparable.", width="content")
    elif st.button("Put it back", type="primary"):
        _say(run, marks)
    _open_button(run)


def _used_bar(trend: BlockTrend, row: int) -> None:
    run = _known()[trend.runs_used[row]]
    st.markdown(run_title(run), width="content")
    for label, mark in TAKE_OUT.items():
        if st.button(label):
            _say(run, {mark: True})
    _open_button(run)


def _open_button(run: Run) -> None:
    if st.button("Open the run", type="tertiary"):
        st.switch_page("pages/runs.py", query_params={"run": run.summary.id})


def _say(run: Run, marks: Marks) -> None:
    """Mark a run, and remember how its marks stood, so that one click takes it back."""
    before = {mark: mark in run.summary.marks for mark in marks}
    _mark(run.summary.id, marks)
    st.session_state[_LAST] = run.summary.id, before
    st.rerun()


def _mark(run_id: str, marks: Marks) -> None:
    for mark, on in marks.items():
        coach.mark(workspace().store, run_id, mark, on=on)


def _last_change(trend: BlockTrend) -> None:
    """The run that was marked last, how it stands now, and a way back."""
    run_id, before = st.session_state.get(_LAST, (None, {}))
    if run_id not in {*trend.runs_used, *(out.id for out in trend.left_out)}:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(standing_line(_known()[run_id], trend), width="content")
        if st.button("Undo"):
            _mark(run_id, before)
            del st.session_state[_LAST]
            st.rerun()


def _known() -> dict[str, Run]:
    return {run.summary.id: run for run in ask(coach.runs)}


def _left_out_grid(_: Store, from_day: date, to_day: date, units: Units) -> pa.Table:
    known, left_out = _known(), ask(coach.trend, from_day, to_day).left_out
    return as_grid(
        [{"Why": LEFT_OUT_TEXT[out.reason], **short_row(known[out.id], units)} for out in reversed(left_out)]
    )


def _used_grid(_: Store, from_day: date, to_day: date, units: Units) -> pa.Table:
    known, trend = _known(), ask(coach.trend, from_day, to_day)
    points = {point.id: point for point in trend.points}
    return as_grid(
        [
            {**_own_pace(points.get(run_id), trend, units), **short_row(known[run_id], units)}
            for run_id in reversed(trend.runs_used)
        ]
    )


def _own_pace(point: TrendPoint | None, trend: BlockTrend, units: Units) -> Row:
    if point is None or trend.reference_hr_bpm is None:
        return {}
    at = f"At {trend.reference_hr_bpm:.0f} bpm"
    return {at: pace_text(point.pace_s_per_km, units), "Steady minutes": point.windows}
