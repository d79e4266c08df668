"""What was measured goes into the store, many files at once, each whole or not at all, and its outcome is said."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from runstrong.errors import RunstrongError
from runstrong.importing.batches import Entry
from runstrong.importing.looking import OUR_FAULT, Found, Known, Refusal
from runstrong.importing.matching import Circle
from runstrong.importing.measured import Measured, MeasuredFile
from runstrong.importing.merging import ORIGINAL_GONE, Settled, settle
from runstrong.importing.retelling import SAME_RUN
from runstrong.model.caption import Caption
from runstrong.model.outcome import FileOutcome, ImportedActivity, Outcome
from runstrong.store import reads, writes
from runstrong.store.database import Store
from runstrong.store.pairs import said
from runstrong.store.removed import RemovedFile, removed_files
from runstrong.store.writes import NewFile

logger = logging.getLogger(__name__)
_TAKEN_AWAY: Final = "It was here already, and was taken away while this import ran: import it again."
one_at_a_time = threading.Lock()
"""The search for a twin and the write that follows must see the same store."""


def keep(store: Store, batch: Sequence[Entry], *, again: bool = False) -> list[FileOutcome]:
    """Store a batch of files in one transaction and say what became of each, in their order.

    What the runner removed comes in only where it is wanted `again`. Should anything fail by a fault of ours, they
    go in one by one, so that it costs no other file.
    """
    try:
        return _keep(store, batch, again=again)
    except RunstrongError:
        raise
    except Exception:
        logger.exception("storing %d files at once", len(batch))
    return [_keep_alone(store, entry, again=again) for entry in batch]


def _keep_alone(store: Store, entry: Entry, *, again: bool) -> FileOutcome:
    try:
        return _keep(store, [entry], again=again)[0]
    except RunstrongError:
        raise
    except Exception:
        logger.exception("storing %r", entry.name)
        return _keep(store, [replace(entry, found=Refusal(Outcome.REJECTED, OUR_FAULT))], again=again)[0]


def _keep(store: Store, batch: Sequence[Entry], *, again: bool) -> list[FileOutcome]:
    with one_at_a_time:
        hashes = [entry.found.sha256 for entry in batch if isinstance(entry.found, Known | MeasuredFile)]
        known = reads.known_files(store, hashes) if hashes else {}
        gone = removed_files(store, hashes) if hashes and not again else {}
        batch = [replace(entry, found=_what_is_new(entry.found, known, gone)) for entry in batch]
        new = [entry.found for entry in batch if isinstance(entry.found, MeasuredFile)]
        circle = Circle(store, said(store))
        circle.look_around(new)
        outcomes = [_outcome(entry, known, circle) for entry in batch]
        settled = settle(circle, circle.families(circle.new))
        files = _files(batch, outcomes, settled)
        captions = _captions(store, batch, known)
        writes.save_files(store, [file for file in files if file is not None], captions, settled.changes(circle))
        _remember_packings(store, batch)
    return [outcome if file is None else file.outcome for outcome, file in zip(outcomes, files, strict=True)]


def _what_is_new(
    found: Found | FileOutcome, known: Mapping[str, FileOutcome], gone: Mapping[str, RemovedFile]
) -> Found | FileOutcome:
    """A file without the activities that are here already, or that the runner removed."""
    if not isinstance(found, Known | MeasuredFile):
        return found
    removed = gone.get(found.sha256)
    if isinstance(found, MeasuredFile):
        here = {activity.id for activity in known[found.sha256].activities} if found.sha256 in known else set()
        passed = here.union(removed.ids if removed else ())
        new = tuple(activity for activity in found.activities if activity.id not in passed)
        if new and not (removed and removed.is_gone):
            return replace(found, activities=new)
    if removed and found.sha256 not in known:
        return Refusal(Outcome.REMOVED, removed.sentence)
    return Known(found.sha256)


def _remember_packings(store: Store, batch: Sequence[Entry]) -> None:
    """Of files that are known, but had to be unpacked to tell."""
    packings = {e.found.sha256: e.packed for e in batch if isinstance(e.found, Known) and e.packed is not None}
    if packings:
        writes.remember_packings(store, packings)


def _files(batch: Sequence[Entry], outcomes: Sequence[FileOutcome], settled: Settled) -> list[NewFile | None]:
    """What the store is to remember about each file; None of one that changes nothing."""
    files: list[NewFile | None] = []
    for entry, outcome in zip(batch, outcomes, strict=True):
        found = entry.found
        if isinstance(found, Refusal):
            files.append(NewFile(outcome))
        elif isinstance(found, MeasuredFile):
            activities = [settled.new_activity(activity) for activity in found.activities]
            more = (ORIGINAL_GONE,) if settled.is_in_trouble(activities) else ()
            told = replace(outcome, warnings=(*outcome.warnings, *more))
            files.append(NewFile(told, found.sha256, activities, entry.packed))
        else:
            files.append(None)
    return files


def _captions(store: Store, batch: Sequence[Entry], known: Mapping[str, FileOutcome]) -> dict[str, Caption]:
    """What is said about files that are, or will be, here, by SHA-256: a known file may come again with a title.

    What is said about the file itself goes before what is said about whatever began at that time.
    """
    of_file: dict[str, Caption] = {}
    by_start: dict[str, Caption] = {}
    for entry in batch:
        found, written = entry.found, entry.written
        if written is None or not isinstance(found, Known | MeasuredFile):
            continue
        if isinstance(written, Caption):
            of_file[found.sha256] = written
        elif caption := written.of(*_starts(found, known)):
            by_start[found.sha256] = caption
    captioned = reads.captioned(store, list(by_start)) if by_start else set()
    return {sha256: said for sha256, said in by_start.items() if sha256 not in captioned} | of_file


def _starts(found: Known | MeasuredFile, known: Mapping[str, FileOutcome]) -> list[datetime]:
    if isinstance(found, MeasuredFile):
        return [activity.line.start_utc for activity in found.activities]
    return [activity.start_utc for activity in known[found.sha256].activities] if found.sha256 in known else []


def _outcome(entry: Entry, known: Mapping[str, FileOutcome], circle: Circle) -> FileOutcome:
    """What becomes of a file, told as if the files after it were not there yet."""
    name, found = entry.name, entry.found
    if isinstance(found, FileOutcome):
        return found
    if isinstance(found, Refusal):
        return FileOutcome(name, found.kind, found.sentence)
    if isinstance(found, Known):
        if found.sha256 in known:
            return _same_bytes(name, known[found.sha256])
        return FileOutcome(name, Outcome.REJECTED, _TAKEN_AWAY)
    circle.admit(found)
    return _told(name, found, [_linked(activity, circle) for activity in found.activities])


def _linked(new: Measured, circle: Circle) -> ImportedActivity:
    """The line about a new activity: which one that was here before it is, or may be."""
    family = circle.family(new.id)
    others = {family.shown, *family.behind} - {new.id}
    if others:
        return replace(new.line, duplicate_of=circle.best_of(others))
    return replace(new.line, possible_duplicate_of=family.asked)


def _same_bytes(name: str, known: FileOutcome) -> FileOutcome:
    """The answer to a file that is here already, under whatever name: nothing changes."""
    activities = tuple(replace(a, duplicate_of=a.duplicate_of or a.id) for a in known.activities)
    return FileOutcome(name, Outcome.DUPLICATE, "This very file is here already.", known.warnings, activities)


def _told(name: str, file: MeasuredFile, activities: Sequence[ImportedActivity]) -> FileOutcome:
    if all(activity.duplicate_of for activity in activities):
        return FileOutcome(name, Outcome.DUPLICATE, SAME_RUN, file.warnings, tuple(activities))
    kind = Outcome.PARTIAL if file.lost else Outcome.IMPORTED
    return FileOutcome(name, kind, None, file.warnings, tuple(activities))
