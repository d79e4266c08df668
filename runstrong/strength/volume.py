"""How much strength work was done: hard sets, foot contacts, leg load; planned against done (science G).

Leg load is effort x minutes. It is shown beside run load and never added to it: other tissues, other units.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from runstrong.model.diary import ExerciseDone, SessionDone
from runstrong.model.exercise import Exercise, Library
from runstrong.model.plan import PlannedSession
from runstrong.model.week import WeekDone

WEEK: Final = timedelta(days=7)
HARD_RIR: Final = 4
"""A set with at most so many repetitions left counts as hard; one that nobody rated counts too."""

PREPARING: Final = frozenset({"warm_up", "mobility", "jump", "ankle", "foot"})
"""Patterns whose sets are no hard sets: jumps are counted in foot contacts, small foot work not at all."""


def sets_by_region(sessions: Iterable[SessionDone], library: Library) -> dict[str, float]:
    """Hard sets by the region of each exercise; secondary muscles add nothing, as G's half sets count muscles.

    Sets of exercises that the library does not hold are `unknown`.
    """
    found = {"lower": 0.0, "upper": 0.0, "core": 0.0}
    for done in (one for session in sessions for one in session.exercises):
        exercise = library.exercises.get(done.id)
        region = "unknown" if exercise is None else exercise.region
        hard = _hard_sets(done, exercise)
        if hard:
            found[region] = found.get(region, 0.0) + hard
    return found


def contacts(session: SessionDone, library: Library) -> int:
    """Foot contacts of the session's jumps: repetitions on each side, times what one of them lands."""
    return sum(
        (one.reps or 0) * exercise.contacts_per_rep * (2 if exercise.per_side else 1)
        for done in session.exercises
        if (exercise := library.exercises.get(done.id)) is not None
        for one in done.sets
    )


def works_legs(session: SessionDone, library: Library) -> bool:
    """Whether a session held leg work; one without a single exercise written down counts as such (cli.md)."""
    moves = [library.exercises[done.id] for done in session.exercises if done.id in library.exercises]
    return not session.exercises or any(
        move.region in ("lower", "full") and move.pattern not in ("warm_up", "mobility") for move in moves
    )


def leg_load(sessions: Iterable[SessionDone], library: Library) -> float:
    """Session RPE x minutes, added up over sessions with leg work; a session that nobody rated adds nothing."""
    return sum((one.rpe or 0.0) * one.minutes for one in sessions if works_legs(one, library))


def weeks_done(
    planned: Sequence[PlannedSession],
    done: Sequence[SessionDone],
    library: Library,
    first_day: date,
    last_day: date,
) -> list[WeekDone]:
    """Every seven days from `first_day` (the first day of a week), up to the week that holds `last_day`.

    `planned` are all sessions shown for those days, whatever became of them; skipped ones stay planned: that is
    what was not done. `done` are those logged or recorded.
    """
    count = max(0, (last_day - first_day).days // 7 + 1)
    starts = [first_day + WEEK * number for number in range(count + 1)]
    return [_week(planned, done, library, start, after) for start, after in pairwise(starts)]


def _week(
    planned: Sequence[PlannedSession], done: Sequence[SessionDone], library: Library, start: date, after: date
) -> WeekDone:
    asked = [one for one in planned if start <= one.day < after]
    held = [one for one in done if start <= one.day < after]
    sets = sets_by_region(held, library)
    return WeekDone(
        first_day=start,
        last_day=after - timedelta(days=1),
        planned_sessions=len(asked),
        done_sessions=len(held),
        planned_sets=sum(_planned_sets(one, library) for one in asked),
        done_sets=round(sum(sets.values())),
        lower_sets=round(sets["lower"]),
        upper_sets=round(sets["upper"]),
        core_sets=round(sets["core"]),
        foot_contacts=sum(contacts(one, library) for one in held),
        leg_effort=leg_load(held, library),
        without_effort=sum(one.rpe is None for one in held if works_legs(one, library)),
    )


def _planned_sets(session: PlannedSession, library: Library) -> int:
    """The hard sets a session asked for, counted as those done are."""
    return sum(
        one.sets for one in session.exercises if _is_hard(one.rir) and not _prepares(library.exercises.get(one.id))
    )


def _hard_sets(done: ExerciseDone, exercise: Exercise | None) -> int:
    return 0 if _prepares(exercise) else sum(_is_hard(one.rir) for one in done.sets)


def _prepares(exercise: Exercise | None) -> bool:
    return exercise is not None and exercise.pattern in PREPARING


def _is_hard(rir: int | None) -> bool:
    return rir is None or rir <= HARD_RIR
