"""What the runner's own clock said: the time zone of a start, and who knew it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import tzfpy

from runstrong.model.arrays import FloatArray
from runstrong.model.track import ZoneSource

QUARTER_S: Final = 900
WIDEST_OFFSET_S: Final = 14 * 3600


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone at one moment: IANA name or `+hh:mm`, seconds east of UTC, and who knew it."""

    name: str
    utc_offset_s: int
    source: ZoneSource


def zone_at(
    start_utc: datetime,
    lat_deg: FloatArray,
    lon_deg: FloatArray,
    file_offset_s: int | None,
    athlete_zone: str | None,
) -> Zone:
    """The zone of a start (naive UTC): from the first position, else the file, else the athlete, else UTC."""
    return (
        _named(_name_at(lat_deg, lon_deg), start_utc, "position")
        or _stated(file_offset_s)
        or _named(athlete_zone, start_utc, "athlete")
        or Zone("UTC", 0, "utc")
    )


def _name_at(lat_deg: FloatArray, lon_deg: FloatArray) -> str | None:
    fixes = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    if not fixes.any():
        return None
    first = int(fixes.argmax())
    return tzfpy.get_tz(float(lon_deg[first]), float(lat_deg[first])) or None


def _named(name: str | None, start_utc: datetime, source: ZoneSource) -> Zone | None:
    """The named zone with its offset on that day, summer time included; None for a name nobody knows."""
    if not name:
        return None
    try:
        local = start_utc.replace(tzinfo=UTC).astimezone(ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        return None
    offset = local.utcoffset()
    return None if offset is None else Zone(name, round(offset.total_seconds()), source)


def _stated(offset_s: int | None) -> Zone | None:
    """The file's own offset. Watches take it from two clocks that may differ by seconds: quarter hours only."""
    if offset_s is None or abs(offset_s) > WIDEST_OFFSET_S:
        return None
    offset = round(offset_s / QUARTER_S) * QUARTER_S
    hours, minutes = divmod(abs(offset) // 60, 60)
    return Zone(f"{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}", offset, "file")
