"""Heart rate that stands beside the records: beat-to-beat intervals, and what a strap kept and sent later."""

from typing import Final

import numpy as np

from runstrong.ingest.fit.clock import unfolded
from runstrong.ingest.fit.table import Table
from runstrong.model.arrays import FloatArray, IntArray

LONGEST_HOLD_S: Final = 5.0
"""How long a heart rate sent later still stands for a record: a beat comes every second or two."""

_TICKS_PER_S: Final = 1024
_TICK_SPAN: Final = 4096
_BEATS: Final = 8


def intervals(hrv: Table) -> tuple[FloatArray, IntArray]:
    """Beat-to-beat intervals (k,) in s, and the file positions (k,) of the messages that hold them."""
    seconds = hrv.lists("time")
    valid = ~np.isnan(seconds)
    return seconds[valid], np.repeat(hrv.starts, valid.sum(axis=1))


def beats_sent_later(hr: Table, utc_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Beats that a strap kept under water and sent at the end: times (k,) in UTC s and heart rates (k,).

    `utc_s` (n,) are the times of the messages `hr`. The first message says what the strap's own clock (1/1024 s)
    showed at that time; the others give twelve bits of that clock for each of eight beats.
    """
    rates = np.full((len(hr), _BEATS), np.nan)
    whole = rates.copy()
    for matrix, values in ((rates, hr.lists("filtered_bpm")), (whole, hr.lists("event_timestamp") * _TICKS_PER_S)):
        matrix[:, : values.shape[1]] = values[:, :_BEATS]
    low = np.where(np.isnan(whole), _twelve_bits(hr), whole) % _TICK_SPAN
    rows, places = np.nonzero(~np.isnan(rates))
    ticks = unfolded(whole[rows, places], low[rows, places], _TICK_SPAN)
    clock_began = utc_s + np.nan_to_num(hr.column("fractional_timestamp")) - whole[:, 0] / _TICKS_PER_S
    since = np.maximum.accumulate(np.where(np.isnan(clock_began), -1, np.arange(len(hr))))
    times = clock_began[since[rows]] + ticks / _TICKS_PER_S
    known = ~np.isnan(times)
    return times[known], rates[rows, places][known]


def filled(rates: FloatArray, utc_s: FloatArray, beats: FloatArray, beat_rates: FloatArray) -> FloatArray:
    """Heart rates (n,) at `utc_s`, gaps filled with the last beat sent later, if it is not long ago."""
    if not len(beats):
        return rates
    order = np.argsort(beats, kind="stable")
    last = np.searchsorted(beats[order], utc_s, side="right") - 1
    fresh = (last >= 0) & (utc_s - beats[order][last] <= LONGEST_HOLD_S)
    return np.where(np.isnan(rates) & fresh, beat_rates[order][last], rates)


def _twelve_bits(hr: Table) -> IntArray:
    """Eight values of twelve bits (n, 8) out of twelve bytes, the low bits first."""
    low, middle, high = np.moveaxis(hr.bytes_of("event_timestamp_12", 12).reshape(-1, 4, 3).astype(np.int64), 2, 0)
    return np.stack([low | (middle & 0x0F) << 8, middle >> 4 | high << 4], axis=2).reshape(-1, _BEATS)
