"""How the heart answers the run: the truth behind the recorded heart rate (science notes B.2 and B.9)."""

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.simulate.runner import Body
from runstrong.simulate.signal import lagged

START_BPM = 92.0
DRIFT_FROM_MIN = 8.0
HEAT_FROM_C = 12.0
HEAT_DRIFT_BPM_PER_MIN_C = 0.004


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


def equivalent_speed(body: Body, speed_mps: FloatArray, grade: FloatArray) -> FloatArray:
    """Speed on the flat that costs this runner as much as `speed_mps` at `grade`, m/s."""
    misfit = 1 + 5 * body.downhill_misfit * np.clip(-grade, 0, None)
    return speed_mps * running_cost(grade) * misfit


def heart_rate(
    body: Body, equivalent_mps: FloatArray, *, gain: float, air_c: float, day_bpm: float, lag_s: float
) -> FloatArray:
    """True heart rate in bpm at 1 Hz of elapsed time for one run that starts at rest."""
    minutes = np.arange(len(equivalent_mps)) / 60
    heat = max(air_c - HEAT_FROM_C, 0.0)
    drift = (body.drift_bpm_per_min + HEAT_DRIFT_BPM_PER_MIN_C * heat) * np.clip(minutes - DRIFT_FROM_MIN, 0, None)
    work = body.slope_bpm_per_mps * equivalent_mps / (1 + gain)
    steady = body.standing_bpm + work + drift + body.heat_bpm_per_c * heat + day_bpm
    return np.clip(lagged(steady, lag_s, START_BPM), body.hr_rest_bpm, body.hr_max_bpm)
