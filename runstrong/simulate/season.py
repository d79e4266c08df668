"""Weeks of running and some gym, day by day, by one runner with known truth."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from runstrong.simulate.activity import SimulatedActivity
from runstrong.simulate.conditions import Conditions, days
from runstrong.simulate.gym import gym_session
from runstrong.simulate.pace import WARM_UP_FILE_MINUTES, habit_minutes
from runstrong.simulate.route import Loop, make_loop
from runstrong.simulate.run import Outing, simulate_run
from runstrong.simulate.runner import Oddity, RunKind, Runner

START_SD_MIN: Final = 12.0
GYM_HOUR: Final = 18.5
WARM_UP_GAP: Final = timedelta(minutes=3)

LOOPS: Final = {
    "park": (5200.0, 0.006),
    "river": (6800.0, 0.014),
    "hills": (8300.0, 0.024),
    "far": (11_800.0, 0.016),
    "lap": (1900.0, 0.003),
}
"""The runner's routes: length in m and spread (SD) of grades."""

ROUTES_FOR: Final[dict[RunKind, tuple[str, ...]]] = {
    "easy": ("park", "park", "river", "hills"),
    "recovery": ("park",),
    "quality": ("lap",),
    "warm_up": ("lap",),
    "race": ("lap",),
    "long": ("far", "far", "hills"),
}


def season(runner: Runner, until: date) -> Iterator[SimulatedActivity]:
    """Every activity of the history and the `runner.weeks` weeks that end on `until`, day by day.

    Each weekday occurs once in each week, whatever weekday `until` is.
    """
    loops = _loops(runner.seed)
    for number, conditions in enumerate(days(runner, until), start=-7 * runner.history_weeks):
        rng = np.random.default_rng([runner.seed, 2, number] if number >= 0 else [runner.seed, 5, -number])
        now = runner.in_week(conditions.week)
        for outing in _outings(now, conditions, loops, rng):
            yield simulate_run(now, conditions, outing, rng)
        key = (conditions.week + 1, conditions.day.weekday())
        if key in runner.gym:
            start = _start(conditions.day, GYM_HOUR, rng)
            yield gym_session(runner.gym[key], start, _offset_s(runner, start), conditions.week, rng)


def _loops(seed: int) -> dict[str, Loop]:
    shapes = enumerate(LOOPS.items())
    return {name: make_loop(np.random.default_rng([seed, 1, i]), *shape) for i, (name, shape) in shapes}


def _chance(runner: Runner, rng: np.random.Generator) -> Oddity | None:
    """What goes wrong on a day without a fixed oddity."""
    missed, locked, frozen = rng.random(3)
    if missed < runner.missed_share:
        return "missed"
    if locked < runner.sensors.lock_share:
        return "cadence_lock"
    return "frozen_heart_rate" if frozen < runner.sensors.frozen_share else None


def _outings(
    runner: Runner, conditions: Conditions, loops: dict[str, Loop], rng: np.random.Generator
) -> Iterator[Outing]:
    """What comes of the day's habit: usually one run, none if missed, two where the warm-up is its own file."""
    weekday = conditions.day.weekday()
    habit = runner.habits.get(weekday)
    oddity = runner.odd_days.get((conditions.week + 1, weekday)) or _chance(runner, rng)
    if habit is None or oddity == "missed":
        return
    start = _start(conditions.day, habit.hour, rng)
    offset_s = _offset_s(runner, start)
    minutes = habit_minutes(habit, conditions.week, rng)
    kind = oddity if oddity in ("race", "treadmill") else habit.kind
    loop = None if kind == "treadmill" else loops[str(rng.choice(ROUTES_FOR[kind]))]
    warm = oddity == "warm_up_file"
    if warm:
        yield Outing("warm_up", WARM_UP_FILE_MINUTES, start, offset_s, oddity, loop)
        start += timedelta(minutes=WARM_UP_FILE_MINUTES) + WARM_UP_GAP
    yield Outing(kind, minutes, start, offset_s, oddity, loop, warm)


def _start(day: date, hour: float, rng: np.random.Generator) -> datetime:
    """About the usual hour, to the second."""
    minutes = hour * 60 + float(np.clip(rng.normal(0, START_SD_MIN), -40, 40))
    return datetime.combine(day, time()) + timedelta(seconds=round(minutes * 60))


def _offset_s(runner: Runner, local: datetime) -> int:
    """Seconds that the runner's clock is ahead of UTC at `local`."""
    offset = local.replace(tzinfo=ZoneInfo(runner.place.time_zone)).utcoffset()
    return round(offset.total_seconds()) if offset else 0
