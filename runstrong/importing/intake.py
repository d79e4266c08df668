"""Files, folders, uploads and archives go in; one outcome per file comes out, in the order of the files."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from runstrong import settings
from runstrong.config import LIMITS
from runstrong.errors import FileRefused, NotAnActivity
from runstrong.importing.keeping import keep, refused, same_bytes
from runstrong.importing.measured import measured_file
from runstrong.importing.sources import files_in
from runstrong.ingest.archive import Member, members
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import originals, reads
from runstrong.store.database import Store

logger = logging.getLogger(__name__)
_OUR_FAULT: Final = "Reading this file failed, and the fault is the program's: please report it with the file."


def import_paths(store: Store, paths: Iterable[Path]) -> Iterator[FileOutcome]:
    """Import files, folders (recursively) and archives; one outcome per file and archive member, as they come."""
    for found in files_in(paths, store.folder):
        yield found if isinstance(found, FileOutcome) else import_member(store, found)


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
        return refused(store, member.name, Outcome.REJECTED, member.refusal or "It cannot be read.")
    sha256 = hashlib.sha256(member.data).hexdigest()
    known = reads.known_file(store, sha256)
    if known is not None:
        return same_bytes(member.name, known)
    try:
        file = measured_file(member.data, sha256, settings.preferences(reads.settings(store)).time_zone)
    except FileRefused as refusal:
        kind = Outcome.SKIPPED if isinstance(refusal, NotAnActivity) else Outcome.REJECTED
        return refused(store, member.name, kind, str(refusal))
    except Exception:
        # A fault of ours in one file must not cost the runner the other files of the same upload.
        logger.exception("reading %r", member.name)
        return refused(store, member.name, Outcome.REJECTED, _OUR_FAULT)
    originals.put(store.folder, member.data)
    return keep(store, member.name, file)
