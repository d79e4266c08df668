"""What the watch makes of the truth: noise on every column, and the faults of heart-rate sensors."""

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.simulate.route import Loop, to_degrees
from runstrong.simulate.runner import Oddity, Place, Sensors
from runstrong.simulate.signal import lagged, wander

STEPS_AT_EASY = 168.0
EASY_MPS = 2.9
STEPS_PER_MPS = 6.0
HEART_SD_BPM = 0.6
STANDING_MPS = 0.8
WATCH_WARMER_C = 4.0


def cadence(rng: np.random.Generator, speed_mps: FloatArray) -> FloatArray:
    """Steps a minute of both feet, (n,); none while standing."""
    steps = STEPS_AT_EASY + STEPS_PER_MPS * (speed_mps - EASY_MPS) + rng.normal(0, 0.7, len(speed_mps))
    return np.where(speed_mps > STANDING_MPS, np.rint(steps), 0.0)


def measured_speed(rng: np.random.Generator, sensors: Sensors, speed_mps: FloatArray) -> FloatArray:
    """GPS speed, (n,) m/s: errors that last some ten seconds, none while standing."""
    noise = wander(rng, len(speed_mps), sensors.speed_sd_mps, 11.0)
    return np.where(speed_mps > STANDING_MPS, np.clip(speed_mps + noise, 0, None), 0.0)


def measured_heart_rate(
    rng: np.random.Generator, sensors: Sensors, hr_bpm: FloatArray, steps: FloatArray, oddity: Oddity | None
) -> FloatArray:
    """Recorded heart rate, (n,) whole bpm, with the fault that `oddity` names; NaN where nothing is recorded."""
    n = len(hr_bpm)
    heart = hr_bpm + wander(rng, n, HEART_SD_BPM, 6.0)
    begin = int(rng.integers(n // 4, n // 2))
    if oddity == "cadence_lock":
        locked = slice(begin, begin + round(60 * rng.uniform(*sensors.lock_minutes)))
        heart[locked] = np.where(
            steps[locked] > 0, steps[locked] + rng.normal(0, 1, len(steps[locked])), heart[locked]
        )
    elif oddity == "frozen_heart_rate":
        heart[begin : begin + 90] = heart[begin]
    elif oddity == "no_heart_rate":
        return np.full(n, np.nan)
    return np.rint(heart)


def measured_elevation(rng: np.random.Generator, sensors: Sensors, elevation_m: FloatArray) -> FloatArray:
    """Barometric altitude, (n,) m: fine noise, and weather that moves it slowly."""
    weather = wander(rng, len(elevation_m), 0.3, 600.0)
    return elevation_m + weather + rng.normal(0, sensors.altitude_sd_m, len(elevation_m))


def measured_position(
    rng: np.random.Generator, sensors: Sensors, place: Place, loop: Loop, distance_m: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Latitude and longitude, (n,) degrees: errors glide, because a watch filters its fixes."""
    east, north = loop.offsets_m(distance_m)
    n = len(distance_m)
    # A lag as long as the wander's own memory halves its variance: the root of two restores it.
    sd = sensors.position_sd_m * np.sqrt(2)
    glide = [lagged(wander(rng, n, sd, 20.0), 20.0) for _ in range(2)]
    return to_degrees((place.lat_deg, place.lon_deg), east + glide[0], north + glide[1])


def watch_temperature(air_c: float, n: int) -> FloatArray:
    """Whole degC at the wrist, (n,): warm from the house at first, then a few degrees above the air."""
    indoors = 24.0
    settled = air_c + WATCH_WARMER_C
    return np.rint(settled + (indoors - settled) * np.exp(-np.arange(n) / 240))
