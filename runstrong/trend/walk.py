"""A regression on top of a level that wanders as a random walk, solved in linear time: a tridiagonal system."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.linalg.lapack import dpttrf, dpttrs
from scipy.optimize import minimize

from runstrong.model.arrays import FloatArray
from runstrong.trend.beliefs import POPULATION, Beliefs, day_weights

LOG_SD_MEAN: Final = np.log([POPULATION.scatter_bpm, 1.5])
LOG_SD_SPREAD: Final = np.array([0.4, 0.8])
"""Scatter of a day and wander per square root of a week: weak beliefs that keep short histories sane."""

ROUNDS: Final = 6
"""Weights and variances in turn; they rest to the second digit by then."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Runs as the walk sees them: y (n,) in bpm at the prior's slopes, x (n, p), noise (n,), gaps (n-1,)."""

    y: FloatArray
    x: FloatArray
    noise_bpm2: FloatArray
    gap_weeks: FloatArray
    prior: Beliefs = POPULATION


@dataclass(frozen=True, slots=True)
class Solution:
    """For given variances: slopes less the prior's (p,), their covariance, residuals (n,), log evidence."""

    offset: FloatArray
    covariance: FloatArray
    residual: FloatArray
    log_evidence: float


def fit_walk(walk: Walk) -> Beliefs:
    """Slopes, scatter and wander by penalised marginal likelihood; days far off count less (Student t)."""
    parts = walk.y, walk.x, walk.noise_bpm2, walk.gap_weeks, walk.prior.slopes, walk.prior.slopes_sd
    return _fitted(*(part.tobytes() for part in parts))


# The same runs teach several answers, and the same ones again once something else has changed; 8 walks: 0.4 MB.
@lru_cache(maxsize=8)
def _fitted(*parts: bytes) -> Beliefs:
    y, x, noise_bpm2, gap_weeks, slopes, slopes_sd = (np.frombuffer(part) for part in parts)
    prior = replace(POPULATION, slopes=slopes, slopes_sd=slopes_sd)
    walk = Walk(y, x.reshape(len(y), -1), noise_bpm2, gap_weeks, prior)
    log_sd, weight = LOG_SD_MEAN, np.ones(len(walk.y))
    for _ in range(ROUNDS):
        log_sd = minimize(_cost, log_sd, (walk, weight), "Nelder-Mead", options={"xatol": 0.02, "fatol": 0.02}).x
        residual = solve(walk, log_sd, weight).residual
        weight = day_weights(residual, np.exp(2 * log_sd[0]) + walk.noise_bpm2)
    found = solve(walk, log_sd, weight)
    scatter, wander = np.exp(log_sd)
    slopes_sd = np.sqrt(np.diag(found.covariance))
    return Beliefs(walk.prior.slopes + found.offset, slopes_sd, float(scatter), float(wander), len(walk.y))


def _cost(log_sd: FloatArray, walk: Walk, weight: FloatArray) -> float:
    """Minus the log posterior of the two log SDs."""
    off = (log_sd - LOG_SD_MEAN) / LOG_SD_SPREAD
    return float(off @ off) / 2 - solve(walk, log_sd, weight).log_evidence


def solve(walk: Walk, log_sd: FloatArray, weight: FloatArray) -> Solution:
    """Level and slopes together for given log SDs of scatter and wander; where the level starts is free."""
    variance = (np.exp(2 * log_sd[0]) + walk.noise_bpm2) / weight
    step = np.exp(2 * log_sd[1]) * walk.gap_weeks
    diagonal, beside = _level_factor(variance, step)
    weighted = np.column_stack([walk.y, walk.x]) / variance[:, None]
    level, _ = dpttrs(diagonal, beside, weighted)
    inner = walk.x.T @ (weighted - level / variance[:, None])
    precision = inner[:, 1:] + np.diag(walk.prior.slopes_sd**-2.0)
    offset = np.linalg.solve(precision, inner[:, 0])
    residual = walk.y - walk.x @ offset - level[:, 0] + level[:, 1:] @ offset
    square = walk.y @ (weighted[:, 0] - level[:, 0] / variance) - inner[:, 0] @ offset
    log_size = np.log(variance).sum() + np.log(step).sum() + np.log(diagonal).sum()
    evidence = -(log_size + np.linalg.slogdet(precision)[1] + square) / 2
    return Solution(offset, np.linalg.inv(precision), residual, float(evidence))


def _level_factor(variance: FloatArray, step: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The level's precision as L D L': the diagonal of D (n,), and what stands below that of L (n - 1,)."""
    diagonal = 1 / variance
    diagonal[:-1] += 1 / step
    diagonal[1:] += 1 / step
    # Every diagonal element is larger than those beside it together: this always succeeds.
    factor, beside, _ = dpttrf(diagonal, -1 / step)
    return factor, beside
