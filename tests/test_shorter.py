"""A session cut on the day keeps what is worth most."""

from dataclasses import replace
from datetime import date

import pytest

from runstrong.model.plan import PlannedSession
from runstrong.strength.dosing.session import contents
from runstrong.strength.dosing.shorter import shorter
from tests.diaries import exercise, need
from tests.runners import MONDAY, shipped


def hour(phase: str = "strength", day: date = MONDAY) -> PlannedSession:
    inside = contents("full", 0, need(phase, minutes=60, level="advanced", equipment=("dumbbell",)), shipped())
    made = PlannedSession("w-1", day, "pm", "full", "heavy", inside.minutes, inside.foot_contacts, (), (), ())
    return replace(made, focus=inside.focus, intensity=inside.intensity, exercises=inside.exercises)


@pytest.mark.parametrize("minutes", [15, 25, 40])
def test_it_fits_the_minutes_with_a_warm_up_and_calves(minutes: int) -> None:
    cut = shorter(hour(), minutes, shipped())
    assert cut.minutes <= minutes * 1.1
    assert cut.exercises[0].part == "warm_up"
    assert any(exercise(e.id).pattern == "calf" for e in cut.exercises)


def test_what_goes_is_worth_less_than_what_stays() -> None:
    whole, cut = hour(), shorter(hour(), 25, shipped())
    kept = {e.id for e in cut.exercises}
    main = [e for e in whole.exercises if e.part != "warm_up"]
    assert max(e.value for e in main if e.id in kept) < min(e.value for e in main if e.id not in kept)


def test_nothing_is_added_and_the_order_stays() -> None:
    whole = [e.id for e in hour().exercises]
    cut = shorter(hour(), 25, shipped())
    assert [e.id for e in cut.exercises] == [name for name in whole if name in {e.id for e in cut.exercises}]
    sets = {e.id: e.sets for e in hour().exercises}
    assert all(e.sets <= sets[e.id] for e in cut.exercises)


def test_a_session_short_enough_stays_as_it_is() -> None:
    assert shorter(hour(), 90, shipped()) == hour()


def test_the_contacts_are_those_of_the_jumps_that_stay() -> None:
    cut = shorter(hour(), 15, shipped())
    assert cut.foot_contacts == sum(e.sets * (e.reps or 0) for e in cut.exercises if e.part == "jumps")
