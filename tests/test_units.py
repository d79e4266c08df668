"""Units at the edge: what a runner reads."""

import math

import pytest

from runstrong import units
from runstrong.model.facts import LeftOut, Missing


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (341, "5:41"), (3599.7, "1:00:00"), (3725, "1:02:05")]
)
def test_a_duration_is_written_as_a_watch_writes_it(seconds: float, text: str) -> None:
    assert units.clock(seconds) == text


def test_pace_is_per_km_or_per_mile() -> None:
    assert units.pace_text(341) == "5:41 /km"
    assert units.pace_text(341, "imperial") == "9:09 /mi"
    assert units.pace_s(4.0) == 250
    assert units.pace_s(0.0) == math.inf


def test_what_is_not_there_is_a_dash() -> None:
    texts = (units.pace_text(None), units.pace_text(math.inf), units.distance_text(None), units.bpm_text(None))
    assert set(texts) == {"–"}


def test_distance_and_climb_follow_the_units() -> None:
    assert units.distance_text(10_020) == "10.02 km"
    assert units.distance_text(10_020, "imperial") == "6.23 mi"
    assert units.climb_text(57, "imperial") == "187 ft"


@pytest.mark.parametrize(("value", "text"), [(3.13, "+3 %"), (-0.1, "+0 %"), (-2.3, "-2.5 %"), (None, "–")])
def test_a_percentage_claims_no_more_than_half_a_point(value: float | None, text: str) -> None:
    assert units.percent_text(value) == text


def test_every_reason_has_words() -> None:
    assert set(units.LEFT_OUT_TEXT) == set(LeftOut)
    assert set(units.MISSING_TEXT) == set(Missing)


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 kB"), (12, "1 kB"), (64_400, "64 kB"), (999_700, "1 MB"), (31e6, "31 MB"), (1_440_000_000, "1.4 GB")],
)
def test_a_size_is_said_as_file_managers_say_it(size: int, text: str) -> None:
    assert units.size_text(size) == text
