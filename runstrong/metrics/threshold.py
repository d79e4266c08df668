"""The speed a runner can hold for about an hour, from races and best efforts (science A.5)."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from runstrong.metrics.traits import active_s, has_clean_heart_rate, is_marked
from runstrong.model.arrays import BoolArray, FloatArray
from runstrong.model.facts import BEST_EFFORT_S, RunSummary

RIEGEL: Final = 1.06
RACE_S: Final = (600.0, 4 * 3600.0)
"""Race times from which an hour's speed is extrapolated."""

CLEAN_SHARE: Final = 0.8
EFFORT_HR: Final = 0.87
EFFORT_SHARE: Final = 0.5
ONE_PIECE: Final = 0.96
"""A best effort counts as one when its run held 87 % of maximum heart rate for half as long, and when it is within
4 % of the same run's best 3 min: the fastest half hour of easy running, or of repetitions with rests between,
says nothing about a threshold [both ours]."""

LEAST_OVER_USUAL: Final = 1.05
MOST_OVER_USUAL: Final = 1.7
"""A threshold is clearly faster than the usual run; a mean far above it is a ride [both ours]."""


def race_speed(run: RunSummary) -> float | None:
    """Speed in m/s sustainable for an hour, from a run marked as a race (Riegel 1981: T2 = T1 (D2/D1)^1.06)."""
    speed, time = run.facts.gap_mps or run.facts.avg_speed_mps, active_s(run.facts)
    if not is_marked(run, "race") or not speed or not RACE_S[0] <= time <= RACE_S[1]:
        return None
    return float(speed * (time / 3600) ** (1 - 1 / RIEGEL))


def best_race(speeds: Sequence[float | None]) -> float | None:
    """The fastest of the races' hour speeds; None without a race."""
    return max((speed for speed in speeds if speed is not None), default=None)


def critical_speed(runs: Sequence[RunSummary], hr_max: float | None) -> float | None:
    """0.97 x the slope of distance on time over the best efforts of 3-30 min, in m/s.

    None with fewer than 3 durations, a poor line (R² < 0.98), or a line hardly faster than the usual run.
    """
    moving = [run for run in runs if run.facts.gap_mps]
    usual = float(np.median([run.facts.gap_mps or 0.0 for run in moving])) if moving else 0.0
    on_foot = [run for run in moving if (run.facts.gap_mps or 0.0) <= MOST_OVER_USUAL * usual]
    if not on_foot:
        return None
    efforts = np.array([run.facts.best_gap_mps for run in on_foot])
    counts = (efforts >= ONE_PIECE * efforts[:, :1]) & _were_hard(on_foot, hr_max)
    slope = _slope(
        np.array(BEST_EFFORT_S, dtype=np.float64), np.max(efforts, axis=0, initial=-np.inf, where=counts)
    )
    return 0.97 * slope if slope is not None and 0.97 * slope >= LEAST_OVER_USUAL * usual else None


def _were_hard(runs: Sequence[RunSummary], hr_max: float | None) -> BoolArray:
    """Which best efforts (n, 5) heart rate vouches for; all of them where most runs come without heart rate."""
    with_heart = [has_clean_heart_rate(run, CLEAN_SHARE) for run in runs]
    if hr_max is None or 2 * sum(with_heart) < len(runs):
        return np.ones((len(runs), len(BEST_EFFORT_S)), dtype=np.bool_)
    hard_from = int(np.ceil(EFFORT_HR * hr_max))
    held = np.stack([run.facts.hr_seconds for run in runs])[:, hard_from:].sum(axis=1)
    hard: BoolArray = (held[:, None] >= EFFORT_SHARE * np.array(BEST_EFFORT_S)) & np.array(with_heart)[:, None]
    return hard


def _slope(seconds: FloatArray, best_mps: FloatArray) -> float | None:
    """Slope of distance on time in m/s; None with fewer than 3 points or R² below 0.98."""
    known = np.isfinite(best_mps)
    if known.sum() < 3:
        return None
    distance = (seconds * best_mps)[known]
    time, distance = seconds[known] - seconds[known].mean(), distance - distance.mean()
    slope = (time @ distance) / (time @ time)
    return float(slope) if slope * (time @ distance) >= 0.98 * (distance @ distance) else None
