"""One backup file of everything, made while the store may be in use."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from runstrong.config import DATABASE_NAME, ORIGINALS_FOLDER
from runstrong.errors import RunstrongError, Unreadable
from runstrong.store import copies, originals
from runstrong.store.database import Store
from runstrong.takeout.disk import whole, writing, zipped

LABEL: Final = "runstrong-backup.json"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """How many original files went along, and how many could not, as they are missing or damaged."""

    originals: int
    lost: int


def backup(store: Store, file: Path, *, force: bool = False) -> Taken:
    """Write all of `store` into the one file `file`, while it may be in use; `file` is whole or not there."""
    if file.exists() and not force:
        raise RunstrongError(f"{file} exists already: choose another name, or add --force to replace it.")
    if file.exists() and store.folder.resolve() in file.resolve().parents:
        raise RunstrongError(f"{file} lies in the folder of your runs itself: choose another place.")
    with store.kept_open(), copies.database_copy(store) as database, writing(file), whole(file) as part:
        return _pack(part, database, store.folder)


def backup_into(store: Store, file: BinaryIO) -> Taken:
    """Write all of `store` into an open file, for a download."""
    with store.kept_open(), copies.database_copy(store) as database:
        return _pack(file, database, store.folder)


def sound_originals(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """The SHA-256 and the bytes of every original; None where they are missing or damaged."""
    for sha256 in originals.all_hashes(folder):
        try:
            yield sha256, originals.get(folder, sha256)
        except Unreadable:
            yield sha256, None


def _pack(to: Path | BinaryIO, database: Path, folder: Path) -> Taken:
    taken = lost = 0
    with zipped(to) as add:
        add(DATABASE_NAME, database)
        # Every original is on the disk before the database speaks of it, so these are all that the copy needs.
        for sha256, data in sound_originals(folder):
            if data is None:
                lost += 1
                continue
            add(f"{ORIGINALS_FOLDER}/{sha256}", data)
            taken += 1
        add(LABEL, json.dumps({"format": FORMAT, "originals": taken}).encode())
    return Taken(taken, lost)
