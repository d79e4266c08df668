"""What lies in a watched folder, by names, sizes and times alone, and which of it nobody writes to any more."""

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from runstrong.importing.sources import WATCH_SUFFIXES
from runstrong.ingest.told import Told

DEEPEST: Final = 4
"""Folders below the watched one that are looked into: enough for months in years, and for an unpacked export."""
MOST_FILES: Final = 20_000
RESTING_NS: Final = 2_000_000_000
"""A file that stays as it is for so long is written."""
_DECOYS: Final = (".", "$", "__MACOSX")
"""How names begin that sync programs and systems put there for themselves."""


class Stamp(NamedTuple):
    """What tells one state of a file from another: its size in bytes, and when it was last changed, in ns."""

    size: int
    changed_ns: int


class Sighting(NamedTuple):
    """A file as it is, and since when it is known to be so, in ns."""

    stamp: Stamp
    since_ns: int


Listing = Mapping[str, Stamp]
"""Files by their path within the folder, with `/` between its parts on every system."""


def listing(folder: Path, own: Path) -> dict[str, Stamp]:
    """The files in a folder and not too far below it that are called like watch files, archives of them or tables.

    Nothing is opened, links are not followed, and the program's `own` data folder is passed over. Never more
    than MOST_FILES and one. Raises OSError where the folder itself cannot be listed.
    """
    return dict(islice(_files(str(folder), "", str(own.resolve()), DEEPEST), MOST_FILES + 1))


def _files(folder: str, within: str, own: str, deeper: int) -> Iterator[tuple[str, Stamp]]:
    below = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_DECOYS):
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.name)
            elif _is_ours(entry.name) and (stamp := _stamp(entry)):
                yield within + entry.name, stamp
    for name in sorted(below) if deeper else ():
        yield from _below(os.path.join(folder, name), f"{within}{name}/", own, deeper - 1)  # noqa: PTH118


def _is_ours(name: str) -> bool:
    return name.lower().endswith(WATCH_SUFFIXES) or Told.is_table(name)


def _below(folder: str, within: str, own: str, deeper: int) -> Iterator[tuple[str, Stamp]]:
    try:
        if os.path.realpath(folder) != own:
            yield from _files(folder, within, own, deeper)
    except OSError:
        return  # a folder closed to us, or one that went away with its watch


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """None for links, pipes and devices, and for what has just gone."""
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


def sightings(now: Listing, before: Mapping[str, Sighting], clock_ns: int) -> dict[str, Sighting]:
    """Since when each file has been as it is.

    For one never seen its own time tells, unless that lies ahead: watches and shares keep other clocks.
    """
    return {name: Sighting(stamp, _since(stamp, before.get(name), clock_ns)) for name, stamp in now.items()}


def _since(stamp: Stamp, before: Sighting | None, clock_ns: int) -> int:
    if before is None:
        return stamp.changed_ns if stamp.changed_ns <= clock_ns else clock_ns
    return min(before.since_ns, clock_ns) if before.stamp == stamp else clock_ns


def at_rest(seen: Mapping[str, Sighting], clock_ns: int) -> dict[str, Stamp]:
    """The files that have been as they are for long enough; the others may still be written."""
    return {name: one.stamp for name, one in seen.items() if clock_ns - one.since_ns >= RESTING_NS}
