"""What the watch makes of the truth: noise on every column, and the faults of heart-rate sensors."""

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray
from runstrong.simulate.activity import Truth
from runstrong.simulate.route import Loop, to_degrees
from runstrong.simulate.runner import Oddity, Place, Sensors
from runstrong.simulate.signal import lagged, wander

STEPS_AT_EASY = 168.0
EASY_MPS = 2.9
STEPS_PER_MPS = 6.0
HEART_SD_BPM = 0.6
BRISK_MPS = 3.2
STANDING_MPS = 0.8
WATCH_WARMER_C = 4.0
SKIN_C = 33.0
GPS_ALTITUDE_SD_M, GPS_JITTER_M = 5.0, 1.5


def cadence(rng: np.random.Generator, speed_mps: FloatArray) -> FloatArray:
    """Steps a minute of both feet, (n,); none while standing."""
    steps = STEPS_AT_EASY + STEPS_PER_MPS * (speed_mps - EASY_MPS) + rng.normal(0, 0.7, len(speed_mps))
    return np.where(speed_mps > STANDING_MPS, np.rint(steps), 0.0)


def measured_speed(rng: np.random.Generator, sensors: Sensors, speed_mps: FloatArray) -> FloatArray:
    """GPS speed, (n,) m/s: errors that last some ten seconds, none while standing."""
    noise = wander(rng, len(speed_mps), sensors.speed_sd_mps, 11.0)
    return np.where(speed_mps > STANDING_MPS, np.clip(speed_mps + noise, 0, None), 0.0)


def measured_heart_rate(
    rng: np.random.Generator, sensors: Sensors, truth: Truth, steps: FloatArray, oddity: Oddity | None
) -> FloatArray:
    """Recorded heart rate, (n,) whole bpm, with the fault that `oddity` names; NaN where nothing is recorded."""
    n = len(truth.hr_bpm)
    heart = truth.hr_bpm + wander(rng, n, HEART_SD_BPM, 6.0) + sensors.offset_bpm
    if sensors.under_read_bpm:
        heart = heart - sensors.under_read_bpm * np.clip(lagged(truth.speed_mps, 30.0) - BRISK_MPS, 0, None)
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
    return np.where(np.arange(n) % sensors.heart_every == 0, np.rint(heart), np.nan)


def measured_elevation(rng: np.random.Generator, sensors: Sensors, elevation_m: FloatArray) -> FloatArray:
    """Altitude, (n,) m: a barometer's fine noise and the weather that moves it slowly, or a GPS's wide one."""
    if sensors.altitude == "gps":
        n = len(elevation_m)
        return elevation_m + wander(rng, n, GPS_ALTITUDE_SD_M, 60.0) + rng.normal(0, GPS_JITTER_M, n)
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


def measured_temperature(rng: np.random.Generator, sensors: Sensors, air_c: float, n: int) -> FloatArray:
    """What the watch's thermometer says, (n,) degC; NaN without one. A sleeve over it differs from day to day."""
    if not sensors.thermometer:
        return np.full(n, np.nan)
    warmth = sensors.wrist_warmth * rng.uniform(0.5, 1.5) if sensors.wrist_warmth else 0.0
    return watch_temperature(air_c, n, warmth)


def watch_temperature(air_c: float, n: int, warmth: float = 0.0) -> FloatArray:
    """Whole degC at the wrist, (n,): warm from the house at first, then a few degrees above the air.

    `warmth` is the share of the way from there to the skin.
    """
    indoors = 24.0
    settled = air_c + WATCH_WARMER_C
    settled += warmth * (SKIN_C - settled)
    return np.rint(settled + (indoors - settled) * np.exp(-np.arange(n) / 240))


def records(rng: np.random.Generator, sensors: Sensors, timer: BoolArray) -> BoolArray:
    """Seconds that are written down, (n,): all, or irregular ones beside both edges of every pause."""
    n = len(timer)
    if sensors.longest_gap_s == 1:
        return np.ones(n, dtype=bool)
    at = np.cumsum(rng.integers(1, sensors.longest_gap_s + 1, n))
    edges = np.flatnonzero(np.diff(timer))
    chosen = np.zeros(n, dtype=bool)
    chosen[np.concatenate([[0, n - 1], at[at < n], edges, edges + 1])] = True
    return chosen
