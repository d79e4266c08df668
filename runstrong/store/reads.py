"""Everything that is asked of the store. Each call sees one moment of it and leaves nothing open."""

from collections.abc import Collection
from typing import Any, Final

import numpy as np

from runstrong.errors import UnknownActivity
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.athlete import Setting
from runstrong.model.facts import Windows
from runstrong.model.recording import StrengthSet, Totals
from runstrong.model.track import COLUMNS
from runstrong.store import rows
from runstrong.store.database import Cursor, Store
from runstrong.store.history import (
    StoredOutcome,
    captioned,
    known_files,
    known_hashes,
    outcome_count,
    outcomes,
    packings,
)  # fmt: skip
from runstrong.store.summaries import Counts, counts, has_activities, summaries, summary

__all__ = [
    "Counts", "StoredOutcome", "captioned", "columns", "counts", "has_activities", "known_files",
    "known_hashes", "laps", "outcome_count", "outcomes", "packings", "sets", "settings", "starts",
    "summaries", "summary", "windows",
]  # fmt: skip

_FIRST_S = 900.0
"""A watch that has found no satellites by then tells no start."""

_SCALE: Final = {column.name: column.scale for column in COLUMNS}


def columns(store: Store, activity_id: str) -> tuple[dict[str, FloatArray], IntArray]:
    """An activity's columns and stretches, (n,) each, equal to those of the Track; raises UnknownActivity."""
    with store.read() as cursor:
        key, names = _one(cursor, "key, columns", activity_id)
        present = rows.sentences(names)
        found = cursor.execute(
            f"SELECT stretch, {', '.join(present)} FROM samples WHERE activity = ? ORDER BY seq", [key]
        ).fetchnumpy()
    stretch: IntArray = np.asarray(found.pop("stretch"), dtype=np.int64)
    return {name: _float(values) for name, values in found.items()}, stretch


def laps(store: Store, activity_id: str) -> list[Totals]:
    """An activity's laps as its watch states them; raises UnknownActivity."""
    return [Totals(*row) for row in _records(store, "laps", activity_id)]


def sets(store: Store, activity_id: str) -> list[StrengthSet]:
    """An activity's sets as its watch recorded them; raises UnknownActivity."""
    return [StrengthSet(*row) for row in _records(store, "sets", activity_id)]


def starts(store: Store, ids: Collection[str]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude in degrees where each activity began; those without a position are left out."""
    with store.read() as cursor:
        among = "SELECT key, id FROM activities WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        named = dict(cursor.execute(among, [list(ids)]).fetchall())
        # Measured: stored numbers of neighbouring activities take half the time of the view and a join.
        found = cursor.execute(
            f"""
            SELECT activity, arg_min(lat_deg, seq)::DOUBLE / {_SCALE["lat_deg"]},
                arg_min(lon_deg, seq)::DOUBLE / {_SCALE["lon_deg"]}
            FROM raw_samples WHERE activity BETWEEN ? AND ? AND t_s < ?
                AND lat_deg IS NOT NULL AND lon_deg IS NOT NULL
            GROUP BY activity
            """,
            [min(named, default=0), max(named, default=0), _FIRST_S * _SCALE["t_s"]],
        ).fetchall()
    return {named[key]: (lat, lon) for key, lat, lon in found if key in named}


def windows(store: Store) -> dict[str, Windows]:
    """The steady windows of every activity."""
    with store.read() as cursor:
        heads = cursor.execute(
            """
            SELECT key, id, windows_failed, windows_considered
            FROM activities JOIN facts ON activity = key ORDER BY key
            """
        ).fetchall()
        found = cursor.execute(
            "SELECT activity, minute, speed_mps, hr_bpm FROM windows ORDER BY activity, seq"
        ).fetchnumpy()
    keys, activity = [key for key, *_ in heads], np.asarray(found["activity"])
    begins, ends = np.searchsorted(activity, keys), np.searchsorted(activity, keys, side="right")
    minute, speed, hr = (_float(found[name]) for name in ("minute", "speed_mps", "hr_bpm"))
    return {
        activity_id: Windows(minute[a:b], speed[a:b], hr[a:b], rows.failed(failed), considered)
        for (_, activity_id, failed, considered), a, b in zip(heads, begins.tolist(), ends.tolist(), strict=True)
    }


def settings(store: Store) -> list[Setting]:
    """Every stored answer, by key and day; those without a day first."""
    with store.read() as cursor:
        found = cursor.execute("SELECT key, value, from_day FROM settings ORDER BY key, from_day NULLS FIRST")
        return [Setting(*row) for row in found.fetchall()]


def _one(cursor: Cursor, what: str, activity_id: str) -> tuple[Any, ...]:
    found = cursor.execute(f"SELECT {what} FROM activities WHERE id = ?", [activity_id]).fetchall()
    if not found:
        raise UnknownActivity(f"There is no activity {activity_id}.")
    row: tuple[Any, ...] = found[0]
    return row


def _records(store: Store, table: str, activity_id: str) -> list[tuple[Any, ...]]:
    with store.read() as cursor:
        (key,) = _one(cursor, "key", activity_id)
        everything = f"SELECT * EXCLUDE (activity, seq) FROM {table} WHERE activity = ? ORDER BY seq"
        found: list[tuple[Any, ...]] = cursor.execute(everything, [key]).fetchall()
    return found


def _float(values: Any) -> FloatArray:
    """A fetched column as floats: masked where the store holds NULL, NaN where a reader looks."""
    filled: FloatArray = np.ma.filled(values, np.nan)
    return filled
