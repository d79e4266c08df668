"""What the runner means to do: speed on the flat second by second, stops, and where the lap button is pressed."""

from dataclasses import dataclass

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.simulate.runner import Habit, Pacing, RunKind
from runstrong.simulate.signal import lagged

WARM_UP_S = 900
SETTLING_S = 240
RACE_M = 10_000
WARM_UP_FILE_MINUTES = 14.0

INTERVALS: tuple[tuple[int, int, int, float], ...] = (
    (5, 240, 120, 1.00),
    (8, 120, 75, 1.04),
    (3, 480, 150, 0.97),
    (1, 1200, 0, 0.95),
)
"""Quality sessions in turn, week by week: repetitions, s of work, s of jogging, share of quality speed."""


@dataclass(frozen=True, slots=True)
class Intention:
    """One run as meant, (n,) each at 1 Hz of elapsed time: speed on the flat in m/s, and whether the timer runs.

    `presses` are the seconds at which the lap button is pressed; empty means a lap every kilometre.
    """

    speed_mps: FloatArray
    timer: BoolArray
    presses: tuple[int, ...] = ()


def intention(
    kind: RunKind,
    minutes: float,
    pacing: Pacing,
    rng: np.random.Generator,
    *,
    week: int,
    progress: float,
    warm: bool,
) -> Intention:
    """One run of `kind` lasting `minutes`.

    `week` counts from 0, `progress` of the block goes from 0 to 1 (0 before it), `warm` says that a warm-up was
    run before.
    """
    usual = pacing.easy_mps + pacing.easy_gain_mps * progress + rng.normal(0, pacing.day_sd_mps)
    slower = {"recovery": 0.93, "long": 0.965, "warm_up": 0.93}.get(kind, 1.0)
    speed = np.full(round(minutes * 60), usual * slower)
    presses: tuple[int, ...] = ()
    if kind == "race":
        speed = np.full(round(RACE_M / pacing.race_mps), pacing.race_mps)
    elif kind == "quality":
        fast = pacing.quality_mps + pacing.quality_gain_mps * progress
        presses = _lay_intervals(speed, week, fast, start=120 if warm else WARM_UP_S)
    if kind not in ("race", "quality"):
        speed[:SETTLING_S] *= np.linspace(0.9, 1.0, len(speed[:SETTLING_S]))
    stops = kind in ("easy", "recovery", "long")
    timer = _add_stops(speed, rng) if stops else np.ones(len(speed), dtype=bool)
    return Intention(lagged(speed, 3.0, start=0.0), timer, presses)


def _lay_intervals(speed: FloatArray, week: int, fast_mps: float, start: int) -> tuple[int, ...]:
    """Write this week's intervals into `speed` from second `start`; the seconds where each part begins."""
    repetitions, work_s, jog_s, share = INTERVALS[week % len(INTERVALS)]
    easy = speed[0]
    presses = []
    for begin in range(start, start + repetitions * (work_s + jog_s), work_s + jog_s):
        speed[begin : begin + work_s] = fast_mps * share
        speed[begin + work_s : begin + work_s + jog_s] = 0.8 * easy
        presses += [begin, begin + work_s]
    return tuple(press for press in presses if press < len(speed) - 30)


def _add_stops(speed: FloatArray, rng: np.random.Generator) -> BoolArray:
    """Stand still at a few traffic lights, half of them with the timer stopped; returns where the timer runs."""
    timer = np.ones(len(speed), dtype=bool)
    room = len(speed) - 300
    for begin in rng.integers(200, max(room, 201), rng.poisson(len(speed) / 2400)):
        wait = rng.integers(15, 60)
        speed[begin : begin + wait] = 0
        timer[begin + 4 : begin + wait] &= rng.random() < 0.5
    return timer


def habit_minutes(habit: Habit, week: int, rng: np.random.Generator) -> float:
    """Minutes of a habitual run in `week` (from 0): long runs grow, with an easier week every fourth."""
    growth = 1.0
    if habit.kind == "long":
        growth = 0.76 if week % 4 == 3 else min(0.88 + 0.03 * max(week, 0), 1.15)
    return max(habit.minutes * growth + rng.normal(0, 3), 20.0)


def laps_from(intent: Intention, distance_m: FloatArray, t_s: FloatArray) -> IntArray:
    """Rows at which each lap begins: at the button's presses, else at every whole kilometre."""
    if intent.presses:
        return np.unique(np.concatenate([[0], np.searchsorted(t_s, intent.presses)]))
    return np.searchsorted(distance_m, np.arange(0, distance_m[-1], 1000.0))
