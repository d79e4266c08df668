"""What one file says, before anybody has judged it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from runstrong.model.arrays import FloatArray

Format = Literal["fit", "gpx", "tcx"]


@dataclass(frozen=True, slots=True)
class Totals:
    """What the watch itself states for an activity or a lap; None where it says nothing.

    Times in s, distances and ascent in m, heart rates in beats/min; `start_utc_s` counts from 1970 UTC.
    """

    start_utc_s: float | None = None
    elapsed_s: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    avg_hr_bpm: float | None = None
    max_hr_bpm: float | None = None
    ascent_m: float | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """A watch or sensor that took part. `role` is `watch`, `heart_rate`, `foot_pod`, `power`, `other`."""

    role: str
    name: str
    serial: str | None = None


@dataclass(frozen=True, slots=True)
class StrengthSet:
    """One set as a watch recorded it; `category` and `exercise` are FIT's own numbers."""

    start_utc_s: float | None
    duration_s: float | None
    active: bool
    reps: int | None = None
    weight_kg: float | None = None
    category: int | None = None
    exercise: int | None = None


def _no_intervals() -> FloatArray:
    return np.empty(0)


@dataclass(frozen=True, slots=True)
class Recording:
    """One activity as its file tells it: nothing cleaned, nothing invented.

    `utc_s` (n,) counts seconds from 1970 UTC in file order and may repeat or fall back.
    `streams` holds canonical columns (names and units of `model.track.COLUMNS`, without `t_s`), each (n,),
    NaN where the file says nothing. Cadence is as the file states it (often one leg); normalising doubles it.
    `pauses` are (stop, restart) pairs in UTC s from timer events. `developer` holds developer fields under
    their own names, apart from the streams. `rr_s` are beat-to-beat intervals in s.
    """

    format: Format
    sport: str
    sub_sport: str | None
    utc_s: FloatArray
    streams: Mapping[str, FloatArray]
    totals: Totals = Totals()
    laps: tuple[Totals, ...] = ()
    pauses: tuple[tuple[float, float], ...] = ()
    devices: tuple[Device, ...] = ()
    name: str | None = None
    utc_offset_s: int | None = None
    sets: tuple[StrengthSet, ...] = ()
    developer: Mapping[str, FloatArray] = field(default_factory=dict)
    rr_s: FloatArray = field(default_factory=_no_intervals)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one file held. `lost` says that something it should hold was cut off, damaged or dropped."""

    recordings: tuple[Recording, ...]
    warnings: tuple[str, ...] = ()
    lost: bool = False
