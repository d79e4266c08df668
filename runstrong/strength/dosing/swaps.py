"""What a runner may do instead of an exercise: the same purpose, their kit, nothing that hurts."""

from dataclasses import replace

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Exercise, Library
from runstrong.strength import safety
from runstrong.strength.dosing.choose import LEVELS
from runstrong.strength.dosing.kit import kit


def alternatives(exercise_id: str, preferences: Preferences, library: Library) -> list[Exercise]:
    """Exercises for the same purpose that kit and sore regions allow, the nearest in level first.

    None harder than the runner's level reaches; a jump only for one that is as hard on the tendons.
    """
    asked = library.exercises.get(exercise_id)
    if asked is None:
        return []
    found = [other for other in library.exercises.values() if other is not asked and _alike(other, asked)]
    able = [other for other in found if _is_open(other, preferences, library)]
    return sorted(able, key=lambda other: (other.pattern != asked.pattern, abs(other.level - asked.level)))


def _alike(other: Exercise, asked: Exercise) -> bool:
    """Whether two exercises train the same, and the other jumps no harder."""
    near = any({other.pattern, asked.pattern} <= group for group in safety.SAME_PURPOSE)
    return other.plyometric <= asked.plyometric and (other.pattern == asked.pattern or near)


def _is_open(other: Exercise, preferences: Preferences, library: Library) -> bool:
    hardest = LEVELS[preferences.level][1]
    if kit(other, preferences.equipment) is None or other.level > hardest:
        return False
    choice = safety.fitting(other, library, replace(preferences, level="advanced"))
    return choice is not None and choice.instead_of is None
