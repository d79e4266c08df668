"""What the runner said and did, which no file tells again: kept, and carried over when the store is made anew."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from runstrong.errors import UnknownActivity
from runstrong.model.athlete import Setting
from runstrong.store import rows, schema
from runstrong.store.database import Cursor, Store


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """What the runner did and said, out of every table of schema.OWN: what a rebuild must carry over."""

    tables: Mapping[str, Sequence[rows.Row]] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """The name under which each original came in, by SHA-256, first come first."""
        arrived = sorted(self.tables.get("files", ()), key=lambda row: (str(row["received"]), str(row["sha256"])))
        return {str(row["sha256"]): str(row["name"]) for row in arrived}


def set_mark(store: Store, activity_id: str, key: str, value: str | None) -> None:
    """Remember, or with None forget, what the runner says about an activity; raises UnknownActivity."""
    with store.write() as cursor:
        _must_know(cursor, activity_id)
        cursor.execute("DELETE FROM marks WHERE activity_id = ? AND key = ?", [activity_id, key])
        if value is not None:
            now = datetime.now(UTC).replace(tzinfo=None)
            _insert(cursor, "marks", {"activity_id": activity_id, "key": key, "value": value, "marked_at": now})


def save_settings(store: Store, settings: Sequence[Setting]) -> None:
    """Store answers, all or none; one with the same key and day, or the same key without a day, is replaced."""
    with store.write() as cursor:
        for setting in settings:
            cursor.execute(
                "DELETE FROM settings WHERE key = ? AND from_day IS NOT DISTINCT FROM ?",
                [setting.key, setting.from_day],
            )
            _insert(cursor, "settings", asdict(setting))


def own_answers(store: Store) -> OwnAnswers:
    """Everything a rebuild must carry over, because no file tells it again."""
    with store.read() as cursor:
        return OwnAnswers(
            {table: _whole_rows(cursor, table, condition) for table, condition in schema.OWN.items()}
        )


def restore_answers(store: Store, own: OwnAnswers) -> None:
    """Put what the runner said in another store into this one, which is still empty."""
    with store.write() as cursor:
        for table, answers in own.tables.items():
            for answer in answers:
                _insert(cursor, table, answer)


def _must_know(cursor: Cursor, activity_id: str) -> None:
    if not cursor.execute("SELECT 1 FROM activities WHERE id = ?", [activity_id]).fetchall():
        raise UnknownActivity(f"There is no activity {activity_id}.")


def _whole_rows(cursor: Cursor, table: str, condition: str) -> list[rows.Row]:
    found = cursor.execute(f"SELECT * FROM {table} WHERE {condition}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _insert(cursor: Cursor, table: str, row: rows.Row) -> None:
    places = ", ".join("?" for _ in row)
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})",
        [rows.storable(value) for value in row.values()],
    )
