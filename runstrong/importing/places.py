"""Files on the disk, asked for or found below a folder, and uploaded ones; what the tables among them say."""

import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from runstrong.ingest.told import Told
from runstrong.ingest.zip_guard import is_decoy


class NotAFile(OSError):
    """A pipe, a device: nothing to read from."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies, the name to show it by, and how to open it; `size` is in bytes, 0 where there is none.

    One merely `found` in a folder was not asked for by its name. The path has `/` between its parts on any system.
    """

    path: str
    name: str
    found: bool
    size: int
    open: Callable[[], AbstractContextManager[BinaryIO]]


def places(path: Path, own: Path) -> list[Place]:
    """What lies at a path: itself, or every file below it but for decoys and the program's `own` data folder."""
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above is closed to us
        return [place_in(inside, inside.name) for inside in _files_under(path, own) if not is_decoy(inside.name)]
    return [_place(path, str(path), found=False)]


def place_in(path: Path, name: str) -> Place:
    """A file that was found in a folder, under the name to show it by."""
    return _place(path, name, found=True)


def uploaded(name: str, stream: BinaryIO, *, found: bool) -> Place:
    """A file that a browser handed over, as a seekable stream, under its path within a folder if it has one."""
    return Place(name, name, found, stream.seek(0, io.SEEK_END), lambda: _from_the_start(stream))


def told_in(everything: Iterable[Place]) -> Told:
    """What the tables of an export say that lie among the files; one that cannot be read says nothing."""
    told = Told()
    for place in everything:
        if told.is_table(place.path):
            with suppress(OSError), place.open() as table:
                told.listen(place.path, table)
    return told


def _place(path: Path, name: str, *, found: bool) -> Place:
    try:
        status = path.stat()
    except OSError:
        size = 0
    else:
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    # The bytes of a name on a disk need not be text, and a name that is not cannot be printed.
    shown = name.encode("utf-8", "replace").decode("utf-8")
    return Place(path.as_posix(), shown, found, size, partial(_opened, path))


def _opened(path: Path) -> BinaryIO:
    """Only ordinary files are opened: a pipe would keep us waiting for whoever writes into it."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise IsADirectoryError if stat.S_ISDIR(mode) else NotAFile
    return path.open("rb")


def _from_the_start(stream: BinaryIO) -> AbstractContextManager[BinaryIO]:
    stream.seek(0)
    return nullcontext(stream)


def _files_under(folder: Path, own: Path) -> Iterator[Path]:
    """Every file below a folder, sorted, but for the program's `own` data folder: its originals are no news.

    Folders that cannot be looked into come last, as they are.
    """
    closed: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if Path(where, name).resolve() != own.resolve())
        yield from (Path(where) / name for name in sorted(names))
    yield from closed
