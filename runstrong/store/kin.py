"""What tells a stored activity from others, of its own file alone, and what was filled in from theirs."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np

from runstrong.model.facts import Filled
from runstrong.model.recording import Format
from runstrong.model.track import ZoneSource
from runstrong.store import rows
from runstrong.store.database import Store
from runstrong.store.packed import Packed

FURTHEST_S: Final = 14 * 3600 + 120
"""How far clocks can be apart, in time zones and by drift; then only what is as long and as far is near."""
AS_LONG, AS_FAR = 0.021, 0.053
MOST: Final = 64
"""So many at most, those that are shown and lie nearest first: thousands of files of one hour are no runner's."""

_COLUMNS: Final = (
    "id", "sha256", "part", "format", "sport", "start_utc", "elapsed_s", "distance_m", "hr_quality IS NOT NULL",
    "moving_s IS NOT NULL", "samples", "device", "hr_source", "utc_offset_s", "time_zone", "zone_source",
    "clock_ok", "duplicate_of", "possible_duplicate_of", "filled IS NOT NULL", "own",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """Figures of an activity as its own file has them: distance in m, whether it tells heart rate and motion."""

    distance_m: float | None
    has_heart: bool
    has_motion: bool


@dataclass(frozen=True, slots=True)
class Kin:
    """A stored activity as far as it matters whether others are the same one; times are naive UTC."""

    id: str
    sha256: str
    part: int
    format: Format
    sport: str
    start_utc: datetime
    elapsed_s: float
    own: Own
    samples: int
    device: str | None
    hr_source: str | None
    zone: tuple[int, str, ZoneSource]
    clock_ok: bool
    duplicate_of: str | None
    possible_duplicate_of: str | None
    is_filled: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Where to look for kin: from a start (naive UTC) on for `elapsed_s`, or what is as long and as far."""

    start_utc: datetime
    elapsed_s: float
    distance_m: float | None


def near(store: Store, reaches: Sequence[Reach]) -> list[Kin]:
    """Activities that share time with one of the reaches, or are like it within 14 hours, ascending by start."""
    if not reaches:
        return []
    with store.read() as cursor:
        times: dict[str, Any] = cursor.execute(
            """
            SELECT key, start_utc AS start,
                greatest(end_utc, start_utc + to_seconds(coalesce(elapsed_s, 0))) AS over,
                coalesce(elapsed_s, 0) AS lasts_s, distance_m, duplicate_of IS NULL AS is_shown
            FROM activities JOIN facts ON activity = key ORDER BY start_utc
            """
        ).fetchnumpy()
    # Measured: a join over these conditions in the database takes three times as long.
    times["distance_m"] = np.ma.filled(times["distance_m"], np.nan)
    longest = (times["over"] - times["start"]).max(initial=np.timedelta64(FURTHEST_S, "s"))
    keys = {key for reach in reaches for key in _in_reach(times, longest, reach)}
    # Most new activities are alone, and asking for all there is to know about none takes long, too.
    return _kin(store, "key IN (SELECT unnest(?::INTEGER[]))", sorted(keys)) if keys else []


def _in_reach(times: Mapping[str, Any], longest: np.timedelta64, reach: Reach) -> list[int]:
    """Keys of those that share time with a reach, or are as long and as far not far away."""
    first, away = np.datetime64(reach.start_utc, "us"), np.timedelta64(FURTHEST_S, "s")
    last = first + np.timedelta64(round(1e6 * max(reach.elapsed_s, 1.0)), "us")
    around = slice(*np.searchsorted(times["start"], [first - longest, max(last, first + away)]))
    key, start, over, lasts_s, distance_m, is_shown = (times[name][around] for name in times)
    far = np.nan if reach.distance_m is None else reach.distance_m
    shares = (start == first) | ((start < last) & (over > first))
    is_alike = np.abs(lasts_s - reach.elapsed_s) <= AS_LONG * reach.elapsed_s
    is_alike &= ~(np.abs(distance_m - far) > AS_FAR * far) & (np.abs(start - first) <= away)
    found = np.flatnonzero(shares | is_alike)
    nearest = np.lexsort((np.abs(start[found] - first), ~is_shown[found]))[:MOST]
    keys: list[int] = key[found[nearest]].tolist()
    return keys


def kin(store: Store, ids: Collection[str]) -> list[Kin]:
    """Activities by their ids; unknown ones are passed over."""
    return _kin(store, "id IN (SELECT unnest(?::VARCHAR[]))", list(ids)) if ids else []


def _kin(store: Store, condition: str, wanted: Sequence[object]) -> list[Kin]:
    with store.read() as cursor:
        found = cursor.execute(
            f"""
            SELECT {", ".join(_COLUMNS)} FROM activities JOIN facts ON activity = key
            WHERE {condition} ORDER BY start_utc, id
            """,
            [wanted],
        ).fetchall()
    return [_from_row(*row) for row in found]


def _from_row(*row: Any) -> Kin:
    identity, elapsed_s, figures, beside, zone, rest = row[:6], row[6], row[7:10], row[10:13], row[13:16], row[16:]
    *clock_and_links, is_filled, stored_own = rest
    own = Own(**json.loads(stored_own)) if stored_own else Own(*figures)
    values: list[Any] = [*identity, elapsed_s or 0.0, own, *beside, zone, *clock_and_links, is_filled]
    return Kin(*values)


def kin_in(packed: Packed, activity_id: str, sha256: str, part: int) -> Kin:
    """An activity that is about to be stored, as if it were already, shown and alone."""
    row: Any = packed.activity
    figures: Any = packed.facts
    own = Own(figures["distance_m"], figures["hr_quality"] is not None, figures["moving_s"] is not None)
    zone = row["utc_offset_s"], row["time_zone"], row["zone_source"]
    return Kin(
        activity_id, sha256, part, row["format"], row["sport"], row["start_utc"], figures["elapsed_s"] or 0.0, own,
        row["samples"], row["device"], row["hr_source"], zone, row["clock_ok"], None, None,
        is_filled=False,
    )  # fmt: skip


def filling_row(filled: Sequence[Filled], own: Own | None) -> rows.Row:
    """How it is stored what was filled in; nothing where nothing was."""
    gifts = [[gift.stream, gift.source, gift.seconds, gift.whole] for gift in filled]
    return {
        "filled": rows.as_json(gifts) if gifts else None,
        "own": rows.as_json(asdict(own)) if gifts and own else None,
    }


def filled_from(text: str | None) -> tuple[Filled, ...]:
    """What was filled in, as stored."""
    return tuple(_gifts(text)) if text else ()


def _gifts(text: str) -> Iterator[Filled]:
    for stream, source, seconds, whole in json.loads(text):
        yield Filled(stream, source, seconds, whole)
