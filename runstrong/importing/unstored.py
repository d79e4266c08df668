"""Originals lie on the disk before their files are stored: what an import does not store, it takes away again.

An original is never removed for being unknown to the store, only by the import that wrote it: a store may have
been lost, and then the originals are all there is. So what a killed import left behind stays. The next import
finds it there, and a rebuild takes it in, as the runner had wanted.
"""

import threading
from typing import Final

from runstrong.store import originals, reads
from runstrong.store.database import Store

_lock: Final = threading.Lock()
_running: Final[set["Unstored"]] = set()


class Unstored:
    """What one import puts on the disk; safe beside others that bring the same files into the same store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: set[str] = set()
        self._new: set[str] = set()
        originals.clear_away_parts(store.folder)
        with _lock:
            _running.add(self)

    def expect(self, sha256: str) -> None:
        """The original of this file is about to be written, unless it is there."""
        with _lock:
            self._asked.add(sha256)
            if not originals.is_there(self._store.folder, sha256):
                self._new.add(sha256)

    def take_away(self) -> None:
        """The import is over, and nothing of it is on its way any more. Raises RunstrongError from the store."""
        with _lock:
            _running.discard(self)
            wanted = {sha256 for other in _running if self._is_beside(other) for sha256 in other._asked}
            for sha256 in self._new - wanted - reads.known_hashes(self._store):
                originals.remove(self._store.folder, sha256)

    def _is_beside(self, other: "Unstored") -> bool:
        return self._store.folder == other._store.folder
