"""A store made anew beside the one of a folder, which takes its place when it is whole."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from runstrong.config import DATABASE_NAME
from runstrong.errors import RunstrongError, StoreDamaged
from runstrong.store import trouble
from runstrong.store.database import Store

REBUILT_NAME: Final = f"rebuilt-{DATABASE_NAME}"
"""A rebuild is written here."""


def open_beside(folder: Path) -> Store:
    """An empty store beside the one in `folder`, with the same originals; see `take_place`."""
    beside = folder / REBUILT_NAME
    if beside.exists():
        # Left by a rebuild that was interrupted, or in use by one that is running: then StoreInUse.
        with suppress(StoreDamaged):
            Store(folder, beside).close()
        _remove(beside)
    return Store(folder, beside)


def take_place(folder: Path) -> None:
    """Put the closed store made by `open_beside` in the place of the one in `folder`.

    Raises StoreInUse, and leaves everything as it was, while another process has that one open.
    """
    if _log_of(folder / REBUILT_NAME).exists():
        # Closing could not write everything into the file itself.
        raise RunstrongError(trouble.DISK_FULL)
    try:
        # Opening and closing empties the write-ahead log, which would else be replayed into the new file.
        Store.open(folder).close()
    except StoreDamaged:
        set_aside(folder)
    (folder / REBUILT_NAME).replace(folder / DATABASE_NAME)


def drop_beside(folder: Path) -> None:
    """Forget the closed store made by `open_beside`, unless it has taken its place."""
    _remove(folder / REBUILT_NAME)


def set_aside(folder: Path) -> Path:
    """Move a damaged database file out of the way, never over another one; returns its new path."""
    number = 1
    while (aside := folder / f"damaged-{number}-{DATABASE_NAME}").exists():
        number += 1
    database = folder / DATABASE_NAME
    database.replace(aside)
    if _log_of(database).exists():
        _log_of(database).replace(_log_of(aside))
    return aside


def _remove(path: Path) -> None:
    for part in (path, _log_of(path)):
        part.unlink(missing_ok=True)


def _log_of(path: Path) -> Path:
    """DuckDB's write-ahead log, which belongs to the database file of that name."""
    return path.with_name(f"{path.name}.wal")
