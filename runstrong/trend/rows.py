"""The table in the middle of the trend: one row per run that can be compared."""

from dataclasses import dataclass, fields
from datetime import date, datetime

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray, IntArray

EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - naive UTC, as every stored start
WINDOW_NOISE_BPM2 = 48.0
"""Variance of a run's median heart rate from its windows is 16/(n/3): neighbours are alike (real-runners 6.2)."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Runs near the usual speed, (n,) each, ascending by start.

    `week` counts weeks since EPOCH; `hr_bpm` is the median over the run's windows, `speed_mps` and `minute`
    their means, `windows` their number; `temperature_c` is NaN where the watch has no thermometer; `hour` is the
    local hour of the start, 0-24. `sensor` is 0 for the most used one, 1 for the next. `within` (n, 2) says how
    heart rate follows pace inside the run: the sum of squares of speed, and that of speed times heart rate, of its
    pieces of ten minutes. `calm` is the SD of a day's scatter as a share of the usual: 1, and less for check runs.
    """

    ids: tuple[str, ...]
    days: tuple[date, ...]
    week: FloatArray
    hr_bpm: FloatArray
    speed_mps: FloatArray
    minute: FloatArray
    windows: FloatArray
    temperature_c: FloatArray
    hour: FloatArray
    sensor: IntArray
    within: FloatArray
    calm: FloatArray

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def noise_bpm2(self) -> FloatArray:
        """Variance of each row's heart rate that its windows alone explain."""
        return WINDOW_NOISE_BPM2 / self.windows

    def between(self, first: int, last: int) -> "Rows":
        """The rows from place `first` up to, not including, place `last`."""
        place = np.arange(len(self))
        return self.where((place >= first) & (place < last))

    def where(self, keep: BoolArray) -> "Rows":
        """The rows for which `keep` holds."""
        chosen = np.flatnonzero(keep)
        arrays = {f.name: getattr(self, f.name)[chosen] for f in fields(self) if f.name not in {"ids", "days"}}
        return Rows(tuple(self.ids[i] for i in chosen), tuple(self.days[i] for i in chosen), **arrays)


def weeks_since_epoch(moment: datetime) -> float:
    """A naive UTC moment in weeks since EPOCH."""
    return (moment - EPOCH).total_seconds() / 604_800


def together(before: Rows, after: Rows) -> Rows:
    """Earlier and later rows as one table."""
    columns = [f.name for f in fields(Rows) if f.name not in {"ids", "days"}]
    arrays = {name: np.concatenate([getattr(before, name), getattr(after, name)]) for name in columns}
    return Rows(before.ids + after.ids, before.days + after.days, **arrays)


def means(run: IntArray, count: IntArray, values: FloatArray) -> FloatArray:
    """The mean of each run's values, (n,): `run` (k,) is the place of each one's run, `count` (n,) at least 1."""
    mean: FloatArray = np.bincount(run, values, minlength=len(count)) / count
    return mean


def medians(run: IntArray, count: IntArray, values: FloatArray) -> FloatArray:
    """The median of each run's values, (n,), in the same way."""
    ordered = values[np.lexsort((values, run))]
    begin = np.cumsum(count) - count
    middle: FloatArray = (ordered[begin + (count - 1) // 2] + ordered[begin + count // 2]) / 2
    return middle
