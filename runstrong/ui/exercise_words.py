"""Exercises in the runner's words: patterns, regions, kit."""

from collections.abc import Sequence
from itertools import product
from typing import Final

from runstrong.model.exercise import BodyRegion, Exercise, Pattern

PATTERN_TEXT: Final[dict[Pattern, str]] = {
    "warm_up": "Warm-up",
    "jump": "Jumps and drills",
    "squat": "Squat",
    "lunge": "Lunge",
    "single_leg": "Step and one leg",
    "hinge": "Hip hinge",
    "bridge": "Bridge",
    "knee_flexion": "Hamstring curl",
    "calf": "Calf, straight knee",
    "soleus": "Calf, bent knee",
    "push": "Push",
    "pull": "Pull",
    "arms": "Arms",
    "carry": "Carry",
    "anti_extension": "Core: hold against arching",
    "trunk_flexion": "Core: curl up",
    "hip_flexion": "Hip flexors",
    "trunk_extension": "Back extension",
    "anti_lateral": "Core: hold sideways",
    "anti_rotation": "Core: hold against turning",
    "hip_abduction": "Outer hip",
    "adduction": "Inner thigh",
    "ankle": "Ankle and shin",
    "foot": "Foot",
    "mobility": "Mobility",
}
REGION_TEXT: Final[dict[BodyRegion, str]] = {
    "lower": "Lower body",
    "upper": "Upper body",
    "core": "Core",
    "full": "Whole body",
}
LEVEL_TEXT: Final = {1: "for everyone", 2: "some experience", 3: "experienced"}
_MAY_BREAK: Final = {"Countermovement": "Counter\u00admovement"}
"""Words with a soft hyphen: a table on a phone is at least as wide as its longest word."""


def name_in_a_column(name: str) -> str:
    """The name of an exercise for a narrow column."""
    return " ".join(_MAY_BREAK.get(word, word) for word in name.split(" "))


def kit_text(kits: Sequence[Sequence[str]]) -> str:
    """What is needed, as `body weight` or `dumbbell or kettlebell, and bench`."""
    if () in map(tuple, kits):
        return "body weight"
    choices = [tuple(dict.fromkeys(place)) for place in zip(*kits, strict=False)]
    if len({len(kit) for kit in kits}) == 1 and set(product(*choices)) == set(map(tuple, kits)):
        return ", and ".join(" or ".join(map(_word, choice)) for choice in choices)
    return ", or ".join(" and ".join(map(_word, kit)) for kit in kits)


def _word(item: str) -> str:
    return item.replace("_", " ")


def muscles_text(exercise: Exercise) -> str:
    """The muscles that work, the helpers in brackets."""
    helpers = f" (and {', '.join(exercise.secondary)})" if exercise.secondary else ""
    return ", ".join(exercise.primary) + helpers
