"""From a line of heart rate to a change of pace at one heart rate, with its whole uncertainty."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from runstrong.model.trend import Interval
from runstrong.trend.line import CHANGE, LEVEL, SLOPE, Line

LINE_WANDER: Final = 1.2**0.5
"""A straight line's rise through a random walk has a variance of 6/5 of the walk's own."""

UPPER90: Final = 0.95
POWER80: Final = 0.84


@dataclass(frozen=True, slots=True)
class Change:
    """The change of speed at the reference heart rate, last run against first; percentages of speed."""

    percent: float
    interval90: Interval
    p_faster: float
    p_over_1: float
    p_under_minus_1: float
    min_detectable: float


def reference_speed(line: Line, usual_mps: float, reference_hr: float) -> float:
    """Speed in m/s at the reference heart rate at the span's middle."""
    return float(usual_mps + (reference_hr - line.coefficients[LEVEL]) / line.coefficients[SLOPE])


def log_change(line: Line, speed_mps: float) -> float:
    """The rise of log speed at one heart rate through the span."""
    return float(-line.coefficients[CHANGE] / (line.coefficients[SLOPE] * speed_mps))


def change(line: Line, speed_mps: float) -> Change:
    """The change at `speed_mps`, with an interval that carries the slope's uncertainty too (Fieller)."""
    low, high = _interval(line, speed_mps)
    se = _se_at(line, speed_mps, log_change(line, speed_mps)) / (line.coefficients[SLOPE] * speed_mps)
    return Change(
        percent=_percent(log_change(line, speed_mps)),
        interval90=(_percent(low), _percent(high)),
        p_faster=_p_above(line, speed_mps, 0.0),
        p_over_1=_p_above(line, speed_mps, float(np.log(1.01))),
        p_under_minus_1=1 - _p_above(line, speed_mps, float(np.log(0.99))),
        min_detectable=100 * (_t90(line) + POWER80) * float(se),
    )


def wander(line: Line, wander_bpm: float | None, weeks: float, speed_mps: float) -> tuple[float, bool] | None:
    """The runner's usual change over so many weeks in %, and whether this one is beyond it; None if not known."""
    if wander_bpm is None:
        return None
    found, per_ratio = log_change(line, speed_mps), float(line.coefficients[SLOPE]) * speed_mps
    walked = wander_bpm * float(np.sqrt(weeks)) / per_ratio
    doubt = float(np.hypot(_se_at(line, speed_mps, found) / per_ratio, LINE_WANDER * walked))
    return 100 * walked, abs(found) > _t90(line) * doubt


def half_width(line: Line, variance_bpm2: float) -> float:
    """Half of a 90 % interval of speed in m/s for a heart rate known with `variance_bpm2`."""
    return float(_t90(line) * np.sqrt(variance_bpm2) / line.coefficients[SLOPE])


def _percent(log_ratio: float) -> float:
    return 100 * float(np.expm1(log_ratio))


def _t90(line: Line) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415 - scipy is slow to import

    return float(stdtrit(line.dof, UPPER90))


def _p_above(line: Line, speed_mps: float, ratio: float) -> float:
    """Probability that the change exceeds `ratio`: that the line falls faster than `ratio` x b x speed."""
    from scipy.special import stdtr  # noqa: PLC0415 - scipy is slow to import

    beyond = line.coefficients[CHANGE] + ratio * speed_mps * line.coefficients[SLOPE]
    return float(stdtr(line.dof, -beyond / _se_at(line, speed_mps, ratio)))


def _se_at(line: Line, speed_mps: float, ratio: float) -> float:
    """Standard error in bpm of how far the line's change is from that of a given ratio."""
    direction = np.zeros(len(line.coefficients))
    direction[[CHANGE, SLOPE]] = 1.0, ratio * speed_mps
    return float(np.sqrt(direction @ line.covariance @ direction))


def _interval(line: Line, speed_mps: float) -> Interval:
    """Ratios whose probability of being exceeded is 0.95 and 0.05: the roots of Fieller's quadratic."""
    t2 = _t90(line) ** 2
    beta, rise = line.coefficients[CHANGE], line.coefficients[SLOPE] * speed_mps
    cross = line.covariance[CHANGE, SLOPE] * speed_mps
    a = rise**2 - t2 * line.covariance[SLOPE, SLOPE] * speed_mps**2
    b = beta * rise - t2 * cross
    c = beta**2 - t2 * line.covariance[CHANGE, CHANGE]
    root = np.sqrt(b**2 - a * c)
    return float((-b - root) / a), float((-b + root) / a)
