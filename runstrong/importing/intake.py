"""Files, folders, uploads and archives go in; one outcome per file comes out, in the order of the files."""

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from runstrong.importing.batches import batches
from runstrong.importing.keeping import keep
from runstrong.importing.progress import Course, Progress
from runstrong.importing.readers import Readers
from runstrong.importing.sources import Source, from_paths, from_uploads
from runstrong.importing.workers import useful_workers
from runstrong.model.outcome import FileOutcome
from runstrong.store import reads
from runstrong.store.database import Store


def import_paths(store: Store, paths: Iterable[Path]) -> Iterator[FileOutcome]:
    """Import files, folders (recursively) and archives; one outcome per file and archive member, as they come."""
    return bulk(store, from_paths(paths, store.folder, reads.packings(store)))


def import_upload(store: Store, name: str, data: bytes | BinaryIO) -> Iterator[FileOutcome]:
    """Import one upload, archive or not; `data` may be a seekable file so that it is never held whole."""
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    return bulk(store, from_uploads([(name, stream)], reads.packings(store)))


def import_bytes(store: Store, name: str, data: bytes) -> Iterator[FileOutcome]:
    """Import one file or archive held in memory."""
    return import_upload(store, name, data)


def bulk(
    store: Store,
    source: Source,
    *,
    tell: Callable[[Progress], None] = lambda _: None,
    is_stopped: Callable[[], bool] = lambda: False,
    workers: int | None = None,
    again: bool = False,
) -> Iterator[FileOutcome]:
    """Import all that a source holds; an outcome that comes out is kept for good.

    `tell` hears how far it is; `is_stopped` is asked between files: what was read by then is still kept. `workers`
    is the number of reading processes, by default as many as pay. The store comes out the same with any number.
    What the runner removed comes in only where it is wanted `again`.
    Raises RunstrongError where the store cannot be written, with all outcomes so far handed out.
    """
    course = Course(source.expected)
    with Readers(store, useful_workers() if workers is None else workers, again=again) as readers:
        for batch in batches(readers.entries(source, is_stopped)):
            outcomes = keep(store, batch, again=again)
            tell(course.went_on(len(batch), batch[-1].place, batch[-1].name))
            yield from outcomes
