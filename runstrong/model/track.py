"""One honest table per activity: the nomenclature of every column, and the Track that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import numpy as np

from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.recording import Device, Format, StrengthSet, Totals

ZoneSource = Literal["position", "file", "athlete", "utc"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, unit, kept range and resolution: it is stored as round(value * scale) in `sql_type`."""

    name: str
    unit: str
    low: float
    high: float
    scale: int
    sql_type: Literal["INTEGER", "SMALLINT"]


COLUMNS: tuple[Column, ...] = (
    Column("t_s", "s", 0, 2_000_000, 1000, "INTEGER"),
    Column("distance_m", "m", 0, 2_000_000, 100, "INTEGER"),
    Column("speed_mps", "m/s", 0, 32, 1000, "SMALLINT"),
    Column("hr_bpm", "beats/min", 30, 230, 1, "SMALLINT"),
    Column("cadence_spm", "steps/min", 0, 260, 10, "SMALLINT"),
    Column("elevation_m", "m", -430, 9000, 100, "INTEGER"),
    Column("power_w", "W", 0, 2000, 1, "SMALLINT"),
    Column("temperature_c", "degC", -40, 60, 10, "SMALLINT"),
    Column("lat_deg", "deg", -90, 90, 10_000_000, "INTEGER"),
    Column("lon_deg", "deg", -180, 180, 10_000_000, "INTEGER"),
    Column("contact_ms", "ms", 50, 1000, 10, "SMALLINT"),
    Column("oscillation_mm", "mm", 0, 300, 10, "SMALLINT"),
    Column("step_length_mm", "mm", 0, 3000, 10, "SMALLINT"),
    Column("vertical_ratio_pct", "%", 0, 50, 100, "SMALLINT"),
)
STREAMS: tuple[str, ...] = tuple(column.name for column in COLUMNS[1:])

FOOT_SPORTS = frozenset({"running", "walking", "hiking"})
FOOT_SPEED_LIMIT_MPS = 12.0


def at_resolution(column: Column, values: FloatArray) -> FloatArray:
    """`values` rounded to what the store keeps, so that a stored track equals the one that was measured."""
    rounded: FloatArray = np.round(values * column.scale) / column.scale
    return rounded


@dataclass(frozen=True, slots=True)
class Track:
    """One activity, cleaned: one row per record kept, SI units, NaN for missing.

    `columns` maps every name of `COLUMNS` that the activity has to an (n,) array at stored resolution; `t_s`
    is always there and never falls (a watch may write two records in one second).
    `stretch` (n,) numbers the unpaused stretches from 0, so that nothing is ever averaged across a pause; -1 is
    a record written while the timer stood.
    `start_utc` and `local_start` are naive; `time_zone` is an IANA name or "+hh:mm" and `zone_source` says who
    knew it. `clock_ok` is False for a clock before 2000, in the future, or that jumped: kept, but left out of
    trends.
    """

    format: Format
    sport: str
    sub_sport: str | None
    start_utc: datetime
    utc_offset_s: int
    time_zone: str
    zone_source: ZoneSource
    clock_ok: bool
    columns: Mapping[str, FloatArray]
    stretch: IntArray
    totals: Totals
    laps: tuple[Totals, ...] = ()
    devices: tuple[Device, ...] = ()
    sets: tuple[StrengthSet, ...] = ()
    name: str | None = None
    warnings: tuple[str, ...] = ()
    lost: bool = False

    @property
    def local_start(self) -> datetime:
        """Start on the runner's own clock, naive."""
        return self.start_utc + timedelta(seconds=self.utc_offset_s)

    @property
    def local_day(self) -> date:
        """The day the run belongs to: the local date of its start."""
        return self.local_start.date()

    def __len__(self) -> int:
        return len(self.columns["t_s"])

    def column(self, name: str) -> FloatArray:
        """The named column, or all NaN where the activity has none."""
        return self.columns.get(name, np.full(len(self), np.nan))
