"""How hard a run was in speed: its normalised mean and its best efforts (science.md A.4)."""

from typing import Final

import numpy as np

from runstrong.metrics.series import running_total
from runstrong.model.arrays import FloatArray
from runstrong.model.facts import BEST_EFFORT_S

ROLLING_S: Final = 30
ROLLING_FROM_S: Final = 600


def normalised(speed_mps: FloatArray) -> float | None:
    """Fourth-power mean of the 30-s rolling mean of a speed while moving; the plain mean below 10 min (A.4)."""
    known = speed_mps[np.isfinite(speed_mps)]
    if len(known) < ROLLING_FROM_S:
        return float(known.mean()) if len(known) else None
    total = running_total(known)
    rolling = (total[ROLLING_S:] - total[:-ROLLING_S]) / ROLLING_S
    return float(np.mean(rolling**4) ** 0.25)


def best_means(t_s: FloatArray, speed_mps: FloatArray) -> FloatArray:
    """Fastest mean speed over each of BEST_EFFORT_S, NaN where the activity is shorter.

    Time runs on through stops and pauses, in which nothing is covered: rests between repetitions count.
    """
    if not np.isfinite(speed_mps).any():
        return np.full(len(BEST_EFFORT_S), np.nan)
    clock = np.append(t_s, t_s[-1] + 1.0)
    covered = running_total(speed_mps)
    return np.array([_best(clock, covered, float(seconds)) for seconds in BEST_EFFORT_S])


def _best(clock: FloatArray, covered: FloatArray, seconds: float) -> float:
    begins = clock <= clock[-1] - seconds
    if not begins.any():
        return np.nan
    return float((np.interp(clock[begins] + seconds, clock, covered) - covered[begins]).max()) / seconds
