"""What lies in a data folder, told by its name: runstrong's own, and nothing anybody else put there."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runstrong.config import DATABASE_NAME, DEMO_FOLDER, ORIGINALS_FOLDER
from runstrong.errors import StoreDamaged, StoreTooNew
from runstrong.inbox.remembered import FILE_NAME
from runstrong.store import reads
from runstrong.store.copies import COPYING
from runstrong.store.database import Store
from runstrong.store.rebuilt import REBUILT_NAME
from runstrong.takeout.reading import RESTORING
from runstrong.takeout.restoring import ASIDE

_DATABASE: Final = re.compile(
    rf"({re.escape(DATABASE_NAME)}|{re.escape(REBUILT_NAME)}|damaged-\d+-{re.escape(DATABASE_NAME)})"
    r"(\.wal(\.checkpoint|\.recovery)?)?"
)
_NOTES: Final = re.compile(re.escape(Path(FILE_NAME).stem) + r"\.(json|part)")
"""What is remembered about the watched folder."""
_ORIGINAL: Final = re.compile(r"[0-9a-f]{64}\.gz|\..+\.part")
_ORIGINALS_DRAWER: Final = re.compile(r"[0-9a-f]{2}")
_ASIDE: Final = re.compile(rf"{ASIDE}\d{{4}}-\d\d-\d\d(-\d+)?")
_SCRATCH: Final = frozenset({COPYING.name, RESTORING.name, f"{DATABASE_NAME}.tmp", f"{REBUILT_NAME}.tmp"})
"""Folders that hold nothing that lasts, and are emptied whenever they are used."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What lies in a data folder, in files and bytes; `counts` is None where the database cannot tell.

    `aside` are the folders and files that hold what a restore or a repair replaced.
    """

    folder: Path
    counts: reads.Counts | None
    files: int
    database_bytes: int
    originals_bytes: int
    aside: tuple[Path, ...]
    aside_bytes: int
    has_demo: bool


def holdings(store: Store) -> Holdings:
    """What the runner has in an open store and beside it."""
    return _measured(store.folder, reads.counts(store))


def holdings_in(folder: Path) -> Holdings:
    """What the runner has in a folder that is not open, or damaged; raises StoreInUse."""
    counts = None
    if (folder / DATABASE_NAME).exists():
        with suppress(StoreDamaged, StoreTooNew), Store.open(folder) as store:
            counts = reads.counts(store)
    return _measured(folder, counts)


def _measured(folder: Path, counts: reads.Counts | None) -> Holdings:
    sizes: dict[str, list[int]] = {}
    for path in belongings(folder):
        if path.is_file() and not path.is_symlink():
            sizes.setdefault(path.relative_to(folder).parts[0], []).append(path.stat().st_size)
    aside = [name for name in sizes if _ASIDE.fullmatch(name) or name.startswith("damaged-")]
    return Holdings(
        folder,
        counts,
        files=sum(map(len, sizes.values())),
        database_bytes=sum(sum(sizes.get(name, ())) for name in (DATABASE_NAME, f"{DATABASE_NAME}.wal")),
        originals_bytes=sum(sizes.get(ORIGINALS_FOLDER, ())),
        aside=tuple(folder / name for name in aside),
        aside_bytes=sum(sum(sizes[name]) for name in aside),
        has_demo=DEMO_FOLDER in sizes,
    )


def belongings(folder: Path) -> Iterator[Path]:
    """Every file and folder of runstrong's in a data folder, the content of a folder before the folder itself.

    A link is named, and never followed: what it leads to lies elsewhere.
    """
    for path in _inside(folder):
        name, is_folder = path.name, path.is_dir()
        if not is_folder and (_DATABASE.fullmatch(name) or _NOTES.fullmatch(name)):
            yield path
        elif not (is_folder or path.is_symlink()):
            continue
        elif name in _SCRATCH:
            yield from _tree(path)
        elif name == ORIGINALS_FOLDER:
            yield from _originals(path)
        elif name == DEMO_FOLDER or _ASIDE.fullmatch(name):
            yield from belongings(path)
            yield path


def _originals(folder: Path) -> Iterator[Path]:
    for drawer in _inside(folder):
        if _ORIGINALS_DRAWER.fullmatch(drawer.name):
            yield from (path for path in _inside(drawer) if _ORIGINAL.fullmatch(path.name))
            yield drawer
    yield folder


def _tree(path: Path) -> Iterator[Path]:
    for inside in _inside(path):
        yield from _tree(inside)
    yield path


def _inside(folder: Path) -> list[Path]:
    """What lies in a folder, databases first; nothing in what is a link, a file or not there."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    return sorted(folder.iterdir(), key=lambda path: (not path.name.endswith((".wal", DATABASE_NAME)), path.name))
