"""One value a second of timer time, with its breaks kept."""

import numpy as np
import pytest

from runstrong.metrics.grid import LONGEST_S, grid_of
from runstrong.model.recording import Totals
from tests.tracks import START_S, easy_run, recording, track, track_of


def test_a_recording_of_every_second_stays_as_it_is() -> None:
    run = track(easy_run())
    grid = grid_of(run)
    assert len(grid) == 3600
    assert np.array_equal(grid.hr_bpm, run.columns["hr_bpm"])
    assert np.array_equal(grid.t_s, run.columns["t_s"])


def test_smart_recording_is_filled_linearly() -> None:
    ramp = np.linspace(100, 160, 600)
    grid = grid_of(track({"hr_bpm": ramp, "speed_mps": 3.0}, seconds=600, every_s=4))
    assert len(grid) == 597
    assert grid.hr_bpm == pytest.approx(ramp[:597], abs=0.6)


def test_heart_rate_in_one_record_of_five_is_filled() -> None:
    sparse = np.where(np.arange(600) % 5 == 0, 150.0, np.nan)
    assert np.isfinite(grid_of(track({"hr_bpm": sparse, "speed_mps": 3.0})).hr_bpm).mean() > 0.99


@pytest.mark.parametrize(("gap_s", "missing"), [(9, 0), (11, 11), (120, 120)])
def test_a_dropout_is_filled_up_to_10_s(gap_s: int, missing: int) -> None:
    heart = np.full(600, 150.0)
    heart[200 : 200 + gap_s] = np.nan
    assert np.isnan(grid_of(track({"hr_bpm": heart, "speed_mps": 3.0})).hr_bpm).sum() == missing


def test_nothing_is_filled_before_the_first_and_after_the_last_value() -> None:
    heart = np.full(600, 150.0)
    heart[:5] = heart[-5:] = np.nan
    known = np.isfinite(grid_of(track({"hr_bpm": heart, "speed_mps": 3.0})).hr_bpm)
    assert (known[:5].any(), known[-5:].any(), known[5:-5].all()) == (False, False, True)


def test_a_pause_is_neither_filled_nor_counted() -> None:
    times = np.concatenate([np.arange(300), np.arange(900, 1200)])
    told = recording({"hr_bpm": 150, "speed_mps": 3.0}, utc_s=START_S + times, pauses=((299, 900),))
    grid = grid_of(track_of(told))
    assert len(grid) == 600
    assert grid.t_s[299:301].tolist() == [299, 900]


def test_what_was_recorded_while_the_timer_stood_does_not_count() -> None:
    grid = grid_of(track({"hr_bpm": 150, "speed_mps": 3.0}, seconds=900, pauses=((300, 600),)))
    assert len(grid) == 301 + 300


def test_two_records_in_one_second_do_no_harm() -> None:
    times = np.repeat(np.arange(300), 2)
    grid = grid_of(track({"hr_bpm": 150, "speed_mps": 3.0}, utc_s=START_S + times))
    assert len(grid) == 300
    assert (grid.hr_bpm == 150).all()


def test_a_stream_over_weeks_is_never_expanded_whole() -> None:
    grid = grid_of(track({"hr_bpm": 150}, utc_s=START_S + np.arange(3300) * 600.0))
    assert len(grid) == LONGEST_S


def test_an_activity_without_records_has_an_empty_grid() -> None:
    told = recording({}, utc_s=np.empty(0), totals=Totals(start_utc_s=START_S, timer_s=600))
    assert len(grid_of(track_of(told))) == 0


def test_spikes_of_speed_are_taken_out_and_bridged() -> None:
    speed = np.full(600, 3.0)
    speed[[100, 200, 201, 300]] = 11.0, 7.5, 7.5, 0.0
    assert grid_of(track({"speed_mps": speed})).speed_mps == pytest.approx(3.0)


def test_a_speed_no_runner_has_is_no_speed() -> None:
    assert np.isnan(grid_of(track({"speed_mps": np.full(600, 9.0)})).speed_mps).all()


def test_a_change_of_pace_is_no_spike() -> None:
    speed = np.where(np.arange(600) < 300, 2.5, 5.0)
    assert np.array_equal(grid_of(track({"speed_mps": speed})).speed_mps, speed)


def test_a_ride_may_be_fast() -> None:
    speed = np.full(600, 3.0)
    speed[300:] = 15.0
    assert grid_of(track({"speed_mps": speed}, seconds=600, sport="cycling")).speed_mps.max() == 15


def test_standing_is_not_moving_and_a_moment_s_drift_is_standing() -> None:
    speed = np.full(600, 3.0)
    speed[200:300] = 0.1
    speed[250:252] = 0.6
    grid = grid_of(track({"speed_mps": speed}))
    assert grid.moving.sum() == 500
    assert not grid.moving[200:300].any()


def test_walking_is_told_from_running_by_cadence_or_speed() -> None:
    cadence = np.repeat([55.0, 82.0, 55.0], 200)
    speed = np.repeat([1.5, 1.7, 2.2], 200)
    grid = grid_of(track({"speed_mps": speed, "cadence_spm": cadence}))
    assert [round(part.mean()) for part in np.split(grid.running, 3)] == [0, 1, 1]


def test_a_treadmill_without_distance_moves_by_cadence() -> None:
    grid = grid_of(track({"hr_bpm": 150, "cadence_spm": np.repeat([0.0, 85.0], 300)}))
    assert grid.moving.sum() == 300


def test_where_nothing_tells_motion_all_time_counts() -> None:
    grid = grid_of(track({"hr_bpm": 150}))
    assert grid.moving.all()
    assert not grid.paced
