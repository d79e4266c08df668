"""Jumps: which are open to a runner, and the foot contacts of a session (science C.4)."""

from datetime import timedelta
from typing import Any

import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, ExerciseDone, SessionDone, SetDone
from runstrong.strength.dosing import jumps
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.session import contents
from tests.runners import MONDAY, shipped


def need(phase: Any = "strength", diary: Diary | None = None, deload: bool = False, **wishes: Any) -> Need:
    given = Preferences(**{"level": "intermediate", "minutes": 60, **wishes})
    return Need(given, phase, MONDAY, diary=diary or Diary(), deload=deload, sessions=1)


def weeks_of(exercise: str, reps: int, weeks: int) -> Diary:
    """One session a week with one set of an exercise."""
    done = (ExerciseDone(exercise, (SetDone(reps),)),)
    days = [MONDAY - timedelta(days=5 + 7 * back) for back in reversed(range(weeks))]
    return Diary(tuple(SessionDone(f"s-{day}", day, 18.0, 30, 6, None, done, "log") for day in days))


def gate(asked: Need) -> int:
    return jumps.gate(asked, shipped())


def test_jumps_in_place_wait_for_four_weeks_of_training_and_six_for_a_novice() -> None:
    assert [gate(need(diary=weeks_of("air_squat", 10, weeks))) for weeks in (0, 3, 4)] == [1, 1, 2]
    assert [gate(need(diary=weeks_of("air_squat", 10, weeks), level="novice")) for weeks in (5, 6)] == [1, 2]
    assert gate(need("foundation", weeks_of("air_squat", 10, 8))) == 1


def test_bounds_wait_for_four_weeks_of_jumps_in_place_and_tendons_without_a_word() -> None:
    hopped = weeks_of("cmj", 5, 4)
    assert gate(need(diary=hopped)) == 3
    fewer = Diary(weeks_of("air_squat", 10, 8).sessions + weeks_of("cmj", 5, 3).sessions)
    assert gate(need(diary=fewer)) == 2
    assert gate(need(diary=hopped, level="novice")) < 3
    assert gate(need(diary=hopped, niggles=(("achilles", 1),))) == 2
    assert gate(need(diary=hopped, birth_year=MONDAY.year - 50)) == 2


@pytest.mark.parametrize(("niggle", "opens"), [(("achilles", 4), 0), (("hamstring", 6), 0), (("wrist", 8), 1)])
def test_what_landing_would_shake_closes_the_gate(niggle: tuple[str, int], opens: int) -> None:
    assert gate(need(niggles=(niggle,))) == opens


def test_contacts_grow_by_twenty_a_week_and_halve_in_a_deload() -> None:
    done = weeks_of("pogo", 40, 3)
    assert jumps.budget(need("power", done), shipped()) == 60
    assert jumps.budget(need("power", done, deload=True), shipped()) == 20


def test_contacts_count_both_feet_once_and_each_side_of_a_hop() -> None:
    known = shipped().exercises
    assert jumps.contacts_of(known["pogo"], 2, 10) == 20
    assert jumps.contacts_of(known["sl_pogo"], 2, 10) == 40


def test_sets_come_nearest_to_the_contacts_left_without_passing_them() -> None:
    pogo = shipped().exercises["pogo"]
    for contacts in range(8, 80):
        found = jumps.fit(pogo, pogo.dose["strength"], contacts)
        assert found is None or jumps.contacts_of(pogo, *found) <= contacts
    assert jumps.fit(pogo, pogo.dose["strength"], 1) is None


def test_what_one_kind_of_jump_leaves_another_takes() -> None:
    inside = contents("full", 1, need("foundation"), shipped())
    kinds = [e.id for e in inside.exercises if e.part == "jumps"]
    assert sorted(kinds) == ["pogo", "snap_down"]
    assert 20 < inside.foot_contacts <= 40


def test_a_few_contacts_left_are_not_worth_another_kind() -> None:
    inside = contents("full", 1, need("strength"), shipped())
    assert [e.id for e in inside.exercises if e.part == "jumps"] == ["snap_down"]


def test_a_jump_swapped_for_the_session_s_other_one_is_done_once() -> None:
    asked = need("foundation")
    swapped = Need(asked.preferences, asked.phase, MONDAY, sessions=1, swaps={"pogo": "snap_down"})
    kinds = [e.id for e in contents("full", 1, swapped, shipped()).exercises if e.part == "jumps"]
    assert kinds == ["snap_down"]
