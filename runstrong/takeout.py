"""Everything the runner has, to keep elsewhere: one backup file and the way back, or tables and original files."""

import errno
import json
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from runstrong.config import DATABASE_NAME, LIMITS, ORIGINALS_FOLDER
from runstrong.errors import RunstrongError, StoreDamaged, Unreadable
from runstrong.ingest.names import plain
from runstrong.store import copies, originals, reads, trouble
from runstrong.store.database import Store

_LABEL: Final = "runstrong-backup.json"
_FORMAT: Final = 1
_ORIGINAL: Final = re.compile(rf"{ORIGINALS_FOLDER}/([0-9a-f]{{64}})")
_RESTORING: Final = "restoring"
_LONGEST_STEM: Final = 150
"""Bytes; no file system takes names beyond 255."""

_UNFIT: Final = re.compile(r'[<>:"|?*]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that are devices on Windows."""

NOT_OURS: Final = "This file is not a runstrong backup."
DAMAGED: Final = "This backup is damaged, so nothing was restored."


@dataclass(frozen=True, slots=True)
class Taken:
    """How many original files went along, and how many could not, as they are missing or damaged."""

    originals: int
    lost: int


def backup(store: Store, file: Path, *, force: bool = False) -> Taken:
    """Write all of `store` into the one file `file`, while it may be in use; `file` is whole or not there."""
    if file.exists() and not force:
        raise RunstrongError(f"{file} exists already: choose another name, or add --force to replace it.")
    with copies.database_copy(store) as database, _writing(file), _whole(file) as part:
        return _pack(part, database, store.folder)


def restore(folder: Path, file: Path, today: date, *, force: bool = False) -> Path | None:
    """Put the backup `file` in the place of what `folder` holds; returns where that is kept, if there was any.

    Unpacked and checked beside it first: a wrong or damaged file changes nothing. Raises StoreInUse, StoreTooNew.
    """
    fresh = folder / _RESTORING
    with _opened(file) as archive:
        _may_replace(folder, force=force)
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            with _writing(folder):
                _unpack(archive, fresh)
            _check(fresh)
            # Asked again: unpacking ten years takes a while, and the dashboard may have been opened meanwhile.
            had_data = _may_replace(folder, force=force)
            with _writing(folder):
                aside = _exchange(folder, fresh, today)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    if had_data:
        return aside
    shutil.rmtree(aside)
    return None


def export(store: Store, folder: Path, kind: copies.Format = "csv") -> Taken:
    """Every table and every original file, under its own name, into the new or empty `folder`."""
    with _writing(folder):
        if folder.exists() and any(folder.iterdir()):
            raise RunstrongError(f"The folder {folder} is not empty: choose a new one.")
        files = folder / ORIGINALS_FOLDER
        files.mkdir(parents=True)
        copies.write_tables(store, folder, kind)
        names = reads.own_answers(store).names
        used: set[str] = set()
        lost = 0
        for sha256, data in _sound_originals(store.folder):
            if data is None:
                lost += 1
                continue
            name = _file_name(names.get(sha256, ""), sha256, data, used)
            (files / name).write_bytes(data)
    return Taken(len(used), lost)


def _sound_originals(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    for sha256 in originals.all_hashes(folder):
        try:
            yield sha256, originals.get(folder, sha256)
        except Unreadable:
            yield sha256, None


def _pack(part: Path, database: Path, folder: Path) -> Taken:
    taken = lost = 0
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(database, DATABASE_NAME)
        # Every original is on the disk before the database speaks of it, so these are all that the copy needs.
        for sha256, data in _sound_originals(folder):
            if data is None:
                lost += 1
                continue
            archive.writestr(f"{ORIGINALS_FOLDER}/{sha256}", data)
            taken += 1
        archive.writestr(_LABEL, json.dumps({"format": _FORMAT, "originals": taken}))
    return Taken(taken, lost)


def _file_name(given: str, sha256: str, data: bytes, used: set[str]) -> str:
    """The last part of the name a file came with, harmless on every system and not in `used`, which it joins."""
    last = re.split(r"[/\\]", given)[-1]
    name = _UNFIT.sub("_", plain(last) or "").strip(". ")
    if name.lower().endswith(".gz") and not data.startswith(b"\x1f\x8b"):
        name = name[:-3]  # originals are kept unpacked
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a name, not a path
    stem = stem.encode()[:_LONGEST_STEM].decode(errors="ignore").rstrip(". ") or sha256[:12]
    name = f"_{stem}{suffix}" if _RESERVED.fullmatch(stem) else f"{stem}{suffix[:12]}"
    if name.lower() in used:
        name = f"{stem}-{sha256[:12]}{suffix[:12]}"
    used.add(name.lower())
    return name


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A path beside `file` to write to: it takes the place of `file` when that went well, else it is gone."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.absolute().parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        _sync(part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        sentence = f"{path} cannot be written: choose another place, or allow it."
        raise RunstrongError(trouble.DISK_FULL if full else sentence) from error


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """The backup `file`, which holds what its label says and nothing else."""
    try:
        with zipfile.ZipFile(file) as archive:
            _read_label(archive)
            yield archive
    except OSError as error:
        raise RunstrongError(f"{file} cannot be read: is the name right?") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise RunstrongError(NOT_OURS) from error


def _read_label(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    hashes = {name for name in names if _ORIGINAL.fullmatch(name)}
    if _LABEL not in names or archive.getinfo(_LABEL).file_size > 1000:
        raise RunstrongError(NOT_OURS)
    try:
        label = json.loads(archive.read(_LABEL))
        newer, stated = label["format"] > _FORMAT, label["originals"]
    except (
        ValueError,
        TypeError,
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
    ) as e:
        raise RunstrongError(DAMAGED) from e
    if newer:
        raise RunstrongError(
            "This backup was made by a newer version of runstrong: update runstrong to restore it."
        )
    if sorted(names) != sorted({_LABEL, DATABASE_NAME} | hashes) or stated != len(hashes):
        raise RunstrongError(DAMAGED)


def _unpack(archive: zipfile.ZipFile, fresh: Path) -> None:
    """Everything into the folder `fresh`, each original held against its hash."""
    fresh.mkdir(parents=True)
    try:
        with archive.open(DATABASE_NAME) as packed, (fresh / DATABASE_NAME).open("wb") as database:
            shutil.copyfileobj(packed, database, 1 << 20)
        _sync(fresh / DATABASE_NAME)
        for member in archive.infolist():
            stated = _ORIGINAL.fullmatch(member.filename)
            if stated is None:
                continue
            too_large = member.file_size > LIMITS.file_bytes
            if too_large or originals.put(fresh, archive.read(member)) != stated.group(1):
                raise RunstrongError(DAMAGED)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise RunstrongError(DAMAGED) from error


def _check(fresh: Path) -> None:
    try:
        copies.make_sure(fresh)
    except StoreDamaged as error:
        raise RunstrongError(DAMAGED) from error


def _may_replace(folder: Path, *, force: bool) -> bool:
    """Whether `folder` holds anything; raises where it does and that was not to be replaced."""
    had_data = copies.holds_anything(folder)
    if had_data and not force:
        raise RunstrongError(
            "You have runs or settings of your own here, so nothing was restored: "
            "add --force to put the backup in their place; what is here is kept beside it."
        )
    return had_data


def _exchange(folder: Path, fresh: Path, today: date) -> Path:
    """Move the old content of `folder` aside and that of `fresh` in; what fails half-way is moved back."""
    aside, number = folder / f"before-restore-{today}", 1
    while aside.exists():
        number += 1
        aside = folder / f"before-restore-{today}-{number}"
    aside.mkdir()
    old = [folder / name for name in (DATABASE_NAME, f"{DATABASE_NAME}.wal", ORIGINALS_FOLDER)]
    moves = [(path, aside / path.name) for path in old if path.exists()]
    moves += [(path, folder / path.name) for path in sorted(fresh.iterdir())]
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        aside.rmdir()
        raise
    return aside
