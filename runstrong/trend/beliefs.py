"""What is believed about heart rate and pace before a span is looked at: a runner's history, else other runners.

Heart rate = level(t) + b (speed - usual) + d (minute - 20) + h (temperature - mean), the level a random walk, days
scattered with heavy tails (Student t with 4 degrees of freedom); real-runners.md section 6.3.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.trend.rows import Rows

TAILS: Final = 4.0
"""Degrees of freedom of the day-to-day scatter."""

REFERENCE_MINUTE: Final = 20.0


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Means and SDs (3,) of b in bpm per m/s, d in bpm per min, h in bpm per degC; scatter and wander of days.

    `scatter_bpm` is the t scale of one day, `wander_bpm` the level's SD per square root of a week (None: not
    known of this runner), `runs` how many runs it was learned from.
    """

    slopes: FloatArray
    slopes_sd: FloatArray
    scatter_bpm: float
    wander_bpm: float | None
    runs: int = 0


POPULATION: Final = Beliefs(np.array([20.0, 0.08, 0.5]), np.array([6.0, 0.06, 0.5]), 4.5, None)
"""Priors and medians over real runners (real-runners.md sections 0 and 6)."""


@dataclass(frozen=True, slots=True)
class Centre:
    """Where the covariates are zero: speed in m/s, temperature in degC (None: not adjusted for)."""

    speed_mps: float
    temperature_c: float | None


def covariates(rows: Rows, centre: Centre) -> FloatArray:
    """Speed, minute and temperature against their centre, (n, 3); a missing temperature is its neighbours'."""
    heat = np.zeros(len(rows))
    measured = np.isfinite(rows.temperature_c)
    if centre.temperature_c is not None and measured.any():
        heat = np.interp(rows.week, rows.week[measured], rows.temperature_c[measured]) - centre.temperature_c
    return np.column_stack([rows.speed_mps - centre.speed_mps, rows.minute - REFERENCE_MINUTE, heat])


def day_weights(residual: FloatArray, variance: FloatArray) -> FloatArray:
    """Student-t weights: a day far off counts less, a day at its usual distance counts one."""
    weights: FloatArray = (TAILS + 1) / (TAILS + residual**2 / variance)
    return weights
