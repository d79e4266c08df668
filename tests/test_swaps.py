"""What a runner may do instead of an exercise."""

from typing import Any

import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Exercise
from runstrong.settings import EQUIPMENT
from runstrong.strength.dosing.kit import kit
from runstrong.strength.dosing.swaps import alternatives
from runstrong.strength.safety import SAME_PURPOSE
from tests.runners import shipped


def instead_of(exercise: str, **wishes: Any) -> list[Exercise]:
    return alternatives(exercise, Preferences(**{"level": "advanced", **wishes}), shipped())


def ids(found: list[Exercise]) -> list[str]:
    return [exercise.id for exercise in found]


@pytest.mark.parametrize("exercise", shipped().exercises)
def test_all_serve_the_same_purpose_with_the_runner_s_kit(exercise: str) -> None:
    asked = shipped().exercises[exercise]
    for equipment in ((), ("dumbbell", "band"), EQUIPMENT):
        for other in instead_of(exercise, equipment=equipment):
            near = any({asked.pattern, other.pattern} <= group for group in SAME_PURPOSE)
            assert near or other.pattern == asked.pattern
            assert kit(other, equipment) is not None
            assert other.plyometric <= asked.plyometric
            assert other.id != exercise


def test_the_same_movement_comes_first_and_then_the_nearest_level() -> None:
    found = instead_of("goblet_squat", equipment=EQUIPMENT)
    asked = shipped().exercises["goblet_squat"]
    distances = [(other.pattern != asked.pattern, abs(other.level - asked.level)) for other in found]
    assert distances == sorted(distances)
    assert found[0].pattern == "squat"


def test_without_kit_only_body_weight_is_offered() -> None:
    assert "back_squat" in ids(instead_of("air_squat", equipment=("barbell", "rack")))
    assert "back_squat" not in ids(instead_of("air_squat"))


def test_nothing_harder_than_the_runner_s_level_reaches() -> None:
    assert "pistol_box" in ids(instead_of("air_squat"))
    assert "pistol_box" not in ids(instead_of("air_squat", level="novice"))


def test_what_hurts_is_not_offered() -> None:
    sore = instead_of("air_squat", niggles=(("knee_pf", 7),))
    assert all("knee_pf" not in other.contraindications for other in sore)
    assert len(sore) < len(instead_of("air_squat"))


def test_an_unknown_exercise_has_no_alternatives() -> None:
    assert instead_of("somersault") == []
