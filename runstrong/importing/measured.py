"""Bytes to figures: every activity of one file, read, cleaned, measured and packed for the store; touches none.

This is what worker processes do: everything here goes from one process to another.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from runstrong.config import LIMITS
from runstrong.errors import NotAnActivity
from runstrong.ingest.normalise import normalise
from runstrong.ingest.reader import read
from runstrong.metrics.measure import measure
from runstrong.model.facts import RunFacts
from runstrong.model.outcome import ImportedActivity
from runstrong.model.recording import Reading
from runstrong.model.track import Track
from runstrong.store.packed import Packed, packed

_MADE: Final = datetime(2026, 11, 1)  # noqa: DTZ001 - naive UTC, as everywhere inside
"""A computer that says it is earlier than this program has lost its time, as some do each time they are switched
off; a watch that knows better is not wrong for that."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One activity of a file, not yet stored: its place in the file, the line about it, what the store keeps."""

    id: str
    part: int
    line: ImportedActivity
    packed: Packed


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """Every activity of a file; `lost` where part of what it should hold is not there."""

    sha256: str
    activities: tuple[Measured, ...]
    warnings: tuple[str, ...]
    lost: bool

    @property
    def samples(self) -> int:
        """How many there are in all its activities."""
        return sum(activity.line.samples for activity in self.activities)


def measured_file(data: bytes, sha256: str, zone: str | None) -> MeasuredFile:
    """Every activity of a file that holds anything; raises NotAnActivity where none does, or Unreadable."""
    reading = read(data, LIMITS)
    tracks = _tracks(reading, zone)
    activities = tuple(_measured(f"{sha256[:12]}-{part}", part, track) for part, track in tracks.items())
    warnings = (*reading.warnings, *(warning for track in tracks.values() for warning in track.warnings))
    lost = reading.lost or any(track.lost for track in tracks.values())
    return MeasuredFile(sha256, activities, tuple(dict.fromkeys(warnings)), lost)


def track_again(data: bytes, part: int, zone: str | None) -> Track:
    """One activity of a file that was measured before; raises FileRefused where it is not in there."""
    tracks = _tracks(read(data, LIMITS), zone)
    if part not in tracks:
        raise NotAnActivity("The file no longer holds this activity.")
    return tracks[part]


def _tracks(reading: Reading, zone: str | None) -> dict[int, Track]:
    """Every activity that holds anything, by its place in the file; raises NotAnActivity where none does."""
    now = max(datetime.now(UTC).replace(tzinfo=None), _MADE)
    tracks: dict[int, Track] = {}
    empty = NotAnActivity("The file holds no training.")
    for part, recording in enumerate(reading.recordings):
        try:
            tracks[part] = normalise(recording, athlete_zone=zone, now_utc=now)
        except NotAnActivity as refusal:
            empty = refusal
    if not tracks:
        raise empty
    return tracks


def _measured(activity_id: str, part: int, track: Track) -> Measured:
    facts = measure(track)
    return Measured(activity_id, part, _line(activity_id, track, facts), packed(track, facts))


def _line(activity_id: str, track: Track, facts: RunFacts) -> ImportedActivity:
    return ImportedActivity(
        id=activity_id,
        sport=track.sport,
        sub_sport=track.sub_sport,
        start_utc=track.start_utc,
        elapsed_s=facts.elapsed_s,
        timer_s=facts.timer_s,
        distance_m=facts.distance_m,
        avg_hr_bpm=facts.avg_hr_bpm,
        samples=len(track),
        laps=len(track.laps),
    )
