"""A backup put in the place of what is there, which is kept aside; what fails half-way is undone."""

import shutil
from datetime import date
from pathlib import Path
from typing import Final

from runstrong.config import DATABASE_NAME, ORIGINALS_FOLDER
from runstrong.errors import RunstrongError
from runstrong.store import copies
from runstrong.takeout.disk import writing
from runstrong.takeout.reading import unpacked

ASIDE: Final = "before-restore-"
"""Folders in the data folder that hold what a restore replaced; the day follows."""


def restore(folder: Path, file: Path, today: date, *, force: bool = False) -> Path | None:
    """Put the backup `file` in the place of what `folder` holds; returns where that is kept, if there was any.

    Unpacked and checked beside it first: a wrong or damaged file changes nothing. Raises StoreInUse, StoreTooNew.
    """
    _may_replace(folder, force=force)
    with unpacked(folder, file) as fresh:
        # Asked again: unpacking ten years takes a while, and the dashboard may have been opened meanwhile.
        return exchange(folder, fresh, today, force=force)


def exchange(folder: Path, fresh: Path, today: date, *, force: bool) -> Path | None:
    """Put what `unpacked` gave in the place of what `folder` holds; nobody may have it open (StoreInUse)."""
    had_data = _may_replace(folder, force=force)
    with writing(folder):
        aside = _move(folder, fresh, today)
    if had_data:
        return aside
    shutil.rmtree(aside)
    return None


def _may_replace(folder: Path, *, force: bool) -> bool:
    """Whether `folder` holds anything; raises where it does and that was not to be replaced."""
    had_data = copies.holds_anything(folder)
    if had_data and not force:
        raise RunstrongError(
            "You have runs or settings of your own here, so nothing was restored: "
            "add --force to put the backup in their place; what is here is kept beside it."
        )
    return had_data


def _move(folder: Path, fresh: Path, today: date) -> Path:
    """Move the old content of `folder` aside and that of `fresh` in; what fails half-way is moved back."""
    aside, number = folder / f"{ASIDE}{today}", 1
    while aside.exists():
        number += 1
        aside = folder / f"{ASIDE}{today}-{number}"
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
