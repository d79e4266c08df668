"""Years of pace at one heart rate: a smooth line with its band per sensor, gaps left open, new sensors marked."""

from datetime import date

import numpy as np
import plotly.graph_objects as go

from runstrong.charts.pace import axis_of, band, drawn, title_at
from runstrong.charts.theme import COLOURS, GROUND, Chart, Drawn, faint, label, styled, title_above
from runstrong.model.athlete import Units
from runstrong.model.trend import LongPiece, LongView, SensorChange
from runstrong.units import day_text, pace_text

_LONGEST_NAME = 28
"""A sensor's name on the chart is cut here, so that it fits a phone; the page tells it whole."""
_DAYS_TO_YEARS = (
    {"dtickrange": [None, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
)
"""Days are written as everywhere else; a year stands once, below the first of its days."""


def long_view_chart(view: LongView, units: Units, *, height: int = 380) -> Chart:
    """The whole history; paces per km or mile, faster is up."""
    figure = Drawn()
    colours = _colours(view)
    for piece in view.pieces:
        figure.add_trace(_band(piece, colours[piece.sensor], units))
        figure.add_trace(_line(piece, colours[piece.sensor], units))
    styled(figure, height)
    _key(figure, list(colours))
    for number, change in enumerate(view.changes):
        _mark(figure, change, number, on_the_right=change.day < _middle(view))
    title_above(figure, title_at(view.reference_hr_bpm, units))
    figure.update_xaxes(nticks=6, tickformatstops=_DAYS_TO_YEARS)
    figure.update_yaxes(**_axis(view, units))
    return Chart(figure, _alt(view, units))


def _colours(view: LongView) -> dict[str, str]:
    """A colour per sensor, in the order of first use."""
    sensors = list(dict.fromkeys(piece.sensor for piece in view.pieces))
    return {sensor: COLOURS[place % len(COLOURS)] for place, sensor in enumerate(sensors)}


def _key(figure: go.Figure, sensors: list[str]) -> None:
    """Which colour is which sensor, below the figure, where there is more than one: a phone has no hovering."""
    if len(sensors) < 2:
        return
    for sensor in sensors:
        first = next(trace for trace in figure.data if trace.name == label(sensor))
        first.update(showlegend=True)
    below = {"orientation": "h", "x": 0, "xanchor": "left", "y": -0.16, "yanchor": "top"}
    figure.update_layout(showlegend=True, legend={**below, "itemclick": False, "itemdoubleclick": False})


def _short(sensor: str) -> str:
    return sensor if len(sensor) <= _LONGEST_NAME else sensor[: _LONGEST_NAME - 1] + "…"


def _line(piece: LongPiece, colour: str, units: Units) -> go.Scatter:
    return go.Scatter(
        x=[point.day.isoformat() for point in piece.points],
        y=drawn((point.pace_s_per_km for point in piece.points), units),
        text=[
            f"{pace_text(point.pace_s_per_km, units)}<br>90 % band "
            f"{' to '.join(pace_text(bound, units) for bound in point.interval90_s_per_km)}"
            for point in piece.points
        ],
        mode="lines" if len(piece.points) > 1 else "markers",
        name=label(piece.sensor),
        line={"color": colour, "width": 2},
        marker={"color": colour, "size": 6},
        hovertemplate="%{x|%-d %b %Y}: %{text}<extra>" + label(piece.sensor) + "</extra>",
        showlegend=False,
    )


def _band(piece: LongPiece, colour: str, units: Units) -> go.Scatter:
    days = [point.day.isoformat() for point in piece.points]
    fastest, slowest = (
        drawn((point.interval90_s_per_km[side] for point in piece.points), units) for side in (0, 1)
    )
    area = band(days, fastest, slowest, faint(colour, 0.18), "90 % band")
    return area.update(showlegend=False)


def _middle(view: LongView) -> date:
    days = [point.day for piece in view.pieces for point in piece.points]
    return min(days) + (max(days) - min(days)) / 2


def _mark(figure: go.Figure, change: SensorChange, number: int, *, on_the_right: bool) -> None:
    """A dotted line on the day a sensor was first used; names stand where there is room, at heights in turn."""
    figure.add_shape(
        type="line", x0=change.day, x1=change.day, yref="paper", y0=0, y1=1,
        line={"color": GROUND, "width": 1, "dash": "dot"},
    )  # fmt: skip
    figure.add_annotation(
        x=change.day, y=0.02 + 0.07 * (number % 4), yref="paper", text=label(_short(change.sensor)),
        showarrow=False, xanchor="left" if on_the_right else "right", yanchor="bottom",
        font={"size": 11, "color": GROUND},
    )  # fmt: skip


def _axis(view: LongView, units: Units) -> dict[str, object]:
    points = [point for piece in view.pieces for point in piece.points]
    if not points:
        return axis_of((), units)
    paces = np.array([point.pace_s_per_km for point in points])
    bounds = np.array([point.interval90_s_per_km for point in points])
    # A band that widens without end where there are hardly any runs must not flatten all the rest.
    fastest = min(float(np.percentile(bounds[:, 0], 2)), float(paces.min()))
    slowest = max(float(np.percentile(bounds[:, 1], 98)), float(paces.max()))
    return axis_of((fastest, slowest), units)


def _alt(view: LongView, units: Units) -> str:
    if not view.pieces or view.reference_hr_bpm is None:
        return f"Pace at heart rate over the years: nothing to draw. {view.text}"
    points = [point for piece in view.pieces for point in piece.points]
    days, paces = [point.day for point in points], [point.pace_s_per_km for point in points]
    changes = "".join(f" {change.sensor} from {_day(change.day)}." for change in view.changes)
    return (
        f"Pace at {view.reference_hr_bpm:.0f} beats per minute from {_day(min(days))} to {_day(max(days))} in "
        f"{len(view.pieces)} stretches, between {pace_text(min(paces), units)} and {pace_text(max(paces), units)}."
        f"{changes} {view.text}"
    )


def _day(day: date) -> str:
    return f"{day_text(day)} {day.year}"
