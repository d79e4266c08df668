"""Whose clock the runner's day is told by."""

from datetime import datetime

import numpy as np
import pytest

from runstrong.ingest.zones import Zone, zone_at

JULY = datetime.fromisoformat("2025-07-01T12:00:00")
JANUARY = datetime.fromisoformat("2025-01-01T12:00:00")
NOWHERE = np.empty(0)
BERLIN = np.array([np.nan, 52.5]), np.array([13.4, 13.4])


def test_the_first_position_knows_best() -> None:
    assert zone_at(JULY, *BERLIN, 3600, "America/New_York") == Zone("Europe/Berlin", 7200, "position")


def test_summer_time_follows_the_date() -> None:
    assert zone_at(JANUARY, *BERLIN, None, None).utc_offset_s == 3600
    assert zone_at(JULY, *BERLIN, None, None).utc_offset_s == 7200


def test_the_hour_the_clocks_change_is_told_to_the_second() -> None:
    before, after = datetime.fromisoformat("2025-03-30T00:59:59"), datetime.fromisoformat("2025-03-30T01:00:00")
    assert zone_at(before, *BERLIN, None, None).utc_offset_s == 3600
    assert zone_at(after, *BERLIN, None, None).utc_offset_s == 7200


@pytest.mark.parametrize(
    ("offset", "name"), [(7200, "+02:00"), (-12600, "-03:30"), (20_700, "+05:45"), (0, "+00:00")]
)
def test_without_a_position_the_file_knows(offset: int, name: str) -> None:
    assert zone_at(JULY, NOWHERE, NOWHERE, offset, "Europe/Berlin") == Zone(name, offset, "file")


def test_two_clocks_a_few_seconds_apart_still_tell_the_zone() -> None:
    assert zone_at(JULY, NOWHERE, NOWHERE, 7_187, None) == Zone("+02:00", 7200, "file")


@pytest.mark.parametrize("offset", [None, 10**9, -90_000])
def test_without_either_the_athlete_s_zone_holds(offset: int | None) -> None:
    assert zone_at(JULY, NOWHERE, NOWHERE, offset, "Asia/Tokyo") == Zone("Asia/Tokyo", 32_400, "athlete")


@pytest.mark.parametrize("name", [None, "", "Nowhere/Land", "../secret", "Europe"])
def test_what_nobody_knows_is_utc(name: str | None) -> None:
    assert zone_at(JULY, NOWHERE, NOWHERE, None, name) == Zone("UTC", 0, "utc")


def test_the_open_sea_has_a_zone_too() -> None:
    assert zone_at(JULY, np.array([45.0]), np.array([-30.0]), None, None).utc_offset_s == -7200


@pytest.mark.parametrize("year", [5, 9890])
def test_years_at_the_edge_of_the_calendar_do_no_harm(year: int) -> None:
    assert abs(zone_at(datetime(year, 1, 2), *BERLIN, None, None).utc_offset_s) < 14 * 3600  # noqa: DTZ001
