"""Writing to the disk so that a file is whole or not there, and trouble is a sentence."""

import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from runstrong.errors import RunstrongError
from runstrong.store import trouble

_FIRST: Final = (1980, 1, 1, 0, 0, 0)
_LAST: Final = (2107, 12, 31, 23, 59, 59)
_FOR_ITS_OWNER: Final = 0o600 << 16


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


@contextmanager
def zipped(to: Path | BinaryIO) -> Iterator[Callable[[str, bytes | Path], None]]:
    """A zip in the making, and what puts bytes, or a file, into it under a name."""
    # A year that no zip can say, as of a computer whose clock is wrong, becomes the nearest.
    now = min(max(time.localtime(time.time())[:6], _FIRST), _LAST)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as archive:

        def add(name: str, content: bytes | Path) -> None:
            if isinstance(content, Path):
                archive.write(content, name)
                return
            member = zipfile.ZipInfo(name, now)
            member.external_attr = _FOR_ITS_OWNER
            archive.writestr(member, content, zipfile.ZIP_DEFLATED, compresslevel=1)

        yield add


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
