"""The FIT encoder, judged by fitparse."""

import io
from datetime import UTC, datetime

import fitparse
import numpy as np
import pytest
from fitparse.profile import MESSAGE_TYPES

from runstrong.export.fit import FitFile
from runstrong.export.fit_profile import MESSAGES, STRING

START = datetime(2026, 3, 14, 7, 12, 33, tzinfo=UTC).timestamp()


def read_back(file: FitFile) -> list[fitparse.DataMessage]:
    return list(fitparse.FitFile(io.BytesIO(file.to_bytes()), check_crc=True).get_messages())


def one(message: str, **columns: object) -> dict[str, object]:
    file = FitFile()
    file.add(message, **columns)
    (read,) = read_back(file)
    assert read.name == message
    return read.get_values()


def column(messages: list[fitparse.DataMessage], name: str) -> np.ndarray:
    return np.array([m.get_value(name) for m in messages], dtype=float)


def test_a_table_of_seconds_comes_back_as_written() -> None:
    rng, n = np.random.default_rng(3), 600
    written = {
        "position_lat": 48.1 + rng.uniform(-0.05, 0.05, n),
        "position_long": -122.3 + rng.uniform(-0.05, 0.05, n),
        "heart_rate": rng.integers(90, 180, n),
        "cadence": rng.integers(80, 95, n),
        "fractional_cadence": rng.choice([0.0, 0.5], n),
        "distance": np.cumsum(rng.uniform(2, 4, n)),
        "enhanced_speed": rng.uniform(0, 6, n),
        "enhanced_altitude": rng.uniform(-20, 900, n),
        "temperature": rng.integers(-15, 35, n),
        "power": rng.integers(0, 500, n),
    }
    coarseness = {"distance": 0.01, "enhanced_speed": 0.001, "enhanced_altitude": 0.2}
    file = FitFile()
    file.add("record", timestamp=START + np.arange(n), **written)
    records = read_back(file)
    assert [m.get_value("timestamp").replace(tzinfo=UTC).timestamp() for m in records] == list(
        START + np.arange(n)
    )
    for name, values in written.items():
        if name.startswith("position"):
            degrees = column(records, name) * 180 / 2**31
            np.testing.assert_allclose(degrees, values, rtol=0, atol=180 / 2**31)
        else:
            atol = coarseness.get(name, 0) / 2 + 1e-9
            np.testing.assert_allclose(column(records, name), values, rtol=0, atol=atol, err_msg=name)


@pytest.mark.parametrize("message", MESSAGES)
def test_the_profile_is_fits_own(message: str) -> None:
    ours, theirs = MESSAGES[message], {m.name: m for m in MESSAGE_TYPES.values()}[message]
    assert ours.number == theirs.mesg_num
    for name, field in ours.fields.items():
        known = theirs.fields[field.number]
        assert known.name == name
        assert getattr(known.type, "base_type", known.type).identifier == field.base.code
        if known.units != "semicircles" and not known.type.name.endswith("date_time"):
            assert (known.scale or 1, known.offset or 0) == (field.scale, field.offset), name


def test_nothing_and_the_impossible_are_written_as_nothing() -> None:
    file = FitFile()
    file.add("record", timestamp=START, heart_rate=np.array([150, np.nan, 300, -1]), enhanced_speed=np.nan)
    records = read_back(file)
    assert [m.get_value("heart_rate") for m in records] == [150, None, None, None]
    assert [m.get_value("enhanced_speed") for m in records] == [None] * 4
    assert len({m.get_value("timestamp") for m in records}) == 1


def test_a_column_that_is_none_is_not_written() -> None:
    assert set(one("set", duration=40.0, set_type=1, repetitions=None)) == {"duration", "set_type"}


def test_every_base_type_reaches_its_limits() -> None:
    assert one("record", temperature=np.array([-128.0]))["temperature"] == -128
    assert one("record", temperature=np.array([127.0]))["temperature"] is None
    assert one("record", position_lat=-90.0)["position_lat"] == -(2**30)
    assert one("record", distance=(2**32 - 2) / 100)["distance"] == (2**32 - 2) / 100
    assert one("file_id", serial_number=2**32 - 1)["serial_number"] == 2**32 - 1
    assert one("file_id", serial_number=0)["serial_number"] is None


@pytest.mark.parametrize("text", ["Demo watch", "Löpning ⛰", "", "ü" * 300])
def test_texts_are_utf8_and_never_cut_inside_a_letter(text: str) -> None:
    assert MESSAGES["file_id"].fields["product_name"].base is STRING
    read = one("file_id", product_name=text)["product_name"] or ""
    assert text.startswith(read)
    assert len(read.encode()) >= min(len(text.encode()), 253)


def test_tables_of_one_shape_share_one_definition() -> None:
    def size(tables: int) -> int:
        file = FitFile()
        for _ in range(tables):
            file.add("record", timestamp=START, heart_rate=np.arange(100, 110))
        return len(file.to_bytes())

    assert size(2) - size(1) == 10 * (1 + 4 + 1)


def test_more_shapes_than_local_numbers_still_read() -> None:
    file = FitFile()
    shapes = [f"{'w' * length}" for length in range(1, 41)]
    for text in [*shapes, *shapes]:
        file.add("file_id", product_name=text)
        file.add("record", timestamp=START, heart_rate=140)
    read = read_back(file)
    assert [m.get_value("product_name") for m in read[::2]] == shapes * 2
    assert {m.get_value("heart_rate") for m in read[1::2]} == {140}


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        FitFile().add("record", timestamp=START + np.arange(5), heart_rate=np.arange(100, 104))


def test_a_file_without_messages_is_whole() -> None:
    data = FitFile().to_bytes()
    assert len(data) == 16
    assert data[8:12] == b".FIT"
    assert list(fitparse.FitFile(io.BytesIO(data)).get_messages()) == []
