"""Hills: their source and their slope."""

import numpy as np
import pytest

from runstrong.metrics.cost import running_cost
from runstrong.metrics.grade import Ground, climbed, ground_of
from runstrong.metrics.grid import grid_of
from tests.tracks import START_S, track


def _ground(
    altitude: np.ndarray | float, speed: float = 3.0, sub_sport: str | None = None, **how: object
) -> Ground:
    run = track({"speed_mps": speed, "cadence_spm": 85, "elevation_m": altitude}, sub_sport=sub_sport, **how)
    return ground_of(grid_of(run), run.sub_sport)


def _hill(slope: float, seconds: int = 3600, speed: float = 3.0) -> np.ndarray:
    return 500 + slope * speed * np.arange(seconds)


@pytest.mark.parametrize("slope", [-0.08, 0.0, 0.03, 0.08])
def test_a_steady_hill_is_as_steep_as_it_is_from_end_to_end(slope: float) -> None:
    ground = _ground(_hill(slope))
    assert ground.source == "barometric"
    assert ground.slope == pytest.approx(slope, abs=0.002)


@pytest.mark.parametrize("slope", [0.02, 0.05, 0.1])
def test_a_known_hill_gives_minetti_s_factor(slope: float) -> None:
    assert _ground(_hill(slope)).adjusted_mps / 3.0 == pytest.approx(running_cost(np.array([slope]))[0], rel=0.01)


def test_on_the_level_the_adjusted_speed_is_the_speed() -> None:
    ground = _ground(100.0)
    assert ground.slope == pytest.approx(0.0)
    assert ground.adjusted_mps == pytest.approx(3.0)


def test_steps_of_a_barometer_are_not_hills() -> None:
    rounded = np.round(_hill(0.02) * 5) / 5
    assert _ground(rounded).slope == pytest.approx(0.02, abs=0.004)


def test_jittering_altitude_is_gps_and_smoothed_harder() -> None:
    jitter = np.random.default_rng(1).normal(0, 2.0, 3600)
    ground = _ground(_hill(0.03) + jitter)
    assert ground.source == "gps"
    assert np.abs(ground.slope - 0.03).mean() < 0.01


def test_altitude_of_sparse_records_is_taken_for_the_poorer_sensor() -> None:
    assert _ground(_hill(0.03), every_s=5).source == "gps"


@pytest.mark.parametrize("sub_sport", ["treadmill", "indoor_running"])
def test_indoors_the_ground_is_level(sub_sport: str) -> None:
    ground = _ground(_hill(0.05), sub_sport=sub_sport)
    assert (ground.source, ground.ascent_m) == ("none", None)
    assert not ground.slope.any()


def test_altitude_for_a_few_minutes_only_says_nothing() -> None:
    altitude = _hill(0.05)
    altitude[600:] = np.nan
    assert _ground(altitude).source == "none"


@pytest.mark.parametrize("spike", [slice(0, 4), slice(1000, 1001), slice(1000, 1008)])
def test_a_spike_of_altitude_is_no_climb(spike: slice) -> None:
    altitude = np.full(3600, 100.0)
    altitude[spike] += 80
    ground = _ground(altitude)
    assert ground.source == "barometric"
    assert ground.ascent_m == 0
    assert not ground.slope.any()


def test_impossible_slopes_are_clipped() -> None:
    assert _ground(_hill(0.8, speed=2.0), speed=2.0).slope.max() == 0.45


def test_standing_keeps_the_last_slope() -> None:
    speed = np.repeat([3.0, 0.0], [600, 600])
    altitude = 100 + 0.05 * np.cumsum(speed)
    run = track({"speed_mps": speed, "cadence_spm": 85, "elevation_m": altitude})
    ground = ground_of(grid_of(run), None)
    assert np.ptp(ground.slope[-300:]) == 0
    assert ground.slope[-1] == pytest.approx(0.05, abs=0.02)


def test_hills_on_both_sides_of_a_pause_do_not_mix() -> None:
    times = START_S + np.concatenate([np.arange(600), np.arange(2000, 2600)])
    altitude = np.concatenate([_hill(0.05, 600), 2000 + _hill(-0.05, 600)])
    run = track({"speed_mps": 3.0, "cadence_spm": 85, "elevation_m": altitude}, utc_s=times)
    slope = ground_of(grid_of(run), None).slope
    assert slope[:600] == pytest.approx(0.05, abs=0.002)
    assert slope[600:] == pytest.approx(-0.05, abs=0.002)


@pytest.mark.parametrize(
    ("heights", "metres"),
    [
        ([0, 1, 0, 1, 0, 1], 0),
        ([0, 10], 10),
        ([0, 10, 9, 12], 12),
        ([0, 10, 5, 10], 15),
        ([10, 0], 0),
        ([], 0),
        ([np.nan, 5, np.nan, 10], 5),
    ],
)
def test_climbing_counts_beyond_a_threshold(heights: list[float], metres: float) -> None:
    assert climbed(np.array(heights, dtype=float), 2.0) == metres


def test_ground_that_stays_level_for_a_while_adds_no_climb() -> None:
    rng = np.random.default_rng(8)
    heights = np.round(np.cumsum(rng.normal(0, 0.6, 3000)))
    waited = np.repeat(heights, rng.integers(1, 4, 3000))
    assert climbed(waited, 2.0) == climbed(heights, 2.0) > 100
