"""Steady minutes, and the gates that take the others."""

from typing import Any

import numpy as np
import pytest

from runstrong.metrics.cost import running_cost
from runstrong.metrics.grade import ground_of
from runstrong.metrics.grid import grid_of
from runstrong.metrics.heart import heart_of
from runstrong.metrics.windows import steady_windows
from runstrong.model.facts import Windows
from tests.tracks import START_S, easy_run, track


def _windows(streams: dict[str, Any], **how: Any) -> Windows:
    run = track(streams, **how)
    grid = grid_of(run)
    ground = ground_of(grid, run.sub_sport)
    return steady_windows(grid, ground, heart_of(grid, ground))


def test_a_steady_hour_is_steady_but_for_its_first_minute() -> None:
    windows = _windows(easy_run())
    assert windows.considered == 60
    assert windows.minute.tolist() == [minute + 0.5 for minute in range(1, 60)]
    assert windows.failed["stop"] == 1


def test_a_window_pairs_the_median_heart_rate_with_the_lagged_speed() -> None:
    windows = _windows(easy_run())
    late = windows.minute > 6
    assert windows.hr_bpm[late] == pytest.approx(78 + 24 * windows.speed_mps[late], abs=1.5)


def test_the_warm_up_is_not_judged_here() -> None:
    assert _windows(easy_run(420)).minute.tolist() == [1.5, 2.5, 3.5, 4.5, 5.5, 6.5]


def test_after_a_stop_a_minute_must_pass() -> None:
    streams = easy_run()
    streams["speed_mps"][1815:1830] = 0.0
    failed = _windows(streams).failed
    assert failed["stop"] == 3


def test_a_stumble_of_two_seconds_is_no_stop() -> None:
    streams = easy_run()
    streams["speed_mps"][1800:1802] = 0.2
    assert _windows(streams).failed["stop"] == 1


def test_a_pause_leaves_windows_far_from_it_as_they_were() -> None:
    times = START_S + np.arange(3600) + np.where(np.arange(3600) >= 1830, 300, 0)
    paused, whole = _windows(easy_run(), utc_s=times), _windows(easy_run())
    lost = set(whole.minute) - set(paused.minute)
    assert lost == {30.5, 31.5}
    assert set(paused.minute) < set(whole.minute)
    far = np.isin(whole.minute, paused.minute) & (np.abs(whole.minute - 31) > 6)
    same = np.isin(paused.minute, whole.minute[far])
    assert paused.hr_bpm[same].tolist() == whole.hr_bpm[far].tolist()
    assert paused.speed_mps[same] == pytest.approx(whole.speed_mps[far], abs=2e-3)


@pytest.mark.parametrize(("slope", "kept"), [(0.03, 59), (0.07, 0)])
def test_hills_beyond_5_percent_are_left_out(slope: float, kept: int) -> None:
    streams = easy_run()
    streams["elevation_m"] = 100 + slope * streams["distance_m"]
    assert len(_windows(streams).minute) == kept


def test_speed_is_grade_adjusted_where_altitude_is_barometric() -> None:
    level, hill = easy_run(), easy_run()
    hill["elevation_m"] = 100 + 0.03 * hill["distance_m"]
    factor = running_cost(np.array([0.03]))[0]
    assert _windows(hill).speed_mps == pytest.approx(factor * _windows(level).speed_mps, rel=0.01)


def test_speed_is_left_alone_where_altitude_comes_from_gps() -> None:
    level, hill = easy_run(), easy_run()
    jitter = np.repeat(np.random.default_rng(2).normal(0, 2, 720), 5)
    hill["elevation_m"] = 100 + 0.02 * hill["distance_m"] + jitter
    plain, rough = _windows(level), _windows(hill)
    shared = np.isin(plain.minute, rough.minute)
    assert len(rough.minute) > 30
    assert rough.speed_mps.tolist() == plain.speed_mps[shared].tolist()


def test_walking_is_left_out() -> None:
    streams = easy_run()
    streams["speed_mps"][1800:2400], streams["cadence_spm"][1800:2400] = 1.4, 55
    assert _windows(streams).failed["not_running"] == 10


def test_a_missing_minute_of_heart_rate_costs_its_windows() -> None:
    streams = easy_run()
    streams["hr_bpm"][1800:1890] = np.nan
    assert _windows(streams).failed["hr_missing"] == 2


def test_a_swinging_heart_costs_its_windows() -> None:
    streams = easy_run()
    streams["hr_bpm"][1800:1860] += 9 * np.sin(np.arange(60) / 5)
    assert _windows(streams).failed["hr_unsteady"] == _windows(easy_run()).failed["hr_unsteady"] + 1


def test_a_frozen_heart_costs_its_windows() -> None:
    streams = easy_run()
    streams["hr_bpm"][1800:2100] = streams["hr_bpm"][1800]
    assert _windows(streams).failed["hr_frozen"] == 5


def test_a_locked_heart_costs_its_windows() -> None:
    streams = easy_run()
    streams["hr_bpm"][1800:2400] = 2 * streams["cadence_spm"][1800:2400]
    assert _windows(streams).failed["hr_locked"] >= 10


def test_several_small_faults_make_a_minute_missing() -> None:
    streams = easy_run()
    streams["hr_bpm"][1850:1853] = 52
    streams["hr_bpm"][1915:2160] = 2 * streams["cadence_spm"][1915:2160]
    failed = _windows(streams).failed
    assert (failed["hr_missing"], failed["hr_locked"]) == (2, 4)


@pytest.mark.parametrize("how", [{"sport": "cycling"}, {"seconds": 30}])
def test_what_is_no_run_has_no_windows(how: dict[str, Any]) -> None:
    windows = _windows(easy_run(), **how)
    assert (len(windows.minute), windows.considered, dict(windows.failed)) == (0, 0, {})


def test_a_run_without_heart_rate_loses_all_windows_to_that() -> None:
    streams = easy_run()
    del streams["hr_bpm"]
    windows = _windows(streams)
    assert (len(windows.minute), windows.failed["hr_missing"]) == (0, 60)


def test_sampling_every_two_seconds_gives_the_same_windows_but_for_noise() -> None:
    every, second = _windows(easy_run()), _windows(easy_run(), every_s=2)
    assert second.minute.tolist() == every.minute.tolist()[:-1], "an hour's last record is a second short"
    assert second.hr_bpm == pytest.approx(every.hr_bpm[:-1], abs=1)
    assert second.speed_mps == pytest.approx(every.speed_mps[:-1], abs=0.02)
