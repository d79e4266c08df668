"""The laps and activities of a TCX file, and what their watch says about them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from runstrong.ingest.geodesy import distance_along
from runstrong.ingest.xml.rows import NO_ZONE, Clock, Rows, joined_streams, joined_times, pauses_at, restarts
from runstrong.ingest.xml.sports import UNKNOWN, sport_of
from runstrong.model.recording import Device, Recording, Totals

_TWICE: Final = "A lap stands in the file twice: it was counted once."
_NO_SPORT: Final = "The file names no sport that is known here: its sport is unknown."


@dataclass(slots=True)
class Lap:
    """One lap as it is read; `whole` once its end was seen."""

    start_utc_s: float
    stretches: list[Rows] = field(default_factory=list)
    totals: dict[str, float] = field(default_factory=dict)
    whole: bool = False

    def stated(self) -> Totals:
        """The watch's own totals; of a lap that was cut off only its start, for the rest of it is not here."""
        totals = {
            name: value
            for name, value in self.totals.items()
            if self.whole and (value > 0 or (value == 0 and not name.endswith("bpm")))
        }
        return Totals(start_utc_s=_or_none(self.start_utc_s), **totals)

    def fingerprint(self) -> tuple[object, ...]:
        """What tells a lap that stands in the file twice; one without a start equals no other."""
        ends = tuple((len(rows), rows.utc_s[0], rows.utc_s[-1]) for rows in self.stretches)
        return (self.start_utc_s, *sorted(self.totals.items()), ends)


@dataclass(slots=True)
class Activity:
    """One activity as it is read."""

    sport: str | None
    clock: Clock = field(default_factory=Clock)
    id_utc_s: float = math.nan
    laps: list[Lap] = field(default_factory=list)
    device: Device | None = None


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def recording_of(activity: Activity) -> Recording | None:
    """The activity as a Recording; None where nothing in it has a time."""
    laps = list({lap.fingerprint(): lap for lap in activity.laps}.values())
    stretches = [rows for lap in laps for rows in lap.stretches]
    totals = _totals(activity, laps)
    if not stretches and not (totals.timer_s and totals.start_utc_s is not None):
        return None
    utc_s, streams, restart_rows = joined_times(stretches), joined_streams(stretches), restarts(stretches)
    if "distance_m" not in streams and {"lat_deg", "lon_deg"} <= streams.keys():
        streams["distance_m"] = distance_along(streams["lat_deg"], streams["lon_deg"], restart_rows)
    sport, sub_sport = sport_of(activity.sport) or UNKNOWN
    return Recording(
        format="tcx",
        sport=sport,
        sub_sport=sub_sport,
        utc_s=utc_s,
        streams=streams,
        totals=totals,
        laps=tuple(lap.stated() for lap in laps),
        pauses=pauses_at(restart_rows, utc_s),
        devices=(activity.device,) if activity.device else (),
        utc_offset_s=activity.clock.offset_s,
        warnings=_warnings(activity, sport, len(laps)),
    )


def _warnings(activity: Activity, sport: str, laps: int) -> tuple[str, ...]:
    said = (
        (NO_ZONE, activity.clock.without_zone),
        (_TWICE, laps < len(activity.laps)),
        (_NO_SPORT, sport == UNKNOWN[0]),
    )
    return tuple(text for text, true in said if true)


def _totals(activity: Activity, laps: Sequence[Lap]) -> Totals:
    """The activity's totals: sums over its laps, the average heart rate weighted by their time.

    A sum in which a lap is silent is no sum and stays None, as does everything of a file that was cut off.
    """
    stated = [lap.stated() for lap in laps]
    start_utc_s = min((lap.start_utc_s for lap in stated if lap.start_utc_s is not None), default=None)
    if start_utc_s is None:
        start_utc_s = _or_none(activity.id_utc_s)
    if not all(lap.whole for lap in laps):
        return Totals(start_utc_s=start_utc_s)
    beats = [(lap.avg_hr_bpm, lap.timer_s) for lap in stated if lap.avg_hr_bpm and lap.timer_s]
    return Totals(
        start_utc_s=start_utc_s,
        timer_s=_sum([lap.timer_s for lap in stated]),
        distance_m=_sum([lap.distance_m for lap in stated]),
        avg_hr_bpm=sum(rate * time for rate, time in beats) / sum(time for _, time in beats) if beats else None,
        max_hr_bpm=max((lap.max_hr_bpm for lap in stated if lap.max_hr_bpm), default=None),
    )


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
