"""Every figure of one activity, with how it was found or why it is missing."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from runstrong.errors import NotAnActivity
from runstrong.ingest.fit.read import read_fit
from runstrong.metrics.measure import measure
from runstrong.model.facts import HR_BINS, SPEED_BINS, Missing, RunFacts
from runstrong.model.recording import Totals
from tests.tracks import START_S, easy_run, garbage, recording, track, track_of

FIGURES = [field.name for field in fields(RunFacts) if field.type == float | None]


def test_every_figure_has_a_method_or_a_reason() -> None:
    for streams in (easy_run(), {"hr_bpm": np.full(3600, 120.0)}, easy_run() | {"elevation_m": 100.0}):
        for sport in ("running", "cycling", "training"):
            facts = measure(track(streams, sport=sport))
            for name in FIGURES:
                known = getattr(facts, name) is not None
                assert (name in facts.methods, name in facts.missing) == (known, not known), name


def test_a_plain_run_is_measured() -> None:
    facts = measure(track(easy_run() | {"elevation_m": 100.0, "temperature_c": 21.0}))
    assert facts.elapsed_s == facts.timer_s == 3599
    assert facts.moving_s == 3599
    assert facts.distance_m == pytest.approx(3 * 3600, rel=0.02)
    assert facts.avg_speed_mps == pytest.approx(facts.distance_m / 3599)
    assert facts.avg_hr_bpm == pytest.approx(150, abs=4)
    assert (facts.walking_share, facts.steep_share, facts.hr_quality, facts.locked_share) == (0, 0, 1, 0)
    assert (facts.ascent_m, facts.mean_elevation_m, facts.temperature_c) == (0, 100, 21)
    assert facts.grade_source == "barometric"
    assert facts.missing == {}


def test_on_the_level_the_adjusted_pace_is_the_pace() -> None:
    facts = measure(track(easy_run() | {"elevation_m": 100.0}))
    assert facts.gap_mps == pytest.approx(facts.avg_speed_mps, rel=1e-3)
    assert facts.norm_gap_mps == pytest.approx(facts.gap_mps, rel=0.01)
    assert measure(track(easy_run())).gap_mps == facts.gap_mps
    assert measure(track(easy_run())).methods["gap_mps"] == "no altitude: level ground assumed"


def test_the_watch_s_own_totals_win() -> None:
    totals = Totals(elapsed_s=3700, timer_s=3650, distance_m=11_111, avg_hr_bpm=149, max_hr_bpm=177, ascent_m=55)
    facts = measure(track(easy_run(), totals=totals))
    assert [facts.elapsed_s, facts.timer_s, facts.distance_m] == [3700, 3650, 11_111]
    assert [facts.avg_hr_bpm, facts.max_hr_bpm, facts.ascent_m] == [149, 177, 55]
    assert {facts.methods[name] for name in ("elapsed_s", "timer_s", "distance_m", "avg_hr_bpm")} == {"watch"}
    assert facts.avg_speed_mps == pytest.approx(11_111 / 3650)


def test_where_the_watch_is_silent_the_figure_is_ours_and_says_so() -> None:
    facts = measure(track(easy_run(), totals=Totals(distance_m=0.0, elapsed_s=3700)))
    assert facts.distance_m == pytest.approx(10_800, rel=0.02)
    assert (facts.methods["elapsed_s"], facts.methods["distance_m"], facts.methods["timer_s"]) == (
        "watch",
        "ours",
        "ours",
    )


def test_pauses_are_out_of_the_timer_and_of_the_mean_heart_rate() -> None:
    streams = easy_run()
    mean = streams["hr_bpm"][np.r_[0:1201, 1800:3600]].mean()
    streams["hr_bpm"][1201:1800] = 90
    facts = measure(track(streams, pauses=((1200, 1800),)))
    assert (facts.elapsed_s, facts.timer_s) == (3599, 2999)
    assert facts.avg_hr_bpm == pytest.approx(mean)


def test_mean_heart_rate_is_weighted_by_time() -> None:
    heart = np.where(np.arange(3600) < 1800, 120.0, 160.0)
    times = START_S + np.concatenate([np.arange(0, 1800, 6.0), np.arange(1800, 3600, 1.0)])
    picked = heart[(times - START_S).astype(int)]
    facts = measure(track({"hr_bpm": picked, "speed_mps": 3.0}, utc_s=times))
    assert facts.avg_hr_bpm == pytest.approx(140, abs=0.2)


def test_totals_without_records_are_figures_too() -> None:
    totals = Totals(start_utc_s=START_S, timer_s=1800, distance_m=5000, avg_hr_bpm=140)
    facts = measure(track_of(recording({}, utc_s=np.empty(0), totals=totals, sub_sport="treadmill")))
    assert (facts.timer_s, facts.distance_m, facts.avg_hr_bpm) == (1800, 5000, 140)
    assert facts.avg_speed_mps == pytest.approx(5000 / 1800)
    assert (facts.elapsed_s, facts.missing["elapsed_s"]) == (None, Missing.NOT_STATED)
    assert (facts.hr_quality, facts.missing["hr_quality"]) == (None, Missing.NO_HEART_RATE)
    assert (facts.gap_mps, facts.missing["gap_mps"]) == (None, Missing.NO_SPEED)
    assert facts.windows.considered == 0


def test_a_ride_has_no_running_figures() -> None:
    streams = easy_run()
    streams["speed_mps"] += 5
    facts = measure(track(streams, sport="cycling"))
    assert {facts.missing[name] for name in ("gap_mps", "norm_gap_mps", "walking_share")} == {Missing.NOT_ON_FOOT}
    assert not facts.gap_seconds.any()
    assert np.isnan(facts.best_gap_mps).all()
    assert facts.hr_seconds.sum() == 3600


def test_heart_rate_alone_still_gives_its_histogram() -> None:
    facts = measure(track({"hr_bpm": 140.0 + np.arange(3600) % 2}))
    assert (facts.moving_s, facts.missing["moving_s"]) == (None, Missing.NO_SPEED)
    assert facts.hr_seconds[[140, 141]].tolist() == [1800, 1800]


@pytest.mark.parametrize("sport", ["running", "training", "swimming"])
def test_a_speed_of_0_throughout_tells_nothing(sport: str) -> None:
    streams = easy_run() | {"speed_mps": 0.0, "distance_m": 0.0}
    facts = measure(track({name: streams[name] for name in ("hr_bpm", "speed_mps", "distance_m")}, sport=sport))
    assert (facts.moving_s, facts.missing["moving_s"]) == (None, Missing.NO_MOVEMENT)
    assert facts.gap_mps is None
    assert facts.hr_seconds.sum() == 3600


def test_histograms_hold_the_clean_moving_seconds() -> None:
    streams = easy_run()
    streams["speed_mps"][600:700] = 0
    streams["hr_bpm"][1000:1100] = 0
    facts = measure(track(streams))
    assert (len(facts.hr_seconds), len(facts.gap_seconds)) == (HR_BINS, SPEED_BINS)
    assert facts.gap_seconds.sum() == facts.moving_s == 3500
    assert facts.hr_seconds.sum() == 3400
    assert facts.gap_seconds @ (np.arange(SPEED_BINS) / 10) == pytest.approx(3500 * facts.gap_mps, rel=0.005)


def test_hr_quality_is_the_clean_share_of_moving_time() -> None:
    streams = easy_run()
    streams["hr_bpm"][900:1800] = 0
    assert measure(track(streams)).hr_quality == pytest.approx(0.75)


def test_the_share_locked_on_cadence_is_told() -> None:
    streams = easy_run()
    streams["hr_bpm"][1800:2700] = 2 * streams["cadence_spm"][1800:2700]
    facts = measure(track(streams))
    assert facts.locked_share == pytest.approx(0.25, abs=0.02)
    assert facts.hr_quality == pytest.approx(0.75, abs=0.02)


def test_temperature_waits_for_the_wrist_to_settle() -> None:
    cooling = np.where(np.arange(3600) < 900, 35.0, 20.0)
    assert measure(track(easy_run() | {"temperature_c": cooling})).temperature_c == 20
    short = measure(track(easy_run(800) | {"temperature_c": cooling[:800]}))
    assert (short.temperature_c, short.missing["temperature_c"]) == (None, Missing.TOO_SHORT)


def test_steep_ground_is_told() -> None:
    streams = easy_run()
    steep = np.where((np.arange(3600) >= 900) & (np.arange(3600) < 1800), 0.2, 0.0)
    streams["elevation_m"] = 100 + np.cumsum(steep * streams["speed_mps"])
    assert measure(track(streams)).steep_share == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("every_s", [2, 3])
def test_sparser_sampling_changes_figures_little(every_s: float) -> None:
    streams = easy_run(speed_mps=np.where(np.arange(3600) // 300 % 2, 2.8, 3.6))
    streams["speed_mps"][1000:1060] = 0
    often, seldom = measure(track(streams)), measure(track(streams, every_s=every_s))
    for name in ("timer_s", "moving_s", "distance_m", "avg_hr_bpm", "gap_mps", "norm_gap_mps", "hr_quality"):
        assert getattr(seldom, name) == pytest.approx(getattr(often, name), rel=0.01), name
    assert seldom.best_gap_mps == pytest.approx(often.best_gap_mps, rel=0.02, nan_ok=True)


def test_measuring_never_fails() -> None:
    for seed in range(1000, 1150):
        try:
            run = track_of(garbage(np.random.default_rng(seed)))
        except NotAnActivity:
            continue
        facts = measure(run)
        for name in ("hr_quality", "locked_share", "walking_share", "steep_share"):
            value = getattr(facts, name)
            assert value is None or 0 <= value <= 1
        assert all(np.isfinite(getattr(facts, name)) for name in FIGURES if getattr(facts, name) is not None)
        assert np.isfinite(facts.windows.speed_mps).all()
        assert np.isfinite(facts.windows.hr_bpm).all()


def test_measuring_twice_is_measuring_once() -> None:
    run = track(easy_run() | {"elevation_m": 100.0})
    first, second = measure(run), measure(replace(run))
    for field in fields(RunFacts):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if field.name != "windows":
            assert np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other
    assert first.windows.speed_mps.tolist() == second.windows.speed_mps.tolist()


@pytest.mark.parametrize(
    ("name", "distance_m", "ascent_m"),
    [("garmin-stamina.fit", 11_232.7, 57), ("running-with-developer-data.fit", 5_383.19, 32)],
)
def test_our_figures_come_near_the_watch_s_own(
    watch_files: Path, name: str, distance_m: float, ascent_m: float
) -> None:
    told = read_fit((watch_files / name).read_bytes()).recordings[0]
    watch, ours = measure(track_of(told)), measure(track_of(replace(told, totals=Totals())))
    assert ours.distance_m == pytest.approx(distance_m, rel=0.005)
    assert ours.ascent_m == pytest.approx(ascent_m, rel=0.15)
    assert ours.avg_hr_bpm == pytest.approx(watch.avg_hr_bpm, abs=1)
    assert ours.timer_s == pytest.approx(watch.timer_s, abs=2)
