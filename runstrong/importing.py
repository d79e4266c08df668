"""Files in, outcomes out: store the original, read it, measure it, find its twin, keep it whole or not at all."""

import hashlib
import logging
import os
import stat
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from runstrong import settings
from runstrong.config import LIMITS
from runstrong.errors import FileRefused, NotAnActivity, StoreDamaged, Unreadable
from runstrong.ingest.archive import Member, members
from runstrong.ingest.normalise import normalise
from runstrong.ingest.reader import read
from runstrong.ingest.sniff import HEAD_BYTES, sniff
from runstrong.ingest.twins import Match, Span, match, richer
from runstrong.metrics.measure import measure
from runstrong.model.facts import RunFacts, RunSummary
from runstrong.model.outcome import FileOutcome, ImportedActivity, Outcome
from runstrong.model.recording import Format, Reading
from runstrong.model.track import Track
from runstrong.store import originals, reads, writes
from runstrong.store.database import Store
from runstrong.store.writes import NewActivity

WATCH_SUFFIXES: Final = (".fit", ".gpx", ".tcx", ".gz", ".zip")
"""A file that calls itself one of these and is not gets a sentence; other strangers in a folder get none."""

_NOT_THERE: Final = "There is no such file: check its name."
_NOT_OPENED: Final = "It cannot be opened: allow this program to read it, then import it again."
_NO_FILE: Final = "It is neither a file nor a folder, so there is nothing to import."

logger = logging.getLogger(__name__)
_OUR_FAULT: Final = "Reading this file failed, and the fault is the program's: please report it with the file."
_FORMAT_RANK: Final = {"fit": 2, "tcx": 1, "gpx": 0}
_one_import_at_a_time = threading.Lock()
"""The search for a twin and the write that follows must see the same store."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """One activity of a file, read and measured, not yet stored."""

    id: str
    part: int
    track: Track
    facts: RunFacts


def import_paths(store: Store, paths: Iterable[Path]) -> Iterator[FileOutcome]:
    """Import files, folders (recursively) and archives; one outcome per file and archive member, as they come."""
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above is closed to us
            for inside in _files_under(path, store.folder):
                yield from _import_path(store, inside, found=True)
        else:
            yield from _import_path(store, path, found=False)


def import_upload(store: Store, name: str, data: bytes | BinaryIO) -> Iterator[FileOutcome]:
    """Import one upload, archive or not; `data` may be a seekable file so that it is never held whole."""
    for member in members(name, data, LIMITS):
        yield import_member(store, member)


def import_bytes(store: Store, name: str, data: bytes) -> Iterator[FileOutcome]:
    """Import one file or archive held in memory."""
    return import_upload(store, name, data)


def import_member(store: Store, member: Member) -> FileOutcome:
    """Import one file as it came out of an archive or a folder."""
    if member.data is None:
        return _refused(store, member.name, Outcome.REJECTED, member.refusal or "It cannot be read.")
    sha256 = hashlib.sha256(member.data).hexdigest()
    known = reads.known_file(store, sha256)
    if known is not None:
        return _same_bytes(member.name, known)
    try:
        reading = read(member.data, LIMITS)
        measured = _measure_all(store, reading, sha256)
    except FileRefused as refusal:
        kind = Outcome.SKIPPED if isinstance(refusal, NotAnActivity) else Outcome.REJECTED
        return _refused(store, member.name, kind, str(refusal))
    except Exception:
        # A fault of ours in one file must not cost the runner the other files of the same upload.
        logger.exception("reading %r", member.name)
        return _refused(store, member.name, Outcome.REJECTED, _OUR_FAULT)
    originals.put(store.folder, member.data)
    with _one_import_at_a_time:
        known = reads.known_file(store, sha256)
        return _same_bytes(member.name, known) if known else _keep(store, member.name, sha256, reading, measured)


def _files_under(folder: Path, own: Path) -> Iterator[Path]:
    """Every file below a folder, sorted, but for the program's `own` data folder: its originals are no news.

    Folders that cannot be looked into come last, as they are.
    """
    closed: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if Path(where, name).resolve() != own.resolve())
        yield from (Path(where) / name for name in sorted(names))
    yield from closed


def _import_path(store: Store, path: Path, *, found: bool) -> Iterator[FileOutcome]:
    """Import one file; a stranger merely `found` in a folder, by content and by name, is passed over.

    Only ordinary files are opened: a pipe would keep us waiting for whoever writes into it.
    """
    # The bytes of a name on a disk need not be text, and a name that is not cannot be printed.
    name = (path.name if found else str(path)).encode("utf-8", "replace").decode("utf-8")
    try:
        kind = path.stat().st_mode
        if stat.S_ISREG(kind):
            with path.open("rb") as file:
                if not (found and _is_stranger(path, file)):
                    yield from import_upload(store, name, file)
        elif stat.S_ISDIR(kind) or not found:
            yield FileOutcome(name, Outcome.REJECTED, _NOT_OPENED if stat.S_ISDIR(kind) else _NO_FILE)
    except FileNotFoundError:
        yield FileOutcome(name, Outcome.REJECTED, _NOT_THERE)
    except OSError:
        yield FileOutcome(name, Outcome.REJECTED, _NOT_OPENED)


def _is_stranger(path: Path, file: BinaryIO) -> bool:
    """Is this neither a watch file or an archive, nor called like one?"""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    return sniff(head) == "unknown" and not path.name.lower().endswith(WATCH_SUFFIXES)


def _refused(store: Store, name: str, kind: Outcome, sentence: str) -> FileOutcome:
    outcome = FileOutcome(name, kind, sentence)
    writes.record_outcome(store, outcome)
    return outcome


def _same_bytes(name: str, known: FileOutcome) -> FileOutcome:
    """The answer to a file that is here already, under whatever name: nothing changes."""
    activities = tuple(replace(a, duplicate_of=a.duplicate_of or a.id) for a in known.activities)
    return FileOutcome(name, Outcome.DUPLICATE, "This very file is here already.", known.warnings, activities)


def _measure_all(store: Store, reading: Reading, sha256: str) -> list[_Measured]:
    """Every activity of a file that holds anything; raises NotAnActivity where none does."""
    zone = settings.preferences(reads.settings(store)).time_zone
    now = datetime.now(UTC).replace(tzinfo=None)
    measured, empty = [], NotAnActivity("The file holds no training.")
    for part, recording in enumerate(reading.recordings):
        try:
            track = normalise(recording, athlete_zone=zone, now_utc=now)
        except NotAnActivity as refusal:
            empty = refusal
            continue
        measured.append(_Measured(f"{sha256[:12]}-{part}", part, track, measure(track)))
    if not measured:
        raise empty
    return measured


def _richness(facts: RunFacts, file_format: Format, samples: int) -> tuple[int, ...]:
    """How much a recording says: heart rate before movement before the better format before more samples."""
    return (int(facts.hr_quality is not None), int(facts.moving_s is not None), _FORMAT_RANK[file_format], samples)


def _new_span(activity: _Measured) -> Span:
    track, facts = activity.track, activity.facts
    richness = _richness(facts, track.format, len(track))
    return Span(activity.id, track.sport, track.start_utc, facts.elapsed_s or 0.0, facts.distance_m, richness)


def _known_span(known: RunSummary) -> Span:
    facts = known.facts
    richness = _richness(facts, known.format, known.samples)
    return Span(known.id, known.sport, known.start_utc, facts.elapsed_s or 0.0, facts.distance_m, richness)


def _twin(store: Store, activity: _Measured) -> Match | None:
    """The stored activity that is, or may be, the same one as this."""
    span = _new_span(activity)
    end = span.start_utc + timedelta(seconds=max(span.elapsed_s, 1.0))
    return match(span, [_known_span(known) for known in reads.overlapping(store, span.start_utc, end)])


def _linked(activity: _Measured, twin: Match | None) -> NewActivity:
    """The activity as it will be stored: shown, or kept behind a twin that says more."""
    hidden = twin is not None and twin.clear and richer(_new_span(activity), twin.known) is twin.known
    asked = twin is not None and not twin.clear
    return NewActivity(
        id=activity.id,
        part=activity.part,
        track=activity.track,
        facts=activity.facts,
        duplicate_of=twin.known.id if twin and hidden else None,
        possible_duplicate_of=twin.known.id if twin and asked else None,
        replaces=twin.known.id if twin and twin.clear and not hidden else None,
    )


def _keep(store: Store, name: str, sha256: str, reading: Reading, measured: Sequence[_Measured]) -> FileOutcome:
    """Store every activity of a file in one transaction and say what became of it."""
    twins = [_twin(store, activity) for activity in measured]
    outcome = _outcome(name, reading, measured, twins)
    linked = [_linked(activity, twin) for activity, twin in zip(measured, twins, strict=True)]
    writes.save_file(store, name=name, sha256=sha256, outcome=outcome, activities=linked)
    return outcome


def _outcome(
    name: str, reading: Reading, measured: Sequence[_Measured], twins: Sequence[Match | None]
) -> FileOutcome:
    lost = reading.lost or any(activity.track.lost for activity in measured)
    warnings = (*reading.warnings, *(w for activity in measured for w in activity.track.warnings))
    activities = tuple(_imported(activity, twin) for activity, twin in zip(measured, twins, strict=True))
    if all(activity.duplicate_of for activity in activities):
        reason = "The same activity is here already from another file; the one that says more is shown."
        return FileOutcome(name, Outcome.DUPLICATE, reason, _once(warnings), activities)
    kind = Outcome.PARTIAL if lost else Outcome.IMPORTED
    return FileOutcome(name, kind, None, _once(warnings), activities)


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))


def _imported(activity: _Measured, twin: Match | None) -> ImportedActivity:
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
        duplicate_of=twin.known.id if twin and twin.clear else None,
        possible_duplicate_of=twin.known.id if twin and not twin.clear else None,
    )


def rebuild(folder: Path) -> Iterator[FileOutcome]:
    """Derive the whole store again from the originals; settings and the runner's own marks are kept.

    The new store is built beside the old one and takes its place only when it is whole, so that an
    interrupted rebuild changes nothing. Raises StoreInUse when the dashboard has the store open.
    """
    own = _own_answers(folder)
    with Store.open_beside(folder) as fresh:
        writes.restore_answers(fresh, own)
        # In the order in which they first came in, so that every file's history reads as it did.
        arrived = {sha256: number for number, sha256 in enumerate(own.names)}
        for sha256 in sorted(originals.all_hashes(folder), key=lambda one: arrived.get(one, len(arrived))):
            yield import_member(fresh, _original(folder, sha256, own.names.get(sha256, sha256[:12])))
    Store.take_place(folder)


def _own_answers(folder: Path) -> reads.OwnAnswers:
    """What the runner said, as far as the old store can still be opened."""
    try:
        with Store.open(folder) as old:
            return reads.own_answers(old)
    except StoreDamaged:
        return reads.OwnAnswers()


def _original(folder: Path, sha256: str, name: str) -> Member:
    try:
        return Member(name, originals.get(folder, sha256), None)
    except Unreadable as trouble:
        return Member(name, None, str(trouble))
