"""The simulated runner: the truth can be found again, and the files are what they claim to be."""

import gzip
import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import fitparse
import gpxpy
import numpy as np
import pytest

from runstrong import coach, simulate
from runstrong.model.outcome import Outcome
from runstrong.simulate import Body, Habit, Pacing, Place, Runner, Sensors, SimulatedActivity
from runstrong.simulate.body import running_cost
from runstrong.simulate.season import days
from runstrong.simulate.signal import lagged, wander
from runstrong.store.database import Store

LAST_DAY = date(2025, 6, 15)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

QUIET_BODY = Body(gain_pct=0, day_sd_bpm=0, drift_bpm_per_min=0, heat_bpm_per_c=0, lag_sd_s=0)
FAULTLESS = Sensors(lock_share=0, frozen_share=0)
COLD = Place(season_c=(5, 5))


def runner(**changes: object) -> Runner:
    return replace(Runner(weeks=3, sensors=FAULTLESS, place=COLD), **changes)


def runs(who: Runner, until: date = LAST_DAY) -> list[SimulatedActivity]:
    return [activity for activity in simulate.season(who, until) if activity.truth is not None]


def first(who: Runner, kind: str) -> SimulatedActivity:
    return next(activity for activity in simulate.season(who, LAST_DAY) if activity.kind == kind)


def read_fit(activity: SimulatedActivity) -> dict[str, list[fitparse.DataMessage]]:
    messages: dict[str, list[fitparse.DataMessage]] = {}
    for message in fitparse.FitFile(io.BytesIO(simulate.as_fit(activity)), check_crc=True).get_messages():
        messages.setdefault(message.name, []).append(message)
    return messages


def column(messages: list[fitparse.DataMessage], name: str) -> np.ndarray:
    return np.array([m.get_value(name) for m in messages], dtype=float)


# ------------------------------------------------------------------ the same again


def test_the_same_seed_and_day_give_the_same_bytes() -> None:
    one, two = (b"".join(map(simulate.as_fit, simulate.season(runner(), LAST_DAY))) for _ in range(2))
    assert one == two


def test_another_seed_is_another_runner() -> None:
    assert simulate.as_fit(runs(runner(seed=1))[0]) != simulate.as_fit(runs(runner(seed=2))[0])


# ------------------------------------------------------------------ the calendar


@pytest.mark.parametrize("weekday", range(7))
def test_the_season_ends_on_the_last_day_and_holds_every_habit_once_a_week(weekday: int) -> None:
    until = LAST_DAY + timedelta(days=weekday)
    dates = [activity.local_start.date() for activity in runs(runner(), until)]
    assert dates == sorted(dates)
    assert Counter(day.weekday() for day in dates) == {TUESDAY: 3, THURSDAY: 3, SATURDAY: 3, SUNDAY: 3}
    assert until - timedelta(days=20) <= dates[0]
    assert dates[-1] <= until


def test_weekdays_and_hours_are_as_the_habits_say() -> None:
    habits = {MONDAY: Habit("recovery", 30, 6.5), FRIDAY: Habit("long", 80, 17.0)}
    for activity in runs(runner(habits=habits)):
        habit = habits[activity.local_start.weekday()]
        hour = activity.local_start.hour + activity.local_start.minute / 60
        assert activity.kind == habit.kind
        assert abs(hour - habit.hour) < 0.75
        assert abs(activity.t_s[-1] / 60 - habit.minutes) < 0.35 * habit.minutes


def test_an_odd_day_is_what_it_is_said_to_be() -> None:
    odd = {
        (1, TUESDAY): "missed",
        (2, TUESDAY): "treadmill",
        (2, THURSDAY): "warm_up_file",
        (2, SUNDAY): "race",
        (3, TUESDAY): "no_heart_rate",
    }
    kinds = [activity.kind for activity in runs(runner(odd_days=odd))]
    week1, week2, week3 = kinds[:3], kinds[3:8], kinds[8:]
    assert week1 == ["quality", "easy", "long"]
    assert week2 == ["treadmill", "warm_up", "quality", "easy", "race"]
    assert week3 == ["easy", "quality", "easy", "long"]
    assert not np.isfinite(runs(runner(odd_days=odd))[8].columns["hr_bpm"]).any()


def test_a_warm_up_file_ends_just_before_its_session_starts() -> None:
    warm_up, session = runs(runner(odd_days={(1, THURSDAY): "warm_up_file"}))[1:3]
    gap = session.start_utc_s - warm_up.utc_s[-1]
    assert (warm_up.kind, session.kind) == ("warm_up", "quality")
    assert 60 < gap < 20 * 60


def test_some_runs_are_missed_and_some_sensors_fail_by_chance() -> None:
    unlucky = Sensors(lock_share=0.3, frozen_share=0.3)
    happened = runs(runner(weeks=20, missed_share=0.2, sensors=unlucky))
    oddities = Counter(activity.oddity for activity in happened)
    assert 50 <= len(happened) <= 74
    assert 10 <= oddities["cadence_lock"] <= 35
    assert oddities["frozen_heart_rate"] >= 5


def test_a_runner_elsewhere_runs_at_the_same_local_hour() -> None:
    here, there = runner(), runner(place=replace(COLD, time_zone="America/Denver", lat_deg=39.7, lon_deg=-105.0))
    one, other = runs(here)[0], runs(there)[0]
    assert one.local_start == other.local_start
    assert other.start_utc_s - one.start_utc_s == 8 * 3600


# ------------------------------------------------------------------ the truth


def test_regressing_clean_heart_rate_on_speed_recovers_the_slope() -> None:
    truth = first(runner(body=QUIET_BODY), "quality").truth
    assert truth is not None
    settled = lagged(truth.equivalent_mps, 50.0)[600:]
    slope, standing = np.polyfit(settled, truth.hr_bpm[600:], 1)
    assert slope == pytest.approx(24, rel=0.01)
    assert standing == pytest.approx(78, abs=1)


@pytest.mark.parametrize("gain_pct", [-3.0, 4.0])
def test_speed_at_the_same_heart_rate_grows_by_the_stated_gain(gain_pct: float) -> None:
    body = replace(QUIET_BODY, gain_pct=gain_pct)
    daily = {weekday: Habit("easy", 40, 7.0) for weekday in range(7)}
    ratios = []
    for activity in runs(runner(body=body, habits=daily)):
        assert activity.truth is not None
        above_standing = 24 * lagged(activity.truth.equivalent_mps, 50.0)[900:]
        ratios.append(np.median(above_standing / (activity.truth.hr_bpm[900:] - 78)))
    assert 100 * (ratios[-1] / ratios[0] - 1) == pytest.approx(gain_pct, abs=0.05)
    np.testing.assert_allclose(np.diff(ratios), gain_pct / 100 / (len(ratios) - 1), atol=3e-4)


def test_heart_rate_drifts_and_rises_with_heat() -> None:
    def extra(body: Body, place: Place, minute: int) -> tuple[float, float]:
        truth = first(runner(body=body, place=place), "long").truth
        assert truth is not None
        pulse = truth.hr_bpm - 78 - 24 * lagged(truth.equivalent_mps, 50.0)
        return float(np.median(pulse[60 * minute - 60 : 60 * minute + 60])), truth.air_c

    drifting, heated = replace(QUIET_BODY, drift_bpm_per_min=0.1), replace(QUIET_BODY, heat_bpm_per_c=2.0)
    assert extra(drifting, COLD, 58)[0] == pytest.approx(0.1 * 50, abs=0.3)
    bpm, air_c = extra(heated, replace(COLD, season_c=(22, 22)), 9)
    assert air_c > 14
    assert bpm == pytest.approx(2 * (air_c - 12), abs=0.3)
    assert extra(heated, COLD, 9)[0] == pytest.approx(0, abs=0.3)


def test_day_effects_have_the_stated_spread_and_memory() -> None:
    long_life = runner(weeks=120, body=replace(QUIET_BODY, day_sd_bpm=4.5, day_rho=0.5))
    effects = np.array([day.day_bpm for day in days(long_life, LAST_DAY) if day.day.weekday() in long_life.habits])
    assert effects.std() == pytest.approx(4.5, rel=0.12)
    assert np.corrcoef(effects[1:], effects[:-1])[0, 1] == pytest.approx(0.5, abs=0.12)


def test_a_wandering_level_spreads_with_the_square_root_of_time() -> None:
    moved = [
        list(days(runner(seed=seed, weeks=9, body=replace(QUIET_BODY, wander_bpm=2.0)), LAST_DAY))[-1].day_bpm
        for seed in range(150)
    ]
    assert np.std(moved) == pytest.approx(2.0 * 3, rel=0.15)


def test_a_runner_who_goes_by_heart_rate_slows_on_a_bad_day() -> None:
    moody = replace(QUIET_BODY, day_sd_bpm=6)
    pairs = [
        [run for run in runs(runner(body=moody, pacing=Pacing(paced_by=by, day_sd_mps=0))) if run.kind == "easy"]
        for by in ("speed", "heart_rate")
    ]
    for steady, yielding in zip(*pairs, strict=True):
        assert steady.truth is not None
        assert yielding.truth is not None
        slower = yielding.truth.speed_mps.mean() < steady.truth.speed_mps.mean()
        assert slower == (steady.truth.day_bpm > 0)


def test_running_cost_follows_minetti() -> None:
    grades = np.array([-0.20, -0.05, 0, 0.05, 0.20])
    np.testing.assert_allclose(running_cost(grades), [0.500, 0.763, 1, 1.301, 2.502], atol=6e-4)


# ------------------------------------------------------------------ what the watch saw


def test_noise_has_the_stated_spread_and_memory() -> None:
    noise = wander(np.random.default_rng(1), 200_000, 2.0, 30.0)
    assert noise.std() == pytest.approx(2.0, rel=0.03)
    assert np.corrcoef(noise[30:], noise[:-30])[0, 1] == pytest.approx(np.exp(-1), abs=0.04)


def test_positions_distance_and_elevation_tell_of_one_route() -> None:
    run = first(runner(), "long")
    lat, lon = np.radians(run.columns["lat_deg"]), np.radians(run.columns["lon_deg"])
    smooth = slice(0, None, 10)
    steps = 6_371_000 * np.hypot(np.diff(lat[smooth]), np.diff(lon[smooth]) * np.cos(lat[0]))
    assert steps.sum() == pytest.approx(run.columns["distance_m"][-1], rel=0.03)
    assert 20 < np.ptp(run.columns["elevation_m"]) < 120
    assert np.hypot(lat[0] - np.radians(48.1525), (lon[0] - np.radians(11.5915)) * 0.667) * 6_371_000 < 15


def test_recorded_heart_rate_is_the_truth_plus_a_little_noise() -> None:
    run = first(runner(), "easy")
    assert run.truth is not None
    error = run.columns["hr_bpm"] - run.truth.hr_bpm
    assert abs(error.mean()) < 0.3
    assert 0.4 < error.std() < 1.2


def test_a_locked_heart_rate_follows_the_cadence_and_no_strap_was_worn() -> None:
    run = runs(runner(odd_days={(1, TUESDAY): "cadence_lock"}))[0]
    close = np.abs(run.columns["hr_bpm"] - run.columns["cadence_spm"]) <= 3
    assert 170 <= close.sum() <= 620
    assert not run.strap


def test_a_frozen_heart_rate_stands_still_for_a_minute_and_a_half() -> None:
    heart = runs(runner(odd_days={(1, TUESDAY): "frozen_heart_rate"}))[0].columns["hr_bpm"]
    changes = np.flatnonzero(np.diff(heart))
    assert np.diff(changes).max() >= 89


# ------------------------------------------------------------------ FIT


def test_fitparse_sees_the_same_columns() -> None:
    run = first(runner(), "easy")
    records = read_fit(run)["record"]
    stamps = [m.get_value("timestamp").replace(tzinfo=UTC).timestamp() for m in records]
    assert stamps == run.utc_s.tolist()
    np.testing.assert_array_equal(column(records, "heart_rate"), run.columns["hr_bpm"])
    steps = 2 * (column(records, "cadence") + column(records, "fractional_cadence"))
    np.testing.assert_array_equal(steps, run.columns["cadence_spm"])
    np.testing.assert_allclose(column(records, "distance"), run.columns["distance_m"], atol=0.0051)
    np.testing.assert_allclose(column(records, "enhanced_speed"), run.columns["speed_mps"], atol=0.00051)
    np.testing.assert_allclose(column(records, "enhanced_altitude"), run.columns["elevation_m"], atol=0.1001)
    degrees = column(records, "position_lat") * 180 / 2**31
    np.testing.assert_allclose(degrees, run.columns["lat_deg"], rtol=0, atol=1e-7)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("easy", ("running", "generic")),
        ("treadmill", ("running", "treadmill")),
        ("strength", ("training", "strength_training")),
        ("yoga", ("training", "yoga")),
    ],
)
def test_session_and_activity_say_what_it_was(kind: str, words: tuple[str, str]) -> None:
    who = runner(
        odd_days={(2, TUESDAY): "treadmill"}, gym={(1, MONDAY): "strength", (1, FRIDAY): "yoga"}, place=Place()
    )
    activity = first(who, kind)
    messages = read_fit(activity)
    (session,), (whole,) = messages["session"], messages["activity"]
    assert (session.get_value("sport"), str(session.get_value("sub_sport"))) in (words, (words[0], "43"))
    assert session.get_value("avg_heart_rate") == pytest.approx(activity.columns["hr_bpm"].mean(), abs=0.51)
    assert whole.get_value("local_timestamp") - whole.get_value("timestamp") == timedelta(hours=2)
    assert ("position_lat" in messages["record"][0].get_values()) == (kind == "easy")
    assert messages["file_id"][0].get_value("type") == "activity"


def test_the_strap_is_among_the_devices_only_when_worn() -> None:
    worn, forgotten = runs(runner(odd_days={(1, THURSDAY): "cadence_lock"}))[:2]
    sensors = [read_fit(run)["device_info"][1] for run in (worn, forgotten)]
    assert [m.get_raw_value("device_type") for m in sensors] == [120, 10]
    assert [m.get_value("source_type") for m in sensors] == ["antplus", "local"]


def test_a_pause_stops_the_timer_and_the_records() -> None:
    run = next(run for run in runs(runner(weeks=6)) if run.pauses)
    messages = read_fit(run)
    events = [(m.get_value("event_type"), m.get_value("timestamp")) for m in messages["event"]]
    assert [kind for kind, _ in events] == ["start", "stop_all"] * (len(run.pauses) + 1)
    stop, restart = run.pauses[0]
    assert (events[2][1] - events[1][1]).total_seconds() == restart - stop
    session = messages["session"][0]
    paused = sum(restart - stop for stop, restart in run.pauses)
    assert session.get_value("total_elapsed_time") - session.get_value("total_timer_time") == pytest.approx(paused)
    assert not ((run.t_s > stop) & (run.t_s < restart)).any()


@pytest.mark.parametrize("kind", ["easy", "quality", "long"])
def test_laps_add_up_to_the_session(kind: str) -> None:
    messages = read_fit(next(run for run in runs(runner(weeks=6)) if run.kind == kind))
    session = messages["session"][0]
    for total in ("total_timer_time", "total_distance", "total_elapsed_time"):
        assert column(messages["lap"], total).sum() == pytest.approx(session.get_value(total), abs=0.1)
    assert session.get_value("num_laps") == len(messages["lap"])
    if kind == "quality":
        assert {m.get_value("lap_trigger") for m in messages["lap"]} == {"manual"}
    else:
        assert column(messages["lap"], "total_distance")[:-1] == pytest.approx(1000, abs=8)


def test_intervals_are_faster_laps() -> None:
    laps = column(read_fit(first(runner(), "quality"))["lap"], "enhanced_avg_speed")
    assert (laps[1:-1:2] > 3.4).all()
    assert (laps[2:-1:2] < 2.8).all()


def test_a_strength_file_holds_its_sets() -> None:
    session = first(runner(gym={(1, MONDAY): "strength"}), "strength")
    sets = read_fit(session)["set"]
    active = [m for m in sets if m.get_value("set_type") in (1, "active")]
    assert len(active) == len(sets) / 2 == 15
    assert {m.get_value("repetitions") for m in active} == {10, 15}
    assert max(m.get_value("weight") for m in active) == 20
    start = datetime.fromtimestamp(session.start_utc_s, UTC).replace(tzinfo=None)
    assert active[0].get_value("start_time") - start == timedelta(minutes=5)


# ------------------------------------------------------------------ GPX


def test_gpxpy_sees_the_same_columns() -> None:
    run = first(runner(), "easy")
    gpx = gpxpy.parse(simulate.as_gpx(run).decode())
    points = gpx.tracks[0].segments[0].points
    assert gpx.tracks[0].type == "running"
    assert [p.time.timestamp() for p in points] == run.utc_s.tolist()
    np.testing.assert_allclose([p.latitude for p in points], run.columns["lat_deg"], rtol=0, atol=6e-8)
    np.testing.assert_allclose([p.longitude for p in points], run.columns["lon_deg"], rtol=0, atol=6e-8)
    np.testing.assert_allclose([p.elevation for p in points], run.columns["elevation_m"], atol=0.051)
    sensed = [{e.tag.split("}")[1]: float(e.text) for e in p.extensions[0]} for p in points]
    np.testing.assert_array_equal([s["hr"] for s in sensed], run.columns["hr_bpm"])
    np.testing.assert_array_equal([s["cad"] for s in sensed], run.columns["cadence_spm"] // 2)
    np.testing.assert_array_equal([s["atemp"] for s in sensed], run.columns["temperature_c"])


def test_a_gpx_without_heart_rate_has_no_heart_rate_elements() -> None:
    run = runs(runner(odd_days={(1, TUESDAY): "no_heart_rate"}))[0]
    text = simulate.as_gpx(run).decode()
    assert "gpxtpx:hr" not in text
    assert text.count("<gpxtpx:cad>") == len(run.t_s)


def test_a_treadmill_gpx_is_a_track_without_points() -> None:
    gpx = gpxpy.parse(simulate.as_gpx(runs(runner(odd_days={(1, TUESDAY): "treadmill"}))[0]).decode())
    assert gpx.tracks[0].segments[0].points == []


# ------------------------------------------------------------------ folders and the demo


def test_a_season_goes_into_a_folder_one_file_each(tmp_path: Path) -> None:
    paths = simulate.write_folder(tmp_path / "archive", runner(weeks=1), LAST_DAY)
    assert len(paths) == len(set(paths)) == 4
    assert all(path.read_bytes()[8:12] == b".FIT" for path in paths)


@pytest.fixture(scope="module")
def demo() -> list[tuple[str, bytes]]:
    return list(simulate.demo_files(LAST_DAY))


def test_the_demo_is_mostly_fit_with_some_gpx_and_one_compressed(demo: list[tuple[str, bytes]]) -> None:
    endings = Counter(name.split(".", 1)[1] for name, _ in demo)
    assert endings["gpx"] == 3
    assert endings["fit.gz"] == 1
    assert 40 <= endings["fit"] <= 50
    assert len({name for name, _ in demo}) == len(demo)
    (packed,) = [data for name, data in demo if name.endswith(".gz")]
    assert gzip.decompress(packed)[8:12] == b".FIT"


def test_no_demo_run_lies_in_the_future(demo: list[tuple[str, bytes]]) -> None:
    assert max(name[:10] for name, _ in demo) < LAST_DAY.isoformat()
    assert min(name[:10] for name, _ in demo) >= (LAST_DAY - timedelta(weeks=10)).isoformat()


def test_the_demos_truth_is_the_runners() -> None:
    assert simulate.DEMO_RUNNER.body.gain_pct == simulate.DEMO_TRUTH_PCT
    assert simulate.DEMO_RUNNER.body.gain_curve == "linear"
    assert simulate.DEMO_RUNNER.body.wander_bpm == 0


def test_the_demo_goes_through_the_real_import(tmp_path: Path) -> None:
    today = LAST_DAY + timedelta(days=1)
    with Store.open(tmp_path) as store:
        outcomes = list(islice(simulate.make_demo(store, today), 12))
        taken = coach.runs(store)
        assert {outcome.outcome for outcome in outcomes} == {Outcome.IMPORTED}
        assert [outcome.warnings for outcome in outcomes if outcome.warnings] == []
        assert coach.preferences(store).equipment == ("dumbbell", "step", "band")
    kinds = [run.score.kind for run in taken]
    assert kinds[:4] == ["easy", "quality", "easy", "long"]
    assert {run.summary.time_zone for run in taken} == {"Europe/Berlin"}
    assert {run.summary.hr_source for run in taken} == {"Demo strap", "wrist", None}
    assert len(taken) == sum(outcome.activities[0].sport == "running" for outcome in outcomes)
