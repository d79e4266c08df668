"""The records of a FIT file as streams: canonical columns, and developer fields in a name space of their own."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from runstrong.ingest.fit.table import Table
from runstrong.model.arrays import FloatArray

MOST_DEVELOPER_FIELDS: Final = 64
"""Developer fields kept of one file; watches allow two apps with sixteen fields in all."""

_DEGREES: Final = 180 / 2**31
_POWER_FIELD: Final = 7

# The first field that says something counts: the enhanced ones reach further and are finer.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "distance_m": ("distance",),
    "speed_mps": ("enhanced_speed", "speed"),
    "hr_bpm": ("heart_rate",),
    "elevation_m": ("enhanced_altitude", "altitude"),
    "power_w": ("power",),
    "temperature_c": ("temperature",),
    "lat_deg": ("position_lat",),
    "lon_deg": ("position_long",),
    "contact_ms": ("stance_time",),
    "oscillation_mm": ("vertical_oscillation",),
    "step_length_mm": ("step_length",),
    "vertical_ratio_pct": ("vertical_ratio",),
}


def streams(records: Table) -> dict[str, FloatArray]:
    """The canonical streams that `records` have, each (n,), NaN where a record says nothing.

    Cadence is that of one leg, as FIT has it. Names and units: `model.track.COLUMNS`.
    """
    columns = {name: _first_said(records, fields) for name, fields in _FIELDS.items()}
    columns["cadence_spm"] = _cadence(records)
    if records.has("compressed_speed_distance"):
        speed, distance = _compressed(records)
        columns["speed_mps"] = _filled(columns["speed_mps"], speed)
        columns["distance_m"] = _filled(columns["distance_m"], distance)
    for name in ("lat_deg", "lon_deg"):
        if (semicircles := columns[name]) is not None:
            semicircles *= _DEGREES
    return {name: values for name, values in columns.items() if values is not None}


def developer_columns(records: Table) -> tuple[dict[str, FloatArray], FloatArray | None]:
    """Developer fields (n,) under their own names, and running power (W) where one of them is that.

    Two apps may use one name: the second then bears its number. Power is what a developer declares to stand in
    for the native field, or simply calls "Power", as Stryd does.
    """
    columns: dict[tuple[int, str], FloatArray] = {}
    power = None
    for block in records.blocks:
        for field, said in ((each.field, each.description) for each in block.definition.developer):
            key = (said.developer, said.name)
            if not field.count or (key not in columns and len(columns) == MOST_DEVELOPER_FIELDS):
                continue
            column = columns.setdefault(key, np.full(len(records), np.nan))
            column[block.rows] = block.numbers(field.first)[:, 0]
            if said.native_field == _POWER_FIELD or said.name.lower() == "power":
                power = column
    named: dict[str, FloatArray] = {}
    for (developer, name), column in columns.items():
        named[f"{name} ({developer})" if name in named else name] = column
    return named, power


def _first_said(records: Table, names: tuple[str, ...]) -> FloatArray | None:
    values = None
    for name in names:
        if records.has(name):
            values = _filled(values, records.column(name))
    return values


def _filled(values: FloatArray | None, others: FloatArray) -> FloatArray:
    """`values` where there are any, else `others`."""
    if values is None:
        return others
    gaps = np.isnan(values)
    return np.where(gaps, others, values) if gaps.any() else values


def _cadence(records: Table) -> FloatArray | None:
    """Whole strides a minute and the fraction beside them; else what one field of 1/256 says."""
    values = records.column("cadence256") if records.has("cadence256") else None
    if not records.has("cadence"):
        return values
    whole = records.column("cadence")
    if records.has("fractional_cadence"):
        fraction = records.column("fractional_cadence")
        np.add(whole, fraction, out=whole, where=~np.isnan(fraction))
    return whole if values is None else _filled(whole, values)


def _compressed(records: Table) -> tuple[FloatArray, FloatArray]:
    """Speed (m/s) and distance (m) from the field that packs both into three bytes.

    12 bits of speed in cm/s, then 12 bits of distance in 1/16 m, which run over every 256 m.
    """
    packed = records.bytes_of("compressed_speed_distance", 3).astype(np.int64)
    speed, distance = np.full((2, len(packed)), np.nan)
    valid = np.flatnonzero((packed != 0xFF).any(axis=1))
    low, middle, high = packed[valid].T
    speed[valid] = (low | (middle & 0x0F) << 8) / 100
    distance[valid] = np.cumsum(np.diff(middle >> 4 | high << 4, prepend=0) % 4096) / 16
    return speed, distance
