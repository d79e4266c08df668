"""What became of one file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """`imported` everything read; `partial` what was whole was kept; `duplicate` already here;
    `skipped` valid but not an activity; `removed` left out, as the runner removed it before; `rejected` cannot be
    read."""

    IMPORTED = "imported"
    PARTIAL = "partial"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    REMOVED = "removed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ImportedActivity:
    """One activity of a file, as the command line promises it; s, m, beats/min, None where unknown."""

    id: str
    sport: str
    sub_sport: str | None
    start_utc: datetime
    elapsed_s: float | None
    timer_s: float | None
    distance_m: float | None
    avg_hr_bpm: float | None
    samples: int
    laps: int
    duplicate_of: str | None = None
    possible_duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One row per input file: the name as given, what happened, and one plain sentence where it was not taken."""

    name: str
    outcome: Outcome
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    activities: tuple[ImportedActivity, ...] = ()
