"""What the weather may do to a change of heart rate where nobody measured it: seasons come with the weeks too."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray

YEAR_WEEKS: Final = 52.18
TURN_OF_YEAR: Final = 200
"""The day of the year in the middle of summer in the north and of winter in the south."""

SEASON_BPM: Final = 6.5
"""SD of what a season adds at its peak: half a year of 18 degC, three quarters of them felt, 1 bpm each [ours].
The sign is that of the hemisphere, which is not asked."""

MOOD_BPM: Final = 2.0
"""SD of what weather out of season does to a change [ours]."""


def unknown_weather_bpm2(days: Sequence[date], tau: FloatArray) -> float:
    """Variance of the change that unmeasured weather may have made on `days`, (n,); `tau` (n,) is their time."""
    turn = 2 * np.pi * (np.array([day.timetuple().tm_yday for day in days]) - TURN_OF_YEAR) / 365.25
    return float((SEASON_BPM * rise(tau, np.cos(turn))) ** 2 + MOOD_BPM**2)


def unknown_weather_ahead_bpm2(weeks: float) -> float:
    """The same for a span of so many weeks at any season."""
    swing = np.sqrt(2) * np.sin(np.pi * min(weeks, YEAR_WEEKS / 2) / YEAR_WEEKS)
    return float((SEASON_BPM * swing) ** 2 + MOOD_BPM**2)


def rise(tau: FloatArray, values: FloatArray) -> float:
    """How much `values` (n,) change for one unit of `tau` (n,), as a least-squares line has it."""
    apart = tau - tau.mean()
    return float(apart @ values / (apart @ apart))
