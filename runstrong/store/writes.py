"""Everything that changes the store. A file is one transaction: all of it is stored, or nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import pyarrow as pa

from runstrong.errors import UnknownActivity
from runstrong.model.athlete import Setting
from runstrong.model.facts import RunFacts
from runstrong.model.outcome import FileOutcome
from runstrong.model.track import Track
from runstrong.store import rows
from runstrong.store.database import Cursor, Store
from runstrong.store.history import OwnAnswers, refused_before


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity about to be stored. Ids are the first 12 digits of the file's SHA-256, a dash and `part`.

    `duplicate_of` hides it behind a stored activity; `replaces` hides a stored one behind it.
    """

    id: str
    part: int
    track: Track
    facts: RunFacts
    duplicate_of: str | None = None
    possible_duplicate_of: str | None = None
    replaces: str | None = None


def save_file(
    store: Store, *, name: str, sha256: str, outcome: FileOutcome, activities: Sequence[NewActivity]
) -> None:
    """Store a file's activities and what became of it. Bytes stored before keep their activities as they are."""
    with store.write() as cursor:
        _log(cursor, outcome, sha256, name)
        [(last_key, known)] = cursor.execute(
            "SELECT coalesce(max(key), 0), coalesce(bool_or(sha256 = ?), false) FROM activities", [sha256]
        ).fetchall()
        for key, activity in enumerate(() if known else activities, start=last_key + 1):
            _save_activity(cursor, sha256, activity, key)


def record_outcome(store: Store, outcome: FileOutcome, sha256: str | None = None) -> None:
    """Remember what became of a file that gave nothing; `sha256` only where its original is kept.

    A file refused before, under the same name and for the same reason, is no news: nothing changes.
    """
    if sha256 is None and refused_before(store, outcome):
        return
    with store.write() as cursor:
        _log(cursor, outcome, sha256, outcome.name)


def link_duplicate(store: Store, activity_id: str, duplicate_of: str | None) -> None:
    """Hide an activity behind another one, or show it again; raises UnknownActivity."""
    with store.write() as cursor:
        for known in (activity_id, duplicate_of or activity_id):
            _must_know(cursor, known)
        _link(cursor, activity_id, duplicate_of)


def set_mark(store: Store, activity_id: str, key: str, value: str | None) -> None:
    """Remember, or with None forget, what the runner says about an activity; raises UnknownActivity."""
    with store.write() as cursor:
        _must_know(cursor, activity_id)
        cursor.execute("DELETE FROM marks WHERE activity_id = ? AND key = ?", [activity_id, key])
        if value is not None:
            _insert(cursor, "marks", {"activity_id": activity_id, "key": key, "value": value, "marked_at": _now()})


def save_settings(store: Store, settings: Sequence[Setting]) -> None:
    """Store answers, all or none; one with the same key and day, or the same key without a day, is replaced."""
    with store.write() as cursor:
        for setting in settings:
            cursor.execute(
                "DELETE FROM settings WHERE key = ? AND from_day IS NOT DISTINCT FROM ?",
                [setting.key, setting.from_day],
            )
            _insert(cursor, "settings", asdict(setting))


def restore_answers(store: Store, own: OwnAnswers) -> None:
    """Put what the runner said in another store into this one, which is still empty."""
    with store.write() as cursor:
        for table, answers in own.tables.items():
            for answer in answers:
                _insert(cursor, table, answer)


def _save_activity(cursor: Cursor, sha256: str, activity: NewActivity, key: int) -> None:
    track, facts = activity.track, activity.facts
    identity: rows.Row = {
        "key": key,
        "id": activity.id,
        "sha256": sha256,
        "part": activity.part,
        "duplicate_of": activity.duplicate_of,
        "possible_duplicate_of": activity.possible_duplicate_of,
    }
    _insert(cursor, "activities", {**identity, **rows.track_row(track, facts)})
    _insert(cursor, "facts", {"activity": key, **rows.facts_row(facts)})
    _append(cursor, "raw_samples", rows.sample_table(track, key))
    _append(cursor, "windows", rows.window_table(facts.windows, key))
    for table, records in (("laps", track.laps), ("sets", track.sets)):
        if records:
            _append(cursor, table, rows.record_table(records, key))
    if activity.replaces is not None:
        _link(cursor, activity.replaces, activity.id)


def _log(cursor: Cursor, outcome: FileOutcome, sha256: str | None, name: str) -> None:
    """Add a line to the history."""
    [(number,)] = cursor.execute("SELECT coalesce(max(number), 0) + 1 FROM imports").fetchall()
    line = {
        "number": number,
        "imported_at": _now() if sha256 is None else _received(cursor, sha256, name),
        "name": name,
        "sha256": sha256,
        "outcome": outcome.outcome.value,
        "reason": outcome.reason,
        "warnings": rows.as_json(outcome.warnings),
    }
    _insert(cursor, "imports", line)


def _received(cursor: Cursor, sha256: str, name: str) -> datetime:
    """When these bytes came in: now, or in a rebuild (no line about them any more) when they first did."""
    now = _now()
    known = cursor.execute("SELECT received FROM files WHERE sha256 = ?", [sha256]).fetchall()
    if not known:
        _insert(cursor, "files", {"sha256": sha256, "name": name, "received": now})
        return now
    is_logged = cursor.execute("SELECT 1 FROM imports WHERE sha256 = ? LIMIT 1", [sha256]).fetchall()
    received: datetime = known[0][0]
    return now if is_logged else received


def _must_know(cursor: Cursor, activity_id: str) -> None:
    if not cursor.execute("SELECT 1 FROM activities WHERE id = ?", [activity_id]).fetchall():
        raise UnknownActivity(f"There is no activity {activity_id}.")


def _link(cursor: Cursor, activity_id: str, duplicate_of: str | None) -> None:
    """Every duplicate points at the activity that is shown, never at another duplicate or at itself."""
    if duplicate_of in {None, activity_id}:
        cursor.execute("UPDATE activities SET duplicate_of = NULL WHERE id = ?", [activity_id])
        return
    cursor.execute(
        "UPDATE activities SET duplicate_of = NULL WHERE id = ? AND duplicate_of = ?", [duplicate_of, activity_id]
    )
    cursor.execute(
        """
        UPDATE activities SET duplicate_of = (SELECT coalesce(duplicate_of, id) FROM activities WHERE id = $shown)
        WHERE id = $hidden OR duplicate_of = $hidden
        """,
        {"shown": duplicate_of, "hidden": activity_id},
    )


def _insert(cursor: Cursor, table: str, row: rows.Row) -> None:
    places = ", ".join("?" for _ in row)
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})",
        [rows.storable(value) for value in row.values()],
    )


def _append(cursor: Cursor, table: str, many: pa.Table) -> None:
    """Many rows at once, straight from memory: executemany takes a thousand times as long.

    The registered name goes with the cursor; taking it away costs as much as a small insert.
    """
    if many.num_rows == 0:
        return
    cursor.register("incoming", many)
    cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
