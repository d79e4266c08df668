"""What kind of run it was: race, quality, long or easy, from the run and the weeks before it (science D.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from runstrong.metrics.threshold import RIEGEL
from runstrong.metrics.traits import active_s, has_clean_heart_rate, is_indoor, is_marked
from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.athlete import Physiology
from runstrong.model.facts import BEST_EFFORT_S, HR_BINS, SPEED_BIN_MPS, RunKind, RunSummary

CLEAN_SHARE: Final = 0.8
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


class Alone(NamedTuple):
    """What a run shows without any other: long enough near threshold, hard enough for a race."""

    is_quality: bool
    is_hard: bool


def alone(runs: Sequence[RunSummary], bodies: Sequence[Physiology]) -> list[Alone]:
    """What each run shows by itself, with the athlete of each one's day; in any order."""
    if not runs:
        return []
    hearts = _Hearts.of(runs, bodies)
    flags = quality_runs(runs, bodies, hearts), hard_enough_for_a_race(runs, bodies, hearts)
    return [Alone(*both) for both in zip(*(flag.tolist() for flag in flags), strict=True)]


def run_kinds(runs: Sequence[RunSummary], shown: Sequence[Alone]) -> list[RunKind]:
    """The kind of every run, in order; `runs` ascend by start, each once, with what each shows alone."""
    if not runs:
        return []
    race, quality, long = races(runs, shown), [one.is_quality for one in shown], long_runs(runs)
    kinds = np.select([race, np.array(quality), long], ["race", "quality", "long"], "easy")
    words: dict[str, RunKind] = {"race": "race", "quality": "quality", "long": "long", "easy": "easy"}
    return [words[kind] for kind in kinds.tolist()]


@dataclass(frozen=True, slots=True)
class _Hearts:
    """Clean seconds of runs at or above each heart rate (n, HR_BINS + 1), and each day's maximum (n,) or NaN.

    Without trustworthy heart rate there are no seconds.
    """

    held_s: IntArray
    hr_max: FloatArray

    @classmethod
    def of(cls, runs: Sequence[RunSummary], bodies: Sequence[Physiology]) -> "_Hearts":
        nothing = np.zeros(HR_BINS, dtype=np.int64)
        clean = [run.facts.hr_seconds if has_clean_heart_rate(run, CLEAN_SHARE) else nothing for run in runs]
        return cls(_held(clean), _levels(body.hr_max.value for body in bodies))

    def seconds_at(self, share: float | FloatArray) -> IntArray:
        """Clean seconds (n,) at or above `share` of the maximum heart rate."""
        return _seconds_from(self.held_s, self.hr_max * share)


def quality_runs(runs: Sequence[RunSummary], bodies: Sequence[Physiology], hearts: _Hearts) -> BoolArray:
    """Runs with at least 8 min near threshold by speed (outdoors) or by heart rate, (n,)."""
    thresholds = (
        None if is_indoor(run) else body.threshold_mps.value for run, body in zip(runs, bodies, strict=True)
    )
    paces = _held([run.facts.gap_seconds for run in runs])
    fast = _seconds_from(paces, _levels(thresholds) * (QUALITY_SPEED / SPEED_BIN_MPS))
    quality: BoolArray = np.maximum(fast, hearts.seconds_at(QUALITY_HR)) >= QUALITY_S
    return quality


def _held(histograms: Sequence[IntArray]) -> IntArray:
    """Seconds in each bin or a higher one (n, bins + 1), the last of them none."""
    every = np.stack(histograms)
    held = np.zeros((every.shape[0], every.shape[1] + 1), dtype=np.int64)
    np.cumsum(every[:, ::-1], axis=1, out=held[:, -2::-1])
    return held


def _levels(values: Iterable[float | None]) -> FloatArray:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _seconds_from(held_s: IntArray, bins: FloatArray) -> IntArray:
    """Seconds (n,) at or above each row's level in bins; none without a level."""
    last = held_s.shape[1] - 1
    first = np.where(np.isnan(bins), last, np.clip(np.ceil(bins - 1e-9), 0, last)).astype(np.int64)
    seconds: IntArray = np.take_along_axis(held_s, first[:, None], axis=1)[:, 0]
    return seconds


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


def races(runs: Sequence[RunSummary], shown: Sequence[Alone]) -> BoolArray:
    """Runs marked as a race, and those that can hardly be anything else, (n,)."""
    days = _days(runs)
    speed = np.array([run.facts.gap_mps or np.nan for run in runs], dtype=np.float64)
    best = np.array([run.facts.best_gap_mps for run in runs])
    flags = np.array([is_marked(run, "race") for run in runs], dtype=np.bool_)
    for i, (run, one) in enumerate(zip(runs, shown, strict=True)):
        if one.is_hard and "race" not in run.marks:
            before = slice(int(np.searchsorted(days, days[i] - RACE_DAYS)), i)
            flags[i] = _fast_enough_for_a_race(run, best[before], speed[before])
    return flags


def hard_enough_for_a_race(runs: Sequence[RunSummary], bodies: Sequence[Physiology], hearts: _Hearts) -> BoolArray:
    """At least 5 km outdoors with racing heart rate for half of it, (n,); an assumed maximum proves nothing."""
    can_be = [
        not is_indoor(run) and (run.facts.distance_m or 0.0) >= RACE_M and body.hr_max.source != "default"
        for run, body in zip(runs, bodies, strict=True)
    ]
    seconds = np.array([active_s(run.facts) for run in runs])
    limits, shares = np.array(RACE_HR).T
    share = shares[np.searchsorted(limits, seconds)]
    hard: BoolArray = np.array(can_be) & (hearts.seconds_at(share) >= seconds / 2)
    return hard


def _fast_enough_for_a_race(run: RunSummary, best_gap_mps: FloatArray, speed: FloatArray) -> bool:
    """At 97 % of the best for that duration in the 180 days before, and clearly faster than the usual run.

    Best efforts (n, 5) and speeds (n,) are those of the runs before. The second condition keeps a habitual long
    run, which may be the only one of its length, from being a race.
    """
    own, known = run.facts.gap_mps, speed[~np.isnan(speed)]
    if own is None or len(known) < RACE_HISTORY or own < RACE_USUAL * float(np.median(known)):
        return False
    return own >= RACE_BEST * _best_for(active_s(run.facts), best_gap_mps)


def _best_for(seconds: float, best_gap_mps: FloatArray) -> float:
    """The best mean speed for a duration from best efforts (n, 5), beyond 30 min by Riegel; inf if unknown."""
    best = np.max(np.where(np.isnan(best_gap_mps), -np.inf, best_gap_mps), axis=0)
    known = np.isfinite(best)
    if not known[2:].any():
        return float("inf")
    durations = np.array(BEST_EFFORT_S, dtype=np.float64)[known]
    reached = float(np.interp(np.log(seconds), np.log(durations), best[known]))
    return reached * float(min(1.0, (seconds / durations[-1]) ** (1 / RIEGEL - 1)))
