"""The runner's diary in the store: sessions logged set by set, check-ins, and what they know of coming days."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Final

from runstrong.model.diary import Checkin, ExerciseDone, Expectation, SessionDone, SetDone
from runstrong.model.recording import StrengthSet
from runstrong.store.database import Cursor, Store

_STRENGTH: Final = "sport = 'training' AND sub_sport = 'strength_training' AND duplicate_of IS NULL AND clock_ok"
"""What a watch calls strength training, each session once, on a day that is known."""


def logs(store: Store) -> list[SessionDone]:
    """Every logged session with its sets, ascending by day."""
    with store.read() as cursor:
        found = cursor.execute(
            "SELECT id, day, start_hour, minutes, rpe, soreness, as_planned FROM session_logs ORDER BY day, id"
        ).fetchall()
        sets = _sets(cursor)
    return [
        SessionDone(name, day, hour, minutes, rpe, sore, _exercises(sets.get(name, ())), "log", kept)
        for name, day, hour, minutes, rpe, sore, kept in found
    ]


def save_log(store: Store, done: SessionDone) -> None:
    """Store a session with its sets, all or nothing, in place of what was logged under its id."""
    with store.write() as cursor:
        _drop(cursor, done.id)
        cursor.execute(
            "INSERT INTO session_logs VALUES (?, ?, ?, ?, ?, ?, ?)",
            [done.id, done.day, done.start_hour, done.minutes, done.rpe, done.soreness, done.as_planned],
        )
        for seq, (exercise, one) in enumerate(_flat(done.exercises)):
            cursor.execute(
                "INSERT INTO logged_sets VALUES (?, ?, ?, ?, ?, ?, ?)",
                [done.id, seq, exercise, one.reps, one.seconds, one.load_kg, one.rir],
            )


def drop_log(store: Store, session_id: str) -> None:
    """Take a log back; nothing happens where there is none."""
    with store.write() as cursor:
        _drop(cursor, session_id)


def recorded(store: Store) -> list[tuple[SessionDone, list[StrengthSet]]]:
    """Every strength session that a watch recorded, each once, ascending by start, and the sets it saw."""
    with store.read() as cursor:
        found = cursor.execute(
            f"""
            SELECT key, id, local_day, epoch(start_utc::TIME) / 3600 + utc_offset_s / 3600,
                   coalesce(timer_s, moving_s, elapsed_s, 0) / 60
            FROM activities JOIN facts ON activity = key WHERE {_STRENGTH} ORDER BY start_utc, id
            """
        ).fetchall()
        seen = cursor.execute(
            f"""
            SELECT sets.* EXCLUDE (seq) FROM sets JOIN activities ON activity = key
            WHERE active AND {_STRENGTH} ORDER BY activity, seq
            """
        ).fetchall()
    sets: dict[int, list[StrengthSet]] = {}
    for key, *one in seen:
        sets.setdefault(key, []).append(StrengthSet(*one))
    return [
        (
            SessionDone(name, day, round(hour % 24, 2), round(minutes, 1), None, None, (), "watch"),
            sets.get(key, []),
        )
        for key, name, day, hour, minutes in found
    ]


def checkins(store: Store) -> list[Checkin]:
    """How the body was, ascending by day."""
    with store.read() as cursor:
        found = cursor.execute("SELECT day, soreness, ill FROM checkins ORDER BY day").fetchall()
    return [Checkin(*row) for row in found]


def save_checkin(store: Store, checkin: Checkin) -> None:
    """Store how the body is on a day, in place of what was said of it."""
    with store.write() as cursor:
        cursor.execute("INSERT OR REPLACE INTO checkins VALUES (?, ?, ?)", list(asdict(checkin).values()))


def expectations(store: Store) -> list[Expectation]:
    """What the runner knows about days, ascending."""
    with store.read() as cursor:
        found = cursor.execute("SELECT day, kind, minutes FROM expectations ORDER BY day").fetchall()
    return [Expectation(*row) for row in found]


def save_expectation(store: Store, expectation: Expectation) -> None:
    """Store what the runner knows about a day, in place of what they said before."""
    with store.write() as cursor:
        cursor.execute("INSERT OR REPLACE INTO expectations VALUES (?, ?, ?)", list(asdict(expectation).values()))


def drop_expectation(store: Store, day: date) -> None:
    """Forget what the runner said about a day."""
    with store.write() as cursor:
        cursor.execute("DELETE FROM expectations WHERE day = ?", [day])


def _drop(cursor: Cursor, session_id: str) -> None:
    cursor.execute("DELETE FROM session_logs WHERE id = ?", [session_id])
    cursor.execute("DELETE FROM logged_sets WHERE session = ?", [session_id])


def _flat(exercises: Iterable[ExerciseDone]) -> Iterator[tuple[str, SetDone]]:
    return ((exercise.id, one) for exercise in exercises for one in exercise.sets)


def _sets(cursor: Cursor) -> dict[str, list[tuple[str, SetDone]]]:
    sets: dict[str, list[tuple[str, SetDone]]] = {}
    found = cursor.execute(
        "SELECT session, exercise, reps, seconds, load_kg, rir FROM logged_sets ORDER BY session, seq"
    ).fetchall()
    for session_id, exercise, *done in found:
        sets.setdefault(session_id, []).append((exercise, SetDone(*done)))
    return sets


def _exercises(sets: Iterable[tuple[str, SetDone]]) -> tuple[ExerciseDone, ...]:
    by_exercise: dict[str, list[SetDone]] = {}
    for exercise, one in sets:
        by_exercise.setdefault(exercise, []).append(one)
    return tuple(ExerciseDone(exercise, tuple(done)) for exercise, done in by_exercise.items())
