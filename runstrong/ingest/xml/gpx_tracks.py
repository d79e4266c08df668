"""The tracks of a GPX file: which belong together, what sport they are, one Recording each."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from runstrong.ingest.geodesy import distance_along
from runstrong.ingest.xml.rows import NO_ZONE, Clock, Rows, joined_streams, joined_times, pauses_at, restarts
from runstrong.ingest.xml.sports import UNKNOWN, Sport, moves_like_a_runner, sport_of
from runstrong.model.arrays import FloatArray
from runstrong.model.recording import Device, Recording

_LONGEST_BREAK_S: Final = 3600.0
"""Tracks further apart than this are two activities, not one with a pause."""

_RUNNING: Final[Sport] = ("running", None)
_TAKEN_AS_RUN: Final = "The file names no sport: it moves like a run and was taken as one."
_NO_SPORT: Final = "The file names no sport, and it does not clearly move like a run: its sport is unknown."
_STRANGE_SPORT: Final = "The file names a sport that is not known here: its sport is unknown."


@dataclass(slots=True)
class Track:
    """One track as it is read: its stretches are unbroken recordings."""

    clock: Clock = field(default_factory=Clock)
    stretches: list[Rows] = field(default_factory=list)
    name: str | None = None
    sport: str | None = None

    @property
    def span(self) -> tuple[float, float]:
        """First and last moment in s from 1970 UTC."""
        utc_s = joined_times(self.stretches)
        return float(utc_s.min()), float(utc_s.max())


def activities(tracks: Sequence[Track]) -> Iterator[list[Track]]:
    """Tracks that belong together, in order of time."""
    spans = sorted(((*track.span, i) for i, track in enumerate(tracks) if track.stretches))
    together: list[Track] = []
    end_before = -math.inf
    for start, end, i in spans:
        if together and not 0 <= start - end_before <= _LONGEST_BREAK_S:
            yield together
            together = []
        together.append(tracks[i])
        end_before = end
    if together:
        yield together


def recording_of(tracks: Sequence[Track], creator: str | None) -> Recording:
    """Tracks that belong together as one Recording; distance in m from the positions, pauses not counted."""
    stretches = [rows for track in tracks for rows in track.stretches]
    utc_s, streams, restart_rows = joined_times(stretches), joined_streams(stretches), restarts(stretches)
    distance_m = distance_along(streams["lat_deg"], streams["lon_deg"], restart_rows)
    if not np.isnan(distance_m).all():
        streams["distance_m"] = distance_m
    (sport, sub_sport), warnings = _sport(tracks, utc_s, distance_m)
    if any(track.clock.without_zone for track in tracks):
        warnings += (NO_ZONE,)
    return Recording(
        format="gpx",
        sport=sport,
        sub_sport=sub_sport,
        utc_s=utc_s,
        streams=streams,
        pauses=pauses_at(restart_rows, utc_s),
        devices=(Device("other", creator),) if creator else (),
        name=next((track.name for track in tracks if track.name), None),
        utc_offset_s=next((track.clock.offset_s for track in tracks if track.clock.offset_s), None),
        warnings=warnings,
    )


def _sport(tracks: Sequence[Track], utc_s: FloatArray, distance_m: FloatArray) -> tuple[Sport, tuple[str, ...]]:
    """The first sport a track states, else what its speed says, with a warning."""
    stated = [sport for track in tracks if (sport := sport_of(track.sport))]
    known = [sport for sport in stated if sport != UNKNOWN]
    if known:
        return known[0], ()
    if stated:
        return UNKNOWN, (_STRANGE_SPORT,)
    if moves_like_a_runner(utc_s, distance_m):
        return _RUNNING, (_TAKEN_AS_RUN,)
    return UNKNOWN, (_NO_SPORT,)
