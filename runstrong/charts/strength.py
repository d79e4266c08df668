"""What strength work added up to: beside the running, and beside what was planned."""

from collections.abc import Sequence
from typing import Final

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from runstrong.charts.theme import GROUND, LOAD, STRENGTH, Chart, Drawn, faint, styled, title_above
from runstrong.model.week import WeekDone, WeekTotals
from runstrong.units import day_text

IN_PROGRESS: Final = 0.45
LABEL_EVERY: Final = 3
Week = WeekDone | WeekTotals


def two_loads_chart(runs: Sequence[WeekTotals], strength: Sequence[WeekDone], *, height: int = 330) -> Chart:
    """Run load by week, and below it the effort of leg work: two scales on one time axis, never added up.

    Both hold the same weeks, ascending; the last is in progress and drawn lighter.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16, figure=Drawn())
    figure.add_trace(_bars(runs, [week.load for week in runs], [_run_words(week) for week in runs], LOAD), 1, 1)
    efforts = [week.leg_effort for week in strength]
    figure.add_trace(_bars(strength, efforts, [_leg_words(week) for week in strength], STRENGTH), 2, 1)
    _weekly(styled(figure, height), runs)
    title_above(figure, "run load per week (100 = one hour at threshold)")
    if any(efforts):
        title_above(figure, "leg strength per week (effort 0–10 × minutes)", row=2)
    else:  # an empty panel with an axis of its own would look broken
        title_above(figure, "leg strength per week: no session was rated yet", row=2)
        figure.update_yaxes(showticklabels=False, showgrid=False, row=2, col=1)
    return Chart(figure, _two_loads_alt(runs, strength))


def done_chart(weeks: Sequence[WeekDone], *, height: int = 330) -> Chart:
    """Sessions and hard sets by week: what was done as bars, what was planned as a line above each."""
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16, figure=Drawn())
    sessions = [(week.done_sessions, week.planned_sessions) for week in weeks]
    sets = [(week.done_sets, week.planned_sets) for week in weeks]
    for row, counts in enumerate((sessions, sets), start=1):
        words = [_done_words(week) for week in weeks]
        figure.add_trace(_bars(weeks, [done for done, _ in counts], words, STRENGTH), row, 1)
        figure.add_trace(_asked(weeks, [asked for _, asked in counts], words), row, 1)
    _weekly(styled(figure, height), weeks)
    title_above(figure, "strength sessions done (line: planned)")
    title_above(figure, "hard sets done (line: planned)", row=2)
    return Chart(figure, _done_alt(weeks))


def _bars(weeks: Sequence[Week], values: Sequence[float], words: Sequence[str], colour: str) -> go.Bar:
    return go.Bar(
        x=[f"{week.first_day:%Y-%m-%d}" for week in weeks],
        y=[round(value) for value in values],
        text=words,
        textposition="none",
        marker={
            "color": [colour] * len(weeks[1:]) + [faint(colour, IN_PROGRESS)] * len(weeks[:1]),
            "line": {"width": 0},
            "cornerradius": 4,
        },
        hovertemplate="%{text}<extra></extra>",
    )


def _asked(weeks: Sequence[WeekDone], values: Sequence[int], words: Sequence[str]) -> go.Scatter:
    """A dash over each bar at the height that was planned; none where nothing was."""
    return go.Scatter(
        x=[f"{week.first_day:%Y-%m-%d}" for week in weeks],
        y=[value or None for value in values],
        mode="markers",
        marker={"symbol": "line-ew", "size": 18, "line": {"width": 3, "color": GROUND}},
        text=words,
        hovertemplate="%{text}<extra></extra>",
    )


def _weekly(figure: go.Figure, weeks: Sequence[Week]) -> None:
    """One category per week, every third named, counted back from the last."""
    named = weeks[::-LABEL_EVERY]
    figure.update_layout(bargap=0.3)
    figure.update_xaxes(
        type="category",
        tickvals=[f"{week.first_day:%Y-%m-%d}" for week in named],
        ticktext=[day_text(week.first_day) for week in named],
        tickangle=0,
    )
    figure.update_yaxes(nticks=4, rangemode="tozero")


def _days(week: Week) -> str:
    return f"{day_text(week.first_day)} – {day_text(week.last_day)}"


def _run_words(week: WeekTotals) -> str:
    return f"{_days(week)}<br>run load {week.load:.0f}: {_counted(week.runs, 'run')}, {week.minutes:.0f} min"


def _leg_words(week: WeekDone) -> str:
    unrated = f", {week.without_effort} without an effort" if week.without_effort else ""
    sessions = _counted(week.done_sessions, "strength session")
    return f"{_days(week)}<br>leg strength {week.leg_effort:.0f}: {sessions}{unrated}"


def _done_words(week: WeekDone) -> str:
    if week.planned_sessions:
        done = (
            f"{week.done_sessions} of {_counted(week.planned_sessions, 'planned session')}, "
            f"{week.done_sets} of {_counted(week.planned_sets, 'hard set')}"
        )
    else:
        done = f"{_counted(week.done_sessions, 'session')}, {_counted(week.done_sets, 'hard set')}; none planned"
    return (
        f"{_days(week)}<br>{done}<br>"
        f"{week.lower_sets} legs, {week.upper_sets} upper body, {week.core_sets} core; "
        f"{_counted(week.foot_contacts, 'foot contact')}"
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _two_loads_alt(runs: Sequence[WeekTotals], strength: Sequence[WeekDone]) -> str:
    latest = [
        f"; week of {day_text(run.first_day)}: run load {run.load:.0f}, leg strength {done.leg_effort:.0f}"
        for run, done in zip(runs, strength, strict=True)
    ][-2:]
    return f"Run load and leg strength by week, two scales, for {_counted(len(runs), 'week')}{''.join(latest)}."


def _done_alt(weeks: Sequence[WeekDone]) -> str:
    sessions = (
        f"{sum(w.done_sessions for w in weeks)} of {sum(w.planned_sessions for w in weeks)} planned sessions"
    )
    sets = f"{sum(w.done_sets for w in weeks)} of {sum(w.planned_sets for w in weeks)} hard sets"
    return f"Strength planned and done over {_counted(len(weeks), 'week')}: {sessions}, {sets}."
