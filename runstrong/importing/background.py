"""An import that goes on by itself, for pages to look at as it does."""

import logging
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from runstrong.errors import RunstrongError
from runstrong.importing.intake import bulk
from runstrong.importing.progress import Progress
from runstrong.importing.sources import Source
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store.database import Store

logger = logging.getLogger(__name__)
GOING_ON: Final = (
    "Files are being added: wait until that is done, or stop it on the page Files. Nothing was changed."
)
_KEPT: Final = 5
MOST_OUTCOMES: Final = 500
"""Of each kind, remembered one by one; the history has them all."""
_one_look: Final = threading.Lock()
_of_store: Final[dict[str, list["Import"]]] = defaultdict(list)
_turns: Final[dict[str, threading.Lock]] = defaultdict(threading.Lock)


class Import:
    """One import on a thread of its own. Of one store one goes on at a time; the next waits for its turn.

    `counts` grows as files are kept, and `outcomes` with the first of each kind. `trouble` is why it ended early,
    `ended` when it was over, on the process's own clock; a stop that was asked for is no trouble.
    """

    def __init__(self, store: Store, source: Source) -> None:
        self.counts: Final[Counter[Outcome]] = Counter()
        self.outcomes: Final[list[FileOutcome]] = []
        self.progress: Progress | None = None
        self.trouble: Exception | None = None
        self.ended: float | None = None
        self._asked_to_stop = threading.Event()
        self._over = threading.Event()
        # The thread alone holds the source: whatever was uploaded is let go when it is over.
        threading.Thread(target=self._run, args=(store, source), name="runstrong-import", daemon=True).start()

    def stop(self) -> None:
        """Stop between files; what was read by then is kept."""
        self._asked_to_stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._asked_to_stop.is_set()

    @property
    def was_cut_short(self) -> bool:
        """Whether a stop that was asked for left files unread."""
        total = self.progress.total if self.progress else None
        return self.is_stopping and self.ended is not None and (total is None or self.counts.total() < total)

    def wait(self, seconds: float) -> bool:
        """Whether it is over, at the latest after so long."""
        return self._over.wait(seconds)

    def _run(self, store: Store, source: Source) -> None:
        try:
            with _turns[store.dataset_id], store.in_steps():
                for outcome in bulk(store, source, tell=self._hear, is_stopped=self._asked_to_stop.is_set):
                    self._remember(outcome)
        except RunstrongError as trouble:
            self.trouble = trouble
        except Exception as fault:
            logger.exception("an import failed")
            self.trouble = fault
        finally:
            self.ended = time.monotonic()
            self._over.set()

    def _remember(self, outcome: FileOutcome) -> None:
        self.counts[outcome.outcome] += 1
        if self.counts[outcome.outcome] <= MOST_OUTCOMES:
            self.outcomes.append(outcome)

    def _hear(self, progress: Progress) -> None:
        self.progress = progress


def start(store: Store, source: Source) -> Import:
    """Begin an import, or let it wait for its turn."""
    with _one_look:
        begun = Import(store, source)
        _of_store[store.dataset_id] = [*_of_store[store.dataset_id], begun][-_KEPT:]
    return begun


def imports(store: Store) -> list[Import]:
    """The last imports into a store since this program was started, those that still go on among them."""
    return list(_of_store[store.dataset_id])


@contextmanager
def at_rest(store: Store) -> Iterator[None]:
    """While this lasts no import into `store` goes on; raises RunstrongError where one does already."""
    turn = _turns[store.dataset_id]
    with _one_look:
        if any(one.ended is None for one in imports(store)) or not turn.acquire(blocking=False):
            raise RunstrongError(GOING_ON)
    try:
        yield
    finally:
        turn.release()
