"""What makes simulated life harder than the science notes' generator does what it says."""

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from runstrong import simulate
from runstrong.ingest.normalise import normalise
from runstrong.ingest.reader import read
from runstrong.metrics.measure import measure
from runstrong.model.facts import RunFacts
from runstrong.simulate import Body, Habit, Pacing, Place, Runner, Sensors, SimulatedActivity
from runstrong.simulate.conditions import days
from runstrong.simulate.signal import lagged

LAST_DAY = date(2025, 6, 15)
NOW = datetime(2025, 7, 1)  # noqa: DTZ001
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
DAILY = {weekday: Habit("easy", 40, 7.0) for weekday in range(7)}
QUIET_BODY = Body(gain_pct=0, day_sd_bpm=0, drift_bpm_per_min=0, heat_bpm_per_c=0, lag_sd_s=0)
FAULTLESS = Sensors(lock_share=0, frozen_share=0)
COLD = Place(season_c=(5, 5))


def runner(**changes: object) -> Runner:
    return replace(Runner(weeks=3, sensors=FAULTLESS, place=COLD, body=QUIET_BODY), **changes)  # type: ignore[arg-type]


def runs(who: Runner) -> list[SimulatedActivity]:
    return [activity for activity in simulate.season(who, LAST_DAY) if activity.truth is not None]


def first(who: Runner, kind: str = "easy") -> SimulatedActivity:
    return next(activity for activity in runs(who) if activity.kind == kind)


def facts(activity: SimulatedActivity) -> RunFacts:
    (recording,) = read(simulate.as_fit(activity)).recordings
    return measure(normalise(recording, athlete_zone=None, now_utc=NOW))


def true_change(who: Runner, season: list[SimulatedActivity]) -> float:
    truths = [run.truth for run in season if run.truth]
    return simulate.true_change_pct(who, [run.start_utc_s for run in season], truths)


def above_standing(run: SimulatedActivity) -> np.ndarray:
    """True heart rate less what a straight line with one lag would give."""
    assert run.truth is not None
    return run.truth.hr_bpm - 78 - 24 * lagged(run.truth.equivalent_mps, 50.0)


# ------------------------------------------------------------------ history and truth


def test_a_history_comes_before_the_block_and_leaves_it_as_it_is() -> None:
    body = Body(wander_bpm=2, day_dof=4)
    alone, after = (runs(runner(weeks=2, history_weeks=weeks, body=body)) for weeks in (0, 3))
    assert len(after) - len(alone) == 12
    assert [simulate.as_fit(run) for run in after[12:]] == [simulate.as_fit(run) for run in alone]
    assert {run.truth.gain for run in after[:12] if run.truth} == {0.0}


def test_a_wandering_level_is_continuous_where_the_history_ends() -> None:
    level = [day.level_bpm for day in days(runner(history_weeks=30, body=Body(wander_bpm=2)), LAST_DAY)]
    steps = np.diff(level)
    assert np.std(steps) == pytest.approx(2 / np.sqrt(7), rel=0.15)
    assert abs(steps[30 * 7 - 1]) < 4 * np.std(steps)
    assert np.std(level) > 2


@pytest.mark.parametrize("gain_pct", [-3.0, 6.0])
def test_the_truth_of_a_steady_gain_is_the_part_the_runs_cover(gain_pct: float) -> None:
    season = runs(runner(weeks=10, habits=DAILY, body=replace(QUIET_BODY, gain_pct=gain_pct)))
    assert true_change(runner(), season) == pytest.approx(gain_pct, abs=0.01)
    assert true_change(runner(), season[:35]) == pytest.approx(gain_pct / 2, abs=0.2)


def test_the_truth_of_a_wandering_level_is_what_it_does_to_pace() -> None:
    who = runner(weeks=10, body=replace(QUIET_BODY, wander_bpm=2.0))
    season = runs(who)
    level = np.array([run.truth.level_bpm for run in season if run.truth])
    when = np.array([run.start_utc_s for run in season])
    rise = np.polyfit((when - when[0]) / np.ptp(when), level, 1)[0]
    assert abs(rise) > 1
    assert true_change(who, season) == pytest.approx(-100 * rise / (24 * 2.9), rel=0.05)


# ------------------------------------------------------------------ the body


def test_a_slow_component_comes_late_and_arrives() -> None:
    slow = first(runner(body=replace(QUIET_BODY, slow_share=0.3)), "quality")
    quick = first(runner(), "quality")
    missing = (quick.truth.hr_bpm - slow.truth.hr_bpm) if quick.truth and slow.truth else np.zeros(900)
    assert missing[100:300].mean() > 5
    assert abs(missing[850:895].mean()) < 1


def test_a_curve_bends_the_line_about_an_easy_pace() -> None:
    run = first(runner(body=replace(QUIET_BODY, curve=-3.0)), "quality")
    assert run.truth is not None
    bend = above_standing(run)[900:]
    expected = lagged(-3.0 * (run.truth.equivalent_mps - 2.9) ** 2, 50.0)[900:]
    np.testing.assert_allclose(bend, expected, atol=0.05)
    assert bend.min() < -1.2


def test_warm_weeks_take_a_share_of_the_heat_away() -> None:
    hot = runner(weeks=12, body=replace(QUIET_BODY, acclimatisation=0.5), place=Place(season_c=(4, 28)))
    lived = list(days(hot, LAST_DAY))
    felt = np.array([day.heat_c for day in lived])
    heat = np.array([max(day.air_c - 12, 0) for day in lived])
    assert (felt <= heat + 1e-9).all()
    warming_in_ten_days = 24 / 84 * 10
    used_to = heat[-7:].mean() - warming_in_ten_days
    assert felt[-7:].mean() == pytest.approx(heat[-7:].mean() - 0.5 * used_to, abs=0.6)


def test_heart_rate_is_higher_at_midday_when_asked() -> None:
    body = replace(QUIET_BODY, midday_bpm=3.0)
    early, late = (first(runner(body=body, habits={MONDAY: Habit("easy", 40, hour)})) for hour in (2.0, 14.0))
    offsets = [run.truth.day_bpm for run in (early, late) if run.truth]
    assert offsets == pytest.approx([-3, 3], abs=0.1)


def test_an_ill_day_costs_nine_beats() -> None:
    well, ill = (first(runner(odd_days=odd)) for odd in ({}, {(1, TUESDAY): "ill"}))
    assert np.median(above_standing(ill)[600:]) - np.median(above_standing(well)[600:]) == pytest.approx(
        9, abs=0.2
    )


def test_heavy_tails_keep_the_spread_and_bring_outliers() -> None:
    body = Body(day_sd_bpm=4, day_rho=0, day_dof=4)
    effects = np.array([day.day_bpm for day in days(runner(weeks=300, habits=DAILY, body=body), LAST_DAY)])
    assert effects.std() == pytest.approx(4, rel=0.1)
    assert np.mean(np.abs(effects) > 3 * effects.std()) > 2 * 0.0027


# ------------------------------------------------------------------ pace and habit


def test_a_gain_run_out_as_speed_leaves_heart_rate_alone() -> None:
    body = replace(QUIET_BODY, gain_pct=6)
    who = runner(habits=DAILY, body=body, pacing=Pacing(day_sd_mps=0, gain_taken=1.0))
    begin, end = runs(who)[0].truth, runs(who)[-1].truth
    assert begin
    assert end
    assert np.median(end.speed_mps) / np.median(begin.speed_mps) == pytest.approx(1.06, abs=0.005)
    assert np.median(end.hr_bpm) == pytest.approx(np.median(begin.hr_bpm), abs=1.0)


def test_an_easy_pace_can_grow_by_habit_alone() -> None:
    season = runs(runner(habits=DAILY, pacing=Pacing(day_sd_mps=0, easy_gain_mps=0.3)))
    speeds = [np.median(run.truth.speed_mps) for run in season if run.truth]
    assert speeds[-1] - speeds[0] == pytest.approx(0.3, abs=0.03)
    assert {run.truth.gain for run in season if run.truth} == {0.0}


def test_new_habits_and_sensors_hold_from_their_week_on() -> None:
    later = {WEDNESDAY: Habit("easy", 40, 12.0)}
    who = runner(new_habits=(2, later), new_sensors=(3, replace(FAULTLESS, strap=False)))
    seen = [(run.local_start.weekday(), run.strap) for run in runs(who)]
    assert seen == [(TUESDAY, True), (THURSDAY, True), (SATURDAY, True), (SUNDAY, True), (2, True), (2, False)]


# ------------------------------------------------------------------ the watch


def test_a_wrist_sensor_can_miss_beats_of_fast_running_only() -> None:
    wrist = replace(FAULTLESS, strap=False, under_read_bpm=10)
    run = first(runner(sensors=wrist), "quality")
    assert run.truth is not None
    error = run.columns["hr_bpm"] - run.truth.hr_bpm
    settled = lagged(run.truth.speed_mps, 30.0)
    assert abs(np.median(error[settled < 3.0])) < 0.3
    assert np.median(error[settled > 3.6]) == pytest.approx(-10 * 0.47, abs=0.8)


def test_an_offset_is_the_sensors_own() -> None:
    plain, off = (first(runner(sensors=replace(FAULTLESS, offset_bpm=offset))) for offset in (0.0, -4.0))
    np.testing.assert_allclose(off.columns["hr_bpm"] - plain.columns["hr_bpm"], -4, atol=1)


def test_skin_warms_the_thermometer_more_on_cold_days() -> None:
    who = runner(habits=DAILY, sensors=replace(FAULTLESS, wrist_warmth=0.4))
    cold, hot = (runs(replace(who, place=Place(season_c=(air_c, air_c)))) for air_c in (2.0, 22.0))
    shown = [np.mean([run.columns["temperature_c"][-1] for run in season]) for season in (cold, hot)]
    assert shown[1] - shown[0] == pytest.approx(0.6 * 20, abs=3)
    assert shown[0] > 2 + 4 + 5


def test_a_watch_without_a_thermometer_measures_no_temperature() -> None:
    assert facts(first(runner(sensors=replace(FAULTLESS, thermometer=False)))).temperature_c is None


def test_smart_recording_is_irregular_and_loses_no_pause_and_no_metre() -> None:
    dense, smart = (runs(runner(sensors=replace(FAULTLESS, longest_gap_s=gap))) for gap in (1, 10))
    paused = next(i for i, run in enumerate(dense) if run.pauses)
    every, some = dense[paused], smart[paused]
    assert some.pauses == every.pauses
    assert set(np.concatenate(some.pauses)) <= set(some.t_s)
    assert len(some.t_s) < len(every.t_s) / 4
    assert some.columns["distance_m"][-1] == every.columns["distance_m"][-1]
    assert len(set(np.diff(some.t_s))) >= 10


@pytest.mark.parametrize("change", [{"longest_gap_s": 10}, {"heart_every": 5}, {"altitude": "gps"}])
def test_poor_recordings_are_read_and_still_hold_steady_minutes(change: dict[str, object]) -> None:
    run = first(runner(sensors=replace(FAULTLESS, **change)))  # type: ignore[arg-type]
    read_back, full = facts(run), facts(first(runner()))
    assert len(read_back.windows.minute) > 0.5 * len(full.windows.minute)
    assert np.median(read_back.windows.hr_bpm) == pytest.approx(np.median(full.windows.hr_bpm), abs=1.5)
    assert (read_back.grade_source == "gps") == ("heart_every" not in change)


def test_one_record_in_five_holds_a_heart_rate() -> None:
    run = first(runner(sensors=replace(FAULTLESS, heart_every=5)))
    assert np.isfinite(run.columns["hr_bpm"]).mean() == pytest.approx(0.2, abs=0.01)
