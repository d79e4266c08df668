"""The legs of a FIT activity: one for each session it states, transitions too, and what belongs to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from runstrong.errors import Unreadable
from runstrong.ingest.fit.clock import Clock
from runstrong.ingest.fit.messages import commonest_sport, sport_words, starts, totals, totals_of_laps
from runstrong.ingest.fit.table import Messages, Table
from runstrong.ingest.fit.walk import TOO_MANY
from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.recording import Recording, Totals

SPORT: Final = 12
SESSION: Final = 18

NO_SUMMARY: Final = "The file holds no summary by the watch: its totals come from its laps or records."

MOST_LEGS: Final = 200
"""Sessions in one file; a relay of relays has fewer than twenty."""

_NO_SPORT: Final = "generic"
_BEYOND_LAST_S: Final = 60.0
_DAY_S: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of an activity in one sport, from `start_utc_s` to the next; `totals` as a session states them."""

    start_utc_s: float
    sport: str
    sub_sport: str | None
    name: str | None
    totals: Totals | None


def legs(messages: Messages, clock: Clock, records: Table, *, cut: bool) -> list[Leg]:
    """The legs in order of time: one for each session, or one for everything where the file holds no session.

    Where a file was cut off within a later leg, what was recorded of that leg has no session yet.
    """
    stated = _stated(messages, clock, records)
    if not stated:
        return _unstated(messages, records)[:1]
    end = _end(stated[-1])
    later = clock.utc_s(records) - end if cut else np.empty(0)
    if ((later > _BEYOND_LAST_S) & (later < _DAY_S)).any():
        stated.append(replace(_unstated(messages, records)[-1], start_utc_s=end))
    return stated


def divide(whole: Recording, among: Sequence[Leg], beat_utc_s: FloatArray) -> list[Recording]:
    """The recording of a whole file as one for each leg; `beat_utc_s` (k,) are the times of `whole.rr_s`.

    What has no time goes where the one before it goes.
    """
    of_record = _leg_at(whole.utc_s, among)
    of_beat = _leg_at(beat_utc_s, among)
    of_lap = _leg_at([lap.start_utc_s for lap in whole.laps], among)
    of_set = _leg_at([each.start_utc_s for each in whole.sets], among)
    of_pause = _leg_at([stop for stop, _ in whole.pauses], among)
    recordings = []
    for index, leg in enumerate(among):
        rows = _rows(of_record == index)
        recording = replace(
            whole,
            utc_s=whole.utc_s[rows],
            streams=_saying(whole.streams, rows),
            developer=_saying(whole.developer, rows),
            laps=tuple(lap for lap, at in zip(whole.laps, of_lap, strict=True) if at == index),
            sets=tuple(each for each, at in zip(whole.sets, of_set, strict=True) if at == index),
            pauses=tuple(pause for pause, at in zip(whole.pauses, of_pause, strict=True) if at == index),
            rr_s=whole.rr_s[of_beat == index],
        )
        recordings.append(_told(recording, leg))
    return recordings


def _told(recording: Recording, leg: Leg) -> Recording:
    """The recording of one leg with what is said of it."""
    last_s = np.fmax.reduce(recording.utc_s, initial=-np.inf)
    return replace(
        recording,
        sport=leg.sport,
        sub_sport=leg.sub_sport,
        name=leg.name,
        totals=leg.totals or totals_of_laps(recording.laps, last_s),
        warnings=() if leg.totals else (NO_SUMMARY,),
    )


def _rows(mask: BoolArray) -> IntArray | slice:
    """The rows of a leg: as a slice, where they lie side by side, so that nothing is copied."""
    rows = np.flatnonzero(mask)
    if not len(rows):
        return slice(0)
    first, last = int(rows[0]), int(rows[-1])
    return slice(first, last + 1) if last - first == len(rows) - 1 else rows


def _saying(columns: Mapping[str, FloatArray], rows: IntArray | slice) -> dict[str, FloatArray]:
    """The rows of every column that says something in them."""
    return {name: values[rows] for name, values in columns.items() if not np.isnan(values[rows]).all()}


def _leg_at(utc_s: FloatArray | Sequence[float | None], among: Sequence[Leg]) -> IntArray:
    """The leg (n,) in which each of `utc_s` (n,) lies; what has no time lies where the one before it does."""
    times = np.asarray(utc_s, dtype=float)
    timed = ~np.isnan(times)
    if not timed.all():
        before = np.maximum.accumulate(np.where(timed, np.arange(len(times)), 0))
        times = np.where(timed, times, -np.inf)[before]
    begun = np.array([leg.start_utc_s for leg in among[1:]])
    found: IntArray = np.searchsorted(begun, times, side="right")
    return found


def _unstated(messages: Messages, records: Table) -> list[Leg]:
    """A leg for each sport the watch was set to, with no start of its own; one at least."""
    sports = messages.table(SPORT)
    words = sport_words(sports) or [(None, None)]
    names = sports.texts("name") or [None]
    return [
        Leg(-np.inf, sport or _sport_of(records), sub_sport, name, None)
        for (sport, sub_sport), name in zip(words, names, strict=True)
    ]


def _end(leg: Leg) -> float:
    """When a leg was over, as its session states it; infinity where it does not."""
    elapsed_s = leg.totals.elapsed_s if leg.totals else None
    return np.inf if elapsed_s is None else leg.start_utc_s + elapsed_s


def _sport_of(records: Table) -> str:
    return commonest_sport(records.column("activity_type")) or _NO_SPORT


def _stated(messages: Messages, clock: Clock, records: Table) -> list[Leg]:
    """A leg for each session. A session stated twice counts once, as it was stated last."""
    sessions = messages.table(SESSION)
    if len(sessions) > MOST_LEGS:
        raise Unreadable(TOO_MANY)
    begun = starts(sessions, clock.utc_s(sessions))
    names = sessions.texts("sport_profile_name")
    settings = messages.table(SPORT).texts("name")
    if len(settings) == len(names):
        names = [name or setting for name, setting in zip(names, settings, strict=True)]
    found = {
        (start, sport): Leg(start, sport or _sport_of(records), sub_sport, name, stated)
        for start, (sport, sub_sport), name, stated in zip(
            np.nan_to_num(begun, nan=-np.inf).tolist(),
            sport_words(sessions),
            names,
            totals(sessions, begun),
            strict=True,
        )
    }
    return sorted(found.values(), key=lambda leg: leg.start_utc_s)
