"""What a FIT file states beside its records: totals, laps, pauses, strength sets, the sport and the time zone."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from runstrong.ingest.fit.clock import EPOCH_S
from runstrong.ingest.fit.profile import word
from runstrong.ingest.fit.table import Table
from runstrong.model.arrays import FloatArray
from runstrong.model.recording import StrengthSet, Totals

_TOTALS: Final = {
    "elapsed_s": "total_elapsed_time",
    "timer_s": "total_timer_time",
    "distance_m": "total_distance",
    "avg_hr_bpm": "avg_heart_rate",
    "max_hr_bpm": "max_heart_rate",
    "ascent_m": "total_ascent",
}

_TIMER: Final = 0
_START: Final = 0
_STOPS: Final = (1, 4, 8, 9)
"""stop, stop_all, stop_disable, stop_disable_all."""

_ACTIVE: Final = 1
_QUARTER_HOUR_S: Final = 900
_WIDEST_OFFSET_S: Final = 15 * 3600


def totals(stated: Table, start_utc_s: FloatArray) -> list[Totals]:
    """What each session or lap message states; `start_utc_s` (n,) from `starts`."""
    columns = {name: stated.column(field) for name, field in _TOTALS.items()}
    return [
        Totals(_said(start), **{name: _said(values[row]) for name, values in columns.items()})
        for row, start in enumerate(start_utc_s)
    ]


def starts(stated: Table, utc_s: FloatArray) -> FloatArray:
    """When each session or lap began (n,): as it says, else its timestamp less its duration."""
    begun = stated.column("start_time") + EPOCH_S
    return np.where(np.isnan(begun), utc_s - np.nan_to_num(stated.column("total_elapsed_time")), begun)


def totals_of_laps(laps: Sequence[Totals], last_record_s: float) -> Totals:
    """An activity's totals from its laps, where no session states them; nothing if the laps end before it does."""
    begun = [lap.start_utc_s for lap in laps if lap.start_utc_s is not None]
    ended = [lap.start_utc_s + lap.elapsed_s for lap in laps if lap.start_utc_s is not None and lap.elapsed_s]
    if not ended or max(ended) < last_record_s - 1:
        return Totals()
    return Totals(
        start_utc_s=min(begun),
        elapsed_s=max(ended) - min(begun),
        timer_s=_sum([lap.timer_s for lap in laps]),
        distance_m=_sum([lap.distance_m for lap in laps]),
        avg_hr_bpm=_mean([lap.avg_hr_bpm for lap in laps], [lap.timer_s for lap in laps]),
        max_hr_bpm=max((lap.max_hr_bpm for lap in laps if lap.max_hr_bpm is not None), default=None),
        ascent_m=_sum([lap.ascent_m for lap in laps]),
    )


def pauses(events: Table, utc_s: FloatArray) -> tuple[tuple[float, float], ...]:
    """(stop, restart) of the timer in UTC s; a stop that nothing follows is the end, not a pause."""
    found: list[tuple[float, float]] = []
    stopped = None
    timer = np.flatnonzero(events.column("event") == _TIMER)
    types = events.column("event_type")
    for row in timer[np.argsort(utc_s[timer], kind="stable")]:
        if types[row] in _STOPS and stopped is None:
            stopped = float(utc_s[row])
        elif types[row] == _START and stopped is not None:
            found.append((stopped, float(utc_s[row])))
            stopped = None
    return tuple((stop, restart) for stop, restart in found if restart > stop)


def strength_sets(sets: Table) -> list[StrengthSet]:
    """Every set and rest a watch recorded, in file order."""
    start, duration, kind = (sets.column(name) for name in ("start_time", "duration", "set_type"))
    reps, weight = sets.column("repetitions"), sets.column("weight")
    category, exercise = (_first(sets.lists(name)) for name in ("category", "category_subtype"))
    return [
        StrengthSet(
            start_utc_s=_said(start[row] + EPOCH_S),
            duration_s=_said(duration[row]),
            active=bool(kind[row] == _ACTIVE),
            reps=_whole(reps[row]),
            weight_kg=_said(weight[row]),
            category=_whole(category[row]),
            exercise=_whole(exercise[row]),
        )
        for row in range(len(sets))
    ]


def utc_offset_s(activity: Table, utc_s: FloatArray) -> int | None:
    """How far the watch's wall clock was ahead of UTC, to the quarter hour; None where that makes no sense."""
    offsets = activity.column("local_timestamp") + EPOCH_S - utc_s
    sane = offsets[np.abs(offsets) <= _WIDEST_OFFSET_S]
    return round(sane[-1] / _QUARTER_HOUR_S) * _QUARTER_HOUR_S if len(sane) else None


def sport_words(stated: Table) -> list[tuple[str | None, str | None]]:
    """Sport and sub-sport of each session or sport message in FIT's words; None where it says nothing."""
    return [
        (_word("sport", sport), _word("sub_sport", sub_sport))
        for sport, sub_sport in zip(stated.column("sport"), stated.column("sub_sport"), strict=True)
    ]


def commonest_sport(activity_types: FloatArray) -> str | None:
    """The sport that most records name; None where none does."""
    said, counts = np.unique(activity_types[~np.isnan(activity_types)], return_counts=True)
    return word("activity_type", int(said[counts.argmax()])) if len(said) else None


def _word(kind: str, number: float) -> str | None:
    return None if math.isnan(number) else word(kind, int(number))


def _said(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _whole(value: float) -> int | None:
    return None if math.isnan(value) else int(value)


def _first(values: FloatArray) -> FloatArray:
    """The first value of each row (n,) that is one."""
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    rows: FloatArray = values[np.arange(len(values)), np.argmin(np.isnan(values), axis=1)]
    return rows


def _sum(values: Sequence[float | None]) -> float | None:
    said = [value for value in values if value is not None]
    return sum(said) if said and len(said) == len(values) else None


def _mean(values: Sequence[float | None], weights: Sequence[float | None]) -> float | None:
    pairs = [(value, weight) for value, weight in zip(values, weights, strict=True) if value and weight]
    total = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / total if total else None
