"""Files taken in: what became of them and what they hold, each in one transaction, all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

from runstrong.model.caption import Caption
from runstrong.model.facts import Filled
from runstrong.model.outcome import FileOutcome
from runstrong.store import rows
from runstrong.store.database import Cursor, Store
from runstrong.store.history import refused_before
from runstrong.store.kin import Own, filling_row
from runstrong.store.packed import Packed, append, append_parts
from runstrong.store.pairs import NO_CHANGES, Changes, change
from runstrong.store.removed import forget_stored

_NO_CAPTIONS: Final[Mapping[str, Caption]] = {}


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity about to be stored. Ids are the first 12 digits of the file's SHA-256, a dash and `part`.

    `duplicate_of` hides it behind another one. `filled` is what `packed` holds from other files of the same run,
    and `own` then what its own file says.
    """

    id: str
    part: int
    packed: Packed
    duplicate_of: str | None = None
    possible_duplicate_of: str | None = None
    filled: Sequence[Filled] = ()
    own: Own | None = None


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file about to be remembered: what became of it, and what it holds.

    `sha256` is None where the original is not kept, as for files that were refused; `packed` that of the bytes as
    they lay in their archive, None where they came by themselves.
    """

    outcome: FileOutcome
    sha256: str | None = None
    activities: Sequence[NewActivity] = field(default=())
    packed: str | None = None


def save_files(
    store: Store,
    files: Sequence[NewFile],
    captions: Mapping[str, Caption] = _NO_CAPTIONS,
    changes: Changes = NO_CHANGES,
) -> None:
    """Store files, their activities, what became of them and, by SHA-256, what is said of them: one transaction.

    What was stored before stays as it is, but for the `changes`. A file refused before, under the same name
    and for the same reason, is no news; where there is no news at all, nothing changes.
    """
    news = _news(store, files)
    said = _new_captions(store, captions) if captions else {}
    if not news and not said:
        return
    with store.write() as cursor:
        if news:
            _log(cursor, news)
            _save_activities(cursor, news)
            change(cursor, changes)
        if said:
            cursor.execute("DELETE FROM captions WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))", [list(said)])
            append(cursor, "captions", [{"sha256": sha256, **asdict(caption)} for sha256, caption in said.items()])


def _new_captions(store: Store, captions: Mapping[str, Caption]) -> dict[str, Caption]:
    with store.read() as cursor:
        found = cursor.execute(
            "SELECT sha256, title, description, gear FROM captions WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))",
            [list(captions)],
        ).fetchall()
    known = {sha256: Caption(*said) for sha256, *said in found}
    return {sha256: caption for sha256, caption in captions.items() if known.get(sha256) != caption}


def _news(store: Store, files: Sequence[NewFile]) -> list[NewFile]:
    """The files without those that are refused once more."""
    refused = {file.outcome for file in files if file.sha256 is None}
    told = refused_before(store, refused) if refused else set()
    news = []
    for file in files:
        if file.sha256 is not None or file.outcome not in told:
            news.append(file)
            told.add(file.outcome)
    return news


def remember_packings(store: Store, packings: Mapping[str, str]) -> None:
    """How known files came packed this time, by SHA-256: it changes no answer, only how soon the next comes."""
    with store.write(is_news=False) as cursor:
        cursor.execute(
            """
            UPDATE files SET packed = now.packed
            FROM (SELECT unnest(?::VARCHAR[]) AS sha256, unnest(?::VARCHAR[]) AS packed) AS now
            WHERE files.sha256 = now.sha256
            """,
            [list(packings), list(packings.values())],
        )


def _save_activities(cursor: Cursor, files: Sequence[NewFile]) -> None:
    """Every activity that is new, with a key of its own."""
    [(last_key,)] = cursor.execute("SELECT coalesce(max(key), 0) FROM activities").fetchall()
    known = _stored_ids(cursor, files)
    keys = count(last_key + 1)
    new = [
        (next(keys), str(file.sha256), activity)
        for file in files
        for activity in file.activities
        if activity.id not in known
    ]
    forget_stored(cursor, [activity.id for *_, activity in new])
    append(cursor, "activities", [_identity(*one) | dict(one[-1].packed.activity) for one in new])
    append(cursor, "facts", [{"activity": key, **activity.packed.facts} for key, _, activity in new])
    append_parts(cursor, "raw_samples", [(key, activity.packed.samples) for key, _, activity in new])
    append_parts(cursor, "windows", [(key, activity.packed.windows) for key, _, activity in new])
    append_parts(cursor, "laps", [(key, activity.packed.laps) for key, _, activity in new])
    append_parts(cursor, "sets", [(key, activity.packed.sets) for key, _, activity in new])


def _identity(key: int, sha256: str, activity: NewActivity) -> dict[str, Any]:
    return {
        "key": key,
        "id": activity.id,
        "sha256": sha256,
        "part": activity.part,
        "duplicate_of": activity.duplicate_of,
        "possible_duplicate_of": activity.possible_duplicate_of,
        **filling_row(activity.filled, activity.own),
    }


def _stored_ids(cursor: Cursor, files: Sequence[NewFile]) -> set[str]:
    """Those of the files' activities that are stored already."""
    found = cursor.execute(
        "SELECT id FROM activities WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))",
        [[file.sha256 for file in files]],
    ).fetchall()
    return {activity_id for (activity_id,) in found}


def _log(cursor: Cursor, files: Sequence[NewFile]) -> None:
    """Add a line to the history for each file, in their order, a microsecond apart."""
    [(last,)] = cursor.execute("SELECT coalesce(max(number), 0) FROM imports").fetchall()
    start = _now()
    nows = [start + timedelta(microseconds=place) for place in range(len(files))]
    times = _received(cursor, files, nows)
    lines = [
        {
            "number": last + 1 + place,
            "imported_at": times[place],
            "name": file.outcome.name,
            "sha256": file.sha256,
            "outcome": file.outcome.outcome.value,
            "reason": file.outcome.reason,
            "warnings": rows.as_json(file.outcome.warnings),
        }
        for place, file in enumerate(files)
    ]
    append(cursor, "imports", lines)


def _received(cursor: Cursor, files: Sequence[NewFile], nows: Sequence[datetime]) -> list[datetime]:
    """When each file came in: now, or in a rebuild (no line about its bytes any more) when they first did."""
    found = cursor.execute(
        """
        SELECT sha256, received, sha256 IN (SELECT sha256 FROM imports WHERE sha256 IS NOT NULL) FROM files
        WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))
        """,
        [[file.sha256 for file in files]],
    ).fetchall()
    first = {sha256: received for sha256, received, is_logged in found if not is_logged}
    known = {sha256 for sha256, *_ in found}
    new = {
        file.sha256: {"sha256": file.sha256, "name": file.outcome.name, "received": now, "packed": file.packed}
        for file, now in reversed(list(zip(files, nows, strict=True)))
        if file.sha256 is not None and file.sha256 not in known
    }
    append(cursor, "files", list(new.values()))
    return [first.get(file.sha256, now) for file, now in zip(files, nows, strict=True)]


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
