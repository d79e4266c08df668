"""The windows of many runs that pass one gate after another, in one table, and the row each run comes to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.facts import Run, Windows
from runstrong.trend.rows import Rows, means, medians, weeks_since_epoch
from runstrong.trend.within import within_runs

WARM_UP_MIN: Final = 7.0
HALF_WINDOW_MIN: Final = 0.5
HR_BAND: Final = (0.50, 0.95)
ENOUGH_WINDOWS: Final = 3

SPEED_BAND_MPS: Final = 0.4
"""Near the usual speed only: optical sensors under-read in fast running (real-runners.md section 2)."""

NO_WINDOWS: Final = Windows(np.empty(0), np.empty(0), np.empty(0), {}, 0)

Series = tuple[str | None, str | None]
"""Heart-rate sensor and watch: levels from different ones are compared only across an offset."""


@dataclass(frozen=True, slots=True)
class Steady:
    """Windows (k,) of runs (n,), one run after the other; `run` (k,) is the place of each one's run.

    `minute` goes on from a file that ended just before. `unhurried` are the windows that tell how heart rate
    follows pace inside runs, fast ones left out.
    """

    runs: tuple[Run, ...]
    run: IntArray
    minute: FloatArray
    speed_mps: FloatArray
    hr_bpm: FloatArray
    unhurried: "Steady | None" = None

    def where(self, keep: BoolArray) -> "Steady":
        """The windows for which `keep` (k,) holds, of the same runs."""
        return Steady(self.runs, self.run[keep], self.minute[keep], self.speed_mps[keep], self.hr_bpm[keep])

    def of(self, chosen: Sequence[bool] | BoolArray) -> "Steady":
        """The runs for which `chosen` (n,) holds, with all of their windows."""
        taken = np.asarray(chosen, dtype=np.bool_)
        found = self.where(taken[self.run])
        return replace(
            found,
            runs=tuple(run for run, is_taken in zip(self.runs, taken.tolist(), strict=True) if is_taken),
            run=(np.cumsum(taken) - 1)[found.run],
            unhurried=None if self.unhurried is None else self.unhurried.of(taken),
        )

    @property
    def count(self) -> IntArray:
        """How many windows each run has, (n,)."""
        return np.bincount(self.run, minlength=len(self.runs))

    @property
    def is_enough(self) -> BoolArray:
        """Whether each run can stand for a day, (n,)."""
        return self.count >= ENOUGH_WINDOWS


def steady_windows(
    runs: Sequence[Run], windows: Mapping[str, Windows], hr_max_on: Callable[[date], float | None]
) -> Steady:
    """The windows after the warm-up, within 50-95 % of the maximum heart rate where one is known."""
    found = [windows.get(run.summary.id, NO_WINDOWS) for run in runs]
    run = np.repeat(np.arange(len(runs)), np.array([len(one.minute) for one in found], dtype=np.int64))
    carried = np.array([one.score.carried_min for one in runs], dtype=np.float64)
    highest = np.array([_number(hr_max_on(one.summary.local_day)) for one in runs])[run]
    minute = _together([one.minute for one in found]) + carried[run]
    speed, bpm = _together([one.speed_mps for one in found]), _together([one.hr_bpm for one in found])
    keep = (minute - HALF_WINDOW_MIN >= WARM_UP_MIN) & np.isfinite(speed) & np.isfinite(bpm)
    keep &= ~((bpm < HR_BAND[0] * highest) | (bpm > HR_BAND[1] * highest))
    return Steady(tuple(runs), run, minute, speed, bpm).where(keep)


def _together(parts: Sequence[FloatArray]) -> FloatArray:
    return np.concatenate(parts) if parts else np.empty(0)


def near_speed(steady: Steady, usual_mps: float | FloatArray) -> Steady:
    """The windows within the band around the usual speed, that of all runs or of each (n,).

    Slower ones too tell how heart rate follows pace.
    """
    usual = np.broadcast_to(usual_mps, len(steady.runs))[steady.run]
    near = steady.where(np.abs(steady.speed_mps - usual) <= SPEED_BAND_MPS)
    return replace(near, unhurried=steady.where(steady.speed_mps <= usual + SPEED_BAND_MPS))


def series_of(run: Run) -> Series:
    """Which sensor and watch measured a run, as far as its file says."""
    return run.summary.hr_source, run.summary.device


def rows_of(steady: Steady, series: Sequence[Series] = ()) -> Rows:
    """One row per run: median heart rate, mean speed and mean minute of its windows. `series` numbers sensors."""
    summaries, count = [run.summary for run in steady.runs], steady.count
    inside = steady.unhurried or steady
    places = {one: place for place, one in enumerate(series)}
    return Rows(
        ids=tuple(summary.id for summary in summaries),
        days=tuple(summary.local_day for summary in summaries),
        week=np.array([weeks_since_epoch(summary.start_utc) for summary in summaries]),
        hr_bpm=medians(steady.run, count, steady.hr_bpm),
        speed_mps=means(steady.run, count, steady.speed_mps),
        minute=means(steady.run, count, steady.minute),
        windows=count.astype(np.float64),
        temperature_c=np.array([_number(summary.facts.temperature_c) for summary in summaries]),
        hour=np.array([start.hour + start.minute / 60 for start in (one.local_start for one in summaries)]),
        # Where sensors are not told apart, they are all number 0.
        sensor=np.array([places.get(series_of(run), 0) for run in steady.runs], dtype=np.int64),
        within=within_runs(inside.run, inside.minute, inside.speed_mps, inside.hr_bpm),
        calm=np.ones(len(summaries)),
    )


def _number(value: float | None) -> float:
    return float("nan") if value is None else value
