"""Metres along positions on the globe."""

from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray, IntArray

EARTH_RADIUS_M: Final = 6_371_008.8  # mean radius, IUGG


def haversine_m(lat_deg: FloatArray, lon_deg: FloatArray) -> FloatArray:
    """Great-circle metres between each of n positions and the next, (n - 1,)."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    metres: FloatArray = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return metres


def distance_along(lat_deg: FloatArray, lon_deg: FloatArray, restart_rows: IntArray) -> FloatArray:
    """Metres covered up to each of n positions, (n,); NaN where a position is missing or off the globe.

    What lies between the last position before a pause and the first one after it (`restart_rows`) is not
    counted: nobody recorded it.
    """
    known = np.flatnonzero(_on_the_globe(lat_deg, lon_deg))
    stretch = np.zeros(len(lat_deg), dtype=np.int64)
    stretch[restart_rows] = 1
    stretch = np.cumsum(stretch)[known]
    steps = np.where(np.diff(stretch) == 0, haversine_m(lat_deg[known], lon_deg[known]), 0.0)
    metres = np.full(len(lat_deg), np.nan)
    metres[known] = np.concatenate([[0.0], np.cumsum(steps)])[: len(known)]
    return metres


def _on_the_globe(lat_deg: FloatArray, lon_deg: FloatArray) -> BoolArray:
    """Which positions can be real; exactly 0, 0 is what devices write before they know where they are."""
    inside = (np.abs(lat_deg) <= 90) & (np.abs(lon_deg) <= 180)
    known: BoolArray = inside & ~((lat_deg == 0) & (lon_deg == 0))
    return known
