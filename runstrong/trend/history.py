"""What a runner's earlier runs on one sensor teach, and how much of it a later span may rely on."""

from dataclasses import replace
from typing import Final

import numpy as np

from runstrong.trend.beliefs import SEASON_HEAT_SD, Beliefs, Centre, covariates, population
from runstrong.trend.rows import Rows

ENOUGH_RUNS: Final = 8
WANDER_WEEKS: Final = 26
WANDER_RUNS: Final = 40
"""Below these a runner's usual wander is not known well enough to be told."""

MEMORY_SD: Final = 1.5
LEAST_SD: Final = np.array([1.5, 0.0, SEASON_HEAT_SD, 0.0])
"""What was learned is passed on with 1.5 x its SD, and no surer than this: slopes drift (real-runners.md 6.4)."""

LEAST_GAP_WEEKS: Final = 1e-3
RASTER_GROWTH: Final = 1.5
MOST_RUNS: Final = 800
"""What heart rate did before the last so many runs teaches nothing new, only slowly."""


def learn(rows: Rows, centre: Centre) -> Beliefs:
    """What `rows` teach about a later span; other runners' values where there are too few of them."""
    prior, taught = population(centre), lesson_of(rows)
    if len(taught) < ENOUGH_RUNS:
        return replace(prior, runs=len(rows))
    from runstrong.trend.walk import Walk, fit_walk  # noqa: PLC0415 - scipy is slow to import

    x = covariates(taught, centre)
    gap_weeks = np.maximum(np.diff(taught.week), LEAST_GAP_WEEKS)
    found = fit_walk(Walk(taught.hr_bpm - x @ prior.slopes, x, taught.noise_bpm2, gap_weeks, prior))
    least = np.concatenate([LEAST_SD, 0.0 * prior.slopes_sd[len(LEAST_SD) :]])
    wander_known = np.ptp(taught.week) >= WANDER_WEEKS and len(taught) >= WANDER_RUNS
    return replace(
        found,
        slopes_sd=np.clip(MEMORY_SD * found.slopes_sd, np.minimum(least, prior.slopes_sd), prior.slopes_sd),
        wander_bpm=found.wander_bpm if wander_known else None,
    )


def lesson_of(rows: Rows) -> Rows:
    """The runs that are learned from."""
    last = lesson(len(rows))
    return rows.between(last - MOST_RUNS, last)


def lesson(runs: int) -> int:
    """How many of so many runs are learned from: the same until there are half as many again.

    So one more run changes its own point and the line, not what every other point rests on.
    """
    count = ENOUGH_RUNS
    while (more := int(np.ceil(RASTER_GROWTH * count))) <= runs:
        count = more
    return min(count, runs)
