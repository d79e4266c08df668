"""The original bytes of every imported file, under the name of their own hash: the store can be made again."""

import gzip
import hashlib
import os
import tempfile
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from runstrong.config import ORIGINALS_FOLDER
from runstrong.errors import Unreadable
from runstrong.store import trouble

_LEVEL: Final = 1
"""Fast: watch files are packed already, a higher level costs ten times as long for a tenth less."""

_LONGEST_WRITE_S: Final = 3600.0


def put(folder: Path, data: bytes) -> str:
    """Keep `data` for good and return its SHA-256; when this returns it is on the disk, whole.

    Bytes that are here already are not written again, unless what is stored is damaged.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(folder, sha256)
    if path.exists() and _unpacked(path) == data:
        return sha256
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, gzip.compress(data, _LEVEL, mtime=0))
        _sync_folder(path.parent.parent)
    except OSError as error:
        raise trouble.at_writing(error, folder) from error
    return sha256


def get(folder: Path, sha256: str) -> bytes:
    """The original bytes; raises Unreadable when they are gone or are not what was stored."""
    data = _unpacked(_path(folder, sha256))
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise Unreadable("The stored original of this file is missing or damaged: import the file again.")
    return data


def is_there(folder: Path, sha256: str) -> bool:
    """Whether an original is kept, whole or damaged."""
    return _path(folder, sha256).exists()


def remove(folder: Path, sha256: str) -> None:
    """Take an original away, if it is there and can be taken."""
    with suppress(OSError):
        _path(folder, sha256).unlink()


def clear_away_parts(folder: Path) -> None:
    """Remove what a killed program had begun to write; what is being written now is seconds old."""
    begun_before = time.time() - _LONGEST_WRITE_S
    for part in (folder / ORIGINALS_FOLDER).glob("??/.*.part"):
        with suppress(OSError):
            if part.stat().st_mtime < begun_before:
                part.unlink()


def all_hashes(folder: Path) -> list[str]:
    """The SHA-256 of every original, sorted: the same order on every machine."""
    return sorted(path.name.removesuffix(".gz") for path in (folder / ORIGINALS_FOLDER).glob("??/*.gz"))


def _path(folder: Path, sha256: str) -> Path:
    return folder / ORIGINALS_FOLDER / sha256[:2] / f"{sha256}.gz"


def _unpacked(path: Path) -> bytes | None:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error):
        return None


def _write_whole(path: Path, packed: bytes) -> None:
    """Write beside, sync, rename: whatever happens, `path` is the whole file or is not there."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut. Windows cannot open a folder, and needs no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
