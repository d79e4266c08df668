"""What the files say about the athlete's heart rates and threshold speed (science A.5), in versions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import is_
from typing import Final

import numpy as np

from runstrong.metrics.threshold import best_race, critical_speed, race_speed
from runstrong.metrics.traits import counts_as_run, has_clean_heart_rate, is_indoor, is_marked
from runstrong.metrics.versions import Raster, Version, versioned
from runstrong.model.arrays import IntArray
from runstrong.model.facts import HR_BINS, RunSummary

HR_DAYS: Final = 180
RACE_DAYS: Final = 120
EFFORT_DAYS: Final = 90
THRESHOLD_HOLDS_DAYS: Final = 365
"""Speed is lost in a year without a hard run; a maximum heart rate is not."""

CLEAN_SHARE: Final = 0.8
LONG_ENOUGH_S: Final = 600
HARD_RUNS: Final = 3
HARD_TOP: Final = 1.2
"""A hard run is one whose own top stands a fifth above the runner's usual heart rate [a choice of ours: it needs
no maximum to find one, and the hills of an easy run do not reach it]."""

SEEN_S: Final = 10
"""A heart rate counts as seen when a run holds it, or more, for this long: a spike does not."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of which runs."""

    runs: Sequence[RunSummary]
    version: Version | None


class Estimates:
    """Versioned estimates from a history of activities of any sport, in any order; each is asked by day.

    A version is taken over from the estimates `before` where all that it rests on is the very same.
    """

    def __init__(self, history: Sequence[RunSummary], before: "Estimates | None" = None) -> None:
        runs = [run for run in history if counts_as_run(run) and not is_marked(run, "taken_out")]
        self._runs = sorted(runs, key=lambda run: (run.start_utc, run.id))
        self._days = np.array([run.local_day.toordinal() for run in self._runs], dtype=np.int64)
        self._made: dict[object, _Made] = {}
        self._before = {} if before is None else before._made
        self.hr_max = versioned(self._days, self._hr_max)
        self.highest_seen = versioned(self._days, self._highest_seen)

    def threshold(self, hr_max_on: Callable[[date], float | None]) -> Callable[[date], Version | None]:
        """Threshold speed in m/s by day: a marked race, else critical speed of efforts with a hard heart rate."""
        return versioned(
            self._days, lambda raster: self._threshold(raster, hr_max_on(raster.day)), THRESHOLD_HOLDS_DAYS
        )

    def _hr_max(self, raster: Raster) -> Version | None:
        near = self._runs[raster.last(HR_DAYS)]
        return self._once(
            ("hr_max", raster.ordinal), near, lambda: hardest_heart_rate(_clean_hearts(near), raster)
        )

    def _highest_seen(self, raster: Raster) -> Version | None:
        return highest_seen(self._held[raster.last()], raster)

    @cached_property
    def _held(self) -> IntArray:
        return highest_held(_clean_hearts(self._runs))

    def _threshold(self, raster: Raster, hr_max: float | None) -> Version | None:
        near = self._runs[raster.last(max(RACE_DAYS, EFFORT_DAYS))]

        def estimate() -> Version | None:
            raced = best_race([race_speed(run) for run in self._runs[raster.last(RACE_DAYS)]])
            if raced is not None:
                return Version(raced, raster.day, f"your best race in the {RACE_DAYS} days")
            outdoors = [run for run in self._runs[raster.last(EFFORT_DAYS)] if not is_indoor(run)]
            critical = critical_speed(outdoors, hr_max)
            basis = f"critical speed from your best efforts in the {EFFORT_DAYS} days"
            return None if critical is None else Version(critical, raster.day, basis)

        return self._once(("threshold", raster.ordinal, hr_max), near, estimate)

    def _once(
        self, key: object, runs: Sequence[RunSummary], estimate: Callable[[], Version | None]
    ) -> Version | None:
        """What was estimated before from these very runs, else the estimate."""
        made = self._before.get(key)
        if made is None or len(made.runs) != len(runs) or not all(map(is_, made.runs, runs)):
            made = _Made(runs, estimate())
        self._made[key] = made
        return made.version


def _clean_hearts(runs: Sequence[RunSummary]) -> IntArray:
    """Heart-rate histograms (n, HR_BINS) in s; all zero where the heart rate is not to be trusted."""
    nothing = np.zeros(HR_BINS, dtype=np.int64)
    trusted = [run.facts.hr_seconds if has_clean_heart_rate(run, CLEAN_SHARE) else nothing for run in runs]
    return np.stack(trusted) if trusted else np.empty((0, HR_BINS), dtype=np.int64)


def _quantile(grown: IntArray, share: float) -> IntArray:
    """The heart rate below which `share` of the time lies, along the last axis of summed-up histograms in s."""
    level: IntArray = np.argmax(grown >= share * grown[..., -1:], axis=-1)
    return level


def hardest_heart_rate(hearts: IntArray, raster: Raster) -> Version | None:
    """Maximum heart rate: the 99.5th percentile over at least 3 hard runs, plus 2 (A.5); None without them."""
    grown = np.cumsum(hearts, axis=1)
    grown = grown[grown[:, -1] >= LONG_ENOUGH_S]
    if len(grown) < HARD_RUNS:
        return None
    usual = np.median(_quantile(grown, 0.5))
    hard = grown[_quantile(grown, 0.995) >= HARD_TOP * usual]
    if len(hard) < HARD_RUNS:
        return None
    top = float(_quantile(hard.sum(axis=0), 0.995)) + 2
    return Version(top, raster.day, f"{len(hard)} hard runs in the {HR_DAYS} days")


def highest_held(hearts: IntArray) -> IntArray:
    """The highest heart rate that each run held for SEEN_S, (n,); 0 without heart rate."""
    held = np.cumsum(hearts[:, ::-1], axis=1)[:, ::-1] >= SEEN_S
    highest: IntArray = np.max(held * np.arange(HR_BINS), axis=1, initial=0)
    return highest


def highest_seen(held: IntArray, raster: Raster) -> Version | None:
    """The highest of the runs' highest heart rates; None without heart rate."""
    return Version(float(held.max()), raster.day, "all runs") if held.any() else None
