"""Impossible values, two feet for one, distance that never falls, speed where the file has none."""

import numpy as np
import pytest

from runstrong.ingest.streams import clean_streams
from runstrong.model.arrays import FloatArray
from runstrong.model.track import COLUMNS, Column

NAN = np.nan


def _clean(
    sport: str = "running", t_s: FloatArray | None = None, paused_before: int | None = None, **streams: object
) -> dict[str, FloatArray]:
    columns = {name: np.asarray(values, dtype=float) for name, values in streams.items()}
    n = len(next(iter(columns.values())))
    t_s = np.arange(n, dtype=float) if t_s is None else t_s
    resumed = np.arange(n) == paused_before if paused_before is not None else np.zeros(n, dtype=bool)
    return clean_streams(columns, sport, t_s, np.cumsum(resumed), resumed)


LONE = [column for column in COLUMNS[1:] if column.name not in ("lat_deg", "lon_deg", "distance_m", "speed_mps")]


@pytest.mark.parametrize("column", LONE, ids=lambda column: column.name)
def test_values_outside_the_kept_range_are_missing(column: Column) -> None:
    low, high = column.low, column.high
    told = [low - 1, low, high, high + 1, NAN, np.inf, -np.inf]
    kept = _clean("cycling", **{column.name: told})[column.name]
    assert np.isfinite(kept).tolist() == [False, True, True, False, False, False, False]


def test_only_streams_are_taken() -> None:
    assert _clean(hr_bpm=[150], t_s=np.zeros(1), mood=[5]).keys() == {"hr_bpm"}


def test_heart_rates_0_and_255_are_missing() -> None:
    assert np.isnan(_clean(hr_bpm=[0, 150, 255])["hr_bpm"]).tolist() == [True, False, True]


def test_12_m_s_is_the_limit_on_foot_only() -> None:
    assert np.isnan(_clean("running", speed_mps=[3, 13])["speed_mps"]).tolist() == [False, True]
    assert _clean("cycling", speed_mps=[3, 13])["speed_mps"].tolist() == [3, 13]


def test_a_column_without_a_value_is_left_out() -> None:
    assert _clean(hr_bpm=[0, 255, NAN], cadence_spm=[80, 80, 80]).keys() == {"cadence_spm"}


def test_a_position_is_two_numbers_or_none() -> None:
    cleaned = _clean(lat_deg=[0, 50, 50, 180, 50], lon_deg=[0, 8, NAN, 8, 8])
    assert np.isfinite(cleaned["lat_deg"]).tolist() == [False, True, False, False, True]
    assert np.isfinite(cleaned["lon_deg"]).tolist() == [False, True, False, False, True]


@pytest.mark.parametrize(
    ("sport", "told", "kept"),
    [
        ("running", 85, 170),
        ("running", 170, 170),
        ("walking", 55, 110),
        ("walking", 105, 105),
        ("cycling", 85, 85),
    ],
)
def test_one_leg_is_told_from_two_by_the_median(sport: str, told: float, kept: float) -> None:
    assert _clean(sport, cadence_spm=[told] * 9, speed_mps=[3.0] * 9)["cadence_spm"].tolist() == [kept] * 9


def test_standing_says_nothing_about_legs() -> None:
    cadence = _clean(cadence_spm=[0] * 50 + [30] * 30 + [172] * 20, speed_mps=[0.0] * 80 + [3.0] * 20)[
        "cadence_spm"
    ]
    assert cadence[-1] == 172


def test_distance_never_falls() -> None:
    assert _clean(distance_m=[0, 10, 8, 11, NAN, 12])["distance_m"].tolist()[:4] == [0, 10, 10, 11]


def test_a_counter_set_back_goes_on_from_where_it_was() -> None:
    distance = _clean(distance_m=[990, 1000, 0, 10, 20], t_s=np.arange(100.0, 105.0))["distance_m"]
    assert distance.tolist() == [990, 1000, 1000, 1010, 1020]


def test_a_leap_of_the_counter_is_taken_out() -> None:
    distance = _clean(distance_m=[0, 3, 6, 65_535, 12, 15])["distance_m"]
    assert distance[-1] == pytest.approx(15, abs=7)


def test_a_watch_that_catches_up_after_a_tunnel_keeps_its_metres() -> None:
    assert _clean(distance_m=[0, 3, 3, 3, 250, 253])["distance_m"][-1] == 253


def test_a_part_of_a_longer_counter_begins_at_0() -> None:
    distance = _clean(distance_m=[40_000, 40_003, 40_006])["distance_m"]
    assert distance.tolist() == [0, 3, 6]


def test_distance_comes_from_positions_where_the_file_has_none() -> None:
    lat = 50 + np.arange(100) * 3.0 / 111_195.08
    cleaned = _clean(lat_deg=lat, lon_deg=np.full(100, 8.0))
    assert cleaned["distance_m"][-1] == pytest.approx(297, rel=1e-4)
    assert cleaned["speed_mps"][50] == pytest.approx(3.0, rel=1e-4)


def test_a_leap_of_the_receiver_and_the_way_during_a_pause_are_not_run() -> None:
    lat = 50 + np.arange(100) * 3.0 / 111_195.08
    lat[40] += 0.01
    lat[60:] += 0.005
    cleaned = _clean(paused_before=60, lat_deg=lat, lon_deg=np.full(100, 8.0))
    assert cleaned["distance_m"][-1] == pytest.approx(297 - 3 * 3, rel=1e-3)


def test_a_stated_distance_is_not_measured_again_along_the_positions() -> None:
    cleaned = _clean(distance_m=[0, 3, 6], lat_deg=[50, 51, 52], lon_deg=[8, 8, 8])
    assert cleaned["distance_m"].tolist() == [0, 3, 6]


@pytest.mark.parametrize("every_s", [1, 2, 4, 7])
def test_speed_comes_from_distance_whatever_the_rhythm(every_s: int) -> None:
    t_s = np.arange(0.0, 400.0, every_s)
    speed = _clean(t_s=t_s, distance_m=np.where(t_s < 200, 3 * t_s, 600 + 4 * (t_s - 200)))["speed_mps"]
    assert speed[t_s < 190] == pytest.approx(3.0)
    assert speed[t_s > 210] == pytest.approx(4.0)


def test_a_counter_in_steps_of_10_m_gives_no_speed_in_spikes() -> None:
    t_s = np.arange(600.0)
    speed = _clean(t_s=t_s, distance_m=np.floor(3 * t_s / 10) * 10)["speed_mps"]
    assert speed.max() <= 5
    assert speed.mean() == pytest.approx(3.0, rel=0.02)


def test_speed_never_reaches_across_a_pause() -> None:
    t_s = np.concatenate([np.arange(100.0), np.arange(400.0, 500.0)])
    speed = _clean(t_s=t_s, paused_before=100, distance_m=np.arange(200) * 3.0)["speed_mps"]
    assert speed == pytest.approx(3.0)


def test_the_watch_s_own_speed_wins_where_it_is_there() -> None:
    cleaned = _clean(speed_mps=[2.0] * 10, distance_m=np.arange(10) * 3.0)
    assert cleaned["speed_mps"].tolist() == [2.0] * 10
