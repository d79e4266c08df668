"""Strength and yoga as a watch records them: heart rate, temperature and, for strength, the sets."""

from datetime import datetime

import numpy as np

from runstrong.model.recording import StrengthSet
from runstrong.simulate.activity import SimulatedActivity, utc_seconds
from runstrong.simulate.runner import GymKind
from runstrong.simulate.sensors import watch_temperature
from runstrong.simulate.signal import lagged, wander

YOGA_S = 40 * 60
WARM_UP_S = 300
ROUNDS = 3
SET_S, REST_S = 40, 75
GYM_C = 20.0
QUIET_BPM, WORKING_BPM, YOGA_BPM = 96.0, 132.0, 88.0

EXERCISES: tuple[tuple[int, int, int, float], ...] = (
    (28, 37, 10, 16.0),
    (8, 23, 10, 20.0),
    (1, 18, 15, 0.0),
    (22, 77, 10, 0.0),
    (23, 13, 10, 14.0),
)
"""Goblet squat, Romanian deadlift, calf raise, push-up, one-arm row: FIT's category and exercise, reps, kg."""


def gym_session(
    kind: GymKind, local_start: datetime, utc_offset_s: int, week: int, rng: np.random.Generator
) -> SimulatedActivity:
    """One session; weights grow by 2 kg every third week."""
    sets = _sets(utc_seconds(local_start, utc_offset_s), week) if kind == "strength" else ()
    seconds = WARM_UP_S + sum(round(one.duration_s or 0) for one in sets) if sets else YOGA_S
    aim = np.full(seconds, YOGA_BPM)
    if sets:
        work = [np.full(round(one.duration_s or 0), WORKING_BPM if one.active else QUIET_BPM) for one in sets]
        aim = np.concatenate([np.full(WARM_UP_S, QUIET_BPM), *work])
    heart = lagged(aim, 35.0, start=78.0) + wander(rng, seconds, 3.0, 45.0)
    return SimulatedActivity(
        kind=kind,
        oddity=None,
        local_start=local_start,
        utc_offset_s=utc_offset_s,
        strap=False,
        t_s=np.arange(seconds, dtype=float),
        columns={"hr_bpm": np.rint(heart), "temperature_c": watch_temperature(GYM_C, seconds)},
        pauses=(),
        lap_rows=np.zeros(1, dtype=np.int64),
        truth=None,
        sets=sets,
    )


def _sets(start_utc_s: float, week: int) -> tuple[StrengthSet, ...]:
    """Three rounds of every exercise, a rest after each set."""
    sets, clock = [], start_utc_s + WARM_UP_S
    for category, exercise, reps, weight_kg in EXERCISES:
        heavier = weight_kg + 2 * (week // 3) if weight_kg else 0.0
        for _ in range(ROUNDS):
            sets.append(StrengthSet(clock, SET_S, True, reps, heavier, category, exercise))
            sets.append(StrengthSet(clock + SET_S, REST_S, False))
            clock += SET_S + REST_S
    return tuple(sets)
