"""Pace at one heart rate through a span: single runs faint, weeks with their interval, the line and its fan."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import plotly.graph_objects as go

from runstrong.charts.pace import axis_of, band, bars, drawn, one_run_each, title_at
from runstrong.charts.theme import PACE, Chart, Drawn, faint, styled, title_above
from runstrong.charts.thinning import telling
from runstrong.model.athlete import Units
from runstrong.model.trend import BlockTrend, Interval
from runstrong.units import day_text, pace_text

_FAN_POINTS = 9
MOST_RUNS = 1_000
"""More dots are one cloud; the fastest and the slowest of every few weeks are always drawn."""


def trend_chart(trend: BlockTrend, units: Units, *, height: int = 380) -> Chart:
    """The span of `trend` as a figure; paces per km or mile, faster is up."""
    figure = Drawn()
    if trend.interval90_pct is not None:
        figure.add_trace(_fan(trend, trend.interval90_pct, units))
    figure.add_trace(_runs(trend, units))
    if trend.change_pct is not None:
        figure.add_trace(_line(trend, trend.change_pct, units))
    figure.add_trace(_weeks(trend, units))
    styled(figure, height)
    title_above(figure, title_at(trend.reference_hr_bpm, units))
    figure.update_xaxes(range=[trend.from_day - timedelta(days=2), trend.to_day + timedelta(days=2)], nticks=5)
    figure.update_xaxes(tickformat="%-d %b")
    figure.update_yaxes(**_axis(trend, units))
    return Chart(figure, _alt(trend, units))


def _noon(day: date) -> datetime:
    """The middle of `day`: a run drawn at midnight would sit on the line between two days."""
    return datetime.combine(day, time(12))


def _written(moment: datetime) -> str:
    """As Plotly writes it: turning moments into text one by one, at every look, takes it ten times as long."""
    return moment.isoformat()


def _runs(trend: BlockTrend, units: Units) -> go.Scatter:
    paces = np.array([point.pace_s_per_km for point in trend.points])
    points = [trend.points[place] for place in telling(paces, MOST_RUNS)]
    return one_run_each(
        [_written(_noon(point.day)) for point in points],
        drawn((point.pace_s_per_km for point in points), units),
        [pace_text(point.pace_s_per_km, units) for point in points],
        "one run",
        "%{x|%a %-d %b}: ",
    )


def _weeks(trend: BlockTrend, units: Units) -> go.Scatter:
    middles = [_written(_noon(week.week_start + timedelta(days=3))) for week in trend.weeks]
    paces = drawn((week.pace_s_per_km for week in trend.weeks), units)
    fastest = drawn((min(week.interval90_s_per_km) for week in trend.weeks), units)
    slowest = drawn((max(week.interval90_s_per_km) for week in trend.weeks), units)
    words = [
        f"{pace_text(week.pace_s_per_km, units)} from {week.runs} run{'s' if week.runs > 1 else ''}"
        f"<br>90 % interval {pace_text(low, units)} to {pace_text(high, units)}"
        for week in trend.weeks
        for low, high in [sorted(week.interval90_s_per_km)]
    ]
    # A week of one run is drawn hollow: its interval is a guess from the other weeks.
    fills = [PACE if week.runs > 1 else faint(PACE, 0.15) for week in trend.weeks]
    return go.Scatter(
        x=middles,
        y=paces,
        text=words,
        error_y=bars(paces, fastest, slowest, color=faint(PACE, 0.7), thickness=1.5, width=0),
        mode="markers",
        name="one week",
        marker={"size": 10, "color": fills, "line": {"width": 2, "color": PACE}},
        hovertemplate="Week of %{x|%-d %b}: %{text}<extra></extra>",
    )


def _paces_of_line(trend: BlockTrend, change_pct: float, shares: Sequence[float]) -> list[float]:
    """Paces (s/km) of a line straight in speed that keeps the middle of `trend` but changes by `change_pct`."""
    start, end = 1000 / (trend.pace_start_s_per_km or 1), 1000 / (trend.pace_end_s_per_km or 1)
    middle, change = (start + end) / 2, change_pct / 100
    first = middle / (1 + change / 2)
    return [1000 / (first * (1 + change * share)) for share in shares]


def _line(trend: BlockTrend, change_pct: float, units: Units) -> go.Scatter:
    paces = _paces_of_line(trend, change_pct, (0.0, 1.0))
    return go.Scatter(
        x=[_written(_noon(day)) for day in trend.covered],
        y=drawn(paces, units),
        mode="lines",
        name="straight line",
        line={"color": PACE, "width": 2.5},
        hoverinfo="skip",
    )


def _fan(trend: BlockTrend, interval_pct: Interval, units: Units) -> go.Scatter:
    """The lines within the 90 % interval of the change, through the middle between first and last run."""
    shares = [i / (_FAN_POINTS - 1) for i in range(_FAN_POINTS)]
    first, last = trend.covered
    begin, length = _noon(first), last - first
    days = [_written(begin + length * share) for share in shares]
    one, other = (drawn(_paces_of_line(trend, change, shares), units) for change in interval_pct)
    return band(days, one, other, faint(PACE, 0.14), "90 % interval of the change")


def _axis(trend: BlockTrend, units: Units) -> dict[str, object]:
    paces = [point.pace_s_per_km for point in trend.points]
    paces += [pace for week in trend.weeks for pace in (week.pace_s_per_km, *week.interval90_s_per_km)]
    if trend.change_pct is not None and trend.interval90_pct is not None:
        changes = (trend.change_pct, *trend.interval90_pct)
        paces += [pace for change in changes for pace in _paces_of_line(trend, change, (0.0, 1.0))]
    return axis_of(paces, units)


def _alt(trend: BlockTrend, units: Units) -> str:
    span = f"{day_text(trend.from_day)} to {day_text(trend.to_day)} {trend.to_day.year}"
    if trend.pace_start_s_per_km is None or trend.reference_hr_bpm is None:
        return f"Pace at heart rate, {span}: {len(trend.points)} runs, not enough for a trend."
    start, end = pace_text(trend.pace_start_s_per_km, units), pace_text(trend.pace_end_s_per_km, units)
    return (
        f"Pace at {trend.reference_hr_bpm:.0f} beats per minute, {span}: a straight line from {start} to {end} "
        f"through {len(trend.points)} runs in {len(trend.weeks)} weeks. {trend.verdict_text}"
    )
