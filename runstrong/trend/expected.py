"""The least change a block to come can show, from what it will be made of (science B.8)."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from runstrong.trend.answer import POWER80, UPPER90
from runstrong.trend.line import SPREAD, USUAL_CORRELATION, freedom
from runstrong.trend.weather import unknown_weather_ahead_bpm2
from runstrong.trend.words import TREND_RUNS

CHECK_SHARE: Final = 2 / 3
"""Scatter of runs on one route against others: about a third less, in half of the runners (real-runners.md 4)."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a block to come will be made of: bpm, m/s, weeks; `check_share` of the runs, 0-1, are check runs."""

    weeks: int
    runs_per_week: float
    scatter_bpm: float
    noise_bpm2: float
    slope: float
    slope_sd: float
    speed_mps: float
    speed_sd_mps: float
    heat_sd_bpm: float
    weather_known: bool
    check_share: float = 0.0


def detectable(block: Expected) -> float | None:
    """The least change in % that such a block shows in four of five cases; None with too few runs for a trend.

    B.8 with this estimator's variance: t-distributed days, neighbouring runs alike, chance drift of pace and heat.
    """
    n = block.weeks * block.runs_per_week
    if n < TREND_RUNS:
        return None
    from scipy.special import stdtrit  # noqa: PLC0415 - scipy is slow to import

    calmer = 1 - block.check_share * (1 - CHECK_SHARE**2)
    day = (block.scatter_bpm**2 * calmer + block.noise_bpm2) / SPREAD
    day *= (1 + USUAL_CORRELATION) / (1 - USUAL_CORRELATION)
    chance = (block.speed_sd_mps * block.slope_sd) ** 2 + block.heat_sd_bpm**2
    variance = 12 * (n - 1) / (n * (n + 1)) * (day + chance)
    if not block.weather_known:
        variance += unknown_weather_ahead_bpm2(block.weeks)
    reach = float(stdtrit(freedom(n), UPPER90)) + POWER80
    return float(100 * reach * np.sqrt(variance) / (block.slope * block.speed_mps))
