"""The runner's diary: what they logged and what their watch recorded as one, and what they say about days."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from runstrong import reference
from runstrong.errors import InvalidEntry
from runstrong.model.diary import Checkin, Diary, ExerciseDone, Expectation, SessionDone
from runstrong.store import diary as stored
from runstrong.store.database import Store
from runstrong.strength.recorded import exercises_done

LONGEST_RUN_MIN: Final = 48 * 60


def diary(store: Store, today: date | None = None) -> Diary:
    """Everything the runner did and said, as far as it was known on `today`.

    A recorded session on the day of a logged one is that session; of several, the first.
    """
    last = today or date.max
    return Diary(
        sessions=tuple(session for session in _sessions(store) if session.day <= last),
        checkins=tuple(checkin for checkin in stored.checkins(store) if checkin.day <= last),
        expectations=tuple(stored.expectations(store)),
    )


def _sessions(store: Store) -> list[SessionDone]:
    library = reference.exercise_library()
    recorded: dict[date, list[SessionDone]] = {}
    for session, sets in stored.recorded(store):
        seen = replace(session, exercises=exercises_done(sets, library))
        recorded.setdefault(session.day, []).append(seen)
    logged = [_joined(log, recorded.get(log.day, [])) for log in stored.logs(store)]
    rest = [session for day in recorded.values() for session in day]
    return sorted([*logged, *rest], key=lambda session: (session.day, session.start_hour or 0.0, session.id))


def _joined(log: SessionDone, recorded: list[SessionDone]) -> SessionDone:
    """The log with what the watch knows better: when it began and, where all went as planned, the sets."""
    if not recorded:
        return log
    seen = recorded.pop(0)
    start = seen.start_hour if log.start_hour is None else log.start_hour
    exercises = _by_id(log.exercises) | (_by_id(seen.exercises) if log.as_planned else {})
    return replace(log, start_hour=start, exercises=tuple(exercises.values()))


def _by_id(exercises: Sequence[ExerciseDone]) -> dict[str, ExerciseDone]:
    return {exercise.id: exercise for exercise in exercises}


def checkin(store: Store, said: Checkin) -> None:
    """Store how the body is on a day; what is not said leaves what was said of that day. Raises InvalidEntry."""
    check_number("soreness", said.soreness)
    with store.write():
        before = _on(stored.checkins(store), said.day)
        sore = said.soreness if said.soreness is not None else before.soreness
        stored.save_checkin(store, Checkin(said.day, sore, said.ill if said.ill is not None else before.ill))


def _on(checkins: Iterable[Checkin], day: date) -> Checkin:
    return next((one for one in checkins if one.day == day), Checkin(day))


def checkin_on(store: Store, day: date) -> Checkin:
    """How the body is on a day: soreness as said that day; ill or well as last said up to then."""
    said = [one for one in stored.checkins(store) if one.day <= day]
    ill = next((one.ill for one in reversed(said) if one.ill is not None), None)
    return replace(_on(said, day), ill=ill)


def expect(store: Store, expectation: Expectation) -> None:
    """Store what the runner knows about a day. Raises InvalidEntry."""
    minutes = expectation.minutes
    if minutes is not None and expectation.kind == "none":
        raise InvalidEntry("A day without a run has no minutes: leave them out.")
    if minutes is not None and not 1 <= minutes <= LONGEST_RUN_MIN:
        raise InvalidEntry(f"A run of {minutes:g} minutes cannot be: give 1 to {LONGEST_RUN_MIN}.")
    stored.save_expectation(store, expectation)


def forget_expectation(store: Store, day: date) -> None:
    """Let habit speak for a day again."""
    stored.drop_expectation(store, day)


def expected(store: Store, day: date) -> Expectation | None:
    """What the runner said about a day."""
    return next((one for one in stored.expectations(store) if one.day == day), None)


def check_number(what: str, number: float | None, most: float = 10) -> None:
    """Raises InvalidEntry for a number beyond its scale."""
    if number is not None and not 0 <= number <= most:
        raise InvalidEntry(f"{what} {number:g} cannot be: give a number from 0 to {most:g}.")
