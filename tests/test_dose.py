"""How much of an exercise a phase asks for."""

from datetime import timedelta
from typing import Any

import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, SessionDone
from runstrong.model.exercise import Dose
from runstrong.strength.dosing.dose import dose, dose_phase
from runstrong.strength.dosing.need import Need
from tests.runners import MONDAY, shipped

KNOWN = shipped().exercises


def need(phase: Any, weeks: int = 8, level: Any = "advanced", **asked: Any) -> Need:
    """A runner of a level after some weeks of one session each."""
    days = [MONDAY - timedelta(days=5 + 7 * back) for back in reversed(range(weeks))]
    diary = Diary(tuple(SessionDone(f"s-{day}", day, 18.0, 30, 6, None, (), "log") for day in days))
    return Need(Preferences(level=level), phase, MONDAY, diary=diary, **asked)


def given(exercise: str, phase: str, **asked: Any) -> Dose:
    found = dose(KNOWN[exercise], need(phase, **asked))
    assert found is not None
    return found


@pytest.mark.parametrize("phase", ["foundation", "strength", "power", "maintenance"])
def test_a_phase_has_its_own_amounts(phase: Any) -> None:
    table = KNOWN["back_squat"].dose[phase]
    found = given("back_squat", phase)
    assert (found.sets, found.work, found.rest_s) == (table.sets, table.work, table.rest_s)


def test_a_taper_keeps_the_loads_of_strength_and_a_return_begins_gently() -> None:
    assert given("back_squat", "taper").work == KNOWN["back_squat"].dose["strength"].work
    assert given("back_squat", "return").work == KNOWN["back_squat"].dose["foundation"].work


@pytest.mark.parametrize("phase", ["taper", "maintenance"])
def test_who_has_hardly_trained_keeps_the_foundation_s_dose(phase: Any) -> None:
    assert dose_phase(need(phase, weeks=2)) == "foundation"
    assert dose_phase(need(phase, weeks=3)) != "foundation"


def test_a_novice_keeps_more_in_reserve() -> None:
    assert given("back_squat", "strength").rir == 2
    assert given("back_squat", "strength", level="novice").rir == 3
    assert given("back_squat", "foundation", level="novice").rir == 4


def test_new_legs_get_two_sets() -> None:
    assert given("back_squat", "strength", is_new=True).sets == (2, 2)
    assert given("pushup", "strength", is_new=True).sets == KNOWN["pushup"].dose["strength"].sets


def test_gentle_work_leaves_four_in_reserve_and_a_hold_has_none() -> None:
    gentle = dose(KNOWN["back_squat"], need("strength"), gentle=True)
    assert gentle is not None
    assert gentle.rir == 4
    assert given("plank", "strength").rir is None


@pytest.mark.parametrize("exercise", KNOWN)
def test_no_exercise_goes_to_failure_and_only_jumps_may_miss_a_phase(exercise: str) -> None:
    for phase in ("foundation", "strength", "power", "maintenance", "taper", "return"):
        found = dose(KNOWN[exercise], need(phase))
        assert found is not None or KNOWN[exercise].pattern == "jump"
        assert found is None or found.rir is None or found.rir >= 1
