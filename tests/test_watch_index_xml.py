"""Real GPX and TCX files against what their index says of them; every difference has its reason here."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from runstrong.errors import NotAnActivity
from runstrong.ingest.reader import read
from runstrong.model.recording import Recording

Row = dict[str, str]

RECORDED = (
    "activity_4801048867.tcx",
    "4801048867_strava.gpx",
    "3173437224.tcx",
    "sup_activity_1.tcx",
    "cerknicko-without-times.gpx",
    "korita-zbevnica.gpx",
    "gpx_timezone.gpx",
)
SPORTS = {"Running": "running", "Biking": "cycling", "Other": "generic", "1": "cycling"}

# The index counts points without a time, and metres between them; neither can be part of a recording.
WITH_A_TIME = {"cerknicko-without-times.gpx": (5, 53.1), "korita-zbevnica.gpx": (513, 6261.5)}


@pytest.fixture(scope="module")
def index(watch_files: Path) -> dict[str, Row]:
    with (watch_files / "index.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file) if row["format"] in ("gpx", "tcx")}


def recording(watch_files: Path, name: str) -> Recording:
    (one,) = read((watch_files / name).read_bytes()).recordings
    return one


def test_every_file_of_the_index_is_looked_at(index: dict[str, Row]) -> None:
    assert set(index) == {*RECORDED, "route.gpx", "unicode_with_bom_noencoding.gpx"}


@pytest.mark.parametrize("name", ["route.gpx", "unicode_with_bom_noencoding.gpx"])
def test_routes_and_places_are_no_activities(watch_files: Path, name: str) -> None:
    with pytest.raises(NotAnActivity):
        read((watch_files / name).read_bytes())


@pytest.mark.parametrize("name", RECORDED)
def test_sport_start_and_length_are_as_the_index_says(watch_files: Path, index: dict[str, Row], name: str) -> None:
    run, row = recording(watch_files, name), index[name]
    # "jkljkl+..." and "unknown" name no sport, and neither file moves like a run
    assert run.sport == SPORTS.get(row["sport"], "unknown")
    # the index gives whole seconds
    assert int(run.utc_s[0]) == datetime.fromisoformat(row["start_utc"]).astimezone(UTC).timestamp()
    assert run.utc_s[-1] - run.utc_s[0] == pytest.approx(float(row["elapsed_s"]), abs=0.1)


@pytest.mark.parametrize("name", RECORDED)
def test_records_and_heart_rate_are_as_the_index_says(watch_files: Path, index: dict[str, Row], name: str) -> None:
    run, row = recording(watch_files, name), index[name]
    assert len(run.utc_s) == WITH_A_TIME.get(name, (int(row["n_records"]), 0))[0]
    heart_rate = run.streams.get("hr_bpm", np.full(len(run.utc_s), np.nan))
    assert np.mean(~np.isnan(heart_rate)) == pytest.approx(float(row["hr_fraction"]), abs=0.005)


@pytest.mark.parametrize("name", RECORDED)
def test_distances_are_as_the_index_says(watch_files: Path, index: dict[str, Row], name: str) -> None:
    run, row = recording(watch_files, name), index[name]
    metres = WITH_A_TIME[name][1] if name in WITH_A_TIME else float(row["distance_m"])
    assert run.streams["distance_m"][-1] == pytest.approx(metres, rel=1e-3, abs=0.1)
    if row["format"] == "tcx":
        assert run.totals.distance_m == pytest.approx(metres, abs=0.1)


@pytest.mark.parametrize("name", [name for name in RECORDED if name.endswith(".tcx")])
def test_the_watchs_own_totals_are_as_the_index_says(watch_files: Path, index: dict[str, Row], name: str) -> None:
    run, row = recording(watch_files, name), index[name]
    assert run.totals.timer_s == pytest.approx(float(row["timer_s"]), abs=0.01)
    assert run.totals.avg_hr_bpm == pytest.approx(float(row["avg_hr_device"]), abs=0.06)
    assert len(run.laps) == int(row["n_laps"])
    assert run.devices[0].name == row["device"]


def test_one_activity_in_two_formats_agrees(watch_files: Path) -> None:
    tcx = recording(watch_files, "activity_4801048867.tcx")
    gpx = recording(watch_files, "4801048867_strava.gpx")
    both, at_tcx, at_gpx = np.intersect1d(tcx.utc_s, gpx.utc_s, return_indices=True)
    assert len(both) > 5_000
    same = tcx.streams["hr_bpm"][at_tcx] == gpx.streams["hr_bpm"][at_gpx]
    assert np.mean(same) > 0.99
    assert gpx.streams["distance_m"][-1] == pytest.approx(tcx.streams["distance_m"][-1], rel=0.002)


def test_a_pause_of_the_polar_watch_is_the_gap_between_its_tracks(watch_files: Path) -> None:
    run = recording(watch_files, "3173437224.tcx")
    ((stop, restart),) = run.pauses
    assert restart - stop == pytest.approx(398.7, abs=0.1)
    assert run.utc_s[-1] - run.utc_s[0] - (restart - stop) == pytest.approx(run.totals.timer_s or 0, abs=6)


def test_a_stated_offset_is_kept(watch_files: Path) -> None:
    assert recording(watch_files, "gpx_timezone.gpx").utc_offset_s == 75 * 60


@pytest.mark.parametrize("name", WITH_A_TIME)
def test_points_without_a_time_are_said_to_be_left_out(watch_files: Path, name: str) -> None:
    reading = read((watch_files / name).read_bytes())
    assert reading.lost
    assert "had no usable time" in reading.warnings[0]
