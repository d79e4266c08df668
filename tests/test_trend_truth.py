"""The trend on simulated runners with known truth, written as FIT files and read like anybody's.

The short version of `python benchmarks/trend_truth.py`. Runners here are steadier than real ones, so that a few
blocks tell; seeds are fixed, and bounds are about three times what chance makes of so few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
import pytest

from benchmarks.trend.answers import TYPED, scored, true_of
from benchmarks.trend.baselines import Estimate, estimates
from benchmarks.trend.seasons import UNTIL, Measured, first_day, measured_life
from runstrong.model.trend import BlockTrend
from runstrong.simulate import Body, Habit, Pacing, Place, Runner, Sensors
from runstrong.trend.block import block_trend

BLOCKS: Final = 6
HABITS: Final = {1: Habit("easy", 27, 18.0), 3: Habit("easy", 25, 18.0), 6: Habit("easy", 32, 9.0)}
STEADY: Final = Runner(
    habits=HABITS,
    body=Body(gain_pct=0, day_sd_bpm=1.2, day_rho=0.1, slope_bpm_per_mps=21.0, standing_bpm=87.0),
    sensors=Sensors(lock_share=0, frozen_share=0),
    place=Place(season_c=(10, 10)),
)
LIVES: Final = {
    "nothing changes": STEADY,
    "6 % faster at the same heart rate": replace(
        STEADY, body=replace(STEADY.body, gain_pct=6), pacing=Pacing(gain_taken=1.0)
    ),
    "6 % shows as less heart rate": replace(STEADY, body=replace(STEADY.body, gain_pct=6)),
    "faster runs later": replace(STEADY, pacing=Pacing(easy_gain_mps=0.3)),
    "a warming spring": replace(STEADY, place=Place(season_c=(8, 20))),
}


@dataclass(frozen=True)
class Told:
    """What was true of one block in %, what the trend said, and what average speed over heart rate said."""

    truth: float
    trend: BlockTrend
    ratio: Estimate | None

    @property
    def error(self) -> float:
        return (self.trend.change_pct or 0.0) - self.truth

    @property
    def holds(self) -> bool:
        low, high = self.trend.interval90_pct or (0.0, 0.0)
        return low <= self.truth <= high


def ask(runner: Runner, runs: slice = slice(None)) -> Told:
    """Live, measure through FIT, and ask about the block's runs."""
    life = measured_life(runner)[runs]
    scores, hr_max_on = scored(life, TYPED)
    windows = {one.summary.id: one.windows for one in life}
    trend = block_trend(scores, windows, first_day(runner), UNTIL, hr_max_on=hr_max_on)
    entering = [one for one, run in zip(life, scores, strict=True) if run.score.left_out is None]
    return Told(true_of(runner, used(life, trend) or life), trend, estimates(entering).get("EF"))


def used(life: Sequence[Measured], trend: BlockTrend) -> list[Measured]:
    return [one for one in life if one.summary.id in trend.runs_used]


@cache
def blocks(life: str) -> list[Told]:
    return [ask(replace(LIVES[life], seed=seed)) for seed in range(BLOCKS)]


def bias(life: str) -> float:
    return float(np.mean([told.error for told in blocks(life)]))


@pytest.mark.parametrize("life", LIVES)
def test_the_mean_estimate_is_near_the_truth(life: str) -> None:
    assert all(told.trend.change_pct is not None for told in blocks(life))
    assert abs(bias(life)) < 2.2


@pytest.mark.parametrize("life", ["faster runs later", "a warming spring"])
def test_the_same_runs_mislead_average_speed_over_heart_rate(life: str) -> None:
    ratios = [told.ratio for told in blocks(life) if told.ratio is not None]
    missed = [not ratio.low <= told.truth <= ratio.high for ratio, told in zip(ratios, blocks(life), strict=True)]
    assert np.mean(missed) > 0.5
    assert abs(np.mean([ratio.percent for ratio in ratios])) > 2 * abs(bias(life))


def test_six_percent_is_found_as_more_speed_and_as_less_heart_rate() -> None:
    nothing = blocks("nothing changes")
    for life in ("6 % faster at the same heart rate", "6 % shows as less heart rate"):
        added = [told.error - plain.error for told, plain in zip(blocks(life), nothing, strict=True)]
        assert abs(np.mean(added)) < 1.2


def test_intervals_hold_the_truth_about_nine_times_in_ten() -> None:
    held = [told.holds for life in LIVES for told in blocks(life)]
    assert np.mean(held) >= 0.75


def test_the_stated_uncertainty_is_of_the_size_of_the_errors() -> None:
    told = [one for life in LIVES for one in blocks(life)]
    errors = np.std([one.error for one in told])
    half_widths = np.mean([np.ptp(one.trend.interval90_pct) / 2 for one in told if one.trend.interval90_pct])
    assert 1.0 < half_widths / errors < 4.5


def test_nothing_is_called_a_change_where_nothing_changed() -> None:
    null = [told.trend.verdict for life in ("nothing changes", "faster runs later", "a warming spring")
            for told in blocks(life)]  # fmt: skip
    confident = sum(verdict in ("likely_faster", "likely_slower") for verdict in null)
    assert confident <= 4


def test_no_confident_verdict_has_the_wrong_sign() -> None:
    gained = [told for life in LIVES for told in blocks(life) if told.truth > 1]
    assert len(gained) == 2 * BLOCKS
    assert "likely_slower" not in {told.trend.verdict for told in gained}
    assert sum(told.trend.verdict == "likely_faster" for told in gained) >= 2


def test_fewer_than_eight_runs_are_never_enough() -> None:
    seven, eight = (ask(STEADY, slice(0, 4 * count, 4)).trend for count in (7, 8))
    assert [len(seven.runs_used), len(eight.runs_used)] == [7, 8]
    assert (seven.verdict, seven.change_pct) == ("not_enough_data", None)
    assert eight.change_pct is not None


def test_fewer_than_21_days_are_never_enough() -> None:
    daily = replace(STEADY, weeks=3, habits={weekday: Habit("easy", 30, 18.0) for weekday in range(7)})
    twenty, whole = (ask(daily, slice(first, None)).trend for first in (1, 0))
    assert len(twenty.runs_used) == 20
    assert (twenty.verdict, twenty.change_pct) == ("not_enough_data", None)
    assert whole.change_pct is not None
