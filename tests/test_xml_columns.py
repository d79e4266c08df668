"""Columns of text as numbers: to the bit what float() and datetime say of each."""

from datetime import UTC, datetime, timedelta
from math import isfinite, isnan, nan

import numpy as np
import pytest

from runstrong.ingest.xml.columns import Points, numbers, plain_times


def as_float(text: bytes) -> float:
    try:
        value = float(text)
    except ValueError:
        return nan
    return value if isfinite(value) else nan


def test_numbers_are_those_of_float_to_the_last_bit() -> None:
    rng = np.random.default_rng(5)
    for digits in range(17):
        values = rng.normal(0, 10.0 ** rng.integers(-3, 6, 500))
        texts = [f"{value:.{digits}f}".encode() for value in values]
        assert numbers(texts).tolist() == [float(text) for text in texts]


def test_texts_of_any_characters_are_numbers_where_float_says_so() -> None:
    rng = np.random.default_rng(6)
    letters = np.frombuffer(b"0123456789.-+e_ nainf", np.uint8)
    texts = [rng.choice(letters, rng.integers(0, 22)).tobytes() for _ in range(20_000)]
    np.testing.assert_array_equal(numbers(texts), [as_float(text) for text in texts])


@pytest.mark.parametrize("text", [b"-0", b"-0.0", b".5", b"5.", b"-.5", b"999999999999999", b"000000000000000001"])
def test_corners_of_decimals(text: bytes) -> None:
    [value] = numbers([text])
    assert repr(float(value)) == repr(float(text))


@pytest.mark.parametrize("text", [b"", b"-", b".", b"-.", b"1.2.3", b"1-2", b"--1", b"inf", b"nan", b"1e999"])
def test_no_number_is_missing(text: bytes) -> None:
    assert np.isnan(numbers([b"1", text, b"2"])).tolist() == [False, True, False]


def test_plain_times_are_those_of_datetime() -> None:
    rng = np.random.default_rng(7)
    moments = [
        datetime(1901, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(ms)) for ms in rng.integers(0, 6e12, 2_000)
    ]
    for precision in ("seconds", "milliseconds"):
        texts = [moment.isoformat(timespec=precision).replace("+00:00", "Z").encode() for moment in moments]
        expected = [datetime.fromisoformat(text.decode()).timestamp() for text in texts]
        assert plain_times(texts).tolist() == expected


@pytest.mark.parametrize(
    "text",
    [b"", b"2024-05-11T06:30:00", b"2024-05-11 06:30:00Z", b"2024-05-11T06:30:00.5Z", b"2024-05-11T06:30:00+00:00",
     b" 2024-05-11T06:30:00Z", b"2024-05-11T06:30:00.000ZZ", b"2024-05-1xT06:30:00Z"],
)  # fmt: skip
def test_a_time_written_otherwise_is_left_to_others(text: bytes) -> None:
    assert [isnan(value) for value in plain_times([b"2024-05-11T06:30:00Z", text])] == [False, True]


@pytest.mark.parametrize(
    "text",
    [b"2024-02-30T00:00:00Z", b"2024-13-01T00:00:00Z", b"2024-05-11T24:00:00Z", b"0000-01-01T00:00:00Z",
     b"2023-02-29T00:00:00Z", b"2024-00-01T00:00:00Z", b"2024-01-00T00:00:00Z", b"2024-05-11T23:59:60Z",
     b"9999-12-32T23:59:59Z"],
)  # fmt: skip
def test_a_time_there_is_not_has_no_seconds(text: bytes) -> None:
    others = [b"2024-02-29T00:00:00Z"] * 1000
    assert np.isnan(plain_times([*others, text, *others])).tolist() == [False] * 1000 + [True] + [False] * 1000


def test_joined_points_keep_their_places() -> None:
    lifted = Points([b"a", b"b"], np.array([1.0, 2.0]), {"hr_bpm": np.array([140.0, 141.0])})
    single = Points([b"x", b"y", b"z"], np.array([7.0, 8.0, 9.0]), {"power_w": np.array([200.0, 201.0, 202.0])})
    joined = lifted.joined(single, [0, 1, 1])
    assert joined.times == [b"x", b"a", b"y", b"z", b"b"]
    assert joined.utc_s.tolist() == [7, 1, 8, 9, 2]
    np.testing.assert_array_equal(joined.values["hr_bpm"], [nan, 140, nan, nan, 141])
    np.testing.assert_array_equal(joined.values["power_w"], [200, nan, 201, 202, nan])
