"""Whether heart rate follows pace inside runs."""

import numpy as np

from runstrong.trend.within import follows_within, within_runs


def runs(slope: float, count: int, pace_sd: float = 0.1) -> np.ndarray:
    """Sums of so many runs of 40 min whose pace changes every ten minutes; each day has its own level."""
    rng = np.random.default_rng(3)
    minute = 10.0 + np.arange(40)
    parts = []
    for _ in range(count):
        speed = 2.9 + np.repeat(pace_sd * rng.standard_normal(4), 10)
        bpm = 150 + 6 * rng.standard_normal() + slope * (speed - 2.9) + 0.08 * minute + rng.standard_normal(40)
        parts.append((minute, speed, bpm))
    return within_runs(
        np.repeat(np.arange(count), 40), *(np.concatenate(column) for column in zip(*parts, strict=True))
    )


def test_good_and_bad_days_do_not_hide_the_slope_inside_runs() -> None:
    speed2, speed_bpm = runs(22.0, 60).sum(axis=0)
    assert abs(speed_bpm / speed2 - 22) < 2


def test_a_sensor_that_ignores_pace_inside_runs_is_not_cleared() -> None:
    assert follows_within(runs(22.0, 60))
    assert not follows_within(runs(4.0, 60))


def test_even_runs_and_few_runs_clear_nothing() -> None:
    assert not follows_within(runs(22.0, 60, pace_sd=0.005))
    assert not follows_within(runs(22.0, 3))
    assert not follows_within(np.zeros((0, 2)))


def test_a_run_of_one_piece_says_nothing() -> None:
    minute = np.arange(10.0, 19.0)
    whole = np.zeros(9, dtype=np.int64)
    assert np.allclose(within_runs(whole, minute, 2.9 + 0.01 * minute, 150 + minute), 0)
    assert within_runs(whole[:0], np.empty(0), np.empty(0), np.empty(0)).shape == (0, 2)
