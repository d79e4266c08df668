"""What is believed about heart rate and pace before a span is looked at: a runner's history, else other runners.

Heart rate = level(t) + b (speed - usual) + d (minute - 20) + h (heat - usual) + m midday + the sensor's offset,
the level a random walk, days scattered with heavy tails (Student t with 4 degrees of freedom); real-runners.md
section 6.3.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.trend.rows import Rows

TAILS: Final = 4.0
"""Degrees of freedom of the day-to-day scatter."""

REFERENCE_MINUTE: Final = 20.0

HEAT_FROM_C: Final = 16.0
"""Watch temperature from which heart rate rises with heat: 12 degC of air (science B.5), and a wrist 4 warmer."""

HIGHEST_HOUR: Final = 14.0
"""Heart rate is highest around midday, in 8 of 9 real series (real-runners.md section 4)."""

OFFSET_SD_BPM: Final = 8.0
"""How far two sensors' heart rates lie apart before they are compared [ours]: optical ones are off by 2-13 %."""


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Means and SDs (p,) of b in bpm per m/s, d in bpm per min, h in bpm per degC of heat, m in bpm from dawn or
    dusk to midday, then sensors' offsets.

    `scatter_bpm` is the t scale of one day, `wander_bpm` the level's SD per square root of a week (None: not
    known of this runner), `runs` how many runs it was learned from.
    """

    slopes: FloatArray
    slopes_sd: FloatArray
    scatter_bpm: float
    wander_bpm: float | None
    runs: int = 0

    def with_slope(self, mean: float, sd: float) -> "Beliefs":
        """The same with another b."""
        first = np.arange(len(self.slopes)) == 0
        return replace(
            self, slopes=np.where(first, mean, self.slopes), slopes_sd=np.where(first, sd, self.slopes_sd)
        )


POPULATION: Final = Beliefs(np.array([22.0, 0.08, 1.0, 1.5]), np.array([5.0, 0.06, 0.6, 1.5]), 4.5, None)
"""Other runners. b: 21 near the usual speed on real files, where pacing by heart rate hides some of it, and 24 on
a treadmill (real-runners.md section 0, science B.2). h: 0.4 to 1.1 above 20 degC (section 0), 0.5 to 2 in
the literature (B.5). m: 2 to 4 in the two series where it shows, the same sign in all but one (section 4)."""


SEASON_HEAT_SD: Final = 0.2
"""How far heart rate's answer to a season's heat may lie from that to one warm day, in bpm per degC [ours]: bodies
get used to weeks of heat, and a sleeve over the watch one day and none the next hides what a warm day does."""


USUAL_WANDER_BPM: Final = 2.1
"""Per square root of a week, median over real runners (real-runners.md section 0): for those not known yet."""


@dataclass(frozen=True, slots=True)
class Centre:
    """Where the covariates are zero: speed in m/s, temperature in degC (None: not adjusted for).

    `sensors` is how many sensors are compared; the most used is number 0 and has no offset.
    """

    speed_mps: float
    temperature_c: float | None
    sensors: int = 1


def population(centre: Centre) -> Beliefs:
    """What is known of other runners, and of any two sensors."""
    others = np.ones(centre.sensors - 1)
    return replace(
        POPULATION,
        slopes=np.concatenate([POPULATION.slopes, 0 * others]),
        slopes_sd=np.concatenate([POPULATION.slopes_sd, OFFSET_SD_BPM * others]),
    )


def covariates(rows: Rows, centre: Centre) -> FloatArray:
    """Speed, minute, heat, midday and sensors against their centre, (n, p); a missing temperature is its
    neighbours'.
    """
    heat = np.zeros(len(rows))
    measured = np.isfinite(rows.temperature_c)
    if centre.temperature_c is not None and measured.any():
        celsius = np.interp(rows.week, rows.week[measured], rows.temperature_c[measured])
        heat = np.maximum(celsius, HEAT_FROM_C) - max(centre.temperature_c, HEAT_FROM_C)
    midday = np.cos(2 * np.pi * (rows.hour - HIGHEST_HOUR) / 24)
    others = rows.sensor[:, None] == np.arange(1, centre.sensors)
    return np.column_stack(
        [rows.speed_mps - centre.speed_mps, rows.minute - REFERENCE_MINUTE, heat, midday, others]
    )


def day_weights(residual: FloatArray, variance: FloatArray) -> FloatArray:
    """Student-t weights: a day far off counts less, a day at its usual distance counts one."""
    weights: FloatArray = (TAILS + 1) / (TAILS + residual**2 / variance)
    return weights
