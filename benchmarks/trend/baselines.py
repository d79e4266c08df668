"""What runners are shown today, each with an ordinary least-squares line and its 90 % interval.

For comparison only: none of these is in the product.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import stdtrit

from benchmarks.trend.seasons import Measured
from runstrong.model.arrays import FloatArray

WARM_UP_MIN: Final = 10
STEADY_MIN: Final = 20
STEADY_CV: Final = 0.08
BAND_BPM: Final = 5.0
BAND_MIN: Final = 5
ENOUGH: Final = 8


@dataclass(frozen=True)
class Estimate:
    """A change in % from the first run to the last with its 90 % interval."""

    percent: float
    low: float
    high: float


def efficiency(run: Measured) -> float:
    """Average speed over average heart rate of the whole run, in m per beat; NaN if unknown."""
    facts = run.summary.facts
    if not facts.avg_speed_mps or not facts.avg_hr_bpm:
        return float("nan")
    return 60 * facts.avg_speed_mps / facts.avg_hr_bpm


def steady_efficiency(run: Measured) -> float:
    """The same over the longest stretch of at least 20 min in which speed varies by less than 8 %."""
    block = steady_block(run.minutes[WARM_UP_MIN:])
    return float("nan") if block is None else float(60 * block[:, 0].mean() / block[:, 1].mean())


def steady_block(minutes: FloatArray) -> FloatArray | None:
    """The longest steady stretch of minutes (k, 2), the first of equals; None without one."""
    known = np.isfinite(minutes).all(axis=1)
    speed = np.where(known, minutes[:, 0], 0.0) if len(minutes) else np.empty(0)
    total, square, holes = (np.concatenate([[0.0], np.cumsum(x)]) for x in (speed, speed**2, ~known))
    for length in range(len(minutes), STEADY_MIN - 1, -1):
        mean = (total[length:] - total[:-length]) / length
        variance = (square[length:] - square[:-length]) / length - mean**2
        fits = (holes[length:] == holes[:-length]) & (variance < (STEADY_CV * mean) ** 2)
        if fits.any():
            begin = int(np.argmax(fits))
            return minutes[begin : begin + length]
    return None


def in_band(runs: Sequence[Measured]) -> Callable[[Measured], float]:
    """A run's mean speed while heart rate is within 5 bpm of the block's usual one; NaN under 5 minutes."""
    hearts = np.concatenate([run.minutes[WARM_UP_MIN:, 1] for run in runs])
    middle = float(np.nanmedian(hearts)) if np.isfinite(hearts).any() else float("nan")

    def speed(run: Measured) -> float:
        late = run.minutes[WARM_UP_MIN:]
        inside = (np.abs(late[:, 1] - middle) <= BAND_BPM) & (late[:, 0] > 1.8)
        return float(late[inside, 0].mean()) if inside.sum() >= BAND_MIN else float("nan")

    return speed


def measures(runs: Sequence[Measured]) -> Mapping[str, Callable[[Measured], float]]:
    """Every baseline by its short name."""
    return {"EF": efficiency, "20-min EF": steady_efficiency, "HR-band pace": in_band(runs)}


def line(t_s: FloatArray, values: FloatArray) -> Estimate | None:
    """The ordinary least-squares line of log `values` (n,), NaN left out; None under 8."""
    known = np.isfinite(values)
    if known.sum() < ENOUGH:
        return None
    t, y = t_s[known], np.log(values[known])
    x = np.column_stack([np.ones(len(t)), (t - t[0]) / (t[-1] - t[0]) - 0.5])
    coefficients, *_ = np.linalg.lstsq(x, y, rcond=None)
    residual = y - x @ coefficients
    free = len(t) - 2
    se = float(np.sqrt(residual @ residual / free * np.linalg.inv(x.T @ x)[1, 1]))
    half = float(stdtrit(free, 0.95)) * se
    percent, low, high = (100 * float(np.expm1(coefficients[1] + off)) for off in (0.0, -half, half))
    return Estimate(percent, low, high)


def estimates(runs: Sequence[Measured]) -> dict[str, Estimate | None]:
    """What each baseline says about these runs, ascending by start."""
    if not runs:
        return {}
    start = runs[0].summary.start_utc
    t_s = np.array([(run.summary.start_utc - start).total_seconds() for run in runs])
    return {name: line(t_s, np.array([of(run) for run in runs])) for name, of in measures(runs).items()}
