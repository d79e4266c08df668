"""Files on the disk, asked for by name or found below a folder, and what the tables beside them say."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from runstrong.ingest.told import Told


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies; one merely `found` in a folder was not asked for by its name."""

    path: Path
    found: bool
    size: int
    is_file: bool

    @property
    def name(self) -> str:
        """The bytes of a name on a disk need not be text, and a name that is not cannot be printed."""
        return (self.path.name if self.found else str(self.path)).encode("utf-8", "replace").decode("utf-8")


def places(path: Path, own: Path) -> list[Place]:
    """What lies at a path: itself, or every file below it but for those in the program's `own` data folder."""
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above is closed to us
        return [_place(inside, found=True) for inside in _files_under(path, own)]
    return [_place(path, found=False)]


def told_in(folder: Sequence[Place]) -> Told:
    """What the tables of an export say that was unpacked into a folder; one that cannot be read says nothing."""
    told = Told()
    for place in folder:
        path = place.path.as_posix()
        if place.found and place.is_file and told.is_table(path):
            with suppress(OSError), place.path.open("rb") as table:
                told.listen(path, table)
    return told


def _place(path: Path, *, found: bool) -> Place:
    try:
        status = path.stat()
    except OSError:
        return Place(path, found, 0, is_file=False)
    is_file = stat.S_ISREG(status.st_mode)
    return Place(path, found, status.st_size if is_file else 0, is_file)


def _files_under(folder: Path, own: Path) -> Iterator[Path]:
    """Every file below a folder, sorted, but for the program's `own` data folder: its originals are no news.

    Folders that cannot be looked into come last, as they are.
    """
    closed: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if Path(where, name).resolve() != own.resolve())
        yield from (Path(where) / name for name in sorted(names))
    yield from closed
