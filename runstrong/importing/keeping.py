"""What was measured goes into the store, whole or not at all, and what became of each file is said."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from runstrong.importing.matching import linked, twin
from runstrong.importing.measured import Measured, MeasuredFile
from runstrong.ingest.twins import Match
from runstrong.model.outcome import FileOutcome, ImportedActivity, Outcome
from runstrong.store import reads, writes
from runstrong.store.database import Store

_one_import_at_a_time = threading.Lock()
"""The search for a twin and the write that follows must see the same store."""


def keep(store: Store, name: str, file: MeasuredFile) -> FileOutcome:
    """Store every activity of a file in one transaction and say what became of it."""
    with _one_import_at_a_time:
        known = reads.known_file(store, file.sha256)
        if known is not None:
            return same_bytes(name, known)
        twins = [twin(store, activity) for activity in file.activities]
        outcome = _outcome(name, file, twins)
        new = [linked(activity, found) for activity, found in zip(file.activities, twins, strict=True)]
        writes.save_file(store, name=name, sha256=file.sha256, outcome=outcome, activities=new)
        return outcome


def refused(store: Store, name: str, kind: Outcome, sentence: str) -> FileOutcome:
    """Remember that a file gave nothing, and why."""
    outcome = FileOutcome(name, kind, sentence)
    writes.record_outcome(store, outcome)
    return outcome


def same_bytes(name: str, known: FileOutcome) -> FileOutcome:
    """The answer to a file that is here already, under whatever name: nothing changes."""
    activities = tuple(replace(a, duplicate_of=a.duplicate_of or a.id) for a in known.activities)
    return FileOutcome(name, Outcome.DUPLICATE, "This very file is here already.", known.warnings, activities)


def _outcome(name: str, file: MeasuredFile, twins: Sequence[Match | None]) -> FileOutcome:
    activities = tuple(_imported(activity, found) for activity, found in zip(file.activities, twins, strict=True))
    if all(activity.duplicate_of for activity in activities):
        reason = "The same activity is here already from another file; the one that says more is shown."
        return FileOutcome(name, Outcome.DUPLICATE, reason, file.warnings, activities)
    kind = Outcome.PARTIAL if file.lost else Outcome.IMPORTED
    return FileOutcome(name, kind, None, file.warnings, activities)


def _imported(activity: Measured, found: Match | None) -> ImportedActivity:
    track, facts = activity.track, activity.facts
    return ImportedActivity(
        id=activity.id,
        sport=track.sport,
        sub_sport=track.sub_sport,
        start_utc=track.start_utc,
        elapsed_s=facts.elapsed_s,
        timer_s=facts.timer_s,
        distance_m=facts.distance_m,
        avg_hr_bpm=facts.avg_hr_bpm,
        samples=len(track),
        laps=len(track.laps),
        duplicate_of=found.known.id if found and found.clear else None,
        possible_duplicate_of=found.known.id if found and not found.clear else None,
    )
