"""Planned sessions as they were last shown: kept for the days gone by, and where the runner had a hand in them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, TypeVar

from runstrong.model.plan import PlacedBy, PlannedExercise, PlannedSession
from runstrong.store import rows
from runstrong.store.database import Cursor, Store

T = TypeVar("T")


def shown(store: Store) -> list[PlannedSession]:
    """Every session that is remembered, ascending by day; its status is `planned`, or `skipped` by the runner."""
    with store.read() as cursor:
        found = cursor.execute("SELECT session FROM shown_sessions ORDER BY day, id").fetchall()
    return [_session(json.loads(text)) for (text,) in found]


def remember(
    store: Store, sessions: Iterable[PlannedSession], forget: Iterable[str] = (), *, is_news: bool = True
) -> None:
    """Remember sessions as they are now, in place of what bore their ids, and forget others; all or nothing."""
    with store.write(is_news=is_news) as cursor:
        for session_id in forget:
            cursor.execute("DELETE FROM shown_sessions WHERE id = ?", [session_id])
        for session in sessions:
            _put(cursor, session)


def _put(cursor: Cursor, session: PlannedSession) -> None:
    cursor.execute(
        "INSERT OR REPLACE INTO shown_sessions VALUES (?, ?, ?, ?)",
        [session.id, session.day, session.pinned, rows.as_json(_plain(session))],
    )


def _plain(session: PlannedSession) -> dict[str, object]:
    return {**asdict(session), "day": session.day.isoformat()}


def _session(row: Mapping[str, Any]) -> PlannedSession:
    inside = {
        "day": date.fromisoformat(row["day"]),
        "exercises": tuple(_made(PlannedExercise, exercise) for exercise in row["exercises"]),
        "reasons": tuple(_made(PlacedBy, reason) for reason in row["reasons"]),
    }
    return _made(PlannedSession, {**row, **inside})


def _made(noun: type[T], row: Mapping[str, Any]) -> T:
    """The noun again; what a later version of it no longer knows is passed over."""
    names = {field.name for field in fields(noun)}  # type: ignore[arg-type]
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items() if name in names}
    return noun(**values)
