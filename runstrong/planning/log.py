"""What was done, logged: a planned session as it went, or a free one."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Final

from runstrong import reference
from runstrong.errors import InvalidEntry, UnknownSession
from runstrong.model.diary import ExerciseDone, LogEntry, SessionDone, SetDone
from runstrong.model.plan import PlannedSession
from runstrong.planning.diary import check_number, diary
from runstrong.planning.sets import check_set
from runstrong.planning.week import session
from runstrong.store import diary as stored
from runstrong.store import shown
from runstrong.store.database import Store

LONGEST_MIN: Final = 600
FREE: Final = "free-"
"""How the names of sessions begin that nobody planned."""


def log(store: Store, session_id: str, entry: LogEntry, today: date) -> SessionDone:
    """Log a session as done on its day, or on `today` where that comes first; a log of it from before is replaced.

    Raises UnknownSession or InvalidEntry, and then nothing is stored.
    """
    earlier = log_of(store, session_id)
    if earlier is not None and session_id.startswith(FREE):
        return log_free(store, earlier.day, entry.minutes or earlier.minutes, entry, today, session_id=session_id)
    planned = session(store, session_id, today)
    done = _done(planned, entry, min(planned.day, today))
    with store.write():
        if all(known.id != session_id for known in shown.shown(store)):
            shown.remember(store, [replace(planned, status="planned")])
        stored.save_log(store, done)
    return done


def log_free(
    store: Store, day: date, minutes: float, entry: LogEntry, today: date, *, session_id: str | None = None
) -> SessionDone:
    """Log a session that was not planned, beside others of its day or in place of `session_id`.

    Raises InvalidEntry.
    """
    if day > today:
        raise InvalidEntry(f"{day} is still to come: log a session once it is done.")
    _check(entry, minutes)
    exercises = entry.exercises or ()
    with store.write():
        name = session_id or _new_name(store, day)
        done = SessionDone(name, day, entry.start_hour, minutes, entry.rpe, entry.soreness, exercises, "log")
        stored.save_log(store, done)
    return done


def _new_name(store: Store, day: date) -> str:
    held = {done.id for done in stored.logs(store)}
    names = (f"{FREE}{day}{'' if number == 1 else f'-{number}'}" for number in count(1))
    return next(name for name in names if name not in held)


def _done(planned: PlannedSession, entry: LogEntry, day: date) -> SessionDone:
    minutes = planned.minutes if entry.minutes is None else entry.minutes
    _check(entry, minutes)
    as_planned = entry.exercises is None
    exercises = _as_planned(planned) if entry.exercises is None else entry.exercises
    return SessionDone(
        planned.id, day, entry.start_hour, minutes, entry.rpe, entry.soreness, exercises, "log", as_planned
    )


def _as_planned(planned: PlannedSession) -> tuple[ExerciseDone, ...]:
    return tuple(
        ExerciseDone(e.id, (SetDone(e.reps, e.seconds, e.load_kg, e.rir),) * e.sets) for e in planned.exercises
    )


def _check(entry: LogEntry, minutes: float) -> None:
    if not 1 <= minutes <= LONGEST_MIN:
        raise InvalidEntry(f"A session of {minutes:g} minutes cannot be: give 1 to {LONGEST_MIN}.")
    check_number("rpe", entry.rpe)
    check_number("soreness", entry.soreness)
    check_number("start hour", entry.start_hour, 24)
    known = reference.exercise_library().exercises
    for exercise in entry.exercises or ():
        if exercise.id not in known:
            raise InvalidEntry(f"There is no exercise “{exercise.id[:40]}”.")
        for one in exercise.sets:
            check_set(exercise.id, one)


def unlog(store: Store, session_id: str) -> None:
    """Take a log back: the session is planned or missed again, a free one is gone. Raises UnknownSession."""
    if log_of(store, session_id) is None:
        raise UnknownSession(f"No session {session_id} is logged.")
    stored.drop_log(store, session_id)


def logged(store: Store) -> list[SessionDone]:
    """Every session done, logged or recorded by a watch, newest first."""
    return list(reversed(diary(store).sessions))


def log_of(store: Store, session_id: str) -> SessionDone | None:
    """What was logged of a session."""
    return next((done for done in stored.logs(store) if done.id == session_id), None)
