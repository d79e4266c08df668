"""Hills: where altitude came from, how steep the ground was and how far it rose (science.md A.2)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from runstrong.metrics.cost import adjusted_speed
from runstrong.metrics.grid import Grid
from runstrong.metrics.series import around, bounds, carried, covered, running_total, steps
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.facts import GradeSource

INDOORS: Final = frozenset({"treadmill", "indoor_running", "indoor_walking", "indoor_cycling", "virtual_activity"})
KNOWN_SHARE: Final = 0.5
"""Altitude known for less than this share of the time says nothing about the ground."""

CLASSIFY_HALF_S: Final = 15
CLASSIFY_EVERY_S: Final = 5
BAROMETRIC_SD_M: Final = 0.5
DENSE_S: Final = 2.0
SPIKE_MPS: Final = 3.0
LONGEST_SPIKE_S: Final = 10
SPIKY_SHARE: Final = 0.05
GPS_SMOOTH_M: Final = 150.0
ENOUGH_M: Final = 20.0

_SMOOTH_HALF_S: Final = {"barometric": 15, "gps": 45}
_FIT_HALF_M: Final = {"barometric": 25.0, "gps": 75.0}
_STEEPEST: Final = {"barometric": 0.45, "gps": 0.20}
_CLIMB_M: Final = {"barometric": 2.0, "gps": 5.0}


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground under a grid: altitude source, rise over run (n,) and smoothed altitude in m (n,).

    Without a source the ground counts as level. `adjusted_mps` is the grade-adjusted speed.
    """

    source: GradeSource
    slope: FloatArray
    altitude_m: FloatArray
    adjusted_mps: FloatArray

    @property
    def ascent_m(self) -> float | None:
        """Metres climbed, counted with hysteresis; None where altitude is unknown."""
        return None if self.source == "none" else climbed(self.altitude_m, _CLIMB_M[self.source])


def ground_of(grid: Grid, sub_sport: str | None) -> Ground:
    """Judge the altitude of a grid and derive slope and grade-adjusted speed from it."""
    altitude = _despiked(grid.elevation_m, grid.stretch)
    source: GradeSource = "none" if sub_sport in INDOORS else _source(grid, altitude)
    slope = np.zeros(len(grid))
    if source != "none":
        travelled = np.cumsum(np.nan_to_num(grid.speed_mps))
        altitude = _smoothed(altitude, travelled, grid.stretch, source)
        slope = _slope(altitude, travelled, grid.stretch, source)
    return Ground(source, slope, altitude, adjusted_speed(grid.speed_mps, slope, grid.running))


def _source(grid: Grid, despiked_m: FloatArray) -> GradeSource:
    """Barometric where altitude stays within 0.5 m (SD) of its own 31-s median, `gps` where it jitters more.

    Altitude between the two clear cases of science.md A.2 (0.5 and 1.5 m) is taken for the poorer sensor, and so
    is that of sparse records: between them interpolation is smooth whatever the sensor.
    """
    known = np.isfinite(grid.elevation_m)
    if not np.isfinite(despiked_m).any() or known.mean() < KNOWN_SHARE:
        return "none"
    if grid.interval_s > DENSE_S or np.isfinite(despiked_m).sum() < (1 - SPIKY_SHARE) * known.sum():
        return "gps"
    return "barometric" if _jitter(despiked_m, grid.stretch) <= BAROMETRIC_SD_M else "gps"


def _jitter(altitude_m: FloatArray, stretch: IntArray) -> float:
    """SD in m of altitude about its 31-s centred median, looked at every 5 s; infinite without such a span."""
    width = 2 * CLASSIFY_HALF_S + 1
    if len(altitude_m) < width:
        return np.inf
    windows = sliding_window_view(altitude_m, width)[::CLASSIFY_EVERY_S]
    unbroken = (stretch[width - 1 :] == stretch[: 1 - width])[::CLASSIFY_EVERY_S]
    windows = windows[unbroken & np.isfinite(windows).all(axis=1)]
    away = windows[:, CLASSIFY_HALF_S] - np.partition(windows, CLASSIFY_HALF_S, axis=1)[:, CLASSIFY_HALF_S]
    return float(away.std()) if len(away) else np.inf


def _despiked(altitude_m: FloatArray, stretch: IntArray) -> FloatArray:
    """Altitude without jumps of more than 3 m in a second, nor what lies between a jump and its way back."""
    change = steps(altitude_m, stretch)
    jumps = np.flatnonzero(np.abs(change) > SPIKE_MPS)
    if not len(jumps):
        return altitude_m
    edges = np.concatenate([[0], jumps])  # a jump in the first seconds is the way back from a bad start
    ways = np.concatenate([-change[jumps[:1]], change[jumps]])
    back = (np.diff(edges) <= LONGEST_SPIKE_S) & (ways[1:] * ways[:-1] < 0)
    spikes = np.column_stack([edges[:-1], jumps])[back]
    alone = np.column_stack([jumps, jumps + 1])
    return np.where(covered(np.concatenate([spikes, alone]), len(altitude_m)), np.nan, altitude_m)


def _smoothed(altitude_m: FloatArray, travelled_m: FloatArray, stretch: IntArray, source: str) -> FloatArray:
    """Centred mean over 31 s (barometric), or 91 s and 150 m (GPS).

    The window shrinks on both sides towards the ends of a stretch, which leaves a steady hill as steep as it is.
    """
    here = np.arange(len(altitude_m))
    half = np.full(len(altitude_m), _SMOOTH_HALF_S[source])
    if source == "gps":
        behind = here - np.searchsorted(travelled_m, travelled_m - GPS_SMOOTH_M / 2)
        ahead = np.searchsorted(travelled_m, travelled_m + GPS_SMOOTH_M / 2) - here
        half = np.maximum(half, np.maximum(behind, ahead))
    first, last = bounds(stretch)
    return around(altitude_m, np.minimum(half, np.minimum(here - first, last - here)))


def _slope(altitude_m: FloatArray, travelled_m: FloatArray, stretch: IntArray, source: str) -> FloatArray:
    """Least-squares slope of altitude on distance over +-25 m (barometric) or +-75 m (GPS), clipped.

    Where less than 20 m lie in reach the last slope is carried on; level before the first.
    """
    reach = _FIT_HALF_M[source]
    first, last = bounds(stretch)
    begin = np.maximum(np.searchsorted(travelled_m, travelled_m - reach), first)
    end = np.minimum(np.searchsorted(travelled_m, travelled_m + reach, side="right") - 1, last)
    far_enough = travelled_m[end] - travelled_m[begin] >= ENOUGH_M
    slope = _fitted(altitude_m, travelled_m, begin, end + 1)
    slope[~far_enough] = np.nan
    slope = carried(slope)
    return np.clip(np.nan_to_num(slope), -_STEEPEST[source], _STEEPEST[source])


def _fitted(y: FloatArray, x: FloatArray, begin: IntArray, end: IntArray) -> FloatArray:
    """Slopes of straight lines through the points begin..end-1 (half open) of each window, by running sums."""
    known = np.isfinite(y)
    x, y = np.where(known, x - x.mean(), 0.0), np.where(known, y - np.nanmean(y), 0.0)

    def over(values: FloatArray) -> FloatArray:
        total = running_total(values)
        return total[end] - total[begin]

    n = np.maximum(over(known.astype(float)), 1.0)
    sum_x, sum_y = over(x), over(y)
    spread = over(x * x) - sum_x * sum_x / n
    shared = over(x * y) - sum_x * sum_y / n
    return np.where(spread > 1.0, shared / np.maximum(spread, 1.0), np.nan)


def climbed(altitude_m: FloatArray, threshold_m: float) -> float:
    """Ascent in m: a rise counts once it exceeds `threshold_m`, a fall is forgotten until it does too."""
    turns = _turns(altitude_m[np.isfinite(altitude_m)]).tolist()
    low = high = turns[0] if turns else 0.0
    total, rising = 0.0, False
    for height in turns:
        if rising:
            high = max(high, height)
            if height < high - threshold_m:
                total += high - low
                low, rising = height, False
        else:
            low = min(low, height)
            if height > low + threshold_m:
                high, rising = height, True
    return total + (high - low if rising else 0.0)


def _turns(heights: FloatArray) -> FloatArray:
    """The first and last of some heights, and between them the highest and lowest of every rise and fall."""
    heights = heights[np.diff(heights, prepend=np.inf) != 0]
    if len(heights) < 3:
        return heights
    is_up = np.diff(heights) > 0
    turns: FloatArray = heights[np.concatenate([[True], is_up[1:] != is_up[:-1], [True]])]
    return turns
