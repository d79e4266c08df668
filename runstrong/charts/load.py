"""What the weeks added up to."""

from collections.abc import Sequence

import plotly.graph_objects as go

from runstrong.charts.theme import LOAD, Chart, Drawn, faint, styled, title_above
from runstrong.model.athlete import Units
from runstrong.model.week import WeekTotals
from runstrong.units import day_text, distance_text


def load_chart(weeks: Sequence[WeekTotals], units: Units, *, height: int = 210) -> Chart:
    """One bar of run load per week, ascending; the week in progress, always the last, is drawn lighter."""
    fills = [LOAD] * (len(weeks) - 1) + [faint(LOAD, 0.45)]
    bars = go.Bar(
        x=[f"{week.first_day:%Y-%m-%d}" for week in weeks],
        y=[round(week.load) for week in weeks],
        text=[_words(week, units) for week in weeks],
        textposition="none",
        marker={"color": fills, "line": {"width": 0}, "cornerradius": 4},
        hovertemplate="%{text}<extra></extra>",
    )
    figure = styled(Drawn(bars), height)
    figure.update_layout(bargap=0.3)
    figure.update_xaxes(
        type="category",
        tickvals=[f"{week.first_day:%Y-%m-%d}" for week in weeks[::-3]],
        ticktext=[day_text(week.first_day) for week in weeks[::-3]],
        tickangle=0,
    )
    figure.update_yaxes(nticks=4, rangemode="tozero")
    title_above(figure, "run load per week (100 = one hour at threshold)")
    return Chart(figure, _alt(weeks))


def _words(week: WeekTotals, units: Units) -> str:
    runs = f"{week.runs} run{'' if week.runs == 1 else 's'}"
    return (
        f"{day_text(week.first_day)} – {day_text(week.last_day)}<br>load {week.load:.0f}: {runs}, "
        f"{week.minutes:.0f} min, {distance_text(week.distance_m, units)}"
    )


def _alt(weeks: Sequence[WeekTotals]) -> str:
    whole = weeks[:-1]
    so_far = f"{weeks[-1].load:.0f} so far this week"
    if not whole:
        return f"Run load per week: {so_far}."
    low, high = min(week.load for week in whole), max(week.load for week in whole)
    return f"Run load of {len(whole)} whole weeks, between {low:.0f} and {high:.0f}; {so_far}."
