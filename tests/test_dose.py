"""How much a phase asks for, and how many contacts, before the minutes have their say."""

from dataclasses import replace

from runstrong.model.diary import Diary
from runstrong.model.exercise import Dose
from runstrong.strength.dosing import jumps
from runstrong.strength.dosing.dose import dose
from tests.diaries import exercise, need, sets, weeks_before
from tests.runners import shipped


def given(name: str, phase: str, *, gentle: bool = False, **settings: object) -> Dose:
    found = dose(exercise(name), need(phase, **settings), gentle=gentle)
    assert found is not None
    return found


def test_heavy_lifts_get_three_sets_of_few_repetitions_with_two_in_reserve() -> None:
    squat = given("back_squat", "strength", level="advanced")
    assert (squat.sets, squat.work, squat.rir) == ((3, 4), (4, 6), 2)


def test_novices_keep_one_more_in_reserve_and_four_in_their_first_weeks() -> None:
    assert given("goblet_squat", "strength").rir == 3
    assert given("goblet_squat", "foundation").rir == 4


def test_a_gentle_day_keeps_four_in_reserve() -> None:
    assert given("back_squat", "strength", gentle=True, level="advanced").rir == 4


def test_new_legs_get_two_sets() -> None:
    assert given("goblet_squat", "strength", is_new=True).sets == (2, 2)


def test_a_return_steps_back_to_the_foundation_and_a_taper_keeps_the_loads_of_the_trained() -> None:
    trained = weeks_before(4, sets("back_squat", (5, 5), 60))
    assert given("back_squat", "return").work == given("back_squat", "foundation").work
    assert given("back_squat", "taper", diary=trained).work == given("back_squat", "strength").work
    assert given("back_squat", "taper", diary=Diary()).work == given("back_squat", "foundation").work


def test_contacts_grow_by_twenty_a_week_at_most_and_halve_in_a_deload() -> None:
    log = weeks_before(4, sets("pogo", (20, 20)))
    asked = need("power", level="advanced", sessions=1, diary=log)
    assert jumps.budget(asked, shipped()) == 60
    assert jumps.budget(replace(asked, deload=True), shipped()) == 20


def test_contacts_are_met_by_sets_and_repetitions_of_the_dose() -> None:
    pogo = exercise("pogo")
    fitted = jumps.fit(pogo, given("pogo", "strength"), 40)
    assert fitted is not None
    assert jumps.contacts_of(pogo, *fitted) == 40
    assert jumps.fit(pogo, given("pogo", "strength"), 5) is None
