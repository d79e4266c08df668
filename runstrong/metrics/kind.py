"""What kind of run it was: race, quality, long or easy, from the run and the weeks before it (science D.4)."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from runstrong.metrics.threshold import RIEGEL
from runstrong.metrics.traits import active_s, has_clean_heart_rate, is_indoor, is_marked
from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.athlete import Physiology
from runstrong.model.facts import BEST_EFFORT_S, SPEED_BIN_MPS, RunKind, RunSummary

QUALITY_S: Final = 8 * 60
QUALITY_SPEED: Final = 0.92
QUALITY_HR: Final = 0.88
"""A quality run holds 8 min above 92 % of threshold speed or 88 % of maximum heart rate, in all."""

LONG_S: Final = 75 * 60
LONG_USUAL: Final = 1.3
USUAL_DAYS: Final = 42
LONG_WEEK_SHARE: Final = 0.25
LONG_STANDS_OUT: Final = 1.2
"""The week's longest run is long only when it is a fifth longer than the mean of the week's others: of three
equal runs none is [a choice of ours; D.4 would take any]."""

RACE_DAYS: Final = 180
RACE_HISTORY: Final = 8
RACE_M: Final = 5_000
RACE_BEST: Final = 0.97
RACE_USUAL: Final = 1.08
RACE_HR: Final = ((40 * 60, 0.90), (100 * 60, 0.87), (float("inf"), 0.80))
"""Up to so many seconds a race holds this share of maximum heart rate for at least half of the time."""


def run_kinds(runs: Sequence[RunSummary], bodies: Sequence[Physiology]) -> list[RunKind]:
    """The kind of every run, in order; `runs` ascend by start, each once, with the athlete of each one's day."""
    race, quality, long = races(runs, bodies), quality_runs(runs, bodies), long_runs(runs)
    kinds = np.select([race, quality, long], ["race", "quality", "long"], "easy")
    words: dict[str, RunKind] = {"race": "race", "quality": "quality", "long": "long", "easy": "easy"}
    return [words[str(kind)] for kind in kinds]


def quality_runs(runs: Sequence[RunSummary], bodies: Sequence[Physiology]) -> BoolArray:
    """Runs with at least 8 min near threshold by speed (outdoors) or by heart rate, (n,)."""
    flags = np.zeros(len(runs), dtype=np.bool_)
    for i, (run, body) in enumerate(zip(runs, bodies, strict=True)):
        threshold = None if is_indoor(run) else body.threshold_mps.value
        fast = _seconds_from(run.facts.gap_seconds, threshold, QUALITY_SPEED / SPEED_BIN_MPS)
        flags[i] = max(fast, _seconds_at_hr(run, body, QUALITY_HR)) >= QUALITY_S
    return flags


def _seconds_at_hr(run: RunSummary, body: Physiology, share: float) -> float:
    """Clean seconds at or above `share` of the maximum heart rate; 0 without trustworthy heart rate."""
    return _seconds_from(run.facts.hr_seconds, body.hr_max.value, share) if has_clean_heart_rate(run, 0.8) else 0.0


def _seconds_from(histogram: IntArray, level: float | None, bins_per_unit: float) -> float:
    """Seconds of a histogram at or above `level` times `bins_per_unit`; 0 without a level."""
    if level is None:
        return 0.0
    return float(histogram[int(np.ceil(level * bins_per_unit - 1e-9)) :].sum())


def long_runs(runs: Sequence[RunSummary]) -> BoolArray:
    """Runs of 75 min and 1.3 x the usual of 42 days, or the week's clearly longest of at least three, (n,)."""
    seconds = np.array([active_s(run.facts) for run in runs], dtype=np.float64)
    days = _days(runs)
    long = np.zeros(len(runs), dtype=np.bool_)
    for i in np.flatnonzero(seconds >= LONG_S):
        before = seconds[np.searchsorted(days, days[i] - USUAL_DAYS) : i]
        long[i] = not len(before) or seconds[i] >= LONG_USUAL * np.median(before)
    week_ends = np.flatnonzero(np.diff((days - 1) // 7)) + 1
    for week in np.split(np.arange(len(runs)), week_ends):
        longest = _week_longest(seconds[week])
        if longest is not None:
            long[week[longest]] = True
    return long


def _days(runs: Sequence[RunSummary]) -> IntArray:
    return np.array([run.local_day.toordinal() for run in runs], dtype=np.int64)


def _week_longest(seconds: FloatArray) -> int | None:
    """Which run of one Monday-to-Sunday week is its long run; None where none stands out."""
    if len(seconds) < 3:
        return None
    longest, total = int(np.argmax(seconds)), float(seconds.sum())
    most = float(seconds[longest])
    stands_out = most >= LONG_STANDS_OUT * (total - most) / (len(seconds) - 1)
    return longest if stands_out and 0 < LONG_WEEK_SHARE * total <= most else None


def races(runs: Sequence[RunSummary], bodies: Sequence[Physiology]) -> BoolArray:
    """Runs marked as a race, and those that can hardly be anything else, (n,)."""
    days = _days(runs)
    speed = np.array([run.facts.gap_mps or np.nan for run in runs], dtype=np.float64)
    best = np.array([run.facts.best_gap_mps for run in runs])
    flags = np.array([is_marked(run, "race") for run in runs], dtype=np.bool_)
    for i, (run, body) in enumerate(zip(runs, bodies, strict=True)):
        if "race" in run.marks or not _hard_enough_for_a_race(run, body):
            continue
        before = slice(int(np.searchsorted(days, days[i] - RACE_DAYS)), i)
        flags[i] = _fast_enough_for_a_race(run, best[before], speed[before])
    return flags


def _hard_enough_for_a_race(run: RunSummary, body: Physiology) -> bool:
    """At least 5 km outdoors with racing heart rate for half of it; an assumed maximum proves nothing."""
    seconds = active_s(run.facts)
    if is_indoor(run) or (run.facts.distance_m or 0.0) < RACE_M or body.hr_max.source == "default":
        return False
    share = next(share for limit, share in RACE_HR if seconds <= limit)
    return _seconds_at_hr(run, body, share) >= seconds / 2


def _fast_enough_for_a_race(run: RunSummary, best_gap_mps: FloatArray, speed: FloatArray) -> bool:
    """At 97 % of the best for that duration in the 180 days before, and clearly faster than the usual run.

    Best efforts (n, 5) and speeds (n,) are those of the runs before. The second condition keeps a habitual long
    run, which may be the only one of its length, from being a race.
    """
    own = run.facts.gap_mps
    if own is None or np.count_nonzero(~np.isnan(speed)) < RACE_HISTORY:
        return False
    best = _best_for(active_s(run.facts), best_gap_mps)
    return own >= RACE_BEST * best and own >= RACE_USUAL * float(np.nanmedian(speed))


def _best_for(seconds: float, best_gap_mps: FloatArray) -> float:
    """The best mean speed for a duration from best efforts (n, 5), beyond 30 min by Riegel; inf if unknown."""
    best = np.max(np.where(np.isnan(best_gap_mps), -np.inf, best_gap_mps), axis=0)
    known = np.isfinite(best)
    if not known[2:].any():
        return float("inf")
    durations = np.array(BEST_EFFORT_S, dtype=np.float64)[known]
    reached = float(np.interp(np.log(seconds), np.log(durations), best[known]))
    return reached * float(min(1.0, (seconds / durations[-1]) ** (1 / RIEGEL - 1)))
