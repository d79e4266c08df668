"""What the runner changes about a session: its day, an exercise, whether it is done at all. Past weeks stand."""

from dataclasses import replace
from datetime import date

from runstrong import reference, settings
from runstrong.errors import InvalidEntry
from runstrong.metrics.weeks import first_day_of_week
from runstrong.model.plan import PlacedBy, PlannedSession, Slot
from runstrong.planning.diary import diary
from runstrong.planning.week import FURTHEST_WEEKS, WEEK, Known, plan, session
from runstrong.store import reads, shown
from runstrong.store.database import Store
from runstrong.strength.dosing import swaps
from runstrong.strength.dosing.instead import instead
from runstrong.strength.dosing.need import Need
from runstrong.strength.placing.moves import check_move
from runstrong.strength.placing.reasons import YOUR_CHOICE
from runstrong.strength.placing.rules import finding
from runstrong.strength.week import Week
from runstrong.units import weekday_text


def move(
    store: Store, session_id: str, day: date, slot: Slot, today: date, *, force: bool = False
) -> list[PlacedBy]:
    """Put a session on another day, where it stays; the rules it breaks there.

    With any broken it stays where it was, unless `force`. Raises UnknownSession or InvalidEntry.
    """
    moved = _open_session(store, session_id, today)
    known = Known.of(store, today, today)
    if not today <= day < known.first(today) + (FURTHEST_WEEKS + 1) * WEEK:
        raise InvalidEntry(f"No session can be moved to {day}: choose a day from today on, in the next weeks.")
    broken = check_move(moved, day, slot, _week_around(store, known, day))
    if force or not broken:
        yours = finding(YOUR_CHOICE, f"You moved it here from {weekday_text(moved.day)}.")
        _pin(store, replace(moved, day=day, slot=slot, status="planned", reasons=(yours, *broken), changes_if=()))
    return broken


def _week_around(store: Store, known: Known, day: date) -> Week:
    """The week of `day` with everything that stands or is planned in it."""
    planned = plan(store, known.today, day)
    return known.week(planned.week_start, planned.sessions)


def skip(store: Store, session_id: str, today: date) -> None:
    """Leave a session out. Raises UnknownSession or InvalidEntry."""
    left = _open_session(store, session_id, today)
    _pin(store, replace(left, status="skipped"))


def unskip(store: Store, session_id: str, today: date) -> None:
    """Bring a skipped session back to where it was. Raises UnknownSession or InvalidEntry."""
    back = _open_session(store, session_id, today)
    _pin(store, replace(back, status="planned"))


def unpin(store: Store, session_id: str, today: date) -> None:
    """Give a session back to the planner, whatever the runner did to it. Raises UnknownSession or InvalidEntry."""
    given = _open_session(store, session_id, today)
    if given.day < today:
        shown.remember(store, [replace(given, status="planned", pinned=False)])
    else:
        shown.remember(store, [], forget=[session_id])


def alternatives(store: Store, session_id: str, exercise_id: str, today: date) -> list[str]:
    """What can be done instead of an exercise of a session, nearest first; raises UnknownSession."""
    held = {exercise.id for exercise in session(store, session_id, today).exercises}
    wishes = settings.preferences(reads.settings(store))
    found = swaps.alternatives(exercise_id, wishes, reference.exercise_library())
    return [exercise.id for exercise in found if exercise.id not in held]


def swap(store: Store, session_id: str, old: str, new: str, today: date) -> None:
    """Do `new` in the place of `old`, for the same purpose. Raises UnknownSession or InvalidEntry."""
    changed = _open_session(store, session_id, today)
    library = reference.exercise_library()
    if old not in {exercise.id for exercise in changed.exercises}:
        raise InvalidEntry(f"Session {session_id} holds no {old[:40]}.")
    if new in alternatives(store, session_id, old, today):
        swapped = instead(changed, old, library.exercises[new], _need(store, changed, today), library)
        if swapped is not None:
            _pin(store, swapped)
            return
    raise InvalidEntry(f"{new[:40]} cannot take the place of {old}: choose one of the same purpose.")


def _need(store: Store, changed: PlannedSession, today: date) -> Need:
    week = plan(store, today, changed.day)
    return Need(
        settings.preferences(reads.settings(store)),
        week.phase,
        today,
        deload=week.deload,
        sessions=len(week.sessions),
        diary=diary(store, today),
    )


def _pin(store: Store, session: PlannedSession) -> None:
    shown.remember(store, [replace(session, pinned=True)])


def _open_session(store: Store, session_id: str, today: date) -> PlannedSession:
    """A session that may still be changed: of this week or a later one, and not done."""
    found = session(store, session_id, today)
    week_start = settings.preferences(reads.settings(store)).week_start
    if found.status == "done":
        raise InvalidEntry(f"Session {session_id} is done: take its log back to change it.")
    if found.day < first_day_of_week(today, week_start):
        raise InvalidEntry(f"Session {session_id} belongs to a week that is over, which stays as it was.")
    return found
