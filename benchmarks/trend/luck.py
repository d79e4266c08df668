"""Good and bad days, dealt anew: from one measured block many, without measuring again.

A day's offset shifts the whole run's heart rate, before and after measuring, so a measured block holds every other
block that differs from it in nothing but its days. Not so where pace answers to heart rate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from benchmarks.trend.seasons import UNTIL, Measured
from runstrong.simulate import Runner
from runstrong.simulate.activity import utc_seconds
from runstrong.simulate.conditions import days

Luck = Mapping[date, float]
"""The heart's offset in bpm on each day of a block, for no reason."""

APART: Final = 1_000_000
"""Between the seeds of two deals."""


def luck(runner: Runner, deal: int) -> Luck:
    """The days of the block as they were lived (deal 0), or as they might have been."""
    other = replace(runner, seed=runner.seed + APART * deal, history_weeks=0)
    return {one.day: one.day_bpm - one.level_bpm for one in days(other, UNTIL)}


def can_be_redealt(runner: Runner) -> bool:
    """Whether nothing but heart rate depends on the days."""
    return runner.pacing.paced_by == "speed"


def redealt(block: Sequence[Measured], lived: Luck, other: Luck) -> list[Measured]:
    """The same runs on other days."""
    return [_shifted(one, other[one.summary.local_day] - lived[one.summary.local_day]) for one in block]


def _shifted(run: Measured, bpm: float) -> Measured:
    mean = run.summary.facts.avg_hr_bpm
    facts = replace(run.summary.facts, avg_hr_bpm=mean and mean + bpm)
    return replace(
        run,
        summary=replace(run.summary, facts=facts),
        windows=replace(run.windows, hr_bpm=run.windows.hr_bpm + bpm),
        minutes=run.minutes + np.array([0.0, bpm]),
    )


def chance(runner: Runner, runs: Sequence[Measured], dealt: Luck) -> float:
    """What such days alone do to a least-squares line of pace at heart rate through these runs, in %."""
    start = np.array([utc_seconds(one.summary.start_utc, 0) for one in runs])
    bpm = np.array([dealt[one.summary.local_day] for one in runs])
    rise = np.polyfit((start - start[0]) / np.ptp(start), bpm, 1)[0]
    return -100 * float(rise) / (runner.body.slope_bpm_per_mps * runner.pacing.easy_mps)
