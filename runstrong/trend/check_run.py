"""The check run: the same route at the same pace, again and again, and heart rate that strays less on it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray
from runstrong.model.facts import Run
from runstrong.model.trend import CheckRun
from runstrong.trend.beliefs import POPULATION, USUAL_WANDER_BPM, Centre, covariates
from runstrong.trend.rows import Rows
from runstrong.trend.smooth import smoothed
from runstrong.trend.weather import YEAR_WEEKS
from runstrong.units import pace_s

Position = tuple[float, float]
"""Latitude and longitude in degrees."""

TAG: Final = "check_run"
"""The mark by which a runner says so."""

SAME_START_M: Final = 200.0
SAME_DISTANCE: Final = 0.05
SAME_SPEED_MPS: Final = 0.15
ENOUGH_RUNS: Final = 4
METRES_PER_DEGREE: Final = 111_195.0

CLEARLY: Final = 2.0
"""How far, in standard errors of a rank test, a group must stray less than the other runs [ours]. An everyday loop
is no measurement."""

PSEUDO_RUNS: Final = 5
"""How many of a group's runs the belief weighs that it strays as much as the others."""


@dataclass(frozen=True, slots=True)
class Places:
    """By activity: where it began, how many metres long it was; and which ones the runner calls a check run."""

    starts: Mapping[str, Position]
    distances_m: Mapping[str, float]
    tagged: Collection[str]


def places_of(runs: Sequence[Run], starts: Mapping[str, Position]) -> Places:
    """What tells the runs' routes; those that are not in `starts` are alike to none."""
    summaries = [run.summary for run in runs]
    distances = {one.id: one.facts.distance_m for one in summaries if one.facts.distance_m is not None}
    return Places(starts, distances, [one.id for one in summaries if TAG in one.marks])


def recognised(
    rows: Rows, centre: Centre, slopes: FloatArray, wander_bpm: float | None, places: Places
) -> CheckRun | None:
    """The check run among these rows and the year before the last of them."""
    if not places.starts or not len(rows):
        return None
    lately = rows.where(rows.week > rows.week[-1] - YEAR_WEEKS)
    return check_run(lately, places, strays(lately, centre, slopes, wander_bpm))


def check_run(rows: Rows, places: Places, strays_bpm: FloatArray) -> CheckRun | None:
    """The group of alike runs that surely strays least, or that the runner calls a check run; None without one.

    `strays_bpm` (n,) is how far each run's heart rate lies from the smooth level.
    """
    alike, metres = _alike(rows, places)
    calm = _calmness(alike, strays_bpm)
    calm[(alike & np.isin(rows.ids, list(places.tagged))).any(axis=1)] += 1e3  # the runner's word counts first
    calm[alike.sum(axis=1) < ENOUGH_RUNS] = 0.0
    if not len(calm) or calm.max() < CLEARLY:
        return None
    inside = alike[int(np.flatnonzero(calm == calm.max())[-1])]
    others = strays_bpm[~inside]
    return CheckRun(
        runs=tuple(run_id for run_id, chosen in zip(rows.ids, inside, strict=True) if chosen),
        distance_m=float(np.median(metres[inside])),
        pace_s_per_km=float(round(pace_s(float(np.median(rows.speed_mps[inside]))))),
        scatter_bpm=_scatter(strays_bpm[inside]),
        other_scatter_bpm=_scatter(others) if len(others) >= ENOUGH_RUNS else None,
    )


def with_check_runs(rows: Rows, found: CheckRun | None) -> Rows:
    """The rows with the share of a usual day's scatter that check runs have, drawn towards the whole of it."""
    if found is None or not found.other_scatter_bpm:
        return rows
    count = len(found.runs)
    share = (found.scatter_bpm / found.other_scatter_bpm) ** 2
    calm = min(float(np.sqrt((PSEUDO_RUNS + count * share) / (PSEUDO_RUNS + count))), 1.0)
    return replace(rows, calm=np.where(np.isin(rows.ids, found.runs), calm, 1.0))


def strays(rows: Rows, centre: Centre, slopes: FloatArray, wander_bpm: float | None) -> FloatArray:
    """How far each run's heart rate lies from the smooth level, (n,); `slopes` (p,) of the covariates."""
    y = rows.hr_bpm - covariates(rows, centre) @ slopes
    variance = POPULATION.scatter_bpm**2 + rows.noise_bpm2
    level, _ = smoothed(rows.week, y, variance, wander_bpm or USUAL_WANDER_BPM, rows.week)
    away: FloatArray = y - level
    return away


def _alike(rows: Rows, places: Places) -> tuple[BoolArray, FloatArray]:
    """Which runs are like which, (n, n): start, distance, pace; what is unknown is like none. And metres."""
    place = np.array([places.starts.get(run_id, (np.nan, np.nan)) for run_id in rows.ids]).reshape(-1, 2)
    metres = np.array([places.distances_m.get(run_id, np.nan) for run_id in rows.ids])
    north = METRES_PER_DEGREE * (place[:, None, 0] - place[None, :, 0])
    # Across the date line a degree is a degree too.
    turned = (place[:, None, 1] - place[None, :, 1] + 180) % 360 - 180
    east = METRES_PER_DEGREE * turned * np.cos(np.radians(place[:, None, 0]))
    near = np.hypot(north, east) <= SAME_START_M
    as_long = np.abs(metres[:, None] - metres[None, :]) <= SAME_DISTANCE * metres[:, None]
    as_fast = np.abs(rows.speed_mps[:, None] - rows.speed_mps[None, :]) <= SAME_SPEED_MPS
    return near & as_long & as_fast, metres


def _calmness(groups: BoolArray, strays_bpm: FloatArray) -> FloatArray:
    """How surely each group (g, n) strays less than all other runs: Mann-Whitney's z of the sizes, (g,)."""
    n, inside = groups.shape[1], groups.sum(axis=1)
    rank = np.argsort(np.argsort(np.abs(strays_bpm))) + 1.0
    spread = np.sqrt(inside * (n - inside) * (n + 1) / 12)
    below: FloatArray = (inside * (n + 1) / 2 - groups @ rank) / np.where(spread > 0, spread, np.inf)
    return below


def _scatter(strays_bpm: FloatArray) -> float:
    return float(1.4826 * np.median(np.abs(strays_bpm)))
