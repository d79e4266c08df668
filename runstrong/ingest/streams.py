"""Values made sane: impossible ones missing, two feet for one, distance that never falls, speed where none is."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from runstrong.ingest.geodesy import haversine_m
from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.track import COLUMNS, FOOT_SPEED_LIMIT_MPS, FOOT_SPORTS, STREAMS, Column

ONE_LEG_BELOW_SPM: Final = {"running": 110.0, "walking": 75.0, "hiking": 75.0}
"""A median cadence below this counts one leg (science.md A.1.3; walkers step at about 100 with both feet)."""

SPEED_SPAN_S: Final = 5.0
FALL_IS_RESET_M: Final = 100.0
LEAP_M: Final = 1000.0
FIRST_LEAP_M: Final = 100.0

_COLUMN: Final = {column.name: column for column in COLUMNS}


def clean_streams(
    streams: Mapping[str, FloatArray], sport: str, t_s: FloatArray, stretch: IntArray, resumed: BoolArray
) -> dict[str, FloatArray]:
    """The canonical columns of one activity, each (n,), NaN for missing; a column without a value is left out."""
    columns = {name: _in_range(_COLUMN[name], values) for name, values in streams.items() if name in STREAMS}
    _drop_false_fixes(columns)
    on_foot = sport in FOOT_SPORTS
    limit = FOOT_SPEED_LIMIT_MPS if on_foot else _COLUMN["speed_mps"].high
    _complete_movement(columns, t_s, stretch, resumed, limit)
    if "speed_mps" in columns:
        columns["speed_mps"] = np.where(columns["speed_mps"] <= limit, columns["speed_mps"], np.nan)
    if on_foot and "cadence_spm" in columns:
        columns["cadence_spm"] = _both_feet(columns, sport)
    columns = {name: _in_range(_COLUMN[name], values) for name, values in columns.items()}
    return {name: values for name, values in columns.items() if np.isfinite(values).any()}


def _in_range(column: Column, values: FloatArray) -> FloatArray:
    """`values` with everything outside the column's kept range missing."""
    return np.where((values >= column.low) & (values <= column.high), values, np.nan)


def _drop_false_fixes(columns: dict[str, FloatArray]) -> None:
    """A position is two numbers or none, and latitude 0 with longitude 0 is a receiver without a fix."""
    lat, lon = columns.pop("lat_deg", None), columns.pop("lon_deg", None)
    if lat is None or lon is None:
        return
    fixed = np.isfinite(lat) & np.isfinite(lon) & ((lat != 0) | (lon != 0))
    columns["lat_deg"] = np.where(fixed, lat, np.nan)
    columns["lon_deg"] = np.where(fixed, lon, np.nan)


def _complete_movement(
    columns: dict[str, FloatArray], t_s: FloatArray, stretch: IntArray, resumed: BoolArray, limit_mps: float
) -> None:
    """Distance that never falls, from positions where the file has none; speed from distance likewise."""
    distance = columns.get("distance_m")
    if distance is not None and np.isfinite(distance).any():
        columns["distance_m"] = _never_falling(distance, t_s, limit_mps)
    elif "lat_deg" in columns:
        columns["distance_m"] = _along(columns["lat_deg"], columns["lon_deg"], t_s, resumed, limit_mps)
    if "distance_m" not in columns:
        return
    speeds = np.isfinite(columns.get("speed_mps", np.empty(0))).sum()
    if speeds < 0.5 * np.isfinite(columns["distance_m"]).sum():
        columns["speed_mps"] = _speed_from(columns["distance_m"], t_s, stretch)


def _never_falling(distance_m: FloatArray, t_s: FloatArray, limit_mps: float) -> FloatArray:
    """Distance as a running maximum, after taking out counters that restart and leaps no runner makes.

    Small falls are a watch correcting itself. A fall of more than 100 m is a counter set back, a rise of a
    kilometre beyond all speed a glitch: there the old count goes on.
    """
    known = np.flatnonzero(np.isfinite(distance_m))
    values = distance_m[known]
    steps = np.diff(values, prepend=0.0)
    reach = limit_mps * np.diff(t_s[known], prepend=0.0) + LEAP_M
    reach[0] += FIRST_LEAP_M - LEAP_M
    wrong = (steps < -FALL_IS_RESET_M) | (steps > reach)
    result = np.full(len(distance_m), np.nan)
    result[known] = np.maximum.accumulate(values - np.cumsum(np.where(wrong, steps, 0.0)))
    return result


def _along(
    lat_deg: FloatArray, lon_deg: FloatArray, t_s: FloatArray, resumed: BoolArray, limit_mps: float
) -> FloatArray:
    """Distance along the positions (haversine), without what was covered in pauses or by leaps of the receiver."""
    known = np.flatnonzero(np.isfinite(lat_deg))
    steps = haversine_m(lat_deg[known], lon_deg[known])
    possible = steps <= limit_mps * np.maximum(np.diff(t_s[known]), 1.0)
    same_run = np.diff(np.cumsum(resumed)[known]) == 0
    result = np.full(len(lat_deg), np.nan)
    result[known[:1]] = 0.0
    result[known[1:]] = np.cumsum(np.where(possible & same_run, steps, 0.0))
    return result


def _speed_from(distance_m: FloatArray, t_s: FloatArray, stretch: IntArray) -> FloatArray:
    """Mean speed over 5 s around each record, never across a pause: enough to smooth steps of the counter."""
    speed = np.full(len(distance_m), np.nan)
    known = np.flatnonzero(np.isfinite(distance_m) & (stretch >= 0))
    if len(known) < 2:
        return speed
    t, distance = t_s[known], distance_m[known]
    edges = np.flatnonzero(np.diff(stretch[known], prepend=-1, append=-1))
    sizes = np.diff(edges)
    first, last = np.repeat(t[edges[:-1]], sizes), np.repeat(t[edges[1:] - 1], sizes)
    begin = np.clip(t - SPEED_SPAN_S / 2, first, np.maximum(first, last - SPEED_SPAN_S))
    end = np.minimum(begin + SPEED_SPAN_S, last)
    covered = np.interp(end, t, distance) - np.interp(begin, t, distance)
    speed[known] = np.where(end > begin, covered / np.where(end > begin, end - begin, 1.0), np.nan)
    return speed


def _both_feet(columns: Mapping[str, FloatArray], sport: str) -> FloatArray:
    """Cadence in steps of both feet: doubled where the median while moving says that one leg was counted."""
    cadence = columns["cadence_spm"]
    moving = cadence > 0
    if "speed_mps" in columns:
        fast = moving & (columns["speed_mps"] >= 0.5)
        moving = fast if fast.any() else moving
    if not moving.any():
        return cadence
    return cadence * 2 if np.median(cadence[moving]) < ONE_LEG_BELOW_SPM[sport] else cadence
