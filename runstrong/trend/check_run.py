"""The check run: the same route at the same pace, again and again, recognised when it comes in."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray
from runstrong.model.trend import CheckRun
from runstrong.trend.rows import Rows
from runstrong.units import pace_s

Position = tuple[float, float]
"""Latitude and longitude in degrees."""

SAME_START_M: Final = 200.0
SAME_DISTANCE: Final = 0.05
SAME_SPEED_MPS: Final = 0.15
ENOUGH_RUNS: Final = 3
METRES_PER_DEGREE: Final = 111_195.0


def check_run(
    rows: Rows, starts: Mapping[str, Position], distances_m: Mapping[str, float], strays_bpm: FloatArray
) -> CheckRun | None:
    """The largest group of alike runs among `rows`, of equal ones the latest; None where no three are alike.

    `starts` and `distances_m` are by activity, unknown ones left out; `strays_bpm` (n,) is how far each run's
    heart rate lies from the smooth level.
    """
    place = np.array([starts.get(run_id, (np.nan, np.nan)) for run_id in rows.ids]).reshape(-1, 2)
    metres = np.array([distances_m.get(run_id, np.nan) for run_id in rows.ids])
    alike = _alike(place, metres, rows.speed_mps)
    counts = alike.sum(axis=1)
    if not len(counts) or counts.max() < ENOUGH_RUNS:
        return None
    inside = alike[int(np.flatnonzero(counts == counts.max())[-1])]
    others = strays_bpm[~inside]
    return CheckRun(
        runs=tuple(run_id for run_id, chosen in zip(rows.ids, inside, strict=True) if chosen),
        distance_m=float(np.median(metres[inside])),
        pace_s_per_km=float(round(pace_s(float(np.median(rows.speed_mps[inside]))))),
        scatter_bpm=_scatter(strays_bpm[inside]),
        other_scatter_bpm=_scatter(others) if len(others) >= ENOUGH_RUNS else None,
    )


def _alike(place: FloatArray, metres: FloatArray, speed_mps: FloatArray) -> BoolArray:
    """Which runs are like which, (n, n): start, distance and pace; a run that does not know one is like none."""
    north = METRES_PER_DEGREE * (place[:, None, 0] - place[None, :, 0])
    # Across the date line a degree is a degree too.
    turned = (place[:, None, 1] - place[None, :, 1] + 180) % 360 - 180
    east = METRES_PER_DEGREE * turned * np.cos(np.radians(place[:, None, 0]))
    near = np.hypot(north, east) <= SAME_START_M
    as_long = np.abs(metres[:, None] - metres[None, :]) <= SAME_DISTANCE * metres[:, None]
    as_fast = np.abs(speed_mps[:, None] - speed_mps[None, :]) <= SAME_SPEED_MPS
    found: BoolArray = near & as_long & as_fast
    return found


def _scatter(strays_bpm: FloatArray) -> float:
    return float(1.4826 * np.median(np.abs(strays_bpm)))
