"""A straight line of heart rate through one span, at one speed, minute and temperature (real-runners.md 6.4)."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.trend.beliefs import SEASON_HEAT_SD, TAILS, Beliefs, Centre, covariates, day_weights
from runstrong.trend.rows import Rows

PSEUDO_RUNS: Final = 15
"""How many of the span's runs the history's scatter weighs, at most."""

NEWCOMER_RUNS: Final = 5
"""How many runs the population's scatter weighs."""

USUAL_CORRELATION: Final = 0.15
CORRELATION_RUNS: Final = 15
MOST_CORRELATION: Final = 0.6
"""Neighbouring runs resemble each other, by 0 to 0.25 on real files (real-runners.md section 0) and by 0.5 in hard
cases; a span of 15 runs says as much about it as other runners do."""

SPREAD: Final = (TAILS + 1) / (TAILS + 3)
"""Expected squared influence of a t-distributed day, and its expected slope: both are (nu + 1)/(nu + 3)."""

LEAST_DOF: Final = 5.0
HELD_SD: Final = 1e-3
"""A slope this sure does not move, in bpm per m/s."""

LEVEL, CHANGE, SLOPE, HEAT, MIDDAY = 0, 1, 2, 4, 5
"""Places in a line's coefficients."""


@dataclass(frozen=True, slots=True)
class Line:
    """The fitted line. `coefficients` (3 + p,): level at the span's middle, change in bpm, the slopes, and how
    much more a warm day does than a warm season.

    `covariance` (3 + p, 3 + p) allows for heavy tails and for neighbouring runs being alike; `dof` are the degrees
    of freedom for its t. `adjusted_bpm` (n,) is each run's heart rate at the centre, `variance_bpm2` (n,) how far
    it may be off as one day among others.
    """

    coefficients: FloatArray
    covariance: FloatArray
    dof: float
    adjusted_bpm: FloatArray
    variance_bpm2: FloatArray


def fit_line(rows: Rows, centre: Centre, beliefs: Beliefs) -> Line:
    """Heart rate on time from the first row to the last, with what is believed of the slopes."""
    x = _design(rows, centre)
    coefficients, variance = _settle(x, rows, beliefs)
    residual = rows.hr_bpm - x @ coefficients
    covariance, unit = _covariance(x, residual, variance, _prior_precision(beliefs))
    adjusted = rows.hr_bpm - x[:, SLOPE:] @ coefficients[SLOPE:]
    day_variance = unit * variance / day_weights(residual, variance)
    return Line(coefficients, covariance, freedom(len(rows)), adjusted, day_variance)


def time_of(rows: Rows) -> FloatArray:
    """From -1/2 at the first row to +1/2 at the last, (n,)."""
    tau: FloatArray = (rows.week - rows.week[0]) / (rows.week[-1] - rows.week[0]) - 0.5
    return tau


def _design(rows: Rows, centre: Centre) -> FloatArray:
    """Level, change, covariates, and last the day-to-day part of heat, (n, 3 + p).

    What changes steadily through a span is confused with the heat that does: so it is h of the season that counts,
    and what warm days among cool ones tell of it is taken with a grain of salt (SEASON_HEAT_SD).
    """
    known = covariates(rows, centre)
    steady = np.column_stack([np.ones(len(rows)), time_of(rows)])
    heat = known[:, HEAT - SLOPE]
    return np.column_stack([steady, known, heat - steady @ np.linalg.lstsq(steady, heat)[0]])


def freedom(runs: float) -> float:
    """Degrees of freedom of a t whose variance is estimated from runs that may resemble their neighbours.

    After Satterthwaite: the scatter has runs - 3 degrees of freedom; the correlation has a variance of its own of
    1/(runs + CORRELATION_RUNS), and enters by a factor (1 + rho)/(1 - rho).
    """
    return float(max(1 / (1 / max(runs - 3, 1) + 2 / (runs + CORRELATION_RUNS)), LEAST_DOF))


def fit_line_at_slope(rows: Rows, centre: Centre, beliefs: Beliefs) -> Line:
    """The same line with b as believed, not as these runs have it; its uncertainty goes into everything else."""
    b, sd = beliefs.slopes[0], beliefs.slopes_sd[0]
    line = fit_line(rows, centre, beliefs.with_slope(b, HELD_SD))
    moved = fit_line(rows, centre, beliefs.with_slope(b + sd, HELD_SD))
    per_sd = moved.coefficients - line.coefficients
    return replace(line, covariance=line.covariance + np.outer(per_sd, per_sd))


def _prior_precision(beliefs: Beliefs) -> FloatArray:
    """Level and change are free, (3 + p,)."""
    return np.concatenate([[0.0, 0.0], beliefs.slopes_sd**-2.0, [SEASON_HEAT_SD**-2.0]])


def _settle(x: FloatArray, rows: Rows, beliefs: Beliefs) -> tuple[FloatArray, FloatArray]:
    """Coefficients (3 + p,) and t variances (n,): weights, coefficients and scatter in turn until they rest."""
    precision = _prior_precision(beliefs)
    pull = precision * np.concatenate([[0.0, 0.0], beliefs.slopes, [0.0]])
    coefficients, weight = np.zeros(len(precision)), np.ones(len(rows))
    variance = (beliefs.scatter_bpm * rows.calm) ** 2 + rows.noise_bpm2
    for _ in range(50):
        weighted, before = x * (weight / variance)[:, None], coefficients
        coefficients = np.linalg.solve(weighted.T @ x + np.diag(precision), weighted.T @ rows.hr_bpm + pull)
        residual = rows.hr_bpm - x @ coefficients
        weight = day_weights(residual, variance)
        variance = _scatter2(residual, weight, rows, beliefs) * rows.calm**2 + rows.noise_bpm2
        if np.max(np.abs(coefficients - before)) < 1e-6:
            break
    return coefficients, variance


def _scatter2(residual: FloatArray, weight: FloatArray, rows: Rows, beliefs: Beliefs) -> float:
    """The span's day-to-day variance on usual days, drawn towards what is believed of it."""
    free = max(len(rows) - 3, 1)
    own = max(
        float(weight @ (residual / rows.calm) ** 2) / free - float((rows.noise_bpm2 / rows.calm**2).mean()), 1.0
    )
    pseudo = min(NEWCOMER_RUNS + beliefs.runs, PSEUDO_RUNS)
    return (pseudo * beliefs.scatter_bpm**2 + free * own) / (pseudo + free)


def _covariance(
    x: FloatArray, residual: FloatArray, variance: FloatArray, prior_precision: FloatArray
) -> tuple[FloatArray, float]:
    """Sandwich covariance of the coefficients, and the factor that turns a t variance into an error variance.

    Mean squared influence and mean slope of influence are drawn towards their expectations under t: with few runs
    their own values are noise. Level and change are what neighbouring runs share, so they alone are widened.
    """
    u = residual / np.sqrt(variance)
    free, n = max(len(u) - 3, 1), len(u)
    squared = float(np.sum(_influence(u) ** 2)) / free
    bend = float(np.mean((TAILS + 1) * (TAILS - u**2) / (TAILS + u**2) ** 2))
    squared, bend = ((PSEUDO_RUNS * SPREAD + n * value) / (PSEUDO_RUNS + n) for value in (squared, bend))
    information = (x / variance[:, None]).T @ x
    inverse = np.linalg.inv(bend * information + np.diag(prior_precision))
    covariance = inverse @ (squared * information + np.diag(prior_precision)) @ inverse
    widening = np.where(np.arange(x.shape[1]) <= CHANGE, _widening(u), 1.0)
    return covariance * np.outer(widening, widening), squared / bend**2


def _influence(u: FloatArray) -> FloatArray:
    """How much a standardised residual pulls: proportional when small, fading when far off."""
    return u * day_weights(u, np.ones(len(u)))


def _widening(u: FloatArray) -> float:
    """sqrt((1 + rho)/(1 - rho)) of the lag-1 correlation, corrected for the fitted line and drawn to the usual.

    A fitted line takes about (2 + 4 rho)/n from it.
    """
    n, calm = len(u), _influence(u)
    seen = float(calm[1:] @ calm[:-1]) / (float(calm @ calm) or 1.0)
    own = (seen + 2 / n) / (1 - 4 / n)
    rho = np.clip((n * own + CORRELATION_RUNS * USUAL_CORRELATION) / (n + CORRELATION_RUNS), 0.0, MOST_CORRELATION)
    return float(np.sqrt((1 + rho) / (1 - rho)))
