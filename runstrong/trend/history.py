"""What a runner's earlier runs on one sensor teach, and how much of it a later span may rely on."""

from dataclasses import replace
from typing import Final

import numpy as np

from runstrong.trend.beliefs import POPULATION, Beliefs, Centre, covariates
from runstrong.trend.rows import Rows

ENOUGH_RUNS: Final = 8
WANDER_WEEKS: Final = 26
WANDER_RUNS: Final = 40
"""Below these a runner's usual wander is not known well enough to be told."""

MEMORY_SD: Final = 1.5
LEAST_SD: Final = np.array([1.5, 0.0, 0.25])
"""What was learned is passed on with 1.5 x its SD, and no surer than this: slopes drift (real-runners.md 6.4)."""

LEAST_GAP_WEEKS: Final = 1e-3


def learn(rows: Rows, centre: Centre) -> Beliefs:
    """What `rows` teach about a later span; other runners' values where there are too few of them."""
    if len(rows) < ENOUGH_RUNS:
        return replace(POPULATION, runs=len(rows))
    from runstrong.trend.walk import Walk, fit_walk  # noqa: PLC0415 - scipy is slow to import

    x = covariates(rows, centre)
    gap_weeks = np.maximum(np.diff(rows.week), LEAST_GAP_WEEKS)
    found = fit_walk(Walk(rows.hr_bpm - x @ POPULATION.slopes, x, rows.noise_bpm2, gap_weeks))
    least, most = np.minimum(LEAST_SD, POPULATION.slopes_sd), POPULATION.slopes_sd
    wander_known = np.ptp(rows.week) >= WANDER_WEEKS and len(rows) >= WANDER_RUNS
    return replace(
        found,
        slopes_sd=np.clip(MEMORY_SD * found.slopes_sd, least, most),
        wander_bpm=found.wander_bpm if wander_known else None,
    )
