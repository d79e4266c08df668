"""Where files come from: paths, folders, archives and uploads, each file under the name to show it by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from runstrong.config import LIMITS
from runstrong.importing.places import NotAFile, Place, place_in, places, told_in, uploaded
from runstrong.ingest.archive import NOTHING_KNOWN, Member, expected_files, members
from runstrong.ingest.sniff import HEAD_BYTES, sniff
from runstrong.ingest.told import Told
from runstrong.ingest.zip_guard import is_decoy
from runstrong.model.outcome import FileOutcome, Outcome

WATCH_SUFFIXES: Final = (".fit", ".gpx", ".tcx", ".gz", ".zip")
"""A file that calls itself one of these and is not gets a sentence; other strangers in a folder get none."""

_NOT_THERE: Final = "There is no such file: check its name."
_NOT_OPENED: Final = "It cannot be opened: allow this program to read it, then import it again."
_NO_FILE: Final = "It is neither a file nor a folder, so there is nothing to import."
_TABLE: Final = "It holds no activity itself, only what those of its export are called."


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


def from_uploads(
    uploads: Sequence[tuple[str, BinaryIO]],
    known: Mapping[str, str] = NOTHING_KNOWN,
    *,
    is_folder: bool = False,
) -> Source:
    """Uploads, archives or not, each a name and a seekable stream; packings `known` are not unpacked again.

    Those of a whole folder come under their paths within, or under their bare names where it was dropped.
    """
    wanted = [(name, stream) for name, stream in uploads if not (is_folder and is_decoy(name))]
    return _source([uploaded(name, stream, found=is_folder) for name, stream in wanted], known)


def from_members(files: Iterable[Member], expected: int) -> Source:
    """So many single files, whatever their size."""
    return Source((Found(file, number) for number, file in enumerate(files, start=1)), expected, expected)


def from_paths(paths: Iterable[Path], own: Path, known: Mapping[str, str] = NOTHING_KNOWN) -> Source:
    """Files, folders (recursively) and archives, but for the program's `own` data folder.

    Packings `known` are not unpacked again.
    """
    return _source([place for path in paths for place in places(path, own)], known)


def from_folder(folder: Path, names: Iterable[str], known: Mapping[str, str] = NOTHING_KNOWN) -> Source:
    """Some of a folder's files, under their paths within it; packings `known` are not unpacked again."""
    return _source([place_in(folder / name, name) for name in names], known)


def _source(everything: Sequence[Place], known: Mapping[str, str]) -> Source:
    size, expected = sum(place.size for place in everything), _sum(map(_expected, everything))
    return Source(_files(everything, known), size, expected)


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
    if place.found and not place.name.lower().endswith(WATCH_SUFFIXES):
        return 0
    if not place.name.lower().endswith(".zip"):
        return 1
    try:
        with place.open() as file:
            return expected_files(file)
    except OSError:
        return 1


def _files(everything: Sequence[Place], known: Mapping[str, str]) -> Iterator[Found]:
    """Every file with what the tables among them say about it, unless its own archive knows better."""
    told, before = told_in(everything), 0
    for place in everything:
        written = told.of(place.path)
        for found in _files_of(place, told, before, known):
            if written and isinstance(found.file, Member) and not found.file.written:
                yield replace(found, file=replace(found.file, written=written))
            else:
                yield found
        before += place.size


def _files_of(place: Place, told: Told, before: int, known: Mapping[str, str]) -> Iterator[Found]:
    """The files a place holds; a stranger merely found in a folder, by content and by name, is passed over."""
    try:
        with place.open() as file:
            if place.found and _is_stranger(place.name, file):
                return
            if told.has_heard(place.path):
                yield Found(FileOutcome(place.name, Outcome.SKIPPED, _TABLE), before)
                return
            for member in members(place.name, file, LIMITS, known):
                yield Found(member, before + file.tell())
    except FileNotFoundError:
        yield _refused(place, _NOT_THERE, before)
    except NotAFile:
        if not place.found:
            yield _refused(place, _NO_FILE, before)
    except OSError:
        yield _refused(place, _NOT_OPENED, before)


def _refused(place: Place, sentence: str, before: int) -> Found:
    return Found(FileOutcome(place.name, Outcome.REJECTED, sentence), before)


def _is_stranger(name: str, file: BinaryIO) -> bool:
    """Is this neither a watch file or an archive, nor called like one?"""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    return sniff(head) == "unknown" and not name.lower().endswith(WATCH_SUFFIXES)
