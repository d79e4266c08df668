"""Real files, and what is known of them."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from runstrong.errors import NotAnActivity
from runstrong.ingest.fit.read import read_fit
from runstrong.model.recording import Reading, Totals

NO_ACTIVITY = ("Settings.fit", "MonitoringFile.fit", "WorkoutIndividualSteps.fit")
DAMAGED = (
    "invalid-activity-filecrc.fit", "invalid-activity-unexpected-eof.fit", "nick.fit",
    "invalid-activity-settings-corruptheader.fit", "strava-android-app-201.10-b1218918.fit",
)  # fmt: skip
WITHOUT_SESSION = ("nick.fit", "valid_only_contain_fileid.fit")
EARLIER_START_S = {"compressed-speed-distance.fit": 5, "antfs-dump.63.fit": 6}
"""The index counts from the first record that holds something; the watch states an earlier start."""


@pytest.fixture(scope="module")
def rows(watch_files: Path) -> dict[str, dict[str, str]]:
    with (watch_files / "index.csv").open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines) if row["format"] == "fit"}


@pytest.fixture(scope="module")
def readings(watch_files: Path, rows: dict[str, dict[str, str]]) -> dict[str, Reading]:
    return {name: read_fit((watch_files / name).read_bytes()) for name in rows if name not in NO_ACTIVITY}


def _stated(
    readings: dict[str, Reading], rows: dict[str, dict[str, str]]
) -> Iterator[tuple[str, Reading, dict[str, str]]]:
    for name, reading in readings.items():
        if name not in WITHOUT_SESSION:
            yield name, reading, rows[name]


def _sum(reading: Reading, name: str) -> float:
    return sum(getattr(each.totals, name) or 0 for each in reading.recordings)


@pytest.mark.parametrize("name", NO_ACTIVITY)
def test_files_that_are_no_activities_are_none(watch_files: Path, name: str) -> None:
    with pytest.raises(NotAnActivity, match="holds no training"):
        read_fit((watch_files / name).read_bytes())


def test_only_the_damaged_files_lost_something(readings: dict[str, Reading]) -> None:
    assert {name for name, reading in readings.items() if reading.lost} == set(DAMAGED)
    assert all(readings[name].warnings for name in DAMAGED)


def test_sports_are_the_watchs_own(readings: dict[str, Reading], rows: dict[str, dict[str, str]]) -> None:
    for name, reading, row in _stated(readings, rows):
        assert list(dict.fromkeys(each.sport for each in reading.recordings)) == row["sport"].split("+"), name
        stated = [each.sub_sport or "?" for each in reading.recordings]
        assert list(dict.fromkeys(stated)) == row["sub_sport"].split("+"), name


def test_starts_are_the_watchs_own(readings: dict[str, Reading], rows: dict[str, dict[str, str]]) -> None:
    for name, reading, row in _stated(readings, rows):
        expected = datetime.strptime(row["start_utc"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
        start = reading.recordings[0].totals.start_utc_s
        assert start is not None
        assert expected - start == EARLIER_START_S.get(name, 0), name


@pytest.mark.parametrize(
    ("column", "total"), [("timer_s", "timer_s"), ("elapsed_s", "elapsed_s"), ("distance_m", "distance_m")]
)
def test_totals_are_the_watchs_own(
    readings: dict[str, Reading], rows: dict[str, dict[str, str]], column: str, total: str
) -> None:
    for name, reading, row in _stated(readings, rows):
        assert _sum(reading, total) == pytest.approx(float(row[column] or 0), abs=0.006), name


def test_average_heart_rates_are_the_watchs_own(
    readings: dict[str, Reading], rows: dict[str, dict[str, str]]
) -> None:
    for name, reading, row in _stated(readings, rows):
        said = [f"{each.totals.avg_hr_bpm:.0f}" for each in reading.recordings if each.totals.avg_hr_bpm]
        assert "+".join(said) == row["avg_hr_device"], name


def test_records_laps_and_sessions_are_all_there(
    readings: dict[str, Reading], rows: dict[str, dict[str, str]]
) -> None:
    for name, reading in readings.items():
        row = rows[name]
        assert sum(len(each.utc_s) for each in reading.recordings) == int(row["n_records"]), name
        assert sum(len(each.laps) for each in reading.recordings) == int(row["n_laps"]), name
        assert sum(each.totals != Totals() for each in reading.recordings) == int(row["n_sessions"]), name


def test_heart_rate_is_where_the_index_found_it(
    readings: dict[str, Reading], rows: dict[str, dict[str, str]]
) -> None:
    for name, reading in readings.items():
        beats = sum(int((~np.isnan(each.streams.get("hr_bpm", np.empty(0)))).sum()) for each in reading.recordings)
        records = sum(len(each.utc_s) for each in reading.recordings)
        # A strap sent the beats of this swim later, in files joined to the first.
        expected = 0.996 if name == "garmin-fr935-cr.fit" else float(rows[name]["hr_fraction"])
        assert beats / records == pytest.approx(expected, abs=0.0015), name


def test_a_file_without_a_session_takes_the_sport_the_watch_was_set_to(readings: dict[str, Reading]) -> None:
    (ride,) = readings["nick.fit"].recordings
    assert (ride.sport, ride.totals, len(ride.pauses)) == ("cycling", Totals(), 8)
