"""Bytes to figures: every activity of one file, read, cleaned and measured; touches no store."""

from dataclasses import dataclass
from datetime import UTC, datetime

from runstrong.config import LIMITS
from runstrong.errors import NotAnActivity
from runstrong.ingest.normalise import normalise
from runstrong.ingest.reader import read
from runstrong.metrics.measure import measure
from runstrong.model.facts import RunFacts
from runstrong.model.track import Track


@dataclass(frozen=True, slots=True)
class Measured:
    """One activity of a file, read and measured, not yet stored."""

    id: str
    part: int
    track: Track
    facts: RunFacts


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """Every activity of a file; `lost` where part of what it should hold is not there."""

    sha256: str
    activities: tuple[Measured, ...]
    warnings: tuple[str, ...]
    lost: bool


def measured_file(data: bytes, sha256: str, zone: str | None) -> MeasuredFile:
    """Every activity of a file that holds anything; raises NotAnActivity where none does, or Unreadable."""
    reading = read(data, LIMITS)
    now = datetime.now(UTC).replace(tzinfo=None)
    measured, empty = [], NotAnActivity("The file holds no training.")
    for part, recording in enumerate(reading.recordings):
        try:
            track = normalise(recording, athlete_zone=zone, now_utc=now)
        except NotAnActivity as refusal:
            empty = refusal
            continue
        measured.append(Measured(f"{sha256[:12]}-{part}", part, track, measure(track)))
    if not measured:
        raise empty
    lost = reading.lost or any(activity.track.lost for activity in measured)
    warnings = (*reading.warnings, *(w for activity in measured for w in activity.track.warnings))
    return MeasuredFile(sha256, tuple(measured), tuple(dict.fromkeys(warnings)), lost)
