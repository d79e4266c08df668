"""The most memory that a process has had at once, as Linux tells it.

Not `ru_maxrss`: that of a process begins with what its parent held when it was started.
"""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

PROCESSES = Path("/proc")
LOOK_EVERY_S = 0.1


def peak_mb(process: int | str = "self") -> float:
    """Of one process so far, in MB; 0 where there is none, or the system does not say."""
    try:
        status = (PROCESSES / str(process) / "status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.M)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def children_of(process: int | str = "self") -> list[int]:
    """The processes that one has started."""
    try:
        tasks = [task / "children" for task in (PROCESSES / str(process) / "task").iterdir()]
        return [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return []


class Watched:
    """Looks at processes as long as they run."""

    def __init__(self, which: Callable[[], list[int]] = children_of) -> None:
        self._which = which
        self._peaks: dict[int, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    @property
    def mb(self) -> float:
        """The most that any of them had."""
        return max(self._peaks.values(), default=0.0)

    def _look(self) -> None:
        """What was seen last of each counts: in its first moment a new process shows its parent's memory."""
        while not self._over.wait(LOOK_EVERY_S):
            self._peaks |= {process: mb for process in self._which() if (mb := peak_mb(process))}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
