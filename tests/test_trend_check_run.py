"""A weekly check run is recognised in a block, counts for more, and the interval stays honest."""

from dataclasses import replace
from functools import cache

import numpy as np

from runstrong.model.trend import BlockTrend
from runstrong.trend.block import block_trend
from tests.scored_runs import on
from tests.steady_runs import Truth, block, on_one_route

CALM = Truth(gain=0.03, calm_every=4, pace_sd_mps=0.05)
LOOP = replace(CALM, calm_every=0)


def trends(truth: Truth, seed: int, *, tagged: bool = False, weeks: int = 20) -> tuple[BlockTrend, BlockTrend]:
    """The last ten weeks, without and with knowing where runs began."""
    rng = np.random.default_rng([41, seed])
    past, known = block(rng, replace(truth, gain=0.0), weeks=weeks - 10)
    now, steady = block(rng, truth, first_day=7 * (weeks - 10))
    runs, starts = on_one_route([*past, *now], seed=seed)
    marks = {"check_run": "yes"} if tagged else {}
    runs = [replace(one, summary=replace(one.summary, marks=marks)) if i % 4 == 0 else one
            for i, one in enumerate(runs)]  # fmt: skip
    windows, span = known | steady, (on(7 * (weeks - 10)), on(7 * weeks - 1))
    blind, seeing = (
        block_trend(runs, windows, *span, hr_max_on=lambda day: 195.0, starts=one) for one in ({}, starts)
    )
    return blind, seeing


@cache
def study(truth: Truth, *, tagged: bool = False) -> np.ndarray:
    """Change and interval of many blocks, (n, 6): blind, then seeing."""
    found = [trends(truth, seed, tagged=tagged) for seed in range(30)]
    return np.array([[v for t in pair for v in (t.change_pct, *(t.interval90_pct or ()))] for pair in found])


def held(found: np.ndarray) -> float:
    return float(np.mean((found[:, 1] <= 3) & (found[:, 2] >= 3)))


def test_a_weekly_check_run_makes_a_tighter_interval_that_still_holds_the_truth() -> None:
    blind, seeing = np.hsplit(study(CALM), 2)
    width = [np.median(found[:, 2] - found[:, 1]) for found in (blind, seeing)]
    error = [np.sqrt(np.mean((found[:, 0] - 3) ** 2)) for found in (blind, seeing)]
    assert width[1] < 0.94 * width[0]
    assert error[1] < 0.9 * error[0]
    assert held(seeing) >= 0.87


def test_an_everyday_loop_called_a_check_run_leaves_the_interval_as_honest_as_it_was() -> None:
    blind, seeing = np.hsplit(study(LOOP, tagged=True), 2)
    assert np.median(seeing[:, 2] - seeing[:, 1]) > 0.93 * np.median(blind[:, 2] - blind[:, 1])
    assert held(seeing) >= 0.87


def test_the_answer_says_how_many_check_runs_count_for_more() -> None:
    blind, seeing = trends(CALM, seed=1)
    assert "10 check runs, whose heart rate strays less, count for more" in seeing.method
    assert "check run" not in blind.method
