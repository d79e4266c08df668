"""Two recordings side by side: what each measured at the same moments, their clocks set against one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np

from runstrong.ingest.geodesy import EARTH_RADIUS_M
from runstrong.model.arrays import BoolArray, FloatArray, IntArray

MOST_DRIFT_S: Final = 120
"""How far two clocks are looked for apart: a watch that met no satellite for months is two minutes wrong."""
SHORTEST_BRIDGE_S: Final = 10.0
LONGEST_BRIDGE_S: Final = 60.0
"""Between two values no further apart than three usual intervals, within these bounds, lies nothing new."""

_CLOSE: Final = {"place": 30.0, "hr_bpm": 5.0, "cadence_spm": 5.0, "speed_mps": 0.5}
"""Differences beyond these count as no more than these, so that a sensor astray does not set the clock."""
_MOMENTS: Final = 300
_FEWEST: Final = 60
_STAYING: Final = 0.0005
"""What a second of drift costs beside a share of _CLOSE: where nothing tells, the clocks are as they say."""
_MOST_MOMENTS: Final = 3600


@dataclass(frozen=True, slots=True)
class Streams:
    """What one file measured itself: columns (n,) and stretches (n,) as in a Track, from `start_utc` on."""

    start_utc: datetime
    columns: Mapping[str, FloatArray]
    stretch: IntArray

    def has(self, name: str) -> bool:
        """Whether there is a value; `place` stands for a position."""
        return ("lat_deg" if name == "place" else name) in self.columns


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two recordings compare once the second one's clock is moved by `clock_s`.

    `apart` holds |differences| at every moment at which both measured something, `every_s` apart: bpm, steps a
    minute, m/s, and under `place` metres. `wander` is by how much (standard deviation) each column of the first
    goes up and down.
    """

    clock_s: float
    apart: Mapping[str, FloatArray]
    wander: Mapping[str, float] = field(default_factory=dict)
    every_s: float = 1.0

    def within(self, name: str, distance: float) -> float:
        """The share of moments at which the two lie no further apart."""
        return float((self.apart[name] <= distance).mean())

    def seconds(self, name: str) -> float:
        """For how long both measured it."""
        return len(self.apart.get(name, ())) * self.every_s


def at_moments(streams: Streams, name: str, at_s: FloatArray, shortest_s: float = SHORTEST_BRIDGE_S) -> FloatArray:
    """A column read at seconds after its own start, (n,): linear, never across a pause or a hole; NaN there.

    A hole is longer than `shortest_s`, and than three usual intervals.
    """
    values, t_s = streams.columns[name], streams.columns["t_s"]
    known = np.isfinite(values) & (streams.stretch >= 0)
    t, stretch = t_s[known], streams.stretch[known]
    if not len(t):
        return np.full(len(at_s), np.nan)
    after = np.searchsorted(t, at_s - 1e-3)
    right, left = np.minimum(after, len(t) - 1), np.maximum(after - 1, 0)
    exact = np.abs(t[right] - at_s) < 1e-3
    between = (after > 0) & (after < len(t)) & (t[right] - t[left] <= bridge_s(t, shortest_s))
    return np.where(
        exact | (between & (stretch[right] == stretch[left])), np.interp(at_s, t, values[known]), np.nan
    )


def bridge_s(t_s: FloatArray, shortest_s: float) -> float:
    """How far apart two values of a stream may be for what lies between to be known."""
    steps = np.sort(np.diff(t_s))
    usual = float(steps[int(0.95 * len(steps))]) if len(steps) else 0.0
    return float(np.clip(3 * usual, shortest_s, LONGEST_BRIDGE_S))


def compared(first: Streams, second: Streams, shift_s: float = 0.0) -> Agreement:
    """How two recordings agree, the second's clock moved by `shift_s` and by the drift that fits best."""
    offset_s = (second.start_utc - first.start_utc).total_seconds() + shift_s
    names = [name for name in _CLOSE if first.has(name) and second.has(name)]
    seconds = _shared(first, second, offset_s) if names else np.empty(0)
    if len(seconds) < 2:
        return Agreement(shift_s, {})
    drift = _drift_s(first, second, offset_s, names, seconds)
    moments = _moments(first, second, offset_s + drift)
    here = {name: _read(first, name, moments) for name in names}
    apart = {name: _distance(here[name], _read(second, name, moments - offset_s - drift)) for name in names}
    return Agreement(
        shift_s + drift,
        {name: away[np.isfinite(away)] for name, away in apart.items()},
        {name: float(np.nanstd(here[name])) for name in names if np.isfinite(here[name]).any()},
        float(np.median(np.diff(moments))) if len(moments) > 1 else 0.0,
    )


def _shared(first: Streams, second: Streams, offset_s: float) -> FloatArray:
    """Whole seconds of the first's clock at which both were on their way."""
    begin = max(0.0, offset_s)
    end = min(first.columns["t_s"][-1], second.columns["t_s"][-1] + offset_s)
    return np.arange(np.ceil(begin), end + 1e-6)


def _moments(first: Streams, second: Streams, offset_s: float) -> FloatArray:
    """Where to compare, on the first's clock: when the sparser one wrote; only the other is read in between."""
    here, there = first.columns["t_s"], second.columns["t_s"] + offset_s
    sparse = here if len(here) <= len(there) else there
    shared = sparse[(sparse >= max(here[0], there[0])) & (sparse <= min(here[-1], there[-1]))]
    moments: FloatArray = shared[:: max(1, len(shared) // _MOST_MOMENTS)]
    return moments


def _read(streams: Streams, name: str, at_s: FloatArray) -> FloatArray:
    """(n, 1) values, or (n, 2) latitude and longitude for a place."""
    columns = ("lat_deg", "lon_deg") if name == "place" else (name,)
    return np.column_stack([at_moments(streams, column, at_s) for column in columns])


def _distance(a: FloatArray, b: FloatArray) -> FloatArray:
    """How far apart values (..., 1) are, or in metres places (..., 2) that lie close together."""
    apart = np.abs(a - b)
    if a.shape[-1] == 1:
        return apart[..., 0]
    north, east = np.moveaxis(np.radians(apart) * EARTH_RADIUS_M, -1, 0)
    distance: FloatArray = np.hypot(north, east * np.cos(np.radians(a[..., 0])))
    return distance


def _drift_s(first: Streams, second: Streams, offset_s: float, names: list[str], seconds: FloatArray) -> float:
    """By how many seconds the second's clock is behind, as far as what both measured can tell."""
    moments = seconds[:: max(1, len(seconds) // _MOMENTS)]
    drifts = np.arange(-MOST_DRIFT_S, MOST_DRIFT_S + 1.0)
    around = np.arange(moments[0] - MOST_DRIFT_S, moments[-1] + MOST_DRIFT_S + 1.0)
    rows = (moments - moments[0]).astype(np.int64)[:, None] + (MOST_DRIFT_S - drifts).astype(np.int64)
    costs = []
    for name in names:
        here, there = _read(first, name, moments), _read(second, name, around - offset_s)
        apart = np.minimum(_distance(here[:, None, :], there[rows]) / _CLOSE[name], 1.0)
        costs.append(_mean(apart, np.isfinite(apart)))
    cost = np.mean(costs, axis=0) + _STAYING * np.abs(drifts)
    return float(drifts[int(np.argmin(cost))])


def _mean(values: FloatArray, known: BoolArray) -> FloatArray:
    """(k,) means down the columns; where too little is known, as bad as can be."""
    count = np.count_nonzero(known, axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    return np.where(count >= _FEWEST, total / np.maximum(count, 1), 1.0)
