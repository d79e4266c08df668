"""Folders one can watch: which may be, how they are called in a sentence, and where watches usually appear."""

import os
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from runstrong.errors import InvalidSetting

OWN_FOLDER: Final = (
    "The folder to watch lies in runstrong's own data folder: choose the one your watch or your sync writes to."
)
A_FILE: Final = "“{}” is a file: name the folder in which it lies."

_ACTIVITIES: Final = frozenset({"activity", "activities"})
_STORAGES: Final = frozenset({"internal storage", "primary"})
"""What lies above a watch's own folders where it speaks MTP, as newer ones do."""


def expanded(stated: str) -> Path:
    """The folder that was typed, `~` being the home folder."""
    return Path(os.path.expanduser(stated))  # noqa: PTH111 - Path.expanduser raises where there is no such home


def check(folder: Path, own: Path) -> None:
    """Raises InvalidSetting where a folder is none to watch; one that is not there may come."""
    # The functions of os.path say no where those of Path raise, as under a folder that is closed to us.
    resolved, own = Path(os.path.realpath(folder)), Path(os.path.realpath(own))
    if resolved == own or own in resolved.parents:
        raise InvalidSetting(OWN_FOLDER)
    if os.path.isfile(resolved):  # noqa: PTH113
        raise InvalidSetting(A_FILE.format(label(folder)))


def label(folder: Path) -> str:
    """A folder in a few words: its name and that of the one above."""
    return "/".join(folder.parts[1:][-2:]) or str(folder)


def mounts() -> list[Path]:
    """Where this system shows what is plugged in, as far as it does."""
    if sys.platform == "win32":
        return [drive for letter in string.ascii_uppercase[3:] if (drive := Path(f"{letter}:\\")).exists()]
    if sys.platform == "darwin":
        return _folders(Path("/Volumes"))
    user = os.environ.get("USER", "")
    roots = ("/media", f"/media/{user}", f"/run/media/{user}", "/mnt", f"/run/user/{os.getuid()}/gvfs")
    return [mount for root in dict.fromkeys(map(os.path.normpath, roots)) for mount in _folders(Path(root))]


def on_watches(mounted: Iterable[Path]) -> list[Path]:
    """The folders of activities on the watches among what is mounted; each watch has its own use of capitals."""
    return [folder for mount in mounted for top in _tops(mount) for folder in _activities(top)]


def _tops(mount: Path) -> Iterator[Path]:
    yield mount
    yield from (folder for folder in _folders(mount) if folder.name.lower() in _STORAGES)


def _activities(top: Path) -> Iterator[Path]:
    for garmin in (folder for folder in _folders(top) if folder.name.lower() == "garmin"):
        yield from (folder for folder in _folders(garmin) if folder.name.lower() in _ACTIVITIES)


def _folders(folder: Path) -> list[Path]:
    """The folders right inside one, as far as we may look."""
    try:
        return sorted(inside for inside in folder.iterdir() if os.path.isdir(inside))  # noqa: PTH112
    except OSError:
        return []
