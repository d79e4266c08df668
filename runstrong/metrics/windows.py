"""Steady minutes: the 60-s windows in which heart rate answers to pace (real-runners.md section 6.1)."""

from typing import Final

import numpy as np

from runstrong.metrics.cost import adjusted_speed
from runstrong.metrics.grade import Ground
from runstrong.metrics.grid import Grid
from runstrong.metrics.heart import HR_LAG_S, Heart
from runstrong.metrics.series import lagged, lasting, starts
from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.facts import Windows

WINDOW_S: Final = 60
AFTER_STOP_S: Final = 60
STOP_S: Final = 3
STEEPEST: Final = 0.05
RUNNING_SHARE: Final = 0.9
CLEAN_SHARE: Final = 0.9
UNSTEADY_BPM: Final = 5.0


def no_windows() -> Windows:
    """No window at all: for activities that are not on foot, or too short for one."""
    return Windows(np.empty(0), np.empty(0), np.empty(0), {}, 0)


def steady_windows(grid: Grid, ground: Ground, heart: Heart) -> Windows:
    """The steady windows of a run, with how many windows failed each gate (a window may fail several).

    Warm-up, HRmax and the band around the usual speed need more than this file: they wait until a trend is read.
    """
    moving = np.flatnonzero(grid.moving)
    count = len(moving) // WINDOW_S
    if not (grid.on_foot and grid.paced and count):
        return no_windows()
    seconds = moving[: count * WINDOW_S].reshape(count, WINDOW_S)
    clean = heart.clean[seconds]
    beats = np.where(clean, grid.hr_bpm[seconds], np.nan)
    failed = {
        "stop": (_since_stop(grid)[seconds] < AFTER_STOP_S).any(axis=1),
        "grade": np.abs(ground.slope[seconds].mean(axis=1)) > STEEPEST,
        "not_running": grid.running[seconds].mean(axis=1) < RUNNING_SHARE,
        **_heart_gates(heart, seconds, clean),
        "hr_unsteady": _spread(beats, clean) > UNSTEADY_BPM,
    }
    kept = np.flatnonzero(~np.any(list(failed.values()), axis=0))
    lag = lagged(_pace(grid, ground), grid.stretch, HR_LAG_S)
    return Windows(
        minute=kept.astype(np.float64) + 0.5,
        speed_mps=lag[seconds[kept]].mean(axis=1),
        hr_bpm=_medians(beats[kept]),
        failed={gate: int(lost.sum()) for gate, lost in failed.items() if lost.any()},
        considered=count,
    )


def _pace(grid: Grid, ground: Ground) -> FloatArray:
    """Speed, grade-adjusted only where altitude is barometric: GPS altitude makes it worse (section 1)."""
    if ground.source == "barometric":
        return ground.adjusted_mps
    return adjusted_speed(grid.speed_mps, np.zeros(len(grid)), grid.running)


def _since_stop(grid: Grid) -> IntArray:
    """Seconds since the runner last stood for 3 s or the recording was broken off; its start counts as a stop."""
    here = np.arange(len(grid))
    stopped = lasting(~grid.moving, grid.stretch, STOP_S) | starts(grid.stretch)
    return here - np.maximum.accumulate(np.where(stopped, here, -1))


def _heart_gates(heart: Heart, seconds: IntArray, clean: BoolArray) -> dict[str, BoolArray]:
    """Windows that are short of clean heart rate, each under the cause that took it."""
    frozen = heart.frozen[seconds].mean(axis=1) > 1 - CLEAN_SHARE
    locked = heart.locked[seconds].mean(axis=1) > 1 - CLEAN_SHARE
    missing = (clean.mean(axis=1) < CLEAN_SHARE) & ~frozen & ~locked
    missing |= heart.present[seconds].mean(axis=1) < CLEAN_SHARE
    return {"hr_missing": missing, "hr_frozen": frozen, "hr_locked": locked}


def _spread(beats: FloatArray, clean: BoolArray) -> FloatArray:
    """(k,) standard deviation of the clean beats of each window, 0 where there are none."""
    count = np.maximum(clean.sum(axis=1), 1)
    values = np.where(clean, beats, 0.0)
    centred = np.where(clean, values - (values.sum(axis=1) / count)[:, None], 0.0)
    spread: FloatArray = np.sqrt((centred**2).sum(axis=1) / count)
    return spread


def _medians(beats: FloatArray) -> FloatArray:
    """(k,) median of what is there in each row; np.nanmedian takes eight times as long."""
    ordered = np.sort(beats, axis=1)  # missing ones come last
    count, row = np.isfinite(beats).sum(axis=1), np.arange(len(beats))
    middle: FloatArray = (ordered[row, (count - 1) // 2] + ordered[row, count // 2]) / 2
    return middle
