"""One file's telling of an activity becomes the one honest table: a `Recording` becomes a `Track`."""

import math
from dataclasses import replace
from datetime import datetime
from typing import Final

import numpy as np

from runstrong.errors import NotAnActivity
from runstrong.ingest.streams import clean_streams
from runstrong.ingest.timeline import EARLIEST_S, LATEST_S, Timeline, as_datetime, plausible, timeline
from runstrong.ingest.zones import zone_at
from runstrong.model.arrays import FloatArray
from runstrong.model.recording import Recording, Totals
from runstrong.model.track import COLUMNS, Track, at_resolution

_KEPT_TOTALS: Final = {
    "elapsed_s": (0.0, 2_000_000.0),
    "timer_s": (0.0, 2_000_000.0),
    "distance_m": (0.0, 2_000_000.0),
    "avg_hr_bpm": (30.0, 230.0),
    "max_hr_bpm": (30.0, 230.0),
    "ascent_m": (0.0, 100_000.0),
    "start_utc_s": (EARLIEST_S, LATEST_S),
}


def normalise(recording: Recording, *, athlete_zone: str | None, now_utc: datetime) -> Track:
    """Clean one recording; `now_utc` (naive UTC) only judges a clock that runs ahead.

    Raises NotAnActivity when neither a record with a time nor a stated total is left. Impossible values become
    missing, records without a usable time are left out and said in a warning; nothing else is changed in silence.
    """
    totals = _possible(recording.totals)
    laps = tuple(_possible(lap) for lap in recording.laps)
    utc_s = np.asarray(recording.utc_s, dtype=float)
    line = timeline(utc_s, recording.pauses, totals.start_utc_s)
    start_utc = as_datetime(_start(line, (totals, *laps), len(utc_s)))
    columns = _columns(recording, line)
    if not columns and not recording.sets and not any(_says_something(stated) for stated in (totals, *laps)):
        raise NotAnActivity("The file holds no movement and no heart rate.")
    nowhere = np.empty(0)
    position = columns.get("lat_deg", nowhere), columns.get("lon_deg", nowhere)
    zone = zone_at(start_utc, *position, recording.utc_offset_s, athlete_zone)
    clock_ok = line.one_clock and plausible(start_utc, now_utc)
    return Track(
        format=recording.format,
        sport=recording.sport,
        sub_sport=recording.sub_sport,
        start_utc=start_utc,
        utc_offset_s=zone.utc_offset_s,
        time_zone=zone.name,
        zone_source=zone.source,
        clock_ok=clock_ok,
        columns={"t_s": at_resolution(COLUMNS[0], line.t_s), **columns},
        stretch=line.stretch,
        totals=totals,
        laps=laps,
        devices=recording.devices,
        sets=recording.sets,
        name=recording.name,
        warnings=(*recording.warnings, *line.warnings, *_clock_warning(start_utc, clock_ok, line.one_clock)),
        lost=line.lost,
    )


def _possible(stated: Totals) -> Totals:
    """What the watch states, without numbers that cannot be."""
    changes: dict[str, None] = {}
    for name, (low, high) in _KEPT_TOTALS.items():
        value: float | None = getattr(stated, name)
        if value is not None and not (math.isfinite(value) and low <= value <= high):
            changes[name] = None
    return replace(stated, **changes)


def _says_something(stated: Totals) -> bool:
    return any(value for value in (stated.elapsed_s, stated.timer_s, stated.distance_m))


def _start(line: Timeline, stated: tuple[Totals, ...], records: int) -> float:
    """When the activity began, in UTC s; without records the first start that comes with a total."""
    if line.start_utc_s is not None:
        return line.start_utc_s
    told = any(_says_something(each) for each in stated)
    starts = [each.start_utc_s for each in stated if each.start_utc_s is not None]
    if told and starts:
        return starts[0]
    if records:
        raise NotAnActivity(
            "None of its points has a time, so it is a route or a course and not a recorded activity."
        )
    raise NotAnActivity("The file holds no recorded activity.")


def _columns(recording: Recording, line: Timeline) -> dict[str, FloatArray]:
    """The cleaned columns at the store's resolution, in the order of `COLUMNS`."""
    if not len(line.rows):
        return {}
    streams = {name: np.asarray(values, dtype=float)[line.rows] for name, values in recording.streams.items()}
    clean = clean_streams(streams, recording.sport, line.t_s, line.stretch, line.resumed)
    return {c.name: at_resolution(c, clean[c.name]) for c in COLUMNS if c.name in clean}


def _clock_warning(start_utc: datetime, clock_ok: bool, one_clock: bool) -> tuple[str, ...]:
    if clock_ok:
        return ()
    if not one_clock:
        return ("The watch's clock jumped during the recording: the day of this activity is not certain.",)
    return (f"The watch's clock says {start_utc:%Y-%m-%d}, which cannot be right: the day is unknown.",)
