"""Writing to the disk so that a file is whole or not there, and trouble is a sentence."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runstrong.errors import RunstrongError
from runstrong.store import trouble


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """A path beside `file` to write to: it takes the place of `file` when that went well, else it is gone."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.absolute().parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        sync(part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder beside the new or empty `folder` to fill: it takes its place when all went well, else is gone."""
    parent = folder.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=parent))
    try:
        yield part
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def sync(path: Path) -> None:
    """Make what was written last through a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raises RunstrongError where `path` cannot be written."""
    try:
        yield
    except OSError as error:
        sentence = f"{path} cannot be written: choose another place, or allow it."
        raise RunstrongError(trouble.DISK_FULL if trouble.is_full(error) else sentence) from error
