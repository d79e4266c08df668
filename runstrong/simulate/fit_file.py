"""Simulated activities as a watch writes them: FIT."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from runstrong.export.fit import FitFile, Values
from runstrong.model.arrays import FloatArray
from runstrong.simulate.activity import SimulatedActivity
from runstrong.simulate.runner import Runner
from runstrong.simulate.season import season

ACTIVITY_FILE: Final = 4
DEVELOPMENT: Final = 255
WATCH_SERIAL, STRAP_SERIAL = 1_000_001, 1_000_002
STRAP_TYPE, WRIST_TYPE = 120, 10
ANT_PLUS, BUILT_IN = 1, 5
SPORT: Final = {"running": 1, "training": 10}
SUB_SPORT: Final = {"generic": 0, "treadmill": 1, "strength_training": 20, "yoga": 43}
TIMER, SESSION, LAP, ACTIVITY = 0, 8, 9, 26
START, STOP, STOP_ALL = 0, 1, 4
BY_BUTTON, BY_DISTANCE = 0, 2


def as_fit(activity: SimulatedActivity) -> bytes:
    """The activity as a FIT file: devices, timer events, one record a second, laps, sets, session, activity."""
    file = FitFile()
    start, end = activity.start_utc_s, float(activity.utc_s[-1])
    watch: dict[str, Values] = {"manufacturer": DEVELOPMENT, "serial_number": WATCH_SERIAL, "product": 1}
    file.add("file_id", type=ACTIVITY_FILE, time_created=start, **watch)
    _add_devices(file, activity, watch)
    _add_records(file, activity)
    file.add("event", timestamp=end, event=TIMER, event_type=STOP_ALL)
    _add_laps(file, activity)
    _add_sets(file, activity)
    whole: dict[str, Values] = {"event": SESSION, "event_type": STOP, "sport": SPORT[activity.sport]}
    laps = len(activity.lap_rows)
    file.add("session", **whole, **_totals(activity, 0, len(activity.t_s) - 1), message_index=0, trigger=0,
             first_lap_index=0, num_laps=laps, sub_sport=SUB_SPORT[activity.sub_sport])  # fmt: skip
    file.add("activity", timestamp=end, total_timer_time=activity.timer_s(), num_sessions=1, type=0,
             event=ACTIVITY, event_type=STOP, local_timestamp=end + activity.utc_offset_s)  # fmt: skip
    return file.to_bytes()


def _add_devices(file: FitFile, activity: SimulatedActivity, watch: dict[str, Values]) -> None:
    """The watch, and what read the heart rate: the chest strap if one was worn, else the watch's own sensor."""
    start = activity.start_utc_s
    file.add(
        "device_info", timestamp=start, device_index=0, source_type=BUILT_IN, product_name="Demo watch", **watch
    )
    if activity.strap:
        file.add("device_info", timestamp=start, device_index=1, source_type=ANT_PLUS, product_name="Demo strap",
                 device_type=STRAP_TYPE, manufacturer=DEVELOPMENT, serial_number=STRAP_SERIAL)  # fmt: skip
    elif np.isfinite(activity.columns["hr_bpm"]).any():
        file.add("device_info", timestamp=start, device_index=1, source_type=BUILT_IN, device_type=WRIST_TYPE)


def _add_records(file: FitFile, activity: SimulatedActivity) -> None:
    """Records, stretch by stretch, with the timer's starts and stops between them."""
    columns = _record_columns(activity)
    restarts = np.searchsorted(activity.t_s, [restart for _, restart in activity.pauses])
    for first, last in pairwise([0, *restarts.tolist(), len(activity.t_s)]):
        if first:
            file.add("event", timestamp=activity.utc_s[first - 1], event=TIMER, event_type=STOP_ALL)
        file.add("event", timestamp=activity.utc_s[first], event=TIMER, event_type=START)
        file.add("record", **{name: values[first:last] for name, values in columns.items()})


def _record_columns(activity: SimulatedActivity) -> dict[str, FloatArray]:
    """The columns a watch writes, by FIT's names; cadence counts one leg and its half strides apart."""
    names = {
        "lat_deg": "position_lat",
        "lon_deg": "position_long",
        "elevation_m": "enhanced_altitude",
        "hr_bpm": "heart_rate",
        "distance_m": "distance",
        "speed_mps": "enhanced_speed",
        "temperature_c": "temperature",
    }
    columns = {"timestamp": activity.utc_s}
    columns |= {fit: activity.columns[name] for name, fit in names.items() if name in activity.columns}
    if (steps := activity.columns.get("cadence_spm")) is not None:
        columns |= {"cadence": np.floor(steps / 2), "fractional_cadence": steps / 2 % 1}
    return columns


def _add_laps(file: FitFile, activity: SimulatedActivity) -> None:
    trigger = BY_BUTTON if activity.kind == "quality" else BY_DISTANCE
    bounds = [*activity.lap_rows.tolist(), len(activity.t_s) - 1]
    for index, (first, last) in enumerate(pairwise(bounds)):
        file.add("lap", **_totals(activity, first, last), message_index=index, event=LAP, event_type=STOP,
                 lap_trigger=trigger)  # fmt: skip


def _add_sets(file: FitFile, activity: SimulatedActivity) -> None:
    for index, one in enumerate(activity.sets):
        begin, duration = one.start_utc_s or 0.0, one.duration_s or 0.0
        file.add("set", timestamp=begin + duration, start_time=begin, duration=duration, message_index=index,
                 set_type=int(one.active), repetitions=one.reps, weight=one.weight_kg, category=one.category,
                 category_subtype=one.exercise)  # fmt: skip


def _totals(activity: SimulatedActivity, first: int, last: int) -> dict[str, Values | None]:
    """What the watch states for the rows from `first` to `last`: a lap or the session."""
    columns, t_s = activity.columns, activity.t_s
    timer = activity.timer_s(first, last)
    heart = columns["hr_bpm"][first : last + 1]
    totals: dict[str, Values | None] = {
        "timestamp": activity.utc_s[last],
        "start_time": activity.utc_s[first],
        "total_elapsed_time": float(t_s[last] - t_s[first]),
        "total_timer_time": timer,
    }
    if np.isfinite(heart).any():
        totals |= {"avg_heart_rate": float(np.nanmean(heart)), "max_heart_rate": float(np.nanmax(heart))}
    if (distance := columns.get("distance_m")) is not None:
        metres = float(distance[last] - distance[first])
        totals |= {"total_distance": metres, "enhanced_avg_speed": metres / max(timer, 1.0)}
    if (elevation := columns.get("elevation_m")) is not None:
        totals["total_ascent"] = _ascent(elevation[first : last + 1])
    return totals


def _ascent(elevation_m: FloatArray) -> float:
    """Metres climbed in half-minute means: noise is no climb."""
    smooth = np.convolve(elevation_m, np.full(30, 1 / 30), "valid") if len(elevation_m) > 30 else elevation_m
    return float(np.clip(np.diff(smooth), 0, None).sum())


def write_folder(folder: Path, runner: Runner, until: date) -> list[Path]:
    """The runner's whole season as FIT files in `folder`, one per activity; the paths in order of time."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for activity in season(runner, until):
        paths.append(folder / f"{activity.name}.fit")
        paths[-1].write_bytes(as_fit(activity))
    return paths
