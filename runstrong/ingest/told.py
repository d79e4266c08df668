"""What an export says about the files in it, gathered from its tables before the files come."""

from collections.abc import Mapping
from functools import partial
from itertools import islice
from typing import IO, Final

from runstrong.config import LIMITS, MEGABYTE
from runstrong.ingest import garmin, strava
from runstrong.model.caption import Caption, CaptionsByStart, Written

_MOST_BYTES: Final = 500 * MEGABYTE
"""Of all tables of an export; Garmin tells every split in its own, and ten years are 100 MB."""


class Told:
    """The tables of one export: told of them one by one, it knows what was written about each file.

    A table that is none, is cut off or never ends is no trouble: it says nothing, or what came before.
    """

    def __init__(self) -> None:
        self._by_path: dict[str, Caption] = {}
        self._summaries: list[garmin.Summary] = []
        self._gear: dict[str, str] = {}
        self._heard: set[str] = set()
        self._bytes_left = _MOST_BYTES
        self._activities_left = LIMITS.members
        self._by_start: CaptionsByStart | None = None

    @staticmethod
    def is_table(path: str) -> bool:
        """Is a file of this name one to listen to?"""
        return path.rpartition("/")[2] == strava.TABLE_NAME or bool(
            garmin.SUMMARIES.search(path) or garmin.GEAR.search(path)
        )

    def listen(self, path: str, stream: IO[bytes]) -> None:
        """Read a table. Raises only what reading the stream raises; what was said by then is kept."""
        before = self._size
        if garmin.SUMMARIES.search(path):
            for summary in islice(garmin.summaries(partial(self._read, stream)), self._activities_left):
                self._activities_left -= 1
                if summary is not None:
                    self._summaries.append(summary)
        elif garmin.GEAR.search(path):
            self._gear |= garmin.gear(self._whole(stream))
        else:
            self._by_path |= _by_path(path.rpartition("/")[0], strava.captions(self._whole(stream)))
        self._by_start = None
        if self._size > before:
            self._heard.add(path)

    def has_heard(self, path: str) -> bool:
        """Did the file at a path turn out to be a table that says something?"""
        return path in self._heard

    @property
    def _size(self) -> int:
        return len(self._summaries) + len(self._gear) + len(self._by_path)

    def _read(self, stream: IO[bytes], size: int) -> bytes:
        data = stream.read(min(size, self._bytes_left))
        self._bytes_left -= len(data)
        return data

    def _whole(self, stream: IO[bytes]) -> bytes:
        chunks = iter(partial(self._read, stream, MEGABYTE), b"")
        return b"".join(islice(chunks, LIMITS.file_bytes // MEGABYTE))

    def of(self, path: str) -> Written | None:
        """What was written about the file at a path, beside which, or above, the tables lie."""
        if self._by_start is None and self._summaries:
            # The first part of a multisport activity begins with the whole, whose title stands.
            in_turn = sorted(self._summaries, key=lambda one: one.is_whole)
            captions = {
                one.start_s: Caption(one.title, one.description, self._gear.get(one.id)) for one in in_turn
            }
            self._by_start = CaptionsByStart(captions)
        return self._by_path.get(_key(path), self._by_start)


def _by_path(folder: str, said: Mapping[str, Caption]) -> dict[str, Caption]:
    """Captions by where in its `folder` the table says that their files lie, or else right beside it.

    There they lie when a browser hands over a folder that was dropped on it: without the folders inside.
    """
    beside = {_key(f"{folder}/{name.rpartition('/')[2]}"): caption for name, caption in said.items()}
    return beside | {_key(f"{folder}/{name}"): caption for name, caption in said.items()}


def _key(path: str) -> str:
    """The path as the table has it, or as it is after unpacking."""
    return path.replace("\\", "/").lstrip("/").removesuffix(".gz")
