"""A recording on an even clock: one value a second of timer time, with its breaks kept (science.md A.1)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from runstrong.metrics.series import lasting, steps
from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.track import FOOT_SPORTS, Track

LONGEST_S: Final = 500_000
"""Grid seconds at most (5.8 days of recording): a stream that spans weeks is measured on its beginning."""

SHORTEST_FILL_S: Final = 10.0
LONGEST_FILL_S: Final = 60.0
APART_S: Final = 10_000.0
"""What stretches are held apart on the interpolation axis: more than any gap that is ever filled."""

FASTEST_MPS: Final = 8.0
FASTEST_CHANGE_MPS2: Final = 3.0
HAMPEL_HALF_S: Final = 5
HAMPEL_MADS: Final = 4 * 1.4826
HAMPEL_FLOOR_MPS: Final = 0.5
"""Steps below this are never called spikes: a treadmill's flat line has no spread to compare with."""

SPEED_FILL_S: Final = 5.0
MOVING_MPS: Final = 0.5
MOVING_SPM: Final = 60.0
MOVING_FOR_S: Final = 3
RUNNING_MPS: Final = 1.9
RUNNING_SPM: Final = 140.0


@dataclass(frozen=True, slots=True)
class Grid:
    """One value a second of unpaused time, (n,) each, NaN for missing; units of `model.track.COLUMNS`.

    `t_s` is the wall clock from the start, `stretch` changes at every break. `moving` and `running` follow
    A.1.4; `speed_mps` is cleaned on foot. `paced` says that speed or cadence can tell moving from standing;
    where nothing can, all seconds count as moving. `interval_s` is the median time between records.
    """

    t_s: FloatArray
    stretch: IntArray
    speed_mps: FloatArray
    hr_bpm: FloatArray
    cadence_spm: FloatArray
    elevation_m: FloatArray
    temperature_c: FloatArray
    moving: BoolArray
    running: BoolArray
    paced: bool
    on_foot: bool
    interval_s: float

    def __len__(self) -> int:
        return len(self.t_s)


def grid_of(track: Track) -> Grid:
    """The track at one value a second of timer time, linear over gaps no longer than its own sampling."""
    active = track.stretch >= 0
    t, stretch = track.columns["t_s"][active], track.stretch[active]
    clock, piece = _seconds(t, stretch)
    axis, ticks = t + stretch * APART_S, clock + piece * APART_S

    def resampled(name: str) -> FloatArray:
        return _resampled(axis, track.column(name)[active], ticks)

    on_foot = track.sport in FOOT_SPORTS
    speed, cadence = resampled("speed_mps"), resampled("cadence_spm")
    speed = _cleaned(speed, ticks, piece) if on_foot else speed
    moving, paced = _moving(speed, cadence, piece)
    return Grid(
        t_s=clock,
        stretch=piece,
        speed_mps=speed,
        hr_bpm=resampled("hr_bpm"),
        cadence_spm=cadence,
        elevation_m=resampled("elevation_m"),
        temperature_c=resampled("temperature_c"),
        moving=moving,
        running=moving & on_foot & ((cadence >= RUNNING_SPM) | (speed >= RUNNING_MPS)),
        paced=paced,
        on_foot=on_foot,
        interval_s=float(np.median(np.diff(t))) if len(t) > 1 else 0.0,
    )


def _seconds(t_s: FloatArray, stretch: IntArray) -> tuple[FloatArray, IntArray]:
    """The grid's wall clock and stretch numbers: whole seconds from the first record of every stretch."""
    edges = np.flatnonzero(np.diff(stretch, prepend=-1, append=-1))
    if len(edges) < 2:
        return np.empty(0), np.empty(0, dtype=np.int64)
    begin, end = t_s[edges[:-1]], t_s[edges[1:] - 1]
    counts = np.floor(end - begin + 1e-6).astype(np.int64) + 1
    ends = np.minimum(np.cumsum(counts), LONGEST_S)
    counts = np.diff(ends, prepend=0)
    into = np.arange(ends[-1]) - np.repeat(ends - counts, counts)
    return np.repeat(begin, counts) + into, np.repeat(stretch[edges[:-1]], counts)


def _resampled(axis: FloatArray, values: FloatArray, ticks: FloatArray) -> FloatArray:
    """`values` at `axis` read off at `ticks`; NaN in gaps longer than three times the column's usual interval.

    The usual interval is the 95th percentile, so that smart recording and heart rate in one record of five are
    judged in seconds: between 10 and 60 s are filled.
    """
    known = np.isfinite(values)
    if not known.any() or not len(ticks):
        return np.full(len(ticks), np.nan)
    if known.all() and np.array_equal(axis, ticks):
        return values  # a value every second: nothing lies between
    at = axis[known]
    intervals = np.diff(at)
    intervals = np.sort(intervals[intervals < APART_S])
    usual = intervals[int(0.95 * len(intervals))] if len(intervals) else 0.0
    return _filled(at, values[known], ticks, float(np.clip(3 * usual, SHORTEST_FILL_S, LONGEST_FILL_S)))


def _filled(at: FloatArray, values: FloatArray, ticks: FloatArray, longest_s: float) -> FloatArray:
    """Linear interpolation that does not reach across more than `longest_s`, nor beyond the ends."""
    after = np.searchsorted(at, ticks + 1e-3, side="right")
    before = np.maximum(after - 1, 0)
    gap = at[np.minimum(after, len(at) - 1)] - at[before]
    inside = (after > 0) & ((gap <= longest_s) | (ticks - at[before] < 1e-3))
    inside &= (after < len(at)) | (ticks - at[before] < 1e-3)
    return np.where(inside, np.interp(ticks, at, values), np.nan)


def _cleaned(speed: FloatArray, ticks: FloatArray, stretch: IntArray) -> FloatArray:
    """Speed without what no runner does (A.1.2): spikes, more than 8 m/s, more than 3 m/s2; up to 5 s refilled."""
    jump = np.abs(steps(speed, stretch)) > FASTEST_CHANGE_MPS2
    jump[:-1] |= jump[1:]
    wrong = (speed > FASTEST_MPS) | jump | _spikes(speed)
    if not wrong.any():
        return speed
    kept = np.isfinite(speed) & ~wrong
    if not kept.any():
        return np.full(len(speed), np.nan)
    refilled = _filled(ticks[kept], speed[kept], ticks, SPEED_FILL_S + 1)
    return np.where(wrong, refilled, speed)


def _spikes(speed: FloatArray) -> BoolArray:
    """Hampel's identifier: further than 4 scaled median deviations from the median of 11 s."""
    if len(speed) < 2 * HAMPEL_HALF_S + 1:
        return np.zeros(len(speed), dtype=bool)
    windows = sliding_window_view(np.pad(speed, HAMPEL_HALF_S, mode="reflect"), 2 * HAMPEL_HALF_S + 1)
    middle = np.partition(windows, HAMPEL_HALF_S, axis=1)[:, HAMPEL_HALF_S]
    away = np.abs(speed - middle)
    suspects = np.flatnonzero(away > HAMPEL_FLOOR_MPS)
    spread = np.median(np.abs(windows[suspects] - middle[suspects, None]), axis=1)
    spikes = np.zeros(len(speed), dtype=bool)
    spikes[suspects] = away[suspects] > HAMPEL_MADS * spread
    return spikes


def _moving(speed: FloatArray, cadence: FloatArray, stretch: IntArray) -> tuple[BoolArray, bool]:
    """Seconds in motion for at least 3 s, told by speed, by cadence where speed is missing; else all of them.

    A speed that is 0 throughout (a treadmill, a gym, a pool) tells nothing.
    """
    fast = np.where(np.isfinite(speed), speed >= MOVING_MPS, cadence >= MOVING_SPM)
    moving = lasting(fast, stretch, MOVING_FOR_S)
    paced = bool(moving.any())
    return (moving if paced else np.ones(len(speed), dtype=bool)), paced
