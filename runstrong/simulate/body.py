"""How the heart answers the run: the truth behind the recorded heart rate (science notes B.2 and B.9)."""

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.simulate.runner import Body
from runstrong.simulate.signal import lagged

START_BPM = 92.0
DRIFT_FROM_MIN = 8.0
HEAT_FROM_C = 12.0
HEAT_DRIFT_BPM_PER_MIN_C = 0.004
BENT_ABOUT_MPS = 2.9


def running_cost(grade: FloatArray) -> FloatArray:
    """Energy cost of running at `grade` relative to the flat (Minetti 2002).

    Written out a second time on purpose: a truth that borrowed the product's own grade model could not show
    its faults.
    """
    g = np.clip(grade, -0.45, 0.45)
    cost = ((((155.4 * g - 30.4) * g - 43.3) * g + 46.3) * g + 19.5) * g + 3.6
    relative: FloatArray = cost / 3.6
    return relative


def gain_at(body: Body, progress: float) -> float:
    """The fraction by which speed at the same heart rate has grown when `progress` (0-1) of the block is over."""
    share = progress if body.gain_curve == "linear" else 1 / (1 + np.exp(-10 * (progress - 0.5)))
    return float(body.gain_pct / 100 * share)


def heat_of(air_c: float) -> float:
    """Degrees of air temperature that a heart answers to."""
    return max(air_c - HEAT_FROM_C, 0.0)


def equivalent_speed(body: Body, speed_mps: FloatArray, grade: FloatArray) -> FloatArray:
    """Speed on the flat that costs this runner as much as `speed_mps` at `grade`, m/s."""
    misfit = 1 + 5 * body.downhill_misfit * np.clip(-grade, 0, None)
    return speed_mps * running_cost(grade) * misfit


def heart_rate(
    body: Body, equivalent_mps: FloatArray, *, gain: float, heat_c: float, day_bpm: float, lag_s: float
) -> FloatArray:
    """True heart rate in bpm at 1 Hz of elapsed time for one run from rest; `heat_c` is what `heat_of` says."""
    minutes = np.arange(len(equivalent_mps)) / 60
    drift = (body.drift_bpm_per_min + HEAT_DRIFT_BPM_PER_MIN_C * heat_c) * np.clip(
        minutes - DRIFT_FROM_MIN, 0, None
    )
    steady = body.standing_bpm + _work(body, equivalent_mps / (1 + gain)) + drift
    steady = steady + body.heat_bpm_per_c * heat_c + day_bpm
    bpm = lagged(steady, lag_s, START_BPM)
    if body.slow_share:
        bpm = (1 - body.slow_share) * bpm + body.slow_share * lagged(steady, body.slow_s, START_BPM)
    return np.clip(bpm, body.hr_rest_bpm, body.hr_max_bpm)


def _work(body: Body, equivalent_mps: FloatArray) -> FloatArray:
    """What running at a speed adds to standing, bpm."""
    work: FloatArray = body.slope_bpm_per_mps * equivalent_mps
    return work + body.curve * (equivalent_mps - BENT_ABOUT_MPS) ** 2 if body.curve else work
