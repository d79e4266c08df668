"""Every table and every original file, under names that harm nobody, into a folder or one zip."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from runstrong.config import ORIGINALS_FOLDER
from runstrong.errors import RunstrongError
from runstrong.ingest.names import plain
from runstrong.store import copies
from runstrong.store.database import Store
from runstrong.store.own import own_answers
from runstrong.takeout.disk import whole_folder, writing, zipped
from runstrong.takeout.packing import Taken, sound_originals

_LONGEST_STEM: Final = 150
"""Bytes; no file system takes names beyond 255."""

_UNFIT: Final = re.compile(r'[<>:"|?*]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that are devices on Windows."""


def export(store: Store, folder: Path, kind: copies.Format = "csv") -> Taken:
    """Every table and every original file, under its own name, into the new or empty `folder`."""
    with writing(folder):
        if folder.exists() and any(folder.iterdir()):
            raise RunstrongError(f"The folder {folder} is not empty: choose a new one.")
    with store.kept_open(), writing(folder), whole_folder(folder) as part:
        files = part / ORIGINALS_FOLDER
        files.mkdir()
        with copies.table_files(store, kind) as tables:
            for table in tables:
                shutil.move(table, part / table.name)
        return _originals(store, lambda name, data: (files / name).write_bytes(data))


def export_into(store: Store, file: BinaryIO, kind: copies.Format = "csv") -> Taken:
    """The same as one zip, into an open file, for a download."""
    with store.kept_open(), zipped(file) as add:
        with copies.table_files(store, kind) as tables:
            for table in tables:
                add(table.name, table)
        return _originals(store, lambda name, data: add(f"{ORIGINALS_FOLDER}/{name}", data))


def _originals(store: Store, give: Callable[[str, bytes], object]) -> Taken:
    names = own_answers(store).names
    used: set[str] = set()
    lost = 0
    for sha256, data in sound_originals(store.folder):
        if data is None:
            lost += 1
            continue
        give(_file_name(names.get(sha256, ""), sha256, data, used), data)
    return Taken(len(used), lost)


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
