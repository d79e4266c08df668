"""GPX: tracks of points with a time, straight into columns; gpxpy reads the times that are no ISO times.

gpxpy builds a whole tree, prefers another XML parser where one is installed, and gives a file up for one bad
number. So it is asked for single values only; in the tests it is the oracle for whole files.
"""

from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

import numpy as np
from gpxpy.gpx import GPXException
from gpxpy.gpxfield import parse_time

from runstrong.config import LIMITS
from runstrong.errors import NotAnActivity, Unreadable
from runstrong.ingest.names import plain
from runstrong.ingest.xml.columns import Points
from runstrong.ingest.xml.gpx_tracks import Track, activities, recording_of
from runstrong.ingest.xml.pieces import Shape
from runstrong.ingest.xml.rows import Rows, refuse_beyond
from runstrong.ingest.xml.walk import NOTHING_WHOLE, walk
from runstrong.model.recording import Reading

_FRAME: Final = frozenset({"gpx", "trk", "trkseg", "rte"})
_STREAM_OF: Final = {
    "ele": "elevation_m",
    "hr": "hr_bpm",
    "heartrate": "hr_bpm",
    "cad": "cadence_spm",
    "cadence": "cadence_spm",
    "runcadence": "cadence_spm",
    "atemp": "temperature_c",
    "temp": "temperature_c",
    "temperature": "temperature_c",
    "power": "power_w",
    "powerinwatts": "power_w",
    "watts": "power_w",
    "speed": "speed_mps",
}
"""Elevation, and extensions by local name: Garmin's, Cluetrust's, Strava's and others', whatever their prefix."""

_SHAPE: Final = Shape(_FRAME, "trkpt", "time", {"lat": "lat_deg", "lon": "lon_deg"}, _STREAM_OF)
_PLAIN_TIME: Final = len("2024-05-11T06:30:00")

_NO_TIMES: Final = (
    "The track has no times, so it is a route and not a recorded run: export the activity itself to import it."
)
_NO_POSITIONS: Final = (
    "None of the track's points has a usable position: export the activity again, as FIT or TCX if you can."
)
_ROUTE: Final = "A route, not a recorded run."
_PLACES: Final = "Places on a map, not a recorded run."
_EMPTY: Final = "The track is empty: export a run without positions (on a treadmill, perhaps) as FIT or TCX."


class _File:
    """What has been read of a file so far."""

    def __init__(self, records: int) -> None:
        self.tracks: list[Track] = []
        self.creator: str | None = None
        self.points_seen = 0
        self.lost = 0
        self.nowhere = 0
        self.seen: set[str] = set()
        self._records = records
        self._where: list[str] = []
        self._new_stretch = True

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """A frame element begins."""
        self._where.append(name)
        self._new_stretch = True
        if name == "gpx":
            self.creator = plain(attributes.get("creator"))
        elif name == "trk":
            self.tracks.append(Track())

    def closed(self, _: str) -> None:
        """A frame element ends."""
        self._where.pop()

    def element(self, element: Element) -> None:
        """A name or a sport, if it is a track's."""
        self.seen.add(element.tag)
        if "trk" not in self._where:
            return
        if element.tag == "name":
            self.tracks[-1].name = plain(element.text)
        elif element.tag == "type":
            self.tracks[-1].sport = element.text

    def points(self, points: Points) -> None:
        """The next rows."""
        if "trk" not in self._where:
            return
        track = self.tracks[-1]
        self.points_seen += len(points.times)
        refuse_beyond(self.points_seen, self._records)
        placed = points.where(~np.isnan(points.values["lat_deg"] + points.values["lon_deg"]))
        utc_s = track.clock.times(placed, _moment)
        has_time = ~np.isnan(utc_s)
        kept = placed.where(has_time)
        self.nowhere += len(points.times) - len(placed.times)
        self.lost += len(points.times) - len(kept.times)
        if not len(kept.times):
            return
        if self._new_stretch:
            track.stretches.append(Rows())
            self._new_stretch = False
        track.stretches[-1].extend(utc_s[has_time], kept.values)


def read_gpx(data: bytes, records: int = LIMITS.records) -> Reading:
    """Read a GPX file of any version and encoding; at most `records` points.

    Tracks become one activity with pauses, or one each where more than an hour lies between them or they
    overlap in time. Raises NotAnActivity for routes, places and tracks without times, Unreadable for damage
    before the first point.
    """
    file, trouble = walk(data, _SHAPE, lambda: _File(records))
    recordings = tuple(recording_of(tracks, file.creator) for tracks in activities(file.tracks))
    if not recordings:
        raise _refusal(file, trouble)
    warnings = [trouble] if trouble else []
    if file.lost:
        warnings.append(
            f"{file.lost} of {file.points_seen} points had no usable time or position and were left out."
        )
    return Reading(recordings, tuple(warnings), lost=bool(warnings))


def _refusal(file: _File, trouble: str | None) -> NotAnActivity | Unreadable:
    if file.points_seen:
        return NotAnActivity(_NO_POSITIONS if file.nowhere == file.points_seen else _NO_TIMES)
    if trouble:
        return Unreadable(NOTHING_WHOLE)
    if file.tracks:
        return NotAnActivity(_EMPTY)
    return NotAnActivity(_PLACES if "wpt" in file.seen and "rtept" not in file.seen else _ROUTE)


def _moment(text: bytes) -> datetime | None:
    """A point's time; gpxpy understands what is not plain ISO. None where nobody does."""
    tidy = text.decode().strip()
    try:
        if len(tidy) >= _PLAIN_TIME and tidy[10] in "T ":
            return datetime.fromisoformat(tidy)
    except ValueError:
        pass
    try:
        return parse_time(tidy)
    except (GPXException, ValueError):
        return None
