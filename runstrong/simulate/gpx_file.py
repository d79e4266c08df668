"""Simulated activities as a training site hands them out: GPX 1.1."""

from datetime import timedelta
from math import isfinite
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.simulate.activity import EPOCH, SimulatedActivity

GPX_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gpx creator="StravaGPX" version="1.1" xmlns="http://www.topografix.com/GPX/1/1" \
xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
 <metadata><time>{start}</time></metadata>
 <trk><name>{name}</name><type>{sport}</type><trkseg>
"""
GPX_TAIL: Final = " </trkseg></trk>\n</gpx>\n"


def as_gpx(activity: SimulatedActivity) -> bytes:
    """The activity as GPX 1.1 with heart rate, one-leg cadence and temperature in Garmin's extension.

    Without positions (treadmill, gym) it is a track without points, as real exports are.
    """
    head = GPX_HEAD.format(start=_iso(activity.start_utc_s), name=f"{activity.kind} run", sport=activity.sport)
    return (head + "".join(_points(activity)) + GPX_TAIL).encode()


def _points(activity: SimulatedActivity) -> list[str]:
    """One line per record that has a position."""
    columns = activity.columns
    if "lat_deg" not in columns:
        return []
    sensors = zip(
        _elements("atemp", columns["temperature_c"]),
        _elements("hr", columns["hr_bpm"]),
        _elements("cad", np.floor(columns["cadence_spm"] / 2)),
        strict=True,
    )
    places = zip(activity.utc_s, columns["lat_deg"], columns["lon_deg"], columns["elevation_m"], strict=True)
    return [
        f'  <trkpt lat="{lat:.7f}" lon="{lon:.7f}"><ele>{metres:.1f}</ele><time>{_iso(at)}</time><extensions>'
        f"<gpxtpx:TrackPointExtension>{''.join(sensed)}</gpxtpx:TrackPointExtension></extensions></trkpt>\n"
        for (at, lat, lon, metres), sensed in zip(places, sensors, strict=True)
    ]


def _elements(tag: str, values: FloatArray) -> list[str]:
    """One XML element per value, nothing where the sensor said nothing."""
    return [f"<gpxtpx:{tag}>{value:.0f}</gpxtpx:{tag}>" if isfinite(value) else "" for value in values.tolist()]


def _iso(utc_s: float) -> str:
    return f"{EPOCH + timedelta(seconds=float(utc_s)):%Y-%m-%dT%H:%M:%SZ}"
