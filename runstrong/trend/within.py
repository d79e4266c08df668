"""How heart rate follows pace inside runs, where no good or bad day stands between the two.

Read from pieces of ten minutes: in single minutes errors of GPS speed hide it (real-runners.md section 2). It
clears a sensor of blame, no more: those errors and short runs leave it too rough for a change of pace.
"""

from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray, IntArray

PIECE_MIN: Final = 10.0
ENOUGH_IN_PIECE: Final = 5
USUAL_DRIFT: Final = 0.08
MOST_PIECES: Final = 10_000

LEAST_WITHIN: Final = 12.0
WITHIN_SD: Final = 4.0
PIECE_BPM2: Final = 60.0
"""A slope in bpm per m/s that clears a sensor, how sure it must be, and the variance of a piece's heart rate times
its windows [ours]. Less is asked than between runs, for what is left of the errors of speed."""


def within_runs(run: IntArray, minute: FloatArray, speed_mps: FloatArray, hr_bpm: FloatArray) -> FloatArray:
    """From all windows (k,) of the runs numbered in `run`, whose highest is n - 1: (n, 2) for each run.

    Sums over its pieces of squared speed, and of speed times heart rate, both about the run's mean.
    """
    found, piece = np.unique(run * MOST_PIECES + (minute // PIECE_MIN).astype(np.int64), return_inverse=True)
    count = np.bincount(piece, minlength=len(found))
    full = count >= ENOUGH_IN_PIECE
    of_run, weight = found[full] // MOST_PIECES, count[full]
    speed, bpm = (
        np.bincount(piece, values, minlength=len(found))[full] / weight
        for values in (speed_mps, hr_bpm - USUAL_DRIFT * minute)
    )
    runs = int(run.max()) + 1 if len(run) else 0
    total = np.maximum(np.bincount(of_run, weight, minlength=runs), 1)
    apart = weight * (speed - (np.bincount(of_run, weight * speed, minlength=runs) / total)[of_run])
    return np.column_stack([np.bincount(of_run, apart * values, minlength=runs) for values in (speed, bpm)])


def follows_within(sums: FloatArray) -> bool:
    """Whether heart rate surely follows pace inside runs, whose `sums` are (n, 2)."""
    speed2, speed_bpm = sums.sum(axis=0)
    return bool(speed2 * WITHIN_SD**2 >= PIECE_BPM2 and speed_bpm >= LEAST_WITHIN * speed2)
