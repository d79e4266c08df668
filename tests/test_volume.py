"""How much strength work was done, and what was planned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runstrong.model.diary import ExerciseDone, SessionDone, SetDone
from runstrong.model.plan import PlannedExercise, PlannedSession
from runstrong.strength.volume import contacts, leg_load, sets_by_region, weeks_done, works_legs
from tests.runners import shipped

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
LIBRARY = shipped()


def did(exercise: str, *sets: SetDone) -> ExerciseDone:
    return ExerciseDone(exercise, sets)


def reps(number: int, rir: int | None = None) -> SetDone:
    return SetDone(reps=number, rir=rir)


def session(
    *exercises: ExerciseDone, day: date = MONDAY, minutes: float = 40, rpe: float | None = 6
) -> SessionDone:
    return SessionDone(f"free-{day}", day, 18.0, minutes, rpe, None, exercises, "log")


SQUATS = did("air_squat", reps(12, 2), reps(12, 4), reps(12, 5))
PUSHES = did(next(e.id for e in LIBRARY.exercises.values() if e.pattern == "push"), reps(10), reps(8))
PLANK = did("plank", SetDone(seconds=45))
POGOS = did("pogo", reps(20), reps(20))


def test_hard_sets_are_those_near_the_end_or_not_rated() -> None:
    assert sets_by_region([session(SQUATS, PUSHES, PLANK)], LIBRARY) == {"lower": 2, "upper": 2, "core": 1}


def test_warming_up_jumps_feet_and_strangers_are_told_apart() -> None:
    light = [did(name, reps(5)) for name in ("leg_swing", "toe_yoga", "cat_camel")]
    assert sets_by_region([session(*light, POGOS)], LIBRARY) == {"lower": 0, "upper": 0, "core": 0}
    assert sets_by_region([session(did("log_throw", reps(3)))], LIBRARY)["unknown"] == 1


def test_foot_contacts_are_landings_of_both_sides() -> None:
    single = next(e for e in LIBRARY.exercises.values() if e.contacts_per_rep and e.per_side)
    assert contacts(session(POGOS, SQUATS), LIBRARY) == 40
    assert contacts(session(did(single.id, reps(5))), LIBRARY) == 10 * single.contacts_per_rep


@pytest.mark.parametrize(
    ("held", "legs"),
    [
        ((SQUATS,), True),
        ((POGOS,), True),
        ((PUSHES, PLANK), False),
        ((did("leg_swing", reps(5)),), False),
        ((), True),
    ],
)
def test_leg_work_is_told_by_its_exercises_and_assumed_without_any(
    held: tuple[ExerciseDone, ...], *, legs: bool
) -> None:
    assert works_legs(session(*held), LIBRARY) is legs


def test_leg_load_is_effort_times_minutes_of_sessions_with_leg_work() -> None:
    sessions = [session(SQUATS, rpe=7, minutes=30), session(PUSHES, rpe=9), session(SQUATS, rpe=None)]
    assert leg_load(sessions, LIBRARY) == 210


def planned(day: date, status: str = "planned") -> PlannedSession:
    exercises = tuple(
        PlannedExercise(name, name, sets, 10, None, False, None, rir, 60, ())
        for name, sets, rir in (("leg_swing", 1, None), ("air_squat", 3, 3), ("plank", 2, None))
    )
    return PlannedSession(
        f"p-{day}", day, "pm", "full", "moderate", 30, 0, exercises, (), (), status=status  # type: ignore[arg-type]
    )  # fmt: skip


def test_weeks_set_planned_against_done() -> None:
    asked = [planned(MONDAY), planned(MONDAY + 3 * DAY, "missed"), planned(MONDAY + 8 * DAY)]
    held = [session(SQUATS, PLANK, day=MONDAY), session(day=MONDAY + 6 * DAY, rpe=None)]
    first, second = weeks_done(asked, held, LIBRARY, MONDAY, MONDAY + 13 * DAY)
    assert (first.planned_sessions, first.done_sessions, first.planned_sets, first.done_sets) == (2, 2, 10, 3)
    assert (first.lower_sets, first.core_sets, first.leg_effort, first.without_effort) == (2, 1, 240, 1)
    assert (second.first_day, second.last_day) == (MONDAY + 7 * DAY, MONDAY + 13 * DAY)
    assert (second.planned_sessions, second.done_sessions, second.done_sets) == (1, 0, 0)


@pytest.mark.parametrize(("days", "weeks"), [(-1, 0), (0, 1), (6, 1), (7, 2), (69, 10)])
def test_a_week_counts_as_soon_as_it_has_begun(days: int, weeks: int) -> None:
    assert len(weeks_done([], [], LIBRARY, MONDAY, MONDAY + days * DAY)) == weeks


def test_sets_planned_and_done_as_planned_are_the_same_number() -> None:
    ask = planned(MONDAY)
    made = [did(e.id, *[reps(10, e.rir)] * e.sets) for e in ask.exercises]
    (week,) = weeks_done([ask], [replace(session(*made), as_planned=True)], LIBRARY, MONDAY, MONDAY)
    assert week.planned_sets == week.done_sets == 5
