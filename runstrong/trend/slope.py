"""How heart rate follows pace: learned from the runner's own runs, or assumed, or so poorly that nothing is said.

A slope b learned between runs is only as good as the reasons for running faster. A runner who eases off on days of
high heart rate makes heart rate look as if it ignored pace: in simulation, answering a fifth of a day's excess by
pace is enough to halve b. A slope assumed as in other runners, 20 ± 6 bpm per m/s, with its uncertainty carried
into the interval, keeps its coverage whatever the pacing. So a newcomer gets that slope; the runner's own is used,
and a sensor judged by it, once there are 60 runs in which pace was not chosen by heart rate.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.trend.beliefs import POPULATION, Centre
from runstrong.trend.history import learn
from runstrong.trend.line import SLOPE, Line, fit_line, fit_line_at_slope
from runstrong.trend.rows import Rows

JUDGED_RUNS: Final = 60
LEAST_SLOPE: Final = 15.0
"""Below this in 60 runs heart rate does not follow pace: a bad sensor (real-runners.md section 2)."""

HELD_HR: Final = 20.0
"""Heart rate that varies less than 20 bpm per m/s by which pace varies is the one that is held [ours]: with pace
chosen freely the ratio is above b, and above 30 at real day-to-day scatter."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A span's line, the slope it rests on, and the runner's usual wander in bpm per square root of a week."""

    line: Line
    own_slope: bool
    wander_bpm: float | None

    @property
    def follows_pace(self) -> bool:
        """Whether a change of heart rate can be read as a change of pace."""
        return not self.own_slope or float(self.line.coefficients[SLOPE]) >= LEAST_SLOPE


def fit(history: Rows, span: Rows, centre: Centre) -> Fitted:
    """The span's line, with the runner's own slope where it can be known."""
    beliefs = learn(history, centre)
    if len(history) + len(span) >= JUDGED_RUNS and not holds_heart_rate(history, span):
        return Fitted(fit_line(span, centre, beliefs), True, beliefs.wander_bpm)
    first = np.arange(3) == 0
    assumed = replace(
        beliefs,
        slopes=np.where(first, POPULATION.slopes, beliefs.slopes),
        slopes_sd=np.where(first, POPULATION.slopes_sd, beliefs.slopes_sd),
    )
    return Fitted(fit_line_at_slope(span, centre, assumed), False, beliefs.wander_bpm)


def holds_heart_rate(history: Rows, span: Rows) -> bool:
    """Whether pace answers to heart rate rather than the other way round, over the runs of both together."""
    noise = float(np.concatenate([history.noise_bpm2, span.noise_bpm2]).mean())
    hr_spread = _spread(np.concatenate([history.hr_bpm, span.hr_bpm]))
    speed_spread = _spread(np.concatenate([history.speed_mps, span.speed_mps]))
    return bool(np.sqrt(max(hr_spread**2 - noise, 0.0)) < HELD_HR * speed_spread)


def _spread(values: FloatArray) -> float:
    """Robust SD of at least 3 runs' values, against the mean of both neighbours: slow changes cancel."""
    apart = values[1:-1] - (values[:-2] + values[2:]) / 2
    return float(1.4826 * np.median(np.abs(apart - np.median(apart))) / np.sqrt(1.5))
