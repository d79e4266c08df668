"""GPX: tracks of points with a time, each point read by gpxpy, everything around them kept safe here.

gpxpy builds a whole tree, prefers another XML parser where one is installed, and gives a file up for one bad
number. So it is given one point at a time: only what is used of it, from our own guarded walk.
"""

import math
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from gpxpy.gpx import GPXException, GPXTrackPoint
from gpxpy.gpxfield import gpx_fields_from_xml

from runstrong.config import LIMITS
from runstrong.errors import NotAnActivity, Unreadable
from runstrong.ingest.names import plain
from runstrong.ingest.xml.gpx_tracks import Track, activities, recording_of
from runstrong.ingest.xml.guard import NOTHING_WHOLE, Closed, Opened, Piece, walk
from runstrong.ingest.xml.rows import Rows, number, refuse_beyond, stated_values
from runstrong.model.recording import Reading

_FRAME: Final = frozenset({"gpx", "trk", "trkseg", "rte"})
_STREAM_OF: Final = {
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
"""Extensions by local name: Garmin's, Cluetrust's, Strava's and others', whatever their prefix."""

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
        self.points = 0
        self.lost = 0
        self.nowhere = 0
        self.seen: set[str] = set()
        self._records = records
        self._where: list[str] = []
        self._new_stretch = True

    def take(self, piece: Piece) -> None:
        """Take the next piece of the file in."""
        match piece:
            case Opened(name, attributes):
                self._begin(name, attributes)
            case Closed():
                self._where.pop()
            case Element():
                self._element(piece)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._where.append(name)
        self._new_stretch = True
        if name == "gpx":
            self.creator = plain(attributes.get("creator"))
        elif name == "trk":
            self.tracks.append(Track())

    def _element(self, element: Element) -> None:
        self.seen.add(element.tag)
        if "trk" not in self._where:
            return
        track = self.tracks[-1]
        if element.tag == "trkpt":
            self._point(track, element)
        elif element.tag == "name":
            track.name = plain(element.text)
        elif element.tag == "type":
            track.sport = element.text

    def _point(self, track: Track, element: Element) -> None:
        self.points += 1
        refuse_beyond(self.points, self._records)
        point = _read_point(element)
        self.nowhere += point is None
        utc_s = track.clock.utc_s(point.time) if point else math.nan
        if point is None or math.isnan(utc_s):
            self.lost += 1
            return
        if self._new_stretch:
            track.stretches.append(Rows())
            self._new_stretch = False
        track.stretches[-1].add(utc_s, _values(point, element))


def read_gpx(data: bytes, records: int = LIMITS.records) -> Reading:
    """Read a GPX file of any version and encoding; at most `records` points.

    Tracks become one activity with pauses, or one each where more than an hour lies between them or they
    overlap in time. Raises NotAnActivity for routes, places and tracks without times, Unreadable for damage
    before the first point.
    """
    file = _File(records)
    trouble = walk(data, _FRAME, file.take)
    recordings = tuple(recording_of(tracks, file.creator) for tracks in activities(file.tracks))
    if not recordings:
        raise _refusal(file, trouble)
    warnings = [trouble] if trouble else []
    if file.lost:
        warnings.append(f"{file.lost} of {file.points} points had no usable time or position and were left out.")
    return Reading(recordings, tuple(warnings), lost=bool(warnings))


def _refusal(file: _File, trouble: str | None) -> NotAnActivity | Unreadable:
    if file.points:
        return NotAnActivity(_NO_POSITIONS if file.nowhere == file.points else _NO_TIMES)
    if trouble:
        return Unreadable(NOTHING_WHOLE)
    if file.tracks:
        return NotAnActivity(_EMPTY)
    return NotAnActivity(_PLACES if "wpt" in file.seen and "rtept" not in file.seen else _ROUTE)


def _read_point(element: Element) -> GPXTrackPoint | None:
    """Position, elevation and time by gpxpy; None where there is no position to read."""
    bare = Element("trkpt", element.attrib)
    for child in element:
        text = (child.text or "").strip()
        if child.tag == "time" or (child.tag == "ele" and math.isfinite(number(text))):
            SubElement(bare, child.tag).text = text
    try:
        point: GPXTrackPoint = gpx_fields_from_xml(GPXTrackPoint, bare, "1.1")  # type: ignore[arg-type]
    except GPXException:
        return None
    return point if math.isfinite(point.latitude) and math.isfinite(point.longitude) else None


def _values(point: GPXTrackPoint, element: Element) -> dict[str, float]:
    """The streams one point states."""
    values = stated_values(element, _STREAM_OF) | {"lat_deg": point.latitude, "lon_deg": point.longitude}
    return values if point.elevation is None else values | {"elevation_m": point.elevation}
