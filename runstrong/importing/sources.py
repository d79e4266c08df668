"""Where files come from: paths, folders and archives, each file under the name to show it by."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from runstrong.config import LIMITS
from runstrong.ingest.archive import Member, members
from runstrong.ingest.sniff import HEAD_BYTES, sniff
from runstrong.model.outcome import FileOutcome, Outcome

WATCH_SUFFIXES: Final = (".fit", ".gpx", ".tcx", ".gz", ".zip")
"""A file that calls itself one of these and is not gets a sentence; other strangers in a folder get none."""

_NOT_THERE: Final = "There is no such file: check its name."
_NOT_OPENED: Final = "It cannot be opened: allow this program to read it, then import it again."
_NO_FILE: Final = "It is neither a file nor a folder, so there is nothing to import."


def files_in(paths: Iterable[Path], own: Path) -> Iterator[Member | FileOutcome]:
    """Every file under `paths` and within their archives, but for the program's `own` data folder.

    A path that cannot be followed is an outcome already.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above is closed to us
            for inside in _files_under(path, own):
                yield from _files_of(inside, found=True)
        else:
            yield from _files_of(path, found=False)


def _files_under(folder: Path, own: Path) -> Iterator[Path]:
    """Every file below a folder, sorted, but for the program's `own` data folder: its originals are no news.

    Folders that cannot be looked into come last, as they are.
    """
    closed: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if Path(where, name).resolve() != own.resolve())
        yield from (Path(where) / name for name in sorted(names))
    yield from closed


def _files_of(path: Path, *, found: bool) -> Iterator[Member | FileOutcome]:
    """The files a path holds; a stranger merely `found` in a folder, by content and by name, is passed over.

    Only ordinary files are opened: a pipe would keep us waiting for whoever writes into it.
    """
    # The bytes of a name on a disk need not be text, and a name that is not cannot be printed.
    name = (path.name if found else str(path)).encode("utf-8", "replace").decode("utf-8")
    try:
        kind = path.stat().st_mode
        if stat.S_ISREG(kind):
            with path.open("rb") as file:
                if not (found and _is_stranger(path, file)):
                    yield from members(name, file, LIMITS)
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
