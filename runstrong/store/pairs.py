"""What the runner said of pairs of stored activities, and what becomes of those that are one run, or two again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from runstrong.model.facts import Filled
from runstrong.store import rows
from runstrong.store.database import Cursor, Store
from runstrong.store.kin import Own, filling_row
from runstrong.store.packed import Packed, append, append_parts

Answers = Mapping[tuple[str, str], bool | None]
"""What the runner says of pairs, the smaller id first; None takes back what was said."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a stored activity is hidden behind, and which other one it may be."""

    id: str
    duplicate_of: str | None
    possible_duplicate_of: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """What a stored activity holds from now on, completed from other files of the same run or again its own."""

    id: str
    packed: Packed
    filled: Sequence[Filled] = ()
    own: Own | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of stored activities when others of the same run come, or go their own way again."""

    links: Sequence[Link] = ()
    contents: Sequence[Content] = ()


NO_CHANGES: Final = Changes()


def said(store: Store) -> dict[tuple[str, str], bool]:
    """What the runner said of pairs, the smaller id first: True where they are the same."""
    with store.read() as cursor:
        found = cursor.execute("SELECT one, other, same FROM pairs ORDER BY one, other").fetchall()
    return {(one, other): same for one, other, same in found}


def say(store: Store, answers: Answers, changes: Changes) -> None:
    """Remember, or with None forget, whether pairs are the same run, with all that changes by it."""
    said_at = datetime.now(UTC).replace(tzinfo=None)
    with store.write() as cursor:
        for (one, other), is_same in answers.items():
            cursor.execute("DELETE FROM pairs WHERE one = ? AND other = ?", [one, other])
            if is_same is not None:
                append(cursor, "pairs", [{"one": one, "other": other, "same": is_same, "said_at": said_at}])
        change(cursor, changes)


def change(cursor: Cursor, changes: Changes) -> None:
    """Inside a transaction: hide, show, complete and give back, as `changes` say."""
    for link in changes.links:
        if link.duplicate_of is not None:
            # Whoever stood behind it and was not asked about stands behind the same one now.
            cursor.execute(
                "UPDATE activities SET duplicate_of = ? WHERE duplicate_of = ?", [link.duplicate_of, link.id]
            )
    for link in changes.links:
        cursor.execute(
            "UPDATE activities SET duplicate_of = ?, possible_duplicate_of = ? WHERE id = ?",
            [link.duplicate_of, link.possible_duplicate_of, link.id],
        )
    for content in changes.contents:
        _replace(cursor, content)


def _replace(cursor: Cursor, content: Content) -> None:
    """Other samples, and whatever is measured of them, under the same key; laps and sets are the file's own."""
    [(key,)] = cursor.execute("SELECT key FROM activities WHERE id = ?", [content.id]).fetchall()
    row = {**content.packed.activity, **filling_row(content.filled, content.own)}
    cursor.execute(
        f"UPDATE activities SET {', '.join(f'{name} = ?' for name in row)} WHERE key = ?",
        [*(rows.storable(value) for value in row.values()), key],
    )
    for table in ("facts", "raw_samples", "windows"):
        cursor.execute(f"DELETE FROM {table} WHERE activity = ?", [key])
    append(cursor, "facts", [{"activity": key, **content.packed.facts}])
    append_parts(cursor, "raw_samples", [(key, content.packed.samples)])
    append_parts(cursor, "windows", [(key, content.packed.windows)])
