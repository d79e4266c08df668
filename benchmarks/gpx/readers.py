"""Who reads the files: ours, gpxpy, and a plain walk through ElementTree, each to the same columns."""

from datetime import datetime
from math import nan
from xml.etree import ElementTree

import gpxpy
import numpy as np

from runstrong.ingest.reader import read

Columns = dict[str, np.ndarray]

SENSORS = {"hr": "hr_bpm", "cad": "cadence_spm", "atemp": "temperature_c"}
STATED = {
    "ele": "elevation_m", **SENSORS, "LatitudeDegrees": "lat_deg", "LongitudeDegrees": "lon_deg",
    "AltitudeMeters": "elevation_m", "DistanceMeters": "distance_m", "Value": "hr_bpm", "Speed": "speed_mps",
    "RunCadence": "cadence_spm", "Cadence": "cadence_spm",
}  # fmt: skip


def ours(data: bytes) -> Columns:
    """All recordings of the file, one after the other."""
    recordings = read(data).recordings
    names = set().union(*(recording.streams for recording in recordings))
    joined = {name: np.concatenate([recording.streams[name] for recording in recordings]) for name in names}
    return {"utc_s": np.concatenate([recording.utc_s for recording in recordings]), **joined}


def gpxpy_columns(data: bytes) -> Columns:
    """Time, place, elevation and sensors of every point, by gpxpy."""
    rows = []
    for track in gpxpy.parse(data.decode()).tracks:
        for point in (p for segment in track.segments for p in segment.points):
            sensed = {child.tag.rpartition("}")[2]: child.text for held in point.extensions for child in held}
            stated = [float(sensed.get(name) or "nan") for name in SENSORS]
            rows.append((point.time.timestamp(), point.latitude, point.longitude, point.elevation, *stated))
    names = ("utc_s", "lat_deg", "lon_deg", "elevation_m", *SENSORS.values())
    return dict(zip(names, np.array(rows, float).T, strict=True))


def tree_columns(data: bytes) -> Columns:
    """The same, and what TCX states beside, by the standard library's ElementTree."""
    rows = []
    for point in ElementTree.fromstring(data).iter():
        if point.tag.endswith(("}trkpt", "}Trackpoint")):
            row = {f"{name}_deg": float(text) for name, text in point.items()}
            for element in point.iter():
                name = element.tag.rpartition("}")[2]
                if name in STATED:
                    row[STATED[name]] = float(element.text or "nan")
                elif name in ("time", "Time"):
                    row["utc_s"] = datetime.fromisoformat(element.text or "").timestamp()
            rows.append(row)
    names = set().union(*rows)
    return {name: np.array([row.get(name, nan) for row in rows]) for name in names}


def equal_cells(data: bytes, theirs: Columns) -> tuple[int, int]:
    """How many numbers they state, and how many of them we state alike, to the last bit."""
    told = ours(data)
    stated = {name: column for name, column in theirs.items() if not np.isnan(column).all()}
    missing = np.full(len(told["utc_s"]), nan)
    same = [np.sum(told.get(name, missing) == column) for name, column in stated.items()]
    return int(sum(same)), int(sum(np.sum(~np.isnan(column)) for column in stated.values()))
