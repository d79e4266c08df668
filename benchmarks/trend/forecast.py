"""Foretelling the next run's heart rate from the past alone: the one test that needs no truth.

A run's heart rate at its own speed is measured, so whoever understands how heart rate follows pace foretells it
best. The product has no public forecast: `_ours` is the one place that looks inside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from scipy.special import stdtrit

from benchmarks.trend.archive import Archive
from benchmarks.trend.baselines import steady_block
from benchmarks.trend.seasons import Measured
from runstrong.model.arrays import FloatArray
from runstrong.trend.beliefs import TAILS, USUAL_WANDER_BPM, Centre, covariates
from runstrong.trend.block import centre_of
from runstrong.trend.history import learn
from runstrong.trend.line import CHANGE, HEAT, LEVEL, SLOPE
from runstrong.trend.rows import Rows, together
from runstrong.trend.select import select
from runstrong.trend.slope import fit
from runstrong.trend.smooth import smoothed

PAST: Final = timedelta(days=70)
ENOUGH: Final = 8


@dataclass(frozen=True)
class Forecast:
    """What was foretold of one run's heart rate, off by `error` bpm, within its 90 % interval or not."""

    who: str
    error: float
    inside: bool


def forecasts(archive: Archive, day: date) -> Iterator[Forecast]:
    """Everybody's forecast of one day's runs, from the ten weeks before it and, ours, the history before those.

    The band around the usual speed is the product's of that day, so the runs foretold have a say in it, and in
    nothing else.
    """
    chosen = select(archive.runs, archive.windows, day - PAST, day, archive.hr_max_on)
    todays = np.array([known == day for known in chosen.span.days], dtype=bool)
    past, today = chosen.span.where(~todays), chosen.span.where(todays)
    if len(past) < ENOUGH:
        return
    centre = centre_of(past, chosen.usual_mps)
    for i in np.flatnonzero(today.sensor < centre.sensors):
        row = today.where(np.arange(len(today)) == i)
        yield from _ours(chosen.history, past, row, centre)
        yield _constant(past, row)
        yield from _ratios(archive, past.ids, row)


def _ours(history: Rows, past: Rows, row: Rows, centre: Centre) -> Iterator[Forecast]:
    """The block's line carried on to the next run, and the long view's wandering level where it was left."""
    line = fit(history, past, centre, also=past).line
    slopes, x = line.coefficients[SLOPE:-1], covariates(row, centre)[0]

    def tau(rows: Rows) -> FloatArray:
        return (rows.week - past.week[0]) / (past.week[-1] - past.week[0]) - 0.5

    days = line.adjusted_bpm - line.coefficients[LEVEL] - line.coefficients[CHANGE] * tau(past)
    heat = np.polyfit(tau(past), covariates(past, centre)[:, HEAT - SLOPE], 1)
    at = np.concatenate([[1.0], tau(row), x, x[HEAT - SLOPE] - np.polyval(heat, tau(row))])
    variance = float(at @ line.covariance @ at) + float(days @ days) / (len(past) - 3)
    yield _forecast("runstrong, line", row, float(at @ line.coefficients), variance, line.dof)

    known, beliefs = together(history, past), learn(together(history, past), centre)
    y = known.hr_bpm - covariates(known, centre) @ slopes
    scatter2, wander = beliefs.scatter_bpm**2 + known.noise_bpm2, beliefs.wander_bpm or USUAL_WANDER_BPM
    level, spread = smoothed(known.week, y, scatter2, wander, row.week)
    variance = float(spread[0] + beliefs.scatter_bpm**2 + row.noise_bpm2[0])
    yield _forecast("runstrong, level", row, float(level[0] + x @ slopes), variance, TAILS)


def _constant(past: Rows, row: Rows) -> Forecast:
    """The mean of ten weeks."""
    variance = float(past.hr_bpm.var(ddof=1)) * (1 + 1 / len(past))
    return _forecast("a constant", row, float(past.hr_bpm.mean()), variance, len(past) - 1)


def _ratios(archive: Archive, past: Sequence[str], row: Rows) -> Iterator[Forecast]:
    """Speed over the ratio's line: what a chart of the ratio would lead one to expect."""
    for who, seen in (("EF", _whole), ("20-min EF", _steady)):
        known = [(archive.measured[i], found) for i in past if (found := seen(archive.measured[i])) is not None]
        now = seen(archive.measured[row.ids[0]])
        if len(known) >= ENOUGH and now is not None:
            speed, heart = now
            week = np.array([(one.summary.start_utc.timestamp()) / 604_800 for one, _ in known])
            ratio = np.array([v / hr for _, (v, hr) in known])
            when = archive.measured[row.ids[0]].summary.start_utc.timestamp() / 604_800
            expected, half = _line(week, ratio, when)
            low, high = speed / (expected + half), speed / max(expected - half, 1e-6)
            yield Forecast(who, speed / expected - heart, low <= heart <= high)


def _whole(run: Measured) -> tuple[float, float] | None:
    facts = run.summary.facts
    return (facts.avg_speed_mps, facts.avg_hr_bpm) if facts.avg_speed_mps and facts.avg_hr_bpm else None


def _steady(run: Measured) -> tuple[float, float] | None:
    block = steady_block(run.minutes[10:])
    return None if block is None else (float(block[:, 0].mean()), float(block[:, 1].mean()))


def _line(t: FloatArray, y: FloatArray, when: float) -> tuple[float, float]:
    """A least-squares line carried on to `when`, with half its 90 % prediction interval."""
    x = np.column_stack([np.ones(len(t)), t - t.mean()])
    inverse = np.linalg.inv(x.T @ x)
    coefficients = inverse @ x.T @ y
    residual, at = y - x @ coefficients, np.array([1.0, when - t.mean()])
    variance = float(residual @ residual) / (len(t) - 2) * (1 + float(at @ inverse @ at))
    return float(at @ coefficients), float(stdtrit(len(t) - 2, 0.95)) * float(np.sqrt(variance))


def _forecast(who: str, row: Rows, expected: float, variance: float, dof: float) -> Forecast:
    off = expected - float(row.hr_bpm[0])
    return Forecast(who, off, abs(off) <= float(stdtrit(dof, 0.95)) * float(np.sqrt(variance)))
