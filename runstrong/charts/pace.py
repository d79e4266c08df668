"""What figures of pace share: faster is up, in m:ss per km or mile; single runs faint, intervals drawn."""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

from runstrong.charts.theme import GROUND, faint
from runstrong.model.arrays import FloatArray
from runstrong.model.athlete import Units
from runstrong.units import METRES_PER_MILE, clock, pace_unit

ONE_RUN: Final = 0.7
"""Opacity of a single run: behind its weeks, and still to be seen on the dark page."""

_STEPS_S: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600)
_MOST_TICKS: Final = 6


def pace_values(seconds_per_km: float, units: Units) -> float:
    """s/km in seconds per the runner's own unit."""
    return seconds_per_km * (METRES_PER_MILE / 1000 if units == "imperial" else 1.0)


def drawn(paces_s_per_km: Iterable[float], units: Units) -> FloatArray:
    """Paces as they are drawn; an array, because Plotly copies lists one number at a time."""
    return np.array([pace_values(pace, units) for pace in paces_s_per_km])


def pace_axis(fastest: float, slowest: float) -> dict[str, Any]:
    """A y axis of paces (s per unit) a little beyond `slowest` to `fastest`, with m:ss ticks: faster is up."""
    spare = max(0.06 * (slowest - fastest), 2.0)
    low, high = fastest - spare, slowest + spare
    step = _step(high - low)
    first = math.ceil(low / step)
    ticks = [step * i for i in range(first, math.floor(high / step) + 1)]
    return {"range": [high, low], "tickvals": ticks, "ticktext": [clock(tick) for tick in ticks]}


def axis_of(paces_s_per_km: Sequence[float], units: Units) -> dict[str, Any]:
    """The y axis that holds these paces; without any there is nothing to write on it."""
    if not paces_s_per_km:
        return {"showticklabels": False, "range": [1, 0]}
    return pace_axis(pace_values(min(paces_s_per_km), units), pace_values(max(paces_s_per_km), units))


def pace_title(units: Units) -> str:
    """What a pace axis is called."""
    return f"pace, min{pace_unit(units)}"


def title_at(reference_hr_bpm: float | None, units: Units) -> str:
    """What the axis of pace at one heart rate is called."""
    at = "" if reference_hr_bpm is None else f" at {reference_hr_bpm:.0f} bpm"
    return f"{pace_title(units)}{at} (faster is up)"


def one_run_each(x: Any, paces: FloatArray, words: Sequence[str], name: str, day: str = "") -> go.Scatter:
    """A faint dot for each run; `words` and, before them, the `day` as Plotly writes it, tell of one."""
    return go.Scatter(
        x=x,
        y=paces,
        text=words,
        mode="markers",
        name=name,
        marker={"size": 7, "color": faint(GROUND, ONE_RUN), "line": {"width": 0}},
        hovertemplate=f"{day}%{{text}}<extra>one run</extra>",
    )


def bars(paces: FloatArray, fastest: FloatArray, slowest: FloatArray, **look: object) -> dict[str, object]:
    """Intervals around paces, as Plotly's `error_y`."""
    return {"type": "data", "symmetric": False, "array": slowest - paces, "arrayminus": paces - fastest, **look}


def band(days: Sequence[str], one: FloatArray, other: FloatArray, fill: str, name: str) -> go.Scatter:
    """The area between two lines."""
    return go.Scatter(
        x=[*days, *reversed(days)],
        y=np.concatenate([one, other[::-1]]),
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=fill,
        name=name,
        hoverinfo="skip",
    )


def _step(span: float) -> int:
    """The finest round step in seconds that needs no more than a handful of ticks."""
    return next((step for step in _STEPS_S if span / step <= _MOST_TICKS - 1), 1200)
