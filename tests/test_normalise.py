"""One recording in, one honest table out."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from runstrong.errors import NotAnActivity
from runstrong.ingest.normalise import normalise
from runstrong.model.recording import Recording, StrengthSet, Totals
from runstrong.model.track import COLUMNS, at_resolution
from tests.tracks import NOW, START_S, easy_run, garbage, recording, track, track_of

EMPTY = recording({}, utc_s=np.empty(0))


def test_every_record_is_a_row_in_file_order() -> None:
    run = track(easy_run())
    assert len(run) == 3600
    assert run.columns["t_s"].tolist() == list(range(3600))
    assert run.start_utc == datetime.fromisoformat("2025-06-15T15:06:40")
    assert (run.clock_ok, run.lost, run.warnings) == (True, False, ())


def test_a_stored_track_equals_the_fresh_one() -> None:
    for column_name, values in track(easy_run()).columns.items():
        column = next(c for c in COLUMNS if c.name == column_name)
        stored = np.round(values * column.scale)
        assert np.array_equal(stored / column.scale, values, equal_nan=True)


def test_what_the_file_said_stays_as_it_said_it() -> None:
    totals = Totals(elapsed_s=3601.5, distance_m=10_000.0, avg_hr_bpm=150)
    told = replace(recording(easy_run(), totals=totals, laps=(totals,)), name="Lunch", warnings=("odd",))
    run = track_of(told)
    assert (run.totals, run.laps, run.name, run.warnings) == (totals, (totals,), "Lunch", ("odd",))


def test_impossible_totals_are_silence() -> None:
    told = Totals(start_utc_s=np.nan, elapsed_s=-1, timer_s=np.inf, distance_m=1e12, avg_hr_bpm=255, max_hr_bpm=0)
    assert track(easy_run(), totals=told).totals == Totals()


def test_dropped_records_are_said_and_the_track_is_partial() -> None:
    utc_s = START_S + np.arange(100.0)
    utc_s[50] = np.nan
    run = track({"hr_bpm": 150}, utc_s=utc_s)
    assert len(run) == 99
    assert run.lost
    assert run.warnings == ("One record without a usable time was left out.",)


@pytest.mark.parametrize("when", ["1989-12-31", "1990-07-18", "2025-07-03", "2090-01-01"])
def test_a_clock_that_cannot_be_right_is_kept_and_said(when: str) -> None:
    start = (datetime.fromisoformat(when) - datetime.fromisoformat("1970-01-01")).total_seconds()
    run = track({"hr_bpm": 150}, utc_s=start + np.arange(60.0))
    assert not run.clock_ok
    assert not run.lost
    assert run.warnings == (f"The watch's clock says {when}, which cannot be right: the day is unknown.",)


def test_a_first_record_years_before_the_rest_costs_only_itself() -> None:
    utc_s = START_S + np.arange(600.0)
    utc_s[0] = 631_065_600.0
    run = track({"speed_mps": 3.0}, utc_s=utc_s)
    assert len(run) == 599
    assert run.columns["t_s"][-1] == 598
    assert (run.clock_ok, run.lost) == (True, True), "one damaged record is no reason to doubt the other 599"
    assert "jump" in run.warnings[-1]


def test_a_clock_that_was_set_on_the_way_leaves_the_day_uncertain() -> None:
    utc_s = START_S + np.arange(600.0)
    utc_s[:200] = 631_065_600.0 + np.arange(200)
    run = track({"speed_mps": 3.0}, utc_s=utc_s)
    assert (len(run), run.clock_ok, run.lost) == (400, False, True)
    assert "jumped" in run.warnings[-1]


def test_a_watch_a_day_ahead_is_not_in_the_future() -> None:
    run = normalise(
        recording({"hr_bpm": 150}), athlete_zone=None, now_utc=datetime.fromisoformat("2025-06-15T06:00:00")
    )
    assert run.clock_ok


def test_a_run_past_midnight_belongs_to_the_local_day_it_began() -> None:
    tokyo = {"lat_deg": 35.68, "lon_deg": 139.69}
    run = track(easy_run() | tokyo)
    assert run.time_zone == "Asia/Tokyo"
    assert run.local_start == run.start_utc + timedelta(hours=9)
    assert run.local_day.isoformat() == "2025-06-16"


def test_a_device_without_a_fix_is_not_off_the_coast_of_africa() -> None:
    run = normalise(
        recording({"hr_bpm": 150, "lat_deg": 0, "lon_deg": 0}), athlete_zone="Europe/Berlin", now_utc=NOW
    )
    assert (run.time_zone, run.zone_source) == ("Europe/Berlin", "athlete")
    assert "lat_deg" not in run.columns


def test_a_treadmill_run_of_totals_alone_is_an_activity() -> None:
    totals = Totals(start_utc_s=START_S, timer_s=1800, distance_m=5000)
    run = track_of(replace(EMPTY, totals=totals))
    assert (len(run), run.totals, run.clock_ok) == (0, totals, True)
    assert run.start_utc == datetime.fromisoformat("2025-06-15T15:06:40")


def test_laps_without_points_are_an_activity() -> None:
    run = track_of(replace(EMPTY, laps=(Totals(start_utc_s=START_S, timer_s=600),)))
    assert (len(run), len(run.laps)) == (0, 1)


def test_recorded_sets_are_an_activity() -> None:
    told = recording({}, seconds=60, sport="training")
    assert len(track_of(replace(told, sets=(StrengthSet(START_S, 30.0, active=True, reps=10),)))) == 60


@pytest.mark.parametrize(
    "told",
    [
        EMPTY,
        replace(EMPTY, totals=Totals(start_utc_s=START_S)),
        replace(EMPTY, totals=Totals(timer_s=1800)),
        recording({"hr_bpm": 150}, utc_s=np.full(20, np.nan)),
        recording({}, seconds=60),
        recording({"hr_bpm": 0}, seconds=60),
    ],
    ids=["empty", "only a start", "no start", "no times", "no values", "no possible values"],
)
def test_what_holds_nothing_is_refused_in_one_sentence(told: Recording) -> None:
    with pytest.raises(NotAnActivity) as refusal:
        track_of(told)
    assert str(refusal.value).endswith(".")


def test_no_garbage_breaks_the_rules_of_a_track() -> None:
    made = 0
    for seed in range(150):
        told = garbage(np.random.default_rng(seed))
        try:
            run = track_of(told)
        except NotAnActivity:
            continue
        made += 1
        assert (np.diff(run.columns["t_s"]) >= 0).all()
        assert len(run) == len(run.stretch) <= len(told.utc_s)
        assert run.lost == (len(run) < len(told.utc_s))
        for column in COLUMNS:
            values = run.columns.get(column.name, np.empty(0))
            known = values[~np.isnan(values)]
            assert ((known >= column.low) & (known <= column.high)).all()
            assert np.array_equal(at_resolution(column, values), values, equal_nan=True)
        distance = run.column("distance_m")
        assert (np.diff(distance[np.isfinite(distance)]) >= 0).all()
    assert made > 100
