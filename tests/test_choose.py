"""Which exercise fills a place in a session: by kit, level, niggles and the log."""

from datetime import timedelta
from typing import Any

import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, ExerciseDone, SessionDone, SetDone
from runstrong.settings import EQUIPMENT
from runstrong.strength.dosing.choose import Chooser
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.tracks import TRACKS
from tests.runners import MONDAY, shipped

ASKED = {"is_new", "deload", "banned", "swaps"}


def done(back: int, exercise: str, amount: int, kg: float | None = None) -> SessionDone:
    held = shipped().exercises[exercise].measure == "seconds"
    sets = (SetDone(None if held else amount, amount if held else None, kg, 5),) * 3
    day = MONDAY - timedelta(days=back)
    return SessionDone(f"s-{day}", day, 18.0, 30, 6, None, (ExerciseDone(exercise, sets),), "log")


def chosen(
    track: str, *sessions: SessionDone, phase: Any = "foundation", unloaded: bool = False, **given: Any
) -> str:
    """The exercise of a track, "" for none."""
    wishes = Preferences(**{name: value for name, value in given.items() if name not in ASKED})
    asked = {name: value for name, value in given.items() if name in ASKED}
    chooser = Chooser(Need(wishes, phase, MONDAY, diary=Diary(sessions), **asked), shipped(), unloaded)
    choice = chooser.choose([track])
    return choice.exercise.id if choice else ""


def test_a_novice_begins_on_the_first_level_and_others_further_up() -> None:
    assert chosen("squat") == "air_squat"
    assert chosen("squat", level="intermediate") == "tempo_squat"
    assert chosen("squat", level="advanced", equipment=("barbell", "rack")) == "back_squat"


def test_kit_that_is_not_there_is_not_used() -> None:
    assert chosen("hinge", level="intermediate", equipment=("dumbbell",)) == "rdl"
    assert chosen("hinge", level="intermediate") == ""
    assert chosen("row", equipment=("band",)) == "band_row"


@pytest.mark.parametrize("track", TRACKS)
def test_the_first_weeks_and_the_light_session_ask_for_nothing_hard(track: str) -> None:
    known = shipped().exercises
    for name in (chosen(track, is_new=True, equipment=EQUIPMENT), chosen(track, unloaded=True, level="advanced")):
        assert not name or known[name].level == 1 or known[name].in_article
    light = chosen(track, unloaded=True, level="advanced", equipment=EQUIPMENT)
    assert not light or () in known[light].kits


def test_two_sessions_at_the_top_of_the_range_climb_a_rung_one_does_not() -> None:
    squats = (done(9, "tempo_squat", 12), done(4, "tempo_squat", 12))
    assert chosen("squat", *squats, phase="strength", level="advanced") == "sl_sit_down"
    assert chosen("crunch", done(4, "crunch", 30), phase="strength") == "crunch"
    assert chosen("crunch", done(9, "crunch", 30), done(4, "crunch", 30), phase="strength") == "reverse_crunch"


def test_two_sessions_short_of_the_bottom_step_back_a_rung() -> None:
    weak = (done(9, "pushup", 3), done(4, "pushup", 4))
    assert chosen("push_up", *weak[1:]) == "pushup"
    assert chosen("push_up", *weak) == "knee_pushup"


def test_who_stepped_back_returns_once_the_easier_rung_is_earned() -> None:
    weak = (done(20, "pushup", 3), done(16, "pushup", 4))
    assert chosen("push_up", *weak, done(9, "knee_pushup", 9), done(4, "knee_pushup", 10)) == "knee_pushup"
    assert chosen("push_up", *weak, done(9, "knee_pushup", 12), done(4, "knee_pushup", 12)) == "pushup"


def test_a_rung_that_carries_a_load_is_climbed_by_its_load() -> None:
    heavy = (done(9, "goblet_squat", 15, 20), done(4, "goblet_squat", 15, 22))
    kit = ("dumbbell", "barbell", "rack")
    assert chosen("squat", *heavy, phase="foundation", level="intermediate", equipment=kit) == "goblet_squat"


def test_without_progress_the_choice_stays_from_week_to_week() -> None:
    for track, rungs in TRACKS.items():
        if shipped().exercises[rungs[0][0]].pattern == "jump":
            continue
        first = chosen(track, phase="strength", level="intermediate", equipment=EQUIPMENT)
        low = shipped().exercises[first].dose
        amount = (low.get("strength") or low["foundation"]).work[0]
        kg = 20.0 if shipped().exercises[first].is_loaded else None
        history = [done(back, first, amount, kg) for back in (23, 16, 9, 2)]
        assert chosen(track, *history, phase="strength", level="intermediate", equipment=EQUIPMENT) == first


def test_a_deload_climbs_nothing() -> None:
    tops = (done(9, "crunch", 30), done(4, "crunch", 30))
    assert chosen("crunch", *tops, phase="strength", deload=True) == "crunch"


def test_what_is_banned_is_passed_over_and_a_swap_is_heard_where_kit_allows() -> None:
    assert chosen("crunch", banned=frozenset({"crunch"})) != "crunch"
    assert chosen("squat", swaps={"air_squat": "box_squat"}) == "box_squat"
    assert chosen("squat", swaps={"air_squat": "back_squat"}) == "air_squat"


def test_a_sore_region_gets_what_spares_it_or_nothing() -> None:
    loads = shipped().exercises
    for track in TRACKS:
        red = chosen(track, niggles=(("knee_pf", 8),), level="intermediate", equipment=EQUIPMENT)
        assert not red or "knee_pf" not in loads[red].contraindications


def test_what_the_session_holds_already_is_not_chosen_again() -> None:
    chooser = Chooser(Need(Preferences(), "foundation", MONDAY), shipped())
    first = chooser.choose(["single_leg_hinge"])
    assert first is not None
    second = chooser.choose(["single_leg_hinge"], {first.exercise.id})
    assert second is None or second.exercise != first.exercise
