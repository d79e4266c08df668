"""A backup file, unpacked and checked before anything is believed of it."""

import hashlib
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from runstrong.config import DATABASE_NAME, LIMITS, ORIGINALS_FOLDER
from runstrong.errors import RunstrongError, StoreDamaged
from runstrong.store import copies, originals, reads
from runstrong.store.bench import Bench
from runstrong.store.database import Store
from runstrong.takeout.disk import sync, writing
from runstrong.takeout.packing import FORMAT, LABEL

RESTORING: Final = Bench("restoring")
"""A backup is unpacked here, in the data folder, and leaves it when it is whole and right."""

NOT_OURS: Final = "This file is not a runstrong backup."
DAMAGED: Final = "This backup is damaged, so nothing was restored."
_NEWER: Final = "This backup was made by a newer version of runstrong: update runstrong to restore it."

_ORIGINAL: Final = re.compile(rf"{ORIGINALS_FOLDER}/([0-9a-f]{{64}})")
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What `zipfile` raises over a damaged, locked or odd member."""


@contextmanager
def unpacked(folder: Path, file: Path | BinaryIO) -> Iterator[Path]:
    """The backup `file` as a data folder in `folder`, whole and checked; what is not moved away is gone after."""
    with _opened(file) as archive, RESTORING.cleared(folder) as fresh:
        _unpack(archive, fresh, partial(originals.put, fresh))
        yield fresh


def look_into(folder: Path, file: Path | BinaryIO) -> reads.Counts:
    """What the backup `file` holds, as much checked as when it is restored; leaves nothing in `folder`."""
    with _opened(file) as archive, RESTORING.cleared(folder) as fresh:
        _unpack(archive, fresh, lambda data: hashlib.sha256(data).hexdigest())
        with Store.open(fresh) as store:
            return reads.counts(store)


@contextmanager
def _opened(file: Path | BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The backup `file`, which holds what its label says and nothing else."""
    with ExitStack() as undo:
        try:
            archive = undo.enter_context(zipfile.ZipFile(file))
            _read_label(archive)
        except OSError as error:
            raise _unreadable(file) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise RunstrongError(NOT_OURS) from error
        yield archive


def _unreadable(file: Path | BinaryIO | str | None) -> RunstrongError:
    named = file if isinstance(file, str | Path) else "The file"
    return RunstrongError(f"{named} cannot be read: is the name right?")


def _read_label(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    hashes = {name for name in names if _ORIGINAL.fullmatch(name)}
    if LABEL not in names or archive.getinfo(LABEL).file_size > 1000:
        raise RunstrongError(NOT_OURS)
    try:
        label = json.loads(archive.read(LABEL))
        newer, stated = label["format"] > FORMAT, label["originals"]
    except (ValueError, TypeError, KeyError, *_BROKEN) as error:
        raise RunstrongError(DAMAGED) from error
    if newer:
        raise RunstrongError(_NEWER)
    if sorted(names) != sorted({LABEL, DATABASE_NAME} | hashes) or stated != len(hashes):
        raise RunstrongError(DAMAGED)


def _unpack(archive: zipfile.ZipFile, fresh: Path, keep: Callable[[bytes], str]) -> None:
    """The database into the folder `fresh`, and every original to `keep`, whose answer must be its name."""
    try:
        with archive.open(DATABASE_NAME) as packed, writing(fresh.parent):
            with (fresh / DATABASE_NAME).open("wb") as database:
                shutil.copyfileobj(packed, database, 1 << 20)
            sync(fresh / DATABASE_NAME)
        for member in archive.infolist():
            stated = _ORIGINAL.fullmatch(member.filename)
            if stated is None:
                continue
            too_large = member.file_size > LIMITS.file_bytes
            if too_large or keep(archive.read(member)) != stated.group(1):
                raise RunstrongError(DAMAGED)
        copies.make_ready(fresh)
    except (*_BROKEN, StoreDamaged) as error:
        raise RunstrongError(DAMAGED) from error
    except OSError as error:
        raise _unreadable(archive.filename) from error
