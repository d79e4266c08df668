"""One run in several files becomes one track: the shown file's own streams, completed from the others.

A stream that the shown file lacks, or has for less than half of the time while another has clearly more, comes
whole from the other. Holes of five seconds and more in a stream of its own are filled from another where the two
agree on what both measured. Values are read at the moments of the shown file's records, on its clock, and never
across a pause of either: what neither recorded stays missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from runstrong.ingest.aligned import SHORTEST_BRIDGE_S, Streams, at_moments, bridge_s
from runstrong.model.arrays import BoolArray, FloatArray
from runstrong.model.facts import Filled
from runstrong.model.recording import Device
from runstrong.model.track import COLUMNS, Track, ZoneSource, at_resolution

HOLE_S: Final = 5.0
POOR: Final = 0.5
CLEARLY_MORE: Final = 0.25
"""A stream comes whole from another file where it is there for less than half of the time, and the other has it
for at least a quarter of the time more."""
COMPARED_ROWS: Final = 60
"""So many records at least must hold a value of both before one is believed in the other's holes."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Columns that only make sense together; holes are filled where the median difference is within `agrees`.

    None: never, because two sensors of this kind do not agree on their level.
    """

    name: str
    columns: tuple[str, ...]
    agrees: float | None


MERGED: Final = (
    Stream("movement", ("speed_mps", "distance_m"), 0.3),
    Stream("position", ("lat_deg", "lon_deg"), 25 / 111_195.0),
    Stream("hr_bpm", ("hr_bpm",), 5.0),
    Stream("cadence_spm", ("cadence_spm",), 3.0),
    *(
        Stream(name, (name,), None)
        for name in (
            "elevation_m", "power_w", "temperature_c", "contact_ms", "oscillation_mm", "step_length_mm",
            "vertical_ratio_pct",
        )
    ),
)  # fmt: skip

_COLUMN: Final = {column.name: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Donor:
    """Another file of the same run: its own streams, and what to add to its clock to have the shown file's.

    `heart` is the sensor, or watch, that its heart rate comes from; `zone` its UTC offset in s, its zone and who
    knew that.
    """

    id: str
    streams: Streams
    clock_s: float
    heart: str | None
    zone: tuple[int, str, ZoneSource]


def gains(own: Streams, donors: Sequence[Donor]) -> tuple[dict[str, FloatArray], tuple[Filled, ...]]:
    """The columns as the donors complete them, one after the other, and what each gave."""
    columns, gifts = dict(own.columns), list[Filled]()
    for donor in donors:
        for stream in MERGED:
            found = _given(replace(own, columns=columns), donor, stream)
            if found is not None:
                changed, gift = found
                columns |= changed
                gifts.append(gift)
    return columns, tuple(gifts)


def completed(track: Track, donors: Sequence[Donor]) -> tuple[Track, tuple[Filled, ...]]:
    """The shown file's track completed from the other files of its run, the richest first, and what each gave."""
    own = Streams(track.start_utc, track.columns, track.stretch)
    columns, gifts = gains(own, donors)
    named = {donor.id: donor for donor in donors}
    track = replace(
        track, columns={column.name: columns[column.name] for column in COLUMNS if column.name in columns}
    )
    for gift in gifts:
        if gift.whole:
            track = _with_word_of(track, named[gift.source], gift.stream)
    return track, gifts


def _with_word_of(track: Track, donor: Donor, stream: str) -> Track:
    """What goes with a stream that came whole: a sensor's name, a zone; what the own watch said of it goes."""
    if stream == "hr_bpm":
        others = tuple(device for device in track.devices if device.role != "heart_rate")
        sensor = (Device("heart_rate", donor.heart),) if donor.heart else ()
        totals = replace(track.totals, avg_hr_bpm=None, max_hr_bpm=None)
        return replace(track, devices=others + sensor, totals=totals)
    if stream == "position" and track.zone_source != "position":
        offset_s, zone, source = donor.zone
        return replace(track, utc_offset_s=offset_s, time_zone=zone, zone_source=source)
    return track


def _given(own: Streams, donor: Donor, stream: Stream) -> tuple[dict[str, FloatArray], Filled] | None:
    """What a donor gives to one stream: new columns, and the note of it; None where it has nothing to give."""
    theirs = {name: _read(own, donor, name) for name in stream.columns if name in donor.streams.columns}
    if not theirs:
        return None
    leading = next(iter(theirs))
    at_s, active = own.columns["t_s"], own.stretch >= 0
    here, there = _known(own, leading) & active, np.isfinite(theirs[leading])
    lacks = not any(name in own.columns for name in stream.columns)
    is_poor = here.sum() < POOR * active.sum() and there.sum() - here.sum() >= CLEARLY_MORE * active.sum()
    if (lacks and there.any()) or is_poor:
        given = {name: np.full(len(at_s), np.nan) for name in stream.columns if name in own.columns} | theirs
        return _rounded(_from_start(own, donor, given)), Filled(
            stream.name, donor.id, _seconds(at_s, there), whole=True
        )
    holes = there & ~here & active
    if not holes.any() or not _agree(own, theirs, stream):
        return None
    return _rounded(_patched(own, theirs, holes)), Filled(
        stream.name, donor.id, _seconds(at_s, holes), whole=False
    )


def _read(own: Streams, donor: Donor, name: str) -> FloatArray:
    """(n,) a donor's values at the moments of the own records; NaN where the own timer stood."""
    values = at_moments(donor.streams, name, own.columns["t_s"] - _apart_s(own, donor))
    return np.where(own.stretch >= 0, values, np.nan)


def _apart_s(own: Streams, donor: Donor) -> float:
    """How much later than the own recording a donor began."""
    return (donor.streams.start_utc - own.start_utc).total_seconds() + donor.clock_s


def _known(own: Streams, name: str) -> BoolArray:
    """(n,) where a stream says something, holes shorter than HOLE_S and its own sparse writing left aside."""
    at_s = own.columns["t_s"]
    told = at_s[np.isfinite(own.columns[name]) & (own.stretch >= 0)] if name in own.columns else at_s[:0]
    if not len(told):
        return np.zeros(len(at_s), dtype=bool)
    # A silence before the first value or after the last one is a hole if it were one in between.
    silence_s = np.where(at_s < told[0], told[0] - at_s[0], np.where(at_s > told[-1], at_s[-1] - told[-1], 0.0))
    values = at_moments(own, name, np.clip(at_s, told[0], told[-1]), HOLE_S)
    return np.isfinite(values) & (silence_s < bridge_s(told, HOLE_S))


def _agree(own: Streams, theirs: Mapping[str, FloatArray], stream: Stream) -> bool:
    """Whether both tell the same wherever both tell anything; distances count from different starts."""
    if stream.agrees is None:
        return False
    for name in set(theirs) & set(own.columns) - {"distance_m"}:
        apart = np.abs(own.columns[name] - theirs[name])
        apart = apart[np.isfinite(apart)]
        if len(apart) < COMPARED_ROWS or np.median(apart) > stream.agrees:
            return False
    return True


def _from_start(own: Streams, donor: Donor, given: dict[str, FloatArray]) -> dict[str, FloatArray]:
    """Without the distance a donor covered before the own start."""
    distance = given.get("distance_m", np.empty(0))
    began_before = _apart_s(own, donor) < -HOLE_S
    if not began_before or not np.isfinite(distance[:1]).any():
        return given
    return given | {"distance_m": distance - distance[0]}


def _patched(own: Streams, theirs: Mapping[str, FloatArray], holes: BoolArray) -> dict[str, FloatArray]:
    patched = {}
    for name in set(theirs) & set(own.columns):
        wanted = holes & np.isnan(own.columns[name])
        values = _carried(own, theirs[name]) if name == "distance_m" else theirs[name]
        patched[name] = np.where(wanted, values, own.columns[name])
    return patched


def _carried(own: Streams, theirs: FloatArray) -> FloatArray:
    """A donor's distance moved onto the own counter, which it meets on both sides of a hole and never passes."""
    distance, t_s = own.columns["distance_m"], own.columns["t_s"]
    both = np.isfinite(distance) & np.isfinite(theirs)
    if not both.any():
        return np.full(len(theirs), np.nan)
    moved = theirs + np.interp(t_s, t_s[both], (distance - theirs)[both])
    floor = np.fmax.accumulate(np.where(np.isfinite(distance), distance, 0.0))
    ceiling = np.fmin.accumulate(np.where(np.isfinite(distance), distance, np.inf)[::-1])[::-1]
    return np.fmax.accumulate(np.clip(moved, floor, ceiling))


def _rounded(columns: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    return {name: at_resolution(_COLUMN[name], values) for name, values in columns.items()}


def _seconds(at_s: FloatArray, rows: BoolArray) -> float:
    """How long the rows last, each to the next one, silences left aside."""
    return float(np.minimum(np.diff(at_s, append=at_s[-1:]), SHORTEST_BRIDGE_S)[rows].sum())
