"""How heart rate follows pace: learned from the runner's own runs, or assumed, or so poorly that nothing is said.

A slope b learned between runs is only as good as the reasons for running faster. A runner who eases off on days of
high heart rate makes heart rate look as if it ignored pace: in simulation, answering a fifth of a day's excess by
pace is enough to halve b. So b is never taken from the span it is used in. A newcomer gets that of other runners;
once there are 60 runs it is learned, with room for such pacing, and the sensor is judged by it. Where b collapses
between runs but not inside them, the runner paces by heart rate, and the sensor is not to blame.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.trend.beliefs import POPULATION, Beliefs, Centre
from runstrong.trend.history import MEMORY_SD, learn, lesson, lesson_of
from runstrong.trend.line import CHANGE, Line, fit_line_at_slope, time_of
from runstrong.trend.rows import Rows, together
from runstrong.trend.weather import unknown_weather_bpm2
from runstrong.trend.within import follows_within

JUDGED_RUNS: Final = 60
LEAST_SLOPE: Final = 15.0
"""Below this in 60 runs heart rate does not follow pace: a bad sensor (real-runners.md section 2)."""

PACING_SD: Final = 3.0
"""How much of a learned slope answers of pace to heart rate may hide unseen, in bpm per m/s [ours]."""

HELD_HR: Final = 20.0
"""Heart rate that varies less than 20 bpm per m/s by which pace varies is the one that is held [ours]: with pace
chosen freely the ratio is above b, and above 30 at real day-to-day scatter."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A span's line, the slope it rests on, and what was believed before the span.

    `follows_pace` says whether a change of heart rate can be read as a change of pace.
    """

    line: Line
    own_slope: bool
    beliefs: Beliefs
    follows_pace: bool = True

    @property
    def wander_bpm(self) -> float | None:
        """The runner's usual wander in bpm per square root of a week."""
        return self.beliefs.wander_bpm


def fit(history: Rows, span: Rows, centre: Centre, *, also: Rows | None = None) -> Fitted:
    """The span's line, with the runner's own slope where it can be known.

    `also` are the span's runs in their own time where they may teach the slope of a short history.
    """
    beliefs = learn(history, centre)
    known = history
    if also is not None and lesson(len(history)) < JUDGED_RUNS:
        known = together(history, also)
    taught = lesson_of(known)
    if len(taught) < JUDGED_RUNS or holds_heart_rate(taught):
        return _fitted(span, centre, _assumed(beliefs))
    own = beliefs if known is history else learn(known, centre)
    slope, sd = _by_itself(own)
    if slope + sd >= LEAST_SLOPE:
        return _fitted(
            span, centre, beliefs.with_slope(*_allowed_for_pacing(slope, MEMORY_SD * sd)), own_slope=True
        )
    if follows_within(taught.within):
        return _fitted(span, centre, _assumed(beliefs))
    return replace(_fitted(span, centre, beliefs.with_slope(slope, sd), own_slope=True), follows_pace=False)


def refit(fitted: Fitted, span: Rows, centre: Centre) -> Fitted:
    """The same once the span's runs weigh otherwise: what earlier runs taught stays as it was."""
    again = _fitted(span, centre, fitted.beliefs, own_slope=fitted.own_slope)
    return replace(again, follows_pace=fitted.follows_pace)


def _fitted(span: Rows, centre: Centre, beliefs: Beliefs, *, own_slope: bool = False) -> Fitted:
    line = fit_line_at_slope(span, centre, beliefs)
    if centre.temperature_c is None:
        line = _in_unknown_weather(line, span)
    return Fitted(line, own_slope, beliefs)


def _assumed(beliefs: Beliefs) -> Beliefs:
    return beliefs.with_slope(float(POPULATION.slopes[0]), float(POPULATION.slopes_sd[0]))


def _by_itself(own: Beliefs) -> tuple[float, float]:
    """The learned slope and its SD as these runs alone have it, without other runners."""
    usual, usual_sd = POPULATION.slopes[0], POPULATION.slopes_sd[0]
    learned_sd = own.slopes_sd[0] / MEMORY_SD
    precision = learned_sd**-2 - usual_sd**-2
    return float((own.slopes[0] / learned_sd**2 - usual / usual_sd**2) / precision), float(precision**-0.5)


def _allowed_for_pacing(slope: float, sd: float) -> tuple[float, float]:
    """Mean and SD of b from what was learned and from other runners; pacing by heart rate can only flatten it."""
    means = np.array([slope, POPULATION.slopes[0]])
    precision = np.array([sd**2 + PACING_SD**2, POPULATION.slopes_sd[0] ** 2]) ** -1
    return max(slope, float(means @ precision / precision.sum())), float(precision.sum() ** -0.5)


def holds_heart_rate(rows: Rows) -> bool:
    """Whether pace answers to heart rate rather than the other way round."""
    hr_spread = np.sqrt(max(_spread(rows.hr_bpm) ** 2 - float(rows.noise_bpm2.mean()), 0.0))
    return bool(hr_spread < HELD_HR * _spread(rows.speed_mps))


def _in_unknown_weather(line: Line, span: Rows) -> Line:
    """The line with the change that weather nobody measured may have made."""
    covariance = line.covariance.copy()
    covariance[CHANGE, CHANGE] += unknown_weather_bpm2(span.days, time_of(span))
    return replace(line, covariance=covariance)


def _spread(values: FloatArray) -> float:
    """Robust SD of at least 3 runs' values, against the mean of both neighbours: slow changes cancel."""
    apart = values[1:-1] - (values[:-2] + values[2:]) / 2
    return float(1.4826 * np.median(np.abs(apart - np.median(apart))) / np.sqrt(1.5))
