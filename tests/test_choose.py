"""Which exercise a runner gets: by kit, level, soreness and what was earned, and the same until then."""

from runstrong.model.diary import Diary
from runstrong.strength.dosing.choose import Chooser
from runstrong.strength.dosing.tracks import QUOTAS, TRACKS
from tests.diaries import diary, need, sets, weeks_before
from tests.runners import shipped

HOME = ("dumbbell",)
GYM = ("barbell", "rack", "dumbbell")


def chosen(track: str, phase: str = "foundation", *, unloaded: bool = False, **given: object) -> str | None:
    choice = Chooser(need(phase, **given), shipped(), unloaded).choose([track])
    return choice and choice.exercise.id


def test_every_rung_and_every_pattern_is_known() -> None:
    assert {name for rungs in TRACKS.values() for name, _ in rungs} <= set(shipped().exercises)
    assert {e.pattern for e in shipped().exercises.values()} <= set(QUOTAS)


def test_a_novice_begins_with_the_founding_exercise_whatever_the_kit() -> None:
    assert chosen("squat") == chosen("squat", equipment=GYM) == "air_squat"


def test_the_strength_phase_brings_loads_where_there_is_kit_and_harder_forms_where_there_is_none() -> None:
    assert chosen("squat", "strength", equipment=HOME) == "goblet_squat"
    assert chosen("squat", "strength") == "tempo_squat"
    assert chosen("calf", "strength") == "sl_calf_raise"
    assert chosen("squat", "strength", equipment=GYM, level="advanced") == "back_squat"
    assert chosen("hinge", "strength", equipment=GYM, level="advanced") == "deadlift"


def test_a_deload_brings_nothing_new() -> None:
    log = diary(sets("air_squat", (12, 12)))
    assert chosen("squat", "strength", diary=log, deload=True) == "air_squat"
    assert chosen("squat", "strength", diary=log) == "tempo_squat"


def test_twice_at_the_top_earns_the_next_rung_and_once_does_not() -> None:
    top = sets("crunch", (12, 12), rir=4)
    assert chosen("crunch", diary=diary(top), level="intermediate") == "crunch"
    assert chosen("crunch", diary=diary(top, top), level="intermediate") == "reverse_crunch"


def test_twice_short_of_the_bottom_steps_back_until_the_easier_form_is_earned() -> None:
    short, top = sets("pushup", (5, 4)), sets("knee_pushup", (12, 12), rir=4)
    assert chosen("push_up", diary=diary(short)) == "pushup"
    assert chosen("push_up", diary=diary(short, short)) == "knee_pushup"
    assert chosen("push_up", diary=diary(short, short, top)) == "knee_pushup"
    assert chosen("push_up", diary=diary(short, short, top, top)) == "pushup"


def test_the_light_third_session_does_not_move_the_loaded_ladder() -> None:
    log = diary(sets("goblet_squat", (6, 6), 20, 2), sets("air_squat", (15, 15)))
    assert chosen("squat", "strength", equipment=HOME, diary=log) == "goblet_squat"
    assert chosen("squat", "strength", equipment=HOME, diary=log, unloaded=True) == "air_squat"


def test_what_is_banned_or_swapped_is_not_chosen() -> None:
    assert chosen("squat", banned=frozenset({"air_squat"})) != "air_squat"
    assert chosen("squat", swaps={"air_squat": "box_squat"}) == "box_squat"
    assert chosen("squat", swaps={"air_squat": "back_squat"}) == "air_squat"


def test_amber_brings_what_the_region_offers_and_red_brings_nothing() -> None:
    assert chosen("calf", niggles=(("achilles", 3),)) == "calf_raise"
    assert chosen("calf", niggles=(("achilles", 4),)) == "isometric_calf"
    assert chosen("calf", niggles=(("achilles", 6),)) is None


def test_bone_stress_leaves_no_squat_at_any_number() -> None:
    assert chosen("squat", niggles=(("bone_stress", 1),)) is None


def test_jumps_in_place_wait_for_four_weeks_and_six_of_a_novice() -> None:
    four, six = (weeks_before(weeks, sets("pogo", (10, 10))) for weeks in (4, 6))
    assert chosen("jump", "strength", level="intermediate", diary=Diary()) == "snap_down"
    assert chosen("jump", "strength", level="intermediate", diary=four) == "cmj"
    assert chosen("jump", "strength", diary=four) == "snap_down"
    assert chosen("jump", "strength", diary=six) == "cmj"
    assert chosen("jump", "foundation", level="intermediate", diary=four) == "snap_down"


def test_bounds_wait_for_four_weeks_of_hops_and_never_meet_a_tender_tendon() -> None:
    log = weeks_before(5, sets("sl_pogo", (5, 5)))
    assert chosen("hop", "power", level="advanced", diary=log) == "bound"
    assert chosen("hop", "power", level="advanced", diary=log, niggles=(("achilles", 2),)) == "sl_pogo"
    assert chosen("hop", "power", level="intermediate", diary=log, birth_year=1970) == "sl_pogo"


def test_a_sore_tendon_or_a_red_back_takes_every_jump_out() -> None:
    for niggle in (("achilles", 4), ("low_back", 7)):
        assert chosen("hop", niggles=(niggle,)) is None
    assert chosen("hop", niggles=(("wrist", 7),)) == "pogo"
