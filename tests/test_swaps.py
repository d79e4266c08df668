"""What a runner may do instead: the same purpose, their kit, nothing that hurts."""

from runstrong.model.athlete import Preferences
from runstrong.strength.dosing.swaps import alternatives
from tests.diaries import exercise
from tests.runners import shipped


def names(asked: str, **settings: object) -> list[str]:
    return [e.id for e in alternatives(asked, Preferences(**settings), shipped())]  # type: ignore[arg-type]


def test_they_serve_the_same_purpose_and_leave_out_the_exercise_itself() -> None:
    found = names("air_squat")
    assert found
    assert "air_squat" not in found
    assert {exercise(name).pattern for name in found} <= {"squat", "lunge", "single_leg"}


def test_the_same_pattern_comes_first_and_then_the_nearest_level() -> None:
    found = [exercise(name) for name in names("air_squat", level="intermediate")]
    keys = [(e.pattern != "squat", abs(e.level - exercise("air_squat").level)) for e in found]
    assert keys == sorted(keys)


def test_kit_the_runner_lacks_is_not_offered() -> None:
    assert "goblet_squat" not in names("air_squat")
    assert "goblet_squat" in names("air_squat", equipment=("dumbbell",))


def test_nothing_is_offered_that_loads_what_is_sore() -> None:
    assert "lunge" in names("air_squat")
    assert "lunge" not in names("air_squat", niggles=(("knee_pf", 4),))


def test_a_jump_is_never_answered_with_a_harder_one() -> None:
    found = names("pogo", level="advanced", equipment=("box", "rope"))
    assert found
    assert all(exercise(name).plyometric <= 1 for name in found)


def test_novices_are_offered_nothing_for_the_advanced() -> None:
    assert all(exercise(name).level <= 2 for name in names("pushup"))


def test_an_unknown_exercise_has_no_alternatives() -> None:
    assert names("no_such_thing") == []
