"""TCX: activities of laps of tracks of points, with what the watch says about each lap."""

from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

import numpy as np

from runstrong.config import LIMITS
from runstrong.errors import NotAnActivity, Unreadable
from runstrong.ingest.names import plain
from runstrong.ingest.xml.columns import Points, number
from runstrong.ingest.xml.pieces import Shape
from runstrong.ingest.xml.rows import Clock, Rows, refuse_beyond
from runstrong.ingest.xml.tcx_laps import Activity, Lap, recording_of
from runstrong.ingest.xml.walk import NOTHING_WHOLE, walk
from runstrong.model.recording import Device, Reading

_SESSION: Final = frozenset({"MultiSportSession", "FirstSport", "NextSport", "Transition"})
_PLANNED: Final = frozenset({"Courses", "Course", "Workouts", "Workout"})
_FRAME: Final = _SESSION | _PLANNED | {"TrainingCenterDatabase", "Activities", "Activity", "Lap", "Track"}
_STREAM_OF: Final = {
    "latitudedegrees": "lat_deg",
    "longitudedegrees": "lon_deg",
    "altitudemeters": "elevation_m",
    "distancemeters": "distance_m",
    "value": "hr_bpm",
    "heartratebpm": "hr_bpm",
    "speed": "speed_mps",
    "runcadence": "cadence_spm",
    "cadence": "cadence_spm",
    "watts": "power_w",
}
"""A point's elements by local name, wherever in the point they stand."""

_SHAPE: Final = Shape(_FRAME, "Trackpoint", "Time", {}, _STREAM_OF)

_TOTAL_OF: Final = {
    "TotalTimeSeconds": "timer_s",
    "DistanceMeters": "distance_m",
    "AverageHeartRateBpm": "avg_hr_bpm",
    "MaximumHeartRateBpm": "max_hr_bpm",
}
_COURSE: Final = "A course to follow, not a recorded run."
_WORKOUT: Final = "A planned workout, not a recorded run."
_EMPTY: Final = "The file holds no recorded activity: nothing in it has a time."


class _File:
    """What has been read of a file so far."""

    def __init__(self, records: int) -> None:
        self.activities: list[Activity] = []
        self.seen: set[str] = set()
        self.points_seen = 0
        self.lost = 0
        self._records = records
        self._activity: Activity | None = None
        self._lap: Lap | None = None
        self._new_stretch = True

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """A frame element begins."""
        self.seen.add(name)
        self._new_stretch = True
        if name == "Activity":
            self._activity, self._lap = Activity(attributes.get("Sport")), None
            self.activities.append(self._activity)
        elif name == "Lap" and self._activity:
            self._lap = Lap(self._activity.clock.utc_s(_moment(attributes.get("StartTime", "").encode())))
            self._activity.laps.append(self._lap)

    def closed(self, name: str) -> None:
        """A frame element ends."""
        if name == "Activity":
            self._activity = self._lap = None
        elif name == "Lap" and self._lap:
            self._lap.whole = True
            self._lap = None

    def element(self, element: Element) -> None:
        """What the watch says about a lap, or about itself."""
        if self._activity and self._lap:
            if element.tag in _TOTAL_OF:
                self._lap.totals[_TOTAL_OF[element.tag]] = number(element.findtext("Value") or element.text)
        elif self._activity and element.tag == "Id":
            self._activity.id_utc_s = self._activity.clock.utc_s(_moment((element.text or "").encode()))
        elif self._activity and element.tag == "Creator":
            self._activity.device = _device(element)

    def points(self, points: Points) -> None:
        """The next rows."""
        if self._activity and self._lap:
            self._add(self._activity.clock, self._lap, points)

    def _add(self, clock: Clock, lap: Lap, points: Points) -> None:
        self.points_seen += len(points.times)
        refuse_beyond(self.points_seen, self._records)
        utc_s = clock.times(points, _moment)
        has_time = ~np.isnan(utc_s)
        kept = points.where(has_time)
        self.lost += len(points.times) - len(kept.times)
        if not len(kept.times):
            return
        if self._new_stretch:
            lap.stretches.append(Rows())
            self._new_stretch = False
        lap.stretches[-1].extend(utc_s[has_time], kept.values)


def read_tcx(data: bytes, records: int = LIMITS.records) -> Reading:
    """Read a TCX file: one Recording for each activity, also of a multisport session; at most `records` points.

    Activity totals are sums over the laps' own. A lap without points (a treadmill) keeps its totals. Raises
    NotAnActivity for courses, workouts and empty activities, Unreadable for damage before the first point.
    """
    file, trouble = walk(data, _SHAPE, lambda: _File(records))
    recordings = tuple(recording for activity in file.activities if (recording := recording_of(activity)))
    if not recordings:
        raise _refusal(file, trouble)
    warnings = [trouble] if trouble else []
    if file.lost:
        warnings.append(f"{file.lost} of {file.points_seen} points had no usable time and were left out.")
    return Reading(recordings, tuple(warnings), lost=bool(warnings))


def _refusal(file: _File, trouble: str | None) -> NotAnActivity | Unreadable:
    if trouble:
        return Unreadable(NOTHING_WHOLE)
    if not file.activities and "Course" in file.seen:
        return NotAnActivity(_COURSE)
    if not file.activities and "Workout" in file.seen:
        return NotAnActivity(_WORKOUT)
    return NotAnActivity(_EMPTY)


def _moment(text: bytes) -> datetime | None:
    try:
        return datetime.fromisoformat(text.decode().strip())
    except ValueError:
        return None


def _device(creator: Element) -> Device | None:
    name, serial = plain(creator.findtext("Name")), plain(creator.findtext("UnitId"))
    return Device("watch", name, serial if serial != "0" else None) if name else None
