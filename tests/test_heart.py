"""Which seconds of heart rate can be believed."""

import numpy as np
import pytest

from runstrong.metrics.grade import ground_of
from runstrong.metrics.grid import grid_of
from runstrong.metrics.heart import Heart, heart_of
from tests.tracks import easy_run, track


def _heart(streams: dict[str, np.ndarray]) -> Heart:
    grid = grid_of(track(streams))
    return heart_of(grid, ground_of(grid, None))


def _locked_run(from_s: int, to_s: int, divisor: int = 1) -> dict[str, np.ndarray]:
    """An easy run at about 150 beats/min and 168 steps/min whose sensor counts steps for a while."""
    streams = easy_run()
    feet = 2 * streams["cadence_spm"] / divisor
    noise = np.random.default_rng(9).normal(0, 1, 3600)
    streams["hr_bpm"][from_s:to_s] = np.round(feet + noise)[from_s:to_s]
    return streams


def test_a_good_sensor_is_believed_from_end_to_end() -> None:
    assert _heart(easy_run()).clean.all()


def test_a_dropout_is_missing_and_nothing_else_is() -> None:
    streams = easy_run()
    streams["hr_bpm"][1000:1100] = 0
    heart = _heart(streams)
    assert np.flatnonzero(~heart.clean).tolist() == list(range(1000, 1100))


def test_a_heart_that_rests_in_a_run_is_impossible() -> None:
    streams = easy_run()
    streams["hr_bpm"][1000:1030] = 52
    clean = _heart(streams).clean
    assert not clean[990:1040].any()
    assert clean[:980].all()
    assert clean[1050:].all()


def test_a_heart_that_rests_while_standing_is_possible() -> None:
    streams = easy_run()
    streams["speed_mps"][1000:1100] = 0
    streams["hr_bpm"][1000:1100] = 55 + np.arange(100) % 3
    assert _heart(streams).present[1020:1080].all()


def test_a_heart_cannot_rise_by_20_in_3_s() -> None:
    streams = easy_run()
    streams["hr_bpm"][1000:1004] = 150, 157, 165, 173
    streams["hr_bpm"][1004:1010] = 173
    assert not _heart(streams).present[991:1013].any()


def test_a_frozen_value_is_dropped_while_the_speed_changes() -> None:
    streams = easy_run(speed_mps=np.where(np.arange(3600) // 30 % 2, 2.5, 3.5))
    streams["hr_bpm"][1000:1030] = 151
    assert _heart(streams).frozen[1001:1030].all()
    assert not _heart(streams).frozen[:990].any()


def test_a_value_frozen_for_minutes_is_dropped_at_any_pace() -> None:
    streams = easy_run()
    streams["hr_bpm"][1000:1200] = streams["hr_bpm"][1000]
    assert _heart(streams).frozen[1000:1200].all()


def test_one_value_for_20_s_at_an_even_pace_is_a_steady_heart() -> None:
    streams = easy_run()
    streams["hr_bpm"][1000:1025] = streams["hr_bpm"][1000]
    streams["speed_mps"][1000:1025] = 3.0
    assert not _heart(streams).frozen.any()


@pytest.mark.parametrize("divisor", [1, 2])
def test_a_sensor_that_counts_steps_is_caught(divisor: int) -> None:
    locked = _heart(_locked_run(1500, 2400, divisor)).locked
    assert locked[1520:2380].mean() > 0.95
    assert not locked[:1440].any()
    assert not locked[2460:].any()


def test_a_smoothed_lock_is_caught_by_the_jump_it_began_with() -> None:
    streams = easy_run()
    streams["hr_bpm"][1500:2400] = 168
    streams["hr_bpm"][1500:2400:7] = 169
    assert _heart(streams).locked[1520:2380].mean() > 0.95


def test_a_hard_effort_near_cadence_is_no_lock() -> None:
    streams = easy_run(speed_mps=np.where(np.arange(3600) < 1200, 3.0, 4.0))
    near = np.abs(streams["hr_bpm"] - 2 * streams["cadence_spm"]) <= 3
    assert near[1800:].mean() > 0.8, "the test wants a heart near the feet"
    assert not _heart(streams).locked.any()


def test_closeness_alone_condemns_nobody() -> None:
    streams = easy_run()
    streams["cadence_spm"][:] = 84
    streams["hr_bpm"][:] = 168
    streams["speed_mps"][:] = 3.0
    assert not _heart(streams).locked.any()


def test_the_rise_of_the_first_minutes_is_no_jump() -> None:
    streams = easy_run(speed_mps=4.0)
    assert not _heart(streams).locked.any()


def test_no_heart_rate_is_no_verdict() -> None:
    streams = easy_run()
    del streams["hr_bpm"]
    heart = _heart(streams)
    assert not np.any([heart.present, heart.frozen, heart.locked])
