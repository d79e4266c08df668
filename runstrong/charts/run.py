"""One run: pace, heart rate and elevation above each other, over distance or time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from runstrong.charts.pace import pace_axis, pace_title
from runstrong.charts.theme import GROUND, HEART, PACE, Chart, Drawn, faint, styled, title_above
from runstrong.charts.thinning import telling
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.athlete import Units
from runstrong.units import METRES_PER_FOOT, clock, distance_in, distance_unit, pace_s

Over = Literal["distance", "time"]

BUCKET_S: Final = 5.0
"""Averaged over: GPS speed from second to second is noise."""
SLOWEST_S_PER_KM: Final = 1200.0
"""Slower than 20 min/km is standing about: a gap in the pace line, not a cliff."""

_ROW_PX: Final = 170


@dataclass(frozen=True, slots=True)
class _Panel:
    """One stream to draw: title, colour, values (n,) per bucket, how a value is said and how its axis reads."""

    title: str
    colour: str
    values: FloatArray
    say: Callable[[float], str]
    axis: dict[str, object]
    filled: bool = False


def run_chart(columns: Mapping[str, FloatArray], stretch: IntArray, units: Units, over: Over) -> Chart | None:
    """Pace, heart rate and elevation as far as recorded, from a track's columns; None when none of them is.

    Pauses are gaps. `columns` and `stretch` are a Track's, (n,) each.
    """
    bucketed = _buckets(columns, stretch)
    where = _where(bucketed, units, over)
    panels = [panel for make in (_pace, _heart, _climb) if (panel := make(bucketed, units)) is not None]
    if not panels or where is None:
        return None
    spacing = 0.32 / (len(panels) + 1)
    figure = make_subplots(len(panels), 1, shared_xaxes=True, vertical_spacing=spacing, figure=Drawn())
    for row, panel in enumerate(panels, start=1):
        figure.add_trace(_trace(panel, where, units, over), row=row, col=1)
        figure.update_yaxes(panel.axis, row=row, col=1)
    styled(figure, height=_ROW_PX * len(panels) + 40)
    for row, panel in enumerate(panels, start=1):
        title_above(figure, panel.title, row=row)
    _name_x(figure, where, units, over, last=len(panels))
    return Chart(figure, _alt(panels, where, units, over))


def _buckets(columns: Mapping[str, FloatArray], stretch: IntArray) -> dict[str, FloatArray]:
    """Every column averaged over spans of BUCKET_S within one stretch, with a NaN row after each stretch."""
    timed = stretch >= 0  # what was written while the timer stood belongs to the pause
    columns, stretch = {name: values[timed] for name, values in columns.items()}, stretch[timed]
    t = columns["t_s"]
    if len(t) == 0:
        return {"t_s": t}
    key = np.floor((t - t[0]) / BUCKET_S) + stretch * (float(t[-1] - t[0]) / BUCKET_S + 2)
    _, starts, counts = np.unique(key, return_index=True, return_counts=True)
    ends_stretch = np.flatnonzero(np.diff(stretch[starts])) + 1
    return {
        name: np.insert(_mean(values, starts, counts), ends_stretch, np.nan)
        for name, values in columns.items()
        if name in ("t_s", "distance_m", "speed_mps", "hr_bpm", "elevation_m")
    }


def _mean(values: FloatArray, starts: IntArray, counts: IntArray) -> FloatArray:
    """The mean of each bucket, missing values left out; NaN where all are missing."""
    known = np.isfinite(values)
    total = np.add.reduceat(np.where(known, values, 0.0), starts)
    number = np.add.reduceat(known.astype(np.float64), starts)
    mean: FloatArray = np.divide(total, number, out=np.full(len(counts), np.nan), where=number > 0)
    return mean


def _where(bucketed: Mapping[str, FloatArray], units: Units, over: Over) -> FloatArray | None:
    """The x values: distance in km or miles, or minutes from the start."""
    name = "distance_m" if over == "distance" else "t_s"
    values = bucketed.get(name)
    if values is None or not np.isfinite(values).any():
        return None
    scale = distance_in(1.0, units) if over == "distance" else 1 / 60
    scaled: FloatArray = values * scale
    return scaled


def _recorded(bucketed: Mapping[str, FloatArray], name: str) -> FloatArray | None:
    values = bucketed.get(name)
    return values if values is not None and np.isfinite(values).any() else None


def _pace(bucketed: Mapping[str, FloatArray], units: Units) -> _Panel | None:
    speed = _recorded(bucketed, "speed_mps")
    if speed is None:
        return None
    moving = np.where(speed > 1000 / SLOWEST_S_PER_KM, speed, np.nan)
    paces: FloatArray = pace_s(1.0, units) / moving
    if not np.isfinite(paces).any():
        return None
    # The axis follows the running, not the few seconds at a traffic light.
    fastest, slowest = np.nanpercentile(paces, [1, 97])
    return _Panel(pace_title(units), PACE, paces, clock, pace_axis(float(fastest), float(slowest)))


def _heart(bucketed: Mapping[str, FloatArray], units: Units) -> _Panel | None:
    beats = _recorded(bucketed, "hr_bpm")
    if beats is None:
        return None
    return _Panel("heart rate, bpm", HEART, beats, lambda beat: f"{beat:.0f} bpm", {"nticks": 5})


def _climb(bucketed: Mapping[str, FloatArray], units: Units) -> _Panel | None:
    metres = _recorded(bucketed, "elevation_m")
    if metres is None:
        return None
    unit, scale = ("ft", METRES_PER_FOOT) if units == "imperial" else ("m", 1.0)
    heights: FloatArray = metres / scale
    axis = _height_axis(heights)
    return _Panel(f"elevation, {unit}", GROUND, heights, lambda height: f"{height:.0f} {unit}", axis, filled=True)


def _height_axis(heights: FloatArray) -> dict[str, object]:
    """A range of at least 40 units, so that a flat run looks flat."""
    low, high = float(np.nanmin(heights)), float(np.nanmax(heights))
    spare = max(40.0 - (high - low), 0.1 * (high - low)) / 2
    return {"range": [low - spare, high + spare], "nticks": 5}


def _trace(panel: _Panel, where: FloatArray, units: Units, over: Over) -> go.Scatter:
    at = f"%{{x:.2f}} {distance_unit(units)}" if over == "distance" else "minute %{x:.0f}"
    drawn = telling(panel.values)
    return go.Scatter(
        # Half the bytes of doubles, and finer than any screen.
        x=where[drawn].astype(np.float32),
        y=panel.values[drawn].astype(np.float32),
        # An array, because Plotly copies lists one word at a time.
        text=np.array([panel.say(value) if np.isfinite(value) else "" for value in panel.values[drawn]]),
        mode="lines",
        line={"color": panel.colour, "width": 1.8},
        fill="tozeroy" if panel.filled else "none",
        fillcolor=faint(panel.colour, 0.18),
        connectgaps=False,
        name=panel.title,
        hovertemplate=f"%{{text}} at {at}<extra></extra>",
    )


def _name_x(figure: go.Figure, where: FloatArray, units: Units, over: Over, *, last: int) -> None:
    title = f"distance, {distance_unit(units)}" if over == "distance" else "time from the start, min"
    figure.update_xaxes(range=[0, float(np.nanmax(where))], nticks=8)
    figure.update_xaxes(title={"text": title, "standoff": 6}, row=last, col=1)


def _alt(panels: list[_Panel], where: FloatArray, units: Units, over: Over) -> str:
    length = float(np.nanmax(where))
    span = f"{length:.1f} {distance_unit(units)}" if over == "distance" else f"{length:.0f} minutes"
    ranges = "; ".join(f"{panel.title} mostly {_word(panel, 10)} to {_word(panel, 90)}" for panel in panels)
    return f"The run over {span}: {ranges}."


def _word(panel: _Panel, percentile: float) -> str:
    """How the panel says the value at a percentile of the run."""
    return panel.say(float(np.nanpercentile(panel.values, percentile)))
