"""Points on their way to whoever listens: gathered until there are many, or until something else comes.

A batch becomes columns in a fraction of the time its points would take one by one; it is short, because a waiting
point takes ten times the memory of a row.
"""

from collections.abc import Callable, Sequence
from math import nan
from typing import Final, NamedTuple

import numpy as np

from runstrong.ingest.xml.columns import Points, plain_times

_MOST: Final = 4096
_FEW: Final = 16


class Run(NamedTuple):
    """Neighbouring points among those that were lifted out together."""

    lifted: Points
    start: int
    end: int


class Batch:
    """One run, and the single points before, within and after it."""

    def __init__(self, hand: Callable[[Points], None]) -> None:
        self._hand = hand
        self._run: Run | None = None
        self._times: list[bytes] = []
        self._values: list[dict[str, float]] = []
        self._places: list[int] = []  # how much of the run comes before each single point

    def add(self, time: bytes, values: dict[str, float]) -> None:
        """A single point."""
        self._times.append(time)
        self._values.append(values)
        self._places.append(self._run.end - self._run.start if self._run else 0)
        if len(self._times) == _MOST:
            self.hand_over()

    def add_run(self, run: Run) -> None:
        """Points that were lifted out; of those lifted out together, the next."""
        if self._run and self._run.lifted is run.lifted:
            self._run = self._run._replace(end=run.end)
            return
        if self._run:
            self.hand_over()
        self._run = run

    def hand_over(self) -> None:
        """Hand over what waits, in order."""
        run, self._run = self._run, None
        lifted = run.lifted.part(run.start, run.end) if run else None
        if not self._times:
            if lifted:
                self._hand(lifted)
            return
        single, places = _columns(self._times, self._values), self._places
        self._times, self._values, self._places = [], [], []
        self._hand(lifted.joined(single, places) if lifted else single)


def _columns(times: Sequence[bytes], values: Sequence[dict[str, float]]) -> Points:
    utc_s = plain_times(times) if len(times) > _FEW else np.full(len(times), nan)
    stated = {name: None for stated in values for name in stated}
    return Points(times, utc_s, {name: np.array([each.get(name, nan) for each in values]) for name in stated})
