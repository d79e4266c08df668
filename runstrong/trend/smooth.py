"""A level that wanders as a random walk, smoothed: where it was at any moment, and how surely that is known."""

from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.trend.beliefs import day_weights

ROUNDS: Final = 4
"""Weights and level in turn; days far off have lost their say by then."""


def smoothed(
    week: FloatArray, y: FloatArray, variance: FloatArray, wander: float, at_week: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Mean and variance (m,) of the level at `at_week`, from runs y (n,) with t variances, ascending by `week`.

    `wander` is the level's SD per square root of a week. The days' scatter has heavy tails (Student t).
    """
    weight = np.ones(len(y))
    for _ in range(ROUNDS):
        level, _ = _levels(week, y, weight / variance, wander)
        weight = day_weights(y - level, variance)
    every = np.concatenate([week, at_week])
    order = np.argsort(every, kind="stable")
    seen = np.concatenate([y, np.zeros(len(at_week))])[order]
    said = np.concatenate([weight / variance, np.zeros(len(at_week))])[order]
    mean, spread = _levels(every[order], seen, said, wander)
    asked = np.flatnonzero(order >= len(week))
    back = np.argsort(order[asked])
    return mean[asked][back], spread[asked][back]


def _levels(
    week: FloatArray, y: FloatArray, precision: FloatArray, wander: float
) -> tuple[FloatArray, FloatArray]:
    """Mean and variance (n,) of the level at each moment, from what comes before, what comes after, and itself."""
    step = wander**2 * np.diff(week)
    mean_f, known_f = _told(y, precision, step)
    mean_b, known_b = (values[::-1] for values in _told(y[::-1], precision[::-1], step[::-1]))
    known = known_f + known_b - precision
    return (known_f * mean_f + known_b * mean_b - precision * y) / known, 1 / known


def _told(y: FloatArray, precision: FloatArray, step: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean and precision (n,) of the level as told by a moment's own run and all before it."""
    mean, known, means, knowns = 0.0, 0.0, np.empty(len(y)), np.empty(len(y))
    steps = [0.0, *step.tolist()]
    for i, (value, own, moved) in enumerate(zip(y.tolist(), precision.tolist(), steps, strict=True)):
        known = known / (1 + known * moved)
        total = known + own
        mean = (known * mean + own * value) / total if total > 0 else 0.0
        known = total
        means[i], knowns[i] = mean, known
    return means, knowns
