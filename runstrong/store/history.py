"""What became of every file: the part of the store that tells its past."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from runstrong.model.outcome import FileOutcome, ImportedActivity, Outcome
from runstrong.store import rows
from runstrong.store.database import Cursor, Store

_OUTCOME_ACTIVITY: Final = (
    "id", "sport", "sub_sport", "start_utc", "elapsed_s", "timer_s", "distance_m", "avg_hr_bpm", "samples", "laps",
    "duplicate_of", "possible_duplicate_of",
)  # fmt: skip
"""Fields of ImportedActivity, in their order."""


@dataclass(frozen=True, slots=True)
class StoredOutcome:
    """A line of the history: what became of a file, when (UTC), and its bytes' SHA-256 where they are kept."""

    imported_at: datetime
    sha256: str | None
    outcome: FileOutcome


@dataclass(frozen=True, slots=True)
class Arrival:
    """A stored file as it came: what became of it then, its activities, whether one of them lacks something."""

    sha256: str
    outcome: Outcome
    ids: tuple[str, ...]
    lost: bool


def known_hashes(store: Store) -> frozenset[str]:
    """The SHA-256 of every file whose activities are stored."""
    with store.read() as cursor:
        return frozenset(
            sha256 for (sha256,) in cursor.execute("SELECT DISTINCT sha256 FROM activities").fetchall()
        )


def packings(store: Store) -> dict[str, str]:
    """SHA-256 of files as they last came packed -> that of their own bytes, where their activities are stored."""
    with store.read() as cursor:
        found = cursor.execute(
            """
            SELECT packed, sha256 FROM files
            WHERE packed IS NOT NULL AND sha256 IN (SELECT sha256 FROM activities)
            """
        ).fetchall()
    return dict(found)


def known_files(store: Store, hashes: Sequence[str]) -> dict[str, FileOutcome]:
    """What became of bytes when their activities were stored, by SHA-256; those of which none are stay out."""
    with store.read() as cursor:
        stored = cursor.execute(
            "SELECT DISTINCT sha256 FROM activities WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))", [list(hashes)]
        ).fetchall()
        if not stored:
            return {}
        activities = _activities_of(cursor, [sha256 for (sha256,) in stored])
        lines = cursor.execute(
            """
            SELECT sha256, name, outcome, reason, warnings FROM imports
            WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))
            QUALIFY row_number() OVER (PARTITION BY sha256 ORDER BY number) = 1
            """,
            [list(activities)],
        ).fetchall()
    return {sha256: _outcome(line, activities[sha256]) for sha256, *line in lines}


def arrivals(store: Store, ids: Collection[str]) -> list[Arrival]:
    """The files of some activities, in the order in which they came."""
    with store.read() as cursor:
        found = cursor.execute(
            """
            SELECT sha256, arg_min(outcome, number), list(DISTINCT id), bool_or(lost)
            FROM imports JOIN activities USING (sha256)
            WHERE sha256 IN (SELECT sha256 FROM activities WHERE id IN (SELECT unnest(?::VARCHAR[])))
            GROUP BY sha256 ORDER BY min(number)
            """,
            [list(ids)],
        ).fetchall()
    return [Arrival(sha256, Outcome(outcome), tuple(sorted(held)), lost) for sha256, outcome, held, lost in found]


def captioned(store: Store, hashes: Sequence[str]) -> set[str]:
    """Those of the files, by SHA-256, of which something is written already."""
    with store.read() as cursor:
        found = cursor.execute(
            "SELECT sha256 FROM captions WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))", [list(hashes)]
        ).fetchall()
    return {sha256 for (sha256,) in found}


def refused_before(store: Store, outcomes: Collection[FileOutcome]) -> set[FileOutcome]:
    """Those of the outcomes whose file has been refused for this very reason before, under the same name."""
    by_line = {(rows.storable(o.name), o.outcome.value, o.reason): o for o in outcomes}
    with store.read() as cursor:
        found = cursor.execute(
            """
            SELECT DISTINCT name, outcome, reason FROM imports
            WHERE sha256 IS NULL AND name IN (SELECT unnest(?::VARCHAR[]))
            """,
            [[name for name, *_ in by_line]],
        ).fetchall()
    return {by_line[line] for line in found if line in by_line}


def outcomes(store: Store, search: str = "", limit: int = 50, offset: int = 0) -> list[StoredOutcome]:
    """The history of imports, newest first: lines with every word of `search` in name, outcome or reason."""
    fits, words = _with_every_word(search)
    with store.read() as cursor:
        lines = cursor.execute(
            f"""
            SELECT imported_at, sha256, name, outcome, reason, warnings FROM imports WHERE {fits}
            ORDER BY imported_at DESC, number DESC LIMIT ? OFFSET ?
            """,
            [*words, limit, offset],
        ).fetchall()
        activities = _activities_of(cursor, [line[1] for line in lines])
    return [StoredOutcome(line[0], line[1], _outcome(line[2:], activities[line[1]])) for line in lines]


def outcome_count(store: Store, search: str = "") -> int:
    """How many lines of the history `outcomes` would tell without a limit."""
    fits, words = _with_every_word(search)
    with store.read() as cursor:
        [(number,)] = cursor.execute(f"SELECT count(*) FROM imports WHERE {fits}", words).fetchall()
    return int(number)


def _with_every_word(search: str) -> tuple[str, list[str]]:
    """The condition that a line of the history holds every word, in any case; and the words, to be bound."""
    words = search.split()
    one = "contains(lower(concat_ws(' ', name, outcome, reason)), lower(?))"
    return " AND ".join(["true", *[one for _ in words]]), words


def _activities_of(cursor: Cursor, hashes: Sequence[str | None]) -> Mapping[str | None, list[ImportedActivity]]:
    found = cursor.execute(
        f"""
        SELECT sha256, {", ".join(_OUTCOME_ACTIVITY)} FROM activities JOIN facts ON activity = key
        WHERE sha256 IN (SELECT unnest(?::VARCHAR[])) ORDER BY part
        """,
        [[sha256 for sha256 in hashes if sha256 is not None]],
    ).fetchall()
    activities: dict[str | None, list[ImportedActivity]] = defaultdict(list)
    for sha256, *values in found:
        activities[sha256].append(ImportedActivity(*values))
    return activities


def _outcome(line: Sequence[Any], activities: Sequence[ImportedActivity]) -> FileOutcome:
    name, outcome, reason, warnings = line
    return FileOutcome(name, Outcome(outcome), reason, rows.sentences(warnings), tuple(activities))
