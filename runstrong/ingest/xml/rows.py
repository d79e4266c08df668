"""Recorded points as GPX and TCX tell them: growing columns, what their clock says, and where they pause."""

import math
from array import array
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from runstrong.errors import Unreadable
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.track import STREAMS

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST_YEAR: Final = 1900
_EARLIEST_S: Final = (datetime(1900, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()
_SHORTEST_PAUSE_S: Final = 2.0
_BATCH: Final = 4096
_PAUSE_TO_ORDINARY_GAP: Final = 3.0

NO_ZONE: Final = "The times carry no time zone: they were taken as UTC."


def number(text: str | None) -> float:
    """`text` as a finite float; NaN where it is none."""
    try:
        value = float(text or "")
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan


class Clock:
    """Turns the times of one activity into s from 1970 UTC and remembers what they say about the zone."""

    def __init__(self) -> None:
        self.offset_s: int | None = None
        self.without_zone = False

    def utc_s(self, moment: datetime | None) -> float:
        """`moment` in s from 1970 UTC; NaN for none, and before 1900, where programs put a date they do not know.

        A time without a zone is taken as UTC. An offset of zero says nothing: most exports write UTC.
        """
        if moment is None:
            return math.nan
        if moment.tzinfo is UTC and moment.year > _EARLIEST_YEAR:  # nearly every time: the short way
            return moment.timestamp()
        if moment.tzinfo is None:
            self.without_zone = True
            moment = moment.replace(tzinfo=UTC)
        try:
            seconds = (moment - _EPOCH).total_seconds()
            offset = moment.utcoffset() or timedelta()
        except (ValueError, OverflowError):
            return math.nan
        if offset and self.offset_s is None:
            self.offset_s = round(offset.total_seconds())
        return seconds if seconds >= _EARLIEST_S else math.nan


class Rows:
    """The points of one unbroken stretch of recording, in file order.

    Points wait in a batch, because a batch becomes columns in a fraction of the time its points would take one by
    one; it is short, because a waiting point takes ten times the memory of a row.
    """

    def __init__(self) -> None:
        self._times: list[float] = []
        self._waiting: list[Mapping[str, float]] = []
        self._columns: dict[str, array[float]] = {}

    def __len__(self) -> int:
        return len(self._times)

    def add(self, utc_s: float, values: Mapping[str, float]) -> None:
        """One more point: its time, and its value for each stream it states."""
        self._times.append(utc_s)
        self._waiting.append(values)
        if len(self._waiting) == _BATCH:
            self._settle()

    def _settle(self) -> None:
        before = len(self._times) - len(self._waiting)
        for name in set().union(*self._waiting):
            column = self._columns.setdefault(name, array("d"))
            column.extend([math.nan] * (before - len(column)))
            column.extend([values.get(name, math.nan) for values in self._waiting])
        self._waiting = []

    @property
    def utc_s(self) -> FloatArray:
        """Times (n,) in s from 1970 UTC."""
        return np.array(self._times)

    def stream(self, name: str) -> FloatArray:
        """The named stream (n,), NaN where a point does not state it."""
        self._settle()
        column: FloatArray = np.full(len(self), np.nan)
        stated = self._columns.get(name, array("d"))
        column[: len(stated)] = stated
        return column

    def states(self, name: str) -> bool:
        """Whether some point states the named stream."""
        self._settle()
        return name in self._columns


def joined_times(stretches: Sequence[Rows]) -> FloatArray:
    """The times of all stretches, one after the other."""
    return np.concatenate([np.empty(0), *(rows.utc_s for rows in stretches)])


def joined_streams(stretches: Sequence[Rows]) -> dict[str, FloatArray]:
    """Every stream that some point states, over all stretches."""
    stated = [name for name in STREAMS if any(rows.states(name) for rows in stretches)]
    return {name: np.concatenate([rows.stream(name) for rows in stretches]) for name in stated}


def restarts(stretches: Sequence[Rows]) -> IntArray:
    """The rows at which recording goes on after a pause: the first of a stretch, where the gap before it is
    longer than the recording's own rhythm. Some exports begin a new stretch with every lap, which is no pause.

    Stretches hold at least one row each; of none there is no pause.
    """
    steps = np.diff(joined_times(stretches))
    firsts = np.cumsum([len(rows) for rows in stretches], dtype=np.int64)[:-1]
    ordinary = np.delete(steps, firsts - 1)
    ordinary = ordinary[ordinary > 0]
    rhythm = float(np.median(ordinary)) if len(ordinary) else 0.0
    longest = max(_SHORTEST_PAUSE_S, _PAUSE_TO_ORDINARY_GAP * rhythm)
    paused: IntArray = firsts[steps[firsts - 1] > longest]
    return paused


def pauses_at(restart_rows: IntArray, utc_s: FloatArray) -> tuple[tuple[float, float], ...]:
    """(stop, restart) in UTC s for each row at which recording goes on after a pause."""
    return tuple((float(utc_s[row - 1]), float(utc_s[row])) for row in restart_rows)


def refuse_beyond(points: int, limit: int) -> None:
    """Refuse a file that holds more points than any watch records."""
    if points > limit:
        raise Unreadable(f"The file holds more than {limit:,} points: split it in your app and import the parts.")
