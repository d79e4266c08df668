"""The table in the middle of the trend: one row per run that can be compared."""

from dataclasses import dataclass, fields
from datetime import date, datetime

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray

EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - naive UTC, as every stored start
WINDOW_NOISE_BPM2 = 48.0
"""Variance of a run's median heart rate from its windows is 16/(n/3): neighbours are alike (real-runners 6.2)."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Runs of one sensor near the usual speed, (n,) each, ascending by start.

    `week` counts weeks since EPOCH; `hr_bpm` is the median over the run's windows, `speed_mps` and `minute`
    their means, `windows` their number; `temperature_c` is NaN where the watch has no thermometer.
    """

    ids: tuple[str, ...]
    days: tuple[date, ...]
    week: FloatArray
    hr_bpm: FloatArray
    speed_mps: FloatArray
    minute: FloatArray
    windows: FloatArray
    temperature_c: FloatArray

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def noise_bpm2(self) -> FloatArray:
        """Variance of each row's heart rate that its windows alone explain."""
        return WINDOW_NOISE_BPM2 / self.windows

    def where(self, keep: BoolArray) -> "Rows":
        """The rows for which `keep` holds."""
        chosen = np.flatnonzero(keep)
        arrays = {f.name: getattr(self, f.name)[chosen] for f in fields(self) if f.name not in {"ids", "days"}}
        return Rows(tuple(self.ids[i] for i in chosen), tuple(self.days[i] for i in chosen), **arrays)


def weeks_since_epoch(moment: datetime) -> float:
    """A naive UTC moment in weeks since EPOCH."""
    return (moment - EPOCH).total_seconds() / 604_800
