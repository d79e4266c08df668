"""What the log asks for next: more, the same, or a step back, and why in words."""

from datetime import timedelta

import pytest

from runstrong.model.diary import Diary
from runstrong.strength.dosing.dose import dose
from runstrong.strength.dosing.loads import estimated_max, load_step, times
from runstrong.strength.dosing.progress import Target, target
from tests.diaries import diary, exercise, need, sets
from tests.runners import MONDAY

TRAINED = {"level": "intermediate", "equipment": ("dumbbell", "barbell", "rack")}


def aim(name: str, log: Diary, phase: str = "strength", **given: object) -> Target:
    asked = need(phase, diary=log, **{**TRAINED, **given})
    amount = dose(exercise(name), asked)
    assert amount is not None
    return target(exercise(name), amount, asked)


def test_an_exercise_never_done_begins_at_the_bottom_without_a_load() -> None:
    begun = aim("goblet_squat", Diary())
    assert (begun.reps, begun.load_kg, begun.because) == (5, None, "")


def test_every_set_at_the_top_adds_the_smallest_step_and_goes_back_to_the_bottom() -> None:
    heavier = aim("goblet_squat", diary(sets("goblet_squat", (8, 8, 8), 20, 2)))
    assert (heavier.reps, heavier.load_kg, heavier.most_sets) == (5, 22, 3)
    assert "3 x 8 with 20 kg, 2 in reserve" in heavier.because
    assert "22 kg" in heavier.because


def test_short_of_the_top_the_load_stays_and_one_repetition_comes() -> None:
    more = aim("goblet_squat", diary(sets("goblet_squat", (6, 6, 6), 20, 2)))
    assert (more.reps, more.load_kg) == (7, 20)


def test_too_little_in_reserve_asks_for_the_same_again() -> None:
    same = aim("goblet_squat", diary(sets("goblet_squat", (6, 6, 6), 20, 1)))
    assert (same.reps, same.load_kg) == (6, 20)


def test_two_fewer_in_reserve_than_asked_is_too_heavy() -> None:
    assert aim("goblet_squat", diary(sets("goblet_squat", (6, 6, 6), 20, 0))).load_kg == 18


def test_two_more_in_reserve_than_asked_is_too_easy() -> None:
    assert aim("goblet_squat", diary(sets("goblet_squat", (6, 6), 20, 4))).load_kg == 22


def test_one_miss_repeats_and_two_take_a_tenth_off() -> None:
    miss = sets("goblet_squat", (5, 4, 3), 20)
    assert aim("goblet_squat", diary(miss)).load_kg == 20
    assert aim("goblet_squat", diary(miss, miss)).load_kg == 18


@pytest.mark.parametrize(("days", "load"), [(7, 22), (8, 18), (14, 18), (15, 16), (28, 16), (29, 14)])
def test_a_break_costs_load_by_its_days(days: int, load: float) -> None:
    log = diary(sets("goblet_squat", (8, 8, 8), 20, 2), every=days)
    assert aim("goblet_squat", log).load_kg == load


def test_a_softened_load_and_a_break_are_not_taken_off_twice() -> None:
    log = diary(sets("goblet_squat", (8, 8), 20, 2), every=10)
    assert aim("goblet_squat", log, load_factor=0.8).load_kg == 16


def test_a_deload_keeps_the_load_and_raises_nothing() -> None:
    easy = aim("goblet_squat", diary(sets("goblet_squat", (8, 8, 8), 20, 2)), deload=True)
    assert (easy.reps, easy.load_kg) == (8, 20)


def test_a_phase_of_fewer_repetitions_begins_heavier() -> None:
    assert aim("back_squat", diary(sets("back_squat", (12, 12), 60, 3)), level="advanced").load_kg == 65


def test_two_to_spare_in_the_last_set_twice_running_adds_load() -> None:
    twice = sets("row", (9, 9, 12), 14, 2)
    assert aim("row", diary(twice)).load_kg == 14
    assert aim("row", diary(twice, twice)).load_kg == 16


def test_holds_grow_by_five_seconds_to_the_top() -> None:
    assert aim("plank", diary(sets("plank", (30, 30)))).seconds == 35
    assert aim("plank", diary(sets("plank", (45, 45)))).seconds == 45


def test_a_load_never_written_down_stays_unknown() -> None:
    assert aim("goblet_squat", diary(sets("goblet_squat", (8, 8)))).load_kg is None


def test_what_lies_after_today_is_not_known_yet() -> None:
    log = diary(sets("goblet_squat", (8, 8), 20, 2), every=-1)
    assert aim("goblet_squat", log, today=MONDAY - timedelta(days=1)).load_kg is None


def test_steps_fit_the_kit() -> None:
    squat, row = exercise("back_squat"), exercise("row")
    assert [load_step(squat, kg, ("barbell",)) for kg in (40, 100)] == [2.5, 5]
    assert load_step(row, 14, ("dumbbell",)) == 2
    assert load_step(row, 16, ("kettlebell",)) == 4


def test_lighter_is_never_rounded_up_nor_down_to_nothing() -> None:
    assert [times(kg, 0.9, 2.5) for kg in (60, 50, 2.5)] == [52.5, 45, 2.5]


def test_the_estimated_most_keeps_to_ten_repetitions() -> None:
    assert estimated_max(60, 6, 2) == pytest.approx(76)
    assert estimated_max(60, 8, 3) is None
