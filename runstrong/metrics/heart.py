"""Which seconds of heart rate can be believed: missing, impossible, frozen, locked on cadence (science.md B.3)."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from runstrong.metrics.grade import Ground
from runstrong.metrics.grid import Grid
from runstrong.metrics.series import covered, lagged, lasting, running_total, spans, starts, steps, widened
from runstrong.model.arrays import BoolArray, FloatArray, IntArray

HR_LAG_S: Final = 55.0
"""Time constant with which heart rate follows speed (science.md B.2)."""

TOO_LOW_BPM: Final = 60.0
TOO_LOW_ABOVE_MPS: Final = 2.0
FASTEST_CHANGE_BPM: Final = 5.0
FASTEST_FOR_S: Final = 3
BESIDE_S: Final = 10

FROZEN_S: Final = 20
FROZEN_SPEED_RANGE_MPS: Final = 0.5
LONG_FROZEN_S: Final = 60
LONG_FROZEN_SPEED_RANGE_MPS: Final = 0.1
"""Steady runs hold one value for 20-26 s now and then (seen on real watches), never for a minute."""

LOCK_S: Final = 60
LOCK_NEAR_BPM: Final = 3.0
LOCK_SHARE: Final = 0.8
LOCK_JUMP_BPM: Final = 8.0
LOCK_SPEED_MPS: Final = 0.3
LOCK_SLOPE: Final = 0.03
LOCK_CORRELATION: Final = 0.5
ONSET_S: Final = 30


@dataclass(frozen=True, slots=True)
class Heart:
    """Verdicts on a grid's heart rate, (n,) each. `present`: there and possible; `clean`: not frozen or locked."""

    present: BoolArray
    frozen: BoolArray
    locked: BoolArray

    @property
    def clean(self) -> BoolArray:
        """Seconds whose heart rate can be believed."""
        return self.present & ~self.frozen & ~self.locked


def heart_of(grid: Grid, ground: Ground) -> Heart:
    """Judge every second of heart rate. HRmax is the athlete's and is not known here."""
    if not np.isfinite(grid.hr_bpm).any():
        nothing = np.zeros(len(grid), dtype=bool)
        return Heart(nothing, nothing, nothing)
    present = np.isfinite(grid.hr_bpm) & ~_impossible(grid)
    return Heart(present, _frozen(grid), _locked(grid, ground))


def _impossible(grid: Grid) -> BoolArray:
    """Below 60 beats/min while running above 2 m/s, or changing by more than 5 a second for 3 s; 10 s beside."""
    low = (grid.hr_bpm < TOO_LOW_BPM) & grid.running & (grid.speed_mps > TOO_LOW_ABOVE_MPS)
    fast = np.abs(steps(grid.hr_bpm, grid.stretch)) > FASTEST_CHANGE_BPM
    return widened(low | lasting(fast, grid.stretch, FASTEST_FOR_S), BESIDE_S)


def _frozen(grid: Grid) -> BoolArray:
    """One value held for 20 s or more while the speed changed."""
    same = steps(grid.hr_bpm, grid.stretch) == 0
    same &= ~starts(grid.stretch)
    held = spans(same, grid.stretch)
    held[:, 0] -= 1  # a step of 0 joins a second to the one before it
    held = held[held[:, 1] - held[:, 0] >= FROZEN_S]
    return covered(held[[_froze(grid.speed_mps[begin:end]) for begin, end in held]], len(grid))


def _froze(speed: FloatArray) -> bool:
    known = speed[np.isfinite(speed)]
    if not len(known):
        return False
    needed = LONG_FROZEN_SPEED_RANGE_MPS if len(speed) >= LONG_FROZEN_S else FROZEN_SPEED_RANGE_MPS
    return bool(np.ptp(known) >= needed)


def _locked(grid: Grid, ground: Ground) -> BoolArray:
    """Episodes in which the sensor counts steps, or every second step, instead of beats.

    Closeness to cadence alone never condemns: hard efforts really come near it. Unless the episode began with a
    jump that neither speed nor slope explains, heart rate must also move with cadence second by second.
    The residual from the personal line of B.3 needs the athlete and is not used.
    """
    locked = np.zeros(len(grid), dtype=bool)
    if len(grid) < LOCK_S or not (grid.cadence_spm > 0).any():
        return locked
    lag = lagged(grid.speed_mps, grid.stretch, HR_LAG_S)
    for feet in (grid.cadence_spm, grid.cadence_spm / 2):
        for begin, end in _near(grid.hr_bpm, feet):
            if _moves_with(grid.hr_bpm[begin:end], feet[begin:end]) or _jumped(grid, ground, lag, begin, end):
                locked[begin:end] = True
    return locked


def _near(hr: FloatArray, feet: FloatArray) -> IntArray:
    """(k, 2) episodes made of 60-s windows in which heart rate is within 3 of the feet for 80 % of the time."""
    near = (np.abs(hr - feet) <= LOCK_NEAR_BPM) & (feet > 0)
    total = running_total(near.astype(float))
    begins = np.flatnonzero(total[LOCK_S:] - total[:-LOCK_S] >= LOCK_SHARE * LOCK_S)
    if not len(begins):
        return np.empty((0, 2), dtype=np.int64)
    episode = covered(np.column_stack([begins, begins + LOCK_S]), len(hr))
    return _trimmed(spans(episode, np.zeros(len(hr), dtype=np.int64)), near)


def _trimmed(episodes: IntArray, near: BoolArray) -> IntArray:
    """Episodes cut to their first and last second near the feet."""
    at = np.flatnonzero(near)
    first = at[np.searchsorted(at, episodes[:, 0])]
    last = at[np.searchsorted(at, episodes[:, 1]) - 1]
    return np.column_stack([first, last + 1])


def _moves_with(hr: FloatArray, feet: FloatArray) -> bool:
    """Whether changes of heart rate and feet from second to second correlate by more than 0.5."""
    beats, paces = np.diff(hr), np.diff(feet)
    known = np.isfinite(beats) & np.isfinite(paces)
    beats, paces = beats[known], paces[known]
    if len(beats) < LOCK_S / 2 or not beats.any() or not paces.any():
        return False
    beats, paces = beats - beats.mean(), paces - paces.mean()
    power = float(np.sqrt((beats @ beats) * (paces @ paces)))
    return power > 0 and float(beats @ paces) / power > LOCK_CORRELATION


def _jumped(grid: Grid, ground: Ground, lag: FloatArray, begin: int, end: int) -> bool:
    """Whether heart rate came to the feet by a jump of 8 beats/min within a minute that nothing explains.

    Speed is compared as it is and as heart rate would follow it, so that the rise of the first minutes of a run
    is no jump.
    """
    before, after = slice(begin - ONSET_S, begin), slice(begin, min(begin + ONSET_S, end))
    if begin < ONSET_S or grid.stretch[begin - ONSET_S] != grid.stretch[begin]:
        return False
    jump = abs(_change(grid.hr_bpm, before, after))
    explained = max(abs(_change(x, before, after)) for x in (grid.speed_mps, lag)) >= LOCK_SPEED_MPS
    return jump >= LOCK_JUMP_BPM and not explained and abs(_change(ground.slope, before, after)) < LOCK_SLOPE


def _change(values: FloatArray, before: slice, after: slice) -> float:
    """Median afterwards minus median before; 0 where either is unknown."""
    early, late = (values[part][np.isfinite(values[part])] for part in (before, after))
    return float(np.median(late) - np.median(early)) if len(early) and len(late) else 0.0
