"""Every number the reader gives, beside what fitparse says of the same bytes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fitparse import DataMessage, FitFile, FitParseError

from runstrong.errors import FileRefused
from runstrong.ingest.fit.clock import EPOCH_S
from runstrong.ingest.fit.read import read_fit
from runstrong.model.recording import Recording
from tests.fit_builder import RECORD, START, describe, file_id, session

DEGREES = 180 / 2**31
PLAIN = {
    "distance_m": ("distance",), "speed_mps": ("enhanced_speed", "speed"), "hr_bpm": ("heart_rate",),
    "elevation_m": ("enhanced_altitude", "altitude"), "power_w": ("power",), "temperature_c": ("temperature",),
    "contact_ms": ("stance_time",), "oscillation_mm": ("vertical_oscillation",),
    "step_length_mm": ("step_length",), "vertical_ratio_pct": ("vertical_ratio",),
}  # fmt: skip
TOTALS = {
    "elapsed_s": "total_elapsed_time", "timer_s": "total_timer_time", "distance_m": "total_distance",
    "avg_hr_bpm": "avg_heart_rate", "max_hr_bpm": "max_heart_rate", "ascent_m": "total_ascent",
}  # fmt: skip


def _first(values: dict, *names: str) -> float:
    """The first of the named fields that holds a number; an array counts by its first value."""
    for name in names:
        value = values.get(name)
        value = value[0] if isinstance(value, tuple) else value
        if isinstance(value, int | float):
            return value
    return np.nan


def _values(message: DataMessage) -> dict:
    """A message's values by name; what fitparse derives from other fields never before what the file states."""
    derived = [each for each in message.fields if each.field_def is None]
    stated = [each for each in message.fields if each.field_def is not None]
    return {each.name: each.value for each in derived + stated}


def _said_by_fitparse(record: dict) -> Iterator[tuple[str, float]]:
    for name, fields in PLAIN.items():
        yield name, _first(record, *fields)
    yield "lat_deg", _first(record, "position_lat") * DEGREES
    yield "lon_deg", _first(record, "position_long") * DEGREES
    cadence, fraction = _first(record, "cadence"), _first(record, "fractional_cadence")
    yield "cadence_spm", cadence if np.isnan(fraction) else cadence + fraction


def _ours(recordings: tuple[Recording, ...], name: str) -> np.ndarray:
    return np.concatenate([each.streams.get(name, np.full(len(each.utc_s), np.nan)) for each in recordings])


def _compare(data: bytes) -> int:
    """Compare every common number; how many were equal."""
    messages = [(each.name, each) for each in FitFile(data).get_messages()]
    recordings = read_fit(data).recordings
    records = [_values(each) for name, each in messages if name == "record"]
    theirs = [dict(_said_by_fitparse(record)) for record in records]
    for name in theirs[0] if theirs else ():
        expected = np.array([record[name] for record in theirs])
        found = _ours(recordings, name)
        if name == "power_w" and np.isnan(expected).all():
            continue  # a developer's power stands in
        said = ~np.isnan(expected)
        assert np.array_equal(found[said], expected[said]), name
        assert name == "hr_bpm" or np.isnan(found[~said]).all(), name  # straps send heart rates later
    stamps = [each.get("timestamp") for name, each in messages if name == "record"]
    ours = np.concatenate([np.empty(0), *(each.utc_s for each in recordings)]) - EPOCH_S
    assert np.array_equal(
        ours, [np.nan if each is None else _seconds(each.raw_value) for each in stamps], equal_nan=True
    )
    _compare_totals([_values(each) for name, each in messages if name == "session"], recordings)
    return len(theirs) * 13


def _seconds(raw: int | None) -> float:
    return np.nan if raw is None else float(raw)


def _compare_totals(sessions: list[dict], recordings: tuple[Recording, ...]) -> None:
    by_start = sorted(sessions, key=lambda each: str(each["start_time"]))
    for stated, recording in zip(by_start, recordings, strict=bool(sessions)):
        assert recording.sport == stated["sport"]
        for name, field in TOTALS.items():
            found = getattr(recording.totals, name)
            assert np.array_equal(np.nan if found is None else found, _first(stated, field), equal_nan=True), name


def _built(seed: int) -> bytes:
    """A file of random values in random shapes, invalid ones among them."""
    rng = np.random.default_rng(seed)
    limits = {"sint32": (-(2**31), 2**31), "uint32": (0, 2**32), "uint16": (0, 2**16), "uint8": (0, 2**8)}
    limits["sint8"] = (-(2**7), 2**7)
    fields = [
        (0, "sint32"),
        (1, "sint32"),
        (3, "uint8"),
        (4, "uint8"),
        (5, "uint32"),
        (13, "sint8"),
        (53, "uint8"),
    ]
    fields += [(73, "uint32"), (78, "uint32"), *((number, "uint16") for number in (2, 6, 7, 39, 41, 83, 85))]
    fit = file_id(order=rng.choice(["<", ">"])).message(21, [(253, "uint32")], START)
    second = 0
    for _ in range(6):
        chosen = [fields[at] for at in rng.permutation(len(fields))[: rng.integers(1, len(fields))]]
        fit.define(1, 20, [(253, "uint32"), *chosen], order=rng.choice(["<", ">"])).define(2, 20, chosen)
        for _ in range(int(rng.integers(1, 150))):
            second += int(rng.integers(1, 20))
            values = [int(rng.choice([rng.integers(*limits[base]), limits[base][1] - 1])) for _, base in chosen]
            if rng.random() < 0.3:
                fit.compressed(2, START + second, *values)
            else:
                fit.data(1, START + second, *values)
    return session(fit, seconds=second + 1).bytes()


@pytest.mark.parametrize("seed", range(12))
def test_built_files_say_the_same_to_both(seed: int) -> None:
    assert _compare(_built(seed)) > 0


def test_a_built_file_with_developer_fields_says_the_same_to_both() -> None:
    fit = describe(file_id().message(207, [(3, "uint8")], 0), 8, 0x84, "Form Power").define(
        0, 20, RECORD, [(8, "uint16", 0)]
    )
    for second in range(50):
        fit.data(0, START + second, 300 * second, 140, 60 + second)
    data = session(fit, seconds=50).bytes()
    assert _compare(data) == 50 * 13
    theirs = [each.get_value("Form Power") for each in FitFile(data).get_messages("record")]
    assert read_fit(data).recordings[0].developer["Form Power"].tolist() == theirs


def test_real_files_say_the_same_to_both(watch_files: Path) -> None:
    equal = 0
    for path in sorted(watch_files.glob("*.fit")):
        data = path.read_bytes()
        if len(data) > 130_000:
            continue  # fitparse would take seconds for each
        try:
            read_fit(data)
            equal += _compare(data)
        except (FileRefused, FitParseError):
            continue
    assert equal > 150_000
