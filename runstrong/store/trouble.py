"""What DuckDB says when something goes wrong, in a sentence with what to do."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from runstrong.errors import RunstrongError, StoreClosed, StoreDamaged, StoreInUse, StoreTooNew

DAMAGED: Final = (
    "The database of your runs is damaged and cannot be read. "
    "Your original files are safe: `runstrong rebuild` makes it again from them, "
    "but settings and marks may be lost."
)
DISK_FULL: Final = "The disk is full, so nothing more was stored: make room, then try again."
BUSY: Final = "Your runs are being read or written somewhere else: try again in a minute."
CLOSED: Final = "Your runs were closed meanwhile: try again."

_FULL = re.compile(r"no space left|disk quota|file too large|not enough space", re.IGNORECASE)
_SHUT = re.compile(r"permission denied|read-only file system", re.IGNORECASE)
_LOCKED_BY = re.compile(r"\(PID (\d+)\)")


def not_writable(folder: Path) -> RunstrongError:
    """The sentence for a folder that cannot be made or written."""
    return RunstrongError(
        f"The folder {folder} cannot be written: allow it, or set RUNSTRONG_DATA to another one."
    )


def at_writing(error: OSError, folder: Path) -> RunstrongError:
    """Why a file could not be written into `folder`."""
    return RunstrongError(DISK_FULL) if is_full(error) else not_writable(folder)


def is_full(error: OSError) -> bool:
    """Whether there was no room left to write."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def at_opening(error: duckdb.Error, folder: Path) -> RunstrongError:
    """Why the database file in `folder` could not be opened."""
    said = str(error)
    if "could not set lock" in said.lower():
        pid = _LOCKED_BY.search(said)
        return StoreInUse(int(pid.group(1)) if pid else None)
    if isinstance(error, duckdb.ConnectionException) or "configuration has been locked" in said:
        return StoreInUse(os.getpid())
    if "version number" in said:
        return StoreTooNew("The database of your runs was written by a newer DuckDB: update runstrong to open it.")
    if _SHUT.search(said):
        return not_writable(folder)
    return RunstrongError(DISK_FULL) if _FULL.search(said) else StoreDamaged(DAMAGED)


@contextmanager
def in_plain_words(folder: Path) -> Iterator[None]:
    """Trouble with the disk or the file becomes a sentence; a wrong query stays what it is: a bug."""
    try:
        yield
    except (duckdb.OperationalError, duckdb.FatalException, duckdb.InternalError) as error:
        raise _while_open(error, folder) from error
    except duckdb.Error as error:
        # A failed checksum comes as the bare base class.
        if type(error) is not duckdb.Error:
            raise
        raise StoreDamaged(DAMAGED) from error


def _while_open(error: duckdb.Error, folder: Path) -> RunstrongError:
    said = str(error)
    if _FULL.search(said):
        return RunstrongError(DISK_FULL)
    if _SHUT.search(said):
        return not_writable(folder)
    if isinstance(error, duckdb.OutOfMemoryException):
        return RunstrongError("This needs more memory than runstrong allows itself: try a shorter span.")
    if isinstance(error, duckdb.ConnectionException):
        return StoreClosed(CLOSED)
    if isinstance(error, duckdb.IOException | duckdb.SerializationException | duckdb.InternalError):
        return StoreDamaged(DAMAGED)
    return RunstrongError("The database of your runs did not answer, and nothing was changed: try again.")
