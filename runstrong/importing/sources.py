"""Where files come from: paths, folders, archives and uploads, each file under the name to show it by."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from runstrong.config import LIMITS
from runstrong.importing.places import Place, places, told_in
from runstrong.ingest.archive import NOTHING_KNOWN, Member, expected_files, members
from runstrong.ingest.sniff import HEAD_BYTES, sniff
from runstrong.model.caption import Written
from runstrong.model.outcome import FileOutcome, Outcome

WATCH_SUFFIXES: Final = (".fit", ".gpx", ".tcx", ".gz", ".zip")
"""A file that calls itself one of these and is not gets a sentence; other strangers in a folder get none."""

_NOT_THERE: Final = "There is no such file: check its name."
_NOT_OPENED: Final = "It cannot be opened: allow this program to read it, then import it again."
_NO_FILE: Final = "It is neither a file nor a folder, so there is nothing to import."


@dataclass(frozen=True, slots=True)
class Found:
    """One file out of a source, and how many of the source's bytes lie behind us with it.

    A path that cannot be followed is an outcome already.
    """

    file: Member | FileOutcome
    bytes_done: int


@dataclass(frozen=True, slots=True)
class Source:
    """Files to import, to be gone through once.

    `size` is what there is to go through, in bytes as they lie on the disk; `expected` the number of files as far
    as it can be told beforehand.
    """

    files: Iterator[Found]
    size: int
    expected: int | None


def from_uploads(uploads: Sequence[tuple[str, BinaryIO]], known: Mapping[str, str] = NOTHING_KNOWN) -> Source:
    """Uploads, archives or not, each a name and a seekable stream; packings `known` are not unpacked again."""
    sizes = [stream.seek(0, os.SEEK_END) for _, stream in uploads]
    expected = _sum(expected_files(stream) for _, stream in uploads)
    return Source(_from_streams(uploads, sizes, known), sum(sizes), expected)


def from_members(files: Iterable[Member], expected: int) -> Source:
    """So many single files, whatever their size."""
    return Source((Found(file, number) for number, file in enumerate(files, start=1)), expected, expected)


def from_paths(paths: Iterable[Path], own: Path, known: Mapping[str, str] = NOTHING_KNOWN) -> Source:
    """Files, folders (recursively) and archives, but for the program's `own` data folder.

    Packings `known` are not unpacked again.
    """
    asked = [places(path, own) for path in paths]
    everything = [place for folder in asked for place in folder]
    size, expected = sum(place.size for place in everything), _sum(map(_expected, everything))
    return Source(_from_places(asked, known), size, expected)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """None as soon as one of them is not known."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def _expected(place: Place) -> int | None:
    """How many files a place will give, as its name has it; None where that is not known."""
    if place.found and not place.path.name.lower().endswith(WATCH_SUFFIXES):
        return 0
    if not place.is_file or not place.path.name.lower().endswith(".zip"):
        return 1
    try:
        with place.path.open("rb") as file:
            return expected_files(file)
    except OSError:
        return 1


def _from_places(asked: Iterable[Sequence[Place]], known: Mapping[str, str]) -> Iterator[Found]:
    before = 0
    for folder in asked:
        told = told_in(folder)
        for place in folder:
            written = told.of(place.path.as_posix())
            for found in _files_of(place, before, known):
                yield _captioned(found, written) if written else found
            before += place.size


def _captioned(found: Found, written: Written) -> Found:
    """A file with what the folder it lay in says about it, unless its own archive knows better."""
    if isinstance(found.file, FileOutcome) or found.file.written:
        return found
    return replace(found, file=replace(found.file, written=written))


def _files_of(place: Place, before: int, known: Mapping[str, str]) -> Iterator[Found]:
    """The files a place holds; a stranger merely found in a folder, by content and by name, is passed over.

    Only ordinary files are opened: a pipe would keep us waiting for whoever writes into it.
    """
    try:
        kind = place.path.stat().st_mode
        if stat.S_ISREG(kind):
            with place.path.open("rb") as file:
                if not (place.found and _is_stranger(place.path, file)):
                    yield from _files_in(place.name, file, before, known)
        elif stat.S_ISDIR(kind) or not place.found:
            yield _refused(place, _NOT_OPENED if stat.S_ISDIR(kind) else _NO_FILE, before)
    except FileNotFoundError:
        yield _refused(place, _NOT_THERE, before)
    except OSError:
        yield _refused(place, _NOT_OPENED, before)


def _refused(place: Place, sentence: str, before: int) -> Found:
    return Found(FileOutcome(place.name, Outcome.REJECTED, sentence), before)


def _is_stranger(path: Path, file: BinaryIO) -> bool:
    """Is this neither a watch file or an archive, nor called like one?"""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    return sniff(head) == "unknown" and not path.name.lower().endswith(WATCH_SUFFIXES)


def _from_streams(
    uploads: Iterable[tuple[str, BinaryIO]], sizes: Iterable[int], known: Mapping[str, str]
) -> Iterator[Found]:
    before = 0
    for (name, stream), size in zip(uploads, sizes, strict=True):
        yield from _files_in(name, stream, before, known)
        before += size


def _files_in(name: str, stream: BinaryIO, before: int, known: Mapping[str, str]) -> Iterator[Found]:
    """The watch files in a stream; an archive is gone through from front to end."""
    for member in members(name, stream, LIMITS, known):
        yield Found(member, before + stream.tell())
