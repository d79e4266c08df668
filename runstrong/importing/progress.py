"""How far an import is, and how long it may still take."""

import math
import time
from collections import deque
from dataclasses import dataclass
from typing import Final

_LOOKING_BACK_S: Final = 10.0
"""The pace of the last seconds tells more than that of all: known files are answered far quicker than new ones."""
_FIRST_ESTIMATE_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` files are kept and said, of `total` where that is known; `share`, 0-1, is of the bytes to go through.

    `started` is in s on the process's own clock; `seconds_left` is None until there is something to go by.
    """

    done: int
    total: int | None
    share: float
    started: float
    seconds_left: float | None
    current: str

    @property
    def text(self) -> str:
        """How many files are done, and about how long the rest takes."""
        files = "file" if (self.total or self.done) == 1 else "files"
        count = f"{self.done:,} {files}" if self.total is None else f"{self.done:,} of {self.total:,} {files}"
        return count if self.seconds_left is None else f"{count}, about {_rounded(self.seconds_left)} left"


def _rounded(seconds: float) -> str:
    """Rounded up, no finer than can be known."""
    if seconds <= 55:
        return f"{max(5, 5 * math.ceil(seconds / 5))} seconds"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else "a minute"


class Course:
    """Watches an import and estimates its end from the pace of the last seconds."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._done = 0
        self._started = time.monotonic()
        self._marks: deque[tuple[float, float]] = deque([(self._started, 0.0)])

    def went_on(self, files: int, share: float, current: str) -> Progress:
        """`files` more are done, `share` of everything lies behind us."""
        self._done += files
        now = time.monotonic()
        self._marks.append((now, share))
        while len(self._marks) > 2 and now - self._marks[1][0] > _LOOKING_BACK_S:
            self._marks.popleft()
        total = None if self._total is None else max(self._total, self._done)
        return Progress(self._done, total, share, self._started, self._seconds_left(), current)

    def _seconds_left(self) -> float | None:
        (then, behind_then), (now, behind_now) = self._marks[0], self._marks[-1]
        if now - then < _FIRST_ESTIMATE_S or behind_now <= behind_then:
            return None
        return (1 - behind_now) * (now - then) / (behind_now - behind_then)
