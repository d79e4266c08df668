"""Our FIT reader and the others, each from bytes to every message, and what each says of the records."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec

import numpy as np
from fitparse import FitFile

from runstrong.ingest.fit.read import read_fit

Record = Mapping[str, object]
DEGREES = 180 / 2**31
STREAMS = {
    "hr_bpm": ("heart_rate",), "distance_m": ("distance",), "speed_mps": ("enhanced_speed", "speed"),
    "elevation_m": ("enhanced_altitude", "altitude"), "power_w": ("power",), "temperature_c": ("temperature",),
    "lat_deg": ("position_lat",), "lon_deg": ("position_long",), "contact_ms": ("stance_time",),
    "oscillation_mm": ("vertical_oscillation",), "step_length_mm": ("step_length",),
    "vertical_ratio_pct": ("vertical_ratio",),
}  # fmt: skip
"""Our columns, and FIT's names for them, the better one first."""


@dataclass(frozen=True)
class Other:
    """A reader to be compared with: its package, all of its work, and the records in what that gave."""

    package: str
    module: str
    work: Callable[[bytes], object]
    records: Callable[[bytes], Iterable[Record]]

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        return find_spec(self.module) is not None


def ours(data: bytes) -> object:
    return read_fit(data)


def _by_fitparse(data: bytes) -> list:
    return list(FitFile(data).get_messages())


def _by_fitdecode(data: bytes) -> list:
    import fitdecode  # noqa: PLC0415 - it is no part of this project and may not be here

    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        return [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage)]


def _by_garmin(data: bytes) -> Mapping[str, list[Record]]:
    import garmin_fit_sdk as sdk  # noqa: PLC0415 - it is no part of this project and may not be here

    messages, _ = sdk.Decoder(sdk.Stream.from_byte_array(bytearray(data))).read()
    return messages


def _named(messages: Iterable) -> list[Record]:
    """A file's own fields before what is derived from others."""
    records = [message for message in messages if message.name == "record"]
    return [
        {field.name: field.value for field in sorted(record.fields, key=lambda field: field.field_def is not None)}
        for record in records
    ]


OTHERS = (
    Other("fitparse", "fitparse", _by_fitparse, lambda data: _named(_by_fitparse(data))),
    Other("fitdecode", "fitdecode", _by_fitdecode, lambda data: _named(_by_fitdecode(data))),
    Other("garmin-fit-sdk", "garmin_fit_sdk", _by_garmin, lambda data: _by_garmin(data)["record_mesgs"]),
)


def equal_cells(data: bytes, other: Other) -> tuple[int, int]:
    """How many numbers of the records both give alike, and how many the other one gives in all."""
    recordings = read_fit(data).recordings
    records = list(other.records(data))
    columns = {name: _column(records, *fields) for name, fields in STREAMS.items()}
    columns["lat_deg"], columns["lon_deg"] = columns["lat_deg"] * DEGREES, columns["lon_deg"] * DEGREES
    columns["utc_s"] = np.array([_seconds(record.get("timestamp")) for record in records])
    equal = total = 0
    for name, theirs in columns.items():
        given = [one.utc_s if name == "utc_s" else one.streams.get(name) for one in recordings]
        mine = [
            np.full(len(one.utc_s), np.nan) if g is None else g for one, g in zip(recordings, given, strict=True)
        ]
        column = np.concatenate(mine)
        said = ~np.isnan(theirs)
        total += int(said.sum())
        if len(column) == len(theirs):
            equal += int(np.isclose(column[said], theirs[said], rtol=1e-12, atol=1e-9).sum())
    return equal, total


def _column(records: Iterable[Record], *names: str) -> np.ndarray:
    return np.array([_first(record, names) for record in records], float)


def _first(record: Record, names: Iterable[str]) -> float:
    for name in names:
        value = record.get(name)
        value = value[0] if isinstance(value, tuple | list) else value
        if isinstance(value, int | float):
            return float(value)
    return np.nan


def _seconds(value: object) -> float:
    return value.replace(tzinfo=UTC).timestamp() if isinstance(value, datetime) else np.nan
