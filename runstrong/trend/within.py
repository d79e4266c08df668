"""How heart rate follows pace inside runs, where no good or bad day stands between the two.

Read from pieces of ten minutes: in single minutes errors of GPS speed hide it (real-runners.md section 2). It
clears a sensor of blame, no more: those errors and short runs leave it too rough for a change of pace.
"""

from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray

PIECE_MIN: Final = 10.0
ENOUGH_IN_PIECE: Final = 5
USUAL_DRIFT: Final = 0.08

LEAST_WITHIN: Final = 12.0
WITHIN_SD: Final = 4.0
PIECE_BPM2: Final = 60.0
"""A slope in bpm per m/s that clears a sensor, how sure it must be, and the variance of a piece's heart rate times
its windows [ours]. Less is asked than between runs, for what is left of the errors of speed."""


def within_run(minute: FloatArray, speed_mps: FloatArray, hr_bpm: FloatArray) -> FloatArray:
    """From windows (k,): sums over pieces of squared speed, and of speed times heart rate, about their means."""
    piece = (minute // PIECE_MIN).astype(np.int64)
    count = np.bincount(piece)
    full = np.flatnonzero(count >= ENOUGH_IN_PIECE)
    if len(full) < 2:
        return np.zeros(2)
    weight = count[full]
    speed, bpm = (np.bincount(piece, v)[full] / weight for v in (speed_mps, hr_bpm - USUAL_DRIFT * minute))
    apart = weight * (speed - np.average(speed, weights=weight))
    return np.array([apart @ speed, apart @ bpm])


def follows_within(sums: FloatArray) -> bool:
    """Whether heart rate surely follows pace inside runs, whose `sums` are (n, 2)."""
    speed2, speed_bpm = sums.sum(axis=0)
    return bool(speed2 * WITHIN_SD**2 >= PIECE_BPM2 and speed_bpm >= LEAST_WITHIN * speed2)
