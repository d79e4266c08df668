"""What the runner removed for good: its rows go, and its file is remembered, so that no import brings it back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from runstrong.errors import UnknownActivity
from runstrong.model.outcome import Outcome
from runstrong.store.database import Cursor, Store
from runstrong.store.packed import append
from runstrong.store.pairs import Changes, change

_LONG: Final = ("facts", "raw_samples", "windows", "laps", "sets")


@dataclass(frozen=True, slots=True)
class Going:
    """What removing a run takes away: its activities, the shown one first, and the names of the files they are in.

    `staying` are those of the files that hold other activities, too: they are kept for these.
    """

    ids: tuple[str, ...]
    files: tuple[str, ...]
    staying: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemovedFile:
    """A file out of which activities were removed: their ids, sports and local days, and when that was last done.

    `is_gone` where nothing of it is left; else it is kept for what else it holds.
    """

    sha256: str
    name: str
    ids: tuple[str, ...]
    sports: tuple[str, ...]
    days: tuple[date, ...]
    removed_on: date
    is_gone: bool

    @property
    def sentence(self) -> str:
        """What to say to whoever brings it again."""
        return removed_sentence(self.sports, self.removed_on)


@dataclass(frozen=True, slots=True)
class Line:
    """What the history says of a file from now on."""

    sha256: str
    outcome: Outcome
    reason: str | None


def removed_sentence(sports: Collection[str], day: date) -> str:
    """`You removed this run on 3 March 2026.`"""
    what = "run" if set(sports) == {"running"} else "activity"
    return f"You removed this {what} on {day.day} {day:%B %Y}."


def unknown(store: Store, activity_id: str) -> UnknownActivity:
    """What to raise about an activity that is not here: there never was one, or it was removed."""
    with store.read() as cursor:
        found = cursor.execute(
            "SELECT sport, removed_on FROM removed WHERE activity_id = ?", [activity_id]
        ).fetchall()
    told = [removed_sentence([sport], day) for sport, day in found]
    return UnknownActivity(told[0] if told else f"There is no activity {activity_id}.")


def going(store: Store, activity_id: str) -> Going:
    """What goes with a run, whichever of its files is named; raises UnknownActivity."""
    with store.read() as cursor:
        found = cursor.execute(
            """
            WITH named AS (SELECT coalesce(duplicate_of, id) AS shown FROM activities WHERE id = ?),
            going AS (SELECT id, sha256, id = shown AS is_shown FROM activities, named
                      WHERE id = shown OR duplicate_of = shown)
            SELECT going.id, name, EXISTS (SELECT 1 FROM activities AS other WHERE other.sha256 = going.sha256
                                           AND other.id NOT IN (SELECT id FROM going))
            FROM going JOIN files USING (sha256) ORDER BY NOT is_shown, received, going.id
            """,
            [activity_id],
        ).fetchall()
    if not found:
        raise unknown(store, activity_id)
    ids, files, stays = zip(*found, strict=True)
    return Going(ids, files, tuple(name for name, kept in zip(files, stays, strict=True) if kept))


def beside(store: Store, ids: Collection[str]) -> list[str]:
    """The other activities of the files in which these are."""
    with store.read() as cursor:
        found = cursor.execute(
            "SELECT id FROM activities WHERE sha256 IN (SELECT sha256 FROM activities WHERE id IN "
            "(SELECT unnest(?::VARCHAR[]))) ORDER BY id",
            [list(ids)],
        ).fetchall()
    return [one for (one,) in found if one not in ids]


def remove(store: Store, ids: Sequence[str], changes: Changes, lines: Sequence[Line], day: date) -> None:
    """Take activities and all that is said of them away, with what changes for others by it: one transaction.

    Originals of which nothing is left are to go once this is done: see `Store.clear_away_removed`.
    """
    with store.write() as cursor:
        named = cursor.execute(
            "SELECT id, sha256, files.name, sport, local_day FROM activities JOIN files USING (sha256) "
            "WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
            [list(ids)],
        ).fetchall()
        _drop(cursor, ids)
        gone = _emptied(cursor, {sha256 for _, sha256, *_ in named})
        names = ("activity_id", "sha256", "name", "sport", "local_day")
        rows = [dict(zip(names, row, strict=True)) | {"removed_on": day, "with_file": False} for row in named]
        append(cursor, "removed", rows)
        for table in ("imports", "files", "captions"):
            cursor.execute(f"DELETE FROM {table} WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))", [gone])
        cursor.execute("UPDATE removed SET with_file = true WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))", [gone])
        change(cursor, changes)
        for line in lines:
            cursor.execute(
                "UPDATE imports SET outcome = ?, reason = ? WHERE sha256 = ?",
                [line.outcome.value, line.reason, line.sha256],
            )


def _drop(cursor: Cursor, ids: Sequence[str]) -> None:
    among = "(SELECT unnest(?::VARCHAR[]))"
    for table in _LONG:
        cursor.execute(
            f"DELETE FROM {table} WHERE activity IN (SELECT key FROM activities WHERE id IN {among})", [list(ids)]
        )
    cursor.execute(f"DELETE FROM activities WHERE id IN {among}", [list(ids)])
    cursor.execute(f"DELETE FROM marks WHERE activity_id IN {among}", [list(ids)])
    cursor.execute(f"DELETE FROM pairs WHERE one IN {among} OR other IN {among}", [list(ids), list(ids)])


def _emptied(cursor: Cursor, hashes: Collection[str]) -> list[str]:
    """Those of the files that hold no activity any more."""
    found = cursor.execute(
        "SELECT DISTINCT sha256 FROM activities WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))", [list(hashes)]
    ).fetchall()
    return sorted(set(hashes) - {sha256 for (sha256,) in found})


def removed_files(store: Store, hashes: Collection[str] | None = None) -> dict[str, RemovedFile]:
    """Every file out of which something was removed, or those of some SHA-256, by that; the last removed first."""
    among = "true" if hashes is None else "sha256 IN (SELECT unnest(?::VARCHAR[]))"
    with store.read() as cursor:
        found = cursor.execute(
            f"""
            SELECT sha256, first(name), list(activity_id ORDER BY activity_id), list(sport ORDER BY activity_id),
                   list(local_day ORDER BY activity_id), max(removed_on), bool_and(with_file)
            FROM removed WHERE {among} GROUP BY sha256 ORDER BY max(removed_on) DESC, min(local_day) DESC, sha256
            """,
            [] if hashes is None else [list(hashes)],
        ).fetchall()
    return {
        sha256: RemovedFile(sha256, name, tuple(ids), tuple(sports), tuple(days), removed_on, is_gone)
        for sha256, name, ids, sports, days, removed_on, is_gone in found
    }


def answered_hashes(store: Store, *, again: bool = False) -> frozenset[str]:
    """The SHA-256 of every file that need not be read: all of it is stored, or was removed.

    Only where `again` what was removed is to be read, too.
    """
    everything = (
        "SELECT sha256 FROM activities EXCEPT SELECT sha256 FROM removed"
        if again
        else "SELECT sha256 FROM activities UNION SELECT sha256 FROM removed WHERE with_file"
    )
    with store.read() as cursor:
        return frozenset(sha256 for (sha256,) in cursor.execute(everything).fetchall())


def forget(store: Store, sha256: str) -> None:
    """A file comes in again like any other, when it comes."""
    with store.write() as cursor:
        cursor.execute("DELETE FROM removed WHERE sha256 = ?", [sha256])


def forget_stored(cursor: Cursor, ids: Sequence[str]) -> None:
    """Inside a transaction: of files of which removed activities are stored again, nothing was removed."""
    cursor.execute(
        "DELETE FROM removed WHERE sha256 IN (SELECT sha256 FROM removed WHERE activity_id IN "
        "(SELECT unnest(?::VARCHAR[])))",
        [list(ids)],
    )
