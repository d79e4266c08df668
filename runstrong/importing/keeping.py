"""What was measured goes into the store, many files at once, each whole or not at all, and its outcome is said."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from runstrong.errors import RunstrongError
from runstrong.importing.batches import Entry
from runstrong.importing.looking import OUR_FAULT, Known, Refusal
from runstrong.importing.matching import Neighbours, is_hidden
from runstrong.importing.measured import Measured, MeasuredFile
from runstrong.ingest.twins import Match
from runstrong.model.caption import Caption
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads, writes
from runstrong.store.database import Store
from runstrong.store.writes import NewActivity, NewFile

logger = logging.getLogger(__name__)
_TAKEN_AWAY: Final = "It was here already, and was taken away while this import ran: import it again."
_one_import_at_a_time = threading.Lock()
"""The search for a twin and the write that follows must see the same store."""


def keep(store: Store, batch: Sequence[Entry]) -> list[FileOutcome]:
    """Store a batch of files in one transaction and say what became of each, in their order.

    Should that fail by a fault of ours, they go in one by one, so that it costs no other file.
    """
    try:
        return _keep(store, batch)
    except RunstrongError:
        raise
    except Exception:
        logger.exception("storing %d files at once", len(batch))
    return [_keep_alone(store, entry) for entry in batch]


def _keep_alone(store: Store, entry: Entry) -> FileOutcome:
    try:
        return _keep(store, [entry])[0]
    except RunstrongError:
        raise
    except Exception:
        logger.exception("storing %r", entry.name)
        return _keep(store, [replace(entry, found=Refusal(Outcome.REJECTED, OUR_FAULT))])[0]


def _keep(store: Store, batch: Sequence[Entry]) -> list[FileOutcome]:
    with _one_import_at_a_time:
        hashes = [entry.found.sha256 for entry in batch if isinstance(entry.found, Known | MeasuredFile)]
        known = reads.known_files(store, hashes) if hashes else {}
        measured = [entry.found for entry in batch if isinstance(entry.found, MeasuredFile)]
        new = [activity.span for file in measured if file.sha256 not in known for activity in file.activities]
        neighbours = Neighbours.of(store, new)
        files = [_file(entry, known, neighbours) for entry in batch]
        writes.save_files(
            store, [file for file in files if isinstance(file, NewFile)], _captions(store, batch, known)
        )
    return [file.outcome if isinstance(file, NewFile) else file for file in files]


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


def _file(entry: Entry, known: Mapping[str, FileOutcome], neighbours: Neighbours) -> NewFile | FileOutcome:
    """What the store is to remember about a file; of one that changes nothing only the outcome."""
    name, found = entry.name, entry.found
    if isinstance(found, FileOutcome):
        return found
    if isinstance(found, Refusal):
        return NewFile(FileOutcome(name, found.kind, found.sentence))
    if found.sha256 in known:
        return _same_bytes(name, known[found.sha256])
    if isinstance(found, Known):
        return FileOutcome(name, Outcome.REJECTED, _TAKEN_AWAY)
    # All twins are searched before any joins: two activities of one file are never the same one.
    pairs = [(activity, neighbours.twin(activity.span)) for activity in found.activities]
    for activity, twin in pairs:
        neighbours.join(activity.span, twin)
    return NewFile(_outcome(name, found, pairs), found.sha256, [_linked(*pair) for pair in pairs])


def _linked(activity: Measured, twin: Match | None) -> NewActivity:
    """The activity as it will be stored: shown, or kept behind a twin that says more."""
    hidden = is_hidden(activity.span, twin)
    return NewActivity(
        id=activity.span.id,
        part=activity.part,
        packed=activity.packed,
        duplicate_of=twin.known.id if twin and hidden else None,
        possible_duplicate_of=twin.known.id if twin and not twin.clear else None,
        replaces=twin.known.id if twin and twin.clear and not hidden else None,
    )


def _same_bytes(name: str, known: FileOutcome) -> FileOutcome:
    """The answer to a file that is here already, under whatever name: nothing changes."""
    activities = tuple(replace(a, duplicate_of=a.duplicate_of or a.id) for a in known.activities)
    return FileOutcome(name, Outcome.DUPLICATE, "This very file is here already.", known.warnings, activities)


def _outcome(name: str, file: MeasuredFile, pairs: Sequence[tuple[Measured, Match | None]]) -> FileOutcome:
    activities = tuple(
        replace(
            activity.line,
            duplicate_of=twin.known.id if twin and twin.clear else None,
            possible_duplicate_of=twin.known.id if twin and not twin.clear else None,
        )
        for activity, twin in pairs
    )
    if all(activity.duplicate_of for activity in activities):
        reason = "The same activity is here already from another file; the one that says more is shown."
        return FileOutcome(name, Outcome.DUPLICATE, reason, file.warnings, activities)
    kind = Outcome.PARTIAL if file.lost else Outcome.IMPORTED
    return FileOutcome(name, kind, None, file.warnings, activities)
