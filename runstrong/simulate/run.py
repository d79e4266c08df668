"""One run: what was meant, what the ground and the heart made of it, and what the watch wrote down."""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray
from runstrong.simulate import body as heart
from runstrong.simulate import sensors
from runstrong.simulate.activity import SimulatedActivity, Truth
from runstrong.simulate.conditions import Conditions
from runstrong.simulate.pace import intention, laps_from
from runstrong.simulate.route import Loop
from runstrong.simulate.runner import Oddity, RunKind, Runner
from runstrong.simulate.signal import wander

YIELD_TO_HILLS = 0.5
PACED_SHARE = 0.8
INDOORS_C = 19.0
ILL_BPM = 9.0
WARMEST_HOUR = 14.0


@dataclass(frozen=True, slots=True)
class Outing:
    """A run about to start. `loop` is None on a treadmill, `warm` says that a warm-up file came before."""

    kind: RunKind
    minutes: float
    local_start: datetime
    utc_offset_s: int
    oddity: Oddity | None
    loop: Loop | None
    warm: bool = False


def simulate_run(
    runner: Runner, conditions: Conditions, outing: Outing, rng: np.random.Generator
) -> SimulatedActivity:
    """The recorded run with its truth."""
    conditions = _at_start(runner, conditions, outing)
    meant = intention(
        outing.kind,
        outing.minutes,
        runner.pacing,
        rng,
        week=conditions.week,
        progress=conditions.progress,
        warm=outing.warm,
    )
    speed, grade = _run_over(outing.loop, meant.speed_mps * _paced(runner, conditions), rng)
    truth = _truth(runner, conditions, speed, grade, rng)
    columns = _written(runner, outing, truth, rng)
    columns["distance_m"] = _distance(columns["speed_mps"], meant.timer)
    pauses = _pauses(np.flatnonzero(meant.timer).astype(float))
    rows = meant.timer & sensors.records(rng, runner.sensors, meant.timer)
    t_s = np.flatnonzero(rows).astype(float)
    kept = {name: values[rows] for name, values in columns.items()}
    return SimulatedActivity(
        kind=outing.kind,
        oddity=outing.oddity,
        local_start=outing.local_start,
        utc_offset_s=outing.utc_offset_s,
        strap=runner.sensors.strap and outing.oddity not in ("cadence_lock", "no_heart_rate"),
        t_s=t_s,
        columns=kept,
        pauses=pauses,
        lap_rows=laps_from(meant, kept["distance_m"], t_s),
        truth=truth.at(rows),
    )


def _at_start(runner: Runner, conditions: Conditions, outing: Outing) -> Conditions:
    """The day as it is at the hour and place of the run."""
    body, hour = runner.body, outing.local_start.hour + outing.local_start.minute / 60
    if outing.loop is None:
        conditions = replace(conditions, air_c=INDOORS_C, heat_c=heart.heat_of(INDOORS_C))
    bpm = body.midday_bpm * np.cos(2 * np.pi * (hour - WARMEST_HOUR) / 24) if body.midday_bpm else 0.0
    bpm += ILL_BPM if outing.oddity == "ill" else 0.0
    return replace(conditions, day_bpm=conditions.day_bpm + float(bpm)) if bpm else conditions


def _paced(runner: Runner, conditions: Conditions) -> float:
    """The factor on every speed of a runner who goes by heart rate: gains and bad days are paced away."""
    body = runner.body
    if runner.pacing.paced_by == "speed":
        return 1 + runner.pacing.gain_taken * heart.gain_at(body, conditions.progress)
    heat = body.heat_bpm_per_c * conditions.heat_c
    dearer = (conditions.day_bpm + heat) / body.slope_bpm_per_mps / runner.pacing.easy_mps
    return 1 + PACED_SHARE * (heart.gain_at(body, conditions.progress) - dearer)


def _run_over(loop: Loop | None, meant_mps: FloatArray, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """True speed and grade along the loop: uphill slower by half of what the hill costs, and never quite even."""
    uneven = 1 + wander(rng, len(meant_mps), 0.012, 50.0)
    speed, grade = meant_mps * uneven, np.zeros(len(meant_mps))
    if loop is not None:
        for _ in range(2):
            # Grade depends on where the runner is, and that on the speed: twice round settles it.
            grade = loop.grade(np.cumsum(speed))
            speed = meant_mps * uneven * (1 + YIELD_TO_HILLS * (1 / heart.running_cost(grade) - 1))
        grade = loop.grade(np.cumsum(speed))
    return speed, grade


def _truth(
    runner: Runner, conditions: Conditions, speed: FloatArray, grade: FloatArray, rng: np.random.Generator
) -> Truth:
    """The run without any watch."""
    equivalent = heart.equivalent_speed(runner.body, speed, grade)
    gain = heart.gain_at(runner.body, conditions.progress)
    lag_s = float(np.clip(rng.normal(runner.body.lag_s, runner.body.lag_sd_s), 20, 120))
    bpm = heart.heart_rate(
        runner.body, equivalent, gain=gain, heat_c=conditions.heat_c, day_bpm=conditions.day_bpm, lag_s=lag_s
    )
    return Truth(speed, equivalent, bpm, gain, conditions.day_bpm, conditions.level_bpm, conditions.air_c)


def _written(runner: Runner, outing: Outing, truth: Truth, rng: np.random.Generator) -> dict[str, FloatArray]:
    """The watch's columns for every elapsed second, paused or not; distance follows once pauses are known."""
    steps = sensors.cadence(rng, truth.speed_mps)
    columns = {
        "speed_mps": sensors.measured_speed(rng, runner.sensors, truth.speed_mps),
        "hr_bpm": sensors.measured_heart_rate(rng, runner.sensors, truth, steps, outing.oddity),
        "cadence_spm": steps,
        "temperature_c": sensors.measured_temperature(rng, runner.sensors, truth.air_c, len(steps)),
    }
    if outing.loop is None:
        return columns
    along = np.cumsum(truth.speed_mps)
    climb = runner.place.elevation_m + outing.loop.elevation_m(along)
    columns["elevation_m"] = sensors.measured_elevation(rng, runner.sensors, climb)
    lat, lon = sensors.measured_position(rng, runner.sensors, runner.place, outing.loop, along)
    return columns | {"lat_deg": lat, "lon_deg": lon}


def _distance(speed: FloatArray, timer: BoolArray) -> FloatArray:
    """Metres at every elapsed second, of which only those on the timer count."""
    counted = np.where(timer, speed, 0.0)
    counted[np.argmax(timer)] = 0.0
    return np.cumsum(counted)


def _pauses(t_s: FloatArray) -> tuple[tuple[float, float], ...]:
    """(stop, restart) in elapsed s wherever the record of seconds has a gap."""
    gaps = np.flatnonzero(np.diff(t_s) > 1)
    return tuple((float(t_s[i]), float(t_s[i + 1])) for i in gaps)
