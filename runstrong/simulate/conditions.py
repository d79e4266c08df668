"""The days of a runner's life: weather, heat, and the heart's good and bad days on a level that wanders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.simulate.body import heat_of
from runstrong.simulate.runner import Body, Place, Runner

WEATHER_SD_C: Final = 3.0
SPRING: Final = -0.4
"""Where in the year's wave (radians) a block begins: a few weeks after the coldest days."""

EXPOSURE_DAYS: Final = 10.0
"""How long it takes to get used to heat: 1-3 weeks (science B.5)."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """One day's circumstances: weeks counted from 0 (negative before the block), `progress` of the block 0-1.

    `day_bpm` is the heart's offset that day, of which `level_bpm` is here to stay; `heat_c` are the degrees of
    `air_c` that the heart still answers to.
    """

    day: date
    week: int
    progress: float
    day_bpm: float
    level_bpm: float
    air_c: float
    heat_c: float


def days(runner: Runner, until: date) -> Iterator[Conditions]:
    """The calendar up to `until`: the history, if any, then the block, which is the same with and without it."""
    before, span = 7 * runner.history_weeks, 7 * runner.weeks
    first = until - timedelta(days=span - 1)
    past = np.random.default_rng([runner.seed, 3]).normal(0, 1, (before, 3))
    present = np.random.default_rng([runner.seed, 0]).normal(0, 1, (span, 3))
    walked = _walk(runner.body, past[:, 0])
    level = np.concatenate([walked - walked[-1:], _walk(runner.body, present[:, 0])])
    numbers = np.arange(-before, span, dtype=float)
    air_c = _air_c(runner.place, numbers, span) + WEATHER_SD_C * np.concatenate([past, present])[:, 2]
    heat_c = _heat_c(runner.body, air_c)
    effects = _effects(runner, first, np.concatenate([past, present])[:, 1], before)
    for i, number in enumerate(range(-before, span)):
        yield Conditions(
            day=first + timedelta(days=number),
            week=number // 7,
            progress=max(number, 0) / (span - 1),
            day_bpm=float(level[i] + effects[i]),
            level_bpm=float(level[i]),
            air_c=float(air_c[i]),
            heat_c=float(heat_c[i]),
        )


def _walk(body: Body, shocks: FloatArray) -> FloatArray:
    """The level after each day, bpm: a random walk."""
    return np.cumsum(body.wander_bpm / np.sqrt(7) * shocks)


def _air_c(place: Place, numbers: FloatArray, span: int) -> FloatArray:
    """Expected air temperature on days counted from the block's first."""
    first_c, last_c = place.season_c
    season: FloatArray = first_c + (last_c - first_c) * (np.maximum(numbers, 0) / (span - 1))
    if place.yearly_swing_c:
        season += place.yearly_swing_c * (np.sin(2 * np.pi * numbers / 365.25 + SPRING) - np.sin(SPRING))
    return season


def _heat_c(body: Body, air_c: FloatArray) -> FloatArray:
    """Degrees that the heart answers to: less of them once it has got used to as many."""
    heat = np.array([heat_of(c) for c in air_c.tolist()])
    if not body.acclimatisation:
        return heat
    used_to, felt = heat[:7].mean(), np.empty(len(heat))
    for i, today in enumerate(heat.tolist()):
        felt[i] = today - body.acclimatisation * min(used_to, today)
        used_to += (today - used_to) / EXPOSURE_DAYS
    return felt


def _effects(runner: Runner, first: date, shocks: FloatArray, before: int) -> FloatArray:
    """Each day's own offset, bpm: AR(1) over days with a run, begun anew with the block."""
    body, effect = runner.body, 0.0
    sizes = _heavy(shocks, body.day_dof, runner.seed)
    effects = np.empty(len(shocks))
    for i, size in enumerate(sizes.tolist()):
        number = i - before
        habits = runner.in_week(number // 7).habits
        effect = 0.0 if number == 0 else effect
        if (first + timedelta(days=number)).weekday() in habits:
            effect = body.day_rho * effect + np.sqrt(1 - body.day_rho**2) * body.day_sd_bpm * size
        effects[i] = effect
    return effects


def _heavy(shocks: FloatArray, dof: float | None, seed: int) -> FloatArray:
    """Standard normal shocks, or t-distributed ones made from them with the same standard deviation.

    Drawn from the last day back, so that a history leaves the block's own as they are.
    """
    if dof is None:
        return shocks
    chi2 = np.random.default_rng([seed, 4]).chisquare(dof, len(shocks))[::-1]
    return shocks * np.sqrt((dof - 2) / chi2)
