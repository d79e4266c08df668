"""Years of pace at one heart rate: one smooth level per sensor, with its 90 % band."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray
from runstrong.model.facts import Run, Windows
from runstrong.model.trend import LongPiece, LongPoint, LongView, SensorChange
from runstrong.trend.beliefs import USUAL_WANDER_BPM, Centre, covariates
from runstrong.trend.compare_words import series_text
from runstrong.trend.history import ENOUGH_RUNS, learn
from runstrong.trend.line import SLOPE
from runstrong.trend.rows import EPOCH, Rows, means, weeks_since_epoch
from runstrong.trend.slope import fit
from runstrong.trend.smooth import smoothed
from runstrong.trend.steady import Series, Steady, near_speed, rows_of, series_of, steady_windows
from runstrong.units import pace_s

GAP_WEEKS: Final = 4.0
STRETCH_RUNS: Final = 4
"""A stretch of fewer runs would show their good and bad days and nothing else [ours]."""

MOST_POINTS: Final = 600
HALF_YEAR_WEEKS: Final = 26.0
Z90: Final = 1.645
SLOWEST_MPS: Final = 0.5

LOOK: Final = (
    "It is for looking: changes are judged in a block or between two, never at the ends of a smooth curve."
)


@dataclass(frozen=True, slots=True)
class _Level:
    """One sensor's rows, heart rates at the centre `y` (n,) with variances, and b with its SD."""

    series: Series
    rows: Rows
    usual_mps: FloatArray
    centre: Centre
    y: FloatArray
    variance: FloatArray
    wander_bpm: float
    slope: float
    slope_sd: float


def long_view(
    runs: Sequence[Run], windows: Mapping[str, Windows], *, hr_max_on: Callable[[date], float | None]
) -> LongView:
    """The whole history at one heart rate, a smooth level per sensor and watch; `runs` in any order."""
    ascending = sorted(runs, key=lambda run: (run.summary.start_utc, run.summary.id))
    entering = steady_windows([run for run in ascending if run.score.left_out is None], windows, hr_max_on)
    steady = entering.of(entering.is_enough)
    levels, silent = [], []
    for series in dict.fromkeys(map(series_of, steady.runs)):
        level = _level(series, steady.of([series_of(run) == series for run in steady.runs]))
        if level is None:
            silent.append(series)
        else:
            levels.append(level)
    if not levels:
        return LongView(None, (), (), _why_nothing(silent))
    return _view(levels, silent)


def _level(series: Series, steady: Steady) -> _Level | None:
    """A sensor's history ready to be smoothed; None where it is too short or heart rate does not follow pace."""
    usual = _usual_speeds(steady)
    near = near_speed(steady, usual)
    everything = rows_of(near.of(near.is_enough))
    drawn = _drawn(everything.week)
    rows = everything.where(drawn)
    if len(rows) < ENOUGH_RUNS or np.ptp(rows.week[-ENOUGH_RUNS:]) <= 0:
        return None
    known = rows.temperature_c[np.isfinite(rows.temperature_c)]
    celsius = float(known.mean()) if 2 * len(known) > len(rows) else None
    centre = Centre(float(np.median(rows.speed_mps)), celsius)
    last = np.arange(len(rows)) >= len(rows) - ENOUGH_RUNS
    fitted = fit(rows.where(~last), rows.where(last), centre)
    if not fitted.follows_pace:
        return None
    beliefs = learn(rows, centre)
    slope = float(fitted.line.coefficients[SLOPE])
    slopes = np.concatenate([[slope], beliefs.slopes[1:]])
    return _Level(
        series=series,
        rows=rows,
        usual_mps=usual[near.is_enough][drawn],
        centre=centre,
        y=rows.hr_bpm - covariates(rows, centre) @ slopes,
        variance=beliefs.scatter_bpm**2 + rows.noise_bpm2,
        wander_bpm=beliefs.wander_bpm or USUAL_WANDER_BPM,
        slope=slope,
        slope_sd=float(np.sqrt(fitted.line.covariance[SLOPE, SLOPE])),
    )


def _stretches(week: FloatArray) -> list[tuple[int, int]]:
    """Stretches of runs without a gap over four weeks: the place of the first, and of the one after the last."""
    bounds = [0, *(np.flatnonzero(np.diff(week) > GAP_WEEKS) + 1).tolist(), len(week)]
    return list(pairwise(bounds))


def _drawn(week: FloatArray) -> BoolArray:
    """Which runs are in a stretch that is long enough to be drawn, (n,)."""
    lengths = [last - first for first, last in _stretches(week)]
    return np.repeat(np.array(lengths) >= STRETCH_RUNS, lengths)


def _usual_speeds(steady: Steady) -> FloatArray:
    """The mean speed of the runs within half a year of each run, (n,): over years runners outgrow one band."""
    week = np.array([weeks_since_epoch(run.summary.start_utc) for run in steady.runs])
    speed = means(steady.run, steady.count, steady.speed_mps)
    total = np.concatenate([[0.0], np.cumsum(speed)])
    first = np.searchsorted(week, week - HALF_YEAR_WEEKS)
    last = np.searchsorted(week, week + HALF_YEAR_WEEKS, side="right")
    mean: FloatArray = (total[last] - total[first]) / (last - first)
    return mean


def _view(levels: Sequence[_Level], silent: Sequence[Series]) -> LongView:
    reference = 5.0 * round(float(np.median(np.concatenate([level.rows.hr_bpm for level in levels]))) / 5)
    weeks = sum(float(np.ptp(level.rows.week)) for level in levels)
    every = 1 + weeks // MOST_POINTS
    pieces = [piece for level in levels for piece in _pieces(level, reference, every)]
    first_used = sorted((level.rows.days[0], series_text(level.series)) for level in levels)
    runs = sum(len(level.rows) for level in levels)
    first, last = min(level.rows.days[0] for level in levels), max(level.rows.days[-1] for level in levels)
    when = f"in {first.year}" if first.year == last.year else f"from {first.year} to {last.year}"
    seen = f"{runs:,} usable runs {when} as pace at {reference:.0f} bpm, with a 90 % band."
    return LongView(
        reference_hr_bpm=reference,
        pieces=tuple(sorted(pieces, key=lambda piece: piece.points[0].day)),
        changes=tuple(SensorChange(day, sensor) for day, sensor in first_used[1:]),
        text=" ".join([seen, LOOK, *_silent_text(silent)]),
    )


def _why_nothing(silent: Sequence[Series]) -> str:
    start = f"Not enough data yet: a long view needs {ENOUGH_RUNS} usable runs with one sensor."
    return " ".join([start, *_silent_text(silent)])


def _silent_text(silent: Sequence[Series]) -> Iterator[str]:
    if silent:
        names = ", ".join(sorted(series_text(series) for series in silent))
        yield f"Not drawn, for too few runs or because heart rate does not follow pace: {names}."


def _pieces(level: _Level, reference_hr: float, every_weeks: float) -> Iterator[LongPiece]:
    """A piece for every stretch, with a point every so many weeks and one at the end."""
    week = level.rows.week
    spans = [(week[i], week[j - 1], j - i) for i, j in _stretches(week)]
    grids = [np.append(np.arange(first, last, every_weeks), last) for first, last, _ in spans]
    at = np.concatenate(grids)
    mean, variance = smoothed(week, level.y, level.variance, level.wander_bpm, at)
    points = list(_points(level, reference_hr, at, mean, variance))
    done = 0
    for grid, (_, _, runs) in zip(grids, spans, strict=True):
        yield LongPiece(series_text(level.series), runs, tuple(points[done : done + len(grid)]))
        done += len(grid)


def _points(
    level: _Level, reference_hr: float, at: FloatArray, mean: FloatArray, variance: FloatArray
) -> Iterator[LongPoint]:
    """Levels as paces. A speed other than the usual one is read along the slope: its doubt grows with distance."""
    speed = level.centre.speed_mps + (reference_hr - mean) / level.slope
    apart = np.interp(at, level.rows.week, level.usual_mps) - speed
    half = Z90 * np.sqrt(variance + (apart * level.slope_sd) ** 2) / level.slope
    for week, middle, spread in zip(at, speed, half, strict=True):
        pace, fast, slow = (pace_s(max(float(v), SLOWEST_MPS)) for v in (middle, middle + spread, middle - spread))
        band = float(round(min(fast, pace - 1))), float(round(max(slow, pace + 1)))
        yield LongPoint((EPOCH + timedelta(weeks=float(week))).date(), float(round(pace)), band)
