"""Recorded points as GPX and TCX tell them: growing columns, what their clock says, and where they pause."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import compress
from typing import Final

import numpy as np

from runstrong.errors import Unreadable
from runstrong.ingest.xml.columns import Points, plain_times
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.track import STREAMS

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST_YEAR: Final = 1900
_EARLIEST_S: Final = (datetime(1900, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()
_SHORTEST_PAUSE_S: Final = 2.0
_PAUSE_TO_ORDINARY_GAP: Final = 3.0

NO_ZONE: Final = "The times carry no time zone: they were taken as UTC."


class Clock:
    """Turns the times of one activity into s from 1970 UTC and remembers what they say about the zone."""

    def __init__(self) -> None:
        self.offset_s: int | None = None
        self.without_zone = False

    def times(self, points: Points, moment: Callable[[bytes], datetime | None]) -> FloatArray:
        """The times (n,) of points in s from 1970 UTC; `moment` reads those that are not written plainly."""
        utc_s: FloatArray = np.where(points.utc_s >= _EARLIEST_S, points.utc_s, np.nan)
        unknown = np.isnan(points.utc_s)
        if unknown.any():
            utc_s[unknown] = self._unknown(list(compress(points.times, unknown)), moment)
        return utc_s

    def _unknown(self, times: Sequence[bytes], moment: Callable[[bytes], datetime | None]) -> list[float]:
        """Times that are not plain; those that would be with a zone need no closer look."""
        as_utc = plain_times([time + b"Z" for time in times])
        is_plain = as_utc >= _EARLIEST_S
        self.without_zone |= bool(is_plain.any())
        return [
            seconds if plain else self.utc_s(moment(time))
            for time, seconds, plain in zip(times, as_utc.tolist(), is_plain.tolist(), strict=True)
        ]

    def utc_s(self, moment: datetime | None) -> float:
        """`moment` in s from 1970 UTC; NaN for none, and before 1900, where programs put a date they do not know.

        A time without a zone is taken as UTC. An offset of zero says nothing: most exports write UTC.
        """
        if moment is None:
            return math.nan
        if moment.tzinfo is None:
            self.without_zone = True
            moment = moment.replace(tzinfo=UTC)
        if moment.tzinfo is UTC and moment.year > _EARLIEST_YEAR:  # nearly every time: the short way
            return moment.timestamp()
        try:
            seconds = (moment - _EPOCH).total_seconds()
            offset = moment.utcoffset() or timedelta()
        except (ValueError, OverflowError):
            return math.nan
        if offset and self.offset_s is None:
            self.offset_s = round(offset.total_seconds())
        return seconds if seconds >= _EARLIEST_S else math.nan


class Rows:
    """The points of one unbroken stretch of recording, in file order."""

    def __init__(self) -> None:
        self._times: list[FloatArray] = []
        self._values: list[Mapping[str, FloatArray]] = []

    def __len__(self) -> int:
        return sum(len(utc_s) for utc_s in self._times)

    def extend(self, utc_s: FloatArray, values: Mapping[str, FloatArray]) -> None:
        """More points: their times (n,), and the streams (n,) that some of them state."""
        self._times.append(utc_s)
        self._values.append(values)

    @property
    def utc_s(self) -> FloatArray:
        """Times (n,) in s from 1970 UTC."""
        return np.concatenate(self._times)

    @property
    def names(self) -> set[str]:
        """The streams that some point may state."""
        return set().union(*self._values)

    def stream(self, name: str) -> FloatArray:
        """The named stream (n,), NaN where a point does not state it."""
        parts = zip(self._times, self._values, strict=True)
        return np.concatenate(
            [values[name] if name in values else np.full(len(utc_s), np.nan) for utc_s, values in parts]
        )


def joined_times(stretches: Sequence[Rows]) -> FloatArray:
    """The times of all stretches, one after the other."""
    return np.concatenate([np.empty(0), *(rows.utc_s for rows in stretches)])


def joined_streams(stretches: Sequence[Rows]) -> dict[str, FloatArray]:
    """Every stream that some point states, over all stretches."""
    may_be_stated = set().union(*(rows.names for rows in stretches))
    names = [name for name in STREAMS if name in may_be_stated]
    joined = {name: np.concatenate([rows.stream(name) for rows in stretches]) for name in names}
    return {name: column for name, column in joined.items() if not np.isnan(column).all()}


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
