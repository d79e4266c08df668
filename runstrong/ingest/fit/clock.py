"""When a FIT message was written: its timestamp, or the five bits of one in a compressed header."""

from typing import Final

import numpy as np
import numpy.typing as npt

from runstrong.ingest.fit.layout import TIMESTAMP_FIELD
from runstrong.ingest.fit.table import Messages, Table
from runstrong.model.arrays import FloatArray

EPOCH_S: Final = 631_065_600
"""FIT's 31 December 1989 in s from 1970 UTC. A watch that was never set counts from there, too."""

_COMPRESSED: Final = 0x80
_COMPRESSED_RANGE: Final = 32


class Clock:
    """The times of all messages of one part of a file."""

    def __init__(self, data: bytes, messages: Messages) -> None:
        self._starts = messages.starts
        headers = np.frombuffer(data, np.uint8)[messages.starts]
        self._stamps = _stamps(messages, headers) if (headers >= _COMPRESSED).any() else None

    def utc_s(self, table: Table) -> FloatArray:
        """Times (n,) in s from 1970 UTC; NaN where a message has none."""
        if self._stamps is None:
            stamps = table.raw(TIMESTAMP_FIELD)
        else:
            stamps = self._stamps[np.searchsorted(self._starts, table.starts)]
        stamps += EPOCH_S
        return stamps


def unfolded(whole: FloatArray, low: FloatArray, span: int) -> FloatArray:
    """A counter (n,) of which `whole` states every bit now and then (NaN between) and `low` its last ones always.

    The last bits run over every `span`, so that each value is the next after the one before that ends in them.
    NaN before the counter was first stated whole.
    """
    stated = ~np.isnan(whole)
    steps = np.diff(low, prepend=low[:1]) % span
    steps[stated] = 0
    moved = np.cumsum(steps)
    since = np.maximum.accumulate(np.where(stated, np.arange(len(whole)), -1))
    return np.where(since >= 0, whole[since] + moved - moved[since], np.nan)


def _stamps(messages: Messages, headers: npt.NDArray[np.uint8]) -> FloatArray:
    """The timestamp of every message (n,): its own, or the last one moved on to the five bits of its header."""
    stamps = np.full(len(headers), np.nan)
    holding = messages.holding(TIMESTAMP_FIELD)
    stamps[np.searchsorted(messages.starts, holding.starts)] = holding.raw(TIMESTAMP_FIELD)
    timed = np.flatnonzero(~np.isnan(stamps) | (headers >= _COMPRESSED))
    whole = stamps[timed]
    low = np.where(np.isnan(whole), headers[timed], whole) % _COMPRESSED_RANGE
    stamps[timed] = unfolded(whole, low, _COMPRESSED_RANGE)
    return stamps
