"""What the log asks for next: more repetitions, more weight, the same again or a step back."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, ExerciseDone, SessionDone, SetDone
from runstrong.model.exercise import Dose
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.progress import Target, target
from runstrong.strength.dosing.session import contents
from tests.runners import MONDAY, shipped

RANGE = Dose((3, 4), (4, 6), 2, 150)
KIT = ("barbell", "rack")


def done(back: int, exercise: str, *reps: int, kg: float | None = None, rir: int | None = 2) -> SessionDone:
    """A session `back` days ago with one exercise, a set for each of `reps`."""
    held = shipped().exercises[exercise].measure == "seconds"
    sets = tuple(SetDone(None if held else n, n if held else None, kg, rir) for n in reps)
    day = MONDAY - timedelta(days=back)
    return SessionDone(f"s-{day}", day, 18.0, 30, 6, None, (ExerciseDone(exercise, sets),), "log")


def aim(
    exercise: str, *sessions: SessionDone, dose: Dose = RANGE, kit: tuple[str, ...] = KIT, today: date = MONDAY,
    **asked: Any,
) -> Target:  # fmt: skip
    """The target after the sessions, given oldest first."""
    wishes = Preferences(level="advanced", equipment=kit)
    return target(
        shipped().exercises[exercise], dose, Need(wishes, "strength", today, diary=Diary(sessions), **asked)
    )


def test_who_never_did_it_begins_at_the_bottom_without_a_load() -> None:
    assert aim("back_squat") == Target(4, None, None)


@pytest.mark.parametrize(("exercise", "before", "after"), [("back_squat", 80, 85), ("biceps_curl", 20, 22.5)])
def test_every_set_at_the_top_earns_five_kg_for_legs_and_half_of_it_for_arms(
    exercise: str, before: float, after: float
) -> None:
    goal = aim(exercise, done(3, exercise, 6, 6, 6, kg=before))
    assert (goal.load_kg, goal.reps) == (after, 4)
    assert f"now {after:g} kg" in goal.because


def test_a_light_load_grows_by_the_smallest_plate() -> None:
    assert aim("back_squat", done(3, "back_squat", 6, 6, 6, kg=40)).load_kg == 42.5
    assert aim("goblet_squat", done(3, "goblet_squat", 6, 6, 6, kg=16), kit=("dumbbell",)).load_kg == 18


def test_short_of_the_top_the_load_stays_and_the_repetitions_grow() -> None:
    goal = aim("back_squat", done(3, "back_squat", 5, 5, 4, kg=80))
    assert (goal.load_kg, goal.reps) == (80, 5)


def test_the_top_without_the_reserve_asked_for_is_the_same_again() -> None:
    goal = aim("back_squat", done(3, "back_squat", 6, 6, 6, kg=80, rir=1))
    assert (goal.load_kg, goal.reps) == (80, 6)
    assert "more in reserve" in goal.because


def test_two_to_spare_in_the_last_set_twice_running_earns_a_heavier_load() -> None:
    once = done(3, "back_squat", 6, 5, 8, kg=80)
    assert aim("back_squat", once).load_kg == 80
    assert aim("back_squat", done(7, "back_squat", 6, 5, 8, kg=80), once).load_kg == 85


def test_two_repetitions_more_in_reserve_than_asked_earn_it_too() -> None:
    assert aim("back_squat", done(3, "back_squat", 5, 5, 5, kg=80, rir=4)).load_kg == 85


def test_short_of_the_bottom_twice_is_a_tenth_less_once_is_not() -> None:
    last = done(3, "back_squat", 4, 4, 3, kg=100)
    assert aim("back_squat", last).load_kg == 100
    goal = aim("back_squat", done(7, "back_squat", 4, 3, 3, kg=100), last)
    assert (goal.load_kg, goal.reps) == (90, 4)
    assert "short of 4 twice" in goal.because


@pytest.mark.parametrize(("days", "load"), [(7, 105), (8, 90), (14, 90), (15, 80), (28, 80), (29, 70), (50, 70)])
def test_a_break_takes_load_off_and_the_longer_the_more(days: int, load: float) -> None:
    goal = aim("back_squat", done(days, "back_squat", 6, 6, 6, kg=100))
    assert (goal.load_kg, goal.reps) == (load, 4)


def test_what_was_never_lifted_for_eight_weeks_is_forgotten() -> None:
    assert aim("back_squat", done(57, "back_squat", 6, 6, 6, kg=100)) == Target(4, None, None)


def test_an_exercise_left_out_for_a_month_begins_lighter_though_training_went_on() -> None:
    goal = aim("back_squat", done(40, "back_squat", 6, 6, 6, kg=100), done(2, "air_squat", 12))
    assert goal.load_kg == 80


@pytest.mark.parametrize("asked", [{"deload": True}, {"set_factor": 0.5}])
def test_an_easier_week_keeps_the_load_and_raises_nothing(asked: dict[str, Any]) -> None:
    goal = aim("back_squat", done(3, "back_squat", 6, 6, 6, kg=100), **asked)
    assert (goal.load_kg, goal.reps) == (100, 6)


def test_softened_loads_are_softened_for_the_legs_alone() -> None:
    assert aim("back_squat", done(3, "back_squat", 6, 6, 6, kg=100), load_factor=0.8).load_kg == 80
    assert aim("biceps_curl", done(3, "biceps_curl", 6, 6, 6, kg=20), load_factor=0.8).load_kg == 22.5


def test_sets_and_load_never_go_up_together() -> None:
    raised = aim("back_squat", done(3, "back_squat", 6, 6, 6, kg=100))
    assert raised.most_sets == 3
    assert aim("back_squat", done(3, "back_squat", 5, 5, 5, kg=100)).most_sets is None


def test_a_raised_load_keeps_its_sets_in_a_session_with_time_to_spare() -> None:
    days = [done(back, "back_squat", 6, 6, kg=100) for back in (23, 20, 16, 13, 9, 6, 3)]
    wishes = Preferences(level="advanced", equipment=KIT, minutes=60)
    need = Need(wishes, "strength", MONDAY, diary=Diary(tuple(days)))
    squat = next(e for e in contents("full", 0, need, shipped()).exercises if e.id == "back_squat")
    assert (squat.load_kg, squat.sets) == (105, 2)


def test_body_weight_and_holds_grow_by_repetitions_and_seconds_up_to_the_top() -> None:
    reps, hold = Dose((2, 3), (8, 12), 2, 60), Dose((2, 3), (20, 30), None, 45)
    assert aim("pushup", done(3, "pushup", 9, 9, 9), dose=reps).reps == 10
    assert aim("pushup", done(3, "pushup", 12, 12, 12), dose=reps).reps == 12
    assert aim("plank", done(3, "plank", 20, 20, rir=None), dose=hold).seconds == 25
    assert aim("plank", done(3, "plank", 30, 30, rir=None), dose=hold).seconds == 30


def test_a_phase_of_fewer_repetitions_begins_a_little_heavier() -> None:
    goal = aim("back_squat", done(3, "back_squat", 12, 12, 12, kg=60))
    assert goal.load_kg is not None
    assert 60 < goal.load_kg <= 66


@pytest.mark.parametrize("seed", range(100))
def test_by_chance_a_target_stays_within_its_range_and_near_the_last_load(seed: int) -> None:
    rng = np.random.default_rng(seed)
    backs = sorted({int(back) for back in rng.integers(0, 60, 6)}, reverse=True)
    load = float(rng.integers(4, 60)) * 2.5
    history = [
        done(back, "back_squat", *rng.integers(1, 13, 3).tolist(), kg=load, rir=int(rng.integers(0, 6)))
        for back in backs
    ]
    goal = aim("back_squat", *history)
    assert goal.reps is not None
    assert RANGE.work[0] <= goal.reps <= RANGE.work[1]
    if goal.load_kg is not None:
        assert 0 < goal.load_kg <= max(1.1 * load, load + 5)
