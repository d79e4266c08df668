"""Files on their way from the source to the store: looked into side by side, handed on in their order."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Self

from runstrong import settings
from runstrong.errors import RunstrongError
from runstrong.importing.batches import Entry
from runstrong.importing.looking import Found, Known, Refusal, Task, look
from runstrong.importing.sources import Source
from runstrong.importing.unstored import Unstored
from runstrong.importing.workers import Workers
from runstrong.ingest.archive import Member
from runstrong.model.caption import Written
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.removed import answered_hashes

FEW: Final = 20
"""So many new files are read right here: until a process has started, these are done."""
SMALL: Final = 4_000
"""Bytes: such files, settings and weights, thousands of them, are read here sooner than they are handed over."""
FILES_AHEAD: Final = 4
"""Files on their way to each process: enough that it never waits, few enough to be held in memory ..."""
BYTES_AHEAD: Final = 40_000_000
"""... and no more than this in all."""
_PATIENCE_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class _OnTheWay:
    name: str
    answer: Future[Found | FileOutcome]
    place: float
    size: int
    written: Written | None = None
    packed: str | None = None


class Readers:
    """Looks into files: here as long as they are few, then in processes of their own, which end with `close`."""

    def __init__(self, store: Store, workers: int, *, again: bool = False) -> None:
        """Where `again`, what the runner removed is looked into, too."""
        self._store = store
        self._again = again
        self._number = workers
        self._workers: Workers | None = None
        self._zone = settings.preferences(reads.settings(store)).time_zone
        self._seen_at, self._known = -1, frozenset[str]()
        self._unstored = Unstored(store)
        self._read_here = 0
        self._waiting: deque[_OnTheWay] = deque()

    def entries(self, source: Source, is_stopped: Callable[[], bool]) -> Iterator[Entry | None]:
        """What was found in each file, in the order of the files; None whenever that takes its time.

        Once it is stopped, only what has been read already still comes.
        """
        for found in source.files:
            if is_stopped():
                break
            self._waiting.append(self._started(found.file, found.bytes_done / max(source.size, 1)))
            yield from self._answered(lambda: self._is_full, is_stopped)
        yield from self._answered(lambda: True, is_stopped)

    def _answered(self, is_pressing: Callable[[], bool], is_stopped: Callable[[], bool]) -> Iterator[Entry | None]:
        """Answers that are there; where it is pressing, those that are still to come, too."""
        while self._waiting:
            first = self._waiting[0]
            if not first.answer.done():
                if is_stopped() or not is_pressing():
                    return
                wait([first.answer], _PATIENCE_S)
            if first.answer.done():
                self._waiting.popleft()
                yield Entry(first.name, first.answer.result(), first.place, first.written, first.packed)
            else:
                yield None

    @property
    def _is_full(self) -> bool:
        most = FILES_AHEAD * (self._number or 1)
        return len(self._waiting) >= most or sum(one.size for one in self._waiting) >= BYTES_AHEAD

    def _started(self, file: Member | FileOutcome, place: float) -> _OnTheWay:
        if isinstance(file, FileOutcome):
            return _OnTheWay(file.name, _answer(file), place, 0)
        if file.sha256 is not None:
            return _OnTheWay(file.name, _answer(Known(file.sha256)), place, 0, file.written)
        if file.data is None:
            refusal = Refusal(Outcome.REJECTED, file.refusal or "It cannot be read.")
            return _OnTheWay(file.name, _answer(refusal), place, 0)
        return _OnTheWay(file.name, self._look(file.data), place, len(file.data), file.written, file.packed)

    def _look(self, data: bytes) -> Future[Found | FileOutcome]:
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self._answered_hashes():
            return _answer(Known(sha256))
        self._unstored.expect(sha256)
        task = Task(data, sha256, self._store.folder, self._zone)
        if self._number == 0 or self._read_here < FEW or len(data) <= SMALL:
            self._read_here += 1
            return _answer(look(task))
        if self._workers is None:
            self._workers = Workers(self._number)
        return self._workers.look(task)

    def _answered_hashes(self) -> frozenset[str]:
        """What is here or was removed, in another import, too: asked again whenever something was stored."""
        if self._store.revision != self._seen_at:
            self._seen_at = self._store.revision
            self._known = answered_hashes(self._store, again=self._again)
        return self._known

    def close(self) -> None:
        """End the processes; what was not handed on is dropped, and its original with it."""
        if self._workers is not None:
            self._workers.close()
        with suppress(RunstrongError):  # of a store in trouble the import has told already
            self._unstored.take_away()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _answer(found: Found | FileOutcome) -> Future[Found | FileOutcome]:
    """An answer that is there at once."""
    future: Future[Found | FileOutcome] = Future()
    future.set_result(found)
    return future
