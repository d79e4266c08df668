"""Looking into many files at once, in processes of their own."""

import logging
import os
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Final, Self

from runstrong.config import LIMITS
from runstrong.errors import RunstrongError
from runstrong.importing.looking import Found, Refusal, Task, look
from runstrong.importing.process import Gone, Late, Process
from runstrong.model.outcome import FileOutcome, Outcome

logger = logging.getLogger(__name__)
MOST_WORKERS: Final = 4
"""With more, the one process that stores what they read is the slower part."""
_TOO_SLOW: Final = "Reading it took longer than {:.0f} seconds and was stopped: please report it with the file."
_BROKE_DOWN: Final = (
    "Reading it broke down, perhaps for want of memory: close other programs, then import it again."
)


def useful_workers() -> int:
    """How many processes pay on this machine: none where there is one processor only."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, MOST_WORKERS) if count > 1 else 0


class Workers:
    """A few reading processes behind a queue; close it, and they are gone, whatever they were doing.

    A thread stands for each process: it starts the process with the first task and again after one that ended it.
    """

    def __init__(self, number: int, seconds: float = LIMITS.seconds) -> None:
        self._seconds = seconds
        self._idle: SimpleQueue[Process | None] = SimpleQueue()
        for _ in range(number):
            self._idle.put(None)
        self._running: set[Process] = set()
        self._is_closed = self._is_refused = False
        self._threads = ThreadPoolExecutor(number, "runstrong-import")

    def look(self, task: Task) -> Future[Found | FileOutcome]:
        """Have a file looked into; the answer comes when it comes."""
        return self._threads.submit(self._look, task)

    def _look(self, task: Task) -> Found | FileOutcome:
        process = self._idle.get() or self._started()
        still_there: Process | None = None
        try:
            if process is None:
                return look(task)
            answer: Found | RunstrongError = process.ask(task, self._seconds)
            still_there = process
        except (Late, Gone) as trouble:
            return self._lost(process, trouble)
        finally:
            self._idle.put(still_there)
        if isinstance(answer, RunstrongError):
            raise answer
        return answer

    def _lost(self, process: Process | None, trouble: Exception) -> Refusal:
        """What is said of the file that brought a process down; the next one gets a new process."""
        if process is not None:
            logger.info("reading process %d ended: %s", process.pid, type(trouble).__name__)
            self._running.discard(process)
        sentence = _TOO_SLOW.format(self._seconds) if isinstance(trouble, Late) else _BROKE_DOWN
        return Refusal(Outcome.REJECTED, sentence)

    def _started(self) -> Process | None:
        """A process; None where the system allows none: then it goes without, and does not try again."""
        if self._is_refused:
            return None
        try:
            process = Process()
        except (OSError, Late, Gone):
            self._is_refused = True
            return None
        self._running.add(process)
        if self._is_closed:
            process.end()
        return process

    def close(self) -> None:
        """End every process; tasks that were not answered are dropped."""
        self._is_closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in tuple(self._running):
            process.end()
        self._threads.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
