"""What the files say about the athlete, in versions: one per fixed 28-day raster day, from the runs before it.

A version never changes when a later run comes in, and the order of imports changes nothing. Where a raster day has
too little to go on, the version before it holds; days before the first version have the first one. Until the first
version exists, a provisional one is made from all runs there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

import numpy as np

from runstrong.metrics.traits import active_s, counts_as_run, has_clean_heart_rate, is_indoor, is_marked
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.facts import BEST_EFFORT_S, HR_BINS, RunSummary

RASTER_DAYS: Final = 28
HR_DAYS: Final = 180
RACE_DAYS: Final = 120
EFFORT_DAYS: Final = 90

CLEAN_SHARE: Final = 0.8
SEEN_S: Final = 10
"""A heart rate counts as seen when a run holds it, or more, for this long: a spike does not."""

RIEGEL: Final = 1.06
RACE_S: Final = (600.0, 4 * 3600.0)
"""Race times from which an hour's speed is extrapolated."""


@dataclass(frozen=True, slots=True)
class Version:
    """One estimate: its value, the day it was made for, from how many runs or efforts, and on what basis."""

    value: float
    day: date
    count: int
    basis: str
    provisional: bool = False


class Estimates:
    """Versioned estimates from a history of activities of any sport, in any order; each is asked by day."""

    def __init__(self, history: Sequence[RunSummary]) -> None:
        runs = [run for run in history if counts_as_run(run) and not is_marked(run, "taken_out")]
        runs.sort(key=lambda run: (run.start_utc, run.id))
        days = np.array([run.local_day.toordinal() for run in runs], dtype=np.int64)
        hearts = _clean_hearts(runs)
        seen = highest_held(hearts)
        races = [race_speed(run) for run in runs]
        outdoor = [run if not is_indoor(run) else None for run in runs]

        def span(raster: int, length: int) -> slice:
            first, last = np.searchsorted(days, (raster - length, raster))
            return slice(int(first), int(last))

        def threshold(raster: int) -> Version | None:
            return best_race(races[span(raster, RACE_DAYS)], raster) or critical_speed(
                [run for run in outdoor[span(raster, EFFORT_DAYS)] if run is not None], raster
            )

        self.hr_max = _by_day(days, lambda raster: hardest_heart_rate(hearts[span(raster, HR_DAYS)], raster))
        self.highest_seen = _by_day(days, lambda raster: highest_seen(seen[span(raster, raster)], raster))
        self.threshold = _by_day(days, threshold)


def _by_day(days: IntArray, estimate: Callable[[int], Version | None]) -> Callable[[date], Version | None]:
    """The version that holds on a day, given the runs' days (ascending) and what makes a raster day's version."""
    if not len(days):
        return lambda day: None
    made = cache(estimate)
    first, last = (int(days[i]) // RASTER_DAYS * RASTER_DAYS for i in (0, -1))

    @cache
    def held(own: int) -> Version | None:
        before = range(own, first, -RASTER_DAYS)
        after = range(max(own, first) + RASTER_DAYS, last + 1, RASTER_DAYS)
        version = next(filter(None, map(made, (*before, *after))), None)
        return version or _provisional(made(last + RASTER_DAYS))

    return lambda day: held(day.toordinal() // RASTER_DAYS * RASTER_DAYS)


def _provisional(version: Version | None) -> Version | None:
    return None if version is None else replace(version, provisional=True)


def _clean_hearts(runs: Sequence[RunSummary]) -> IntArray:
    """Heart-rate histograms (n, HR_BINS) in s; all zero where the heart rate is not to be trusted."""
    nothing = np.zeros(HR_BINS, dtype=np.int64)
    trusted = [run.facts.hr_seconds if has_clean_heart_rate(run, CLEAN_SHARE) else nothing for run in runs]
    return np.stack(trusted) if trusted else np.empty((0, HR_BINS), dtype=np.int64)


def _quantile(seconds: IntArray, share: float) -> IntArray:
    """The heart rate below which `share` of the time lies, along the last axis of histograms in s."""
    grown = np.cumsum(seconds, axis=-1)
    level: IntArray = np.argmax(grown >= share * grown[..., -1:], axis=-1)
    return level


def hardest_heart_rate(hearts: IntArray, raster: int) -> Version | None:
    """Maximum heart rate: the 99.5th percentile of at least 3 hard runs' heart rates, plus 2 (A.5).

    A hard run is one whose own top stands a fifth above the runner's usual heart rate [a choice of ours: it needs
    no maximum to find one, and the hills of an easy run do not reach it]. None without three of them.
    """
    long_enough = hearts[hearts.sum(axis=1) >= 600]
    if len(long_enough) < 3:
        return None
    usual = np.median(_quantile(long_enough, 0.5))
    hard = long_enough[_quantile(long_enough, 0.995) >= 1.2 * usual]
    if len(hard) < 3:
        return None
    top = float(_quantile(hard.sum(axis=0), 0.995)) + 2
    return Version(top, date.fromordinal(raster), len(hard), f"{len(hard)} hard runs in the {HR_DAYS} days")


def highest_held(hearts: IntArray) -> IntArray:
    """The highest heart rate that each run held for SEEN_S, (n,); 0 without heart rate."""
    held = np.cumsum(hearts[:, ::-1], axis=1)[:, ::-1] >= SEEN_S
    highest: IntArray = np.max(held * np.arange(HR_BINS), axis=1, initial=0)
    return highest


def highest_seen(held: IntArray, raster: int) -> Version | None:
    """The highest of the runs' highest heart rates; None without heart rate."""
    if not held.any():
        return None
    return Version(float(held.max()), date.fromordinal(raster), int(np.count_nonzero(held)), "all runs")


def race_speed(run: RunSummary) -> float | None:
    """Speed in m/s sustainable for an hour, from a run marked as a race (Riegel 1981: T2 = T1 (D2/D1)^1.06)."""
    speed, time = run.facts.gap_mps or run.facts.avg_speed_mps, active_s(run.facts)
    if not is_marked(run, "race") or not speed or not RACE_S[0] <= time <= RACE_S[1]:
        return None
    return float(speed * (time / 3600) ** (1 - 1 / RIEGEL))


def best_race(speeds: Sequence[float | None], raster: int) -> Version | None:
    """The fastest of the races' hour speeds; None without a race."""
    raced = [speed for speed in speeds if speed is not None]
    if not raced:
        return None
    basis = f"your best race in the {RACE_DAYS} days"
    return Version(max(raced), date.fromordinal(raster), len(raced), basis)


def critical_speed(runs: Sequence[RunSummary], raster: int) -> Version | None:
    """Threshold speed: 0.97 x the slope of distance on time over the best efforts of 3-30 min (A.5).

    None with fewer than 3 durations, a poor line (R² < 0.98), or a line no faster than 1.05 x the usual run: best
    efforts of someone who only ran easily show no threshold [the last is a choice of ours].
    """
    moving = [run for run in runs if run.facts.gap_mps]
    if not moving:
        return None
    usual = float(np.median([run.facts.gap_mps or 0.0 for run in moving]))
    # A ride recorded as a run would set the best of every duration.
    on_foot = [run.facts.best_gap_mps for run in moving if (run.facts.gap_mps or 0.0) <= 1.7 * usual]
    best = np.max(np.where(np.isnan(on_foot), -np.inf, on_foot), axis=0)
    speed = _slope(np.array(BEST_EFFORT_S, dtype=np.float64), best)
    if speed is None or 0.97 * speed < 1.05 * usual:
        return None
    basis = f"critical speed from your best efforts in the {EFFORT_DAYS} days"
    return Version(0.97 * speed, date.fromordinal(raster), len(on_foot), basis)


def _slope(seconds: FloatArray, best_mps: FloatArray) -> float | None:
    """Slope of distance on time in m/s; None with fewer than 3 points or R² below 0.98."""
    known = np.isfinite(best_mps)
    if known.sum() < 3:
        return None
    distance = (seconds * best_mps)[known]
    time, distance = seconds[known] - seconds[known].mean(), distance - distance.mean()
    slope = (time @ distance) / (time @ time)
    return float(slope) if slope * (time @ distance) >= 0.98 * (distance @ distance) else None
